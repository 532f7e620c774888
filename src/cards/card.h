#ifndef CARDS_CARD_H
#define CARDS_CARD_H
/** A finished card: a snapshot, and where it is.
 *  (1) The printed data never change.
 *  (2) A card is in exactly one account of the ledger; only ledger and row move together
 *      (card_move).
 *  (3) The application's state moves with it. */
#include "cards/application.h"
#include "ledger/ledger.h"

struct card {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t application, person;
    struct str serial, class, state; /* classes and states of domain 8.8 */
    int32_t unit;                    /* whose account it is in */
    struct str account;              /* kind */
    int64_t holder;
    struct str box;
    struct str name, sex, ethnic;
    struct day born_on;
    struct str address, citizen_number, organ, portrait;
    struct day valid_from, valid_to, made_on;
};
extern const struct column card_columns[];
extern const size_t card_column_count;

struct cards {
    struct card *at;
    size_t count;
};

/** refuses CARD_UNKNOWN */
MUST_USE enum outcome card_load(struct desk *desk, int32_t part, int64_t id, struct card *out);
/** *found is false when this database has no such card. */
MUST_USE enum outcome card_find(struct desk *desk, int32_t part, int64_t id, struct card *out,
                                bool *found);
/** Whether the card lies in an account of this database: then only card_move moves it. */
MUST_USE enum outcome card_is_here(struct desk *desk, const struct card *card, bool *here);
/** By its body number, in two routed looks. */
MUST_USE enum outcome card_by_serial(struct desk *desk, struct str serial, struct card *out);
MUST_USE enum outcome cards_of_person(struct desk *desk, int32_t part, int64_t person,
                                      struct cards *out);
/** Cards in one account of the clerk's unit. */
MUST_USE enum outcome cards_at(struct desk *desk, enum account_kind account, int64_t after,
                               int limit, struct cards *out);
/** Writes a new card, or a later version of one that came by package. */
MUST_USE enum outcome card_put(struct desk *desk, const struct card *card);
/** Moves a card to another account of the same part: ledger and row.
 *  refuses  ACCOUNT_SHORT, CHANGED_MEANWHILE */
MUST_USE enum outcome card_move(struct desk *desk, struct card *card, enum account_kind to,
                                int64_t to_holder);
/** From stock to the rejected ones, to be destroyed; in no holder's name any more: state 9. */
MUST_USE enum outcome card_set_aside(struct desk *desk, struct card *card);
/** The row alone, where the ledger moved many at once. */
MUST_USE enum outcome card_save_place(struct desk *desk, struct card *card, int32_t unit,
                                      enum account_kind account, int64_t holder);

/* ---- what is done with it ---- */

/** The bureau inspects a finished card: print, chip and base agree [S35] [GA458]; region and city
 *  may do the same before [V 8.5]. A defect sends the application to be made again, without fee.
 *  right    MAY_INSPECT
 *  refuses  CARD_UNKNOWN, NOT_YOUR_DESK, CARD_NOT_HERE, WRONG_STEP, INSPECTION_DEFECT */
struct inspection {
    struct str serial;
    bool good;
    struct str defect; /* code of card_defects, when not good */
    struct str note;
};
MUST_USE enum outcome inspect_card(struct desk *desk, const struct inspection *inspection,
                                   struct application *out);
/** The station counts and verifies [LY] [PR]; the same record. right MAY_CONSIGN */
MUST_USE enum outcome verify_card(struct desk *desk, const struct inspection *inspection,
                                  struct application *out);
/** The city sorts a card it has received, for its bureau [V 8.5].
 *  right    MAY_CONSIGN
 *  refuses  CARD_UNKNOWN, NOT_YOUR_DESK, CARD_NOT_HERE, WRONG_STEP */
MUST_USE enum outcome sort_card(struct desk *desk, struct str serial, struct application *out);
/** The region takes a made card over from its centre, to accept it before it goes out [V 8.5]; the
 *  same. */
MUST_USE enum outcome receive_at_region(struct desk *desk, struct str serial,
                                        struct application *out);

#endif
