#ifndef FORMS_NOTICE_SHEET_H
#define FORMS_NOTICE_SHEET_H
/** 公民身份号码变更告知清单: who is told of a new number, for the holder and for the file. */
#include "forms/sheet.h"

struct notice_line {
    struct str agency, what, source, told_on;
};

struct notice_sheet {
    struct sheet_facts facts;
    struct str number; /* PART-PERSON, in the bars */
    struct str name, born_on, old_number, new_number, station, made_on;
    const struct notice_line *lines;
    size_t line_count;
};
extern const struct form notice_form;

#endif
