#ifndef FORMS_CLEARANCE_SHEET_H
#define FORMS_CLEARANCE_SHEET_H
/** 存疑清零证明: that nothing is open in a precinct on a day, neither a finding nor a number case [S47]. */
#include "forms/sheet.h"

struct clearance_sheet {
    struct sheet_facts facts;
    struct str number; /* UNIT-DAY, in the bars */
    struct str statement, unit, measured_on, persons, findings, cases, righted, by_evidence,
        cases_closed;
};
extern const struct form clearance_form;

#endif
