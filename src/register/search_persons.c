#include "base/utf8.h"
#include "core/name.h"
#include "core/number.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/person_store.h"
#include "register/search.h"
#include "register/searching.h"
#include "sql/register.h"

enum { PAGE_MAX = 200, TYPED_MAX = 20, COUNTED_MAX = 1000 };

static const struct person_match_text matches[PERSON_MATCH_COUNT] = {
#define X(match, zh, en) { #match, zh, en },
    PERSON_MATCHES(X)
#undef X
};

const struct person_match_text *person_match_text(enum person_match match)
{
    return &matches[match];
}

/* ---- hits ---- */

static bool is_there(const struct searching *s, int32_t part, int64_t id)
{
    for (size_t i = 0; s->once && i < s->count; i++)
        if (s->hits[i].part == part && s->hits[i].id == id)
            return true;
    return false;
}

static bool passes(const struct search_filter *filter, struct row row)
{
    struct day born = row_day(row, 6);
    struct str street = row.columns > 11 ? row_text(row, 11) : NO_STR;
    if (filter->born_year && (!day_is(born) || day_civil(born).year != filter->born_year))
        return false;
    if (filter->sex.len && !str_eq(filter->sex, row_text(row, 5)))
        return false;
    return str_eq(str_cut(street, 0, filter->street.len), filter->street);
}

static void add_hit(struct searching *s, struct row row)
{
    struct arena *arena = s->desk->arena;
    struct day born = row_day(row, 6);
    int32_t part = (int32_t)row_int(row, 0);
    if (s->count == s->capacity || !passes(&s->filter, row) || is_there(s, part, row_int(row, 1)))
        return;
    s->places[s->count] = (struct cursor){ 0, part, row_int(row, 1), row_text(row, 3) };
    s->hits[s->count++] = (struct person_hit){
        .part = part,
        .id = row_int(row, 1),
        .name = name_masked(arena, row_text(row, 2)),
        .number = number_masked(arena, row_text(row, 4)),
        .sex = row_text(row, 5),
        .born_year = day_is(born) ? day_civil(born).year : 0,
        .station = (int32_t)row_int(row, 7),
        .household = row_int(row, 8),
        .status = row_text(row, 9),
        .open_case = row_int(row, 10),
        .matched = s->match,
    };
}

void searching_add(struct searching *s, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        add_hit(s, rows_at(rows, i));
}

enum outcome searching_add_person(struct searching *s, int32_t part, int64_t id)
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

/* ---- the ways ---- */

enum outcome find_by_number(struct searching *s, struct str number)
{
    struct number_holders holders;
    s->match = MATCH_NUMBER;
    TRY(number_holders_of(s->desk, number, &holders));
    if (!holders.count) {
        s->match = MATCH_PAST_NUMBER;
        TRY(number_past_holders_of(s->desk, number, &holders));
    }
    for (size_t i = 0; i < holders.count; i++)
        TRY(searching_add_person(s, holders.at[i].part, holders.at[i].person));
    return DONE;
}

static enum outcome by_number(struct searching *s)
{
    struct number_checker *checker = NEW(s->desk->arena, struct number_checker);
    number_checker_init(checker, s->desk->today);
    struct number_check check = number_check(checker, s->query->number);
    /* a wrong number in the register is found too, as long as it was typed whole */
    if (check.reasons & (NUMBER_LENGTH | NUMBER_CHARACTER))
        return refuse_at(s->desk, NO_NUMBER_WRONG, "/number", STR_FMT,
                         STR_ARG(number_reasons_str(s->desk->arena, check.reasons)));
    return find_by_number(s, arena_str(s->desk->arena, str_of(check.canonical)));
}

static enum outcome by_name(struct searching *s)
{
    return find_by_name(s, s->query->name);
}

