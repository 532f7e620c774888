#ifndef OVERDUE_OVERDUE_STORE_H
#define OVERDUE_OVERDUE_STORE_H
/** Cases as rows. Rights are asked by the use cases. */
#include "overdue/overdue.h"

/** A step as it was taken. */
struct overdue_step_row {
    int32_t n; /* the version of the case it made */
    struct str event, state;
    int64_t clerk;
    int32_t unit;
    int64_t instant;
    struct str detail, note;
};
extern const struct column overdue_step_columns[];
extern const size_t overdue_step_column_count;
struct overdue_steps {
    struct overdue_step_row *at;
    size_t count;
};
MUST_USE enum outcome overdue_steps_of(struct desk *desk, const struct overdue_case *c,
                                       struct overdue_steps *out);

/** A new one, with its first step.  refuses  OVERDUE_OPEN */
MUST_USE enum outcome overdue_insert(struct desk *desk, const struct overdue_case *c);
/** Writes what can change, and the step that led there. refuses CHANGED_MEANWHILE */
MUST_USE enum outcome overdue_save(struct desk *desk, struct overdue_case *c,
                                   enum overdue_event event, struct str detail, struct str note);
/** All cases of a person, the oldest first. */
MUST_USE enum outcome overdue_of_person(struct desk *desk, int32_t part, int64_t person,
                                        struct overdue_cases *out);
/** Whether one of the sort is open. */
MUST_USE enum outcome overdue_is_open(struct desk *desk, int32_t part, int64_t person,
                                      enum overdue_sort sort, bool *out);

/** What was put forward, instead of what was before. */
MUST_USE enum outcome overdue_items_keep(struct desk *desk, const struct overdue_case *c,
                                         const struct business_items *items);
MUST_USE enum outcome overdue_items_of(struct desk *desk, const struct overdue_case *c,
                                       struct business_items *out);

/** A case of this source about a person, with its first clock; nothing is written. */
struct person;
struct overdue_case overdue_new(struct desk *desk, const struct overdue_source *source,
                                enum overdue_match match, const struct person *p);

/** {source, id, …} into a body begun by the caller. */
void overdue_put_facts(struct buf *body, const struct overdue_case *c);

#endif
