/** Checks: their purpose, put forward by one and decided by another. */
#include "base/utf8.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "same/same_store.h"
#include "sql/same.h"

enum { PURPOSE_LEAST = 6, TEXT_MOST = 200, DAYS = 60 };

static enum outcome enter(struct desk *desk, const char *verb, const struct same_check *check)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "check", check->id);
    json_field_str(&body, "ground", check->ground);
    json_field_str(&body, "purpose", check->purpose);
    json_field_str(&body, "state", check->state);
    json_close(&body, '}');
    return journal(desk, verb, check->part, 0, buf_str(&body));
}

static enum outcome check_asked(struct desk *desk, const struct same_check_asked *asked)
{
    struct unit unit;
    TRY(unit_load(desk, asked->unit, &unit));
    TRY(may(desk, MAY_SETTLE_NUMBERS, asked->unit));
    if (!same_ground(asked->ground))
        return refuse_field(desk, NO_ITEM_WRONG, "/ground");
    size_t points = utf8_points(str_trim(asked->purpose));
    if (points < PURPOSE_LEAST || points > TEXT_MOST)
        return refuse_at(desk, NO_ITEM_WRONG, "/purpose", "%d–%d", PURPOSE_LEAST, TEXT_MOST);
    return DONE;
}

enum outcome same_check_ask(struct desk *desk, const struct same_check_asked *asked,
                            struct same_check *out)
{
    SCOPED(tx) tx = { 0 };
    struct same_check check = { .part = asked->unit, .id = new_id(desk) };
    TRY(tx_open(desk, &tx));
    TRY(check_asked(desk, asked));
    TRY(db_change(desk, &Q_same_check_add, REFUSAL_NONE,
                  WITH(v_int(check.part), v_int(check.id), v_text(asked->ground),
                       v_text(str_trim(asked->purpose)), v_int(desk->clerk.id),
                       v_day(desk->today))));
    TRY(same_check_load(desk, check.part, check.id, &check));
    TRY(enter(desk, "same_check.asked", &check));
    TRY(tx_commit(&tx));
    *out = check;
    return DONE;
}

static enum outcome may_decide(struct desk *desk, const struct same_check *check,
                               const struct same_check_verdict *verdict)
{
    TRY(may(desk, MAY_DECIDE_CITY, check->part));
    TRY(version_seen(desk, check->ver));
    if (check->asked_by == desk->clerk.id)
        return refuse(desk, NO_OWN_STEP);
    if (!str_is(check->state, "ASKED"))
        return refuse(desk, NO_SAME_CHECK_STATE);
    return verdict->good || str_trim(verdict->note).len
               ? DONE
               : refuse_field(desk, NO_DECISION_REASON, "/note");
}

static enum outcome write_verdict(struct desk *desk, const struct same_check *check,
                                  const struct same_check_verdict *verdict)
{
    struct day ends = { desk->today.n + (int32_t)setting(desk, "same_check.days", DAYS) };
    return db_change(desk, &Q_same_check_decide, NO_CHANGED_MEANWHILE,
                     WITH(v_int(check->part), v_int(check->id), v_int(check->ver),
                          v_lit(verdict->good ? "DECIDED" : "REFUSED"), v_int(desk->clerk.id),
                          v_day(desk->today), v_filled(str_trim(verdict->note)),
                          v_day(verdict->good ? ends : NO_DAY)));
}

enum outcome same_check_decide(struct desk *desk, const struct same_check_verdict *verdict,
                               struct same_check *out)
{
    SCOPED(tx) tx = { 0 };
    struct same_check check;
    TRY(tx_open(desk, &tx));
    TRY(same_check_load(desk, verdict->part, verdict->id, &check));
    TRY(may_decide(desk, &check, verdict));
    TRY(write_verdict(desk, &check, verdict));
    TRY(same_check_load(desk, check.part, check.id, &check));
    TRY(enter(desk, "same_check.decided", &check));
    TRY(tx_commit(&tx));
    *out = check;
    return DONE;
}

enum outcome same_check_close(struct desk *desk, int32_t part, int64_t id, struct same_check *out)
{
    SCOPED(tx) tx = { 0 };
    struct same_check check;
    TRY(tx_open(desk, &tx));
    TRY(same_check_load(desk, part, id, &check));
    TRY(may(desk, MAY_SETTLE_NUMBERS, check.part));
    TRY(version_seen(desk, check.ver));
    if (!str_is(check.state, "DECIDED"))
        return refuse(desk, NO_SAME_CHECK_STATE);
    TRY(db_change(desk, &Q_same_check_close, NO_CHANGED_MEANWHILE,
                  WITH(v_int(part), v_int(id), v_int(check.ver), v_day(desk->today))));
    TRY(same_check_load(desk, part, id, &check));
    TRY(enter(desk, "same_check.closed", &check));
    TRY(tx_commit(&tx));
    *out = check;
    return DONE;
}
