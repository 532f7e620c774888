#include "journal/once.h"
#include "db/db.h"
#include "sql/journal.h"

static bool same_hash(struct str stored, const unsigned char hash[32])
{
    return stored.len == 32 && memcmp(stored.at, hash, 32) == 0;
}

enum outcome once_find(struct desk *desk, const unsigned char hash[32], bool *found,
                       struct once_answer *answer)
{
    struct row row;
    TRY(db_find(desk, &Q_request_find, WITH(v_int(desk->clerk.unit), v_text(desk->request_key)),
                &row));
    if (!row.cells) {
        *found = false;
        return DONE;
    }
    if (!same_hash(row_text(row, 0), hash))
        return refuse(desk, NO_KEY_REUSED);
    *found = true;
    *answer = (struct once_answer){ (int)row_int(row, 1), row_text(row, 2) };
    return DONE;
}

enum outcome once_store(struct desk *desk, const unsigned char hash[32], int status,
                        struct str body)
{
    return db_change(desk, &Q_request_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(desk->clerk.unit), v_text(desk->request_key),
                          v_bytes(str_from(hash, 32)), v_int(status), v_text(body),
                          v_int(desk->now)));
}

enum outcome once_forget(struct desk *desk)
{
    static const int64_t day_us = INT64_C(86400000000);
    return db_change(desk, &Q_request_forget, REFUSAL_NONE, WITH(v_int(desk->now - day_us)));
}
