/** The life of a case, as rows; `jumin unregistered life --dot` draws them, and their golden file
 * turns a change of rule into a diff. */
#include "unregistered/unregistered.h"

#define S(name)   UNREGISTERED_##name
#define E(name)   UNREGISTERED_EVENT_##name
#define N(name)   UNREGISTERED_NEEDS_##name
#define BY(level) (1U << LEVEL_##level)
#define ALL       (BY(STATION) | BY(COUNTY) | BY(CITY))

/* clang-format off */
const struct unregistered_move unregistered_life[] = {
    /* from           event           class asks        decided by              to                takes the right     who not             needs              limit of what follows                  source */
    { S(TAKEN_IN),      E(COMPLETE),    WHEN_EVER,       ALL,                    S(READY),         MAY_KEEP_REGISTER,  EYES_ALL,           N(EVIDENCE),     "unregistered.ready_days",          5, "[W96]" },
    { S(READY),         E(POST),        WHEN_POSTED,     ALL,                    S(POSTED),        MAY_KEEP_REGISTER,  EYES_ALL,           N(NOTHING),      "unregistered.ready_days",          5, "[S48]" },
    { S(READY),         E(INVESTIGATE), WHEN_NOT_POSTED, ALL,                    S(INVESTIGATING), MAY_KEEP_REGISTER,  EYES_ALL,           N(NOTHING),      "unregistered.investigation_days", 30, "[W96] [G21 9]" },
    { S(POSTED),        E(INVESTIGATE), WHEN_POSTED,     ALL,                    S(INVESTIGATING), MAY_KEEP_REGISTER,  EYES_ALL,           N(NOTICE_OVER),  "unregistered.investigation_days", 30, "[S48] [G21 9]" },
    { S(INVESTIGATING), E(SUBMIT),      WHEN_EVER,       ALL,                    S(SUBMITTED),     MAY_KEEP_REGISTER,  EYES_ALL,           N(FINDINGS),     "unregistered.county_days",        10, "[G21 9]" },
    { S(SUBMITTED),     E(PASS),        WHEN_EVER,       BY(CITY),               S(PASSED),        MAY_DECIDE_COUNTY,  EYES_NOT_INVOLVED,  N(NOTHING),      "unregistered.city_days",          10, "[G21 9] county reviews, city decides" },
    { S(SUBMITTED),     E(APPROVE),     WHEN_EVER,       BY(STATION) | BY(COUNTY), S(APPROVED),    MAY_DECIDE_COUNTY,  EYES_NOT_INVOLVED,  N(NOTHING),      "unregistered.register_days",       5, "[domain 10.4]" },
    { S(SUBMITTED),     E(RETURN),      WHEN_EVER,       ALL,                    S(INVESTIGATING), MAY_DECIDE_COUNTY,  EYES_NOT_INVOLVED,  N(NOTE),         "unregistered.investigation_days", 30, "[G21 9]" },
    { S(SUBMITTED),     E(CLOSE),       WHEN_EVER,       BY(STATION) | BY(COUNTY), S(CLOSED),      MAY_DECIDE_COUNTY,  EYES_NOT_INVOLVED,  N(REASON),       NULL,                               0, "[W96]" },
    { S(PASSED),        E(APPROVE),     WHEN_EVER,       BY(CITY),               S(APPROVED),      MAY_DECIDE_CITY,    EYES_NOT_INVOLVED,  N(NOTHING),      "unregistered.register_days",       5, "[G21 9]" },
    { S(PASSED),        E(RETURN),      WHEN_EVER,       BY(CITY),               S(INVESTIGATING), MAY_DECIDE_CITY,    EYES_NOT_INVOLVED,  N(NOTE),         "unregistered.investigation_days", 30, "[G21 9]" },
    { S(PASSED),        E(CLOSE),       WHEN_EVER,       BY(CITY),               S(CLOSED),        MAY_DECIDE_CITY,    EYES_NOT_INVOLVED,  N(REASON),       NULL,                               0, "[W96]" },
    { S(APPROVED),      E(REGISTER),    WHEN_EVER,       ALL,                    S(REGISTERED),    MAY_KEEP_REGISTER,  EYES_ALL,           N(NOTHING),      NULL,                               0, "[G21 4] [G21 9]" },
    { S(APPROVED),      E(RETURN),      WHEN_EVER,       ALL,                    S(INVESTIGATING), MAY_KEEP_REGISTER,  EYES_ALL,           N(NOTE),         "unregistered.investigation_days", 30, "[S48] the register went on meanwhile" },
    { S(TAKEN_IN),      E(CLOSE),       WHEN_EVER,       ALL,                    S(CLOSED),        MAY_KEEP_REGISTER,  EYES_ALL,           N(REASON),       NULL,                               0, "[W96]" },
    { S(READY),         E(CLOSE),       WHEN_EVER,       ALL,                    S(CLOSED),        MAY_KEEP_REGISTER,  EYES_ALL,           N(REASON),       NULL,                               0, "[W96]" },
    { S(POSTED),        E(CLOSE),       WHEN_EVER,       ALL,                    S(CLOSED),        MAY_KEEP_REGISTER,  EYES_ALL,           N(REASON),       NULL,                               0, "[W96]" },
    { S(INVESTIGATING), E(CLOSE),       WHEN_EVER,       ALL,                    S(CLOSED),        MAY_KEEP_REGISTER,  EYES_ALL,           N(REASON),       NULL,                               0, "[W96]" },
    { S(CLOSED),        E(COMPLAIN),    WHEN_EVER,       ALL,                    S(IN_COMPLAINT),  MAY_KEEP_REGISTER,  EYES_ALL,           N(COMPLAINT),    "unregistered.review_days",        30, "[S48]" },
    { S(IN_COMPLAINT),  E(UPHOLD),      WHEN_EVER,       ALL,                    S(UPHELD),        MAY_DECIDE_CITY,    EYES_NOT_INVOLVED,  N(NOTE),         NULL,                               0, "[S48]" },
    { S(IN_COMPLAINT),  E(REOPEN),      WHEN_EVER,       ALL,                    S(INVESTIGATING), MAY_DECIDE_CITY,    EYES_NOT_INVOLVED,  N(NOTE),         "unregistered.investigation_days", 30, "[S48]" },
};
/* clang-format on */
const size_t unregistered_life_count = COUNT(unregistered_life);

