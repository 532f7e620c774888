#include "conflict/conflict_view.h"
#include "cards/application_store.h"
#include "cards/card.h"
#include "core/codes.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/address.h"

/* clang-format off */
static const struct fate_text fates[FATE_COUNT] = {
    [FATE_NONE]      = { "NONE",      "无需处理",               "nothing to do" },
    [FATE_HELD]      = { "HELD",      "待裁定后继续",           "waits for the decision" },
    [FATE_GOES_ON]   = { "GOES_ON",   "按裁定的号码继续办理",   "goes on with the number as decided" },
    [FATE_REMAKE]    = { "REMAKE",    "证件载旧号码，须重新受理", "carries the old number: to be accepted anew" },
    [FATE_SURRENDER] = { "SURRENDER", "载旧号码，应交回",       "carries the old number: to be handed in" },
    [FATE_IS_GONE]   = { "IS_GONE",   "已收交或挂失",           "handed in or lost" },
};
/* clang-format on */

const struct fate_text *fate_text(enum paper_fate fate)
{
    ASSERT(fate < FATE_COUNT);
    return &fates[fate];
}

/* ---- cards and applications ---- */

static enum paper_fate fate_of_card(const struct card *card, const struct person *p)
{
    if (str_eq(card->citizen_number, p->number) && person_holds_number(p->status))
        return FATE_NONE;
    return str_is(card->state, "1") ? FATE_SURRENDER : FATE_IS_GONE;
}

static enum paper_fate fate_of_application(const struct application *app, const struct person *p,
                                           bool settled)
{
    const struct application_state_text *state = application_state_text(app->state);
    if (app->state == APPLICATION_HELD)
        return FATE_HELD;
    if (!state || !state->live)
        return FATE_NONE;
    if (!str_eq(app->citizen_number, p->number))
        return FATE_REMAKE;
    return settled ? FATE_GOES_ON : FATE_NONE;
}

static struct conflict_paper paper_of_card(const struct card *card, const struct person *p)
{
    return (struct conflict_paper){ .is_card = true,
                                    .number = card->serial,
                                    .carries = card->citizen_number,
                                    .state_zh = code_zh(&card_states, card->state),
                                    .state_en = code_en(&card_states, card->state),
                                    .valid_from = card->valid_from,
                                    .valid_to = card->valid_to,
                                    .fate = fate_of_card(card, p) };
}

static struct conflict_paper paper_of_application(const struct application *app,
                                                  const struct person *p, bool settled)
{
    const struct application_state_text *state = application_state_text(app->state);
    return (struct conflict_paper){ .number = app->number,
                                    .carries = app->citizen_number,
                                    .state_zh = str_of(state ? state->zh : ""),
                                    .state_en = str_of(state ? state->en : ""),
                                    .valid_from = app->valid_from,
                                    .valid_to = app->valid_to,
                                    .fate = fate_of_application(app, p, settled) };
}

static enum outcome load_papers(struct desk *desk, bool settled, struct conflict_party *party)
{
    const struct person *p = &party->person;
    struct cards cards;
    struct applications apps;
    TRY(cards_of_person(desk, p->part, p->id, &cards));
    TRY(applications_of_person(desk, p->part, p->id, &apps));
    party->papers = NEW_ARRAY(desk->arena, struct conflict_paper, cards.count + apps.count);
    for (size_t i = 0; i < cards.count; i++)
        party->papers[party->paper_count++] = paper_of_card(&cards.at[i], p);
    for (size_t i = 0; i < apps.count; i++)
        party->papers[party->paper_count++] = paper_of_application(&apps.at[i], p, settled);
    return DONE;
}

/* ---- the two ---- */

static enum outcome load_address(struct desk *desk, struct conflict_party *party)
{
    struct household h;
    struct address_line line = { 0 };
    TRY(household_load(desk, party->person.part, party->person.household, &h));
    const struct address address = { h.county, h.street, h.door, h.detail };
    (void)!address_compose(desk->arena, &address, desk->today, &line);
    party->address = line.text;
    return DONE;
}

static enum outcome load_party(struct desk *desk, const struct conflict *c, int32_t part,
                               int64_t id, struct conflict_party *party)
{
    struct number_checker *checker = NEW(desk->arena, struct number_checker);
    TRY(person_load(desk, part, id, &party->person));
    TRY(load_address(desk, party));
    TRY(number_open_case_of(desk, part, id, &party->open_case, &party->has_case));
    number_checker_init(checker, desk->today);
    party->fits = !number_doubts_kind(number_check_person(
        checker, party->person.number, party->person.sex, party->person.born_on));
    TRY(load_papers(desk, day_is(c->closed_on), party));
    return notices_of(desk, part, id, &party->notices);
}

/** Our own cards with the contested number prove its use as papers do. */
static enum outcome add_own_cards(struct desk *desk, struct conflict_view *view)
{
    const struct evidences brought = view->evidence;
    size_t most = view->parties[0].paper_count + view->parties[1].paper_count;
    struct evidence *all = NEW_ARRAY(desk->arena, struct evidence, brought.count + most);
    view->brought = view->evidence.count;
    if (brought.count)
        memcpy(all, brought.at, brought.count * sizeof *all);
    view->evidence.at = all;
    for (int side = 1; side <= 2; side++)
        for (size_t i = 0; i < view->parties[side - 1].paper_count; i++) {
            const struct conflict_paper *paper = &view->parties[side - 1].papers[i];
            if (paper->is_card && str_eq(paper->carries, view->conflict.number))
                all[view->evidence.count++] = (struct evidence){ .side = side,
                                                                 .kind = STR("CARD_SECOND"),
                                                                 .since = paper->valid_from,
                                                                 .text = paper->number };
        }
    return DONE;
}

static enum outcome may_look(struct desk *desk, const struct conflict *c)
{
    TRY(conflict_may_speak(desk, c));
    return str_trim(desk->purpose).len ? DONE : refuse(desk, NO_PURPOSE_REQUIRED);
}

enum outcome conflict_view_load(struct desk *desk, int32_t part, int64_t id,
                                struct conflict_view *out)
{
    struct conflict_view v = { 0 };
    struct conflict *c = &v.conflict;
    TRY(conflict_load(desk, part, id, c));
    TRY(may_look(desk, c));
    TRY(load_party(desk, c, c->part, c->person, &v.parties[0]));
    TRY(load_party(desk, c, c->other_part, c->other_person, &v.parties[1]));
    TRY(conflict_evidence(desk, c, &v.evidence));
    TRY(conflict_steps_load(desk, c, &v.steps));
    TRY(add_own_cards(desk, &v));
    const bool fits[2] = { v.parties[0].fits, v.parties[1].fits };
    keeper_propose(fits, v.evidence.at, v.evidence.count, desk->today, &v.proposal);
    v.sides = conflict_sides_of(c, &desk->clerk);
    *out = v;
    return DONE;
}

enum outcome conflict_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    struct conflict c;
    TRY(tx_open(desk, &tx));
    TRY(conflict_load(desk, part, id, &c));
    TRY(may_look(desk, &c));
    json_open(&body, '{');
    json_field_id(&body, "conflict", c.id);
    json_field_int(&body, "otherPart", c.other_part);
    json_field_id(&body, "otherPerson", c.other_person);
    json_close(&body, '}');
    TRY(journal(desk, "conflict.seen", c.part, c.person, buf_str(&body)));
    return tx_commit(&tx);
}
