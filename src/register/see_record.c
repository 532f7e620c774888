#include "register/see_record.h"
#include "base/utf8.h"
#include "core/codes.h"
#include "core/division.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/address.h"
#include "register/record_values.h"

enum { ITEMS_MOST = 20, TEXT_POINTS_MAX = 200, HEIGHT_MIN = 20, HEIGHT_MAX = 280 };

/* ---- looking ---- */

static struct str head_of(const struct persons *members)
{
    for (size_t i = 0; i < members->count; i++)
        if (str_is(members->at[i].relation, "01") || str_is(members->at[i].relation, "02"))
            return members->at[i].name;
    return NO_STR;
}

struct str household_line(struct desk *desk, const struct household *h)
{
    struct address_line line = { 0 };
    const struct address address = { h->county, h->street, h->door, h->detail };
    (void)!address_compose(desk->arena, &address, desk->today, &line);
    return line.text;
}

static enum outcome load_record(struct desk *desk, int32_t part, int64_t id,
                                struct person_record *out)
{
    struct persons members;
    TRY(person_load(desk, part, id, &out->person));
    TRY(person_detail_load(desk, part, id, &out->detail));
    TRY(household_load(desk, part, out->person.household, &out->household));
    TRY(household_members(desk, part, out->person.household, &members));
    out->address = household_line(desk, &out->household);
    out->head = head_of(&members);
    return DONE;
}

enum outcome person_record_load(struct desk *desk, int32_t part, int64_t id,
                                struct person_record *out)
{
    struct person_record record = { 0 };
    TRY(load_record(desk, part, id, &record));
    TRY(may(desk, MAY_SEE_PERSONS, record.person.station));
    if (!str_trim(desk->purpose).len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    *out = record;
    return DONE;
}

/* ---- as JSON ---- */

/** Items that name the record or are shown elsewhere. */
static const char *const left_out[] = { "part",     "id",        "ver",
                                        "trueFrom", "knownFrom", "householdId",
                                        "frozenBy", "legacy",    "load" };

static bool is_item(const struct column *column)
{
    for (size_t i = 0; i < COUNT(left_out); i++)
        if (!column->key || strcmp(column->key, left_out[i]) == 0)
            return false;
    return true;
}

static struct str raw_item(struct desk *desk, const struct record_shape *shape,
                           const struct column *column, const void *record)
{
    struct record_shape bare = *shape;
    bare.word_count = 0;
    return item_zh(desk, &bare, column, record);
}

/** What a business decides about stands in the details and is not written here. */
static const char *const decided[] = { "leftOn",     "leftReason",  "leftCountry",
                                       "leftCounty", "leftPlace",   "diedOn",
                                       "deathKind",  "cancelledOn", "cancelReason" };

static bool is_kept_here(const struct column *column)
{
    for (size_t i = 0; i < COUNT(decided); i++)
        if (!column->key || strcmp(column->key, decided[i]) == 0)
            return false;
    return true;
}

static void json_items(struct desk *desk, struct buf *buf, const char *group,
                       const struct record_shape *shape, const void *record)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct column *column = &shape->columns[i];
        if (!is_item(column))
            continue;
        json_open(buf, '{');
        json_field_text(buf, "group", group);
        json_field_text(buf, "field", column->key);
        json_field_text(buf, "zh", column->zh);
        json_field_text(buf, "en", column->en);
        json_field_str(buf, "value", raw_item(desk, shape, column, record));
        json_field_str(buf, "text", item_zh(desk, shape, column, record));
        json_field_bool(buf, "mine", shape == &person_detail_shape && is_kept_here(column));
        json_close(buf, '}');
    }
}

void person_record_json(struct desk *desk, struct buf *buf, const struct person_record *record)
{
    const struct person *p = &record->person;
    json_field_int(buf, "part", p->part);
    json_field_id(buf, "id", p->id);
    json_field_int(buf, "ver", p->ver);
    json_field_str(buf, "name", p->name);
    json_field_id(buf, "householdId", p->household);
    json_field_str(buf, "headName", record->head);
    json_field_str(buf, "address", record->address);
    json_field_bool(buf, "frozen", p->frozen_by != 0);
    json_key(buf, "items");
    json_open(buf, '[');
    json_items(desk, buf, "person", &person_shape, p);
    json_items(desk, buf, "detail", &person_detail_shape, &record->detail);
    json_items(desk, buf, "household", &household_shape, &record->household);
    json_close(buf, ']');
}

