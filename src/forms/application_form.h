#ifndef FORMS_APPLICATION_FORM_H
#define FORMS_APPLICATION_FORM_H
/** 居民身份证申领登记表 [L 10] [G21 78]: all items of an application, as the applicant signs them,
 * with room for what later desks and the collector sign by hand. */
#include "forms/sheet.h"

struct application_sheet {
    struct sheet_facts facts;
    struct str station; /* accepted here */
    struct str number, accepted_on;
    struct str name, sex, ethnic, born_on, address, citizen_number;
    struct str organ;
    struct str band;     /* code of validity_bands */
    struct str validity; /* from and to when signed, else a forecast that says so */
    struct str portrait; /* JPEG, or without bytes */
    struct str ground, production, delivery, phone, guardian;
    struct str fingerprint;
    struct str fee, fee_source, receipt;
    struct str promised, due; /* the day, and where it comes from */
    struct str temporary;
    struct str acceptor, reviewer, signer, signed_on; /* empty while it has not happened */
    struct str old_card;                              /* HANDED_IN, LOST, NEVER_HAD, or empty */
    struct str collected_on;
    struct str remark;
};
extern const struct form application_form;

#endif
