#include "base/hex.h"
#include "conflict/conflict_view.h"
#include "core/codes.h"
#include "core/source.h"
#include "office/clerk.h"
#include "office/unit.h"

/** Empty for nobody, and for a clerk of another database. */
static void put_clerk(struct desk *desk, struct buf *buf, int64_t clerk)
{
    struct clerk_record record = { .name = NO_STR };
    struct problem why = desk->why;
    if (clerk && clerk_record(desk, clerk, &record) != DONE)
        record.name = NO_STR;
    desk->why = why;
    json_field_str(buf, "clerkName", record.name);
}

/* ---- the conflict ---- */

static void put_facts(struct desk *desk, struct buf *buf, const struct conflict *c)
{
    const struct conflict_word *state = conflict_state_word(conflict_state_of(c->state));
    json_columns(buf, conflict_columns, conflict_column_count, c);
    json_field_text(buf, "stateZh", state->zh);
    json_field_text(buf, "stateEn", state->en);
    json_field_str(buf, "stationName", unit_short_name(desk, c->station));
    json_field_str(buf, "otherStationName", unit_short_name(desk, c->other_station));
    json_field_int(buf, "daysLeft", c->due_on.n - desk->today.n);
    json_field_bool(buf, "across", conflict_is_across(c));
    json_field_bool(buf, "overdue", conflict_is_overdue(c, desk->today));
    json_field_bool(buf, "atCity",
                    !day_is(c->closed_on) && conflict_is_across(c) &&
                        conflict_at_city(c, desk->today));
}

/** What this clerk may do next. */
static void put_allowed(struct desk *desk, struct buf *buf, const struct conflict *c)
{
    const struct conflict_move *move;
    json_key(buf, "allowed");
    json_open(buf, '[');
    for (int event = 0; event < CONFLICT_EVENT_COUNT; event++)
        if (!conflict_next(c, (enum conflict_event)event, &desk->clerk, &move))
            json_text(buf, conflict_event_word((enum conflict_event)event)->code);
    json_close(buf, ']');
    json_key(buf, "mayKeep");
    json_open(buf, '[');
    for (int keeper = 1; keeper <= 2; keeper++)
        if (!conflict_may_decide(c, keeper, &desk->clerk, desk->today))
            json_int(buf, keeper);
    json_close(buf, ']');
}

void conflict_json(struct desk *desk, struct buf *buf, const struct conflict *c)
{
    json_open(buf, '{');
    put_facts(desk, buf, c);
    put_allowed(desk, buf, c);
    json_close(buf, '}');
}

/* ---- the two ---- */

static void put_paper(struct buf *buf, const struct conflict_paper *paper)
{
    json_open(buf, '{');
    json_field_bool(buf, "card", paper->is_card);
    json_field_str(buf, "number", paper->number);
    json_field_str(buf, "carries", paper->carries);
    json_field_words(buf, "state", paper->state_zh, paper->state_en);
    json_field_day(buf, "validFrom", paper->valid_from);
    json_field_day(buf, "validTo", paper->valid_to);
    json_field_text(buf, "fate", fate_text(paper->fate)->code);
    json_field_text(buf, "fateZh", fate_text(paper->fate)->zh);
    json_field_text(buf, "fateEn", fate_text(paper->fate)->en);
    json_close(buf, '}');
}

static void put_case(struct buf *buf, const struct conflict_party *party)
{
    json_key(buf, "numberCase");
    if (!party->has_case) {
        json_nothing(buf);
        return;
    }
    json_open(buf, '{');
    json_field_id(buf, "id", party->open_case.id);
    json_field_int(buf, "ver", party->open_case.ver);
    json_field_str(buf, "kind", party->open_case.kind);
    json_field_str(buf, "reasons", party->open_case.reasons);
    json_field_day(buf, "dueOn", party->open_case.due_on);
    json_close(buf, '}');
}

static void put_person(struct desk *desk, struct buf *buf, const struct conflict_party *party)
{
    const struct person *p = &party->person;
    json_field_int(buf, "part", p->part);
    json_field_id(buf, "id", p->id);
    json_field_str(buf, "name", p->name);
    json_field_str(buf, "formerName", p->former_name.len ? p->former_name : NO_STR);
    json_field_code(buf, "sex", &sexes, p->sex);
    json_field_day(buf, "bornOn", p->born_on);
    json_field_str(buf, "number", p->number);
    json_field_str(buf, "address", party->address);
    json_field_int(buf, "station", p->station);
    json_field_str(buf, "stationName", unit_short_name(desk, p->station));
    json_field_day(buf, "movedInOn", p->moved_in_on);
    json_field_code(buf, "status", &person_states, p->status);
    json_field_str(buf, "legacy", p->legacy.len ? p->legacy : NO_STR);
}

void notice_json(struct desk *desk, struct buf *buf, const struct number_notice *n)
{
    const struct notice_agency *agency = notice_agency_of(n->agency);
    json_open(buf, '{');
    json_columns(buf, notice_columns, notice_column_count, n);
    json_field_text(buf, "zh", agency ? agency->zh : "");
    json_field_text(buf, "en", agency ? agency->en : "");
    json_field_text(buf, "what", agency ? agency->what : "");
    json_field_text(buf, "whatEn", agency ? agency->what_en : "");
    json_field_source(desk->arena, buf, "source", str_of(agency ? agency->source : ""));
    put_clerk(desk, buf, n->clerk);
    json_close(buf, '}');
}

