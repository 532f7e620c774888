#include "places/beat.h"
#include "base/utf8.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/unit.h"
#include "places/plate.h"
#include "sql/places.h"

/* clang-format off */
const struct column beat_columns[] = {
    COLUMN(beat, part,    "part",    KIND_INT32, "派出所",     "Station"),
    COLUMN(beat, id,      "id",      KIND_ID,    "责任区标识", "Id"),
    COLUMN(beat, ver,     "ver",     KIND_INT32, "版本",       "Version"),
    COLUMN(beat, number,  "number",  KIND_INT32, "责任区号",   "Number"),
    COLUMN(beat, name,    "name",    KIND_TEXT,  "名称",       "Name"),
    COLUMN(beat, officer, "officer", KIND_ID,    "责任民警",   "Officer"),
    COLUMN(beat, plates,  "plates",  KIND_INT,   "门牌数",     "Plates"),
};
const size_t beat_column_count = COUNT(beat_columns);
/* clang-format on */

enum outcome beat_load(struct desk *desk, int32_t part, int64_t id, struct beat *out)
{
    struct row row;
    TRY(db_get(desk, &Q_beat_get, NO_BEAT_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, beat_columns, beat_column_count, out);
    return DONE;
}

enum outcome beat_of_number(struct desk *desk, int32_t part, int32_t number, struct beat *out)
{
    struct row row;
    TRY(db_get(desk, &Q_beat_by_number, NO_BEAT_UNKNOWN, WITH(v_int(part), v_int(number)), &row));
    row_read(row, beat_columns, beat_column_count, out);
    return DONE;
}

enum outcome beats_list(struct desk *desk, int32_t from, int32_t to, struct beats *out)
{
    TRY(may(desk, MAY_SEE_PLACES, desk->clerk.unit));
    from = from > desk->clerk.reach_from ? from : desk->clerk.reach_from;
    to = to < desk->clerk.reach_to ? to : desk->clerk.reach_to;
    return beats_between(desk, from, to, out);
}

enum outcome beats_between(struct desk *desk, int32_t from, int32_t to, struct beats *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_beats_between, WITH(v_int(from), v_int(to)), &rows));
    struct beat *at = NEW_ARRAY(desk->arena, struct beat, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), beat_columns, beat_column_count, &at[i]);
    *out = (struct beats){ at, rows.count };
    return DONE;
}

/* ---- what is asked of an order ---- */

static enum outcome check_officer(struct desk *desk, const struct beat_order *order)
{
    struct clerk_record clerk;
    if (!order->officer)
        return DONE;
    TRY(clerk_record(desk, order->officer, &clerk));
    return clerk.unit == order->part ? DONE : refuse_field(desk, NO_ITEM_WRONG, "/officer");
}

static enum outcome check_name(struct desk *desk, struct str name)
{
    if (!name.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/name");
    return utf8_points(name) > BEAT_NAME_MAX ? refuse_field(desk, NO_ITEM_WRONG, "/name") : DONE;
}

static enum outcome check_station(struct desk *desk, int32_t number)
{
    struct unit unit;
    TRY(unit_load(desk, number, &unit));
    return str_is(unit.kind, unit_kind_text(UNIT_STATION)->code)
               ? DONE
               : refuse_field(desk, NO_STATION_UNKNOWN, "/part");
}

static enum outcome check_free(struct desk *desk, const struct beat_order *order)
{
    struct row row;
    if (order->number < 1 || order->number > BEAT_NUMBER_MAX)
        return refuse_field(desk, NO_ITEM_WRONG, "/number");
    TRY(db_find(desk, &Q_beat_by_number, WITH(v_int(order->part), v_int(order->number)), &row));
    return row.cells ? refuse_field(desk, NO_BEAT_TAKEN, "/number") : DONE;
}

static enum outcome journal_beat(struct desk *desk, const char *verb, const struct beat *beat)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "number", beat->number);
    json_field_str(&body, "name", beat->name);
    json_field_id(&body, "officer", beat->officer);
    json_field_int(&body, "plates", beat->plates);
    json_close(&body, '}');
    return journal(desk, verb, beat->part, beat->id, buf_str(&body));
}

/* ---- the use cases ---- */

enum outcome beat_add(struct desk *desk, const struct beat_order *order, struct beat *out)
{
    SCOPED(tx) tx = { 0 };
    struct beat beat = { order->part, 0, 1, order->number, order->name, order->officer, 0 };
    TRY(may(desk, MAY_KEEP_REGISTER, order->part));
    TRY(check_name(desk, order->name));
    TRY(tx_open(desk, &tx));
    TRY(check_station(desk, order->part));
    TRY(check_officer(desk, order));
    TRY(check_free(desk, order));
    beat.id = new_id(desk);
    TRY(db_change(desk, &Q_beat_add, NO_BEAT_TAKEN,
                  WITH(v_int(beat.part), v_int(beat.id), v_int(beat.number), v_text(beat.name),
                       v_id(beat.officer))));
    TRY(journal_beat(desk, "beat.added", &beat));
    TRY(tx_commit(&tx));
    *out = beat;
    return DONE;
}

static enum outcome save(struct desk *desk, struct beat *beat)
{
    TRY(db_change(desk, &Q_beat_change, NO_CHANGED_MEANWHILE,
                  WITH(v_int(beat->part), v_int(beat->id), v_int(beat->ver), v_text(beat->name),
                       v_id(beat->officer))));
    beat->ver++;
    return DONE;
}

enum outcome beat_change(struct desk *desk, int32_t part, int64_t id,
                         const struct beat_order *order, struct beat *out)
{
    SCOPED(tx) tx = { 0 };
    struct beat beat;
    struct beat_order asked = *order;
    asked.part = part;
    TRY(may(desk, MAY_KEEP_REGISTER, part));
    TRY(check_name(desk, order->name));
    TRY(tx_open(desk, &tx));
    TRY(beat_load(desk, part, id, &beat));
    TRY(version_seen(desk, beat.ver));
    TRY(check_officer(desk, &asked));
    beat.name = order->name;
    beat.officer = order->officer;
    TRY(save(desk, &beat));
    TRY(journal_beat(desk, "beat.changed", &beat));
    TRY(tx_commit(&tx));
    *out = beat;
    return DONE;
}

/** The bounds as keys; behind the last door there is no key. */
static enum outcome set_ground(struct desk *desk, const struct beat *beat,
                               const struct beat_ground *ground)
{
    struct str from = ground->from.len ? place_key(desk->arena, ground->from) : STR("");
    struct str to = ground->to.len ? place_key(desk->arena, ground->to) : STR("\xF4\x8F\xBF\xBF");
    return db_change(
        desk, &Q_plate_set_beat_of_street, NO_PLATE_UNKNOWN,
        WITH(v_int(beat->part), v_text(ground->street), v_int(beat->id), v_text(from), v_text(to)));
}

enum outcome beat_give_ground(struct desk *desk, int32_t part, int64_t id,
                              const struct beat_ground *ground, struct beat *out)
{
    SCOPED(tx) tx = { 0 };
    struct beat beat;
    TRY(may(desk, MAY_KEEP_REGISTER, part));
    TRY(tx_open(desk, &tx));
    TRY(beat_load(desk, part, id, &beat));
    TRY(version_seen(desk, beat.ver));
    TRY(set_ground(desk, &beat, ground));
    TRY(save(desk, &beat));
    TRY(beat_load(desk, part, id, &beat));
    TRY(journal_beat(desk, "beat.ground_given", &beat));
    TRY(tx_commit(&tx));
    *out = beat;
    return DONE;
}
