#include "same/same_store.h"
#include "db/db.h"
#include "office/office.h"
#include "register/cursor.h"
#include "register/person_store.h"
#include "sql/same.h"

/* clang-format off */
const struct column same_check_columns[] = {
    COLUMN(same_check, part,       "part",      KIND_INT32, "单位",     "Unit"),
    COLUMN(same_check, id,         "id",        KIND_ID,    "核查标识", "Id"),
    COLUMN(same_check, ver,        "ver",       KIND_INT32, "版本",     "Version"),
    COLUMN(same_check, ground,     "ground",    KIND_TEXT,  "事由",     "Ground"),
    COLUMN(same_check, purpose,    "purpose",   KIND_TEXT,  "目的",     "Purpose"),
    COLUMN(same_check, state,      "state",     KIND_TEXT,  "状态",     "State"),
    COLUMN(same_check, asked_by,   "askedBy",   KIND_ID,    "提请人",   "Asked by"),
    COLUMN(same_check, asked_on,   "askedOn",   KIND_DAY,   "提请日期", "Asked on"),
    COLUMN(same_check, decided_by, "decidedBy", KIND_ID,    "批准人",   "Decided by"),
    COLUMN(same_check, decided_on, "decidedOn", KIND_DAY,   "批准日期", "Decided on"),
    COLUMN(same_check, note,       "note",      KIND_TEXT,  "批示",     "Note"),
    COLUMN(same_check, ends_on,    "endsOn",    KIND_DAY,   "有效至",   "Ends on"),
    COLUMN(same_check, closed_on,  "closedOn",  KIND_DAY,   "结束日期", "Closed on"),
};
const size_t same_check_column_count = COUNT(same_check_columns);

const struct column link_run_columns[] = {
    COLUMN(link_run, part,               "part",       KIND_INT32,   "单位",         "Unit"),
    COLUMN(link_run, id,                 "id",         KIND_ID,      "比对标识",     "Id"),
    COLUMN(link_run, ver,                "ver",        KIND_INT32,   "版本",         "Version"),
    COLUMN(link_run, of_kind,            "ofKind",     KIND_TEXT,    "所属",         "For a"),
    COLUMN(link_run, of_part,            "ofPart",     KIND_INT32,   "所属单位",     "Its part"),
    COLUMN(link_run, of_id,              "ofId",       KIND_ID,      "所属标识",     "Its id"),
    COLUMN(link_run, spec,               "spec",       KIND_TEXT,    "比对规则",     "Spec"),
    COLUMN(link_run, clerk,              "clerk",      KIND_ID,      "办理人",       "Clerk"),
    COLUMN(link_run, state,              "state",      KIND_TEXT,    "状态",         "State"),
    COLUMN(link_run, began,              "began",      KIND_INSTANT, "开始",         "Began"),
    COLUMN(link_run, ended,              "ended",      KIND_INSTANT, "结束",         "Ended"),
    COLUMN(link_run, persons,            "persons",    KIND_INT,     "人数",         "Persons"),
    COLUMN(link_run, candidates,         "candidates", KIND_INT,     "比对对数",     "Pairs compared"),
    COLUMN(link_run, found,              "found",      KIND_INT,     "疑似对数",     "Pairs found"),
    COLUMN(link_run, fresh,              "fresh",      KIND_INT,     "新增",         "New"),
    COLUMN(link_run, settled,            "settled",    KIND_INT,     "已裁定",       "Decided before"),
    COLUMN(link_run, gone,               "gone",       KIND_INT,     "不再成立",     "Gone"),
    COLUMN(link_run, threshold,          "threshold",  KIND_INT,     "阈值（百万分之）", "Threshold, millionths"),
    COLUMN(link_run, expected_precision, "expectedPrecision", KIND_INT, "预期精确率（百万分之）", "Expected precision, millionths"),
    COLUMN(link_run, expected_recall,    "expectedRecall", KIND_INT, "预期召回率（百万分之）", "Expected recall, millionths"),
};
const size_t link_run_column_count = COUNT(link_run_columns);

