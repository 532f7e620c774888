#include "overdue/take_list.h"
#include "core/name.h"
#include "core/number.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "office/office.h"
#include "overdue/overdue_store.h"
#include "register/import_file.h"
#include "register/person_store.h"
#include "sql/overdue.h"

const struct import_heading overdue_headings[OVERDUE_COLUMN_COUNT] = {
#define X(column, heading, needed, day) [OVERDUE_COLUMN_##column] = { heading, needed, day },
    OVERDUE_COLUMNS(X)
#undef X
};

/* clang-format off */
const struct column overdue_list_columns[] = {
    COLUMN(overdue_list, part,      "part",      KIND_INT32,   "单位",           "Unit"),
    COLUMN(overdue_list, id,        "id",        KIND_ID,      "名单标识",       "Id"),
    COLUMN(overdue_list, source,    "source",    KIND_TEXT,    "来源",           "Source"),
    COLUMN(overdue_list, file,      "file",      KIND_TEXT,    "文件",           "File"),
    COLUMN(overdue_list, lines,     "lines",     KIND_INT,     "行数",           "Lines"),
    COLUMN(overdue_list, by_number, "byNumber",  KIND_INT,     "号码比中",       "By number"),
    COLUMN(overdue_list, by_name,   "byName",    KIND_INT,     "待认定",         "To be looked at"),
    COLUMN(overdue_list, known,     "known",     KIND_INT,     "已有案件",       "Open already"),
    COLUMN(overdue_list, ended,     "ended",     KIND_INT,     "户口已注销",     "Ended already"),
    COLUMN(overdue_list, unmatched, "unmatched", KIND_INT,     "未比中",         "Nobody here"),
    COLUMN(overdue_list, rejected,  "rejected",  KIND_INT,     "不能读取",       "Rejected"),
    COLUMN(overdue_list, clerk,     "clerk",     KIND_ID,      "经办人",         "Clerk"),
    COLUMN(overdue_list, instant,   "at",        KIND_INSTANT, "时间",           "At"),
};
const size_t overdue_list_column_count = COUNT(overdue_list_columns);
/* clang-format on */

/* ---- a line ---- */

enum { CANDIDATES = 5 };

struct line {
    int64_t at;
    struct str name, number, paper, place;
    struct day born_on, event_on;
};

struct taking {
    struct desk *desk;
    const struct overdue_source *source;
    const struct import_order *order;
    struct number_checker *checker;
    struct overdue_list *list;
};

/** 2004-03-01 or 20040301. */
static bool read_day(struct str text, struct day *out)
{
    *out = NO_DAY;
    return !text.len || day_parse(text, out);
}

static enum refusal read_line(struct taking *t, const struct str *items, struct line *out,
                              const char **field)
{
    struct number_check number = number_check(t->checker, str_trim(items[OVERDUE_COLUMN_NUMBER]));
    out->name = name_stored(t->desk->arena, str_trim(items[OVERDUE_COLUMN_NAME]));
    out->number = arena_str(t->desk->arena, str_of(number.canonical));
    out->paper = str_trim(items[OVERDUE_COLUMN_PAPER]);
    out->place = str_trim(items[OVERDUE_COLUMN_PLACE]);
    *field = overdue_headings[OVERDUE_COLUMN_NAME].zh;
    if (name_fault(out->name, NULL) == NAME_EMPTY)
        return NO_ITEM_MISSING;
    *field = overdue_headings[OVERDUE_COLUMN_BORN].zh;
    if (!read_day(str_trim(items[OVERDUE_COLUMN_BORN]), &out->born_on))
        return NO_ITEM_WRONG;
    *field = overdue_headings[OVERDUE_COLUMN_EVENT].zh;
    if (!read_day(str_trim(items[OVERDUE_COLUMN_EVENT]), &out->event_on))
        return NO_ITEM_WRONG;
    if (!day_is(out->event_on))
        return NO_ITEM_MISSING;
    if (out->event_on.n > t->desk->today.n)
        return NO_ITEM_WRONG;
    *field = overdue_headings[OVERDUE_COLUMN_NUMBER].zh;
    return out->number.len || day_is(out->born_on) ? REFUSAL_NONE : NO_ITEM_MISSING;
}

