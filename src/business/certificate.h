#ifndef BUSINESS_CERTIFICATE_H
#define BUSINESS_CERTIFICATE_H
/** What is printed of a business, and the certificates among it.
 *  (1) Which form a kind prints, and when, are rows of business_forms.
 *  (2) A certificate 证明 is issued in the transaction that applies the business, with a number of
 *      its own, unit-year-serial, once; it keeps what it says, so that it says the same when it is
 *      printed again. */
#include "business/business_store.h"

enum form_when {
    PRINT_ANY_TIME,       /* from the counter on */
    PRINT_IN_EFFECT,      /* when it was approved */
    PRINT_NUMBER_CHANGED, /* when a number was given up for another */
    PRINT_CROSSES,        /* when the person goes from one county or city to another */
};
struct business_form {
    const char *form;  /* as src/forms calls it */
    const char *kinds; /* keys by blanks; "*": every kind */
    enum form_when when;
    bool numbered; /* a certificate */
    struct day begins;
    const char *zh, *en;
    const char *source;
};
extern const struct business_form business_forms[];
extern const size_t business_form_count;
/** Pure. The row by which a kind prints a form on that day, or NULL. */
const struct business_form *business_form_find(const struct business_kind *kind, struct str form,
                                               struct day on);
/** Pure. Whether the row is of the kind, and in force. */
bool business_form_is_of(const struct business_form *form, const struct business_kind *kind,
                         struct day on);

struct certificate {
    int32_t part;
    int64_t business;
    struct str form, number;
    int32_t unit, decided_by;
    struct day issued_on;
    struct str name, sex;
    struct day born_on;
    struct str citizen_number, old_number, ground;
    struct day happened_on;
    struct str from_place, to_place;
};
extern const struct column certificate_columns[];
extern const size_t certificate_column_count;
struct certificates {
    struct certificate *at;
    size_t count;
};
MUST_USE enum outcome certificates_of(struct desk *desk, const struct business *b,
                                      struct certificates *out);
/** refuses  FORM_NOT_PRINTED  the kind brings no such certificate, or none was issued */
MUST_USE enum outcome certificate_load(struct desk *desk, const struct business *b, struct str form,
                                       struct certificate *out);
/** Whether the form may be printed now: of certificates, whether it was issued. */
bool business_form_is_ready(const struct business_form *form, const struct business *b,
                            const struct certificates *issued);

#endif
