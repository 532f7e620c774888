#include "base/hex.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/import_run.h"
#include "sql/register.h"

/* ---- the load ---- */

static enum outcome load_find(struct import_run *run)
{
    struct row row;
    TRY(db_find(run->desk, &Q_load_by_hash,
                WITH(v_int(run->desk->clerk.unit),
                     v_bytes(str_from(run->out->hash, sizeof run->out->hash))),
                &row));
    if (row.cells) {
        run->out->load = row_int(row, 0);
        run->known_rows = row_int(row, 1);
    }
    return DONE;
}

/** Its first chunk makes the load, in the same transaction. */
static enum outcome load_make(struct import_run *run)
{
    struct desk *desk = run->desk;
    if (run->out->load)
        return DONE;
    run->out->load = new_id(desk);
    return db_change(desk, &Q_load_add, REFUSAL_NONE,
                     WITH(v_int(desk->clerk.unit), v_int(run->out->load), v_text(run->order->file),
                          v_bytes(str_from(run->out->hash, sizeof run->out->hash)),
                          v_int(desk->clerk.id), v_int(desk->now)));
}

static enum outcome load_count(struct import_run *run, bool finished)
{
    const struct import_result *out = run->out;
    return db_change(run->desk, &Q_load_count, NO_CHANGED_MEANWHILE,
                     WITH(v_int(run->desk->clerk.unit), v_int(out->load), v_int(out->rows),
                          v_int(finished ? 0 : run->chunk_taken), v_int(out->rejected),
                          finished ? v_int(run->desk->now) : v_null()));
}

static enum outcome journal_chunk(struct import_run *run, const struct import_chunk *chunk)
{
    SCOPED(buf) body = { 0 };
    char text[2 * SM3_BYTES + 1];
    json_open(&body, '{');
    json_field_id(&body, "load", run->out->load);
    json_field_int(&body, "from", chunk->rows_from + 1);
    json_field_int(&body, "to", run->out->rows);
    json_field_int(&body, "taken", run->chunk_taken);
    json_field_text(&body, "hash", hex_text(chunk->hash, sizeof chunk->hash, text));
    json_close(&body, '}');
    return journal(run->desk, "register.loaded", run->desk->clerk.unit, run->out->load,
                   buf_str(&body));
}

static enum outcome journal_finish(struct import_run *run)
{
    SCOPED(buf) body = { 0 };
    const struct import_result *out = run->out;
    char text[2 * SM3_BYTES + 1];
    json_open(&body, '{');
    json_field_id(&body, "load", out->load);
    json_field_int(&body, "rows", out->rows);
    json_field_int(&body, "taken", out->taken);
    json_field_int(&body, "unchanged", out->unchanged);
    json_field_int(&body, "rejected", out->rejected);
    json_field_int(&body, "cases", out->cases);
    json_field_text(&body, "hash", hex_text(out->hash, sizeof out->hash, text));
    json_close(&body, '}');
    return journal(run->desk, "register.load_finished", run->desk->clerk.unit, out->load,
                   buf_str(&body));
}

/* ---- chunks ---- */

/** One transaction and one entry; a chunk that takes nothing leaves none, nor the load it made. */
static enum outcome commit_chunk(struct import_run *run, struct import_chunk *chunk)
{
    SCOPED(tx) tx = { 0 };
    int64_t load = run->out->load;
    TRY(tx_open(run->desk, &tx));
    TRY(load_make(run));
    TRY(import_take(run, chunk));
    if (!run->chunk_taken && run->out->rows <= run->known_rows) {
        run->out->load = load;
        return DONE;
    }
    TRY(load_count(run, false));
    TRY(journal_chunk(run, chunk));
    return tx_commit(&tx);
}

static enum outcome take_chunk(struct import_run *run, struct import_chunk *chunk)
{
    run->out->rows = chunk->rows_to;
    TRY(run->order->dry_run ? import_take(run, chunk) : commit_chunk(run, chunk));
    arena_reset(run->batch_arena);
    if (run->order->progress)
        run->order->progress(run->order->self, run->out->rows, chunk->bytes_to);
    return DONE;
}

static enum outcome finish(struct import_run *run)
{
    SCOPED(tx) tx = { 0 };
    struct row counted;
    TRY(tx_open(run->desk, &tx));
    TRY(load_make(run)); /* a file without rows */
    TRY(load_count(run, true));
    TRY(db_find(run->desk, &Q_load_persons_counted, WITH(v_int(run->out->load)), &counted));
    if (row_int(counted, 0) < run->out->taken)
        return fail(run->desk, "load %lld: %lld persons of %lld", (long long)run->out->load,
                    (long long)row_int(counted, 0), (long long)run->out->taken);
    TRY(journal_finish(run));
    return tx_commit(&tx);
}

/** The chunk that is read while another one is written. */
struct reading {
    struct import_run *run;
    struct import_chunk *chunk;
    pthread_t thread;
    bool alone; /* no thread was to be had: it is read when it is asked for */
};

static void *read_ahead(void *self)
{
    struct reading *reading = self;
    chunk_read(reading->run, reading->chunk);
    return NULL;
}

static void reading_begin(struct reading *reading)
{
    reading->alone = pthread_create(&reading->thread, NULL, read_ahead, reading) != 0;
}

static void reading_end(struct reading *reading)
{
    if (reading->alone)
        chunk_read(reading->run, reading->chunk);
    else
        pthread_join(reading->thread, NULL);
}

