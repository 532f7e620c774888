#include "office/setting.h"
#include "base/buf.h"
#include "db/copy.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "sql/office.h"

/* clang-format off */
const struct setting_row setting_rows[] = {
    /* name                 first least    most  source  */
    { "promise.days",          20,    1,     60, "city", "承诺办结天数",       "days promised for a card" },
    { "number_case.days",      30,    1,    365, "city", "号码案件办结天数",   "days to settle a number case" },
    { "four_way.days",         30,    1,    365, "city", "四对照办结天数",     "days to close a four-way check" },
    { "conflict.ask_days",      5,    1,     90, "city", "号码争议发函天数",   "days to ask the other side about a number" },
    { "conflict.answer_days",  10,    1,     90, "city", "号码争议回函天数",   "days to answer about a number in conflict" },
    { "conflict.agree_days",   10,    1,     90, "city", "号码争议商定天数",   "days to agree after the answer" },
    { "conflict.decide_days",  15,    1,     90, "city", "号码争议裁定天数",   "days to decide what was agreed" },
    { "conflict.city_days",    15,    1,     90, "city", "市局协调号码争议天数", "days of the city for a conflict" },
    { "same_check.days",       60,    1,    365, "city", "重户核查目的有效天数", "days the purpose of a check for same persons holds" },
    { "house_check.days",      60,    1,    365, "city", "入户核查天数",       "days of a round of the house check" },
    { "overdue.visit_days",    15,    1,    365, "city", "应销未销走访天数",   "days to go there about an overdue cancellation" },
    { "overdue.notify_days",   10,    1,    365, "city", "走访后告知天数",     "days to give notice after the visit" },
    { "overdue.deliver_days",  15,    1,    365, "city", "送达告知异议天数",   "days to object after a notice was handed over" },
    { "overdue.post_days",     30,    1,    365, "city", "张贴公示天数",       "days a public notice stands" },
    { "overdue.propose_days",  10,    1,    365, "city", "期满后报批天数",     "days to put it forward after the notice" },
    { "overdue.decide_days",   10,    1,    365, "city", "应销未销审批天数",   "days to decide an overdue cancellation" },
    { "overdue.closed_doors",   3,    1,     20, "city", "空挂户：未遇次数",   "closed doors that make a pocket household" },
    { "unregistered.evidence_days",       30,    1,    365, "city", "无户口人员补充材料天数", "days to gather the papers of an unregistered person" },
    { "unregistered.ready_days",           5,    1,     90, "city", "无户口人员开展公示、调查天数", "days to post or to begin the inquiry" },
    { "unregistered.notice_days",         10,    1,     90, "city", "无户口人员公示天数", "days the notice of an unregistered person stays posted" },
    { "unregistered.investigation_days",  30,    1,    365, "city", "无户口人员调查核实天数", "days of the inquiry about an unregistered person" },
    { "unregistered.county_days",         10,    1,     90, "city", "无户口人员分（县）局审核天数", "days of the bureau for an unregistered person" },
    { "unregistered.city_days",           10,    1,     90, "city", "无户口人员市局审批天数", "days of the city for an unregistered person" },
    { "unregistered.register_days",        5,    1,     90, "city", "批准后登记户口天数", "days to register whom the city approved" },
    { "unregistered.complaint_days",      60,    1,    365, "city", "未登记办结申诉期限（日）", "days for a complaint about a case closed without registration" },
    { "unregistered.review_days",         30,    1,     90, "city", "申诉复查天数", "days to hear such a complaint" },
    { "quality.complete",    9900,    1,  10000, "city", "完整率目标（万分之）", "target of completeness, of 10,000" },
    { "quality.timely",      9500,    1,  10000, "city", "及时率目标（万分之）", "target of timeliness, of 10,000" },
    { "quality.density",      800,    0, 100000, "[S50]", "存疑密度目标（每十万人）", "target of open findings, of 100,000 persons" },
    { "quality.age_days",      30,    1,    365, "city", "存疑办结目标天数",   "target of days to close a finding" },
    { "package.auto",           1,    0,      1, "city", "单位自动收发数据包", "units send and take packages by themselves" },
    { "login.lockout_after",    5,    3,     10, "[GB/T 22239 8.1.4.1]", "连续输错几次锁定", "wrong passwords before a lock" },
    { "login.lockout_minutes", 15,    5,   1440, "[GB/T 22239 8.1.4.1]", "锁定分钟数", "minutes a lock lasts" },
    { "session.idle_minutes",  15,    5,     60, "[GB/T 22239 8.1.4.1]", "闲置退出分钟数", "idle minutes before log-out" },
    { "session.hours",         12,    1,     24, "city", "会话最长小时数",     "hours a session lasts at most" },
    { "password.kib",       65536,    8, 262144, "argon2id INTERACTIVE", "口令散列内存（KiB）", "memory of a password hash" },
    { "password.passes",        2,    1,      8, "argon2id INTERACTIVE", "口令散列遍数", "passes of a password hash" },
};
/* clang-format on */
const size_t setting_row_count = COUNT(setting_rows);

const struct column setting_columns[] = {
    COLUMN(setting_record, name, "name", KIND_TEXT, "名称", "Name"),
    COLUMN(setting_record, begins, "begins", KIND_DAY, "起始日", "Begins"),
    COLUMN(setting_record, value, "value", KIND_INT, "值", "Value"),
    COLUMN(setting_record, source, "source", KIND_TEXT, "依据", "Source"),
};
const size_t setting_column_count = COUNT(setting_columns);

