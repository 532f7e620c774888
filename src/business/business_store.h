#ifndef BUSINESS_BUSINESS_STORE_H
#define BUSINESS_BUSINESS_STORE_H
/** Businesses as rows. Rights and reach are asked by the use cases. */
#include "business/business.h"

/** refuses  BUSINESS_UNKNOWN */
MUST_USE enum outcome business_load(struct desk *desk, int32_t part, int64_t id,
                                    struct business *out);
struct item_change {
    enum business_item item;
    struct str before, after;
};
struct item_changes {
    struct item_change at[BUSINESS_ITEM_COUNT];
    size_t count;
};
MUST_USE enum outcome business_changes(struct desk *desk, const struct business *b,
                                       struct item_changes *out);
/** The afters alone. */
MUST_USE enum outcome business_items_of(struct desk *desk, const struct business *b,
                                        struct business_items *out);
/** A new one, with its items and its first step.
 *  refuses  LIVE_BUSINESS */
MUST_USE enum outcome business_insert(struct desk *desk, const struct business *b,
                                      const struct item_changes *changes);
/** Writes what can change, and the step that led there. refuses CHANGED_MEANWHILE */
MUST_USE enum outcome business_save(struct desk *desk, struct business *b,
                                    enum business_event event, struct str note);

struct business_step {
    int32_t n;
    struct str event, state;
    int64_t clerk;
    int32_t unit;
    int64_t instant;
    struct str note;
};
extern const struct column business_step_columns[];
extern const size_t business_step_column_count;
struct business_steps {
    struct business_step *at;
    size_t count;
};
MUST_USE enum outcome business_steps_of(struct desk *desk, const struct business *b,
                                        struct business_steps *out);

MUST_USE enum outcome business_is_live_of(struct desk *desk, int32_t part, int64_t person,
                                          bool *out);
MUST_USE enum outcome business_is_live_whole(struct desk *desk, int32_t part, int64_t household,
                                             bool *out);
/** How often the kind was approved for the person on the days from … to. */
MUST_USE enum outcome business_times(struct desk *desk, int32_t part, int64_t person,
                                     const char *kind, struct day from, struct day to,
                                     int64_t *out);

struct businesses {
    struct business *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
struct businesses_query {
    struct str state;  /* of business_life */
    struct str desk;   /* station, county, city: what is decided there; empty: all */
    struct str cursor; /* `next` of the page before, or empty */
    int limit;
};
/** refuses  BAD_REQUEST */
MUST_USE enum outcome businesses_page(struct desk *desk, const struct businesses_query *query,
                                      struct businesses *out);

/** What waits for a decision, by kind and state. */
struct business_waiting_row {
    struct str kind, state;
    int64_t count, late;
};
MUST_USE enum outcome business_waiting_read(struct desk *desk, struct business_waiting_row **out,
                                            size_t *count);

/** How often an officer took in and decided a kind. */
struct business_figure {
    int64_t clerk;
    struct str kind;
    int64_t taken, approved, refused, withdrawn;
};
MUST_USE enum outcome business_figures_read(struct desk *desk, struct day from, struct day to,
                                            struct business_figure **out, size_t *count);

#endif
