#ifndef FORMS_FOUR_WAY_SHEET_H
#define FORMS_FOUR_WAY_SHEET_H
/** 四相符核对表: register sheet, booklet, card and the person beside the register, what became of each
 *  item, and who signed [S40]. It stays with the police, so the number stands on it in full. */
#include "forms/sheet.h"

struct four_way_line {
    struct str item, registered;
    struct str form, booklet, card, person; /* ✓ the same, — not shown or not on a card */
    struct str proposal;                    /* with the number of its rule */
    struct str outcome;
};

struct four_way_sheet_record {
    struct sheet_facts facts;
    struct str number; /* PART-CHECK, in the bars */
    struct str station, name, citizen_number, head, address;
    struct str checked_on, booklet_on, card_on;
    struct str found;  /* how many differ, how many are not settled */
    struct str signer; /* who signed and when, as the check says; or by hand */
    struct str rules;  /* the rules in words, for the foot */
    const struct four_way_line *lines;
    size_t line_count;
};
extern const struct form four_way_form;

#endif
