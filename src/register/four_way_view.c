#include "register/four_way_view.h"
#include "core/division.h"
#include "core/source.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/cursor.h"
#include "register/person.h"
#include "sql/register.h"

enum { DAYS_TO_CLOSE = 30, CHECKS_MOST = 20 };

/* clang-format off */
const struct column four_way_check_columns[] = {
    COLUMN(four_way_check_row, part,       "part",      KIND_INT32, "首登单位",   "Part"),
    COLUMN(four_way_check_row, id,         "id",        KIND_ID,    "对照标识",   "Check"),
    COLUMN(four_way_check_row, ver,        "ver",       KIND_INT32, "版本",       "Version"),
    COLUMN(four_way_check_row, person,     "person",    KIND_ID,    "人员标识",   "Person"),
    COLUMN(four_way_check_row, station,    "station",   KIND_INT32, "派出所",     "Station"),
    COLUMN(four_way_check_row, checked_on, "checkedOn", KIND_DAY,   "对照日期",   "Checked on"),
    COLUMN(four_way_check_row, booklet_on, "bookletOn", KIND_DAY,   "户口簿签发", "Booklet issued"),
    COLUMN(four_way_check_row, card_on,    "cardOn",    KIND_DAY,   "身份证签发", "Card issued"),
    COLUMN(four_way_check_row, shown,      NULL,        KIND_INT32, "所验",       "Shown"),
    COLUMN(four_way_check_row, clerk,      NULL,        KIND_ID,    "经办人",     "Clerk"),
    COLUMN(four_way_check_row, signed_on,  "signedOn",  KIND_DAY,   "签名日期",   "Signed on"),
    COLUMN(four_way_check_row, signed_by,  "signedBy",  KIND_TEXT,  "签名人",     "Signed by"),
    COLUMN(four_way_check_row, closed_on,  "closedOn",  KIND_DAY,   "办结日期",   "Closed on"),
    COLUMN(four_way_check_row, undecided,  "undecided", KIND_INT,   "待处理项",   "Undecided"),
    COLUMN(four_way_check_row, waiting,    "waiting",   KIND_INT,   "待案件项",   "Waiting for a case"),
    COLUMN(four_way_check_row, holding,    "holding",   KIND_INT,   "证件项目未决", "Of the card, not settled"),
};
const size_t four_way_check_column_count = COUNT(four_way_check_columns);

const struct column four_way_count_columns[] = {
    COLUMN(four_way_count, station, "station", KIND_INT32, "派出所", "Station"),
    COLUMN(four_way_count, open,    "open",    KIND_INT,   "未办结", "Not closed"),
    COLUMN(four_way_count, overdue, "overdue", KIND_INT,   "超期",   "Overdue"),
    COLUMN(four_way_count, oldest,  "oldest",  KIND_DAY,   "最早",   "Oldest"),
};
/* clang-format on */
const size_t four_way_count_column_count = COUNT(four_way_count_columns);

/* ---- what the register says ---- */

static const struct column *column_of(const struct four_way_item *item)
{
    for (size_t i = 0; i < person_shape.count; i++)
        if (person_shape.columns[i].key && strcmp(person_shape.columns[i].key, item->key) == 0)
            return &person_shape.columns[i];
    return NULL;
}

static const struct code_list *list_of(const struct four_way_item *item)
{
    const struct column *column = column_of(item);
    return column ? item_list(&person_shape, column) : NULL;
}

/** A county has its full name, a code its word. */
static struct str text_of(struct desk *desk, const struct four_way_item *item, struct str value)
{
    int county = strcmp(item->key, "nativePlace") == 0 ? division_code(value) : 0;
    struct str name =
        county ? division_full_name(desk->arena, county, desk->today) : four_way_text(item, value);
    return name.len ? name : value;
}

struct str four_way_text(const struct four_way_item *item, struct str value)
{
    const struct code_list *list = list_of(item);
    return list && value.len ? code_zh(list, value) : value;
}

static struct str value_of(struct desk *desk, const struct four_way_item *item,
                           const struct person_record *record)
{
    struct record_shape bare = person_shape;
    const struct column *column = column_of(item);
    bare.word_count = 0;
    return column ? item_zh(desk, &bare, column, &record->person) : record->address;
}

void four_way_registered(struct desk *desk, const struct person_record *record,
                         struct four_way_registered out[FOUR_WAY_ITEMS])
{
    for (size_t i = 0; i < FOUR_WAY_ITEMS; i++) {
        const struct four_way_item *item = &four_way_items[i];
        struct str value = value_of(desk, item, record);
        out[i] = (struct four_way_registered){ value, text_of(desk, item, value), list_of(item) };
    }
}

bool four_way_is_righted(struct desk *desk, const struct person_record *record,
                         const struct four_way_difference *d)
{
    const struct four_way_item *item = four_way_item_of(d->item);
    struct str now = item ? value_of(desk, item, record) : NO_STR;
    return d->proposal.len ? str_eq(now, d->proposal) : !str_eq(now, d->register_value);
}

/* ---- reading ---- */