static struct overdue_case new_case(struct taking *t, const struct line *line,
                                    enum overdue_match match, const struct person *p)
{
    struct overdue_case c = overdue_new(t->desk, t->source, match, p);
    c.said_name = line->name;
    c.said_number = line->number;
    c.said_born_on = line->born_on;
    c.event_on = line->event_on;
    c.paper = line->paper;
    c.place = line->place;
    c.list_part = t->list->part;
    c.list = t->list->id;
    c.line = line->at;
    return c;
}

/** What happened before the person was born happened to somebody else. */
static bool is_possible(const struct line *line, const struct person *p)
{
    return !day_is(p->born_on) || p->born_on.n <= line->event_on.n;
}

/** A case is open, or the same news was found to be about somebody else. */
static enum outcome is_known(struct taking *t, const struct line *line, const struct person *p,
                             bool *out)
{
    struct overdue_cases all;
    TRY(overdue_of_person(t->desk, p->part, p->id, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct overdue_case *c = &all.at[i];
        bool cancels = overdue_sort_of(c->sort) == OVERDUE_CANCEL;
        bool same = str_is(c->source, t->source->code) && c->event_on.n == line->event_on.n &&
                    overdue_state_of(c->state) == OVERDUE_DISMISSED;
        *out = *out || same || (cancels && !day_is(c->closed_on));
    }
    return DONE;
}

static enum outcome take_person(struct taking *t, const struct line *line, enum overdue_match match,
                                const struct person *p)
{
    bool known = false;
    if (!str_is(p->status, "0")) {
        t->list->ended++;
        return DONE;
    }
    TRY(is_known(t, line, p, &known));
    if (known) {
        t->list->known++;
        return DONE;
    }
    const struct overdue_case c = new_case(t, line, match, p);
    TRY(overdue_insert(t->desk, &c));
    if (match == OVERDUE_BY_NUMBER)
        t->list->by_number++;
    else
        t->list->by_name++;
    return DONE;
}

/** *found: somebody of the reach holds the number, or held it. */
static enum outcome match_number(struct taking *t, const struct line *line, bool *found)
{
    struct number_holders holders;
    struct desk *desk = t->desk;
    if (!line->number.len)
        return DONE;
    TRY(number_holders_of(desk, line->number, &holders));
    if (!holders.count)
        TRY(number_past_holders_of(desk, line->number, &holders));
    for (size_t i = 0; i < holders.count; i++) {
        struct person p;
        TRY(person_load(desk, holders.at[i].part, holders.at[i].person, &p));
        if (!clerk_reaches(&desk->clerk, p.station) || !is_possible(line, &p))
            continue;
        bool same = holders.count == 1 && name_same(desk->arena, p.name, line->name);
        *found = true;
        TRY(take_person(t, line, same ? OVERDUE_BY_NUMBER : OVERDUE_BY_NUMBER_ONLY, &p));
    }
    return DONE;
}

static enum outcome match_name(struct taking *t, const struct line *line, bool *found)
{
    struct persons named;
    const struct clerk *clerk = &t->desk->clerk;
    if (!day_is(line->born_on))
        return DONE;
    TRY(persons_named(t->desk, line->name, line->born_on, clerk->reach_from, clerk->reach_to,
                      CANDIDATES, &named));
    for (size_t i = 0; i < named.count; i++)
        if (is_possible(line, &named.at[i])) {
            *found = true;
            TRY(take_person(t, line, OVERDUE_BY_NAME_BORN, &named.at[i]));
        }
    return DONE;
}

static void reject(struct taking *t, const struct import_reject *why)
{
    t->list->rejected++;
    if (t->order->rejected)
        t->order->rejected(t->order->self, why);
}

static enum outcome take_line(struct taking *t, const struct str *items, struct import_reject *why)
{
    struct line line = { .at = why->line };
    bool found = false;
    why->code = read_line(t, items, &line, &why->field);
    if (why->code != REFUSAL_NONE) {
        reject(t, why);
        return DONE;
    }
    TRY(match_number(t, &line, &found));
    if (!found)
        TRY(match_name(t, &line, &found));
    t->list->unmatched += !found;
    return DONE;
}

/* ---- the list ---- */

static enum outcome take_lines(struct taking *t)
{
    struct import_file file;
    struct str items[ITEM_COUNT];
    struct import_raw raw;
    struct import_reject why;
    enum import_read read;
    TRY(import_file_open(t->desk, t->order, &file));
    while ((read = import_file_row(&file, t->desk->arena, items, &raw, &why)) != IMPORT_END) {
        if (++t->list->lines > OVERDUE_LINES_MAX)
            return refuse_at(t->desk, NO_LIST_TOO_LONG, "", "%d", OVERDUE_LINES_MAX);
        if (read == IMPORT_REJECTED)
            reject(t, &why);
        else
            TRY(take_line(t, items, &why));
    }
    return DONE;
}

static enum outcome keep_list(struct desk *desk, const struct overdue_list *l,
                              const unsigned char *hash)
{
    return db_change(desk, &Q_overdue_list_add, REFUSAL_NONE,
                     WITH(v_int(l->part), v_int(l->id), v_text(l->source), v_text(l->file),
                          v_bytes(str_from(hash, SM3_BYTES)), v_int(l->lines), v_int(l->by_number),
                          v_int(l->by_name), v_int(l->known), v_int(l->ended), v_int(l->unmatched),
                          v_int(l->rejected), v_int(l->clerk), v_int(l->instant)));
}

static enum outcome enter_list(struct desk *desk, const struct overdue_list *l)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_str(&body, "source", l->source);
    json_field_int(&body, "lines", l->lines);
    json_field_int(&body, "byNumber", l->by_number);
    json_field_int(&body, "byName", l->by_name);
    json_field_int(&body, "known", l->known);
    json_field_int(&body, "ended", l->ended);
    json_field_int(&body, "unmatched", l->unmatched);
    json_field_int(&body, "rejected", l->rejected);
    json_close(&body, '}');
    return journal(desk, "overdue.list_taken", l->part, l->id, buf_str(&body));
}

