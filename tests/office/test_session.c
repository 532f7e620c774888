/** Logging in, being locked out, staying logged in. */
#include "db/queue.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/role.h"
#include "office/session.h"
#include "office/setting.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MINUTE = 60 };

static enum outcome log_in(struct desk *desk, const char *login, const char *password,
                           struct session *out)
{
    struct login_try try;
    enum refusal refusal;
    desk->clerk = (struct clerk){ 0 };
    TRY(login_prepare(desk, str_of(login), str_of(password), &try));
    TRY(session_open(desk, &try, out, &refusal));
    return allow(desk, refusal);
}

static enum outcome log_in_wrongly(struct desk *desk, const char *login)
{
    struct session session;
    return log_in(desk, login, "Wrong-2008-pear", &session);
}

static void opening(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session, seen;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "household_clerk");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    assert_true(desk->clerk.id == clerk.id && desk->clerk.unit == TEST_STATION);
    assert_int_equal(session.cookie.len, 43);
    assert_done(desk, session_load(desk, session.cookie, &seen));
    assert_true(seen.clerk.id == clerk.id && seen.clerk.rights == clerk.rights);
    assert_int_equal(seen.clerk.reach_to, TEST_STATION);
    assert_true(str_is(seen.unit_name, "燕儿窝派出所") && str_is(seen.unit_kind, "STATION"));
    assert_done(desk, session_check_csrf(desk, &seen, session.csrf));
    assert_refused(desk, session_check_csrf(desk, &seen, STR("")), NO_CSRF_WRONG);
    assert_refused(desk, session_check_csrf(desk, &seen, session.cookie), NO_CSRF_WRONG);
    assert_int_equal(test_entries(desk, "session.opened"), 1);
    struct str stored =
        arena_printf(desk->arena, "SELECT count(*) FROM session WHERE csrf = '" STR_FMT "'",
                     STR_ARG(session.cookie));
    assert_int_equal(test_number(desk, stored.at), 0);
}

static void a_right_password_opens_a_session(void **state)
{
    (void)state;
    test_office_on_each_engine(opening);
}

static void cookies(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session, seen;
    test_clerk(t, "wang", TEST_STATION, "");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    const struct {
        struct str cookie;
        enum refusal refusal;
    } cases[] = {
        { NO_STR, NO_NOT_LOGGED_IN },
        { STR(""), NO_NOT_LOGGED_IN },
        { STR("nonsense"), NO_NOT_LOGGED_IN },
        { str_cut(session.cookie, 0, 42), NO_NOT_LOGGED_IN },
        { arena_printf(desk->arena, STR_FMT "A", STR_ARG(session.cookie)), NO_NOT_LOGGED_IN },
        { STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), NO_SESSION_EXPIRED },
        { STR("' OR 1=1 --"), NO_NOT_LOGGED_IN },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_refused(desk, session_load(desk, cases[i].cookie, &seen), cases[i].refusal);
}

static void a_cookie_that_is_not_ours_opens_nothing(void **state)
{
    (void)state;
    test_office_on_each_engine(cookies);
}

static void idling(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session, seen;
    test_clerk(t, "wang", TEST_STATION, "");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    test_wait(desk, 59);
    assert_done(desk, session_load(desk, session.cookie, &seen));
    assert_false(seen.touch_due);
    for (int i = 0; i < 40; i++) { /* ten hours of a click every quarter of an hour */
        test_wait(desk, 15 * MINUTE);
        assert_done(desk, session_load(desk, session.cookie, &seen));
        assert_true(seen.touch_due);
        assert_done(desk, session_touch(desk, &seen));
    }
    test_wait(desk, 16 * MINUTE);
    assert_refused(desk, session_load(desk, session.cookie, &seen), NO_SESSION_EXPIRED);
}

static void a_session_ends_when_idle(void **state)
{
    (void)state;
    test_office_on_each_engine(idling);
}

static void twelve_hours(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session, seen;
    test_clerk(t, "wang", TEST_STATION, "");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    for (int i = 0; i < 12 * 6 - 1; i++) {
        test_wait(desk, 10 * MINUTE);
        assert_done(desk, session_load(desk, session.cookie, &seen));
        assert_done(desk, session_touch(desk, &seen));
    }
    test_wait(desk, 10 * MINUTE);
    assert_refused(desk, session_load(desk, session.cookie, &seen), NO_SESSION_EXPIRED);
}

static void a_session_ends_after_twelve_hours_however_busy(void **state)
{
    (void)state;
    test_office_on_each_engine(twelve_hours);
}

