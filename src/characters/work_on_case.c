/** What clerks do with a case: list, look, show the paper, decide. */
#include "base/utf8.h"
#include "characters/case_store.h"
#include "core/name.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "office/office.h"
#include "register/cursor.h"
#include "register/person_store.h"
#include "sql/characters.h"

/* ---- looking ---- */

static enum outcome page_of(struct desk *desk, const struct statement *statement,
                            const struct cursor *from, int64_t limit, struct character_cases *out)
{
    struct rows rows;
    TRY(db_list(desk, statement,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(from->order),
                     v_int(from->part), v_int(from->id), v_int(limit + 1)),
                &rows));
    bool more = rows.count > (size_t)limit;
    size_t count = more ? (size_t)limit : rows.count;
    struct character_case *at = NEW_ARRAY(desk->arena, struct character_case, count + 1);
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(&rows, i), character_case_columns, character_case_column_count, &at[i]);
    *out = (struct character_cases){ at, count, NO_STR };
    if (more) {
        const struct character_case *last = &at[count - 1];
        const struct cursor next = { last->station, last->part, last->id, NO_STR };
        out->next = cursor_make(desk->arena, &next);
    }
    return DONE;
}

enum outcome character_cases_list(struct desk *desk, struct str state, struct str cursor,
                                  int64_t limit, struct character_cases *out)
{
    struct cursor from;
    bool open = str_is(state, "OPEN");
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (!desk->purpose.len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    if (!open && !str_is(state, "CLOSED"))
        return refuse_field(desk, NO_BAD_REQUEST, "/state");
    TRY(page_begins(desk, cursor, limit, &from));
    return page_of(desk, open ? &Q_character_cases_open : &Q_character_cases_closed, &from, limit,
                   out);
}

enum outcome character_cases_listed(struct desk *desk, int64_t count)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "count", count);
    json_close(&body, '}');
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "character_case.listed", 0, 0, buf_str(&body)));
    return tx_commit(&tx);
}

enum outcome character_case_see(struct desk *desk, int32_t part, int64_t id,
                                struct character_case *out)
{
    TRY(case_load(desk, part, id, out));
    return may(desk, MAY_SEE_PERSONS, out->station);
}

enum outcome character_picture(struct desk *desk, int32_t part, int64_t id, struct str *bytes)
{
    struct character_case c;
    struct row row;
    TRY(character_case_see(desk, part, id, &c));
    TRY(db_get(desk, &Q_character_picture_get, NO_NOT_FOUND, WITH(v_int(part), v_bytes(c.picture)),
               &row));
    *bytes = row_text(row, 0);
    return DONE;
}

/* ---- the paper ---- */

/** A PNG says so in its first bytes; it is kept as it is, and only ever shown. */
static enum outcome check_picture(struct desk *desk, struct str picture)
{
    static const char png[] = "\x89PNG\r\n\x1A\n";
    if (picture.len > CHARACTER_PICTURE_MAX)
        return refuse_field(desk, NO_PICTURE_TOO_LARGE, "/picture");
    if (picture.len && !str_eq(str_cut(picture, 0, sizeof png - 1), str_from(png, sizeof png - 1)))
        return refuse_at(desk, NO_PICTURE_BROKEN, "/picture", "PNG");
    return DONE;
}

static enum outcome put_picture(struct desk *desk, struct character_case *c, struct str picture)
{
    unsigned char *hash = arena_bytes(desk->arena, SM3_BYTES);
    if (!picture.len)
        return DONE;
    sm3(picture, hash);
    c->picture = str_from(hash, SM3_BYTES);
    return db_change(desk, &Q_character_picture_put, REFUSAL_NONE,
                     WITH(v_int(c->part), v_bytes(c->picture), v_bytes(picture)));
}

static enum outcome enter(struct desk *desk, const char *verb, const struct character_case *c,
                          struct buf *body)
{
    json_close(body, '}');
    return journal(desk, verb, c->part, c->person, buf_str(body));
}

