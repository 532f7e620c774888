/** Recomputes a journal from its rows: every leaf, node, frontier and signed head. */
#include "db/db.h"
#include "journal/entry.h"
#include "journal/tree.h"
#include "keys/keys.h"
#include "sql/journal.h"

/** One chain being walked. */
struct walk {
    struct verification *out;
    int32_t unit;
    int64_t next;
    unsigned char frontier[TREE_FRONTIER_MAX];
    const struct rows *heads;
    size_t head; /* the next one not yet met */
};

static bool fault(struct walk *w, int64_t seq, const char *what)
{
    if (w->out->good) {
        w->out->good = false;
        w->out->unit = w->unit;
        w->out->seq = seq;
        w->out->fault = what;
    }
    return false;
}

static bool same(struct str stored, const unsigned char *bytes, size_t len)
{
    return stored.len == len && (len == 0 || memcmp(stored.at, bytes, len) == 0);
}

/** The leaf's hash out of the stored fields; false when there is none. */
static bool leaf_of(const struct entry *e, unsigned char out[SM3_BYTES])
{
    struct leaf_fields fields;
    if (!entry_leaf(e, &fields))
        return false;
    leaf_hash(&fields, out);
    return true;
}

static bool head_fits(struct walk *w, struct row head)
{
    unsigned char root[SM3_BYTES];
    char text[HEAD_TEXT_MAX];
    struct str signature = row_text(head, 3), public_key = row_text(head, 4);
    tree_root(w->frontier, w->next, root);
    if (!same(row_text(head, 2), root, SM3_BYTES) || signature.len != SM2_SIGNATURE_BYTES ||
        public_key.len != SM2_PUBLIC_BYTES)
        return false;
    return key_verify((const unsigned char *)public_key.at,
                      head_text(w->unit, w->next, root, row_int(head, 1), text),
                      (const unsigned char *)signature.at);
}

static void meet_heads(struct walk *w)
{
    for (; w->head < w->heads->count; w->head++) {
        struct row head = rows_at(w->heads, w->head);
        if (row_int(head, 0) > w->next)
            return;
        if (row_int(head, 0) < w->next || !head_fits(w, head))
            fault(w, w->next - 1, "head");
        w->out->heads++;
    }
}

static enum outcome walk_entry(struct desk *desk, void *ctx, struct row row)
{
    struct walk *w = ctx;
    struct entry e;
    unsigned char leaf[SM3_BYTES], nodes[TREE_FRONTIER_MAX];
    (void)desk;
    row_read(row, entry_columns, entry_column_count, &e);
    w->out->entries++;
    if (e.seq != w->next)
        fault(w, w->next, "sequence");
    if (!leaf_of(&e, leaf) || !same(e.leaf, leaf, SM3_BYTES))
        fault(w, e.seq, "leaf");
    if (!w->out->good)
        return DONE;
    size_t made = tree_append(w->frontier, w->next, leaf, nodes);
    if (!same(e.nodes, nodes, made * SM3_BYTES))
        fault(w, e.seq, "nodes");
    w->next++;
    meet_heads(w);
    return DONE;
}

static enum outcome verify_chain(struct desk *desk, int32_t unit, struct verification *out)
{
    struct row chain;
    struct rows heads;
    struct walk w = { .out = out, .unit = unit };
    TRY(db_list(desk, &Q_heads_of, WITH(v_int(unit)), &heads));
    w.heads = &heads;
    TRY(db_each(desk, &Q_entries_of_unit, WITH(v_int(unit)), walk_entry, &w));
    TRY(db_find(desk, &Q_chain_of, WITH(v_int(unit)), &chain));
    if (!chain.cells) {
        fault(&w, w.next ? w.next - 1 : 0, "chain");
        return DONE;
    }
    if (out->good && row_int(chain, 0) != w.next)
        fault(&w, w.next, "sequence");
    if (out->good && !same(row_text(chain, 1), w.frontier, tree_frontier_count(w.next) * SM3_BYTES))
        fault(&w, w.next - 1, "frontier");
    if (out->good && w.head < heads.count)
        fault(&w, w.next, "head");
    return DONE;
}

/** One reading of all chains: entries written meanwhile are not seen half. */
enum outcome journal_verify(struct desk *desk, struct verification *out)
{
    SCOPED(tx) tx = { 0 };
    struct rows units;
    struct verification v = { .good = true };
    TRY(tx_look(desk, &tx));
    TRY(db_list(desk, &Q_journal_units, WITH_NOTHING, &units));
    for (size_t i = 0; i < units.count && v.good; i++) {
        v.units++;
        TRY(verify_chain(desk, (int32_t)row_int(rows_at(&units, i), 0), &v));
    }
    *out = v;
    return DONE;
}
