#ifndef CARDS_STEPS_H
#define CARDS_STEPS_H
/** What reviewers, signers, auditors and clerks do with an application between acceptance and
 * production. Every function takes the acceptance number and honours the desk's expected version.
 */
#include "cards/step.h"
#include "core/validity.h"
#include "portrait/portrait_store.h"

/** The portrait of an application at the station: STARTED becomes COMPLETE.
 *  right    MAY_TAKE_PORTRAIT
 *  refuses  APPLICATION_UNKNOWN, WRONG_STEP, NOT_YOUR_DESK, VERSION_STALE, CHANGED_MEANWHILE, as
 *           all below */
MUST_USE enum outcome take_portrait(struct desk *desk, struct str number,
                                    const struct portrait *portrait, struct application *out);
/** The bureau reviews; the acceptor may not [LY]. Refusing needs reason and field. */
MUST_USE enum outcome review_application(struct desk *desk, struct str number,
                                         const struct verdict *verdict, struct application *out);
/** Refused to the exact field by whoever's turn it is: reviewer, signer, auditor, centre.
 *  verdict  not good
 *  refuses  also REASON_REQUIRED, REASON_UNKNOWN */
MUST_USE enum outcome refuse_step(struct desk *desk, struct str number,
                                  const struct verdict *verdict, struct application *out);
/** The county signs: the card is valid from this day, by the holder's age today [L 8] [L 5]
 * [GA214.8]. Neither the acceptor nor the reviewer may. In a batch the portrait must have been
 * opened by the signer since the application last changed. */
MUST_USE enum outcome sign_application(struct desk *desk, struct str number,
                                       const struct verdict *verdict, bool in_batch,
                                       struct application *out);
/** The city audits production data; not the signer [S27]. */
MUST_USE enum outcome audit_application(struct desk *desk, struct str number,
                                        const struct verdict *verdict, struct application *out);
/** An unfinished application of the own station is voided. */
MUST_USE enum outcome void_application(struct desk *desk, struct str number,
                                       struct application *out);
/** One that was voided is archived.
 *  right  MAY_ACCEPT at its station */
MUST_USE enum outcome archive_application(struct desk *desk, struct str number,
                                          struct application *out);
/** The card lies ready and nobody comes: the holder is reminded, once [V 8.7].
 *  right  MAY_HAND_OUT at its station */
MUST_USE enum outcome remind_application(struct desk *desk, struct str number,
                                         struct application *out);
/** A refused application goes on: its snapshot is read anew from the register (and the portrait
 * replaced when one is given), and it is complete again, or held when a number question is open.
 * refuses also what acceptance does of the person and the snapshot */
MUST_USE enum outcome correct_application(struct desk *desk, struct str number,
                                          const struct portrait *portrait, struct application *out);
/** An application waits for a number question that came up after it was accepted.
 *  right    that of the row
 *  refuses  also NUMBER_CASE_UNKNOWN when none is open */
MUST_USE enum outcome hold_application(struct desk *desk, struct str number,
                                       struct application *out);
/** follow row of "number_case.opened": the live application of the person waits for it, when the life
 * has a row for that where it is, and this database is the one that takes its steps. Asks no right. */
MUST_USE enum outcome hold_for_case(struct desk *desk, int32_t part, int64_t person,
                                    struct str body);
/** follow row of "number_case.closed": applications of the person held for it go on, with the
 * number as it was decided; while another case is open they wait for that. Asks no right: the
 * decision did. */
MUST_USE enum outcome release_held(struct desk *desk, int32_t part, int64_t person,
                                   struct str body);
/** follow row of "four_way.settled": any item of the card may have been put right, the address too, so
 * the whole snapshot is read anew before what was held for it goes on.
 *  refuses  ADDRESS_TOO_LONG, ITEM_WRONG: what was put right does not fit a card */
MUST_USE enum outcome release_settled(struct desk *desk, int32_t part, int64_t person,
                                      struct str body);
/** Notes that the desk's clerk opened the portrait of an application. */
MUST_USE enum outcome note_portrait_look(struct desk *desk, const struct application *app);

#endif
