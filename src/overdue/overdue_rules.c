/** Words, sources and the life of a case, as rows; `jumin overdue life --dot` draws the life. */
#include "base/buf.h"
#include "overdue/overdue.h"

static const struct overdue_word states[] = {
#define X(state, open, zh, en) { #state, zh, en, open },
    OVERDUE_STATES(X)
#undef X
};
static const struct overdue_word events[] = {
#define X(event, zh, en) { #event, zh, en, false },
    OVERDUE_EVENTS(X)
#undef X
};
static const struct overdue_word matches[] = {
#define X(match, zh, en) { #match, zh, en, false },
    OVERDUE_MATCHES(X)
#undef X
};
const struct overdue_word overdue_sorts[OVERDUE_SORT_COUNT] = {
    [OVERDUE_CANCEL] = { "CANCEL", "应销未销", "overdue cancellation", false },
    [OVERDUE_POCKET] = { "POCKET", "空挂户", "pocket household", false },
};

const struct overdue_word *overdue_state_word(enum overdue_state state)
{
    ASSERT(state < OVERDUE_STATE_COUNT);
    return &states[state];
}

const struct overdue_word *overdue_event_word(enum overdue_event event)
{
    ASSERT(event < OVERDUE_EVENT_COUNT);
    return &events[event];
}

const struct overdue_word *overdue_match_word(enum overdue_match match)
{
    ASSERT(match < OVERDUE_MATCH_COUNT);
    return &matches[match];
}

static size_t word_of(const struct overdue_word *words, size_t count, struct str code)
{
    size_t i = 0;
    while (i < count && !str_is(code, words[i].code))
        i++;
    return i;
}

enum overdue_state overdue_state_of(struct str code)
{
    return (enum overdue_state)word_of(states, COUNT(states), code);
}

enum overdue_event overdue_event_of(struct str code)
{
    return (enum overdue_event)word_of(events, COUNT(events), code);
}

enum overdue_match overdue_match_of(struct str code)
{
    return (enum overdue_match)word_of(matches, COUNT(matches), code);
}

enum overdue_sort overdue_sort_of(struct str code)
{
    return (enum overdue_sort)word_of(overdue_sorts, COUNT(overdue_sorts), code);
}

/* ---- where cases come from ---- */

#define FIRST_DAY DAY(1958, 1, 9) /* the regulations on household registration [HR] */
/* clang-format off */
const struct overdue_source overdue_sources[] = {
    /* code          words                                                    begins     sort            business         decided by    listed happened source */
    { "CIVIL",       "民政死亡信息",       "deaths, civil affairs",            FIRST_DAY, OVERDUE_CANCEL, "death",         LEVEL_COUNTY, true,  "死亡日期",     "[HR 8] [G21 33]" },
    { "CREMATORIUM", "殡仪馆火化名单",     "cremations",                       FIRST_DAY, OVERDUE_CANCEL, "death",         LEVEL_COUNTY, true,  "死亡日期",     "[HR 8] [G21 33]" },
    { "COURT",       "法院宣告死亡判决",   "declared dead by a court",         FIRST_DAY, OVERDUE_CANCEL, "death",         LEVEL_COUNTY, true,  "判决宣告日期", "[HR 8] [G21 33]" },
    { "EMIGRATION",  "出国（境）定居名单", "settled abroad",                   FIRST_DAY, OVERDUE_CANCEL, "settle_abroad", LEVEL_COUNTY, true,  "定居日期",     "[HR 10] [S49]" },
    { "ARMY",        "征兵入伍名单",       "enlisted",                         FIRST_DAY, OVERDUE_CANCEL, "enlist",        LEVEL_COUNTY, true,  "入伍日期",     "[HR 9] [S49]" },
    { "HOUSE_CHECK", "入户核查发现死亡",   "found dead by the house check",    FIRST_DAY, OVERDUE_CANCEL, "death",         LEVEL_COUNTY, false, "死亡日期",     "[S8] [G21 33]" },
    { "DUPLICATE",   "重复户口核查",       "another registration of the same", FIRST_DAY, OVERDUE_CANCEL, "delete",        LEVEL_CITY,   false, "",             "[domain 10.2] [V 5.5]" },
    { "POCKET",      "空挂户",             "registered, never lived there",    FIRST_DAY, OVERDUE_POCKET, NULL,            LEVEL_COUNTY, false, "",             "[domain 10.2]" },
};
const size_t overdue_source_count = COUNT(overdue_sources);

