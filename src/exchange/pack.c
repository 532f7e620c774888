/** The sender's side: what waits becomes a sealed file. */
#include "base/hash_map.h"
#include "db/db.h"
#include "exchange/envelope.h"
#include "exchange/package.h"
#include "exchange/package_file.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "portrait/portrait_store.h"
#include "sql/exchange.h"

enum { RECORDS_MOST = 2000 };

/** A row of the outbox: what the package tells of. */
struct waiting_record {
    int64_t id;
    struct str kind;
    int32_t part;
    int64_t subject;
};
struct waiting_records {
    struct waiting_record *at;
    size_t count;
};

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct waiting_record *)a)->id, y = ((const struct waiting_record *)b)->id;
    return (x > y) - (x < y);
}

static void read_waiting(struct desk *desk, const struct rows *rows, struct waiting_records *out)
{
    out->at = NEW_ARRAY(desk->arena, struct waiting_record, rows->count);
    out->count = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        out->at[i] = (struct waiting_record){ row_int(row, 0), row_text(row, 1),
                                              (int32_t)row_int(row, 2), row_int(row, 3) };
    }
    if (out->count) /* RETURNING promises no order */
        qsort(out->at, out->count, sizeof *out->at, by_id);
}

/** What waits is this package's from here on; of two that pack at once the second waits, and finds
 * what is left. */
static enum outcome claim(struct desk *desk, const struct package *p, struct waiting_records *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_outbox_claim, WITH(v_int(p->unit), v_int(p->to_unit), v_int(RECORDS_MOST)),
                &rows));
    if (!rows.count)
        return refuse(desk, NO_NOTHING_TO_PACK);
    read_waiting(desk, &rows, out);
    return DONE;
}

/** A package being filled: its records grow in the arena. */
struct filling {
    struct record_writer writer;
    struct package_record *records;
    size_t count, room;
    int told;                /* records that are not blobs */
    struct hash_map written; /* names of blobs, and what records tell of */
};

static void filling_close(struct filling *f)
{
    hash_map_close(&f->written);
}

static void add(struct filling *f, struct str name, struct str bytes)
{
    if (f->count == f->room) {
        size_t room = f->room ? f->room * 2 : 64;
        struct package_record *more = NEW_ARRAY(f->writer.desk->arena, struct package_record, room);
        if (f->count)
            memcpy(more, f->records, f->count * sizeof *more);
        f->records = more;
        f->room = room;
    }
    f->records[f->count++] = (struct package_record){ name, bytes };
}

/** False when it was written already. */
static bool first_time(struct filling *f, struct str what)
{
    uint64_t *times = hash_map_at(&f->written, str_hash(what));
    return (*times)++ == 0;
}

static enum outcome add_blob(struct record_writer *writer, int32_t part, struct str hash)
{
    struct filling *f = (struct filling *)(void *)writer;
    struct str bytes, name = blob_name(writer->desk->arena, hash);
    if (!first_time(f, name))
        return DONE;
    TRY(portrait_get(writer->desk, part, hash, &bytes));
    add(f, name, bytes);
    return DONE;
}

/** One record: `r/PLACE/KIND`, so that ascending names keep the order of the outbox. It is written
 * as it stands now, so a second one of the same would say nothing new. */
static enum outcome add_record(struct desk *desk, struct filling *f, const struct waiting_record *w)
{
    const struct record_kind *kind = record_kind_find(w->kind);
    struct buf json = { 0 };
    ASSERT(kind != NULL);
    if (!first_time(
            f, arena_printf(desk->arena, "%s %d %lld", kind->kind, w->part, (long long)w->subject)))
        return DONE;
    f->writer.json = &json;
    json_open(&json, '{');
    enum outcome outcome = kind->write(&f->writer, w->part, w->subject);
    json_close(&json, '}');
    if (outcome == DONE)
        add(f, arena_printf(desk->arena, "r/%06d/%s", f->told++, kind->kind),
            arena_str(desk->arena, buf_str(&json)));
    buf_close(&json);
    return outcome;
}

static enum outcome fill(struct desk *desk, const struct waiting_records *waiting,
                         struct filling *f)
{
    for (size_t i = 0; i < waiting->count; i++)
        TRY(add_record(desk, f, &waiting->at[i]));
    return DONE;
}

/** The receiver, whose public key is on record. */
static enum outcome load_peer(struct desk *desk, int32_t to_unit, struct unit *out)
{
    TRY(unit_load(desk, to_unit, out));
    return out->public_key.len == SM2_PUBLIC_BYTES ? DONE : refuse(desk, NO_PEER_UNKNOWN);
}

enum outcome pack_possible(struct desk *desk, int32_t to_unit)
{
    struct unit to;
    struct str owner = arena_printf(desk->arena, "unit-%d", desk->clerk.unit);
    TRY(may(desk, MAY_PACK, desk->clerk.unit));
    TRY(load_peer(desk, to_unit, &to));
    return desk->keys && key_exists(desk->keys, owner) ? DONE : refuse(desk, NO_KEY_MISSING);
}

static enum outcome seal(struct desk *desk, const struct filling *f, struct package *p,
                         struct buf *file)
{
    struct unit to;
    struct envelope_why why = { 0 };
    TRY(load_peer(desk, p->to_unit, &to));
    const struct envelope_party sender = { desk->keys,
                                           arena_printf(desk->arena, "unit-%d", p->unit), NO_STR };
    const struct envelope_label label = { arena_printf(desk->arena, "%d", p->unit),
                                          arena_printf(desk->arena, "%d", p->to_unit), p->kind,
                                          p->seq, desk->now };
    enum outcome outcome = envelope_write(&sender, &label, f->records, f->count,
                                          (const unsigned char *)to.public_key.at, file, &why);
    if (outcome == REFUSED)
        return refuse(desk, why.key.refusal);
    return outcome == DONE ? DONE : fail(desk, "sealing: %s", why.key.cause);
}