const struct column same_pair_columns[] = {
    COLUMN(same_pair, part,          "part",         KIND_INT32, "首登单位",     "Part"),
    COLUMN(same_pair, id,            "id",           KIND_ID,    "疑似对标识",   "Id"),
    COLUMN(same_pair, ver,           "ver",          KIND_INT32, "版本",         "Version"),
    COLUMN(same_pair, person,        "person",       KIND_ID,    "甲人员",       "First person"),
    COLUMN(same_pair, station,       "station",      KIND_INT32, "甲派出所",     "First station"),
    COLUMN(same_pair, other_part,    "otherPart",    KIND_INT32, "乙首登单位",   "Second part"),
    COLUMN(same_pair, other_person,  "otherPerson",  KIND_ID,    "乙人员",       "Second person"),
    COLUMN(same_pair, other_station, "otherStation", KIND_INT32, "乙派出所",     "Second station"),
    COLUMN(same_pair, unit,          "unit",         KIND_INT32, "责任单位",     "Owner"),
    COLUMN(same_pair, run_part,      "runPart",      KIND_INT32, "比对单位",     "Run's part"),
    COLUMN(same_pair, run,           "run",          KIND_ID,    "比对标识",     "Run"),
    COLUMN(same_pair, doubt,         "doubt",        KIND_INT,   "非同一人（百万分之）", "Doubt, millionths"),
    COLUMN(same_pair, levels,        NULL,           KIND_TEXT,  "依据",         "Levels"),
    COLUMN(same_pair, cluster,       "cluster",      KIND_ID,    "群",           "Cluster"),
    COLUMN(same_pair, cluster_size,  "clusterSize",  KIND_INT,   "群内登记数",   "Cluster size"),
    COLUMN(same_pair, state,         "state",        KIND_TEXT,  "状态",         "State"),
    COLUMN(same_pair, ending,        "ending",       KIND_INT32, "拟注销方",     "To be cancelled"),
    COLUMN(same_pair, waiting,       "waiting",      KIND_BOOL,  "待注销受理",   "Waits for its station"),
    COLUMN(same_pair, opened_on,     "openedOn",     KIND_DAY,   "发现日期",     "Opened on"),
    COLUMN(same_pair, closed_on,     "closedOn",     KIND_DAY,   "办结日期",     "Closed on"),
};
const size_t same_pair_column_count = COUNT(same_pair_columns);

static const struct column decision_columns[] = {
    COLUMN(same_decision, n,       "n",       KIND_INT32,   "序号",   "N"),
    COLUMN(same_decision, verdict, "verdict", KIND_TEXT,    "裁定",   "Verdict"),
    COLUMN(same_decision, undoes,  "undoes",  KIND_INT,     "撤回",   "Takes back"),
    COLUMN(same_decision, reason,  "reason",  KIND_TEXT,    "理由",   "Reason"),
    COLUMN(same_decision, unit,    "unit",    KIND_INT32,   "单位",   "Unit"),
    COLUMN(same_decision, clerk,   "clerk",   KIND_ID,      "办理人", "Clerk"),
    COLUMN(same_decision, instant, "at",      KIND_INSTANT, "时间",   "At"),
};
static const struct column follow_columns[] = {
    COLUMN(same_follow, n,       "n",      KIND_INT32,   "序号",   "N"),
    COLUMN(same_follow, kind,    "kind",   KIND_TEXT,    "种类",   "Kind"),
    COLUMN(same_follow, to_part, "toPart", KIND_INT32,   "单位",   "Part"),
    COLUMN(same_follow, to_id,   "toId",   KIND_ID,      "标识",   "Id"),
    COLUMN(same_follow, clerk,   "clerk",  KIND_ID,      "办理人", "Clerk"),
    COLUMN(same_follow, instant, "at",     KIND_INSTANT, "时间",   "At"),
};
/* clang-format on */

/* ---- loading ---- */

