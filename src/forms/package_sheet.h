#ifndef FORMS_PACKAGE_SHEET_H
#define FORMS_PACKAGE_SHEET_H
/** 数据包清单: goes with a sealed package, so that whoever carries or receives the file can compare
 * it: the hash of the whole file, and the print of the key it is signed with. Names no person. */
#include "forms/sheet.h"

struct package_sheet {
    struct sheet_facts facts;
    struct str number; /* FROM-TO-SEQUENCE, in the bars */
    struct str from, from_number, to, to_number, sequence, kind, count;
    struct str file; /* its name, without the folder */
    struct str made_at, answered_at;
    struct str hash; /* SM3 in hex, in groups */
    struct str key_print;
};
extern const struct form package_form;

#endif
