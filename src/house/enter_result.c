#include "base/utf8.h"
#include "db/db.h"
#include "house/house_store.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/noted.h"
#include "sql/house.h"

/** The visit, when its round is open and it is still what the clerk saw. */
static enum outcome load_open(struct desk *desk, int32_t part, int64_t id, struct house_visit *out)
{
    struct house_check check;
    TRY(house_visit_load(desk, part, id, out));
    TRY(house_check_load(desk, part, out->round, &check));
    if (str_is(check.state, "CLOSED"))
        return refuse(desk, NO_HOUSE_CHECK_CLOSED);
    return version_seen(desk, out->ver);
}

static enum outcome check_next_day(struct desk *desk, const struct house_result_text *result,
                                   struct day next_on)
{
    bool agreed = result == &house_results[HOUSE_REVISIT];
    if (agreed && !day_is(next_on))
        return refuse_field(desk, NO_ITEM_MISSING, "/nextOn");
    if (day_is(next_on) && (result->settles || next_on.n < desk->today.n))
        return refuse_field(desk, NO_ITEM_WRONG, "/nextOn");
    return DONE;
}

static enum outcome check_result(struct desk *desk, const struct house_visit *visit,
                                 const struct house_result_text *result, struct day next_on)
{
    if (!result || !result->tried)
        return refuse_field(desk, NO_ITEM_WRONG, "/result");
    if (result == &house_results[HOUSE_EMPTY] && visit->household)
        return refuse_at(desk, NO_ITEM_WRONG, "/result", "该户有登记人口，请按人登记变动");
    return check_next_day(desk, result, next_on);
}

/** Figures follow the result a house has now, so a corrected one is counted once. */
static enum outcome count(struct desk *desk, const struct house_visit *was,
                          const struct house_result_text *result, bool again)
{
    int done = result->settles - house_result_of(was->result)->settles;
    if (done)
        TRY(progress_add(desk, was->part, "house_check.done", done));
    if (result->closed)
        TRY(progress_add(desk, was->part, "house_check.closed_door", 1));
    return again ? DONE : progress_add(desk, was->part, "house_check.visited", 1);
}

/** `again`: more of the same visit, not another one. */
static enum outcome save(struct desk *desk, const struct house_visit *visit,
                         const struct house_result_text *result, struct day next_on, bool again)
{
    TRY(db_change(desk, &Q_house_visit_enter, NO_CHANGED_MEANWHILE,
                  WITH(v_int(visit->part), v_int(visit->id), v_int(visit->ver), v_lit(result->code),
                       v_int(again ? 0 : 1), v_int(result->closed), v_day(next_on),
                       v_day(desk->today), v_int(desk->clerk.id))));
    return count(desk, visit, result, again);
}

static enum outcome journal_result(struct desk *desk, const struct house_visit *visit,
                                   const struct house_result_text *result)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "round", visit->round);
    json_field_int(&body, "place", visit->place);
    json_field_text(&body, "result", result->code);
    json_close(&body, '}');
    if (visit->household)
        TRY(follow(desk, "house_visit.entered", visit->household_part, visit->household,
                   buf_str(&body)));
    return journal(desk, "house_visit.entered", visit->part, visit->id, buf_str(&body));
}

enum outcome house_visit_enter(struct desk *desk, int32_t part, int64_t id, struct str result,
                               struct day next_on, struct house_visit *out)
{
    SCOPED(tx) tx = { 0 };
    struct house_visit visit;
    const struct house_result_text *text = house_result_of(result);
    TRY(may(desk, MAY_KEEP_REGISTER, part));
    TRY(tx_open(desk, &tx));
    TRY(load_open(desk, part, id, &visit));
    TRY(check_result(desk, &visit, text, next_on));
    TRY(save(desk, &visit, text, next_on, false));
    TRY(house_visit_load(desk, part, id, &visit));
    TRY(journal_result(desk, &visit, text));
    TRY(tx_commit(&tx));
    *out = visit;
    return DONE;
}

/* ---- findings ---- */

