/** Statistics: the cases of a reach by class, unit, month or age [domain 13]. */
#include "office/office.h"
#include "office/unit.h"
#include "unregistered/unregistered_store.h"

/* clang-format off */
const struct column unregistered_figure_columns[] = {
    COLUMN(unregistered_figure, key,        "key",        KIND_TEXT, "代码",       "Key"),
    COLUMN(unregistered_figure, zh,         "zh",         KIND_TEXT, "名称",       "Chinese"),
    COLUMN(unregistered_figure, en,         "en",         KIND_TEXT, "英文",       "English"),
    COLUMN(unregistered_figure, opened,     "opened",     KIND_INT,  "受理",       "Taken in"),
    COLUMN(unregistered_figure, registered, "registered", KIND_INT,  "登记户口",   "Registered"),
    COLUMN(unregistered_figure, closed,     "closed",     KIND_INT,  "未登记办结", "Closed without registration"),
    COLUMN(unregistered_figure, open,       "open",       KIND_INT,  "在办",       "Open"),
    COLUMN(unregistered_figure, overdue,    "overdue",    KIND_INT,  "超期",       "Overdue"),
    { "d30",  "days30",  offsetof(struct unregistered_figure, ages[0]), KIND_INT, "在办 30 日以内", "Open up to 30 days" },
    { "d60",  "days60",  offsetof(struct unregistered_figure, ages[1]), KIND_INT, "在办 31—60 日",  "Open 31 to 60 days" },
    { "d90",  "days90",  offsetof(struct unregistered_figure, ages[2]), KIND_INT, "在办 61—90 日",  "Open 61 to 90 days" },
    { "over", "daysOver", offsetof(struct unregistered_figure, ages[3]), KIND_INT, "在办 90 日以上", "Open over 90 days" },
};
/* clang-format on */
const size_t unregistered_figure_column_count = COUNT(unregistered_figure_columns);

/** What a tally is counted under. */
struct heading {
    struct str key, zh, en;
};

static struct heading by_class(struct desk *desk, const struct unregistered_tally *t, struct day on)
{
    const struct unregistered_class *c = unregistered_class_find(t->class_, t->opened_on);
    (void)desk, (void)on;
    return (struct heading){ t->class_, str_of(c ? c->zh : ""), str_of(c ? c->en : "") };
}

static struct heading by_unit(struct desk *desk, const struct unregistered_tally *t, struct day on)
{
    struct str name = unit_short_name(desk, t->station);
    (void)on;
    return (struct heading){ arena_printf(desk->arena, "%09d", t->station), name, name };
}

/** The month something happened in: for cases that are open, the one they were taken in. */
static struct heading by_month(struct desk *desk, const struct unregistered_tally *t, struct day on)
{
    struct str month = str_cut(day_str(desk->arena, on), 0, 7);
    (void)t;
    return (struct heading){ month, month, month };
}

static struct heading by_age(struct desk *desk, const struct unregistered_tally *t, struct day on)
{
    struct day until = t->live ? desk->today : t->ended_on;
    const struct unregistered_age *age = unregistered_age_of(until.n - t->opened_on.n);
    (void)on;
    return (struct heading){ str_of(age->code), str_of(age->zh), str_of(age->en) };
}

static const struct {
    const char *name;
    struct heading (*of)(struct desk *desk, const struct unregistered_tally *t, struct day on);
} headings[] = {
    { "class", by_class },
    { "unit", by_unit },
    { "month", by_month },
    { "age", by_age },
};

static struct unregistered_figure *line_of(struct unregistered_figures *figures, struct heading h)
{
    size_t i = 0;
    while (i < figures->count && !str_eq(figures->at[i].key, h.key))
        i++;
    if (i == figures->count)
        figures->at[figures->count++] =
            (struct unregistered_figure){ .key = h.key, .zh = h.zh, .en = h.en };
    return &figures->at[i];
}

static bool within(struct day day, struct day from, struct day to)
{
    return day_is(day) && from.n <= day.n && day.n <= to.n;
}

static void count_in(struct desk *desk, size_t by, const struct unregistered_tally *t,
                     struct day from, struct day to, struct unregistered_figures *out)
{
    struct unregistered_figure *began = line_of(out, headings[by].of(desk, t, t->opened_on));
    if (within(t->opened_on, from, to))
        began->opened += t->count;
    if (t->live) {
        const struct unregistered_age *age = unregistered_age_of(desk->today.n - t->opened_on.n);
        began->open += t->count;
        began->overdue += t->overdue;
        began->ages[age - unregistered_ages] += t->count;
    } else if (within(t->ended_on, from, to)) {
        struct unregistered_figure *ended = line_of(out, headings[by].of(desk, t, t->ended_on));
        *(t->registered ? &ended->registered : &ended->closed) += t->count;
    }
}

static int earlier_key(const void *a, const void *b)
{
    const struct unregistered_figure *one = a, *other = b;
    return str_compare(one->key, other->key);
}

/** Months and units in their order, classes and ages in that of their rows. */
static int row_of(struct str key)
{
    for (size_t i = 0; i < unregistered_class_count; i++)
        if (str_is(key, unregistered_classes[i].code))
            return (int)i;
    for (size_t i = 0; i < unregistered_age_count; i++)
        if (str_is(key, unregistered_ages[i].code))
            return (int)i;
    return 0;
}

static int earlier_row(const void *a, const void *b)
{
    const struct unregistered_figure *one = a, *other = b;
    return row_of(one->key) - row_of(other->key);
}

static bool is_empty(const struct unregistered_figure *f)
{
    return !f->opened && !f->registered && !f->closed && !f->open;
}

static void put_in_order(size_t by, struct unregistered_figures *figures)
{
    size_t kept = 0;
    bool keyed = headings[by].of == by_unit || headings[by].of == by_month;
    for (size_t i = 0; i < figures->count; i++)
        if (!is_empty(&figures->at[i]))
            figures->at[kept++] = figures->at[i];
    figures->count = kept;
    qsort(figures->at, kept, sizeof *figures->at, keyed ? earlier_key : earlier_row);
}

enum outcome unregistered_figures(struct desk *desk, struct str by, struct day from, struct day to,
                                  struct unregistered_figures *out)
{
    struct unregistered_tallies tallies;
    size_t heading = 0;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    while (heading < COUNT(headings) && !str_is(by, headings[heading].name))
        heading++;
    if (heading == COUNT(headings))
        return refuse_at(desk, NO_BAD_REQUEST, "/by", "class, unit, month, age");
    if (!day_is(from) || !day_is(to) || to.n < from.n)
        return refuse_field(desk, NO_BAD_REQUEST, "/from");
    TRY(unregistered_tallies_read(desk, from, to, &tallies));
    *out = (struct unregistered_figures){
        NEW_ARRAY(desk->arena, struct unregistered_figure, 2 * tallies.count + 1), 0
    };
    for (size_t i = 0; i < tallies.count; i++)
        count_in(desk, heading, &tallies.at[i], from, to, out);
    put_in_order(heading, out);
    return DONE;
}
