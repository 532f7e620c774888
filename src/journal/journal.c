#include "journal/journal.h"
#include "db/db.h"
#include "journal/leaf.h"
#include "journal/tree.h"
#include "sql/journal.h"
#include <sodium.h>

static const struct follow *follow_rows;
static size_t follow_count;

void follow_table(const struct follow *rows, size_t count)
{
    follow_rows = rows;
    follow_count = count;
}

enum outcome follow(struct desk *desk, const char *verb, int32_t subject_part, int64_t subject,
                    struct str body)
{
    for (size_t i = 0; i < follow_count; i++)
        if (strcmp(follow_rows[i].verb, verb) == 0)
            TRY(follow_rows[i].then(desk, subject_part, subject, body));
    return DONE;
}

/** The unit's next place and the frontier of what stands before it; locks the chain. */
static enum outcome ask_place(struct desk *desk, int32_t unit, struct question **out)
{
    return db_ask(desk, &Q_chain_take, WITH(v_int(unit), v_bytes(STR(""))), out);
}

static enum outcome read_place(struct desk *desk, int32_t unit, struct question *place,
                               int64_t *seq, unsigned char frontier[TREE_FRONTIER_MAX])
{
    struct row row;
    TRY(db_answer(desk, place, NO_NOT_NOW, &row));
    struct str stored = row_text(row, 1);
    *seq = row_int(row, 0);
    if (stored.len != tree_frontier_count(*seq) * SM3_BYTES)
        return fail(desk, "journal: the chain of unit %d does not fit its size", unit);
    if (stored.len)
        memcpy(frontier, stored.at, stored.len);
    return DONE;
}

static enum outcome write_entry(struct desk *desk, struct question *place,
                                struct leaf_fields *fields, struct str body)
{
    unsigned char frontier[TREE_FRONTIER_MAX], nodes[TREE_FRONTIER_MAX];
    unsigned char nonce[LEAF_NONCE_BYTES], leaf[SM3_BYTES];
    randombytes_buf(nonce, sizeof nonce);
    leaf_body_hash(nonce, body, fields->body_hash);
    TRY(read_place(desk, fields->unit, place, &fields->sequence, frontier));
    leaf_hash(fields, leaf);
    size_t made = tree_append(frontier, fields->sequence, leaf, nodes);
    size_t frontier_bytes = tree_frontier_count(fields->sequence + 1) * SM3_BYTES;
    TRY(db_change(desk, &Q_entry_add, REFUSAL_NONE,
                  WITH(v_int(fields->unit), v_int(fields->sequence), v_int(fields->instant),
                       v_int(fields->clerk), v_text(fields->terminal), v_text(fields->purpose),
                       v_text(fields->verb), v_int(fields->subject_part), v_int(fields->subject),
                       v_text(body), v_bytes(str_from(nonce, sizeof nonce)),
                       v_bytes(str_from(leaf, SM3_BYTES)),
                       v_bytes(str_from(nodes, made * SM3_BYTES)))));
    return db_change(desk, &Q_chain_frontier, REFUSAL_NONE,
                     WITH(v_int(fields->unit), v_bytes(str_from(frontier, frontier_bytes)),
                          v_int(fields->sequence + 1)));
}

static struct leaf_fields fields_of(const struct desk *desk, int32_t unit, const char *verb,
                                    int32_t subject_part, int64_t subject)
{
    return (struct leaf_fields){ .unit = unit,
                                 .instant = desk->now,
                                 .clerk = desk->clerk.id,
                                 .terminal = desk->terminal.at ? desk->terminal : STR(""),
                                 .purpose = desk->purpose.at ? desk->purpose : STR(""),
                                 .verb = str_of(verb),
                                 .subject_part = subject_part,
                                 .subject = subject };
}

enum outcome journal_for(struct desk *desk, int32_t unit, const char *verb, int32_t subject_part,
                         int64_t subject, struct str body)
{
    struct question *place;
    struct leaf_fields fields = fields_of(desk, unit, verb, subject_part, subject);
    TRY(ask_place(desk, unit, &place));
    return write_entry(desk, place, &fields, body);
}

enum outcome journal_ask(struct desk *desk, struct question **place)
{
    return ask_place(desk, desk->clerk.unit, place);
}

enum outcome journal_at(struct desk *desk, struct question *place, const char *verb,
                        int32_t subject_part, int64_t subject, struct str body)
{
    struct leaf_fields fields = fields_of(desk, desk->clerk.unit, verb, subject_part, subject);
    return write_entry(desk, place, &fields, body);
}

enum outcome journal(struct desk *desk, const char *verb, int32_t subject_part, int64_t subject,
                     struct str body)
{
    return journal_for(desk, desk->clerk.unit, verb, subject_part, subject, body);
}

enum outcome progress_add(struct desk *desk, int32_t unit, const char *figure, int64_t n)
{
    return db_change(desk, &Q_progress_add, REFUSAL_NONE,
                     WITH(v_int(unit), v_day(desk->today), v_lit(figure), v_int(n)));
}

enum outcome progress_sum(struct desk *desk, int32_t unit_from, int32_t unit_to, struct str figure,
                          int64_t *out)
{
    struct row row;
    TRY(db_get(desk, &Q_progress_sum, NO_NOT_FOUND,
               WITH(v_int(unit_from), v_int(unit_to), v_text(figure)), &row));
    *out = row_int(row, 0);
    return DONE;
}
