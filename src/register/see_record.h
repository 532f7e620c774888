#ifndef REGISTER_SEE_RECORD_H
#define REGISTER_SEE_RECORD_H
/** The register sheet of a person 常住人口登记表: every item of the form [F95] [domain 5.4], from the
 * column tables, for pages and for paper. A look with a purpose. */
#include "register/person_detail.h"
#include "register/person_store.h"
#include "register/record_words.h"

struct person_record {
    struct person person;
    struct person_detail detail;
    struct household household;
    struct str head;    /* name of the head of the household, or empty */
    struct str address; /* in one line */
};

/** A household's address in one line, as its places are called today; the shortest there is when it is
 * too long for a card. In the arena. */
struct str household_line(struct desk *desk, const struct household *household);

/** Only reads.
 *  right    MAY_SEE_PERSONS at the station of residence
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED */
MUST_USE enum outcome person_record_load(struct desk *desk, int32_t part, int64_t id,
                                         struct person_record *out);
/** {part, id, ver, name, headName, address, items: [{group, field, zh, en, value, text, mine}]};
 * `mine`: may be written by person_detail_keep. Without braces. */
void person_record_json(struct desk *desk, struct buf *buf, const struct person_record *record);

/** An item of the details written anew, as text: a code, a day, digits, or words; empty forgets it.
 */
struct detail_item {
    struct str field, value;
};
/** Items the form has beside the person's own row, those no change business decides about [GA 214.13:
 * 90 other items]: written by the station, at most 20 together. desk->expected_version is the
 * person's.
 *  right    MAY_KEEP_REGISTER at the station of residence
 *  refuses  VERSION_REQUIRED, VERSION_STALE, PERSON_UNKNOWN, PERSON_FROZEN, PURPOSE_REQUIRED,
 *           ITEM_WRONG naming the field (no such item, no such code, no day, too long),
 *           NOTHING_TO_WRITE, CHANGED_MEANWHILE */
MUST_USE enum outcome person_detail_keep(struct desk *desk, int32_t part, int64_t id,
                                         const struct detail_item *items, size_t count,
                                         struct person_record *out);

#endif