const struct overdue_visit overdue_visits[] = {
    { "TRUE",    "证实情况属实",     "found to be so",                       true },
    { "NOBODY",  "无人，去向不明",   "nobody there, whereabouts unknown",    true },
    { "REFUSED", "拒绝核实",         "an answer was refused",                true },
    { "PRESENT", "本人仍在此居住",   "the person lives there",               false },
};
const size_t overdue_visit_count = COUNT(overdue_visits);

const struct overdue_notice overdue_notices[] = { /* [G21 33] 履行公示或者告知程序 */
    { "DELIVERED", "送达告知", "handed over",      "overdue.deliver_days", 15, "[G21 33]" },
    { "POSTED",    "张贴公示", "posted publicly",  "overdue.post_days",    30, "[G21 33]" },
};
const size_t overdue_notice_count = COUNT(overdue_notices);
/* clang-format on */

const struct overdue_source *overdue_source_find(struct str code, struct day on)
{
    const struct overdue_source *found = NULL;
    for (size_t i = 0; i < COUNT(overdue_sources); i++)
        if (str_is(code, overdue_sources[i].code) && overdue_sources[i].begins.n <= on.n &&
            (!found || found->begins.n <= overdue_sources[i].begins.n))
            found = &overdue_sources[i];
    return found;
}

const struct overdue_visit *overdue_visit_of(struct str code)
{
    for (size_t i = 0; i < COUNT(overdue_visits); i++)
        if (str_is(code, overdue_visits[i].code))
            return &overdue_visits[i];
    return NULL;
}

const struct overdue_notice *overdue_notice_of(struct str code)
{
    for (size_t i = 0; i < COUNT(overdue_notices); i++)
        if (str_is(code, overdue_notices[i].code))
            return &overdue_notices[i];
    return NULL;
}

/* ---- the life ---- */

#define S(name)   OVERDUE_##name
#define E(name)   OVERDUE_EVENT_##name
#define CANCEL    (1U << OVERDUE_CANCEL)
#define POCKET    (1U << OVERDUE_POCKET)
#define BOTH      (CANCEL | POCKET)
#define BY(level) (1U << LEVEL_##level)
#define ALL       (BY(STATION) | BY(COUNTY) | BY(CITY))
#define KEEP      MAY_KEEP_REGISTER
#define NO_CLOCK  NULL, 0

