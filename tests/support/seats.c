#include "support/seats.h"
#include "office/clerk.h"
#include "office/password.h"
#include "office/role.h"
#include "office/session.h"
#include "office/setting.h"
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

enum { SEATS_MOST = 400 };
static struct seat seats[SEATS_MOST];
static int places[SEATS_MOST]; /* nth of its role and unit */
static size_t seat_count;
static char cheap_hash[200];

/* ---- who works where ---- */

static const struct {
    enum tier tier;
    const char *role;
} usual[] = {
    { TIER_STATION, "household_clerk" },
    { TIER_STATION, "hand_out_clerk" },
    { TIER_BUREAU, "reviewer" },
    { TIER_BUREAU, "signer" },
    { TIER_BUREAU, "inspector" },
    { TIER_BUREAU, "number_officer" },
    { TIER_CITY, "auditor" },
    { TIER_CITY, "packer" },
    { TIER_CENTRE, "centre_operator" },
};

static enum tier tier_of(int32_t unit)
{
    if (unit == CENTRE_UNIT)
        return TIER_CENTRE;
    return unit % 1000 ? TIER_STATION : unit % 100000 ? TIER_BUREAU : TIER_CITY;
}

const struct role_row *role_called(const char *code)
{
    for (size_t i = 0; i < role_row_count; i++)
        if (strcmp(role_rows[i].code, code) == 0)
            return &role_rows[i];
    fail_msg("no role %s", code);
    return NULL;
}

static bool holds(const struct role_row *role, enum right right)
{
    return role->rights >> right & 1;
}

/** The first usual role of the unit that holds the right, or does not; else the first of all. */
static const struct role_row *role_for(enum right right, bool held, int32_t unit)
{
    for (size_t i = 0; i < COUNT(usual); i++)
        if (usual[i].tier == tier_of(unit) && holds(role_called(usual[i].role), right) == held)
            return role_called(usual[i].role);
    for (size_t i = 0; i < role_row_count; i++)
        if (holds(&role_rows[i], right) == held)
            return &role_rows[i];
    fail_msg("no role for the right");
    return NULL;
}

int32_t unit_elsewhere(int32_t unit)
{
    if (tier_of(unit) == TIER_CITY || tier_of(unit) == TIER_CENTRE)
        return BUREAU_TWO;
    return unit - BUREAU_ONE + BUREAU_TWO;
}

/* ---- sessions ---- */

static void copy(struct str text, char *out, size_t room)
{
    assert_true(text.len < room);
    snprintf(out, room, STR_FMT, STR_ARG(text));
}

static struct str password_of(struct desk *desk, int64_t clerk)
{
    static const struct statement look = {
        "password_of", "SELECT password FROM clerk WHERE id = $1", 1, 1, 0, -1
    };
    struct row row;
    assert_done(desk, db_get(desk, &look, NO_CLERK_UNKNOWN, WITH(v_int(clerk)), &row));
    return row_text(row, 0);
}

struct visitor session_for(struct test_db *t, int64_t clerk)
{
    struct visitor visitor;
    struct session session;
    struct clerk_record record;
    enum refusal refusal;
    struct desk *desk = &t->desk;
    assert_done(desk, clerk_record(desk, clerk, &record));
    struct str hash = password_of(desk, clerk);
    const struct login_try login = { record.login, clerk, record.unit, true, hash, hash };
    desk_at(desk, instant_now());
    assert_done(desk, session_open(desk, &login, &session, &refusal));
    assert_int_equal(refusal, REFUSAL_NONE);
    copy(session.cookie, visitor.cookie, sizeof visitor.cookie);
    copy(session.csrf, visitor.csrf, sizeof visitor.csrf);
    return visitor;
}

/* ---- hiring ---- */

void keep_in_memory(void)
{
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0);
}

void seats_open(struct test_db *t)
{
    struct str hash;
    seat_count = 0;
    by_hand(t, "UPDATE setting SET value = 8 WHERE name = 'password.kib'");
    by_hand(t, "UPDATE setting SET value = 1 WHERE name = 'password.passes'");
    settings_forget();
    assert_done(&t->desk, password_hash(&t->desk, STR(STAFF_PASSWORD), &hash));
    copy(hash, cheap_hash, sizeof cheap_hash);
}

static int64_t hire(struct test_db *t, const struct role_row *role, int32_t unit, int nth)
{
    struct desk *desk = &t->desk;
    int64_t id;
    const struct new_clerk clerk = {
        .unit = unit,
        .login = arena_printf(desk->arena, "%s.%d.%d", role->code, unit, nth),
        .name = STR("测试员"),
        .password = str_of(cheap_hash),
    };
    assert_done(desk, clerk_store(desk, &clerk, &id));
    assert_done(desk, role_store_grant(desk, id, str_of(role->code), desk->today, 0));
    return id;
}

const struct seat *seat(struct test_db *t, const struct role_row *role, int32_t unit, int nth)
{
    for (size_t i = 0; i < seat_count; i++)
        if (seats[i].role == role && seats[i].unit == unit && places[i] == nth)
            return &seats[i];
    assert_true(seat_count < SEATS_MOST);
    struct seat *new = &seats[seat_count];
    *new = (struct seat){ .clerk = hire(t, role, unit, nth), .unit = unit, .role = role };
    new->visitor = session_for(t, new->clerk);
    places[seat_count++] = nth;
    return new;
}

const struct seat *seat_with(struct test_db *t, enum right right, int32_t unit, int nth)
{
    return seat(t, role_for(right, true, unit), unit, nth);
}

const struct seat *seat_without(struct test_db *t, enum right right, int32_t unit)
{
    return seat(t, role_for(right, false, unit), unit, 0);
}
