#ifndef FORMS_UNREGISTERED_SHEET_H
#define FORMS_UNREGISTERED_SHEET_H
/** Papers of an unregistered person's case: 无户口人员登记户口申请审批表 for the file, 公示 for the
 *  board of the committee, 答复书 for the applicant [W96] [S48].
 *  The notice says what neighbours need to object and no more: neither class nor day of birth, nor
 *  number, nor door. */
#include "forms/sheet.h"

struct unregistered_line {
    struct str kind, paper, issued, text, clerk;
};

struct unregistered_sheet {
    struct sheet_facts facts;
    struct str number; /* STATION-CASE, in the bars */
    struct str station, class_, opened_on, state;
    struct str name, sex, born_on, ethnic, birth_place, native_place, was_number;
    struct str applicant, phone, father, mother, address, relation;
    struct str notice;        /* from … to, or that none is asked */
    struct str investigation; /* what the station found and who put it forward */
    struct str county, city;  /* opinion, who, when */
    struct str outcome;       /* number given, or the reason without registration */
    const struct unregistered_line *lines;
    size_t line_count;
};
extern const struct form unregistered_form;

struct unregistered_notice {
    struct sheet_facts facts;
    struct str number, station, text, facts_text, days, posted_on;
};
extern const struct form unregistered_notice_form;

struct unregistered_answer {
    struct sheet_facts facts;
    struct str number, station, to, text, grounds, rights, written_on;
};
extern const struct form unregistered_answer_form;

#endif