/* ---- keeping the details ---- */

static const struct column *detail_column(struct str field)
{
    for (size_t i = 0; i < person_detail_column_count; i++)
        if (person_detail_columns[i].key && str_is(field, person_detail_columns[i].key) &&
            is_kept_here(&person_detail_columns[i]))
            return &person_detail_columns[i];
    return NULL;
}

static bool is_county(struct str text)
{
    int code = division_code(text);
    return code && division_ever(code);
}

/** Words of a list, a county, or free words of a bounded length. */
static bool read_text(struct desk *desk, const struct column *column, struct str value,
                      struct str *out)
{
    const struct code_list *list = item_list(&person_detail_shape, column);
    const struct code *code = list && value.len ? code_read(list, value) : NULL;
    bool good = !value.len || (list ? code != NULL
                               : item_is_county(&person_detail_shape, column)
                                   ? is_county(value)
                                   : utf8_points(value) <= TEXT_POINTS_MAX);
    if (good)
        *out = value.len ? arena_str(desk->arena, code ? str_of(code->code) : value) : NO_STR;
    return good;
}

static bool read_height(struct str value, int32_t *out)
{
    int64_t n = 0;
    if (value.len && (!str_to_int(value, &n) || n < HEIGHT_MIN || n > HEIGHT_MAX))
        return false;
    *out = (int32_t)n;
    return true;
}

static bool read_day(struct desk *desk, struct str value, struct day *out)
{
    struct day day = { NO_DAY_N };
    if (value.len && (!day_parse(value, &day) || day.n > desk->today.n))
        return false;
    *out = day;
    return true;
}

static bool read_item(struct desk *desk, const struct column *column, struct str value,
                      struct person_detail *detail)
{
    void *at = (char *)detail + column->offset;
    value = str_trim(value);
    if (column->kind == KIND_DAY)
        return read_day(desk, value, at);
    if (column->kind == KIND_INT32)
        return read_height(value, at);
    return read_text(desk, column, value, at);
}

static enum outcome write_items(struct desk *desk, const struct detail_item *items, size_t count,
                                struct person_detail *detail)
{
    if (!count || count > ITEMS_MOST)
        return refuse_at(desk, NO_ITEM_WRONG, "/items", "1-%d", ITEMS_MOST);
    for (size_t i = 0; i < count; i++) {
        const struct column *column = detail_column(items[i].field);
        if (!column)
            return refuse_field(desk, NO_ITEM_WRONG, "/items");
        if (!read_item(desk, column, items[i].value, detail))
            return refuse_field(desk, NO_ITEM_WRONG,
                                arena_printf(desk->arena, "/%s", column->key).at);
    }
    return DONE;
}

static enum outcome check_asked(struct desk *desk, const struct person *person)
{
    TRY(may(desk, MAY_KEEP_REGISTER, person->station));
    if (!str_trim(desk->purpose).len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    if (desk->expected_version < 0)
        return refuse(desk, NO_VERSION_REQUIRED);
    if (desk->expected_version != person->ver)
        return refuse_at(desk, NO_VERSION_STALE, "", "%d", (int)person->ver);
    return DONE;
}

/** The fields, never their values: those stand in the versions. */
static enum outcome journal_kept(struct desk *desk, const struct person *person,
                                 const struct person_detail *was, const struct person_detail *now)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "ver", person->ver);
    json_key(&body, "changed");
    json_open(&body, '[');
    json_changed(&body, person_detail_columns, person_detail_column_count, 0, was, now);
    json_close(&body, ']');
    json_close(&body, '}');
    return journal(desk, "person.detail_kept", person->part, person->id, buf_str(&body));
}

enum outcome person_detail_keep(struct desk *desk, int32_t part, int64_t id,
                                const struct detail_item *items, size_t count,
                                struct person_record *out)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) changed = { 0 };
    struct person_record record = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(load_record(desk, part, id, &record));
    TRY(check_asked(desk, &record.person));
    struct person_detail next = record.detail;
    TRY(write_items(desk, items, count, &next));
    if (!json_changed(&changed, person_detail_columns, person_detail_column_count, 0,
                      &record.detail, &next))
        return refuse(desk, NO_NOTHING_TO_WRITE);
    const struct person same = record.person;
    TRY(person_update_detail(desk, &record.person, &same, &next, desk->today));
    TRY(journal_kept(desk, &record.person, &record.detail, &next));
    TRY(tx_commit(&tx));
    record.detail = next;
    *out = record;
    return DONE;
}
