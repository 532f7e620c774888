#ifndef FORMS_TEMPORARY_SHEET_H
#define FORMS_TEMPORARY_SHEET_H
/** 临时居民身份证 print sheet [T78 4, 5]: front and back of the card at their true size, 85.6 × 54
 * mm, side by side with cutting marks: cut, folded along the middle and sealed in film. Nothing but
 * the items of the law stands inside the marks [L 3]; the stub below stays with the application
 * form. The portrait is black and white. */
#include "forms/sheet.h"

struct temporary_sheet {
    struct sheet_facts facts;
    struct str name, sex, ethnic, born_year, born_month, born_day, address, citizen_number;
    struct str organ, validity, portrait;
    /* the stub */
    struct str number;      /* of the application */
    struct str card_number; /* 卡号 */
    struct str unit, signer, signed_on, expires_on, fee, receipt;
};
extern const struct form temporary_form;

#endif
