#include "cards/life_dot.h"
#include "cards/application.h"

static const char *const tier_names[] = { [TIER_STATION] = "派出所",
                                          [TIER_BUREAU] = "分（县）局",
                                          [TIER_CITY] = "市局",
                                          [TIER_CENTRE] = "制证中心",
                                          [TIER_HOLDER] = "持证人" };

static void put_tier(struct buf *dot, enum tier tier)
{
    buf_printf(dot, "  subgraph cluster_%d {\n    label=\"%s\";\n", (int)tier, tier_names[tier]);
    for (size_t i = 0; i < application_state_count; i++) {
        const struct application_state_text *s = &application_states[i];
        if (s->tier == tier)
            buf_printf(dot, "    s%02d [label=\"%02d %s\"%s];\n", (int)s->state, (int)s->state,
                       s->zh, s->live ? "" : " style=dashed");
    }
    buf_text(dot, "  }\n");
}

void application_life_dot(struct buf *dot)
{
    buf_text(dot, "digraph application_life {\n  rankdir=LR;\n  node [shape=box];\n");
    for (size_t t = 0; t < COUNT(tier_names); t++)
        put_tier(dot, (enum tier)t);
    for (size_t i = 0; i < application_life_count; i++) {
        const struct application_move *m = &application_life[i];
        buf_printf(dot, "  s%02d -> s%02d [label=\"%s\" tooltip=\"%s %s\"];\n", (int)m->from,
                   (int)m->to, application_event_zh(m->event), right_text(m->takes)->zh, m->source);
    }
    buf_text(dot, "}\n");
}
