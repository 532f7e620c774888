#include "overdue/figures.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"
#include "overdue/overdue.h"
#include "overdue/separation.h"
#include "sql/overdue.h"

/* clang-format off */
const struct column overdue_figure_columns[] = {
    COLUMN(overdue_figure, key,           "key",          KIND_TEXT, "分组",       "Group"),
    COLUMN(overdue_figure, zh,            "zh",           KIND_TEXT, "名称",       "Chinese"),
    COLUMN(overdue_figure, en,            "en",           KIND_TEXT, "英文",       "English"),
    COLUMN(overdue_figure, found,         "found",        KIND_INT,  "发现",       "Found"),
    COLUMN(overdue_figure, open,          "open",         KIND_INT,  "在办",       "Open"),
    COLUMN(overdue_figure, late,          "late",         KIND_INT,  "超期",       "Late"),
    COLUMN(overdue_figure, cancelled,     "cancelled",    KIND_INT,  "注销",       "Ended"),
    COLUMN(overdue_figure, cleared,       "cleared",      KIND_INT,  "清理",       "Cleared"),
    COLUMN(overdue_figure, dismissed,     "dismissed",    KIND_INT,  "比对有误",   "Wrong match"),
    COLUMN(overdue_figure, settled,       "settled",      KIND_INT,  "自行申报",   "Reported"),
    COLUMN(overdue_figure, restored,      "restored",     KIND_INT,  "恢复",       "Restored"),
    COLUMN(overdue_figure, separated,     "separated",    KIND_INT,  "人户分离登记", "Separations"),
    COLUMN(overdue_figure, separated_now, "separatedNow", KIND_INT,  "其中在用",   "Still in use"),
};
/* clang-format on */
const size_t overdue_figure_column_count = COUNT(overdue_figure_columns);

static const char *const tally_words[] = {
#define X(tally, word) word,
    OVERDUE_TALLIES(X)
#undef X
};

enum overdue_tally overdue_tally_of(struct str word)
{
    size_t i = 0;
    while (i < COUNT(tally_words) && !str_is(word, tally_words[i]))
        i++;
    return (enum overdue_tally)i;
}

/* ---- groups ---- */

enum { GROUPS_MAX = 1024, DECADE = 10 };

struct tally {
    struct desk *desk;
    enum overdue_tally by;
    struct overdue_figure *at;
    size_t count;
};

/** What a row is counted under. */
struct fact {
    int32_t station;
    struct str source;
    struct day on, born_on;
};

static struct str key_of(struct desk *desk, enum overdue_tally by, const struct fact *f)
{
    const struct civil c = day_civil(f->on);
    switch (by) {
    case OVERDUE_PER_UNIT:
        return arena_printf(desk->arena, "%09d", (int)f->station);
    case OVERDUE_PER_MONTH:
        return arena_printf(desk->arena, "%04d-%02d", c.year, c.month);
    case OVERDUE_PER_SOURCE:
        return f->source;
    case OVERDUE_PER_AGE: {
        if (!day_is(f->born_on))
            return STR("-");
        int from = day_full_years(f->born_on, f->on) / DECADE * DECADE;
        return arena_printf(desk->arena, "%02d-%02d", from, from + DECADE - 1);
    }
    case OVERDUE_TALLY_COUNT:
        break;
    }
    return STR("");
}

static void name_group(struct desk *desk, enum overdue_tally by, const struct fact *f,
                       struct overdue_figure *g)
{
    const struct overdue_source *source = overdue_source_find(f->source, f->on);
    g->zh = g->en = g->key;
    if (by == OVERDUE_PER_UNIT)
        g->zh = g->en = unit_short_name(desk, f->station);
    if (by == OVERDUE_PER_SOURCE) {
        g->zh = source ? str_of(source->zh) : STR("人户分离");
        g->en = source ? str_of(source->en) : STR("living elsewhere");
    }
    if (by == OVERDUE_PER_AGE) {
        g->zh = arena_printf(desk->arena, STR_FMT " 岁", STR_ARG(g->key));
        g->en = arena_printf(desk->arena, STR_FMT " years", STR_ARG(g->key));
    }
}