/* clang-format off */
const struct overdue_move overdue_life[] = {
    /* from          event        sorts   decided by  to            takes the right    who not               what it needs                         days of what follows           source */
    { S(DOUBTFUL),  E(CONFIRM),  BOTH,   ALL,        S(MATCHED),   KEEP,              OVERDUE_ANY,          0,                                    "overdue.visit_days",   15,    "[S49]" },
    { S(DOUBTFUL),  E(DISMISS),  BOTH,   ALL,        S(DISMISSED), KEEP,              OVERDUE_ANY,          NEEDS_REASON,                         NO_CLOCK,                      "[S49]" },
    { S(MATCHED),   E(VISIT),    BOTH,   ALL,        S(VISITED),   KEEP,              OVERDUE_ANY,          0,                                    "overdue.notify_days",  10,    "[S49]" },
    { S(MATCHED),   E(DISMISS),  BOTH,   ALL,        S(DISMISSED), KEEP,              OVERDUE_ANY,          NEEDS_REASON,                         NO_CLOCK,                      "[S49]" },
    { S(VISITED),   E(VISIT),    BOTH,   ALL,        S(VISITED),   KEEP,              OVERDUE_ANY,          0,                                    "overdue.notify_days",  10,    "[S49]" },
    { S(VISITED),   E(NOTIFY),   BOTH,   ALL,        S(NOTIFIED),  KEEP,              OVERDUE_ANY,          NEEDS_CONFIRMING_VISIT,               NO_CLOCK,                      "[G21 33]" },
    { S(VISITED),   E(DISMISS),  BOTH,   ALL,        S(DISMISSED), KEEP,              OVERDUE_ANY,          NEEDS_REASON,                         NO_CLOCK,                      "[S49]" },
    { S(NOTIFIED),  E(OBJECT),   BOTH,   ALL,        S(OBJECTED),  KEEP,              OVERDUE_ANY,          NEEDS_REASON,                         "overdue.decide_days",  10,    "[G21 33]" },
    { S(NOTIFIED),  E(PROPOSE),  BOTH,   ALL,        S(PROPOSED),  KEEP,              OVERDUE_ANY,          NEEDS_NOTICE_OVER,                    "overdue.decide_days",  10,    "[G21 33]" },
    { S(NOTIFIED),  E(DISMISS),  BOTH,   ALL,        S(DISMISSED), KEEP,              OVERDUE_ANY,          NEEDS_REASON,                         NO_CLOCK,                      "[S49]" },
    { S(OBJECTED),  E(DENY),     BOTH,   ALL,        S(NOTIFIED),  MAY_DECIDE_COUNTY, OVERDUE_ANY,          NEEDS_REASON,                         NO_CLOCK,                      "[G21 33]" },
    { S(OBJECTED),  E(UPHOLD),   BOTH,   ALL,        S(DISMISSED), MAY_DECIDE_COUNTY, OVERDUE_ANY,          NEEDS_REASON,                         NO_CLOCK,                      "[G21 33]" },
    { S(PROPOSED),  E(APPROVE),  CANCEL, BY(COUNTY), S(CANCELLED), MAY_DECIDE_COUNTY, OVERDUE_NOT_PROPOSER, NEEDS_NOTICE_OVER,                    NO_CLOCK,                      "[G21 33]" },
    { S(PROPOSED),  E(APPROVE),  CANCEL, BY(CITY),   S(CANCELLED), MAY_DECIDE_CITY,   OVERDUE_NOT_PROPOSER, NEEDS_NOTICE_OVER,                    NO_CLOCK,                      "[V 5.5] [G21 33]" },
    { S(PROPOSED),  E(APPROVE),  POCKET, BY(COUNTY), S(CLEARED),   MAY_DECIDE_COUNTY, OVERDUE_NOT_PROPOSER, NEEDS_NOTICE_OVER,                    NO_CLOCK,                      "[domain 10.2]" },
    { S(PROPOSED),  E(REFUSE),   BOTH,   BY(COUNTY), S(VISITED),   MAY_DECIDE_COUNTY, OVERDUE_NOT_PROPOSER, NEEDS_REASON,                         "overdue.notify_days",  10,    "[G21 33]" },
    { S(PROPOSED),  E(REFUSE),   CANCEL, BY(CITY),   S(VISITED),   MAY_DECIDE_CITY,   OVERDUE_NOT_PROPOSER, NEEDS_REASON,                         "overdue.notify_days",  10,    "[V 5.5]" },

    { S(DOUBTFUL),  E(REPORTED), BOTH,   ALL,        S(SETTLED),   BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[HR 8]" },
    { S(MATCHED),   E(REPORTED), BOTH,   ALL,        S(SETTLED),   BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[HR 8]" },
    { S(VISITED),   E(REPORTED), BOTH,   ALL,        S(SETTLED),   BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[HR 8]" },
    { S(NOTIFIED),  E(REPORTED), BOTH,   ALL,        S(SETTLED),   BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[HR 8]" },
    { S(OBJECTED),  E(REPORTED), BOTH,   ALL,        S(SETTLED),   BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[HR 8]" },
    { S(PROPOSED),  E(REPORTED), BOTH,   ALL,        S(SETTLED),   BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[HR 8]" },
    { S(CANCELLED), E(RETURNED), CANCEL, ALL,        S(RESTORED),  BY_THE_REGISTER,   OVERDUE_ANY,          0,                                    NO_CLOCK,                      "[S49] [V 5.5]" },
};
/* clang-format on */
const size_t overdue_life_count = COUNT(overdue_life);

bool overdue_notice_is_over(const struct overdue_case *c, struct day today)
{
    return day_is(c->notice_until) && c->notice_until.n < today.n;
}

static bool row_fits(const struct overdue_move *move, const struct overdue_case *c,
                     enum overdue_event event)
{
    const struct overdue_source *source = overdue_source_find(c->source, c->opened_on);
    enum overdue_sort sort = overdue_sort_of(c->sort);
    return source && sort < OVERDUE_SORT_COUNT && move->from == overdue_state_of(c->state) &&
           move->event == event && move->sorts >> sort & 1 && move->levels >> source->level & 1;
}

static enum refusal kept_out(const struct overdue_move *move, const struct overdue_case *c,
                             const struct clerk *clerk)
{
    switch (move->eyes) {
    case OVERDUE_ANY:
        return REFUSAL_NONE;
    case OVERDUE_NOT_PROPOSER:
        return c->proposer == clerk->id ? NO_OWN_STEP : REFUSAL_NONE;
    }
    return REFUSAL_NONE;
}

static enum refusal lacks(const struct overdue_move *move, const struct overdue_case *c,
                          struct day today)
{
    const struct overdue_visit *visit = overdue_visit_of(c->visit_result);
    if (move->needs & NEEDS_CONFIRMING_VISIT && (!visit || !visit->confirms))
        return NO_VISIT_FIRST;
    if (move->needs & NEEDS_NOTICE_OVER && !overdue_notice_is_over(c, today))
        return NO_NOTICE_RUNNING;
    return REFUSAL_NONE;
}

enum refusal overdue_next(const struct overdue_case *c, enum overdue_event event, int takes,
                          const struct clerk *clerk, struct day today,
                          const struct overdue_move **out)
{
    enum refusal refusal = NO_OVERDUE_STEP;
    for (size_t i = 0; i < COUNT(overdue_life); i++) {
        const struct overdue_move *move = &overdue_life[i];
        if (!row_fits(move, c, event) || move->takes == BY_THE_REGISTER)
            continue;
        bool may = clerk_may(clerk, (enum right)move->takes) &&
                   (takes == RIGHT_COUNT || takes == move->takes);
        refusal = !may                                ? NO_RIGHT_MISSING
                  : !clerk_reaches(clerk, c->station) ? NO_NOT_YOUR_DESK
                                                      : kept_out(move, c, clerk);
        if (refusal == REFUSAL_NONE)
            refusal = lacks(move, c, today);
        if (refusal == REFUSAL_NONE) {
            *out = move;
            return refusal;
        }
    }
    return refusal;
}

const struct overdue_move *overdue_follows(const struct overdue_case *c, enum overdue_event event)
{
    for (size_t i = 0; i < COUNT(overdue_life); i++)
        if (overdue_life[i].takes == BY_THE_REGISTER && row_fits(&overdue_life[i], c, event))
            return &overdue_life[i];
    return NULL;
}

static void put_move(struct buf *dot, const struct overdue_move *move)
{
    bool by_right = move->takes != BY_THE_REGISTER;
    buf_printf(dot, "  %s -> %s [label=\"%s%s%s\\n%s%s%s\"];\n", states[move->from].code,
               states[move->to].code, events[move->event].zh,
               move->sorts == CANCEL   ? "（应销未销）"
               : move->sorts == POCKET ? "（空挂户）"
                                       : "",
               move->levels == BY(CITY) ? " 市局" : "",
               by_right ? right_text((enum right)move->takes)->code : "由登记变更引起",
               move->eyes == OVERDUE_NOT_PROPOSER ? " 报批人除外" : "",
               move->needs & NEEDS_NOTICE_OVER ? " 告知公示期满" : "");
}

void overdue_life_dot(struct buf *dot)
{
    buf_text(dot, "digraph overdue_life {\n  rankdir=LR;\n  node [shape=box];\n");
    for (size_t i = 0; i < COUNT(states); i++)
        buf_printf(dot, "  %s [label=\"%s\"%s];\n", states[i].code, states[i].zh,
                   states[i].open ? "" : " peripheries=2");
    for (size_t i = 0; i < COUNT(overdue_life); i++)
        put_move(dot, &overdue_life[i]);
    buf_text(dot, "}\n");
}
