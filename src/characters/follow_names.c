/** Cases that open and close by what happens to names elsewhere. */
#include "base/hex.h"
#include "base/utf8.h"
#include "characters/case_store.h"
#include "core/name.h"
#include "db/db.h"
#include "office/office.h"
#include "register/person_store.h"
#include "sql/characters.h"
#include <jansson.h>

enum { BYTES_MAX = 1024 };

static struct str name_of(const struct person *p, struct str item)
{
    return str_is(item, "name") ? p->name : p->former_name;
}

static enum outcome open_case(struct desk *desk, const struct person *p, struct str item,
                              uint32_t point, struct str bytes)
{
    return db_change(desk, &Q_character_case_add, REFUSAL_NONE,
                     WITH(v_int(p->part), v_int(new_id(desk)), v_int(p->id), v_int(p->station),
                          v_text(item), v_int(point), v_text(name_of(p, item)), v_bytes(bytes),
                          v_int(p->load), v_day(desk->today)));
}

/** {"item":…,"bytes":…}; our own register wrote it. */
static void read_body(struct desk *desk, struct str body, struct str *item, struct str *bytes)
{
    json_t *root = json_loadb(body.at, body.len, 0, NULL);
    const char *name = json_string_value(json_object_get(root, "item"));
    struct str hex = str_of(json_string_value(json_object_get(root, "bytes")));
    size_t len = hex.len / 2 < BYTES_MAX ? hex.len / 2 : BYTES_MAX;
    unsigned char *out = arena_bytes(desk->arena, len + 1);
    ASSERT(name && hex_read(str_cut(hex, 0, 2 * len), out, len));
    *item = arena_str(desk->arena, str_of(name));
    *bytes = str_from(out, len);
    json_decref(root);
}

enum outcome character_cases_open(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct person p;
    struct str item, bytes;
    uint32_t point;
    read_body(desk, body, &item, &bytes);
    TRY(person_load(desk, part, person, &p));
    for (struct str rest = name_of(&p, item); utf8_next(&rest, &point);)
        if (name_is_private_use(point))
            TRY(open_case(desk, &p, item, point, bytes));
    return DONE;
}

static bool holds(struct str name, uint32_t wanted)
{
    uint32_t point;
    while (utf8_next(&name, &point))
        if (point == wanted)
            return true;
    return false;
}

static bool mentions(struct str body, const char *key)
{
    return str_find(body, str_of(key)) < body.len;
}

enum outcome character_cases_follow(struct desk *desk, int32_t part, int64_t person,
                                    struct str body)
{
    struct character_cases open;
    struct person p;
    bool named = mentions(body, "\"name\"") || mentions(body, "\"formerName\"");
    if (mentions(body, "\"station\"")) {
        TRY(person_load(desk, part, person, &p));
        TRY(db_change(desk, &Q_character_case_move, REFUSAL_NONE,
                      WITH(v_int(part), v_int(person), v_int(p.station))));
    }
    if (!named)
        return DONE;
    TRY(cases_of_person(desk, part, person, &open));
    if (open.count)
        TRY(person_load(desk, part, person, &p));
    for (size_t i = 0; i < open.count; i++)
        if (!holds(name_of(&p, open.at[i].item), (uint32_t)open.at[i].point))
            TRY(case_close(desk, &open.at[i], "RENAMED", NO_STR, NO_STR));
    return DONE;
}

enum outcome character_cases_undo(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    struct row row;
    (void)body;
    TRY(db_find(desk, &Q_character_cases_worked_on, WITH(v_int(part), v_int(load)), &row));
    if (row_int(row, 0))
        return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    return db_change(desk, &Q_character_cases_drop, REFUSAL_NONE, WITH(v_int(part), v_int(load)));
}
