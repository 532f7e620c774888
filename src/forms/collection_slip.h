#ifndef FORMS_COLLECTION_SLIP_H
#define FORMS_COLLECTION_SLIP_H
/** 居民身份证领取凭证 [G21 78, 81]: half a sheet the applicant takes home and brings when
 * collecting. The citizen number is masked, since slips get lost. */
#include "forms/sheet.h"

struct collection_slip {
    struct sheet_facts facts;
    struct str station, number, accepted_on;
    struct str name, masked_number, ground;
    struct str expected; /* the promised day */
    struct str due;      /* the legal limit and its source */
    struct str delivery, fee, receipt, acceptor;
    struct str bring;     /* what to bring, one line each */
    struct str temporary; /* where a temporary card is to be had, or which one was issued */
};
extern const struct form collection_slip_form;

#endif