static enum outcome read_differences(struct desk *desk, const struct statement *statement,
                                     struct values with, struct four_way_differences *out)
{
    struct rows rows;
    TRY(db_list(desk, statement, with, &rows));
    struct four_way_difference *at = NEW_ARRAY(desk->arena, struct four_way_difference, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), four_way_columns, four_way_column_count, &at[i]);
    *out = (struct four_way_differences){ at, rows.count };
    return DONE;
}

enum outcome four_way_open_of(struct desk *desk, int32_t part, int64_t person,
                              struct four_way_differences *out)
{
    return read_differences(desk, &Q_four_way_open_of, WITH(v_int(part), v_int(person)), out);
}

enum outcome four_way_check_load(struct desk *desk, int32_t part, int64_t id,
                                 struct four_way_check_row *out)
{
    struct row row;
    TRY(db_get(desk, &Q_four_way_check_get, NO_NOT_FOUND, WITH(v_int(part), v_int(id)), &row));
    row_read(row, four_way_check_columns, four_way_check_column_count, out);
    return DONE;
}

static enum outcome load_checks(struct desk *desk, int32_t part, int64_t person,
                                struct four_way_checks *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_four_way_checks_of, WITH(v_int(part), v_int(person), v_int(CHECKS_MOST)),
                &rows));
    *out = (struct four_way_checks){ NEW_ARRAY(desk->arena, struct four_way_check_row, rows.count),
                                     rows.count };
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), four_way_check_columns, four_way_check_column_count,
                 &out->at[i]);
    return DONE;
}

enum outcome four_way_sheet_load(struct desk *desk, int32_t part, int64_t person,
                                 struct four_way_sheet *out)
{
    TRY(person_record_load(desk, part, person, &out->record));
    four_way_registered(desk, &out->record, out->items);
    return load_checks(desk, part, person, &out->checks);
}

/** In the order of the items, as the page and the printed form show them. */
static void in_order(struct desk *desk, struct four_way_differences *d)
{
    struct four_way_difference *at = NEW_ARRAY(desk->arena, struct four_way_difference, d->count);
    size_t count = 0;
    for (size_t i = 0; i < FOUR_WAY_ITEMS; i++)
        for (size_t k = 0; k < d->count; k++)
            if (str_is(d->at[k].item, four_way_items[i].key))
                at[count++] = d->at[k];
    d->at = at;
}

enum outcome four_way_view_load(struct desk *desk, int32_t part, int64_t id,
                                struct four_way_view *out)
{
    TRY(four_way_check_load(desk, part, id, &out->check));
    TRY(person_record_load(desk, part, out->check.person, &out->record));
    four_way_registered(desk, &out->record, out->items);
    TRY(read_differences(desk, &Q_four_way_differences_of, WITH(v_int(part), v_int(id)),
                         &out->differences));
    in_order(desk, &out->differences);
    return DONE;
}

/* ---- the work list ---- */

static void read_listed(struct desk *desk, struct row row, struct four_way_listed *out)
{
    row_read(row, four_way_check_columns, four_way_check_column_count, &out->check);
    out->name = name_masked(desk->arena, row_text(row, four_way_check_column_count));
    out->legacy = row_text(row, four_way_check_column_count + 1);
}

/** One row more than asked tells whether there is a next page. */
static void read_page(struct desk *desk, const struct rows *rows, size_t limit,
                      struct four_way_list *out)
{
    size_t shown = rows->count > limit ? limit : rows->count;
    *out = (struct four_way_list){ NEW_ARRAY(desk->arena, struct four_way_listed, shown), shown,
                                   NO_STR };
    for (size_t i = 0; i < shown; i++)
        read_listed(desk, rows_at(rows, i), &out->at[i]);
    if (rows->count <= limit)
        return;
    const struct four_way_check_row *last = &out->at[shown - 1].check;
    out->next = cursor_make(desk->arena,
                            &(struct cursor){ last->checked_on.n, last->part, last->id, STR("") });
}

enum outcome four_way_list(struct desk *desk, struct str cursor, int64_t limit,
                           struct four_way_list *out)
{
    struct rows rows;
    struct cursor after;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_four_way_checks,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(after.order),
                     v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    read_page(desk, &rows, (size_t)limit, out);
    return DONE;
}

enum outcome four_way_counts(struct desk *desk, struct four_way_counts *out)
{
    struct rows rows;
    int64_t days = setting(desk, "four_way.days", DAYS_TO_CLOSE);
    struct day before = { desk->today.n - (int32_t)days };
    TRY(db_list(desk, &Q_four_way_counts,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(before)),
                &rows));
    *out = (struct four_way_counts){ NEW_ARRAY(desk->arena, struct four_way_count, rows.count),
                                     rows.count };
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), four_way_count_columns, four_way_count_column_count,
                 &out->at[i]);
    return DONE;
}

/* ---- as JSON ---- */

