#include "db/db.h"
#include "office/office.h"
#include "places/plate.h"
#include "sql/places.h"

enum { PAGE_MAX = 200 };

/* clang-format off */
const struct column plate_columns[] = {
    COLUMN(plate, part,           "part",          KIND_INT32, "派出所",       "Station"),
    COLUMN(plate, id,             "id",            KIND_ID,    "门牌标识",     "Id"),
    COLUMN(plate, ver,            "ver",           KIND_INT32, "版本",         "Version"),
    COLUMN(plate, legacy,         "legacy",        KIND_TEXT,  "门牌编号",     "Number of the plate"),
    COLUMN(plate, county,         "county",        KIND_INT32, "省市县区",     "County"),
    COLUMN(plate, town,           "town",          KIND_INT32, "街道乡镇代码", "Town, code"),
    COLUMN(plate, town_name,      "townName",      KIND_TEXT,  "街道乡镇",     "Town"),
    COLUMN(plate, committee,      "committee",     KIND_TEXT,  "社区村代码",   "Committee, code"),
    COLUMN(plate, committee_name, "committeeName", KIND_TEXT,  "社区村",       "Committee"),
    COLUMN(plate, street,         "street",        KIND_TEXT,  "街路巷",       "Street"),
    COLUMN(plate, door,           "door",          KIND_TEXT,  "门牌号",       "Door"),
    COLUMN(plate, door_key,       NULL,            KIND_TEXT,  "",             ""),
    COLUMN(plate, kind,           "kind",          KIND_TEXT,  "门牌种类",     "Kind"),
    COLUMN(plate, households,     "households",    KIND_INT32, "户数",         "Households"),
    COLUMN(plate, beat,           "beat",          KIND_ID,    "责任区",       "Beat"),
};
const size_t plate_column_count = COUNT(plate_columns);

const struct column street_columns[] = {
    COLUMN(street, name,       "street",     KIND_TEXT, "街路巷",   "Street"),
    COLUMN(street, plates,     "plates",     KIND_INT,  "门牌数",   "Plates"),
    COLUMN(street, households, "households", KIND_INT,  "户数",     "Households"),
    COLUMN(street, unassigned, "unassigned", KIND_INT,  "未划片",   "Without a beat"),
};
const size_t street_column_count = COUNT(street_columns);
/* clang-format on */

enum outcome plate_load(struct desk *desk, int32_t part, int64_t id, struct plate *out)
{
    struct row row;
    TRY(db_get(desk, &Q_plate_get, NO_PLATE_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, plate_columns, plate_column_count, out);
    return DONE;
}

enum outcome plate_see(struct desk *desk, int32_t part, int64_t id, struct plate *out)
{
    TRY(may(desk, MAY_SEE_PLACES, part));
    return plate_load(desk, part, id, out);
}

static struct plates read_plates(struct desk *desk, const struct rows *rows)
{
    struct plate *at = NEW_ARRAY(desk->arena, struct plate, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        row_read(rows_at(rows, i), plate_columns, plate_column_count, &at[i]);
    return (struct plates){ at, rows->count };
}

static enum outcome page_of(struct desk *desk, const struct plate_query *query,
                            const struct plate *after, struct rows *out)
{
    if (query->street.len)
        return db_list(desk, &Q_plates_of_street,
                       WITH(v_int(query->station), v_text(query->street), v_text(after->door_key),
                            v_int(after->id), v_int(query->limit)),
                       out);
    return db_list(desk, &Q_plates_of_station,
                   WITH(v_int(query->station), v_text(after->street), v_text(after->door_key),
                        v_int(after->id), v_int(query->limit)),
                   out);
}

enum outcome plates_list(struct desk *desk, const struct plate_query *query, struct plates *out)
{
    struct plate after = { .street = STR(""), .door_key = STR("") };
    struct rows rows;
    TRY(may(desk, MAY_SEE_PLACES, query->station));
    if (query->limit < 1 || query->limit > PAGE_MAX)
        return refuse_at(desk, NO_BAD_REQUEST, "/limit", "1-%d", PAGE_MAX);
    if (query->after)
        TRY(plate_load(desk, query->station, query->after, &after));
    TRY(page_of(desk, query, &after, &rows));
    *out = read_plates(desk, &rows);
    return DONE;
}

enum outcome plates_between(struct desk *desk, int32_t from, int32_t to, struct plates *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_plates_between, WITH(v_int(from), v_int(to)), &rows));
    *out = read_plates(desk, &rows);
    return DONE;
}

struct each_plate {
    plate_fn each;
    void *self;
};

static enum outcome hand_on(struct desk *desk, void *self, struct row row)
{
    const struct each_plate *to = self;
    const struct plate plate = { .part = (int32_t)row_int(row, 0),
                                 .id = row_int(row, 1),
                                 .legacy = row_text(row, 2),
                                 .county = (int32_t)row_int(row, 3),
                                 .street = row_text(row, 4),
                                 .door = row_text(row, 5) };
    return to->each(desk, to->self, &plate);
}

enum outcome plates_each(struct desk *desk, plate_fn each, void *self)
{
    struct each_plate to = { each, self };
    return db_each(desk, &Q_plates_each, WITH_NOTHING, hand_on, &to);
}

enum outcome streets_list(struct desk *desk, int32_t station, struct streets *out)
{
    struct rows rows;
    TRY(may(desk, MAY_SEE_PLACES, station));
    TRY(db_list(desk, &Q_streets_of_station, WITH(v_int(station)), &rows));
    struct street *at = NEW_ARRAY(desk->arena, struct street, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        at[i] =
            (struct street){ row_text(row, 0), row_int(row, 1), row_int(row, 2), row_int(row, 3) };
    }
    *out = (struct streets){ at, rows.count };
    return DONE;
}