enum outcome find_by_household(struct searching *s, struct str household)
{
    const struct clerk *clerk = &s->desk->clerk;
    struct rows rows;
    TRY(db_list(s->desk, &Q_hits_by_household,
                WITH(v_text(household), v_int(clerk->reach_from), v_int(clerk->reach_to),
                     v_int(s->after.part), v_int(s->after.id), v_int((int64_t)s->capacity)),
                &rows));
    s->match = MATCH_HOUSEHOLD;
    searching_add(s, &rows);
    return DONE;
}

static enum outcome by_household(struct searching *s)
{
    return find_by_household(s, str_trim(s->query->household));
}

enum outcome find_by_legacy(struct searching *s, struct str legacy)
{
    struct row row;
    s->match = MATCH_LEGACY;
    TRY(db_find(s->desk, &Q_legacy_find, WITH(v_text(legacy)), &row));
    return row.cells ? searching_add_person(s, (int32_t)row_int(row, 0), row_int(row, 1)) : DONE;
}

static enum outcome by_legacy(struct searching *s)
{
    return find_by_legacy(s, str_trim(s->query->legacy));
}

/* clang-format off */
static const struct way {
    const char *by;
    size_t field; /* of struct person_query */
    bool counted; /* pages are counted from the beginning: its steps have no one order to go on from */
    enum outcome (*find)(struct searching *s);
} ways[] = {
    { "text",      offsetof(struct person_query, text),      true,  find_by_text },
    { "number",    offsetof(struct person_query, number),    false, by_number },
    { "name",      offsetof(struct person_query, name),      true,  by_name },
    { "household", offsetof(struct person_query, household), false, by_household },
    { "legacy",    offsetof(struct person_query, legacy),    false, by_legacy },
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

static enum outcome prepare(struct searching *s, size_t *from)
{
    *from = way_of(s->query)->counted ? (size_t)s->after.order : 0;
    if (s->after.order < 0 || s->after.order > COUNTED_MAX)
        return refuse_at(s->desk, NO_BAD_REQUEST, "/cursor", "不是本系统给出的游标");
    s->capacity = *from + (size_t)s->query->limit + 1;
    s->hits = NEW_ARRAY(s->desk->arena, struct person_hit, s->capacity);
    s->places = NEW_ARRAY(s->desk->arena, struct cursor, s->capacity);
    return DONE;
}

static struct str next_page(const struct searching *s, size_t from, size_t count)
{
    struct cursor next = s->places[from + count - 1];
    if (way_of(s->query)->counted)
        next = (struct cursor){ .order = (int64_t)(from + count) };
    return next.order > COUNTED_MAX ? NO_STR : cursor_make(s->desk->arena, &next);
}

/** All its questions see the register at one moment, and the engine begins to look only once. */
static enum outcome look(struct searching *s)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_look(s->desk, &tx));
    TRY(way_of(s->query)->find(s));
    return tx_commit(&tx);
}

enum outcome persons_find(struct desk *desk, const struct person_query *query,
                          struct person_hits *out)
{
    struct searching s = { .desk = desk, .query = query };
    size_t from, limit = (size_t)query->limit;
    TRY(check_query(desk, query, &s.after));
    TRY(prepare(&s, &from));
    TRY(look(&s));
    size_t left = s.count > from ? s.count - from : 0;
    size_t count = left > limit ? limit : left;
    *out = (struct person_hits){ s.hits + from, count,
                                 left > limit ? next_page(&s, from, count) : NO_STR };
    return DONE;
}

enum outcome persons_typed(struct desk *desk, const struct person_query *query,
                           struct person_hits *out)
{
    if (query->cursor.len || query->limit > TYPED_MAX)
        return refuse_at(desk, NO_BAD_REQUEST, "/limit", "1-%d", TYPED_MAX);
    TRY(persons_find(desk, query, out));
    out->next = NO_STR;
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
    json_field_text(buf, "matched", person_match_text(hit->matched)->code);
    json_close(buf, '}');
}