/* ---- the copy kept per process ---- */

struct kept { /* by name, then day */
    struct str name;
    int32_t begins;
    int64_t value;
};

static struct copies copies = NO_COPIES;

void settings_forget(void)
{
    copies_forget(&copies);
}

static void keep(struct desk *desk, const struct rows *rows)
{
    struct arena *arena = arena_open();
    struct kept *kept = NEW_ARRAY(arena, struct kept, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        kept[i] = (struct kept){ arena_str(arena, row_text(row, 0)), (int32_t)row_int(row, 1),
                                 row_int(row, 2) };
    }
    copy_keep(&copies, desk, arena, kept, rows->count);
}

/** False when there is no copy, or one too old. */
static bool look_up(struct desk *desk, const char *name, int64_t *value)
{
    pthread_mutex_lock(&copies.lock);
    const struct copy *copy = copy_of(&copies, desk);
    bool fresh = copy_is_fresh(copy, desk);
    const struct kept *kept = fresh ? copy->at : NULL;
    for (size_t i = 0; fresh && i < copy->count; i++)
        if (str_is(kept[i].name, name) && kept[i].begins <= desk->today.n)
            *value = kept[i].value;
    pthread_mutex_unlock(&copies.lock);
    return fresh;
}

int64_t setting(struct desk *desk, const char *name, int64_t fallback)
{
    struct problem why = desk->why;
    struct rows rows;
    int64_t value = fallback;
    if (!desk->db || look_up(desk, name, &value))
        return value;
    if (db_list(desk, &Q_setting_all, WITH_NOTHING, &rows) == DONE) {
        keep(desk, &rows);
        (void)!look_up(desk, name, &value);
    }
    desk->why = why; /* what broke is the next statement's to report */
    return value;
}

/* ---- changing one ---- */

static const struct setting_row *row_of(struct str name)
{
    for (size_t i = 0; i < setting_row_count; i++)
        if (str_is(name, setting_rows[i].name))
            return &setting_rows[i];
    return NULL;
}

static enum outcome store(struct desk *desk, struct str name, struct day begins, int64_t value,
                          struct str source)
{
    return db_change(desk, &Q_setting_put, REFUSAL_NONE,
                     WITH(v_text(name), v_day(begins), v_int(value), v_text(source)));
}

static enum outcome check(struct desk *desk, const struct setting_row *row, int64_t value,
                          struct day begins, struct str source)
{
    if (!row)
        return refuse_at(desk, NO_NOT_FOUND, "/name", "jumin setting list");
    if (value < row->least || value > row->most)
        return refuse_at(desk, NO_ITEM_WRONG, "/value", "%lld – %lld", (long long)row->least,
                         (long long)row->most);
    if (begins.n < desk->today.n) /* what was decided by it stays as it was decided */
        return refuse_at(desk, NO_ITEM_WRONG, "/begins", "%s", "≥ today");
    if (!source.len)
        return refuse_at(desk, NO_ITEM_MISSING, "/source", "%s", row->name);
    return DONE;
}

static enum outcome journal_setting(struct desk *desk, const struct setting_row *row, int64_t value,
                                    struct day begins, struct str source)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_text(&body, "name", row->name);
    json_field_int(&body, "value", value);
    json_field_int(&body, "begins", begins.n);
    json_field_str(&body, "source", source);
    json_close(&body, '}');
    return journal(desk, "setting.changed", 0, 0, buf_str(&body));
}

enum outcome setting_put(struct desk *desk, struct str name, int64_t value, struct day begins,
                         struct str source)
{
    SCOPED(tx) tx = { 0 };
    const struct setting_row *row = row_of(name);
    struct unit top;
    TRY(unit_top_here(desk, &top));
    TRY(may(desk, MAY_ADMIN_SYSTEM, top.number));
    TRY(check(desk, row, value, begins, source));
    TRY(tx_open(desk, &tx));
    TRY(store(desk, name, begins, value, source));
    TRY(journal_setting(desk, row, value, begins, source));
    TRY(tx_commit(&tx));
    settings_forget();
    return DONE;
}

enum outcome setting_list(struct desk *desk, const struct setting_record **out, size_t *count)
{
    struct rows rows;
    TRY(db_list(desk, &Q_setting_list, WITH_NOTHING, &rows));
    struct setting_record *records = NEW_ARRAY(desk->arena, struct setting_record, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), setting_columns, setting_column_count, &records[i]);
    *out = records;
    *count = rows.count;
    return DONE;
}

enum outcome settings_seed(struct desk *desk)
{
    static const struct day always = DAY(2004, 1, 1); /* the law's first day [L 23] */
    for (size_t i = 0; i < setting_row_count; i++)
        TRY(store(desk, str_of(setting_rows[i].name), always, setting_rows[i].first,
                  str_of(setting_rows[i].source)));
    settings_forget();
    return DONE;
}

/* ---- this node ---- */

enum outcome node_get(struct desk *desk, const char *name, struct str *out)
{
    struct row row;
    TRY(db_find(desk, &Q_node_get, WITH(v_lit(name)), &row));
    *out = row.cells ? row_text(row, 0) : NO_STR;
    return DONE;
}

enum outcome node_put(struct desk *desk, const char *name, struct str value)
{
    return db_change(desk, &Q_node_put, REFUSAL_NONE, WITH(v_lit(name), v_text(value)));
}