static void open_body(struct buf *body, const struct character_case *c)
{
    json_open(body, '{');
    json_field_id(body, "case", c->id);
    json_field_str(body, "item", c->item);
    json_field_int(body, "point", c->point);
}

enum outcome character_case_show(struct desk *desk, const struct character_evidence *e,
                                 struct character_case *out)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    struct character_case c;
    TRY(check_picture(desk, e->picture));
    TRY(tx_open(desk, &tx));
    TRY(case_load(desk, e->part, e->id, &c));
    TRY(may(desk, MAY_KEEP_REGISTER, c.station));
    TRY(case_is_workable(desk, &c));
    if (str_trim(e->source).len)
        c.source = str_trim(e->source);
    else if (!e->picture.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/source");
    TRY(put_picture(desk, &c, e->picture));
    TRY(db_change(desk, &Q_character_case_set_source, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c.part), v_int(c.id), v_int(c.ver), v_text(c.source),
                       v_bytes(c.picture), v_int(desk->clerk.id))));
    c.ver++;
    c.shown_by = desk->clerk.id;
    open_body(&body, &c);
    json_field_bool(&body, "picture", c.picture.len > 0);
    TRY(enter(desk, "character_case.shown", &c, &body));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

/* ---- the decision ---- */

static enum outcome read_character(struct desk *desk, struct str text, uint32_t *out)
{
    uint32_t point = 0;
    struct str rest = str_trim(text);
    if (!rest.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/character");
    bool one = utf8_valid(rest) && utf8_next(&rest, &point) && !rest.len;
    if (one && name_is_private_use(point))
        return refuse_field(desk, NO_NAME_PRIVATE_USE, "/character");
    if (!one || !name_is_ideograph(point))
        return refuse_field(desk, NO_ITEM_WRONG, "/character");
    *out = point;
    return DONE;
}

/** The name with one character for another, everywhere. */
static struct str replaced(struct arena *arena, struct str name, uint32_t from, uint32_t to)
{
    char *out = arena_bytes(arena, name.len * 2 + 4);
    size_t len = 0;
    for (uint32_t point; utf8_next(&name, &point);)
        len += utf8_put(point == from ? to : point, out + len);
    return str_from(out, len);
}

static enum outcome may_settle(struct desk *desk, const struct character_case *c)
{
    TRY(may(desk, MAY_DECIDE_COUNTY, c->station));
    TRY(case_is_workable(desk, c));
    if (!c->source.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/source");
    return allow(desk,
                 c->shown_by == desk->clerk.id && !desk->clerk.solo ? NO_OWN_STEP : REFUSAL_NONE);
}

/** The case closes before the name changes: what follows a name would close it as renamed. */
static enum outcome write_character(struct desk *desk, struct character_case *c, uint32_t point,
                                    struct str note)
{
    struct person person, next;
    char bytes[4];
    struct str character = arena_str(desk->arena, str_from(bytes, utf8_put(point, bytes)));
    TRY(person_load(desk, c->part, c->person, &person));
    next = person;
    struct str *name = str_is(c->item, "name") ? &next.name : &next.former_name;
    *name = replaced(desk->arena, *name, (uint32_t)c->point, point);
    TRY(case_close(desk, c, "ENCODED", character, note));
    TRY(person_update(desk, &person, &next, desk->today));
    return follow(desk, "character_case.settled", c->part, c->person, STR("{}"));
}

enum outcome character_case_settle(struct desk *desk, const struct character_decision *d,
                                   struct character_case *out)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    struct character_case c;
    uint32_t point = 0;
    TRY(read_character(desk, d->character, &point));
    TRY(tx_open(desk, &tx));
    TRY(case_load(desk, d->part, d->id, &c));
    TRY(may_settle(desk, &c));
    TRY(write_character(desk, &c, point, str_trim(d->note)));
    open_body(&body, &c);
    json_field_str(&body, "character", c.became);
    TRY(enter(desk, "character_case.settled", &c, &body));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}
