/** The journal, for the audit administrator. */
#include "cards/find_entry.h"
#include "core/codes.h"
#include "http/shown.h"
#include "journal/entry.h"
#include "journal/verb.h"
#include "office/unit.h"
#include "register/cursor.h"

/* ---- listing ---- */

struct journal_query {
    int32_t unit;
    struct str after, verb;
    int64_t limit;
};
static const struct field journal_fields[] = {
    FIELD(journal_query, unit, "unit", FIELD_PART, OPTIONAL, 0),
    FIELD(journal_query, after, "after", FIELD_TEXT, OPTIONAL, 100),
    FIELD(journal_query, verb, "verb", FIELD_TEXT, OPTIONAL, 60),
    FIELD(journal_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static enum outcome put_entry(struct buf *body, struct clerk_names *names,
                              const struct entry *entry)
{
    struct str name;
    TRY(clerk_name(names, entry->clerk, &name));
    json_open(body, '{');
    json_columns(body, entry_columns, entry_column_count, entry);
    json_field_str(body, "clerkName", name);
    json_field_str(body, "unitName", unit_short_name(names->desk, entry->unit));
    json_field_words(body, "verb", verb_zh(entry->verb), verb_en(entry->verb));
    json_key(body, "body");
    if (entry->body.len)
        json_raw(body, entry->body);
    else
        json_nothing(body);
    json_close(body, '}');
    return DONE;
}

static enum outcome units_asked(struct desk *desk, const struct journal_query *query, int32_t *from,
                                int32_t *to)
{
    *from = query->unit ? query->unit : desk->clerk.reach_from;
    *to = query->unit ? query->unit : desk->clerk.reach_to;
    return clerk_reaches(&desk->clerk, *from) ? DONE : refuse(desk, NO_NOT_YOUR_DESK);
}

static enum outcome place_asked(struct desk *desk, struct str word, struct entry_place *out)
{
    struct cursor cursor;
    *out = ENTRY_LATEST;
    if (!word.len)
        return DONE;
    if (!cursor_read(desk->arena, word, &cursor))
        return refuse_at(desk, NO_BAD_REQUEST, "?after", "不是本系统给出的 / not one of ours");
    *out = (struct entry_place){ cursor.order, cursor.part, cursor.id };
    return DONE;
}

static struct str next_place(struct desk *desk, const struct entries *page, int64_t limit)
{
    if (!page->count || (int64_t)page->count < limit)
        return NO_STR;
    const struct entry *last = &page->at[page->count - 1];
    const struct cursor next = { .order = last->instant, .part = last->unit, .id = last->seq };
    return cursor_make(desk->arena, &next);
}

static enum outcome get_journal(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct journal_query query = { .after = NO_STR, .verb = STR(""), .limit = 100 };
    struct entry_place before;
    struct clerk_names names = { .desk = desk };
    struct entries entries;
    int32_t from, to;
    TRY(query_read(desk, request->head->query, journal_fields, COUNT(journal_fields), &query));
    TRY(units_asked(desk, &query, &from, &to));
    TRY(place_asked(desk, query.after, &before));
    TRY(entries_page(desk, from, to, before, query.verb, (int)query.limit, &entries));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < entries.count; i++)
        TRY(put_entry(body, &names, &entries.at[i]));
    answer_list_end(request, next_place(desk, &entries, query.limit));
    return DONE;
}

/* ---- proofs ---- */

/** With a head signed now, which is stored: so it settles. */
static enum outcome get_proof(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct proof_order order = { .body = true };
    struct str json;
    TRY(find_entry(desk, request->params[0], &order));
    if (!clerk_reaches(&desk->clerk, order.unit))
        return refuse(desk, NO_NOT_YOUR_DESK);
    TRY(journal_prove(desk, &order, &json));
    json_raw(answer_json(request, 200), json);
    return DONE;
}

static enum outcome post_verify(struct http_request *request)
{
    struct verification found;
    TRY(journal_verify(&request->desk, &found));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_bool(body, "ok", found.good);
    json_field_int(body, "units", found.units);
    json_field_int(body, "entries", found.entries);
    json_field_int(body, "heads", found.heads);
    json_key(body, "firstFault");
    if (found.good) {
        json_nothing(body);
    } else {
        json_open(body, '{');
        json_field_int(body, "unit", found.unit);
        json_field_int(body, "seq", found.seq);
        json_field_text(body, "fault", found.fault);
        json_close(body, '}');
    }
    json_close(body, '}');
    return DONE;
}

/* clang-format off */
const struct route journal_routes[] = {
    { METHOD_GET, "/api/v1/journal", MAY_ADMIN_AUDIT, 0, BODY_NONE, get_journal, NULL,
      "listEntries", "日志", "Entries of the journal, the latest first" },
    { METHOD_GET, "/api/v1/journal/proof/{number}", MAY_ADMIN_AUDIT, 0, BODY_NONE, NULL, get_proof,
      "proveEntry", "日志证明", "A proof of an entry that anyone can check" },
    { METHOD_POST, "/api/v1/journal/verify", MAY_ADMIN_AUDIT, IS_SLOW, BODY_EMPTY, post_verify, NULL,
      "verifyJournal", "校验日志", "Verify all chains of the journal" },
};
/* clang-format on */
const size_t journal_route_count = COUNT(journal_routes);
