#include "business/number_sequence.h"
#include "core/number.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/person_store.h"
#include "sql/business.h"

/* clang-format off */
const struct column number_range_columns[] = {
    COLUMN(number_range, station, "station", KIND_INT32, "派出所",   "Station"),
    COLUMN(number_range, begins,  "begins",  KIND_DAY,   "起用日期", "Begins"),
    COLUMN(number_range, first,   "first",   KIND_INT32, "起",       "First"),
    COLUMN(number_range, last,    "last",    KIND_INT32, "止",       "Last"),
};
const size_t number_range_column_count = COUNT(number_range_columns);
/* clang-format on */

enum { SERIAL_LAST = 999 };

/** Where the station draws from; the county's serials are counted under its bureau. */
static enum outcome range_of(struct desk *desk, int32_t station, int32_t *part, int32_t *first,
                             int32_t *last)
{
    struct row row;
    TRY(db_find(desk, &Q_number_range_of, WITH(v_int(station), v_day(desk->today)), &row));
    *part = row.cells ? station : unit_bureau(station);
    *first = row.cells ? (int32_t)row_int(row, 0) : 1;
    *last = row.cells ? (int32_t)row_int(row, 1) : SERIAL_LAST;
    return DONE;
}

/** The first of the sex's parity at or above. */
static int32_t of_parity(int32_t serial, bool male)
{
    return serial + ((serial % 2 != 0) != male);
}

static enum outcome last_given(struct desk *desk, int32_t part, struct day born, struct str sex,
                               int32_t *out)
{
    struct row row;
    TRY(db_find(desk, &Q_number_sequence_get, WITH(v_int(part), v_day(born), v_text(sex)), &row));
    *out = row.cells ? (int32_t)row_int(row, 0) : 0;
    return DONE;
}

enum outcome number_next(struct desk *desk, int32_t station, struct day born, struct str sex,
                         struct str *out)
{
    int32_t part, serial, last, given;
    char number[19];
    bool held = true;
    if (!str_is(sex, "1") && !str_is(sex, "2"))
        return refuse_field(desk, NO_ITEM_WRONG, "/sex");
    TRY(range_of(desk, station, &part, &serial, &last));
    TRY(last_given(desk, part, born, sex, &given));
    serial = of_parity(given >= serial ? given + 1 : serial, str_is(sex, "1"));
    for (; held && serial <= last; serial += 2) {
        number_make(station / 1000, born, serial, number);
        TRY(number_ever_held(desk, str_of(number), &held));
    }
    if (held)
        return refuse_at(desk, NO_SERIALS_USED_UP, "", "%06d", (int)(station / 1000));
    *out = arena_str(desk->arena, str_of(number));
    return db_change(desk, &Q_number_sequence_put, NO_CHANGED_MEANWHILE,
                     WITH(v_int(part), v_day(born), v_text(sex), v_int(serial - 2)));
}

static enum outcome journal_range(struct desk *desk, const struct number_range *range)
{
    SCOPED(buf) body = { 0 };
    json_record(&body, number_range_columns, number_range_column_count, range);
    return journal(desk, "number_range.set", range->station, 0, buf_str(&body));
}

enum outcome number_range_set(struct desk *desk, const struct number_range *range)
{
    SCOPED(tx) tx = { 0 };
    TRY(may(desk, MAY_DECIDE_CITY, range->station));
    if (!unit_is_station(range->station) || range->first < 1 || range->last > SERIAL_LAST ||
        range->last < range->first || range->begins.n < desk->today.n)
        return refuse_field(desk, NO_ITEM_WRONG, "/first");
    TRY(tx_open(desk, &tx));
    TRY(db_change(desk, &Q_number_range_put, NO_ITEM_WRONG,
                  WITH(v_int(range->station), v_day(range->begins), v_int(range->first),
                       v_int(range->last))));
    TRY(journal_range(desk, range));
    return tx_commit(&tx);
}

enum outcome number_ranges(struct desk *desk, struct number_range **out, size_t *count)
{
    struct rows rows;
    TRY(may(desk, MAY_DECIDE_CITY, desk->clerk.unit));
    TRY(db_list(desk, &Q_number_ranges,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    *out = NEW_ARRAY(desk->arena, struct number_range, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), number_range_columns, number_range_column_count, &(*out)[i]);
    *count = rows.count;
    return DONE;
}