static void ending(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session closed, locked, seen;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "household_clerk");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &closed));
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &locked));
    assert_done(desk, session_close(desk, &closed));
    assert_refused(desk, session_load(desk, closed.cookie, &seen), NO_SESSION_EXPIRED);
    test_sit_admin(desk, "security");
    assert_done(desk, role_revoke(desk, clerk.id, STR("household_clerk")));
    assert_done(desk, session_load(desk, locked.cookie, &seen));
    assert_true(seen.clerk.rights == 0); /* from the next click on */
    test_sit_admin(desk, "system");
    assert_done(desk, clerk_lock(desk, clerk.id));
    assert_refused(desk, session_load(desk, locked.cookie, &seen), NO_SESSION_EXPIRED);
    assert_int_equal(test_entries(desk, "session.closed"), 1);
}

static void a_session_ends_when_closed_and_when_its_clerk_is_locked(void **state)
{
    (void)state;
    test_office_on_each_engine(ending);
}

static void locking_out(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bool sqlite = db_engine_of(desk->db) == DB_SQLITE; /* strangers are remembered per process */
    const char *const logins[] = { "wang", sqlite ? "nobody" : "no.one", sqlite ? "" : " ",
                                   sqlite ? "' OR 1=1" : "' OR 2=2",
                                   sqlite ? "sleeper" : "dreamer" };
    struct session session;
    test_clerk(t, "wang", TEST_STATION, "");
    struct clerk sleeper = test_clerk(t, logins[4], TEST_STATION, "");
    test_sit_admin(desk, "system");
    assert_done(desk, clerk_lock(desk, sleeper.id));
    for (size_t i = 0; i < COUNT(logins); i++) {
        for (int n = 0; n < 4; n++)
            assert_refused(desk, log_in_wrongly(desk, logins[i]), NO_LOGIN_WRONG);
        assert_refused(desk, log_in_wrongly(desk, logins[i]), NO_LOGIN_LOCKED);
        assert_refused(desk, log_in(desk, logins[i], TEST_PASSWORD, &session), NO_LOGIN_LOCKED);
        test_wait(desk, 14 * MINUTE);
        assert_refused(desk, log_in(desk, logins[i], TEST_PASSWORD, &session), NO_LOGIN_LOCKED);
        test_wait(desk, 2 * MINUTE);
        if (i == 0)
            assert_done(desk, log_in(desk, logins[i], TEST_PASSWORD, &session));
        else
            assert_refused(desk, log_in(desk, logins[i], TEST_PASSWORD, &session), NO_LOGIN_WRONG);
    }
    assert_int_equal(test_entries(desk, "clerk.locked_out"), 1);
    assert_int_equal(test_entries(desk, "session.refused"), 4 + 2 + 4 * 8);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'session.refused' "
                                       "AND unit = 650102011"),
                     4 + 2);
}

static void five_wrong_passwords_lock_a_login_whether_somebody_has_it_or_not(void **state)
{
    (void)state;
    test_office_on_each_engine(locking_out);
}

static void counting(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "");
    for (int round = 0; round < 3; round++) { /* a right one in between starts anew */
        for (int n = 0; n < 4; n++)
            assert_refused(desk, log_in_wrongly(desk, "wang"), NO_LOGIN_WRONG);
        assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    }
    for (int n = 0; n < 4; n++)
        assert_refused(desk, log_in_wrongly(desk, "wang"), NO_LOGIN_WRONG);
    assert_refused(desk, log_in_wrongly(desk, "wang"), NO_LOGIN_LOCKED);
    test_sit_admin(desk, "system");
    assert_done(desk, clerk_unlock(desk, clerk.id));
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
}

static void only_wrong_passwords_in_a_row_count_and_unlocking_helps_at_once(void **state)
{
    (void)state;
    test_office_on_each_engine(counting);
}

static enum outcome change(struct desk *desk, const char *old, const char *fresh,
                           const struct session *keep)
{
    struct password_change prepared;
    enum refusal refusal;
    TRY(password_change_prepare(desk, str_of(old), str_of(fresh), &prepared));
    TRY(password_change_settle(desk, &prepared, str_from(keep->token, sizeof keep->token),
                               &refusal));
    return allow(desk, refusal);
}

static void changing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session other, own, seen;
    test_clerk(t, "wang", TEST_STATION, "");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &other));
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &own));
    assert_refused(desk, change(desk, TEST_PASSWORD, "short1", &own), NO_PASSWORD_WEAK);
    assert_refused(desk, change(desk, TEST_PASSWORD, TEST_PASSWORD, &own), NO_PASSWORD_WEAK);
    assert_refused(desk, change(desk, TEST_PASSWORD, "my-wang-2008", &own), NO_PASSWORD_WEAK);
    assert_refused(desk, change(desk, "Wrong-2008-pear", "Hami-2008-melon", &own), NO_LOGIN_WRONG);
    assert_done(desk, change(desk, TEST_PASSWORD, "Hami-2008-melon", &own));
    assert_done(desk, session_load(desk, own.cookie, &seen));
    assert_refused(desk, session_load(desk, other.cookie, &seen), NO_SESSION_EXPIRED);
    assert_refused(desk, log_in(desk, "wang", TEST_PASSWORD, &own), NO_LOGIN_WRONG);
    assert_done(desk, log_in(desk, "wang", "Hami-2008-melon", &own));
    assert_int_equal(test_entries(desk, "clerk.password_changed"), 1);
}

