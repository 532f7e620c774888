/** The life of a business, as rows; `jumin business life --dot` draws them, and their golden file turns
 * a change of rule into a diff. */
#include "base/buf.h"
#include "business/business.h"

#define S(name)   BUSINESS_##name
#define E(name)   BUSINESS_EVENT_##name
#define BY(level) (1U << LEVEL_##level)
#define ALL       (BY(STATION) | BY(COUNTY) | BY(CITY))

/* clang-format off */
const struct business_move business_life[] = {
    /* from             event        decided by               to                   takes the right     who not          source */
    { S(DRAFT),           E(SUBMIT),   ALL,                     S(SUBMITTED),        MAY_KEEP_REGISTER,  EYES_ANY,        "[V 10.4]" },
    { S(DRAFT),           E(WITHDRAW), ALL,                     S(WITHDRAWN),        MAY_KEEP_REGISTER,  EYES_ANY,        "[V 10.4]" },
    { S(SUBMITTED),       E(WITHDRAW), ALL,                     S(WITHDRAWN),        MAY_KEEP_REGISTER,  EYES_ANY,        "[V 10.4]" },
    { S(SUBMITTED),       E(APPROVE),  BY(STATION),             S(APPROVED),         MAY_KEEP_REGISTER,  EYES_NOT_CLERK,  "[V 10.4] [S46]" },
    { S(SUBMITTED),       E(APPROVE),  BY(STATION) | BY(COUNTY), S(APPROVED),        MAY_DECIDE_COUNTY,  EYES_NOT_CLERK,  "[domain 10.4] [S46]" },
    { S(SUBMITTED),       E(APPROVE),  BY(CITY),                S(COUNTY_APPROVED),  MAY_DECIDE_COUNTY,  EYES_NOT_CLERK,  "[G21 9] county reviews, city decides" },
    { S(SUBMITTED),       E(REFUSE),   BY(STATION),             S(REFUSED),          MAY_KEEP_REGISTER,  EYES_NOT_CLERK,  "[V 10.4]" },
    { S(SUBMITTED),       E(REFUSE),   ALL,                     S(REFUSED),          MAY_DECIDE_COUNTY,  EYES_NOT_CLERK,  "[V 10.4]" },
    { S(COUNTY_APPROVED), E(APPROVE),  BY(CITY),                S(APPROVED),         MAY_DECIDE_CITY,    EYES_NOT_CLERK,  "[G21 9]" },
    { S(COUNTY_APPROVED), E(REFUSE),   BY(CITY),                S(REFUSED),          MAY_DECIDE_CITY,    EYES_NOT_CLERK,  "[G21 9]" },
    { S(APPROVED),        E(FINISH),   ALL,                     S(DONE),             MAY_KEEP_REGISTER,  EYES_ANY,        "[V 10.4]" },
};
/* clang-format on */
const size_t business_life_count = COUNT(business_life);

static const struct business_state_text states[] = {
#define X(name, live, zh, en) { #name, live, zh, en },
    BUSINESS_STATES(X)
#undef X
};

const struct business_state_text *business_state_text(enum business_state state)
{
    ASSERT(state < BUSINESS_STATE_COUNT);
    return &states[state];
}

enum business_state business_state_of(struct str name)
{
    size_t i = 0;
    while (i < COUNT(states) && !str_is(name, states[i].name))
        i++;
    return (enum business_state)i;
}

static const struct {
    const char *name, *zh, *en;
} events[] = {
#define X(name, zh, en) { #name, zh, en },
    BUSINESS_EVENTS(X)
#undef X
};

const char *business_event_name(enum business_event event)
{
    ASSERT(event < BUSINESS_EVENT_COUNT);
    return events[event].name;
}

static enum refusal kept_out(const struct business *b, enum business_eyes eyes, int64_t clerk)
{
    switch (eyes) {
    case EYES_ANY:
        return REFUSAL_NONE;
    case EYES_NOT_CLERK:
        return b->clerk == clerk || b->first_decider == clerk ? NO_OWN_STEP : REFUSAL_NONE;
    }
    return REFUSAL_NONE;
}

enum refusal business_next(const struct business *b, enum business_event event, int takes,
                           enum business_level level, const struct clerk *clerk,
                           const struct business_move **move)
{
    enum refusal refusal = NO_BUSINESS_STEP;
    enum business_state from = business_state_of(b->state);
    for (size_t i = 0; i < business_life_count; i++) {
        const struct business_move *m = &business_life[i];
        if (m->from != from || m->event != event || !(m->levels >> level & 1))
            continue;
        if (!clerk_may(clerk, m->takes) || (takes != RIGHT_COUNT && takes != (int)m->takes)) {
            refusal = refusal == NO_BUSINESS_STEP ? NO_RIGHT_MISSING : refusal;
            continue;
        }
        refusal =
            clerk_reaches(clerk, b->station) ? kept_out(b, m->eyes, clerk->id) : NO_NOT_YOUR_DESK;
        if (refusal == REFUSAL_NONE) {
            *move = m;
            return refusal;
        }
    }
    return refusal;
}

static const char *const level_names[LEVEL_COUNT] = { "派出所", "分（县）局", "市局" };

static void put_levels(struct buf *dot, unsigned levels)
{
    for (int level = 0; level < LEVEL_COUNT && levels != ALL; level++)
        if (levels >> level & 1)
            buf_printf(dot, " %s", level_names[level]);
}

void business_life_dot(struct buf *dot)
{
    buf_text(dot, "digraph business_life {\n  rankdir=LR;\n  node [shape=box];\n");
    for (size_t i = 0; i < COUNT(states); i++)
        buf_printf(dot, "  %s [label=\"%s\"%s];\n", states[i].name, states[i].zh,
                   states[i].live ? "" : " style=dashed");
    for (size_t i = 0; i < business_life_count; i++) {
        const struct business_move *m = &business_life[i];
        buf_printf(dot, "  %s -> %s [label=\"%s", states[m->from].name, states[m->to].name,
                   events[m->event].zh);
        put_levels(dot, m->levels);
        buf_printf(dot, "\" tooltip=\"%s %s\"];\n", right_text(m->takes)->zh, m->source);
    }
    buf_text(dot, "}\n");
}
