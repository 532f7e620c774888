#ifndef OVERDUE_SEPARATION_H
#define OVERDUE_SEPARATION_H
/** Registered here, living elsewhere in the city 人户分离 [domain 5.3] [domain 10.2].
 *  (1) A registration says where the person lives, since when, and which station that is; a person
 *      has one in use. It changes nothing of the household registration.
 *  (2) It ends by the clerk, by the house check that meets the person at the registered address, by
 *      a move, a death, a cancellation or a deletion; nothing is deleted.
 *  (3) The register sheet shows it as the other address in the city. */
#include "core/column.h"
#include "core/desk.h"

/* clang-format off */
#define SEPARATION_STATES(X) /* [V] */ \
    X(IN_USE,    "在用",   "in use")    \
    X(CANCELLED, "已取消", "cancelled") \
    X(MOVED,     "已迁移", "moved")     \
    X(DEAD,      "已死亡", "dead")      \
    X(DELETED,   "已删除", "deleted")
/* clang-format on */
enum separation_state {
#define X(state, zh, en) SEPARATION_##state,
    SEPARATION_STATES(X)
#undef X
        SEPARATION_STATE_COUNT
};
struct separation_word {
    const char *code, *zh, *en;
};
const struct separation_word *separation_state_word(enum separation_state state);
enum separation_state separation_state_of(struct str code);

struct separation {
    int32_t part; /* of the person */
    int64_t id;
    int32_t ver;
    int64_t person;
    int32_t station, lives_at; /* of registration, and where the person lives */
    struct str address;
    struct day since;
    struct str state;
    int32_t found_part; /* the finding of the house check it came from */
    int64_t finding;    /* or 0 */
    struct day born_on, registered_on;
    int64_t clerk;
    struct day ended_on;
    int64_t ended_by;
    struct str reason;
};
extern const struct column separation_columns[];
extern const size_t separation_column_count;

enum { SEPARATION_ADDRESS_MOST = 100, SEPARATION_REASON_MOST = 100 };

struct separation_asked {
    int32_t part;
    int64_t person;
    int32_t lives_at;
    struct str address;
    struct day since;
    int32_t found_part;
    int64_t finding;
};
/** Registers where somebody lives. Writes separation.registered.
 *  right    MAY_KEEP_REGISTER at the station of registration
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PERSON_NOT_NORMAL, STATION_UNKNOWN (no
 *           station of this city), ITEM_MISSING, ITEM_WRONG, SEPARATION_IN_USE
 *  source   [V 5.3] [domain 10.2] */
MUST_USE enum outcome separation_register(struct desk *desk, const struct separation_asked *asked,
                                          struct separation *out);
/** The clerk ends one: the person came back, or it was wrong. Writes separation.ended.
 *  right    MAY_KEEP_REGISTER at the station of registration
 *  refuses  SEPARATION_UNKNOWN, SEPARATION_ENDED, VERSION_STALE, ITEM_MISSING */
MUST_USE enum outcome separation_end(struct desk *desk, int32_t part, int64_t id, struct str reason,
                                     struct separation *out);
/** follow row of "house_visit.entered", the subject the household: everybody was met as registered. */
MUST_USE enum outcome separation_follow_visit(struct desk *desk, int32_t part, int64_t household,
                                              struct str body);
/** Of overdue_follow_person: the person moved, died, or is registered no more. */
struct person;
MUST_USE enum outcome separation_follow_person(struct desk *desk, const struct person *p,
                                               bool moved);

struct separations {
    struct separation *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
/** Those registered in the clerk's reach and those who live in it, the oldest first.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome separations_list(struct desk *desk, struct str state, struct str cursor,
                                       int limit, struct separations *out);
/** Of one person, the oldest first.
 *  right    MAY_SEE_PERSONS at the station of residence
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome separations_of(struct desk *desk, int32_t part, int64_t person,
                                     struct separations *out);
/** The one in use; *found is false when there is none. No right is asked. */
MUST_USE enum outcome separation_in_use(struct desk *desk, int32_t part, int64_t person,
                                        struct separation *out, bool *found);
/** As an object, with names of stations and states. */
struct buf;
void separation_json(struct desk *desk, struct buf *buf, const struct separation *s);
/** A row of the list: the same, with the person's masked name. */
MUST_USE enum outcome separation_row_json(struct desk *desk, struct buf *buf,
                                          const struct separation *s);

#endif
