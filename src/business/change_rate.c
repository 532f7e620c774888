#include "business/change_rate.h"
#include "db/db.h"
#include "office/clerk.h"
#include "office/office.h"
#include <stdlib.h>

/* clang-format off */
#define GROUP(group, key, zh, en) COLUMN(change_rate, groups[GROUP_##group], key, KIND_INT, zh, en)
const struct column change_rate_columns[] = {
    COLUMN(change_rate, by,         "by",                KIND_TEXT,  "按",             "By"),
    COLUMN(change_rate, clerk,      "clerk",             KIND_ID,    "经办人",         "Officer"),
    COLUMN(change_rate, unit,       "unit",              KIND_INT32, "单位",           "Unit"),
    COLUMN(change_rate, role,       "role",              KIND_TEXT,  "环节",           "Role"),
    GROUP(NUMBER, "numbers", "号码",     "Number"),
    GROUP(NAME,   "names",   "姓名",     "Name"),
    GROUP(SEX,    "sexes",   "性别",     "Sex"),
    GROUP(BIRTH,  "births",  "出生日期", "Birth date"),
    GROUP(ETHNIC, "ethnics", "民族",     "Ethnic group"),
    GROUP(OTHER,  "others",  "其他",     "Other"),
    COLUMN(change_rate, controlled, "controlled",        KIND_INT,   "重要变更",       "Controlled"),
    COLUMN(change_rate, all,        "all",               KIND_INT,   "全部业务",       "All"),
    COLUMN(change_rate, share_pm,   "sharePerThousand",  KIND_INT,   "占比（‰）",      "Share (per thousand)"),
    COLUMN(change_rate, others_pm,  "othersPerThousand", KIND_INT,   "其他人占比（‰）", "Others' share"),
    COLUMN(change_rate, ratio_pc,   "ratioPerCent",      KIND_INT,   "倍数（%）",      "Ratio (per cent)"),
    COLUMN(change_rate, marked,     "marked",            KIND_BOOL,  "需关注",         "Marked"),
};
const size_t change_rate_column_count = COUNT(change_rate_columns);
/* clang-format on */

#define OFFICER STR("OFFICER")
#define UNIT    STR("UNIT")
#define TAKES   STR("TAKES")
#define DECIDES STR("DECIDES")

struct rates {
    struct change_rate *at;
    size_t count;
};

static bool is_alike(const struct change_rate *a, const struct change_rate *b)
{
    return str_eq(a->by, b->by) && str_eq(a->role, b->role);
}

/** The row of an officer, or of a unit (clerk 0), in a role; made when there is none yet. */
static struct change_rate *row_of(struct rates *rates, const struct change_rate *wanted)
{
    bool by_unit = str_eq(wanted->by, UNIT);
    for (size_t i = 0; i < rates->count; i++) {
        struct change_rate *r = &rates->at[i];
        if (is_alike(r, wanted) && (by_unit ? r->unit == wanted->unit : r->clerk == wanted->clerk))
            return r;
    }
    rates->at[rates->count] = *wanted;
    return &rates->at[rates->count++];
}

static void count_in(struct change_rate *r, const struct business_kind *kind, int64_t n)
{
    r->all += n;
    if (!kind || !kind->controlled)
        return;
    r->controlled += n;
    r->groups[change_group_of(kind)] += n;
}

/** Of a clerk whose account is not kept here the unit is unknown: 0. */
static enum outcome unit_of(struct desk *desk, int64_t clerk, int32_t *out)
{
    struct clerk_record record = { .unit = 0 };
    struct problem why = desk->why;
    if (clerk && clerk_record(desk, clerk, &record) == FAILED)
        return FAILED;
    desk->why = why;
    *out = record.unit;
    return DONE;
}

static void count_role(struct rates *rates, const struct business_figure *f, int32_t unit,
                       struct str role, int64_t n, const struct business_kind *kind)
{
    const struct change_rate officer = {
        .by = OFFICER, .clerk = f->clerk, .unit = unit, .role = role
    };
    const struct change_rate whole = { .by = UNIT, .unit = unit, .role = role };
    if (!n)
        return;
    count_in(row_of(rates, &officer), kind, n);
    if (unit)
        count_in(row_of(rates, &whole), kind, n);
}

static enum outcome count_all(struct desk *desk, const struct business_figure *figures,
                              size_t count, struct rates *rates)
{
    int64_t clerk = 0;
    int32_t unit = 0;
    for (size_t i = 0; i < count; i++) {
        const struct business_figure *f = &figures[i];
        if (!i || f->clerk != clerk) /* they come by clerk */
            TRY(unit_of(desk, f->clerk, &unit));
        clerk = f->clerk;
        const struct business_kind *kind = business_kind_find(f->kind, desk->today);
        count_role(rates, f, unit, TAKES, f->taken, kind);
        count_role(rates, f, unit, DECIDES, f->approved + f->refused, kind);
    }
    return DONE;
}

static void compare_all(struct rates *rates)
{
    for (size_t i = 0; i < rates->count; i++) {
        int64_t controlled = 0, all = 0;
        for (size_t j = 0; j < rates->count; j++)
            if (is_alike(&rates->at[j], &rates->at[i])) {
                controlled += rates->at[j].controlled;
                all += rates->at[j].all;
            }
        change_rate_compare(&rates->at[i], controlled, all);
    }
}

static int order(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/** Officers, then units; the marked first, then by ratio. */
static int by_weight(const void *one, const void *other)
{
    const struct change_rate *a = one, *b = other;
    const int keys[] = { str_compare(a->by, b->by),       order(b->marked, a->marked),
                         order(b->ratio_pc, a->ratio_pc), str_compare(b->role, a->role),
                         order(a->unit, b->unit),         order(a->clerk, b->clerk) };
    size_t i = 0;
    while (i + 1 < COUNT(keys) && !keys[i])
        i++;
    return keys[i];
}

enum outcome change_rates(struct desk *desk, struct day from, struct day to,
                          struct change_rate **out, size_t *count)
{
    struct business_figure *figures;
    struct rates rates = { NULL, 0 };
    size_t n;
    TRY(may(desk, MAY_ADMIN_AUDIT, desk->clerk.unit));
    if (from.n > to.n)
        return refuse_field(desk, NO_BAD_REQUEST, "/from");
    TRY(business_figures_read(desk, from, to, &figures, &n));
    rates.at = NEW_ARRAY(desk->arena, struct change_rate, 4 * n); /* two roles, two groupings */
    TRY(count_all(desk, figures, n, &rates));
    compare_all(&rates);
    qsort(rates.at, rates.count, sizeof *rates.at, by_weight);
    *out = rates.at;
    *count = rates.count;
    return DONE;
}