enum outcome same_check_load(struct desk *desk, int32_t part, int64_t id, struct same_check *out)
{
    struct row row;
    TRY(db_get(desk, &Q_same_check_get, NO_SAME_CHECK_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, same_check_columns, same_check_column_count, out);
    return DONE;
}

enum outcome same_pair_load(struct desk *desk, int32_t part, int64_t id, struct same_pair *out)
{
    struct row row;
    TRY(db_get(desk, &Q_same_pair_get, NO_SAME_PAIR_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, same_pair_columns, same_pair_column_count, out);
    return DONE;
}

enum outcome same_decisions_of(struct desk *desk, const struct same_pair *pair,
                               struct same_decisions *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_same_decisions, WITH(v_int(pair->part), v_int(pair->id)), &rows));
    struct same_decision *at = NEW_ARRAY(desk->arena, struct same_decision, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), decision_columns, COUNT(decision_columns), &at[i]);
    *out = (struct same_decisions){ at, rows.count };
    return DONE;
}

enum outcome same_follows_of(struct desk *desk, const struct same_pair *pair,
                             struct same_follows *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_same_follows, WITH(v_int(pair->part), v_int(pair->id)), &rows));
    struct same_follow *at = NEW_ARRAY(desk->arena, struct same_follow, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), follow_columns, COUNT(follow_columns), &at[i]);
    *out = (struct same_follows){ at, rows.count };
    return DONE;
}

enum outcome same_cluster_of(struct desk *desk, const struct same_pair *pair,
                             struct same_pair **out, size_t *count)
{
    struct rows rows;
    TRY(db_list(desk, &Q_same_pairs_of_cluster,
                WITH(v_int(pair->run_part), v_int(pair->run), v_int(pair->cluster)), &rows));
    *out = NEW_ARRAY(desk->arena, struct same_pair, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), same_pair_columns, same_pair_column_count, &(*out)[i]);
    *count = rows.count;
    return DONE;
}

/* ---- writing ---- */

enum outcome same_pair_save(struct desk *desk, struct same_pair *pair)
{
    TRY(db_change(desk, &Q_same_pair_move, NO_CHANGED_MEANWHILE,
                  WITH(v_int(pair->part), v_int(pair->id), v_int(pair->ver), v_text(pair->state),
                       v_int(pair->ending), v_int(pair->waiting), v_day(pair->closed_on))));
    pair->ver++;
    return DONE;
}

enum outcome same_decision_write(struct desk *desk, const struct same_pair *pair,
                                 const char *verdict, int64_t undoes, struct str reason)
{
    return db_change(desk, &Q_same_decision_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(pair->part), v_int(pair->id), v_int(pair->ver), v_lit(verdict),
                          v_id(undoes), v_text(reason), v_int(desk->clerk.unit),
                          v_int(desk->clerk.id), v_int(desk->now)));
}

enum outcome same_follow_write(struct desk *desk, const struct same_pair *pair, const char *kind,
                               int32_t to_part, int64_t to_id)
{
    return db_change(desk, &Q_same_follow_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(pair->part), v_int(pair->id), v_int(pair->ver), v_lit(kind),
                          v_int(to_part), v_int(to_id), v_int(desk->clerk.id), v_int(desk->now)));
}

/* ---- lists ---- */

/** Lists that begin with the newest go on below the cursor. */
static enum outcome newest_first(struct desk *desk, struct str word, int limit,
                                 struct cursor *before)
{
    TRY(page_begins(desk, word, limit, before));
    if (!word.len)
        *before = (struct cursor){ INT64_MAX, INT32_MAX, INT64_MAX, NO_STR };
    return DONE;
}

enum outcome same_checks_list(struct desk *desk, struct str cursor, int limit,
                              struct same_checks *out)
{
    struct cursor before;
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(newest_first(desk, cursor, limit, &before));
    int64_t day = before.order < INT32_MAX ? before.order : INT32_MAX;
    TRY(db_list(desk, &Q_same_checks,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(day),
                     v_int(before.part), v_int(before.id), v_int(limit + 1)),
                &rows));
    size_t count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    struct same_check *at = NEW_ARRAY(desk->arena, struct same_check, count + 1);
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(&rows, i), same_check_columns, same_check_column_count, &at[i]);
    *out = (struct same_checks){ at, count, NO_STR };
    if (count < rows.count)
        out->next =
            cursor_make(desk->arena, &(struct cursor){ at[count - 1].asked_on.n, at[count - 1].part,
                                                       at[count - 1].id, NO_STR });
    return DONE;
}