enum outcome overdue_take_list(struct desk *desk, struct str source,
                               const struct import_order *order, struct overdue_list *out)
{
    SCOPED(tx) tx = { 0 };
    unsigned char hash[SM3_BYTES];
    struct overdue_list list = { .part = desk->clerk.unit,
                                 .source = source,
                                 .file = order->file.len ? order->file : STR("-"),
                                 .clerk = desk->clerk.id,
                                 .instant = desk->now };
    struct taking t = { desk, overdue_source_find(source, desk->today), order,
                        NEW(desk->arena, struct number_checker), &list };
    TRY(may(desk, MAY_IMPORT, desk->clerk.unit));
    if (!t.source || !t.source->listed)
        return refuse_field(desk, NO_ITEM_WRONG, "/source");
    list.id = new_id(desk);
    number_checker_init(t.checker, desk->today);
    sm3(order->whole.len ? order->whole : order->bytes, hash);
    TRY(tx_open(desk, &tx));
    TRY(take_lines(&t));
    TRY(keep_list(desk, &list, hash));
    TRY(enter_list(desk, &list));
    TRY(tx_commit(&tx));
    *out = list;
    return DONE;
}

enum outcome overdue_lists(struct desk *desk, struct overdue_lists *out)
{
    enum { SHOWN = 100 };
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(db_list(desk, &Q_overdue_lists,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(SHOWN)),
                &rows));
    struct overdue_list *at = NEW_ARRAY(desk->arena, struct overdue_list, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), overdue_list_columns, overdue_list_column_count, &at[i]);
    *out = (struct overdue_lists){ at, rows.count };
    return DONE;
}