static void put_check(struct desk *desk, struct buf *buf, const struct four_way_check_row *check)
{
    const struct four_way_word *signer = four_way_signer_of(check->signed_by);
    json_columns(buf, four_way_check_columns, four_way_check_column_count, check);
    json_field_text(buf, "state", four_way_state(check));
    json_field_str(buf, "stationName", unit_short_name(desk, check->station));
    json_field_text(buf, "signedByZh", signer ? signer->zh : NULL);
    json_field_text(buf, "signedByEn", signer ? signer->en : NULL);
    json_field_int(buf, "days", desk->today.n - check->checked_on.n);
    json_key(buf, "shown");
    json_open(buf, '[');
    for (size_t i = 0; i < FOUR_WAY_SOURCES; i++)
        if (check->shown >> i & 1)
            json_str(buf, str_of(four_way_sources[i].code));
    json_close(buf, ']');
}

void four_way_check_json(struct desk *desk, struct buf *buf, const struct four_way_check_row *check)
{
    json_open(buf, '{');
    put_check(desk, buf, check);
    json_close(buf, '}');
}

static void put_cases(struct buf *buf, const struct four_way_item *item)
{
    struct str rest = str_of(item->cases), word;
    json_key(buf, "cases");
    json_open(buf, '[');
    while (str_split(&rest, ' ', &word))
        json_str(buf, word);
    json_close(buf, ']');
}

/** What may be entered of an item with a list; codes kept for old records too. */
static void put_options(struct buf *buf, const struct code_list *list)
{
    json_key(buf, "options");
    json_open(buf, '[');
    for (size_t i = 0; list && i < list->count; i++) {
        json_open(buf, '{');
        json_field_text(buf, "code", list->rows[i].code);
        json_field_text(buf, "zh", list->rows[i].zh);
        json_field_text(buf, "en", list->rows[i].en);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_items(struct buf *buf, const struct four_way_registered items[FOUR_WAY_ITEMS])
{
    json_key(buf, "items");
    json_open(buf, '[');
    for (size_t i = 0; i < FOUR_WAY_ITEMS; i++) {
        const struct four_way_item *item = &four_way_items[i];
        json_open(buf, '{');
        json_field_text(buf, "item", item->key);
        json_field_text(buf, "zh", item->zh);
        json_field_text(buf, "en", item->en);
        json_field_bool(buf, "onCard", item->on_card);
        json_field_str(buf, "value", items[i].value);
        json_field_str(buf, "text", items[i].text);
        put_options(buf, items[i].list);
        put_cases(buf, item);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_person(struct buf *buf, const struct person_record *record)
{
    const struct person *p = &record->person;
    json_key(buf, "who");
    json_open(buf, '{');
    json_field_int(buf, "part", p->part);
    json_field_id(buf, "id", p->id);
    json_field_str(buf, "name", p->name);
    json_field_str(buf, "headName", record->head);
    json_field_bool(buf, "frozen", p->frozen_by != 0);
    json_close(buf, '}');
}

void four_way_sheet_json(struct desk *desk, struct buf *buf, const struct four_way_sheet *sheet)
{
    json_open(buf, '{');
    put_person(buf, &sheet->record);
    put_items(buf, sheet->items);
    json_key(buf, "checks");
    json_open(buf, '[');
    for (size_t i = 0; i < sheet->checks.count; i++)
        four_way_check_json(desk, buf, &sheet->checks.at[i]);
    json_close(buf, ']');
    json_close(buf, '}');
}

static void put_difference(struct desk *desk, struct buf *buf, const struct four_way_view *view,
                           const struct four_way_difference *d)
{
    const struct four_way_word *rule = four_way_rule_of(d->rule);
    json_open(buf, '{');
    json_columns(buf, four_way_columns, four_way_column_count, d);
    json_field_text(buf, "ruleZh", rule ? rule->zh : NULL);
    json_field_text(buf, "ruleEn", rule ? rule->en : NULL);
    json_field_source(desk->arena, buf, "ruleSource", rule ? str_of(four_way_rule_source) : NO_STR);
    json_field_bool(buf, "righted", four_way_is_righted(desk, &view->record, d));
    json_close(buf, '}');
}

void four_way_view_json(struct desk *desk, struct buf *buf, const struct four_way_view *view)
{
    json_open(buf, '{');
    json_key(buf, "check");
    four_way_check_json(desk, buf, &view->check);
    put_person(buf, &view->record);
    put_items(buf, view->items);
    json_key(buf, "differences");
    json_open(buf, '[');
    for (size_t i = 0; i < view->differences.count; i++)
        put_difference(desk, buf, view, &view->differences.at[i]);
    json_close(buf, ']');
    json_close(buf, '}');
}

void four_way_listed_json(struct desk *desk, struct buf *buf, const struct four_way_listed *row)
{
    json_open(buf, '{');
    put_check(desk, buf, &row->check);
    json_field_str(buf, "personName", row->name);
    json_field_str(buf, "legacy", row->legacy.len ? row->legacy : NO_STR);
    json_close(buf, '}');
}

void four_way_count_json(struct desk *desk, struct buf *buf, const struct four_way_count *count)
{
    json_open(buf, '{');
    json_columns(buf, four_way_count_columns, four_way_count_column_count, count);
    json_field_str(buf, "stationName", unit_short_name(desk, count->station));
    json_field_int(buf, "days", desk->today.n - count->oldest.n);
    json_close(buf, '}');
}
