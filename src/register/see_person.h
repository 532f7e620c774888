#ifndef REGISTER_SEE_PERSON_H
#define REGISTER_SEE_PERSON_H
/** The whole record of one person: a look with a purpose, which the person may ask about. */
#include "base/buf.h"
#include "places/address.h"
#include "register/number_case.h"
#include "register/person_store.h"

struct person_view {
    struct person person;
    struct household household;
    struct address_line address;  /* as a card would carry it today */
    enum refusal address_refusal; /* REFUSAL_NONE, or why it cannot go on a card */
    size_t name_units;            /* UTF-16; the chip holds 15 [GA 490] */
    struct persons members;       /* of the household, the person among them */
    struct number_case open_case;
    bool has_open_case;
};

/** Looks: loads all of it and writes the entry `person.seen` about the person.
 *  right    MAY_SEE_PERSONS at the station of residence
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED
 *  source   [G21 88] */
MUST_USE enum outcome see_person(struct desk *desk, int32_t part, int64_t id,
                                 struct person_view *out);
/** The two halves, for a face that reads and writes apart: the first only reads, the second writes
 * the entry. */
MUST_USE enum outcome person_view_load(struct desk *desk, int32_t part, int64_t id,
                                       struct person_view *out);
MUST_USE enum outcome person_seen(struct desk *desk, int32_t part, int64_t id);

/** The fields of the record without braces, for the face to add facts of other counters:
 *  part,id,ver,…,stationName,household{},address,addressUnits,addressRefusal,nameUnits,numberCase|null,members[],codesZh{}
 */
void person_view_json(struct desk *desk, struct buf *buf, const struct person_view *view);

#endif
