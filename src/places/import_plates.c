#include "places/import_plates.h"
#include "base/csv.h"
#include "base/utf8.h"
#include "core/division.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "places/plate.h"
#include "sql/places.h"

enum { COLUMNS_MAX = 40, CHUNK = 10000, BATCH = 200, ITEM_POINTS_MAX = 80, HOUSEHOLDS_MAX = 99999 };

enum plate_item {
    LEGACY,
    COUNTY,
    TOWN,
    TOWN_NAME,
    COMMITTEE,
    COMMITTEE_NAME,
    STREET,
    DOOR,
    KIND,
    STATION,
    HOUSEHOLDS,
    ITEMS
};
static const struct {
    const char *zh;
    bool needed; /* the column, and what stands in it */
} headings[ITEMS] = {
    [LEGACY] = { "门牌编号", true },       [COUNTY] = { "省市县区", true },
    [TOWN] = { "街道乡镇代码", false },    [TOWN_NAME] = { "街道乡镇", false },
    [COMMITTEE] = { "社区村代码", false }, [COMMITTEE_NAME] = { "社区村", false },
    [STREET] = { "街路巷", true },         [DOOR] = { "门牌号", true },
    [KIND] = { "门牌种类", false },        [STATION] = { "派出所", true },
    [HOUSEHOLDS] = { "户数", false },
};

struct run {
    struct desk *desk;
    const struct plate_import *order;
    struct plate_import_result *out;
    struct csv csv;
    size_t columns;
    int column_of[ITEMS];
    struct units units;
    struct arena *batch;
    int64_t chunk_from, chunk_taken;
};

/* ---- headings ---- */

static enum outcome place_column(struct run *run, const struct str *fields, int item)
{
    run->column_of[item] = -1;
    for (size_t i = 0; i < run->columns; i++)
        if (str_is(str_trim(fields[i]), headings[item].zh))
            run->column_of[item] = (int)i;
    if (run->column_of[item] < 0 && headings[item].needed)
        return refuse_at(run->desk, NO_HEADER_MISSING, "/header", "缺少列“%s”", headings[item].zh);
    return DONE;
}

static enum outcome read_headings(struct run *run)
{
    struct str fields[COLUMNS_MAX];
    if (csv_row(&run->csv, run->desk->arena, fields, COLUMNS_MAX, &run->columns) != CSV_ROW ||
        run->columns > COLUMNS_MAX)
        return refuse_at(run->desk, NO_HEADER_MISSING, "/header", "第一行应为列名");
    for (int i = 0; i < ITEMS; i++)
        TRY(place_column(run, fields, i));
    return DONE;
}

/* ---- one row ---- */

static bool no(struct plate_reject *why, int item, enum refusal code)
{
    why->field = item < 0 ? "" : headings[item].zh;
    why->code = code;
    return false;
}

/** Text without control characters, of a length; what is needed is there. */
static bool item_good(struct str text, int item, struct plate_reject *why)
{
    if (!utf8_valid(text))
        return no(why, item, NO_NOT_TEXT);
    if (!text.len && headings[item].needed)
        return no(why, item, NO_ITEM_MISSING);
    if (utf8_points(text) > ITEM_POINTS_MAX)
        return no(why, item, NO_ITEM_WRONG);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < ' ')
            return no(why, item, NO_ITEM_WRONG);
    return true;
}

static bool read_items(const struct run *run, const struct str *fields, struct str items[ITEMS],
                       struct plate_reject *why)
{
    for (int i = 0; i < ITEMS; i++) {
        items[i] = run->column_of[i] < 0 ? STR("") : str_trim(fields[run->column_of[i]]);
        if (!item_good(items[i], i, why))
            return false;
    }
    return true;
}

/** A whole number of so many digits; an empty one is 0. */
static bool read_code(struct str text, int64_t most, int32_t *out)
{
    int64_t n = 0;
    if (text.len && (!str_to_int(text, &n) || n < 0 || n > most))
        return false;
    *out = (int32_t)n;
    return true;
}

static bool known_station(const struct run *run, int32_t number)
{
    for (size_t i = 0; i < run->units.count; i++)
        if (run->units.at[i].number == number)
            return str_is(run->units.at[i].kind, unit_kind_text(UNIT_STATION)->code);
    return false;
}

static bool read_numbers(const struct run *run, const struct str items[ITEMS], struct plate *p,
                         struct plate_reject *why)
{
    enum { CODE6 = 999999, CODE9 = 999999999 };
    struct division county;
    if (!read_code(items[COUNTY], CODE6, &p->county) ||
        !division_on(p->county, run->desk->today, &county))
        return no(why, COUNTY, NO_ITEM_WRONG);
    if (!read_code(items[TOWN], CODE9, &p->town))
        return no(why, TOWN, NO_ITEM_WRONG);
    if (!read_code(items[HOUSEHOLDS], HOUSEHOLDS_MAX, &p->households))
        return no(why, HOUSEHOLDS, NO_ITEM_WRONG);
    if (!read_code(items[STATION], CODE9, &p->part) || !known_station(run, p->part))
        return no(why, STATION, NO_STATION_UNKNOWN);
    return clerk_reaches(&run->desk->clerk, p->part) || no(why, STATION, NO_NOT_YOUR_DESK);
}

/** What a row says, judged; no database. */
static bool judge(const struct run *run, const struct str *fields, struct plate *p,
                  struct plate_reject *why)
{
    struct str items[ITEMS];
    if (!read_items(run, fields, items, why) || !read_numbers(run, items, p, why))
        return false;
    const struct plate_kind *kind =
        items[KIND].len ? plate_kind_read(items[KIND]) : &plate_kinds[1];
    if (!kind)
        return no(why, KIND, NO_ITEM_WRONG);
    p->legacy = items[LEGACY];
    p->town_name = items[TOWN_NAME];
    p->committee = items[COMMITTEE];
    p->committee_name = items[COMMITTEE_NAME];
    p->street = items[STREET];
    p->door = items[DOOR];
    p->door_key = place_key(run->batch, p->door);
    p->kind = str_of(kind->code);
    return true;
}

