#include "cards/follow_person.h"
#include "cards/application_store.h"
#include "cards/card.h"
#include "cards/news.h"
#include "cards/snapshot.h"
#include "cards/step.h"
#include "core/name.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/person_store.h"
#include "sql/cards.h"

/* clang-format off */
const struct column card_recall_columns[] = {
    COLUMN(card_recall, part,   "part",   KIND_INT32, "首登单位", "Part"),
    COLUMN(card_recall, card,   "card",   KIND_ID,    "证件标识", "Card"),
    COLUMN(card_recall, person, "person", KIND_ID,    "人员标识", "Person"),
    COLUMN(card_recall, reason, "reason", KIND_TEXT,  "原因",     "Reason"),
    COLUMN(card_recall, since,  "since",  KIND_DAY,   "起",       "Since"),
    COLUMN(card_recall, serial, "serial", KIND_TEXT,  "证件编号", "Serial"),
    COLUMN(card_recall, unit,   "unit",   KIND_INT32, "发证单位", "Unit"),
};
const size_t card_recall_column_count = COUNT(card_recall_columns);

const struct column address_due_columns[] = {
    COLUMN(address_due, part,   "part",   KIND_INT32, "首登单位", "Part"),
    COLUMN(address_due, card,   "card",   KIND_ID,    "证件标识", "Card"),
    COLUMN(address_due, person, "person", KIND_ID,    "人员标识", "Person"),
    COLUMN(address_due, since,  "since",  KIND_DAY,   "起",       "Since"),
    COLUMN(address_due, serial, "serial", KIND_TEXT,  "证件编号", "Serial"),
    COLUMN(address_due, unit,   "unit",   KIND_INT32, "发证单位", "Unit"),
};
const size_t address_due_column_count = COUNT(address_due_columns);

/** The items of a person that stand on the card, as person.changed names them, and the code of the
 *  list data_errors an application goes back with. */
static const struct { const char *key, *reason; } card_items[] = {
    { "\"name\"",   "11" }, { "\"sex\"",    "12" }, { "\"ethnic\"", "13" },
    { "\"bornOn\"", "14" }, { "\"number\"", "21" },
};
/* clang-format on */

static bool mentions(struct str body, const char *key)
{
    return str_find(body, str_of(key)) < body.len;
}

/** NULL: nothing on the card changed. */
static const char *changed_item(struct str body)
{
    for (size_t i = 0; i < COUNT(card_items); i++)
        if (mentions(body, card_items[i].key))
            return card_items[i].reason;
    return NULL;
}

/* ---- cards ---- */

static enum outcome recall(struct desk *desk, int32_t part, int64_t person, const char *reason)
{
    struct cards all;
    TRY(cards_of_person(desk, part, person, &all));
    for (size_t i = 0; i < all.count; i++)
        if (str_is(all.at[i].account, "CARD_HOLDER"))
            TRY(db_change(desk, &Q_card_recall_add, REFUSAL_NONE,
                          WITH(v_int(part), v_int(all.at[i].id), v_int(person), v_lit(reason),
                               v_day(desk->today))));
    return DONE;
}

/* ---- the address ---- */

/** Another household is another address; the change of a card item has called the card back already. */
static bool moved(struct str body)
{
    return mentions(body, "\"householdId\"");
}

/** Only what really differs is due: a household may be split where it stands, and somebody may move
 * back. */
