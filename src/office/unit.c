#include "office/unit.h"
#include "base/buf.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "sql/office.h"

static const struct unit_kind_text kinds[UNIT_KIND_COUNT] = {
#define X(kind, office, zh, en) [UNIT_##kind] = { #kind, office, zh, en },
    UNIT_KINDS(X)
#undef X
};

const struct unit_kind_text *unit_kind_text(enum unit_kind kind)
{
    ASSERT(kind < UNIT_KIND_COUNT);
    return &kinds[kind];
}

enum unit_kind unit_kind_of_code(struct str code)
{
    int kind = 0;
    while (kind < UNIT_KIND_COUNT && !str_is(code, kinds[kind].code))
        kind++;
    return (enum unit_kind)kind;
}

/* clang-format off */
const struct column unit_columns[] = {
    COLUMN(unit, number,     "number",    KIND_INT32, "单位编号", "Number"),
    COLUMN(unit, parent,     "parent",    KIND_INT32, "上级",     "Parent"),
    COLUMN(unit, kind,       "kind",      KIND_TEXT,  "类别",     "Kind"),
    COLUMN(unit, name,       "name",      KIND_TEXT,  "名称",     "Name"),
    { "short", "short", offsetof(struct unit, short_name), KIND_TEXT, "简称", "Short name" },
    COLUMN(unit, reach_from, NULL,        KIND_INT32, "辖区自",   "Reaches from"),
    COLUMN(unit, reach_to,   NULL,        KIND_INT32, "辖区至",   "Reaches to"),
    COLUMN(unit, here,       "here",      KIND_BOOL,  "在本库",   "Kept here"),
    COLUMN(unit, public_key, NULL,        KIND_BYTES, "公钥",     "Public key"),
    COLUMN(unit, begins,     "begins",    KIND_DAY,   "启用",     "Begins"),
    COLUMN(unit, ends,       "ends",      KIND_DAY,   "停用",     "Ends"),
};
/* clang-format on */
const size_t unit_column_count = COUNT(unit_columns);

enum outcome unit_load(struct desk *desk, int32_t number, struct unit *out)
{
    struct row row;
    TRY(db_get(desk, &Q_unit_find, NO_UNIT_UNKNOWN, WITH(v_int(number)), &row));
    row_read(row, unit_columns, unit_column_count, out);
    return DONE;
}

enum outcome unit_top_here(struct desk *desk, struct unit *out)
{
    struct row row;
    TRY(db_get(desk, &Q_unit_top_here, NO_UNIT_UNKNOWN, WITH_NOTHING, &row));
    row_read(row, unit_columns, unit_column_count, out);
    return DONE;
}

enum outcome units_between(struct desk *desk, int32_t from, int32_t to, struct units *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unit_list, WITH(v_int(from), v_int(to)), &rows));
    struct unit *units = NEW_ARRAY(desk->arena, struct unit, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), unit_columns, unit_column_count, &units[i]);
    *out = (struct units){ units, rows.count };
    return DONE;
}

enum outcome units_in_reach(struct desk *desk, struct units *out)
{
    return units_between(desk, desk->clerk.reach_from, desk->clerk.reach_to, out);
}

enum outcome unit_of_name(struct desk *desk, enum unit_kind kind, struct str name, int county,
                          int32_t *out)
{
    struct rows rows;
    int32_t found = 0;
    TRY(db_list(desk, &Q_unit_by_name, WITH(v_lit(kinds[kind].code), v_text(name)), &rows));
    for (size_t i = 0; i < rows.count && !found; i++) {
        int32_t number = (int32_t)row_int(rows_at(&rows, i), 0);
        if (!county || number / 1000 == county)
            found = number;
    }
    *out = found;
    return DONE;
}

/* ---- where a unit stands ---- */

/** The police unit whose reach the unit has: of an office the city or bureau beside it. */
static int32_t stands_with(enum unit_kind kind, int32_t number)
{
    if (kind == UNIT_CENTRE)
        return unit_region(number);
    return kinds[kind].office ? unit_bureau(number) : number;
}

