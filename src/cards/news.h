#ifndef CARDS_NEWS_H
#define CARDS_NEWS_H
/** News of an application between the databases on its way: station, bureau, city, centre.
 *  (1) Records go from neighbour to neighbour; where two neighbours are kept in one database, both
 *      see the rows. Whoever takes a record in passes it on, never back where it came from.
 *  (2) Down goes every change. Up goes all that was submitted, or is held, so that every tier
 *      counts the same; to the centre only what is its turn, and what it need not make any more.
 *  (3) The card goes before its application, so who knows an application's card has the card.
 *  (4) Only units on its way hear of an application, and none takes a step in another's stead
 *      (record_fault). */
#include "cards/application.h"

/** Notes the news for every neighbour that keeps a database of its own, but for one unit (0: all).
 */
MUST_USE enum outcome application_tell(struct desk *desk, const struct application *app,
                                       int32_t but_not);

/** Pure. The tier of a unit on an application's way, or -1. */
int tier_on_way(const struct application *app, int32_t unit);
/** Pure. Is what came news beside what we have? Of two versions the later one; but what is
 * superseded stays so, whatever a slower tier did with it meanwhile, unless it was collected all
 * the same. */
bool record_is_news(const struct application *had, const struct application *sent);
/** Pure. May this unit hear upward of an application in this state? */
bool news_go_up(const struct application *app, enum tier to);
/** Pure. What is wrong with a record that came from another unit, as a field's name, or NULL: both
 * units are on its way, state, desk and `live` fit each other, the state is one the sender, or
 * those behind it, can have brought about, and the steps it says were taken are four people's. */
const char *record_fault(const struct application *app, int32_t from, int32_t to);
/** Pure. What is wrong with a record of an application that is not on record here, or NULL: from
 * below only one without a card is new, to the bureau when it is submitted or held. */
const char *record_is_new(const struct application *sent, int32_t from, int32_t to);
/** Pure. What a record may not change of the one we have, as a field's name, or NULL: whose it is,
 * what is printed on the card that was made, and, from below, which card that is, or that
 * there is one. */
const char *record_alters(const struct application *had, const struct application *sent,
                          int32_t from, int32_t to);

#endif
