#include "business/scans.h"
#include "base/hex.h"
#include "business/businesses.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "sql/business.h"

static struct business_scan read_scan(struct row row)
{
    return (struct business_scan){ .part = (int32_t)row_int(row, 0),
                                   .business = row_int(row, 1),
                                   .n = (int32_t)row_int(row, 2),
                                   .paper = row_text(row, 3),
                                   .hash = row_text(row, 4),
                                   .clerk = row_int(row, 5),
                                   .instant = row_int(row, 6) };
}

enum outcome business_scans_of(struct desk *desk, const struct business *b,
                               struct business_scans *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_business_scans, WITH(v_int(b->part), v_int(b->id)), &rows));
    struct business_scan *at = NEW_ARRAY(desk->arena, struct business_scan, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        at[i] = read_scan(rows_at(&rows, i));
    *out = (struct business_scans){ at, rows.count };
    return DONE;
}

/* ---- adding ---- */

static bool is_there(const struct business_scans *scans, struct str paper, struct str hash)
{
    for (size_t i = 0; i < scans->count; i++)
        if (str_eq(scans->at[i].paper, paper) && str_eq(scans->at[i].hash, hash))
            return true;
    return false;
}

static bool was_shown(struct str papers, struct str paper)
{
    struct str word;
    while (str_split(&papers, ' ', &word))
        if (word.len && str_eq(word, paper))
            return true;
    return false;
}

static enum outcome journal_scan(struct desk *desk, const struct business *b, struct str paper,
                                 const struct scan *scan)
{
    char digits[2 * sizeof scan->hash + 1];
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "business", b->id);
    json_field_str(&body, "paper", paper);
    json_field_text(&body, "hash", hex_text(scan->hash, sizeof scan->hash, digits));
    json_close(&body, '}');
    return journal(desk, "business.scanned", b->part, b->person, buf_str(&body));
}

/** Of two desks that add at once, one is told to look again. */
static enum outcome add(struct desk *desk, const struct business *b, int64_t n, struct str paper,
                        const struct scan *scan)
{
    TRY(scan_put(desk, b->part, scan));
    TRY(db_change(desk, &Q_business_scan_add, NO_CHANGED_MEANWHILE,
                  WITH(v_int(b->part), v_int(b->id), v_int(n), v_text(paper),
                       v_bytes(str_from(scan->hash, sizeof scan->hash)), v_int(desk->clerk.id),
                       v_int(desk->now))));
    return journal_scan(desk, b, paper, scan);
}

enum outcome business_scan_add(struct desk *desk, int32_t part, int64_t id, struct str paper,
                               const struct scan *scan)
{
    SCOPED(tx) tx = { 0 };
    struct business b;
    struct business_scans scans;
    TRY(tx_open(desk, &tx));
    TRY(business_load(desk, part, id, &b));
    TRY(may(desk, MAY_KEEP_REGISTER, b.station));
    TRY(allow(desk, b.live ? REFUSAL_NONE : NO_BUSINESS_STEP));
    if (!was_shown(b.papers, paper))
        return refuse_field(desk, NO_PAPER_NOT_SHOWN, "/paper");
    TRY(business_scans_of(desk, &b, &scans));
    if (!is_there(&scans, paper, str_from(scan->hash, sizeof scan->hash))) {
        TRY(allow(desk, scans.count < BUSINESS_SCANS_MAX ? REFUSAL_NONE : NO_SCANS_FULL));
        TRY(add(desk, &b, (int64_t)scans.count + 1, paper, scan));
    }
    return tx_commit(&tx);
}

/* ---- looking ---- */

static enum outcome load(struct desk *desk, int32_t part, int64_t id, int64_t n, struct business *b,
                         struct business_scan *out)
{
    struct row row;
    TRY(business_load(desk, part, id, b));
    TRY(may(desk, MAY_SEE_PERSONS, b->station));
    TRY(allow(desk, desk->purpose.len ? REFUSAL_NONE : NO_PURPOSE_REQUIRED));
    TRY(db_get(desk, &Q_business_scan_get, NO_SCAN_UNKNOWN, WITH(v_int(part), v_int(id), v_int(n)),
               &row));
    *out = read_scan(row);
    return DONE;
}

enum outcome business_scan_open(struct desk *desk, int32_t part, int64_t id, int64_t n,
                                struct str *jpeg)
{
    struct business b;
    struct business_scan scan;
    TRY(load(desk, part, id, n, &b, &scan));
    return scan_get(desk, part, scan.hash, jpeg);
}

enum outcome business_scan_seen(struct desk *desk, int32_t part, int64_t id, int64_t n)
{
    SCOPED(tx) tx = { 0 };
    struct business b;
    struct business_scan scan;
    TRY(tx_open(desk, &tx));
    TRY(load(desk, part, id, n, &b, &scan));
    struct str body =
        arena_printf(desk->arena, "{\"business\":\"%lld\",\"scan\":%d,\"paper\":\"" STR_FMT "\"}",
                     (long long)id, (int)scan.n, STR_ARG(scan.paper));
    TRY(journal(desk, "business.scan_seen", part, b.person, body));
    return tx_commit(&tx);
}