static void put_party(struct desk *desk, struct buf *buf, const struct conflict_party *party,
                      int side)
{
    json_open(buf, '{');
    json_field_int(buf, "side", side);
    put_person(desk, buf, party);
    json_field_bool(buf, "fits", party->fits);
    put_case(buf, party);
    json_key(buf, "papers");
    json_open(buf, '[');
    for (size_t i = 0; i < party->paper_count; i++)
        put_paper(buf, &party->papers[i]);
    json_close(buf, ']');
    json_key(buf, "notices");
    json_open(buf, '[');
    for (size_t i = 0; i < party->notices.count; i++)
        notice_json(desk, buf, &party->notices.at[i]);
    json_close(buf, ']');
    json_close(buf, '}');
}

/* ---- evidence, reasons, steps ---- */

static void put_evidence(struct desk *desk, struct buf *buf, const struct evidence *e, bool own)
{
    char digits[65] = "";
    const struct evidence_kind *kind = evidence_kind_on(e->kind, desk->today);
    json_open(buf, '{');
    json_columns(buf, evidence_columns, evidence_column_count, e);
    json_field_text(buf, "zh", kind ? kind->zh : "");
    json_field_text(buf, "en", kind ? kind->en : "");
    json_field_bool(buf, "own", own);
    json_field_str(buf, "hash",
                   e->hash.len ? str_of(hex_text(e->hash.at, e->hash.len, digits)) : NO_STR);
    json_field_str(buf, "unitName", e->unit ? unit_short_name(desk, e->unit) : NO_STR);
    put_clerk(desk, buf, e->clerk);
    json_close(buf, '}');
}

static void put_reason(struct desk *desk, struct buf *buf, const struct keeper_reason *r)
{
    json_open(buf, '{');
    json_field_text(buf, "rule", r->rule);
    json_field_text(buf, "zh", r->zh);
    json_field_text(buf, "en", r->en);
    json_field_source(desk->arena, buf, "source", str_of(r->source));
    json_field_day(buf, "first", r->since[0]);
    json_field_day(buf, "second", r->since[1]);
    json_field_int(buf, "keeper", r->keeper);
    json_field_bool(buf, "decides", r->decides);
    json_close(buf, '}');
}

static void put_proposal(struct desk *desk, struct buf *buf, const struct keeper_proposal *proposal)
{
    json_key(buf, "proposal");
    json_open(buf, '{');
    json_field_int(buf, "keeper", proposal->keeper);
    json_key(buf, "reasons");
    json_open(buf, '[');
    for (size_t i = 0; i < proposal->count; i++)
        put_reason(desk, buf, &proposal->reasons[i]);
    json_close(buf, ']');
    json_close(buf, '}');
}

/* clang-format off */
static const struct conflict_word other_steps[] = {
    { "OPENED",  "立案",     "opened" },
    { "GROUNDS", "裁定理由", "grounds of the decision" },
    { "DECIDED", "裁定办结", "decided" },
};
/* clang-format on */

static const struct conflict_word *step_word(struct str step)
{
    enum conflict_event event = conflict_event_of(step);
    for (size_t i = 0; i < COUNT(other_steps); i++)
        if (str_is(step, other_steps[i].code))
            return &other_steps[i];
    ASSERT(event < CONFLICT_EVENT_COUNT);
    return conflict_event_word(event);
}

static void put_step(struct desk *desk, struct buf *buf, const struct conflict_step_row *step)
{
    const struct conflict_word *word = step_word(step->step);
    json_open(buf, '{');
    json_columns(buf, conflict_step_columns, conflict_step_column_count, step);
    json_field_text(buf, "zh", word->zh);
    json_field_text(buf, "en", word->en);
    const struct conflict_word *state = conflict_state_word(conflict_state_of(step->state));
    json_field_words(buf, "state", str_of(state->zh), str_of(state->en));
    json_field_str(buf, "unitName", unit_short_name(desk, step->unit));
    put_clerk(desk, buf, step->clerk);
    json_close(buf, '}');
}

static void put_kinds(struct desk *desk, struct buf *buf)
{
    json_key(buf, "kinds");
    json_open(buf, '[');
    for (size_t i = 0; i < evidence_kind_count; i++) {
        const struct evidence_kind *kind = &evidence_kinds[i];
        if (evidence_kind_on(str_of(kind->code), desk->today) != kind)
            continue;
        json_open(buf, '{');
        json_field_text(buf, "code", kind->code);
        json_field_text(buf, "zh", kind->zh);
        json_field_text(buf, "en", kind->en);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

void conflict_view_json(struct desk *desk, struct buf *buf, const struct conflict_view *view)
{
    json_open(buf, '{');
    put_facts(desk, buf, &view->conflict);
    put_allowed(desk, buf, &view->conflict);
    json_key(buf, "parties");
    json_open(buf, '[');
    for (int side = 1; side <= 2; side++)
        put_party(desk, buf, &view->parties[side - 1], side);
    json_close(buf, ']');
    json_key(buf, "evidence");
    json_open(buf, '[');
    for (size_t i = 0; i < view->evidence.count; i++)
        put_evidence(desk, buf, &view->evidence.at[i], i >= view->brought);
    json_close(buf, ']');
    put_proposal(desk, buf, &view->proposal);
    json_key(buf, "steps");
    json_open(buf, '[');
    for (size_t i = 0; i < view->steps.count; i++)
        put_step(desk, buf, &view->steps.at[i]);
    json_close(buf, ']');
    put_kinds(desk, buf);
    json_close(buf, '}');
}
