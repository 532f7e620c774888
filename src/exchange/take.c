/** The receiver's side: a file is opened, verified, and applied in one transaction. */
#include "base/hex.h"
#include "db/db.h"
#include "exchange/envelope.h"
#include "exchange/outbox.h"
#include "exchange/package.h"
#include "exchange/package_file.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "sql/exchange.h"

struct opened_package {
    struct envelope envelope;
    struct record_reader reader;
    int32_t from, to;
    unsigned char hash[SM3_BYTES];
};

/** The name of a blob in a package: `b/HASH`. */
struct str blob_name(struct arena *arena, struct str hash)
{
    char *name = arena_bytes(arena, 2 * hash.len + 3);
    memcpy(name, "b/", 2);
    hex_text(hash.at, hash.len, name + 2);
    return str_of(name);
}

static bool find_blob(const struct record_reader *reader, struct str hash, struct str *bytes)
{
    const struct opened_package *opened =
        (const struct opened_package *)(const void *)((const char *)reader -
                                                      offsetof(struct opened_package, reader));
    char name[2 * SM3_BYTES + 3] = "b/";
    unsigned char found[SM3_BYTES];
    if (hash.len != SM3_BYTES)
        return false;
    hex_text(hash.at, hash.len, name + 2);
    if (!contents_find(&opened->envelope.contents, str_of(name), bytes))
        return false;
    sm3(*bytes, found);
    return memcmp(found, hash.at, SM3_BYTES) == 0;
}

static enum outcome read_unit(struct desk *desk, struct str text, int32_t *out)
{
    int64_t n = 0;
    if (!str_to_int(text, &n) || n <= 0 || n > INT32_MAX)
        return refuse(desk, NO_PACKAGE_NOT);
    *out = (int32_t)n;
    return DONE;
}

static enum outcome why_not(struct desk *desk, enum outcome outcome, const struct envelope_why *why)
{
    if (outcome == REFUSED)
        return refuse(desk, why->key.refusal);
    return fail(desk, "package: %s", why->key.cause);
}

/** Who sent it to whom, from the header; the receiver must be kept here, the sender's key on
 * record. */
static enum outcome peers(struct desk *desk, struct str bytes, int32_t *from, int32_t *to,
                          struct unit *sender)
{
    struct envelope_header header;
    struct envelope_why why = { 0 };
    struct unit receiver;
    enum outcome outcome = envelope_peek(bytes, &header, &why);
    if (outcome != DONE)
        return why_not(desk, outcome, &why);
    TRY(read_unit(desk, str_of(header.from), from));
    TRY(read_unit(desk, str_of(header.to), to));
    TRY(unit_load(desk, *to, &receiver));
    if (!receiver.here)
        return refuse_at(desk, NO_PACKAGE_RECEIVER, "", "%d", *to);
    TRY(unit_load(desk, *from, sender));
    return sender->public_key.len == SM2_PUBLIC_BYTES ? DONE : refuse(desk, NO_PEER_UNKNOWN);
}

enum outcome package_open(struct desk *desk, struct str bytes, struct opened_package **out)
{
    struct unit sender;
    struct envelope_why why = { 0 };
    int32_t from = 0, to = 0;
    TRY(peers(desk, bytes, &from, &to, &sender));
    struct opened_package *opened = calloc(1, sizeof *opened);
    ASSERT(opened != NULL);
    const struct envelope_party receiver = { desk->keys, arena_printf(desk->arena, "unit-%d", to),
                                             NO_STR };
    enum outcome outcome = envelope_read(&receiver, (const unsigned char *)sender.public_key.at,
                                         bytes, &opened->envelope, &why);
    if (outcome != DONE) {
        free(opened);
        return why_not(desk, outcome, &why);
    }
    opened->from = from;
    opened->to = to;
    opened->reader = (struct record_reader){ .from = from, .to = to, .blob = find_blob };
    sm3(bytes, opened->hash);
    *out = opened;
    return DONE;
}

void package_close(struct opened_package *opened)
{
    if (!opened)
        return;
    envelope_close(&opened->envelope);
    free(opened);
}

static enum outcome in_order(struct desk *desk, const struct opened_package *o)
{
    struct row row;
    int64_t seq = o->envelope.header.sequence;
    TRY(db_get(desk, &Q_package_mark, NO_NOT_NOW, WITH(v_int(o->to), v_int(o->from)), &row));
    int64_t next = row_int(row, 0) + 1;
    if (seq < next)
        return refuse_at(desk, NO_PACKAGE_TWICE, "", "%d → %d: %lld", o->from, o->to,
                         (long long)seq);
    if (seq > next)
        return refuse_at(desk, NO_PACKAGE_SEQUENCE, "", "%d → %d: %lld–%lld", o->from, o->to,
                         (long long)next, (long long)(seq - 1));
    return DONE;
}

