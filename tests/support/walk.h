#ifndef SUPPORT_WALK_H
#define SUPPORT_WALK_H
/** One application on its way through application_life by real steps: over HTTP where there is a
 *  route; through the use case the command line runs where there is none by design (the centre).
 *  (1) A way for every row, and none besides: walk.c has them as a table.
 *  (2) Each state is reached from the one before; nothing is written by hand. */
#include "support/seats.h"

struct walk {
    struct test_db *db;
    struct test_server *server;
    struct application app; /* as it is now */
    struct str package;     /* the file on its way, while it is TO_… */
    int64_t consignment;    /* the list its card is on */
    int64_t number_case;    /* it waits for */
};

enum how { BY_HTTP, BY_COMMAND };

/** Four eyes that are no exclusion of the table: the use case asks them. */
enum other_eyes { NO_OTHER, GIVER, TAKER };

struct reply {
    int status;
    char code[8]; /* "C-102" of a refusal, or "" */
};

struct way {
    enum application_state from;
    enum application_event event;
    const struct means *means;
};
/** How a step is taken, and what is said to whom it is not for. */
struct means {
    enum how how;
    struct reply (*take)(struct walk *w, const struct seat *who);
    /** What else must be there; NULL: nothing. */
    void (*prepare)(struct walk *w);
    const char *elsewhere;           /* code for a clerk of another jurisdiction */
    const char *wrong;               /* code in a wrong state */
    enum application_state wrong_in; /* which one, if not the one it led to; else 0 */
    enum other_eyes other_eyes;
};
extern const struct way ways[];
extern const size_t way_count;
/** NULL when there is none. */
const struct way *way_of(enum application_state from, enum application_event event);

/** A new resident applies at station one, without a portrait. */
void walk_begin(struct walk *w);
/** Takes one step by a clerk who may; fails the test unless it leads where the row says. */
void walk_step(struct walk *w, const struct application_move *move);
/** The shortest way there. */
void walk_to(struct walk *w, enum application_state to);
/** Reads the application anew. */
void walk_look(struct walk *w);
/** The unit that takes the step now. */
int32_t walk_desk(const struct walk *w, enum application_event event);
const char *state_name(int32_t state);

#endif