/** Answers alone make a package that is not answered in its turn. */
static bool only_answers(const struct filling *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (!str_ends(f->records[i].name, "/package.taken"))
            return false;
    return true;
}

/** The sealed file, complete on disk under a name nobody reads. */
static enum outcome write_sealed(struct desk *desk, struct str folder, const struct filling *f,
                                 struct package *p)
{
    SCOPED(buf) file = { 0 };
    unsigned char *hash = arena_bytes(desk->arena, SM3_BYTES);
    p->count = f->told;
    p->file = package_path(desk->arena, folder, p->unit, p->to_unit, p->seq);
    TRY(seal(desk, f, p, &file));
    sm3(buf_str(&file), hash);
    p->hash = str_from(hash, SM3_BYTES);
    return package_write_part(desk, p->file, buf_str(&file));
}

static enum outcome enter(struct desk *desk, const struct package *p, const char *verb)
{
    struct str body = arena_printf(desk->arena, "{\"to\":%d,\"sequence\":%lld,\"count\":%d}",
                                   p->to_unit, (long long)p->seq, p->count);
    return journal(desk, verb, p->unit, p->seq, body);
}

static enum outcome note(struct desk *desk, const struct package *p)
{
    TRY(db_change(desk, &Q_package_out_add, NO_CHANGED_MEANWHILE,
                  WITH(v_int(p->unit), v_int(p->to_unit), v_int(p->seq), v_text(p->kind),
                       v_int(p->count), v_text(p->file), v_bytes(p->hash), v_int(desk->clerk.id),
                       v_int(desk->now))));
    TRY(db_change(desk, &Q_outbox_sent, REFUSAL_NONE,
                  WITH(v_int(p->unit), v_int(p->to_unit), v_int(p->seq))));
    TRY(progress_add(desk, p->unit, "sent", p->count));
    return enter(desk, p, "package.sent");
}

static enum outcome pack_into(struct desk *desk, struct str folder, struct package *p,
                              struct filling *f)
{
    SCOPED(tx) tx = { 0 };
    struct row row;
    struct waiting_records waiting;
    TRY(tx_open(desk, &tx));
    TRY(claim(desk, p, &waiting));
    TRY(db_get(desk, &Q_package_next, NO_NOT_NOW, WITH(v_int(p->unit), v_int(p->to_unit)), &row));
    p->seq = row_int(row, 0);
    TRY(fill(desk, &waiting, f));
    p->kind = only_answers(f) ? STR("answers") : STR("records");
    TRY(write_sealed(desk, folder, f, p));
    TRY(note(desk, p));
    package_name_after(desk, p->file);
    return tx_commit(&tx);
}

enum outcome pack(struct desk *desk, int32_t to_unit, struct str folder, struct package *out)
{
    struct package p = { .unit = desk->clerk.unit, .to_unit = to_unit, .instant = desk->now };
    SCOPED(filling) f = { .writer = { .desk = desk, .blob = add_blob } };
    TRY(may(desk, MAY_PACK, desk->clerk.unit));
    TRY(pack_into(desk, folder, &p, &f));
    *out = p;
    return DONE;
}

/* ---- once more ---- */

static enum outcome load_sent(struct desk *desk, struct package *p, struct waiting_records *out)
{
    struct row row;
    struct rows rows;
    struct values key = WITH(v_int(p->unit), v_int(p->to_unit), v_int(p->seq));
    TRY(db_get(desk, &Q_package_out_get, NO_PACKAGE_UNKNOWN, key, &row));
    if (row_int(row, 1))
        return refuse(desk, NO_PACKAGE_TWICE);
    p->kind = row_text(row, 0);
    TRY(db_list(desk, &Q_outbox_of_package, key, &rows));
    read_waiting(desk, &rows, out);
    return DONE;
}

static enum outcome pack_anew(struct desk *desk, struct str folder, struct package *p,
                              struct filling *f)
{
    SCOPED(tx) tx = { 0 };
    struct waiting_records waiting;
    TRY(tx_open(desk, &tx));
    TRY(load_sent(desk, p, &waiting));
    TRY(fill(desk, &waiting, f));
    TRY(write_sealed(desk, folder, f, p));
    TRY(db_change(desk, &Q_package_again, NO_PACKAGE_TWICE,
                  WITH(v_int(p->unit), v_int(p->to_unit), v_int(p->seq), v_int(p->count),
                       v_text(p->file), v_bytes(p->hash))));
    TRY(enter(desk, p, "package.sent_again"));
    package_name_after(desk, p->file);
    return tx_commit(&tx);
}

enum outcome pack_again(struct desk *desk, int32_t to_unit, int64_t seq, struct str folder,
                        struct package *out)
{
    struct package p = {
        .unit = desk->clerk.unit, .to_unit = to_unit, .seq = seq, .instant = desk->now
    };
    SCOPED(filling) f = { .writer = { .desk = desk, .blob = add_blob } };
    TRY(may(desk, MAY_PACK, desk->clerk.unit));
    TRY(pack_anew(desk, folder, &p, &f));
    *out = p;
    return DONE;
}