/** The last group takes what there is no room for. */
static struct overdue_figure *group_of(struct tally *t, const struct fact *f)
{
    struct str key = key_of(t->desk, t->by, f);
    for (size_t i = 0; i < t->count; i++)
        if (str_eq(t->at[i].key, key))
            return &t->at[i];
    if (t->count == GROUPS_MAX)
        return &t->at[GROUPS_MAX - 1];
    struct overdue_figure *g = &t->at[t->count++];
    *g = (struct overdue_figure){ .key = key };
    name_group(t->desk, t->by, f, g);
    return g;
}

static int by_key(const void *a, const void *b)
{
    return str_compare(((const struct overdue_figure *)a)->key,
                       ((const struct overdue_figure *)b)->key);
}

/* ---- counting ---- */

static void count_state(struct overdue_figure *g, struct str state, int64_t cases)
{
    int64_t *at = NULL;
    switch (overdue_state_of(state)) {
    case OVERDUE_DOUBTFUL:
    case OVERDUE_MATCHED:
    case OVERDUE_VISITED:
    case OVERDUE_NOTIFIED:
    case OVERDUE_OBJECTED:
    case OVERDUE_PROPOSED:
        at = &g->open;
        break;
    case OVERDUE_CANCELLED:
        at = &g->cancelled;
        break;
    case OVERDUE_CLEARED:
        at = &g->cleared;
        break;
    case OVERDUE_DISMISSED:
        at = &g->dismissed;
        break;
    case OVERDUE_SETTLED:
        at = &g->settled;
        break;
    case OVERDUE_RESTORED:
        at = &g->restored;
        break;
    case OVERDUE_STATE_COUNT:
        break;
    }
    if (at)
        *at += cases;
}

static enum outcome count_cases(struct tally *t, struct day from, struct day to)
{
    struct rows rows;
    const struct clerk *clerk = &t->desk->clerk;
    TRY(db_list(t->desk, &Q_overdue_tally,
                WITH(v_int(clerk->reach_from), v_int(clerk->reach_to), v_day(from), v_day(to),
                     v_day(t->desk->today)),
                &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        const struct fact f = { (int32_t)row_int(row, 0), row_text(row, 1), row_day(row, 3),
                                row_day(row, 4) };
        struct overdue_figure *g = group_of(t, &f);
        g->found += row_int(row, 5);
        g->late += row_int(row, 6);
        count_state(g, row_text(row, 2), row_int(row, 5));
    }
    return DONE;
}

static enum outcome count_separations(struct tally *t, struct day from, struct day to)
{
    struct rows rows;
    const struct clerk *clerk = &t->desk->clerk;
    TRY(db_list(t->desk, &Q_separation_tally,
                WITH(v_int(clerk->reach_from), v_int(clerk->reach_to), v_day(from), v_day(to)),
                &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        const struct fact f = { (int32_t)row_int(row, 0), STR("SEPARATION"), row_day(row, 2),
                                row_day(row, 3) };
        struct overdue_figure *g = group_of(t, &f);
        g->separated += row_int(row, 4);
        if (separation_state_of(row_text(row, 1)) == SEPARATION_IN_USE)
            g->separated_now += row_int(row, 4);
    }
    return DONE;
}

enum outcome overdue_figures_read(struct desk *desk, enum overdue_tally by, struct day from,
                                  struct day to, struct overdue_figures *out)
{
    struct tally t = { desk, by, NULL, 0 };
    ASSERT(by < OVERDUE_TALLY_COUNT);
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    t.at = NEW_ARRAY(desk->arena, struct overdue_figure, GROUPS_MAX);
    TRY(count_cases(&t, from, to));
    TRY(count_separations(&t, from, to));
    qsort(t.at, t.count, sizeof *t.at, by_key);
    *out = (struct overdue_figures){ t.at, t.count };
    return DONE;
}
