#ifndef REGISTER_PERSON_DETAIL_H
#define REGISTER_PERSON_DETAIL_H
/** What the register form says of a person beyond the person's own row [F95] [domain 5.4].
 *  (1) It is versioned with the person: one version holds both, and closes both.
 *  (2) While nothing is known there is no row, and every item is empty.
 *  (3) When the person came to this address stands in person.moved_in_on.
 *  (4) There is no item for a religion. */
#include "core/column.h"
#include "core/desk.h"

struct person_detail {
    int32_t part;
    int64_t id;
    int32_t ver;           /* the person's version it was last written with; 0: no row */
    struct str birth_time; /* HHMM */
    struct str birth_country, birth_county, birth_place;
    struct str birth_certificate;
    struct day birth_certificate_on;
    struct str guardian1_name, guardian1_number, guardian1_relation;
    struct str guardian2_name, guardian2_number, guardian2_relation;
    struct str father_name, father_number, mother_name, mother_number;
    struct str spouse_name, spouse_number;
    struct str military;
    int32_t height; /* cm; 0 unknown */
    struct str blood_group, occupation, occupation_class, workplace, phone;
    struct str other_county, other_address; /* another address in the city */
    struct day city_came_on;                /* to this city: when, why, from where */
    struct str city_reason, city_from_country, city_from_county, city_from_place;
    struct str here_reason, here_from_country, here_from_county, here_from_place;
    struct day left_on; /* moved out: when, why, where to */
    struct str left_reason, left_country, left_county, left_place;
    struct day died_on;
    struct str death_kind;
    struct day cancelled_on;
    struct str cancel_reason;
    struct str notes;
};
enum { PERSON_DETAIL_COLUMNS = 49 };
extern const struct column person_detail_columns[];
extern const size_t person_detail_column_count;

/** Nothing known. */
void person_detail_none(int32_t part, int64_t id, struct person_detail *out);
/** The details of a person; ver is 0 and everything empty when there are none. */
MUST_USE enum outcome person_detail_load(struct desk *desk, int32_t part, int64_t id,
                                         struct person_detail *out);

#endif
