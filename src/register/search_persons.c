#include "base/utf8.h"
#include "core/name.h"
#include "core/number.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/cursor.h"
#include "register/person_store.h"
#include "register/search.h"
#include "sql/register.h"

enum { PAGE_MAX = 200, PREFIX_POINTS_MIN = 2 };

/** A search while it runs; `rows` collects hits, one more than the page shows where there are more.
 */
struct searching {
    struct desk *desk;
    const struct person_query *query;
    struct cursor after;
    struct person_hit *hits; /* room for limit + 1 */
    struct cursor *places;   /* of each hit */
    size_t count;
};

/* ---- hits ---- */

/** Columns as in hit_of, hits_by_name, hits_by_household. */
static void add_hit(struct searching *s, struct row row)
{
    struct arena *arena = s->desk->arena;
    struct day born = row_day(row, 6);
    if (s->count > (size_t)s->query->limit)
        return;
    s->places[s->count] =
        (struct cursor){ 0, (int32_t)row_int(row, 0), row_int(row, 1), row_text(row, 3) };
    s->hits[s->count++] = (struct person_hit){
        .part = (int32_t)row_int(row, 0),
        .id = row_int(row, 1),
        .name = name_masked(arena, row_text(row, 2)),
        .number = number_masked(arena, row_text(row, 4)),
        .sex = row_text(row, 5),
        .born_year = day_is(born) ? day_civil(born).year : 0,
        .station = (int32_t)row_int(row, 7),
        .household = row_int(row, 8),
        .status = row_text(row, 9),
        .open_case = row_int(row, 10),
    };
}

static void add_hits(struct searching *s, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        add_hit(s, rows_at(rows, i));
}

/** The person, unless he lives outside the reach. */
static enum outcome add_person(struct searching *s, int32_t part, int64_t id)
{
    const struct clerk *clerk = &s->desk->clerk;
    struct row row;
    TRY(db_find(s->desk, &Q_hit_of,
                WITH(v_int(part), v_int(id), v_int(clerk->reach_from), v_int(clerk->reach_to)),
                &row));
    if (row.cells)
        add_hit(s, row);
    return DONE;
}

/* ---- the four ways ---- */

static enum outcome by_number(struct searching *s)
{
    struct number_checker *checker = NEW(s->desk->arena, struct number_checker);
    number_checker_init(checker, s->desk->today);
    struct number_check check = number_check(checker, s->query->number);
    struct number_holders holders;
    /* a wrong number in the register is found too, as long as it was typed whole */
    if (check.reasons & (NUMBER_LENGTH | NUMBER_CHARACTER))
        return refuse_at(s->desk, NO_NUMBER_WRONG, "/number", STR_FMT,
                         STR_ARG(number_reasons_str(s->desk->arena, check.reasons)));
    TRY(number_holders_of(s->desk, str_of(check.canonical), &holders));
    if (!holders.count)
        TRY(number_past_holders_of(s->desk, str_of(check.canonical), &holders));
    for (size_t i = 0; i < holders.count; i++)
        TRY(add_person(s, holders.at[i].part, holders.at[i].person));
    return DONE;
}

/** All keys that begin with this one lie between it and it with the last code point behind it;
 * U+0001 behind it bounds it alone. */
static enum outcome by_name(struct searching *s)
{
    const struct clerk *clerk = &s->desk->clerk;
    struct str key = name_key(s->desk->arena, s->query->name);
    bool prefix = utf8_points(key) >= PREFIX_POINTS_MIN;
    struct str before = arena_printf(s->desk->arena, STR_FMT "%s", STR_ARG(key),
                                     prefix ? "\xF4\x8F\xBF\xBF" : "\x01");
    struct str from = s->after.text.len ? s->after.text : key;
    struct rows rows;
    TRY(db_list(s->desk, &Q_hits_by_name,
                WITH(v_text(from), v_text(before), v_int(clerk->reach_from), v_int(clerk->reach_to),
                     v_text(s->after.text.at ? s->after.text : STR("")), v_int(s->after.part),
                     v_int(s->after.id), v_int(s->query->limit + 1)),
                &rows));
    add_hits(s, &rows);
    return DONE;
}

