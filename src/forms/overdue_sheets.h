#ifndef FORMS_OVERDUE_SHEETS_H
#define FORMS_OVERDUE_SHEETS_H
/** The papers of an overdue cancellation or a pocket household [G21 33]: the notice that is handed
 *  over, the notice that is posted, the record of the visit. What is posted shows the number masked
 *  and the address without the door. */
#include "forms/sheet.h"

struct overdue_sheet {
    struct sheet_facts facts;
    struct str title;
    struct str number; /* PART-CASE, in the bars */
    struct str to;     /* whom it is handed to, where it is posted */
    struct str name, sex, born_on, citizen_number, address, relation, head;
    struct str ground; /* 民政死亡信息　死亡日期 2008年2月1日　凭证 M1 */
    struct str text;   /* what is told, in sentences */
    struct str station, told_on, until;
    struct str visit_result, visited_on;
};
extern const struct form overdue_notice_form, overdue_posting_form, overdue_visit_form;

#endif