static const struct unregistered_state_text states[] = {
#define X(state, live, zh, en) { #state, live, zh, en },
    UNREGISTERED_STATES(X)
#undef X
};
static const struct unregistered_event_text events[] = {
#define X(event, zh, en) { #event, zh, en },
    UNREGISTERED_EVENTS(X)
#undef X
};

const struct unregistered_state_text *unregistered_state_text(enum unregistered_state state)
{
    ASSERT(state < UNREGISTERED_STATE_COUNT);
    return &states[state];
}

const struct unregistered_event_text *unregistered_event_text(enum unregistered_event event)
{
    ASSERT(event < UNREGISTERED_EVENT_COUNT);
    return &events[event];
}

enum unregistered_state unregistered_state_of(struct str code)
{
    size_t i = 0;
    while (i < COUNT(states) && !str_is(code, states[i].code))
        i++;
    return (enum unregistered_state)i;
}

enum unregistered_event unregistered_event_of(struct str code)
{
    size_t i = 0;
    while (i < COUNT(events) && !str_is(code, events[i].code))
        i++;
    return (enum unregistered_event)i;
}

static bool is_for(const struct unregistered_move *m, const struct unregistered_class *class_)
{
    enum unregistered_when when = class_->notice ? WHEN_POSTED : WHEN_NOT_POSTED;
    return (m->when == WHEN_EVER || m->when == when) && (m->levels >> class_->level & 1);
}

static enum refusal kept_out(const struct unregistered *c, enum unregistered_eyes eyes,
                             int64_t clerk)
{
    bool involved = c->clerk == clerk || c->submitter == clerk || c->first_decider == clerk ||
                    c->decider == clerk;
    return eyes == EYES_NOT_INVOLVED && involved ? NO_OWN_STEP : REFUSAL_NONE;
}

enum refusal unregistered_next(const struct unregistered *c, enum unregistered_event event,
                               int takes, const struct unregistered_class *class_,
                               const struct clerk *clerk, const struct unregistered_move **move)
{
    enum refusal refusal = NO_UNREGISTERED_STEP;
    enum unregistered_state from = unregistered_state_of(c->state);
    for (size_t i = 0; i < unregistered_life_count; i++) {
        const struct unregistered_move *m = &unregistered_life[i];
        if (m->from != from || m->event != event || !is_for(m, class_))
            continue;
        if (!clerk_may(clerk, m->takes) || (takes != RIGHT_COUNT && takes != (int)m->takes)) {
            refusal = refusal == NO_UNREGISTERED_STEP ? NO_RIGHT_MISSING : refusal;
            continue;
        }
        refusal =
            clerk_reaches(clerk, c->station) ? kept_out(c, m->eyes, clerk->id) : NO_NOT_YOUR_DESK;
        if (refusal == REFUSAL_NONE) {
            *move = m;
            return refusal;
        }
    }
    return refusal;
}

/* ---- the drawing ---- */

static const char *const level_names[LEVEL_COUNT] = { "派出所", "分（县）局", "市局" };
static const char *const when_names[] = {
    [WHEN_EVER] = "", [WHEN_POSTED] = " 须公示", [WHEN_NOT_POSTED] = " 不须公示"
};

static void put_levels(struct buf *dot, unsigned levels)
{
    for (int level = 0; level < LEVEL_COUNT && levels != ALL; level++)
        if (levels >> level & 1)
            buf_printf(dot, " %s", level_names[level]);
}

void unregistered_life_dot(struct buf *dot)
{
    buf_text(dot, "digraph unregistered_life {\n  rankdir=LR;\n  node [shape=box];\n");
    for (size_t i = 0; i < COUNT(states); i++)
        buf_printf(dot, "  %s [label=\"%s\"%s];\n", states[i].code, states[i].zh,
                   states[i].live ? "" : " style=dashed");
    for (size_t i = 0; i < unregistered_life_count; i++) {
        const struct unregistered_move *m = &unregistered_life[i];
        buf_printf(dot, "  %s -> %s [label=\"%s%s", states[m->from].code, states[m->to].code,
                   events[m->event].zh, when_names[m->when]);
        put_levels(dot, m->levels);
        buf_printf(dot, "\" tooltip=\"%s %s\"];\n", right_text(m->takes)->zh, m->source);
    }
    buf_text(dot, "}\n");
}