static enum outcome run_chunks(struct import_run *run)
{
    enum outcome outcome = DONE;
    bool more = true;
    chunk_read(run, &run->chunks[0]);
    for (size_t i = 0; more && outcome == DONE; i++) {
        struct import_chunk *chunk = &run->chunks[i % 2];
        struct reading next = { .run = run, .chunk = &run->chunks[(i + 1) % 2] };
        more = chunk->more;
        if (more)
            reading_begin(&next);
        outcome = take_chunk(run, chunk);
        if (more)
            reading_end(&next);
        run->out->stopped = more && run->order->stopped && run->order->stopped(run->order->self);
        more = more && !run->out->stopped;
    }
    TRY(outcome);
    return run->order->dry_run || run->out->stopped ? DONE : finish(run);
}

/* ---- beginning and end ---- */

/** In slices, so that whoever maps the file can let go of what is done. */
static void hash_file(struct import_run *run)
{
    enum { SLICE = 8 << 20 };
    const struct import_order *order = run->order;
    struct sm3 hash = sm3_open();
    struct str whole = order->whole.at ? order->whole : order->bytes;
    for (size_t at = 0; at < whole.len; at += SLICE) {
        sm3_add(&hash, str_cut(whole, at, SLICE));
        if (order->progress && !order->whole.at)
            order->progress(order->self, 0, at);
    }
    sm3_end(&hash, run->out->hash);
}

static enum outcome read_stations(struct import_run *run, struct arena *arena)
{
    struct units units;
    size_t count = 0;
    TRY(units_between(run->desk, 0, INT32_MAX, &units));
    struct import_station *at = NEW_ARRAY(arena, struct import_station, units.count);
    for (size_t i = 0; i < units.count; i++)
        if (str_is(units.at[i].kind, unit_kind_text(UNIT_STATION)->code))
            at[count++] =
                (struct import_station){ units.at[i].number, arena_str(arena, units.at[i].name),
                                         arena_str(arena, units.at[i].short_name) };
    run->ground.stations = at;
    run->ground.station_count = count;
    return DONE;
}

static enum outcome prepare(struct import_run *run, struct arena *kept)
{
    struct desk *desk = run->desk;
    run->ground.today = desk->today;
    run->ground.clerk = desk->clerk;
    number_checker_init(&run->ground.checker, desk->today);
    TRY(import_file_open(desk, run->order, &run->file));
    hash_file(run);
    TRY(read_stations(run, kept));
    TRY(load_find(run));
    return households_read(run);
}

static void room_open(struct import_run *run)
{
    run->batch_arena = arena_open();
    run->ground.arena = arena_open();
    run->made = calloc(IMPORT_CHUNK, sizeof *run->made);
    run->values = calloc(IMPORT_VALUES, sizeof *run->values);
    ASSERT(run->made && run->values);
    for (size_t i = 0; i < COUNT(run->chunks); i++)
        chunk_open(&run->chunks[i]);
}

static void room_close(struct import_run *run)
{
    for (size_t i = 0; i < COUNT(run->chunks); i++)
        chunk_close(&run->chunks[i]);
    arena_close(run->batch_arena);
    arena_close(run->ground.arena);
    free(run->made);
    free(run->values);
    households_close(&run->households);
    hash_map_close(&run->dry_legacy);
    hash_map_close(&run->dry_numbers);
    free(run);
}

/** The problem must outlive the batch it came up in. */
static void keep_problem(struct desk *desk, struct arena *kept)
{
    struct problem *why = &desk->why;
    why->pointer = arena_str(kept, why->pointer);
    why->detail = arena_str(kept, why->detail);
    why->cause = arena_str(kept, why->cause);
}

/** While it runs the desk works on the chunk's memory, which is emptied after each. */
static enum outcome run_import(struct import_run *run)
{
    struct desk *desk = run->desk;
    struct arena *kept = desk->arena;
    enum outcome outcome = prepare(run, kept);
    if (outcome == DONE) {
        desk->arena = run->batch_arena;
        outcome = db_expect_much(desk, true);
        if (outcome == DONE)
            outcome = run_chunks(run);
        if (db_expect_much(desk, false) != DONE)
            log_warn("import: the connection keeps its larger memory");
        if (outcome != DONE)
            keep_problem(desk, kept);
        desk->arena = kept;
    }
    return outcome;
}

enum outcome register_import(struct desk *desk, const struct import_order *order,
                             struct import_result *out)
{
    TRY(may(desk, MAY_IMPORT, desk->clerk.unit));
    struct import_run *run = calloc(1, sizeof *run);
    ASSERT(run != NULL);
    *out = (struct import_result){ 0 };
    run->desk = desk;
    run->order = order;
    run->out = out;
    room_open(run);
    enum outcome outcome = run_import(run);
    if (order->dry_run)
        out->load = 0;
    room_close(run);
    return outcome;
}

void import_reject_csv(struct buf *buf, const struct import_reject *reject)
{
    const struct refusal_text *text = refusal_text(reject->code);
    struct buf reason = { 0 };
    buf_text(&reason, text->zh);
    if (reject->detail.len) {
        buf_text(&reason, " ");
        buf_add(&reason, reject->detail);
    }
    buf_int(buf, reject->line);
    buf_byte(buf, ',');
    csv_field_for_sheets(buf, str_of(reject->field));
    buf_byte(buf, ',');
    csv_field_for_sheets(buf, str_of(text->name));
    buf_byte(buf, ',');
    csv_field_for_sheets(buf, buf_str(&reason));
    buf_byte(buf, '\n');
    buf_close(&reason);
}
