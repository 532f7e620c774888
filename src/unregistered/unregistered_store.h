#ifndef UNREGISTERED_UNREGISTERED_STORE_H
#define UNREGISTERED_UNREGISTERED_STORE_H
/** Cases as rows: inside this counter. Rights are asked by the use cases. */
#include "unregistered/unregistered.h"

struct rows;

/** refuses  UNREGISTERED_UNKNOWN */
MUST_USE enum outcome unregistered_load(struct desk *desk, int32_t part, int64_t id,
                                        struct unregistered *out);
/** The row of its class that was in force when it was taken in.  fails  there is none */
MUST_USE enum outcome unregistered_class_of(struct desk *desk, const struct unregistered *c,
                                            const struct unregistered_class **out);
MUST_USE enum outcome unregistered_items(struct desk *desk, const struct unregistered *c,
                                         struct business_items *out);
MUST_USE enum outcome unregistered_proofs(struct desk *desk, const struct unregistered *c,
                                          struct proofs *out);
MUST_USE enum outcome unregistered_steps_load(struct desk *desk, const struct unregistered *c,
                                              struct unregistered_steps *out);

/** A new one, with its first step; the items beside it. */
MUST_USE enum outcome unregistered_insert(struct desk *desk, const struct unregistered *c);
MUST_USE enum outcome unregistered_put_items(struct desk *desk, const struct unregistered *c,
                                             const struct business_items *items);
/** Writes what can change and the step that changed it, if nobody was first; c->ver becomes the new
 *  one.  refuses CHANGED_MEANWHILE */
MUST_USE enum outcome unregistered_save(struct desk *desk, struct unregistered *c,
                                        enum unregistered_event event, struct str note);
MUST_USE enum outcome unregistered_add_proof(struct desk *desk, const struct unregistered *c,
                                             const struct proof *proof);
/** What an entry is about: the person, or the case as long as there is none. */
MUST_USE enum outcome unregistered_journal(struct desk *desk, const struct unregistered *c,
                                           const char *verb, struct str body);
/** `{"case":…,"class":…,"state":…`: the beginning of a body, still open. */
void unregistered_begin_body(struct buf *body, const struct unregistered *c);

struct unregistered_tally {
    int32_t station;
    struct str class_;
    struct day opened_on, ended_on;
    int registered, live;
    int64_t count, overdue;
};
struct unregistered_tallies {
    struct unregistered_tally *at;
    size_t count;
};
MUST_USE enum outcome unregistered_tallies_read(struct desk *desk, struct day from, struct day to,
                                                struct unregistered_tallies *out);
/** Persons of a part a case is about, one a row. */
MUST_USE enum outcome unregistered_persons(struct desk *desk, int32_t part, struct rows *out);
MUST_USE enum outcome unregistered_page(struct desk *desk, struct str state, struct str cursor,
                                        int limit, struct unregistered_list *out);

#endif