/** A text stands where the row says so, and nowhere else: no remarks about people. */
static enum outcome check_text(struct desk *desk, const struct house_difference *kind,
                               const struct house_note *note)
{
    if (!kind->text && note->text.len)
        return refuse_field(desk, NO_REMARK_ABOUT_PERSON, "/text");
    if (kind->text && !note->text.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/text");
    if (utf8_points(note->text) > HOUSE_TEXT_MAX)
        return refuse_field(desk, NO_ITEM_WRONG, "/text");
    return DONE;
}

static enum outcome check_item(struct desk *desk, const struct house_difference *kind,
                               const struct house_note *note)
{
    if (kind->item && !note->item.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/item");
    if (note->item.len && (!kind->item || !house_item_of(note->item)))
        return refuse_field(desk, NO_ITEM_WRONG, "/item");
    return DONE;
}

static enum outcome check_person(struct desk *desk, const struct house_visit *visit,
                                 const struct house_difference *kind, const struct house_note *note)
{
    struct person person;
    if (kind->person && !note->person)
        return refuse_field(desk, NO_ITEM_MISSING, "/person");
    if (!kind->person && note->person)
        return refuse_field(desk, NO_ITEM_WRONG, "/person");
    if (!note->person)
        return DONE;
    TRY(person_load(desk, note->person_part, note->person, &person));
    if (person.part != visit->household_part || person.household != visit->household)
        return refuse_field(desk, NO_PERSON_UNKNOWN, "/person");
    return DONE;
}

static enum outcome check_note(struct desk *desk, const struct house_visit *visit,
                               const struct house_note *note)
{
    const struct house_difference *kind = house_difference_of(note->kind);
    if (!kind)
        return refuse_field(desk, NO_ITEM_WRONG, "/kind");
    TRY(check_item(desk, kind, note));
    TRY(check_text(desk, kind, note));
    return check_person(desk, visit, kind, note);
}

/** The same finding in the register's list. Of somebody new the household is what is known. */
static struct noted noted_of(const struct house_visit *visit, int64_t id, struct str kind,
                             int32_t person_part, int64_t person, struct str item)
{
    static const struct {
        const char *difference;
        enum finding_kind kind;
    } kinds[] = {
        { "MOVED_AWAY", FINDING_HOUSE_MOVED_AWAY },     { "DEAD", FINDING_HOUSE_DEAD },
        { "NEW_RESIDENT", FINDING_HOUSE_NEW_RESIDENT }, { "WRONG_ITEM", FINDING_HOUSE_WRONG_ITEM },
        { "SEPARATED", FINDING_HOUSE_SEPARATED },
    };
    const struct house_word *word = house_item_of(item);
    struct noted noted = { .station = visit->part,
                           .id = id,
                           .person_part = person ? person_part : 0,
                           .person = person,
                           .household_part = visit->household ? visit->household_part : 0,
                           .household = visit->household,
                           .field = word ? str_of(word->zh) : STR("") };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(kind, kinds[i].difference))
            noted.kind = kinds[i].kind;
    return noted;
}

static enum outcome save_finding(struct desk *desk, const struct house_visit *visit,
                                 const struct house_note *note)
{
    int64_t id = new_id(desk);
    TRY(db_change(desk, &Q_house_finding_add, REFUSAL_NONE,
                  WITH(v_int(visit->part), v_int(id), v_int(visit->round), v_int(visit->id),
                       v_text(note->kind), note->person ? v_int(note->person_part) : v_null(),
                       v_id(note->person), v_filled(note->item), v_filled(note->text),
                       v_day(desk->today), v_int(desk->clerk.id))));
    const struct noted noted =
        noted_of(visit, id, note->kind, note->person_part, note->person, note->item);
    return finding_note(desk, &noted);
}

/** What was found, without what the papers say. */
static enum outcome journal_finding(struct desk *desk, const struct house_visit *visit,
                                    const struct house_note *note)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "visit", visit->id);
    json_field_str(&body, "kind", note->kind);
    json_field_str(&body, "item", note->item.len ? note->item : NO_STR);
    json_close(&body, '}');
    return journal(desk, "house_finding.noted", note->person ? note->person_part : visit->part,
                   note->person ? note->person : visit->id, buf_str(&body));
}