static enum outcome append_address(struct desk *desk, const struct card_person *p)
{
    struct cards all;
    struct str address, organ;
    if (!snapshot_address(desk, p, &address, &organ))
        return DONE;
    TRY(cards_of_person(desk, p->part, p->id, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct card *card = &all.at[i];
        if (!str_is(card->account, "CARD_HOLDER"))
            continue;
        if (str_eq(card->address, address))
            TRY(db_change(desk, &Q_address_due_settle, REFUSAL_NONE,
                          WITH(v_int(p->part), v_int(card->id), v_day(desk->today))));
        else
            TRY(db_change(desk, &Q_address_due_add, REFUSAL_NONE,
                          WITH(v_int(p->part), v_int(card->id), v_int(p->id), v_day(desk->today))));
    }
    return DONE;
}

/* ---- the application in flight ---- */

/** How it ends, the first that its state has a row for. */
static const enum application_event ways_back[] = { EVENT_VOID, EVENT_REFUSE, EVENT_REJECT };

static enum outcome send_back(struct desk *desk, struct application *app, bool may_void,
                              const char *reason)
{
    for (size_t i = may_void ? 0 : 1; i < COUNT(ways_back); i++)
        if (application_move_find(app->state, ways_back[i])) {
            TRY(step_follow(desk, app, ways_back[i]));
            app->reason = str_of(reason);
            app->reason_field = STR("register");
            return step_save(desk, app, "sent_back");
        }
    return DONE;
}

/** At the counter nothing was sent yet: the new items simply stand. */
static bool still_at_counter(const struct application *app)
{
    return app->state == APPLICATION_STARTED || app->state == APPLICATION_COMPLETE ||
           app->state == APPLICATION_HELD;
}

static enum outcome take_items(struct desk *desk, struct application *app)
{
    struct card_person p;
    TRY(person_for_card(desk, app->part, app->person, &p));
    (void)!snapshot_address(desk, &p, &app->address, &app->organ); /* or as it was */
    app->name = name_for_chip(p.name);
    app->sex = p.sex;
    app->ethnic = p.ethnic;
    app->born_on = p.born_on;
    app->citizen_number = p.number;
    TRY(application_save(desk, app));
    return application_tell(desk, app, 0);
}

static enum outcome follow_application(struct desk *desk, struct application *app, bool gone,
                                       const char *reason)
{
    bool here = false;
    TRY(units_here(desk, &app->at_unit, 1, &here));
    if (!here)
        return DONE;
    if (!gone && still_at_counter(app))
        return take_items(desk, app);
    TRY(send_back(desk, app, gone, reason));
    return step_drop_card(desk, app);
}

/** Nobody is there to hold a card: dead, moved out, settled abroad, missing, deleted, reversed.
 * Whoever is in military service (3) comes back [domain 5.3]. */
static bool registration_ended(struct str status)
{
    static const char *const ended[] = { "1", "2", "4", "6", "7", "8" };
    for (size_t i = 0; i < COUNT(ended); i++)
        if (str_is(status, ended[i]))
            return true;
    return false;
}

/** Beyond the counter an application of somebody who moved goes on as it is: the card is good, and
 * its address is appended. */
static enum outcome follow_live(struct desk *desk, const struct card_person *p, bool gone,
                                const char *item)
{
    struct standing standing;
    struct application app;
    TRY(person_standing(desk, p->part, p->id, &standing));
    if (!standing.live)
        return DONE;
    TRY(application_load_id(desk, p->part, standing.live, &app));
    if (!gone && !item && !still_at_counter(&app))
        return DONE;
    return follow_application(desk, &app, gone, item ? item : "99");
}

enum outcome follow_person(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct card_person p;
    const char *item = changed_item(body);
    bool status = mentions(body, "\"status\""), elsewhere = moved(body);
    if (!item && !status && !elsewhere)
        return DONE;
    TRY(person_for_card(desk, part, person, &p));
    bool gone = status && registration_ended(p.status);
    if (!gone && !item && !elsewhere)
        return DONE;
    if (item || str_is(p.status, "1"))
        TRY(recall(desk, part, person, gone ? "GONE" : "CHANGED"));
    if (elsewhere && !gone)
        TRY(append_address(desk, &p));
    return follow_live(desk, &p, gone, item);
}

/** The parts of an address, as household.changed names them. */
static bool stands_elsewhere(struct str body)
{
    static const char *const parts[] = { "\"county\"", "\"street\"", "\"door\"", "\"detail\"" };
    for (size_t i = 0; i < COUNT(parts); i++)
        if (mentions(body, parts[i]))
            return true;
    return false;
}

enum outcome follow_household(struct desk *desk, int32_t part, int64_t household, struct str body)
{
    struct persons members;
    struct card_person p;
    if (!stands_elsewhere(body))
        return DONE;
    TRY(household_members(desk, part, household, &members));
    for (size_t i = 0; i < members.count; i++) {
        if (registration_ended(members.at[i].status))
            continue;
        TRY(person_for_card(desk, part, members.at[i].id, &p));
        TRY(append_address(desk, &p));
        TRY(follow_live(desk, &p, false, NULL));
    }
    return DONE;
}

enum outcome address_dues(struct desk *desk, int32_t part, int64_t after, int limit,
                          struct address_due **out, size_t *count)
{
    struct rows rows;
    TRY(may(desk, MAY_SEE_CARDS, desk->clerk.unit));
    TRY(db_list(desk, &Q_address_dues,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(part),
                     v_int(after), v_int(limit)),
                &rows));
    *out = NEW_ARRAY(desk->arena, struct address_due, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), address_due_columns, address_due_column_count, &(*out)[i]);
    *count = rows.count;
    return DONE;
}

enum outcome card_recalls(struct desk *desk, int32_t part, int64_t after, int limit,
                          struct card_recall **out, size_t *count)
{
    struct rows rows;
    TRY(may(desk, MAY_SEE_CARDS, desk->clerk.unit));
    TRY(db_list(desk, &Q_card_recalls,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(part),
                     v_int(after), v_int(limit)),
                &rows));
    *out = NEW_ARRAY(desk->arena, struct card_recall, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), card_recall_columns, card_recall_column_count, &(*out)[i]);
    *count = rows.count;
    return DONE;
}
