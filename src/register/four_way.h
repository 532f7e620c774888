#ifndef REGISTER_FOUR_WAY_H
#define REGISTER_FOUR_WAY_H
/** The four-way check 四对照 [S40]: what register sheet, household booklet, card and the person say,
 * laid beside the register, item by item.
 *  (1) An item is in question when any of the four says otherwise than the register. Who says nothing
 *      agrees; of a source that was shown, what was not entered is the same as the register.
 *  (2) Precedence is rows with a day they begin [domain 10.1]; they propose, a clerk decides.
 *  (3) Each difference is settled, or a case until the register is put right.
 *  (4) While one about an item of the card is not settled, an application is accepted and held, as by
 *      a number case; others hold nothing. follow("four_way.settled") tells when one was settled.
 *  (5) A check is closed when nothing of it is left to settle and it was signed. */
#include "core/column.h"
#include "core/desk.h"

/* ---- items, sources, rules (pure) ---- */

enum four_way_source {
    FOUR_WAY_FORM,
    FOUR_WAY_BOOKLET,
    FOUR_WAY_CARD,
    FOUR_WAY_PERSON,
    FOUR_WAY_SOURCES
};
struct four_way_word {
    const char *code, *zh, *en;
};
/** By four_way_source: "form", "booklet", "card", "person". */
extern const struct four_way_word four_way_sources[FOUR_WAY_SOURCES];

/** An item that is compared. Those of the card are the law's [L 3]. */
struct four_way_item {
    const char *key, *zh, *en;
    bool on_card;
    const char
        *cases; /* what may decide it, by blanks: NUMBER_CASE, CONFLICT, or kinds of business */
};
enum { FOUR_WAY_ITEMS = 11 };
extern const struct four_way_item four_way_items[FOUR_WAY_ITEMS];
/** NULL when no item has the key. */
const struct four_way_item *four_way_item_of(struct str key);
/** Whether a case of this kind may decide the item. */
bool four_way_takes_case(const struct four_way_item *item, struct str kind);

/** What the sources say of one item. Texts as they are stored; empty: nothing. */
struct four_way_values {
    struct str registered, form, booklet, card, person;
};
/** When the papers were issued, where that is known. */
struct four_way_days {
    struct day booklet, card;
};
struct four_way_proposal {
    const char *rule; /* "" when no row decides */
    struct str value; /* what the item should be, or empty */
};
/** Pure. Whether the four agree with the register. */
bool four_way_agrees(const struct four_way_values *values);
/** Pure. The first row in force that fits. */
struct four_way_proposal four_way_propose(const struct four_way_values *values,
                                          const struct four_way_days *days, struct day on);
/** A rule of precedence in words, by its number; NULL when there is none. */
const struct four_way_word *four_way_rule_of(struct str rule);
/** Where the rules of precedence come from, as sources are written: [SD07]. */
extern const char *const four_way_rule_source;

/** Who signs a check beside the clerk: SELF, HEAD, GUARDIAN. */
enum { FOUR_WAY_SIGNERS = 3 };
extern const struct four_way_word four_way_signers[FOUR_WAY_SIGNERS];
/** NULL when it is none. */
const struct four_way_word *four_way_signer_of(struct str code);

/* ---- making a check ---- */

/** An item, and what was entered of it. */
struct four_way_entry {
    struct str item; /* a key of four_way_items */
    struct str form, booklet, card, person;
};
struct four_way_order {
    int32_t part;
    int64_t person;
    struct four_way_days days;
    unsigned shown; /* bit n: four_way_source n lay before the clerk */
    const struct four_way_entry *entries;
    size_t count;
};

struct four_way_difference {
    int32_t part;
    int64_t check_id;
    struct str item;
    int64_t person;
    int on_card;
    struct str register_value, form_value, booklet_value, card_value, person_value;
    struct str rule, proposal;
    struct str state;   /* OPEN, CASE, SETTLED */
    struct str outcome; /* PAPERS, REGISTER, CASE */
    struct str reason;
    struct str case_kind; /* with CASE: what decides it */
    int64_t case_id;      /* of a number case; else 0 */
    struct day settled_on;
};
extern const struct column four_way_columns[];
extern const size_t four_way_column_count;
struct four_way_differences {
    struct four_way_difference *at;
    size_t count;
};

/** A check as it stands. */
struct four_way_check_row {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t person;
    int32_t station;
    struct day checked_on, booklet_on, card_on;
    int32_t shown;
    int64_t clerk;
    struct day signed_on;
    struct str signed_by; /* four_way_signers, or empty */
    struct day closed_on;
    int64_t undecided, waiting, holding; /* differences: OPEN, CASE, of the card and not settled */
};
extern const struct column four_way_check_columns[];
extern const size_t four_way_check_column_count;
/** Pure. OPEN 待处理, DECIDED 待签名, WAITING 待案件办结, DONE 办结. */
const char *four_way_state(const struct four_way_check_row *check);

/** Writes a check with its differences, and the entry `four_way.checked`.
 *  id       of the check
 *  right    MAY_KEEP_REGISTER at the station of residence
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED, ITEM_WRONG (no such
 *           item, an item twice, a card's word about an item no card has, a source that was not
 *           shown, a day ahead) */
MUST_USE enum outcome four_way_check(struct desk *desk, const struct four_way_order *order,
                                     int64_t *id, struct four_way_differences *out);
/** The differences of a person that are not settled; a look without an entry of its own inside
 * another one. Rights are the caller's. */
MUST_USE enum outcome four_way_open_of(struct desk *desk, int32_t part, int64_t person,
                                       struct four_way_differences *out);

/** What is decided about one difference.
 *  outcome    PAPERS    the register stands; papers that say otherwise are made anew
 *             REGISTER  the register was put right: it now says what was proposed, or, where no row
 *                       proposed anything, otherwise than at the check
 *             CASE      a case decides; it stays open until then
 *  case_kind  with CASE: one the item takes; empty: the first. NUMBER_CASE opens one unless one is
 *             open; a business is opened at its own counter */
struct four_way_settlement {
    int32_t part;
    int64_t check;
    struct str item, outcome, reason, case_kind;
};
/** Decides one difference, with the entry `four_way.settled`.
 *  right    MAY_KEEP_REGISTER at the station of residence
 *  refuses  NOT_FOUND, WRONG_STEP (settled already), ITEM_WRONG (no such outcome or case, or the
 *           register does not say it yet), REASON_REQUIRED, CHANGED_MEANWHILE */
MUST_USE enum outcome four_way_settle(struct desk *desk,
                                      const struct four_way_settlement *settlement);

/** The check was signed on its printed form by the person, the householder or a guardian; the entry
 *  `four_way.signed`. desk->expected_version is the version the clerk saw.
 *  right    MAY_KEEP_REGISTER at the station of residence
 *  refuses  NOT_FOUND, VERSION_REQUIRED, VERSION_STALE, WRONG_STEP (a difference is not decided, or
 *           it is signed), ITEM_WRONG (signer), CHANGED_MEANWHILE
 *  source   [SD07] */
MUST_USE enum outcome four_way_sign(struct desk *desk, int32_t part, int64_t check,
                                    struct str signer, struct four_way_check_row *out);

#endif
