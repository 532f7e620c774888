#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/check.h"
#include "register/number_case.h"
#include "sql/register.h"

enum { SEND_AT = 64 * 1024, HOLDERS_MAX = 16 };

/** A person as the check names one. */
struct named {
    int32_t part;
    int64_t id;
    struct str legacy, number, name_key;
    int32_t station;
};

struct checking {
    struct number_checker checker;
    const struct check_sink *sink;
    struct buf lines;
    int64_t findings;
    struct arena *arena; /* of the group at hand */
    struct named group[HOLDERS_MAX];
    size_t group_count;
    /* numbers in question, asked about after the scan */
    struct {
        struct named who;
        struct number_doubts doubts;
    } * doubtful;
    size_t doubtful_count, doubtful_room;
    struct arena *kept;
};

static void put_person(struct buf *buf, const struct named *who)
{
    if (who && who->legacy.len)
        csv_field_for_sheets(buf, who->legacy);
    else if (who)
        buf_printf(buf, "%d-%lld", (int)who->part, (long long)who->id);
}

/** What stands in a line besides the two persons. */
struct finding {
    const char *kind, *field;
    struct str detail;
    const char *severity;
};

static void put_finding(struct checking *c, const struct named *who, const struct named *other,
                        const struct finding *finding)
{
    struct buf *b = &c->lines;
    buf_text(b, finding->kind);
    buf_byte(b, ',');
    put_person(b, who);
    buf_byte(b, ',');
    put_person(b, other);
    buf_byte(b, ',');
    csv_field_for_sheets(b, str_of(finding->field));
    buf_byte(b, ',');
    csv_field_for_sheets(b, finding->detail);
    buf_printf(b, ",%09d,%s\n", (int)who->station, finding->severity);
    c->findings++;
    if (b->len >= SEND_AT) {
        c->sink->lines(c->sink->self, buf_str(b));
        buf_clear(b);
    }
}

/* ---- numbers beside what is registered ---- */

static void keep_doubtful(struct checking *c, const struct named *who, struct number_doubts doubts)
{
    if (c->doubtful_count == c->doubtful_room) {
        c->doubtful_room = c->doubtful_room ? c->doubtful_room * 2 : 256;
        c->doubtful = realloc(c->doubtful, c->doubtful_room * sizeof *c->doubtful);
        ASSERT(c->doubtful != NULL);
    }
    c->doubtful[c->doubtful_count].who = (struct named){
        who->part, who->id,     arena_str(c->kept, who->legacy), arena_str(c->kept, who->number),
        NO_STR,    who->station
    };
    c->doubtful[c->doubtful_count++].doubts = doubts;
}

static enum outcome look_at_number(struct desk *desk, void *self, struct row row)
{
    struct checking *c = self;
    (void)desk;
    struct named who = { (int32_t)row_int(row, 0), row_int(row, 1), row_text(row, 2),
                         row_text(row, 3),         NO_STR,          (int32_t)row_int(row, 7) };
    struct number_doubts doubts =
        number_check_person(&c->checker, who.number, row_text(row, 4), row_day(row, 5));
    doubts.remarks &= NUMBER_WARNINGS;
    if (number_doubts_kind(doubts) || doubts.remarks)
        keep_doubtful(c, &who, doubts);
    return DONE;
}

static void put_doubts(struct desk *desk, struct checking *c, const struct named *who,
                       struct number_doubts doubts)
{
    struct finding finding = { "WRONG_NUMBER", "公民身份号码",
                               number_doubts_str(desk->arena, doubts), "WRONG" };
    if (doubts.missing)
        finding.kind = "MISSING_ITEM";
    if (!number_doubts_kind(doubts)) {
        finding.detail = number_reasons_str(desk->arena, doubts.remarks);
        finding.severity = "WARN";
    }
    put_finding(c, who, NULL, &finding);
}

static enum outcome report_numbers(struct desk *desk, struct checking *c)
{
    TRY(db_each(desk, &Q_check_persons,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), look_at_number,
                c));
    for (size_t i = 0; i < c->doubtful_count; i++) {
        const struct named *who = &c->doubtful[i].who;
        bool confirmed = false;
        TRY(number_is_confirmed(desk, who->part, who->id, who->number, &confirmed));
        if (!confirmed)
            put_doubts(desk, c, who, c->doubtful[i].doubts);
    }
    return DONE;
}

/* ---- numbers held by more than one ---- */

/** Each further holder against the first. */
static void put_group(struct checking *c)
{
    for (size_t i = 1; i < c->group_count; i++) {
        bool same = str_eq(c->group[0].name_key, c->group[i].name_key);
        put_finding(c, &c->group[i], &c->group[0],
                    &(struct finding){ same ? "DUPLICATE_REGISTRATION" : "DUPLICATE_NUMBER",
                                       "公民身份号码", same ? STR("SAME_NAME") : STR("TWO_PERSONS"),
                                       "WRONG" });
    }
    c->group_count = 0;
    arena_reset(c->arena);
}

static enum outcome add_to_group(struct desk *desk, void *self, struct row row)
{
    struct checking *c = self;
    (void)desk;
    struct str number = row_text(row, 5);
    if (c->group_count && !str_eq(c->group[0].number, number))
        put_group(c);
    if (c->group_count < HOLDERS_MAX)
        c->group[c->group_count++] = (struct named){ (int32_t)row_int(row, 0),
                                                     row_int(row, 1),
                                                     arena_str(c->arena, row_text(row, 2)),
                                                     arena_str(c->arena, number),
                                                     arena_str(c->arena, row_text(row, 3)),
                                                     (int32_t)row_int(row, 4) };
    return DONE;
}

static enum outcome report_shared(struct desk *desk, struct checking *c)
{
    TRY(db_each(desk, &Q_check_shared_numbers,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), add_to_group, c));
    put_group(c);
    return DONE;
}

static enum outcome journal_check(struct desk *desk, int64_t findings)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "findings", findings);
    json_close(&body, '}');
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "register.checked", desk->clerk.unit, 0, buf_str(&body)));
    return tx_commit(&tx);
}

static enum outcome run_check(struct desk *desk, struct checking *c)
{
    number_checker_init(&c->checker, desk->today);
    TRY(report_shared(desk, c));
    TRY(report_numbers(desk, c));
    if (c->lines.len)
        c->sink->lines(c->sink->self, buf_str(&c->lines));
    return journal_check(desk, c->findings);
}

enum outcome register_check(struct desk *desk, const struct check_sink *sink, int64_t *findings)
{
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    struct checking *c = calloc(1, sizeof *c);
    ASSERT(c != NULL);
    c->sink = sink;
    c->arena = arena_open();
    c->kept = arena_open();
    struct str purpose = desk->purpose;
    if (!str_trim(purpose).len)
        desk->purpose = STR("核查登记数据"); /* what it is for is what it is */
    enum outcome outcome = run_check(desk, c);
    desk->purpose = purpose;
    int64_t count = c->findings;
    arena_close(c->arena);
    arena_close(c->kept);
    buf_close(&c->lines);
    free(c->doubtful);
    free(c);
    TRY(outcome);
    *findings = count;
    return DONE;
}
