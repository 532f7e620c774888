#ifndef FORMS_CERTIFICATE_SHEETS_H
#define FORMS_CERTIFICATE_SHEETS_H
/** What a business brings its applicant: 公民身份号码更正证明 [domain 3.3], 准予迁入证明 and 户口迁移证
 * [HR 10] [HR 13], 户口注销证明 [HR 8] [G21]. One record, as it was kept when the certificate was issued;
 * each has its own number, in bars too, and the unit's seal. */
#include "forms/sheet.h"

struct certificate_sheet {
    struct sheet_facts facts;
    struct str number; /* of the certificate */
    struct str station, decided_by, issued_on;
    struct str name, sex, born_on, citizen_number, old_number;
    struct str ground, happened_on, from_place, to_place;
};
extern const struct form number_certificate_form, migration_permit_form, migration_certificate_form,
    cancellation_certificate_form;

#endif
