#include "business/businesses.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"

/* clang-format off */
const struct column business_figure_columns[] = {
    COLUMN(business_figure, clerk,     "clerk",     KIND_ID,   "经办人",   "Officer"),
    COLUMN(business_figure, kind,      "kind",      KIND_TEXT, "业务",     "Kind"),
    COLUMN(business_figure, taken,     "taken",     KIND_INT,  "受理",     "Taken in"),
    COLUMN(business_figure, approved,  "approved",  KIND_INT,  "批准",     "Approved"),
    COLUMN(business_figure, refused,   "refused",   KIND_INT,  "不批准",   "Refused"),
    COLUMN(business_figure, withdrawn, "withdrawn", KIND_INT,  "撤回",     "Withdrawn"),
};
const size_t business_figure_column_count = COUNT(business_figure_columns);
/* clang-format on */

enum outcome businesses_list(struct desk *desk, const struct businesses_query *query,
                             struct businesses *out)
{
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(businesses_page(desk, query, out));
    for (size_t i = 0; i < out->count; i++) {
        struct business *b = &out->at[i];
        b->applicant = name_masked(desk->arena, b->applicant);
        b->old_number = number_masked(desk->arena, b->old_number);
        b->new_number = number_masked(desk->arena, b->new_number);
        b->phone = NO_STR;
    }
    return DONE;
}

/** Whether it waits for this clerk's desk: the first row of the life that approves it says whose turn
 * it is. That a bureau may also decide for a station is a later row. */
static bool waits_here(struct desk *desk, const struct business_waiting_row *row)
{
    const struct business_kind *kind = business_kind_find(row->kind, desk->today);
    for (size_t i = 0; i < business_life_count && kind; i++) {
        const struct business_move *m = &business_life[i];
        if (m->event == BUSINESS_EVENT_APPROVE && m->from == business_state_of(row->state) &&
            m->levels >> kind->level & 1)
            return clerk_may(&desk->clerk, m->takes);
    }
    return false;
}

enum outcome businesses_waiting(struct desk *desk, int64_t *count, int64_t *late)
{
    struct business_waiting_row *rows;
    size_t n;
    int64_t all = 0, behind = 0;
    TRY(business_waiting_read(desk, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (waits_here(desk, &rows[i])) {
            all += rows[i].count;
            behind += rows[i].late;
        }
    *count = all;
    *late = behind;
    return DONE;
}

static enum outcome may_look(struct desk *desk, int32_t part, int64_t id, struct business *b)
{
    TRY(business_load(desk, part, id, b));
    TRY(may(desk, MAY_SEE_PERSONS, b->station));
    return allow(desk, desk->purpose.len ? REFUSAL_NONE : NO_PURPOSE_REQUIRED);
}

enum outcome business_view_load(struct desk *desk, int32_t part, int64_t id,
                                struct business_view *out)
{
    struct business_view view = { 0 };
    TRY(may_look(desk, part, id, &view.business));
    view.kind = business_kind_find(view.business.kind, view.business.opened_on);
    if (!view.kind)
        return fail(desk, "a business of a kind no row has");
    TRY(business_changes(desk, &view.business, &view.changes));
    TRY(business_steps_of(desk, &view.business, &view.steps));
    TRY(business_scans_of(desk, &view.business, &view.scans));
    TRY(certificates_of(desk, &view.business, &view.certificates));
    *out = view;
    return DONE;
}

enum outcome business_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    struct business b;
    TRY(tx_open(desk, &tx));
    TRY(may_look(desk, part, id, &b));
    struct str body = arena_printf(desk->arena, "{\"business\":\"%lld\"}", (long long)id);
    TRY(journal(desk, "business.seen", part, b.person, body));
    return tx_commit(&tx);
}

static bool is_controlled(struct desk *desk, struct str kind)
{
    const struct business_kind *row = business_kind_find(kind, desk->today);
    return row && row->controlled;
}

enum outcome business_figures(struct desk *desk, struct day from, struct day to,
                              struct business_figure **out, size_t *count)
{
    size_t all, kept = 0;
    TRY(may(desk, MAY_ADMIN_AUDIT, desk->clerk.unit));
    TRY(business_figures_read(desk, from, to, out, &all));
    for (size_t i = 0; i < all; i++)
        if (is_controlled(desk, (*out)[i].kind))
            (*out)[kept++] = (*out)[i];
    *count = kept;
    return DONE;
}