enum outcome house_finding_note(struct desk *desk, int32_t part, int64_t visit_id,
                                const struct house_note *note, struct house_visit *out)
{
    SCOPED(tx) tx = { 0 };
    struct house_visit visit;
    const struct house_result_text *different = &house_results[HOUSE_DIFFERENT];
    TRY(may(desk, MAY_KEEP_REGISTER, part));
    TRY(tx_open(desk, &tx));
    TRY(load_open(desk, part, visit_id, &visit));
    TRY(check_note(desk, &visit, note));
    bool again = str_is(visit.result, different->code) && visit.visited_on.n == desk->today.n;
    TRY(save_finding(desk, &visit, note));
    TRY(save(desk, &visit, different, (struct day){ NO_DAY_N }, again));
    TRY(progress_add(desk, part, "house_check.findings", 1));
    TRY(house_visit_load(desk, part, visit_id, &visit));
    TRY(journal_finding(desk, &visit, note));
    TRY(tx_commit(&tx));
    *out = visit;
    return DONE;
}

static enum outcome journal_settled(struct desk *desk, const struct house_finding *f)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "finding", f->id);
    json_field_str(&body, "kind", f->kind);
    json_field_str(&body, "outcome", f->outcome);
    json_close(&body, '}');
    return journal(desk, "house_finding.settled", f->person ? f->person_part : f->part,
                   f->person ? f->person : f->visit, buf_str(&body));
}

/** A case leaves the register as it is: its finding ends when the register is put right. */
static enum outcome end_in_register(struct desk *desk, const struct house_finding *f)
{
    struct house_visit visit;
    if (str_is(f->outcome, "CASE"))
        return DONE;
    TRY(house_visit_load(desk, f->part, f->visit, &visit));
    const struct noted noted = noted_of(&visit, f->id, f->kind, f->person_part, f->person, f->item);
    return finding_end_noted(desk, &noted, str_is(f->outcome, "DONE"),
                             STR("入户核查：经核实登记无误"));
}

static enum outcome end_here(struct desk *desk, int32_t part, int64_t id, const char *outcome)
{
    return db_change(
        desk, &Q_house_finding_end, REFUSAL_NONE,
        WITH(v_int(part), v_int(id), v_day(desk->today), v_int(desk->clerk.id), v_lit(outcome)));
}

enum outcome house_finding_righted(struct desk *desk, int32_t part, int64_t id, struct str body)
{
    (void)body;
    return end_here(desk, part, id, "DONE");
}

enum outcome house_finding_dismissed(struct desk *desk, int32_t part, int64_t id, struct str body)
{
    (void)body;
    return end_here(desk, part, id, "DISMISSED");
}

enum outcome house_finding_settle(struct desk *desk, int32_t part, int64_t id, struct str outcome,
                                  struct house_finding *out)
{
    SCOPED(tx) tx = { 0 };
    struct house_finding finding;
    TRY(may(desk, MAY_KEEP_REGISTER, part));
    if (!house_outcome_of(outcome))
        return refuse_field(desk, NO_ITEM_WRONG, "/outcome");
    TRY(tx_open(desk, &tx));
    TRY(house_finding_load(desk, part, id, &finding));
    if (str_is(finding.state, "SETTLED"))
        return refuse(desk, NO_WRONG_STEP);
    TRY(version_seen(desk, finding.ver));
    TRY(db_change(desk, &Q_house_finding_settle, NO_CHANGED_MEANWHILE,
                  WITH(v_int(part), v_int(id), v_int(finding.ver), v_day(desk->today),
                       v_int(desk->clerk.id), v_text(outcome))));
    TRY(house_finding_load(desk, part, id, &finding));
    TRY(end_in_register(desk, &finding));
    TRY(journal_settled(desk, &finding));
    TRY(tx_commit(&tx));
    *out = finding;
    return DONE;
}
