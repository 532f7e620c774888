#ifndef SUPPORT_CITY_H
#define SUPPORT_CITY_H
/** A small city at work in a test's database: stations of two bureaus, the city bureau, the centre
 * and the finance offices; a clerk for each job; keys, books of receipts, residents, a portrait.
 *  (1) Everything may be kept in one database, or each unit in its own: `here` says which.
 *  (2) The desk stands at TEST_NOW; clerks, roles and tariffs are in force from 2004-01-01.
 *  (3) Clerks' logins are job and place: accept.1 accept.1b handout.1 receive.1 (station one),
 * accept.2 (two), accept.3 handout.3 receive.3 (three); review.1 sign.1 sign.1b inspect.1
 * inspect.1b number.1 (bureau one), review.2 … (bureau two); audit pack pack.b (city); make make.b
 * (centre); finance.1 finance.2 finance. */
#include "cards/accept_application.h"
#include "cards/application_store.h"
#include "cards/card.h"
#include "cards/consignment.h"
#include "cards/hand_over.h"
#include "cards/steps.h"
#include "cards/travel.h"
#include "support/staff.h"

enum { BUREAU_TWO = 650103000, CENTRE_UNIT = 650000900, BOOK_OF_SERIALS = 200 };

/** Everything in one database. */
void city_open(struct test_db *t);
/** Only these units; ids are made by that writer, so that databases share none. */
void city_open_here(struct test_db *t, const int32_t *here, size_t count, int writer);
void city_close(struct test_db *t);
/** One database knows another's units by their keys. */
void city_introduce(struct test_db *one, struct test_db *other);

/** Puts a clerk at the desk, whatever the desk refused before. */
void enter(struct test_db *t, const char *login);
/** The clock at ten in the morning of a day. */
void at_day(struct test_db *t, int year, int month, int day);

/** Who is to be invented; what is empty is filled in. */
struct sitter {
    int32_t station; /* of residence: where the part is too */
    const char *name, *sex, *status;
    struct day born;
    int sequence; /* of the number; odd for men */
    const char *street, *detail;
};
/** A resident with a valid number and an ordinary address; returns the id, the part is the station.
 */
int64_t city_person(struct test_db *t, const struct sitter *sitter);
/** Changes one column of a person by hand, as another counter would. */
void city_person_set(struct test_db *t, int64_t person, const char *column, const char *value);
/** An open case about the person's number. */
int64_t city_number_case(struct test_db *t, int32_t part, int64_t person);
/** The same without what follows from it: as one that came up while the application was on its way. */
int64_t city_unfollowed_case(struct test_db *t, int32_t part, int64_t person);

/** 358 × 441, one of several greys; kept until the process ends. */
const struct portrait *city_picture(int shade);
/** A folder inside the test's own. */
struct str city_folder(struct test_db *t, const char *name);

/** What most acceptances look like. */
struct acceptance city_asked(int32_t part, int64_t person, const char *ground);
/** Accepted with a portrait by the station's clerk. */
struct application city_accept(struct test_db *t, int32_t part, int64_t person, const char *ground);
/** Takes an application, in a database that keeps all units, along the way up to a state: at the
 * bureau, reviewed, signed, at the city, audited, at the centre, made, and from hand to hand to its
 * holder, collected. */
struct application city_bring(struct test_db *t, struct str number, enum application_state state);
/** By its number; it must be there. */
struct application city_application(struct test_db *t, struct str number);
struct card city_card(struct test_db *t, const struct application *app);
/** The balance of an account, 0 when there is none. */
int64_t city_balance(struct test_db *t, int32_t part, const char *kind, int64_t holder);

/** Cards with these serials from the clerk's unit to the other. */
struct consignment city_give(struct test_db *t, const char *login, int32_t to,
                             const struct str *serials, size_t count);
struct consignment city_receive(struct test_db *t, const char *login, const struct consignment *c,
                                const struct str *serials, size_t count);
/** What most collections look like. */
struct hand_over city_collection(const struct application *app);

/** Runs SQL that stands nowhere in sql/: to put faults in. */
void by_hand(struct test_db *t, const char *sql);
/** Every law of ledger, money, cards and exchange, and the whole journal. */
void assert_laws(struct test_db *t);
/** How many laws are broken, and whether the one of that id is among them. */
int broken_laws(struct test_db *t, const char *id, bool *found);

#endif
