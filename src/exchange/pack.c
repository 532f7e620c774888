/** The sender's side: what waits becomes a sealed file. */
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

/** A package being filled: its records grow in the arena. */
struct filling {
    struct record_writer writer;
    struct package_record *records;
    size_t count, room;
    int64_t last; /* outbox id */
};

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

static bool has(const struct filling *f, struct str name)
{
    for (size_t i = 0; i < f->count; i++)
        if (str_eq(f->records[i].name, name))
            return true;
    return false;
}

static enum outcome add_blob(struct record_writer *writer, int32_t part, struct str hash)
{
    struct filling *f = (struct filling *)(void *)writer;
    struct str bytes, name = blob_name(writer->desk->arena, hash);
    if (has(f, name))
        return DONE;
    TRY(portrait_get(writer->desk, part, hash, &bytes));
    add(f, name, bytes);
    return DONE;
}

/** One record: `r/PLACE/KIND`, so that ascending names keep the order of the outbox. */
static enum outcome add_record(struct desk *desk, struct filling *f, size_t place, struct row row)
{
    const struct record_kind *kind = record_kind_find(row_text(row, 1));
    struct buf json = { 0 };
    ASSERT(kind != NULL);
    f->writer.json = &json;
    json_open(&json, '{');
    enum outcome outcome = kind->write(&f->writer, (int32_t)row_int(row, 2), row_int(row, 3));
    json_close(&json, '}');
    if (outcome == DONE)
        add(f, arena_printf(desk->arena, "r/%06zu/%s", place, kind->kind),
            arena_str(desk->arena, buf_str(&json)));
    buf_close(&json);
    f->last = row_int(row, 0);
    return outcome;
}

static enum outcome fill(struct desk *desk, int32_t to, struct filling *f, int32_t *count)
{
    struct rows rows;
    TRY(db_list(desk, &Q_outbox_waiting,
                WITH(v_int(desk->clerk.unit), v_int(to), v_int(RECORDS_MOST)), &rows));
    if (!rows.count)
        return refuse(desk, NO_NOTHING_TO_PACK);
    for (size_t i = 0; i < rows.count; i++)
        TRY(add_record(desk, f, i, rows_at(&rows, i)));
    *count = (int32_t)rows.count;
    return DONE;
}

static enum outcome seal(struct desk *desk, const struct filling *f, struct package *p,
                         struct buf *file)
{
    struct unit to;
    struct envelope_why why = { 0 };
    TRY(unit_load(desk, p->to_unit, &to));
    if (to.public_key.len != SM2_PUBLIC_BYTES)
        return refuse(desk, NO_PEER_UNKNOWN);
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

static enum outcome note(struct desk *desk, const struct filling *f, const struct package *p)
{
    TRY(db_change(desk, &Q_package_out_add, NO_CHANGED_MEANWHILE,
                  WITH(v_int(p->unit), v_int(p->to_unit), v_int(p->seq), v_text(p->kind),
                       v_int(p->count), v_text(p->file), v_bytes(p->hash), v_int(desk->clerk.id),
                       v_int(desk->now))));
    TRY(db_change(desk, &Q_outbox_sent, REFUSAL_NONE,
                  WITH(v_int(p->unit), v_int(p->to_unit), v_int(f->last), v_int(p->seq))));
    TRY(progress_add(desk, p->unit, "sent", p->count));
    struct str body = arena_printf(desk->arena, "{\"to\":%d,\"sequence\":%lld,\"count\":%d}",
                                   p->to_unit, (long long)p->seq, p->count);
    return journal(desk, "package.sent", p->unit, p->seq, body);
}

/** Answers alone make a package that is not answered in its turn. */
static bool only_answers(const struct filling *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (!str_ends(f->records[i].name, "/package.taken"))
            return false;
    return true;
}

static enum outcome pack_into(struct desk *desk, struct str folder, struct package *p,
                              struct buf *file)
{
    SCOPED(tx) tx = { 0 };
    struct row row;
    struct filling f = { .writer = { .desk = desk, .blob = add_blob } };
    unsigned char *hash = arena_bytes(desk->arena, SM3_BYTES);
    TRY(tx_open(desk, &tx));
    TRY(db_get(desk, &Q_package_next, NO_NOT_NOW, WITH(v_int(p->unit), v_int(p->to_unit)), &row));
    p->seq = row_int(row, 0);
    TRY(fill(desk, p->to_unit, &f, &p->count));
    p->kind = only_answers(&f) ? STR("answers") : STR("records");
    TRY(seal(desk, &f, p, file));
    sm3(buf_str(file), hash);
    p->hash = str_from(hash, SM3_BYTES);
    p->file = package_path(desk->arena, folder, p->unit, p->to_unit, p->seq);
    TRY(package_write_part(desk, p->file, buf_str(file)));
    TRY(note(desk, &f, p));
    return tx_commit(&tx);
}

enum outcome pack(struct desk *desk, int32_t to_unit, struct str folder, struct package *out)
{
    struct package p = { .unit = desk->clerk.unit, .to_unit = to_unit, .instant = desk->now };
    struct buf file = { 0 };
    TRY(may(desk, MAY_PACK, desk->clerk.unit));
    enum outcome outcome = pack_into(desk, folder, &p, &file);
    buf_close(&file);
    TRY(outcome);
    TRY(package_name_part(desk, p.file));
    *out = p;
    return DONE;
}
