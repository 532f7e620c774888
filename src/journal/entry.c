#include "journal/entry.h"
#include "db/db.h"
#include "sql/journal.h"

/* clang-format off */
const struct column entry_columns[] = {
    COLUMN(entry, unit,         "unit",        KIND_INT32,   "单位",     "Unit"),
    COLUMN(entry, seq,          "seq",         KIND_INT,     "序号",     "Sequence"),
    COLUMN(entry, instant,      "instant",     KIND_INSTANT, "时间",     "Instant"),
    COLUMN(entry, clerk,        "clerk",       KIND_ID,      "办理人",   "Clerk"),
    COLUMN(entry, terminal,     "terminal",    KIND_TEXT,    "终端",     "Terminal"),
    COLUMN(entry, purpose,      "purpose",     KIND_TEXT,    "事由",     "Purpose"),
    COLUMN(entry, verb,         "verb",        KIND_TEXT,    "事项",     "Verb"),
    COLUMN(entry, subject_part, "subjectPart", KIND_INT32,   "对象分区", "Subject's part"),
    COLUMN(entry, subject,      "subject",     KIND_ID,      "对象",     "Subject"),
    COLUMN(entry, body,         NULL,          KIND_TEXT,    "内容",     "Body"),
    COLUMN(entry, nonce,        NULL,          KIND_BYTES,   "",         ""),
    COLUMN(entry, leaf,         "leaf",        KIND_BYTES,   "哈希",     "Leaf hash"),
    COLUMN(entry, nodes,        NULL,          KIND_BYTES,   "",         ""),
};
/* clang-format on */
const size_t entry_column_count = COUNT(entry_columns);

bool entry_leaf(const struct entry *e, struct leaf_fields *out)
{
    struct leaf_fields fields = { .unit = e->unit,
                                  .sequence = e->seq,
                                  .instant = e->instant,
                                  .clerk = e->clerk,
                                  .terminal = e->terminal,
                                  .purpose = e->purpose,
                                  .verb = e->verb,
                                  .subject_part = e->subject_part,
                                  .subject = e->subject };
    if (e->nonce.len != (e->body.at ? LEAF_NONCE_BYTES : SM3_BYTES))
        return false;
    if (e->body.at)
        leaf_body_hash((const unsigned char *)e->nonce.at, e->body, fields.body_hash);
    else
        memcpy(fields.body_hash, e->nonce.at, SM3_BYTES);
    *out = fields;
    return true;
}

static void read_all(struct desk *desk, const struct rows *rows, struct entries *out)
{
    struct entry *at = NEW_ARRAY(desk->arena, struct entry, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        row_read(rows_at(rows, i), entry_columns, entry_column_count, &at[i]);
    *out = (struct entries){ at, rows->count };
}

enum outcome entries_page(struct desk *desk, int32_t unit_from, int32_t unit_to,
                          struct entry_place before, struct str verb, int limit,
                          struct entries *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_entries_page,
                WITH(v_int(unit_from), v_int(unit_to), v_int(before.instant), v_int(before.unit),
                     v_int(before.seq), v_text(verb.at ? verb : STR("")), v_int(limit)),
                &rows));
    read_all(desk, &rows, out);
    return DONE;
}

enum outcome entries_about(struct desk *desk, int32_t part, int64_t subject, struct entries *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_entries_about, WITH(v_int(part), v_int(subject)), &rows));
    read_all(desk, &rows, out);
    return DONE;
}