/* ---- taking it ---- */

static bool same_plate(const struct plate *a, const struct plate *b)
{
    return str_eq(a->legacy, b->legacy) && a->county == b->county && a->town == b->town &&
           str_eq(a->committee, b->committee) && str_eq(a->street, b->street) &&
           str_eq(a->door, b->door) && str_eq(a->kind, b->kind) && a->households == b->households;
}

static enum outcome add(struct run *run, const struct plate *p)
{
    run->chunk_taken++;
    run->out->taken++;
    return db_change(run->desk, &Q_plate_add, NO_PLATE_TWICE,
                     WITH(v_int(p->part), v_int(new_id(run->desk)), v_text(p->legacy),
                          v_int(p->county), v_int(p->town), v_text(p->town_name),
                          v_text(p->committee), v_text(p->committee_name), v_text(p->street),
                          v_text(p->door), v_text(p->door_key), v_text(p->kind),
                          v_int(p->households)));
}

static void tell(struct run *run, const struct plate_reject *why)
{
    run->out->rejected++;
    if (run->order->rejected)
        run->order->rejected(run->order->self, why);
}

static enum outcome take(struct run *run, const struct plate *p, struct plate_reject *why)
{
    struct rows known;
    struct plate was;
    TRY(db_list(run->desk, &Q_plate_same,
                WITH(v_int(p->part), v_text(p->legacy), v_text(p->street), v_text(p->door),
                     v_int(p->county)),
                &known));
    if (!known.count)
        return add(run, p);
    row_read(rows_at(&known, 0), plate_columns, plate_column_count, &was);
    if (known.count == 1 && same_plate(&was, p)) {
        run->out->unchanged++;
        return DONE;
    }
    (void)no(why, LEGACY, NO_PLATE_TWICE);
    tell(run, why);
    return DONE;
}

/** One row of the file; *more is false at its end. */
static enum outcome take_row(struct run *run, bool *more)
{
    struct str fields[COLUMNS_MAX];
    struct plate plate = { 0 };
    size_t count = 0;
    enum csv_result got = csv_row(&run->csv, run->batch, fields, COLUMNS_MAX, &count);
    struct plate_reject why = { .line = run->csv.line, .field = "" };
    *more = got != CSV_END;
    if (!*more || (got == CSV_ROW && count == 1 && !str_trim(fields[0]).len))
        return DONE;
    run->out->rows++;
    if (got == CSV_BROKEN || count != run->columns)
        (void)no(&why, -1, NO_ROW_BROKEN);
    else if (judge(run, fields, &plate, &why))
        return take(run, &plate, &why);
    tell(run, &why);
    return DONE;
}

/* ---- chunks ---- */

static enum outcome journal_chunk(struct run *run)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "from", run->chunk_from + 1);
    json_field_int(&body, "to", run->out->rows);
    json_field_int(&body, "taken", run->chunk_taken);
    json_close(&body, '}');
    return journal(run->desk, "plate.loaded", run->desk->clerk.unit, 0, buf_str(&body));
}

static enum outcome take_rows(struct run *run, bool *more)
{
    run->chunk_from = run->out->rows;
    run->chunk_taken = 0;
    *more = true;
    while (*more && run->out->rows - run->chunk_from < CHUNK) {
        TRY(take_row(run, more));
        if (run->out->rows % BATCH == 0)
            arena_reset(run->batch);
    }
    return DONE;
}

/** A chunk that takes nothing leaves no entry; a dry run leaves nothing at all. */
static enum outcome commit_chunk(struct run *run, bool *more)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(run->desk, &tx));
    TRY(take_rows(run, more));
    if (!run->chunk_taken || run->order->dry_run)
        return DONE;
    TRY(journal_chunk(run));
    return tx_commit(&tx);
}

static enum outcome run_import(struct run *run)
{
    bool more = true;
    TRY(units_between(run->desk, 0, INT32_MAX, &run->units));
    TRY(read_headings(run));
    struct arena *kept = run->desk->arena;
    enum outcome outcome = DONE;
    run->desk->arena = run->batch; /* emptied every two hundred rows */
    while (more && outcome == DONE)
        outcome = commit_chunk(run, &more);
    run->desk->arena = kept;
    return outcome;
}

enum outcome plates_import(struct desk *desk, const struct plate_import *order,
                           struct plate_import_result *out)
{
    TRY(may(desk, MAY_KEEP_PLACES, desk->clerk.unit));
    *out = (struct plate_import_result){ 0 };
    struct run run = { .desk = desk,
                       .order = order,
                       .out = out,
                       .csv = csv_open(order->bytes),
                       .batch = arena_open() };
    enum outcome outcome = run_import(&run);
    desk->why.detail = arena_str(desk->arena, desk->why.detail);
    arena_close(run.batch);
    return outcome;
}

void plate_reject_csv(struct buf *buf, const struct plate_reject *reject)
{
    const struct refusal_text *text = refusal_text(reject->code);
    buf_int(buf, reject->line);
    buf_byte(buf, ',');
    csv_field_for_sheets(buf, str_of(reject->field));
    buf_byte(buf, ',');
    csv_field_for_sheets(buf, str_of(text->name));
    buf_byte(buf, ',');
    csv_field_for_sheets(buf, str_of(text->zh));
    buf_byte(buf, '\n');
}
