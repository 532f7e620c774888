/** Signed heads, and proofs of single entries. */
#include "base/buf.h"
#include "db/db.h"
#include "journal/entry.h"
#include "journal/proof.h"
#include "keys/keys.h"
#include "sql/journal.h"

struct nodes {
    struct desk *desk;
    int32_t unit;
};

/** Node (level, index) stands with the entry that completed it. */
static enum outcome stored_node(void *context, int level, int64_t index,
                                unsigned char out[SM3_BYTES])
{
    struct nodes *n = context;
    struct row row;
    int64_t seq = ((index + 1) << level) - 1;
    TRY(db_get(n->desk, &Q_entry_nodes, NO_NOT_FOUND, WITH(v_int(n->unit), v_int(seq)), &row));
    struct str from = level ? str_cut(row_text(row, 1), (size_t)(level - 1) * SM3_BYTES, SM3_BYTES)
                            : row_text(row, 0);
    if (from.len != SM3_BYTES)
        return fail(n->desk, "journal: node missing at unit %d", n->unit);
    memcpy(out, from.at, SM3_BYTES);
    return DONE;
}

static enum outcome sign_head(struct desk *desk, int32_t unit, struct proof_head *head)
{
    char owner[32], text[HEAD_TEXT_MAX];
    struct key_why why;
    struct str name = str_from(owner, (size_t)snprintf(owner, sizeof owner, "unit-%d", unit));
    head->instant = desk->now;
    if (!desk->keys || !key_exists(desk->keys, name))
        return refuse(desk, NO_KEY_MISSING);
    if (key_public(desk->keys, name, head->public_key, &why) != DONE ||
        key_sign(desk->keys, name, NO_STR, head_text(unit, head->size, head->root, desk->now, text),
                 head->signature, &why) != DONE)
        return fail(desk, "journal head of unit %d: %s", unit, why.cause);
    return DONE;
}

static enum outcome head_of_now(struct desk *desk, int32_t unit, struct proof_head *head)
{
    struct row chain;
    TRY(db_get(desk, &Q_chain_of, NO_NOT_FOUND, WITH(v_int(unit)), &chain));
    head->size = row_int(chain, 0);
    tree_root((const unsigned char *)row_text(chain, 1).at, head->size, head->root);
    return sign_head(desk, unit, head);
}

static enum outcome keep_head(struct desk *desk, int32_t unit, const struct proof_head *head)
{
    return db_change(desk, &Q_head_add, REFUSAL_NONE,
                     WITH(v_int(unit), v_int(head->size), v_int(head->instant),
                          v_bytes(str_from(head->root, SM3_BYTES)),
                          v_bytes(str_from(head->signature, SM2_SIGNATURE_BYTES)),
                          v_bytes(str_from(head->public_key, SM2_PUBLIC_BYTES))));
}

static bool has_key(struct desk *desk, int32_t unit)
{
    char owner[32];
    size_t n = (size_t)snprintf(owner, sizeof owner, "unit-%d", unit);
    return desk->keys && key_exists(desk->keys, str_from(owner, n));
}

enum outcome journal_sign_heads(struct desk *desk)
{
    SCOPED(tx) tx = { 0 };
    struct rows units;
    TRY(tx_open(desk, &tx));
    TRY(db_list(desk, &Q_chain_units, WITH_NOTHING, &units));
    for (size_t i = 0; i < units.count; i++) {
        int32_t unit = (int32_t)row_int(rows_at(&units, i), 0);
        struct row last;
        struct proof_head head;
        TRY(db_find(desk, &Q_head_last, WITH(v_int(unit)), &last));
        bool changed = !last.cells || row_int(last, 0) != row_int(rows_at(&units, i), 1);
        if (!changed || !has_key(desk, unit))
            continue;
        TRY(head_of_now(desk, unit, &head));
        TRY(keep_head(desk, unit, &head));
    }
    return tx_commit(&tx);
}

static enum outcome fill_entry(struct desk *desk, const struct entry *e, bool body,
                               struct proof *proof)
{
    if (!entry_leaf(e, &proof->entry))
        return fail(desk, "journal: entry %lld of unit %d is damaged", (long long)e->seq, e->unit);
    if (!e->body.at)
        return DONE;
    proof->with_body = body;
    proof->body = e->body;
    memcpy(proof->nonce, e->nonce.at, LEAF_NONCE_BYTES);
    return DONE;
}

/** That the head signed now continues the one the reader holds. */
static enum outcome prove_consistency(struct desk *desk, const struct proof_order *order,
                                      struct proof *proof)
{
    struct nodes nodes = { desk, order->unit };
    struct proof_consistency *c = NEW(desk->arena, struct proof_consistency);
    if (!order->since)
        return DONE;
    if (order->since < 0 || order->since > proof->head.size)
        return refuse(desk, NO_NOT_FOUND);
    c->from_size = order->since;
    TRY(tree_root_at(stored_node, &nodes, c->from_size, c->from_root));
    TRY(tree_consistency(stored_node, &nodes, c->from_size, proof->head.size, &c->path));
    proof->consistency = c;
    return DONE;
}

static struct str proof_text(struct arena *arena, const struct proof *proof)
{
    struct buf text = { 0 };
    proof_write(&text, proof);
    struct str json = arena_str(arena, buf_str(&text));
    buf_close(&text);
    return json;
}

enum outcome journal_prove(struct desk *desk, const struct proof_order *order, struct str *json)
{
    SCOPED(tx) tx = { 0 };
    struct row row;
    struct entry e;
    struct proof *proof = NEW(desk->arena, struct proof);
    TRY(tx_open(desk, &tx));
    TRY(db_get(desk, &Q_entry_get, NO_NOT_FOUND, WITH(v_int(order->unit), v_int(order->seq)),
               &row));
    row_read(row, entry_columns, entry_column_count, &e);
    TRY(fill_entry(desk, &e, order->body, proof));
    TRY(head_of_now(desk, order->unit, &proof->head));
    TRY(tree_inclusion(stored_node, &(struct nodes){ desk, order->unit }, order->seq,
                       proof->head.size, &proof->path));
    TRY(prove_consistency(desk, order, proof));
    TRY(keep_head(desk, order->unit, &proof->head));
    TRY(tx_commit(&tx));
    *json = proof_text(desk->arena, proof);
    return DONE;
}