static enum outcome by_household(struct searching *s)
{
    const struct clerk *clerk = &s->desk->clerk;
    struct rows rows;
    TRY(db_list(s->desk, &Q_hits_by_household,
                WITH(v_text(str_trim(s->query->household)), v_int(clerk->reach_from),
                     v_int(clerk->reach_to), v_int(s->after.part), v_int(s->after.id),
                     v_int(s->query->limit + 1)),
                &rows));
    add_hits(s, &rows);
    return DONE;
}

static enum outcome by_legacy(struct searching *s)
{
    struct row row;
    TRY(db_find(s->desk, &Q_legacy_find, WITH(v_text(str_trim(s->query->legacy))), &row));
    return row.cells ? add_person(s, (int32_t)row_int(row, 0), row_int(row, 1)) : DONE;
}

/* clang-format off */
static const struct way {
    const char *by;
    size_t field; /* of struct person_query */
    enum outcome (*find)(struct searching *s);
} ways[] = {
    { "number",    offsetof(struct person_query, number),    by_number },
    { "name",      offsetof(struct person_query, name),      by_name },
    { "household", offsetof(struct person_query, household), by_household },
    { "legacy",    offsetof(struct person_query, legacy),    by_legacy },
};
/* clang-format on */

static const struct way *way_of(const struct person_query *query)
{
    for (size_t i = 0; i < COUNT(ways); i++) {
        const void *at = (const char *)query + ways[i].field;
        if (str_trim(*(const struct str *)at).len)
            return &ways[i];
    }
    return NULL;
}

/* ---- the use case ---- */

static enum outcome check_query(struct desk *desk, const struct person_query *query,
                                struct cursor *after)
{
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (!str_trim(desk->purpose).len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    if (!way_of(query))
        return refuse(desk, NO_SEARCH_TOO_WIDE);
    if (query->limit < 1 || query->limit > PAGE_MAX)
        return refuse_at(desk, NO_BAD_REQUEST, "/limit", "1-%d", PAGE_MAX);
    if (query->cursor.len && !cursor_read(desk->arena, query->cursor, after))
        return refuse_at(desk, NO_BAD_REQUEST, "/cursor", "不是本系统给出的游标");
    return DONE;
}

enum outcome persons_find(struct desk *desk, const struct person_query *query,
                          struct person_hits *out)
{
    struct searching s = { .desk = desk, .query = query };
    TRY(check_query(desk, query, &s.after));
    s.hits = NEW_ARRAY(desk->arena, struct person_hit, query->limit + 1);
    s.places = NEW_ARRAY(desk->arena, struct cursor, query->limit + 1);
    TRY(way_of(query)->find(&s));
    bool more = s.count > (size_t)query->limit;
    size_t count = more ? (size_t)query->limit : s.count;
    *out = (struct person_hits){ s.hits, count,
                                 more ? cursor_make(desk->arena, &s.places[count - 1]) : NO_STR };
    return DONE;
}

enum outcome persons_found(struct desk *desk, const struct person_query *query, size_t hits)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_text(&body, "by", way_of(query)->by);
    json_field_int(&body, "hits", (int64_t)hits);
    json_field_bool(&body, "further", query->cursor.len > 0);
    json_close(&body, '}');
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "person.searched", 0, 0, buf_str(&body)));
    return tx_commit(&tx);
}

enum outcome persons_search(struct desk *desk, const struct person_query *query,
                            struct person_hits *out)
{
    struct person_hits hits;
    TRY(persons_find(desk, query, &hits));
    TRY(persons_found(desk, query, hits.count));
    *out = hits;
    return DONE;
}

void person_hit_json(struct desk *desk, struct buf *buf, const struct person_hit *hit)
{
    json_open(buf, '{');
    json_field_int(buf, "part", hit->part);
    json_field_id(buf, "id", hit->id);
    json_field_str(buf, "name", hit->name);
    json_field_str(buf, "number", hit->number);
    json_field_str(buf, "sex", hit->sex);
    if (hit->born_year)
        json_field_int(buf, "bornYear", hit->born_year);
    else
        json_field_str(buf, "bornYear", NO_STR);
    json_field_str(buf, "stationName", unit_short_name(desk, hit->station));
    json_field_id(buf, "householdId", hit->household);
    json_field_str(buf, "status", hit->status);
    json_field_bool(buf, "openCase", hit->open_case != 0);
    json_close(buf, '}');
}