/** A record's kind stands at the end of its name, `r/PLACE/KIND`. */
static enum outcome apply_record(struct desk *desk, struct opened_package *o,
                                 const struct package_record *record)
{
    struct str kind = record->name, rest = record->name;
    while (str_split(&rest, '/', &kind))
        ;
    const struct record_kind *k = record_kind_find(kind);
    if (!k)
        return refuse_at(desk, NO_PACKAGE_RECORD, "", STR_FMT, STR_ARG(record->name));
    o->reader.json = record->bytes;
    enum outcome outcome = k->apply(desk, &o->reader);
    if (outcome != REFUSED || desk->why.refusal == NO_CHANGED_MEANWHILE)
        return outcome; /* somebody is at work on it: the next round takes it */
    return refuse_at(desk, NO_PACKAGE_RECORD, "", STR_FMT " %s " STR_FMT, STR_ARG(record->name),
                     refusal_text(desk->why.refusal)->code, STR_ARG(desk->why.pointer));
}

static enum outcome apply_records(struct desk *desk, struct opened_package *o, int32_t *count)
{
    const struct contents *c = &o->envelope.contents;
    *count = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (!str_starts(c->records[i].name, "r/"))
            continue;
        TRY(apply_record(desk, o, &c->records[i]));
        ++*count;
    }
    return DONE;
}

/** The sender's side, once it knows. */
static enum outcome arrived(struct desk *desk, int32_t from, int32_t to, int64_t seq)
{
    TRY(db_change(desk, &Q_package_answered, REFUSAL_NONE,
                  WITH(v_int(from), v_int(to), v_int(seq), v_int(desk->now))));
    return db_change(desk, &Q_outbox_arrived, REFUSAL_NONE,
                     WITH(v_int(from), v_int(to), v_int(seq)));
}

/** The sender hears that it arrived: at once when it is kept here, else with the next package. */
static enum outcome answer(struct desk *desk, const struct package *p)
{
    struct unit sender;
    if (str_is(p->kind, "answers"))
        return DONE;
    TRY(unit_load(desk, p->unit, &sender));
    if (!sender.here)
        return outbox_add(desk, p->to_unit, p->unit, "package.taken", p->to_unit, p->seq);
    return arrived(desk, p->unit, p->to_unit, p->seq);
}

static enum outcome note(struct desk *desk, const struct package *p)
{
    TRY(db_change(desk, &Q_package_in_add, NO_PACKAGE_TWICE,
                  WITH(v_int(p->to_unit), v_int(p->unit), v_int(p->seq), v_text(p->kind),
                       v_int(p->count), v_bytes(p->hash), v_int(desk->clerk.id),
                       v_int(desk->now))));
    TRY(answer(desk, p));
    TRY(progress_add(desk, p->to_unit, "taken", p->count));
    struct str body = arena_printf(desk->arena, "{\"from\":%d,\"sequence\":%lld,\"count\":%d}",
                                   p->unit, (long long)p->seq, p->count);
    return journal_for(desk, p->to_unit, "package.taken", p->unit, p->seq, body);
}

enum outcome package_take(struct desk *desk, struct opened_package *o, struct package *out)
{
    SCOPED(tx) tx = { 0 };
    struct package p = { .unit = o->from,
                         .to_unit = o->to,
                         .seq = o->envelope.header.sequence,
                         .kind = str_of(o->envelope.header.kind),
                         .hash = str_from(o->hash, SM3_BYTES),
                         .instant = desk->now };
    TRY(may(desk, MAY_TAKE_IN, o->to));
    TRY(tx_open(desk, &tx));
    TRY(in_order(desk, o));
    TRY(apply_records(desk, o, &p.count));
    TRY(note(desk, &p));
    TRY(tx_commit(&tx));
    p.kind = arena_str(desk->arena, p.kind);
    p.hash = arena_str(desk->arena, p.hash);
    *out = p;
    return DONE;
}

static enum outcome take_bytes(struct desk *desk, struct str bytes, struct package *out)
{
    struct opened_package *opened = NULL;
    TRY(package_open(desk, bytes, &opened));
    enum outcome outcome = package_take(desk, opened, out);
    package_close(opened);
    return outcome;
}

enum outcome package_take_file(struct desk *desk, struct str path, struct package *out)
{
    struct buf bytes = { 0 };
    enum outcome outcome = package_read_file(desk, path, &bytes);
    if (outcome == DONE)
        outcome = take_bytes(desk, buf_str(&bytes), out);
    buf_close(&bytes);
    return outcome;
}

/** A record kind of this counter: the receiver's word that a package arrived. */
static enum outcome write_taken(struct record_writer *writer, int32_t part, int64_t id)
{
    json_field_int(writer->json, "to", part);
    json_field_int(writer->json, "sequence", id);
    return DONE;
}

struct taken {
    int64_t to, sequence;
};
static const struct column taken_columns[] = {
    COLUMN(taken, to, NULL, KIND_INT, "", ""),
    COLUMN(taken, sequence, NULL, KIND_INT, "", ""),
};

static enum outcome apply_taken(struct desk *desk, const struct record_reader *reader)
{
    struct taken t;
    TRY(record_read(desk, reader->json, taken_columns, COUNT(taken_columns), &t));
    if (t.to != reader->from)
        return refuse_field(desk, NO_PACKAGE_RECORD, "to");
    return arrived(desk, reader->to, reader->from, t.sequence);
}

const struct record_kind package_taken_kind = { "package.taken", write_taken, apply_taken };