static void a_new_password_needs_the_old_one_and_ends_the_other_sessions(void **state)
{
    (void)state;
    test_office_on_each_engine(changing);
}

static void rehashing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "");
    test_sit_admin(desk, "system");
    assert_done(desk, setting_put(desk, STR("password.passes"), 2, desk->today, STR("test")));
    assert_refused(desk, log_in_wrongly(desk, "wang"), NO_LOGIN_WRONG);
    struct str sql =
        arena_printf(desk->arena,
                     "SELECT count(*) FROM clerk WHERE id = %lld AND password >= "
                     "'$argon2id$v=19$m=8,t=2' AND password < '$argon2id$v=19$m=8,t=3'",
                     (long long)clerk.id);
    assert_int_equal(test_number(desk, sql.at), 0);
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    assert_int_equal(test_number(desk, sql.at), 1);
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
}

static void a_hash_of_another_cost_is_made_anew_at_the_next_log_in(void **state)
{
    (void)state;
    test_office_on_each_engine(rehashing);
}

/** As the http door does it: settle in the writer, the answer after the commit. */
struct login_job {
    struct job job;
    struct desk desk;
    struct login_try try;
    struct session session;
    enum refusal refusal;
    enum outcome answer;
};

static enum outcome settle_login(struct job *job)
{
    struct login_job *login = (struct login_job *)(void *)job;
    return session_open(job->desk, &login->try, &login->session, &login->refusal);
}

static void login_answered(struct job *job, enum outcome outcome)
{
    ((struct login_job *)(void *)job)->answer = outcome;
}

static void through_the_queue(struct test_db *t)
{
    enum { JOBS = 8 };
    static struct login_job jobs[JOBS];
    struct queue *queue;
    struct queue_options options = { .url = str_of(t->url), .group = 16, .threads = 4 };
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "");
    assert_done(&t->desk, queue_open(&t->desk, &options, &queue));
    for (int i = 0; i < JOBS; i++) {
        jobs[i] = (struct login_job){
            .desk = { .arena = arena_open(), .ids = &t->ids },
            .try = { .login = STR("wang"), .clerk = clerk.id, .unit = clerk.unit }
        };
        desk_at(&jobs[i].desk, TEST_NOW);
        jobs[i].job = (struct job){ .desk = &jobs[i].desk,
                                    .settle = settle_login,
                                    .answered = login_answered };
        queue_add(queue, &jobs[i].job);
    }
    queue_close(queue);
    int wrong = 0, locked = 0;
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(jobs[i].answer, DONE);
        wrong += jobs[i].refusal == NO_LOGIN_WRONG;
        locked += jobs[i].refusal == NO_LOGIN_LOCKED;
        arena_close(jobs[i].desk.arena);
    }
    assert_int_equal(wrong, 4);
    assert_int_equal(locked, JOBS - 4);
    assert_int_equal(test_entries(&t->desk, "clerk.locked_out"), 1);
}

static void wrong_passwords_at_the_same_time_all_count(void **state)
{
    (void)state;
    test_office_on_each_engine(through_the_queue);
}

static void listing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct session session;
    struct open_sessions open;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "household_clerk");
    assert_done(desk, log_in(desk, "wang", TEST_PASSWORD, &session));
    assert_refused(desk, session_list(desk, &open), NO_RIGHT_MISSING);
    test_sit_admin(desk, "system");
    assert_done(desk, session_list(desk, &open));
    assert_int_equal(open.count, 1);
    assert_true(str_is(open.at[0].login, "wang") && open.at[0].unit == clerk.unit);
    test_wait(desk, 17 * MINUTE);
    assert_done(desk, session_list(desk, &open));
    assert_int_equal(open.count, 0);
}

static void open_sessions_are_listed_for_the_system_administrator(void **state)
{
    (void)state;
    test_office_on_each_engine(listing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_password_opens_a_session),
        cmocka_unit_test(a_cookie_that_is_not_ours_opens_nothing),
        cmocka_unit_test(a_session_ends_when_idle),
        cmocka_unit_test(a_session_ends_after_twelve_hours_however_busy),
        cmocka_unit_test(a_session_ends_when_closed_and_when_its_clerk_is_locked),
        cmocka_unit_test(five_wrong_passwords_lock_a_login_whether_somebody_has_it_or_not),
        cmocka_unit_test(only_wrong_passwords_in_a_row_count_and_unlocking_helps_at_once),
        cmocka_unit_test(a_new_password_needs_the_old_one_and_ends_the_other_sessions),
        cmocka_unit_test(a_hash_of_another_cost_is_made_anew_at_the_next_log_in),
        cmocka_unit_test(wrong_passwords_at_the_same_time_all_count),
        cmocka_unit_test(open_sessions_are_listed_for_the_system_administrator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
