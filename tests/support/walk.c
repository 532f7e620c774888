#include "support/walk.h"
#include "cards/make_card.h"
#include "core/codes.h"
#include "exchange/package_file.h"
#include "office/clerk.h"
#include "office/office.h"
#include "register/number_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define S(name) APPLICATION_##name
#define E(name) EVENT_##name

/* ---- asking ---- */

static struct reply read_reply(struct answer answer)
{
    struct reply reply = { .status = answer.status };
    struct str body = answer_body(&answer);
    size_t at = str_find(body, STR("\"code\":\""));
    if (answer.status >= 400 && at < body.len)
        snprintf(reply.code, sizeof reply.code, STR_FMT, STR_ARG(str_cut(body, at + 8, 5)));
    answer_close(&answer);
    return reply;
}

static struct str text(struct walk *w, const char *format, ...) PRINTF_LIKE(2, 3);
static struct str text(struct walk *w, const char *format, ...)
{
    char out[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(out, sizeof out, format, args);
    va_end(args);
    return arena_str(w->db->desk.arena, str_of(out));
}

/** If-Match of the application, and a new Idempotency-Key: each route takes the line it wants. */
static const char *lines(struct walk *w)
{
    static int asked;
    return text(w,
                "If-Match: \"%d\"\r\nIdempotency-Key: 00000000-0000-4000-8000-%012d\r\n"
                "X-Purpose: test\r\n",
                w->app.ver, ++asked)
        .at;
}

static struct reply post(struct walk *w, const struct seat *who, struct str path, struct str body)
{
    return read_reply(ask(w->server, &who->visitor, "POST", path.at, lines(w), body));
}

/** A step without a body: the end of its address. */
static struct reply step(struct walk *w, const struct seat *who, const char *end)
{
    return post(w, who, text(w, "/api/v1/applications/" STR_FMT "/%s", STR_ARG(w->app.number), end),
                STR("{}"));
}

/** Serial of its card. */
static struct str serial(struct walk *w)
{
    struct card card = city_card(w->db, &w->app);
    return card.serial;
}

static struct reply card_step(struct walk *w, const struct seat *who, const char *end,
                              struct str body)
{
    return post(w, who, text(w, "/api/v1/cards/" STR_FMT "/%s", STR_ARG(serial(w)), end), body);
}

/* ---- the station ---- */

static struct reply take_picture(struct walk *w, const struct seat *who)
{
    struct str path = text(w, "/api/v1/applications/" STR_FMT "/portrait", STR_ARG(w->app.number));
    struct str head = text(w, "Content-Type: image/jpeg\r\n%s", lines(w));
    return read_reply(
        ask(w->server, &who->visitor, "PUT", path.at, head.at, city_picture(1)->bytes));
}

#define STEP(name, end)                                                                            \
    static struct reply name(struct walk *w, const struct seat *who)                               \
    {                                                                                              \
        return step(w, who, end);                                                                  \
    }
STEP(void_it, "void")
STEP(archive, "archive")
STEP(hold, "hold")
STEP(correct, "correction")
STEP(remind, "reminder")
STEP(lose, "loss")

/** A question about the number came up. */
static void open_case(struct walk *w)
{
    struct number_case found;
    bool open = false;
    assert_done(&w->db->desk,
                number_open_case_of(&w->db->desk, w->app.part, w->app.person, &found, &open));
    if (!open)
        city_unfollowed_case(w->db, w->app.part, w->app.person);
}

static void find_case(struct walk *w)
{
    w->number_case = w->app.held_for;
}

static struct reply settle(struct walk *w, const struct seat *who)
{
    struct number_case c;
    assert_done(&w->db->desk, number_case_load(&w->db->desk, w->app.part, w->number_case, &c));
    struct str path = text(w, "/api/v1/number-cases/%d/%lld/decision", c.part, (long long)c.id);
    struct str head = text(w, "If-Match: \"%d\"\r\n", c.ver);
    return read_reply(ask(w->server, &who->visitor, "POST", path.at, head.at,
                          STR("{\"outcome\":\"CONFIRMED\"}")));
}

static struct reply apply(struct walk *w, const struct seat *who)
{
    return post(w, who, STR("/api/v1/applications"),
                text(w, "{\"personPart\":%d,\"person\":\"%lld\",\"ground\":\"12\"}", w->app.part,
                     (long long)w->app.person));
}

/* ---- packages ---- */

/** The unit above the one whose turn it was before. */
static int32_t above(const struct walk *w)
{
    if (w->app.state <= (int32_t)S(TO_COUNTY))
        return w->app.bureau;
    return w->app.state <= (int32_t)S(TO_CITY) ? w->app.city : CENTRE_UNIT;
}

static struct reply send(struct walk *w, const struct seat *who)
{
    return post(w, who, STR("/api/v1/packages"), text(w, "{\"to\":%d}", above(w)));
}

static struct str folder_of(struct walk *w)
{
    return city_folder(w->db, "exchange");
}

/** Earlier packages that lie in the inbox are taken in; the last one is this application's. */
static void find_package(struct walk *w)
{
    struct desk *desk = &w->db->desk;
    struct inbox inbox;
    struct package taken;
    struct buf bytes = { 0 };
    const struct seat *who = seat_with(w->db, MAY_TAKE_IN, w->app.at_unit, 0);
    assert_done(desk, clerk_load(desk, who->clerk, &desk->clerk));
    assert_done(desk, inbox_list(desk, folder_of(w), w->app.at_unit, &inbox));
    assert_true(inbox.count > 0);
    for (size_t i = 0; i + 1 < inbox.count; i++)
        assert_done(desk, package_take_file(desk, inbox.at[i].path, &taken));
    assert_done(desk, package_read_file(desk, inbox.at[inbox.count - 1].path, &bytes));
    w->package = arena_str(desk->arena, buf_str(&bytes));
    buf_close(&bytes);
}

static struct reply take_in(struct walk *w, const struct seat *who)
{
    struct str head = text(w, "Content-Type: application/octet-stream\r\n%s", lines(w));
    return read_reply(
        ask(w->server, &who->visitor, "POST", "/api/v1/packages/take", head.at, w->package));
}

/* ---- verdicts ---- */

static struct reply judge(struct walk *w, const struct seat *who, const char *end, bool good)
{
    return post(w, who, text(w, "/api/v1/applications/" STR_FMT "/%s", STR_ARG(w->app.number), end),
                good ? STR("{\"verdict\":\"good\"}")
                     : STR("{\"verdict\":\"refused\",\"reason\":\"11\",\"field\":\"name\"}"));
}

#define JUDGE(name, end, good)                                                                     \
    static struct reply name(struct walk *w, const struct seat *who)                               \
    {                                                                                              \
        return judge(w, who, end, good);                                                           \
    }
JUDGE(review, "review", true)
JUDGE(refuse_review, "review", false)
JUDGE(sign, "signature", true)
JUDGE(refuse_signature, "signature", false)
JUDGE(audit, "audit", true)
JUDGE(refuse_audit, "audit", false)

/* ---- the centre, by commands ---- */

/** As the command line does: the clerk sits down, the use case runs, what was refused is noted. */
static struct desk *sit(struct walk *w, const struct seat *who)
{
    struct desk *desk = &w->db->desk;
    desk->why = (struct problem){ 0 };
    desk->expected_version = -1;
    assert_done(desk, clerk_load(desk, who->clerk, &desk->clerk));
    return desk;
}

static struct reply said(struct desk *desk, enum outcome outcome)
{
    struct reply reply = { .status = 200 };
    if (outcome == DONE)
        return reply;
    if (outcome == FAILED)
        fail_msg(STR_FMT, STR_ARG(desk->why.cause));
    reply.status = refusal_text(desk->why.refusal)->status;
    snprintf(reply.code, sizeof reply.code, "%s", refusal_text(desk->why.refusal)->code);
    assert_done(desk, office_note_refusal(desk, STR("command")));
    return reply;
}

#define COMMAND(name, call)                                                                        \
    static struct reply name(struct walk *w, const struct seat *who)                               \
    {                                                                                              \
        struct application out;                                                                    \
        struct desk *desk = sit(w, who);                                                           \
        return said(desk, call);                                                                   \
    }
COMMAND(fetch, fetch_application(desk, w->app.number, &out))
COMMAND(check, check_production(desk, w->app.number, &out))
COMMAND(start, start_production(desk, w->app.number, &out))
COMMAND(make, make_card(desk, w->app.number, false, &out))
COMMAND(spoil, make_card(desk, w->app.number, true, &out))
COMMAND(region_receive, receive_at_region(desk, serial(w), &out))

static struct reply refuse_production(struct walk *w, const struct seat *who)
{
    const struct verdict verdict = { false, STR("11"), STR("name") };
    struct application out;
    struct desk *desk = sit(w, who);
    return said(desk, refuse_step(desk, w->app.number, &verdict, &out));
}

/* ---- the card on its way ---- */

/** The next unit on the card's way down, whose turn comes with the row. */
static int32_t below(const struct walk *w)
{
    if (w->app.at_unit == CENTRE_UNIT)
        return w->app.city;
    return w->app.at_unit == w->app.city ? w->app.bureau : w->app.station;
}

static struct reply dispatch(struct walk *w, const struct seat *who)
{
    return post(w, who, STR("/api/v1/consignments"),
                text(w, "{\"to\":%d,\"box\":\"B\",\"cards\":[\"" STR_FMT "\"]}", below(w),
                     STR_ARG(serial(w))));
}

static void find_list(struct walk *w)
{
    struct str sql = text(w, "SELECT max(consignment) FROM consignment_card WHERE card = %lld",
                          (long long)w->app.card);
    w->consignment = test_number(&w->db->desk, sql.at);
}

static struct reply receive(struct walk *w, const struct seat *who)
{
    struct str sql =
        text(w, "SELECT unit FROM consignment WHERE id = %lld", (long long)w->consignment);
    int64_t giver = test_number(&w->db->desk, sql.at);
    return post(w, who,
                text(w, "/api/v1/consignments/%lld/%lld/receipt", (long long)giver,
                     (long long)w->consignment),
                STR("{\"counted\":1}"));
}

static struct str defective(struct walk *w)
{
    return text(w, "{\"good\":false,\"defect\":\"%s\"}", card_defects.rows[0].code);
}

#define CARD_STEP(name, end, body)                                                                 \
    static struct reply name(struct walk *w, const struct seat *who)                               \
    {                                                                                              \
        return card_step(w, who, end, body);                                                       \
    }
CARD_STEP(accept, "inspection", STR("{\"good\":true}"))
CARD_STEP(reject, "inspection", defective(w))
CARD_STEP(verify, "verification", STR("{\"good\":true}"))
CARD_STEP(reject_at_station, "verification", defective(w))
CARD_STEP(sort, "sorting", STR("{}"))
CARD_STEP(surrender, "surrender", STR("{}"))
CARD_STEP(destroy, "destruction", STR("{}"))

static struct reply hand_over(struct walk *w, const struct seat *who)
{
    return post(
        w, who, text(w, "/api/v1/applications/" STR_FMT "/hand-over", STR_ARG(w->app.number)),
        STR("{\"identity\":true,\"chipRead\":true,\"oldCard\":\"NEVER_HAD\",\"proof\":\"社区证明\","
            "\"signature\":\"PAPER\",\"temporaryReturned\":false}"));
}

/* ---- the table ---- */

/* clang-format off */
static const struct means
    /*                 how         by                 wants          elsewhere wrong    where it is wrong  other eyes */
    portrait_means = { BY_HTTP,    take_picture,      NULL,          "P-107", "C-102", S(TO_COUNTY),       NO_OTHER },
    void_means     = { BY_HTTP,    void_it,           NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    archive_means  = { BY_HTTP,    archive,           NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    hold_means     = { BY_HTTP,    hold,              open_case,     "P-107", "C-102", 0,                  NO_OTHER },
    release_means  = { BY_HTTP,    settle,            find_case,     "P-107", "C-102", 0,                  NO_OTHER },
    send_means     = { BY_HTTP,    send,              NULL,          "C-124", "C-124", 0,                  NO_OTHER }, /* of the own unit only */
    take_means     = { BY_HTTP,    take_in,           find_package,  "P-107", "E-106", 0,                  NO_OTHER },
    review_means   = { BY_HTTP,    review,            NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    unreview_means = { BY_HTTP,    refuse_review,     NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    sign_means     = { BY_HTTP,    sign,              NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    unsign_means   = { BY_HTTP,    refuse_signature,  NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    audit_means    = { BY_HTTP,    audit,             NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    unaudit_means  = { BY_HTTP,    refuse_audit,      NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    fetch_means    = { BY_COMMAND, fetch,             NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    check_means    = { BY_COMMAND, check,             NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    unmake_means   = { BY_COMMAND, refuse_production, NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    start_means    = { BY_COMMAND, start,             NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    make_means     = { BY_COMMAND, make,              NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    spoil_means    = { BY_COMMAND, spoil,             NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    region_means   = { BY_COMMAND, region_receive,    NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    dispatch_means = { BY_HTTP,    dispatch,          NULL,          "P-107", "C-118", 0,                  NO_OTHER },
    receive_means  = { BY_HTTP,    receive,           find_list,     "P-107", "C-127", 0,                  GIVER    },
    accept_means   = { BY_HTTP,    accept,            NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    reject_means   = { BY_HTTP,    reject,            NULL,          "P-107", "C-118", 0,                  NO_OTHER },
    verify_means   = { BY_HTTP,    verify,            NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    bad_means      = { BY_HTTP,    reject_at_station, NULL,          "P-107", "C-118", 0,                  NO_OTHER },
    sort_means     = { BY_HTTP,    sort,              NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    remind_means   = { BY_HTTP,    remind,            NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    collect_means  = { BY_HTTP,    hand_over,         NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    loss_means     = { BY_HTTP,    lose,              NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    give_in_means  = { BY_HTTP,    surrender,         NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    destroy_means  = { BY_HTTP,    destroy,           NULL,          "P-107", "C-102", 0,                  TAKER    },
    correct_means  = { BY_HTTP,    correct,           NULL,          "P-107", "C-102", 0,                  NO_OTHER },
    renew_means    = { BY_HTTP,    apply,             NULL,          "P-107", "C-103", S(AT_COUNTY),       NO_OTHER };

const struct way ways[] = {
    { S(STARTED),          E(PORTRAIT),    &portrait_means },
    { S(COMPLETE),         E(PORTRAIT),    &portrait_means },
    { S(HELD),             E(PORTRAIT),    &portrait_means },
    { S(STARTED),          E(VOID),        &void_means },
    { S(COMPLETE),         E(VOID),        &void_means },
    { S(COMPLETE),         E(SUBMIT),      &send_means },
    { S(STARTED),          E(HOLD),        &hold_means },
    { S(COMPLETE),         E(HOLD),        &hold_means },
    { S(VOID),             E(ARCHIVE),     &archive_means },
    { S(TO_COUNTY),        E(TAKE_IN),     &take_means },
    { S(AT_COUNTY),        E(HOLD),        &hold_means },
    { S(HELD),             E(RELEASE),     &release_means },
    { S(AT_COUNTY),        E(REVIEW),      &review_means },
    { S(AT_COUNTY),        E(REFUSE),      &unreview_means },
    { S(REVIEWED),         E(SIGN),        &sign_means },
    { S(REVIEWED),         E(REFUSE),      &unsign_means },
    { S(SIGNED),           E(SEND),        &send_means },
    { S(TO_CITY),          E(TAKE_IN),     &take_means },
    { S(AT_CITY),          E(AUDIT),       &audit_means },
    { S(AT_CITY),          E(REFUSE),      &unaudit_means },
    { S(AUDITED),          E(SEND),        &send_means },
    { S(TO_CENTRE),        E(TAKE_IN),     &take_means },
    { S(TO_CENTRE),        E(FETCH),       &fetch_means },
    { S(FETCHING),         E(TAKE_IN),     &take_means },
    { S(AT_CENTRE),        E(CHECK),       &check_means },
    { S(AT_CENTRE),        E(REFUSE),      &unmake_means },
    { S(CENTRE_PASSED),    E(START),       &start_means },
    { S(CENTRE_PASSED),    E(REFUSE),      &unmake_means },
    { S(IN_PRODUCTION),    E(REFUSE),      &unmake_means },
    { S(IN_PRODUCTION),    E(MAKE),        &make_means },
    { S(IN_PRODUCTION),    E(SPOIL),       &spoil_means },
    { S(MADE),             E(DISPATCH),    &dispatch_means },
    { S(MADE),             E(RECEIVE),     &region_means },
    { S(REGION_RECEIVED),  E(ACCEPT),      &accept_means },
    { S(REGION_RECEIVED),  E(REJECT),      &reject_means },
    { S(REGION_ACCEPTED),  E(DISPATCH),    &dispatch_means },
    { S(REGION_SENT),      E(RECEIVE),     &receive_means },
    { S(CITY_RECEIVED),    E(ACCEPT),      &accept_means },
    { S(CITY_RECEIVED),    E(REJECT),      &reject_means },
    { S(CITY_RECEIVED),    E(SORT),        &sort_means },
    { S(CITY_ACCEPTED),    E(SORT),        &sort_means },
    { S(CITY_RECEIVED),    E(DISPATCH),    &dispatch_means },
    { S(CITY_ACCEPTED),    E(DISPATCH),    &dispatch_means },
    { S(CITY_SORTED),      E(DISPATCH),    &dispatch_means },
    { S(CITY_SENT),        E(RECEIVE),     &receive_means },
    { S(COUNTY_RECEIVED),  E(ACCEPT),      &accept_means },
    { S(COUNTY_RECEIVED),  E(REJECT),      &reject_means },
    { S(COUNTY_ACCEPTED),  E(DISPATCH),    &dispatch_means },
    { S(COUNTY_SENT),      E(RECEIVE),     &receive_means },
    { S(STATION_RECEIVED), E(VERIFY),      &verify_means },
    { S(STATION_RECEIVED), E(REJECT),      &bad_means },
    { S(STATION_VERIFIED), E(REMIND),      &remind_means },
    { S(STATION_VERIFIED), E(COLLECT),     &collect_means },
    { S(REMINDED),         E(COLLECT),     &collect_means },
    { S(COLLECTED),        E(REPORT_LOSS), &loss_means },
    { S(COLLECTED),        E(SURRENDER),   &give_in_means },
    { S(LOSS_REPORTED),    E(SURRENDER),   &give_in_means },
    { S(SURRENDERED),      E(DESTROY),     &destroy_means },
    { S(REVIEW_REFUSED),   E(CORRECT),     &correct_means },
    { S(AUDIT_REFUSED),    E(CORRECT),     &correct_means },
    { S(CENTRE_REFUSED),   E(CORRECT),     &correct_means },
    { S(PACK_FAULT),       E(CORRECT),     &correct_means },
    { S(DATA_FAULT),       E(CORRECT),     &correct_means },
    { S(CARD_FAULT),       E(REMAKE),      &start_means },
    { S(REGION_REJECTED),  E(REMAKE),      &start_means },
    { S(CITY_REJECTED),    E(REMAKE),      &start_means },
    { S(COUNTY_REJECTED),  E(REMAKE),      &start_means },
    { S(STATION_REJECTED), E(REMAKE),      &start_means },
    { S(REVIEW_REFUSED),   E(SUPERSEDE),   &renew_means },
    { S(AUDIT_REFUSED),    E(SUPERSEDE),   &renew_means },
    { S(CENTRE_REFUSED),   E(SUPERSEDE),   &renew_means },
    { S(PACK_FAULT),       E(SUPERSEDE),   &renew_means },
    { S(DATA_FAULT),       E(SUPERSEDE),   &renew_means },
    { S(CARD_FAULT),       E(SUPERSEDE),   &renew_means },
    { S(REGION_REJECTED),  E(SUPERSEDE),   &renew_means },
    { S(CITY_REJECTED),    E(SUPERSEDE),   &renew_means },
    { S(COUNTY_REJECTED),  E(SUPERSEDE),   &renew_means },
    { S(STATION_REJECTED), E(SUPERSEDE),   &renew_means },
};
/* clang-format on */
const size_t way_count = COUNT(ways);

const struct way *way_of(enum application_state from, enum application_event event)
{
    for (size_t i = 0; i < way_count; i++)
        if (ways[i].from == from && ways[i].event == event)
            return &ways[i];
    return NULL;
}

/* ---- walking ---- */

const char *state_name(int32_t state)
{
    return application_state_text(state)->name;
}

void walk_look(struct walk *w)
{
    struct application app;
    desk_at(&w->db->desk, instant_now());
    assert_done(&w->db->desk, application_load_id(&w->db->desk, w->app.part, w->app.id, &app));
    w->app = app;
}

void walk_begin(struct walk *w)
{
    struct test_db *t = w->db;
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    w->app = (struct application){ .part = STATION_ONE, .person = person };
    struct reply reply = apply(w, seat_with(t, MAY_ACCEPT, STATION_ONE, 0));
    assert_int_equal(reply.status, 201);
    struct str sql =
        text(w, "SELECT max(id) FROM application WHERE person = %lld", (long long)person);
    w->app.id = test_number(&t->desk, sql.at);
    walk_look(w);
}

/** A superseding acceptance takes place at the station, wherever the application lies. */
int32_t walk_desk(const struct walk *w, enum application_event event)
{
    return event == EVENT_SUPERSEDE ? w->app.station : application_step_desk(&w->app, event);
}

void walk_step(struct walk *w, const struct application_move *move)
{
    const struct means *means = way_of(move->from, move->event)->means;
    int32_t desk = walk_desk(w, move->event);
    if (means->prepare)
        means->prepare(w);
    int nth = means->other_eyes == TAKER;
    struct reply reply = means->take(w, seat_with(w->db, move->takes, desk, nth));
    walk_look(w);
    if (reply.status >= 300 || w->app.state != (int32_t)move->to)
        fail_msg("%s in %s: %d %s leads to %s", application_event_name(move->event),
                 state_name((int32_t)move->from), reply.status, reply.code,
                 state_name(w->app.state));
}

enum { STATES = 100 };

/** The row that comes first on the shortest way from one state to the other. */
static const struct application_move *first_step(int32_t from, int32_t to)
{
    int32_t towards[STATES], queue[STATES];
    size_t head = 0, tail = 0;
    bool seen[STATES] = { false };
    queue[tail++] = to;
    seen[to] = true;
    while (head < tail) { /* backwards from the end: towards[s] is one step nearer to it than s */
        int32_t at = queue[head++];
        for (size_t i = 0; i < application_life_count; i++) {
            int32_t before = (int32_t)application_life[i].from;
            if ((int32_t)application_life[i].to != at || seen[before])
                continue;
            seen[before] = true;
            towards[before] = (int32_t)i;
            queue[tail++] = before;
        }
    }
    if (!seen[from])
        fail_msg("no way from %s to %s", state_name(from), state_name(to));
    return &application_life[towards[from]];
}

void walk_to(struct walk *w, enum application_state to)
{
    while (w->app.state != (int32_t)to)
        walk_step(w, first_step(w->app.state, (int32_t)to));
}
