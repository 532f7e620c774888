#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/person.h"
#include "unregistered/unregistered_store.h"

enum outcome unregistered_cases(struct desk *desk, struct str state, struct str cursor, int limit,
                                struct unregistered_list *out)
{
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (!str_is(state, "OPEN") && unregistered_state_of(state) == UNREGISTERED_STATE_COUNT)
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN TAKEN_IN READY POSTED …");
    TRY(unregistered_page(desk, state, cursor, limit, out));
    for (size_t i = 0; i < out->count; i++) {
        struct unregistered *c = &out->at[i];
        c->name = name_masked(desk->arena, c->name);
        c->applicant = name_masked(desk->arena, c->applicant);
        c->phone = c->answer = NO_STR;
    }
    return DONE;
}

static enum outcome may_look(struct desk *desk, int32_t part, int64_t id, struct unregistered *c)
{
    TRY(unregistered_load(desk, part, id, c));
    TRY(may(desk, MAY_SEE_PERSONS, c->station));
    return allow(desk, str_trim(desk->purpose).len ? REFUSAL_NONE : NO_PURPOSE_REQUIRED);
}

enum outcome unregistered_view_load(struct desk *desk, int32_t part, int64_t id,
                                    struct unregistered_view *out)
{
    struct unregistered_view v = { 0 };
    TRY(may_look(desk, part, id, &v.unregistered));
    TRY(unregistered_class_of(desk, &v.unregistered, &v.class_));
    TRY(unregistered_items(desk, &v.unregistered, &v.items));
    TRY(unregistered_proofs(desk, &v.unregistered, &v.proofs));
    TRY(unregistered_steps_load(desk, &v.unregistered, &v.steps));
    *out = v;
    return DONE;
}

enum outcome unregistered_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    struct unregistered c;
    TRY(tx_open(desk, &tx));
    TRY(may_look(desk, part, id, &c));
    json_open(&body, '{');
    json_field_id(&body, "case", c.id);
    json_close(&body, '}');
    TRY(unregistered_journal(desk, &c, "unregistered.seen", buf_str(&body)));
    return tx_commit(&tx);
}