enum outcome link_runs_list(struct desk *desk, struct str cursor, int limit, struct link_runs *out)
{
    struct cursor before;
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(newest_first(desk, cursor, limit, &before));
    TRY(db_list(desk, &Q_link_runs,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to),
                     v_int(before.order), v_int(before.part), v_int(before.id), v_int(limit + 1)),
                &rows));
    size_t count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    struct link_run *at = NEW_ARRAY(desk->arena, struct link_run, count + 1);
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(&rows, i), link_run_columns, link_run_column_count, &at[i]);
    *out = (struct link_runs){ at, count, NO_STR };
    if (count < rows.count)
        out->next =
            cursor_make(desk->arena, &(struct cursor){ at[count - 1].began, at[count - 1].part,
                                                       at[count - 1].id, NO_STR });
    return DONE;
}

static enum outcome fill_side(struct desk *desk, struct same_pair_row *row, int side)
{
    struct person p;
    const struct same_pair *pair = &row->pair;
    TRY(person_load(desk, side ? pair->other_part : pair->part,
                    side ? pair->other_person : pair->person, &p));
    row->names[side] = name_masked(desk->arena, p.name);
    row->born_year[side] = day_is(p.born_on) ? day_civil(p.born_on).year : 0;
    return DONE;
}

static enum outcome read_page(struct desk *desk, const struct rows *rows, int limit,
                              struct same_pairs *out)
{
    size_t count = rows->count > (size_t)limit ? (size_t)limit : rows->count;
    struct same_pair_row *at = NEW_ARRAY(desk->arena, struct same_pair_row, count + 1);
    for (size_t i = 0; i < count; i++) {
        row_read(rows_at(rows, i), same_pair_columns, same_pair_column_count, &at[i].pair);
        TRY(fill_side(desk, &at[i], 0));
        TRY(fill_side(desk, &at[i], 1));
    }
    *out = (struct same_pairs){ at, count, NO_STR };
    if (count < rows->count) {
        const struct same_pair *last = &at[count - 1].pair;
        out->next =
            cursor_make(desk->arena, &(struct cursor){ last->doubt, last->part, last->id, NO_STR });
    }
    return DONE;
}

static bool is_state(struct str state)
{
#define X(code, zh, en)                                                                            \
    if (str_is(state, #code))                                                                      \
        return true;
    SAME_PAIR_STATES(X)
#undef X
    return false;
}

enum outcome same_pairs_list(struct desk *desk, struct str state, struct str cursor, int limit,
                             struct same_pairs *out)
{
    struct cursor after;
    struct rows rows;
    TRY(may(desk, MAY_SETTLE_NUMBERS, desk->clerk.unit));
    if (!is_state(state))
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN, SAME, DIFFERENT, UNKNOWN, GONE");
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_same_pairs,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_text(state),
                     v_int(after.order), v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    return read_page(desk, &rows, limit, out);
}

enum outcome same_pairs_waiting(struct desk *desk, struct str cursor, int limit,
                                struct same_pairs *out)
{
    struct cursor after;
    struct rows rows;
    TRY(may(desk, MAY_KEEP_REGISTER, desk->clerk.unit));
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_same_pairs_waiting,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(after.part),
                     v_int(after.id), v_int(limit + 1)),
                &rows));
    return read_page(desk, &rows, limit, out);
}

enum outcome same_pair_counts(struct desk *desk, struct same_pair_count **out, size_t *count)
{
    struct rows rows;
    TRY(db_list(desk, &Q_same_pair_counts,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    *out = NEW_ARRAY(desk->arena, struct same_pair_count, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        (*out)[i] = (struct same_pair_count){ row_text(row, 0), row_int(row, 1), row_day(row, 2) };
    }
    *count = rows.count;
    return DONE;
}
