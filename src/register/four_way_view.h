#ifndef REGISTER_FOUR_WAY_VIEW_H
#define REGISTER_FOUR_WAY_VIEW_H
/** Looking at four-way checks [S40]: what there is to compare of a person, a check with its
 * differences, the checks that are not closed. */
#include "core/codes.h"
#include "register/four_way.h"
#include "register/see_record.h"

/** What the register says of an item. */
struct four_way_registered {
    struct str value, text;       /* as stored; in Chinese */
    const struct code_list *list; /* or NULL */
};
/** By four_way_items. */
void four_way_registered(struct desk *desk, const struct person_record *record,
                         struct four_way_registered out[FOUR_WAY_ITEMS]);
/** The word of a value: of a code its name, else the value. */
struct str four_way_text(const struct four_way_item *item, struct str value);
/** Pure but for the record: the register now says what was proposed; without a proposal, something
 * else than at the check. */
bool four_way_is_righted(struct desk *desk, const struct person_record *record,
                         const struct four_way_difference *difference);

struct four_way_checks {
    struct four_way_check_row *at;
    size_t count;
};
/** A person with what is compared, and the checks so far, the newest first. */
struct four_way_sheet {
    struct person_record record;
    struct four_way_registered items[FOUR_WAY_ITEMS];
    struct four_way_checks checks;
};
/** Only reads; rights and refusals of person_record_load. */
MUST_USE enum outcome four_way_sheet_load(struct desk *desk, int32_t part, int64_t person,
                                          struct four_way_sheet *out);

struct four_way_view {
    struct four_way_check_row check;
    struct person_record record;
    struct four_way_registered items[FOUR_WAY_ITEMS];
    struct four_way_differences differences;
};
/** refuses  NOT_FOUND */
MUST_USE enum outcome four_way_check_load(struct desk *desk, int32_t part, int64_t id,
                                          struct four_way_check_row *out);
/** Only reads; the look is person_seen of its person.
 *  refuses  NOT_FOUND, and those of person_record_load */
MUST_USE enum outcome four_way_view_load(struct desk *desk, int32_t part, int64_t id,
                                         struct four_way_view *out);

/** A row of the work list; the name is masked: opening it is a look of its own. */
struct four_way_listed {
    struct four_way_check_row check;
    struct str name, legacy;
};
struct four_way_list {
    struct four_way_listed *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
/** Checks of the clerk's reach that are not closed, the oldest first. The clerk's own work; no entry.
 *  cursor   `next` of the page before, or empty · limit 1 to 200
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome four_way_list(struct desk *desk, struct str cursor, int64_t limit,
                                    struct four_way_list *out);

/** How many are not closed at a station, and how old they are. Overdue: older than the setting
 * four_way.days says, 30 without one. */
struct four_way_count {
    int32_t station;
    int64_t open, overdue;
    struct day oldest;
};
extern const struct column four_way_count_columns[];
extern const size_t four_way_count_column_count;
struct four_way_counts {
    struct four_way_count *at;
    size_t count;
};
/** right    none: figures of the clerk's reach name nobody */
MUST_USE enum outcome four_way_counts(struct desk *desk, struct four_way_counts *out);

/* ---- as JSON; each an object ---- */

void four_way_sheet_json(struct desk *desk, struct buf *buf, const struct four_way_sheet *sheet);
void four_way_view_json(struct desk *desk, struct buf *buf, const struct four_way_view *view);
void four_way_check_json(struct desk *desk, struct buf *buf,
                         const struct four_way_check_row *check);
void four_way_listed_json(struct desk *desk, struct buf *buf, const struct four_way_listed *row);
void four_way_count_json(struct desk *desk, struct buf *buf, const struct four_way_count *count);

#endif
