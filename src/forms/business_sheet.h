#ifndef FORMS_BUSINESS_SHEET_H
#define FORMS_BUSINESS_SHEET_H
/** 户口登记项目变更更正审批表 and 户口业务审批表: the application and approval sheet of every household
 * business [V 10.4]: one layout, filled from the rows of the kind: its items before and after, its
 * papers, its levels. What is not decided yet leaves room for handwriting. */
#include "forms/sheet.h"

struct business_line {
    struct str item, before, after;
};
struct business_sheet {
    struct sheet_facts facts;
    struct str title;
    struct str number; /* part and id, for the bars */
    struct str station, kind, source, opened_on, due_on;
    struct str name, sex, born_on, citizen_number,
        address; /* of the person; of a household its head */
    struct str applicant, relation, phone;
    struct str papers;          /* ☑ shown, ☐ asked and not shown */
    struct str taken;           /* unit, clerk, day */
    struct str first, decision; /* unit, clerk, day, and what was said; empty while open */
    const struct business_line *lines;
    size_t line_count;
};
extern const struct form business_sheet_form;

#endif