void unit_reach(enum unit_kind kind, int32_t number, int32_t *from, int32_t *to)
{
    int32_t with = stands_with(kind, number);
    *from = with;
    if (with == unit_region(with))
        *to = with + 9999999;
    else if (with == unit_city(with))
        *to = with + 99999;
    else if (!unit_is_station(with))
        *to = with + 999;
    else
        *to = with;
}

int32_t unit_parent(enum unit_kind kind, int32_t number)
{
    int32_t with = stands_with(kind, number);
    if (with != number)
        return with;
    if (number == unit_region(number))
        return 0;
    if (number == unit_city(number))
        return unit_region(number);
    return unit_is_station(number) ? unit_bureau(number) : unit_city(number);
}

/** Region …0000000, city …00000, bureau …000, station 001 to 899, an office its own three digits.
 */
static bool fits_kind(enum unit_kind kind, int32_t number)
{
    if (number < 110000000 || number > 899999999)
        return false;
    switch (kind) {
    case UNIT_REGION:
        return number == unit_region(number);
    case UNIT_CENTRE:
        return number == unit_region(number) + 900;
    case UNIT_CITY:
        return number == unit_city(number) && number != unit_region(number);
    case UNIT_BUREAU:
        return number == unit_bureau(number) && number != unit_city(number);
    case UNIT_STATION:
        return unit_is_station(number) && number % 1000 < 900 &&
               unit_bureau(number) != unit_city(number);
    case UNIT_FINANCE:
    case UNIT_PRICE:
    case UNIT_CIVIL:
    case UNIT_SUPERVISION:
    case UNIT_LEADING:
        return number % 1000 == kinds[kind].office && unit_bureau(number) != unit_region(number);
    case UNIT_KIND_COUNT:
        break;
    }
    return false;
}

/* ---- storing ---- */

enum outcome unit_store(struct desk *desk, enum unit_kind kind, int32_t number, struct str name,
                        struct str short_name, bool here)
{
    static const struct day always = DAY(2004, 1, 1); /* the law's first day [L 23] */
    int32_t from, to, parent = unit_parent(kind, number);
    ASSERT(fits_kind(kind, number));
    unit_reach(kind, number, &from, &to);
    return db_change(desk, &Q_unit_add, NO_UNIT_TAKEN,
                     WITH(v_int(number), v_id(parent), v_lit(kinds[kind].code), v_text(name),
                          v_text(short_name), v_int(from), v_int(to), v_int(here), v_day(always)));
}

enum outcome unit_store_key(struct desk *desk, int32_t number, struct str public_key)
{
    return db_change(desk, &Q_unit_key, NO_UNIT_UNKNOWN, WITH(v_int(number), v_bytes(public_key)));
}

/* ---- a new unit ---- */

static enum outcome journal_unit(struct desk *desk, enum unit_kind kind, int32_t number)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "unit", number);
    json_field_text(&body, "kind", kinds[kind].code);
    json_close(&body, '}');
    return journal(desk, "unit.added", number, 0, buf_str(&body));
}

enum outcome unit_add(struct desk *desk, enum unit_kind kind, int32_t number, struct str name,
                      struct str short_name)
{
    SCOPED(tx) tx = { 0 };
    struct unit parent;
    if (!fits_kind(kind, number))
        return refuse_at(desk, NO_ITEM_WRONG, "/number", "%09d", number);
    if (!name.len || !short_name.len)
        return refuse_at(desk, NO_ITEM_MISSING, name.len ? "/short" : "/name", "%09d", number);
    TRY(may(desk, MAY_ADMIN_SYSTEM, unit_parent(kind, number)));
    TRY(tx_open(desk, &tx));
    TRY(unit_load(desk, unit_parent(kind, number), &parent));
    TRY(unit_store(desk, kind, number, name, short_name, parent.here));
    TRY(journal_unit(desk, kind, number));
    TRY(tx_commit(&tx));
    unit_names_forget();
    return DONE;
}
