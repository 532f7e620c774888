#ifndef FORMS_CONSIGNMENT_SHEET_H
#define FORMS_CONSIGNMENT_SHEET_H
/** 居民身份证交接单: the list that goes with a box of cards from unit to unit, signed on every page
 * by giver and receiver. Serials and names, for whoever counts; no citizen numbers. */
#include "forms/sheet.h"

struct consignment_line {
    struct str serial, name;
    struct str arrived; /* ✓ when the receiver has taken it in */
};

struct consignment_sheet {
    struct sheet_facts facts;
    struct str number; /* UNIT-ID, in the bars */
    struct str from, to, box, count, state;
    struct str given_at, giver, received_at, receiver, counted;
    const struct consignment_line *lines;
    size_t line_count;
};
extern const struct form consignment_form;

#endif
