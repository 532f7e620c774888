#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/load.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "sql/register.h"

enum { PAGE = 500 };

/* clang-format off */
const struct column load_columns[] = {
    COLUMN(load, part,     "unit",     KIND_INT32,   "导入单位", "Unit"),
    COLUMN(load, id,       "load",     KIND_ID,      "批次",     "Load"),
    COLUMN(load, file,     "file",     KIND_TEXT,    "文件",     "File"),
    COLUMN(load, hash,     NULL,       KIND_BYTES,   "摘要",     "Hash"),
    COLUMN(load, rows,     "rows",     KIND_INT,     "行数",     "Rows"),
    COLUMN(load, taken,    "taken",    KIND_INT,     "收入",     "Taken"),
    COLUMN(load, rejected, "rejected", KIND_INT,     "退回",     "Rejected"),
    COLUMN(load, clerk,    "clerk",    KIND_ID,      "办理人",   "Clerk"),
    COLUMN(load, instant,  "instant",  KIND_INSTANT, "时间",     "Instant"),
    COLUMN(load, finished, "finished", KIND_INSTANT, "完成",     "Finished"),
    COLUMN(load, undone,   "undone",   KIND_INSTANT, "撤销",     "Undone"),
};
/* clang-format on */
const size_t load_column_count = COUNT(load_columns);

enum outcome loads_list(struct desk *desk, struct loads *out)
{
    struct rows rows;
    TRY(may(desk, MAY_IMPORT, desk->clerk.unit));
    TRY(db_list(desk, &Q_loads, WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)),
                &rows));
    struct load *at = NEW_ARRAY(desk->arena, struct load, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), load_columns, load_column_count, &at[i]);
    *out = (struct loads){ at, rows.count };
    return DONE;
}

enum outcome person_of_load(struct desk *desk, int32_t part, int64_t person, int64_t load,
                            bool *out)
{
    struct row row;
    TRY(db_find(desk, &Q_load_person_in, WITH(v_int(part), v_int(person), v_int(load)), &row));
    *out = row_int(row, 0) > 0;
    return DONE;
}

static enum outcome load_open(struct desk *desk, int64_t id, struct load *out)
{
    struct row row;
    struct load load;
    TRY(db_get(desk, &Q_load_get, NO_LOAD_UNKNOWN,
               WITH(v_int(id), v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &row));
    row_read(row, load_columns, load_column_count, &load);
    TRY(may(desk, MAY_IMPORT, load.part));
    if (load.undone)
        return refuse_at(desk, NO_LOAD_UNKNOWN, "", "已撤销");
    *out = load;
    return DONE;
}

/* ---- is anything built on it? ---- */

static enum outcome check_part(struct desk *desk, int32_t part, int64_t load)
{
    struct row row;
    TRY(db_find(desk, &Q_load_later_business, WITH(v_int(part), v_int(load)), &row));
    if (row_int(row, 0))
        return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    return follow(desk, "load.undoing", part, load, STR("{}"));
}

/* ---- taking a part back ---- */

/** Whoever is left alone with a number has nothing to ask about it any more: the other was
 * cancelled. */
static enum outcome close_left_alone(struct desk *desk, struct str number)
{
    struct number_holders holders;
    struct number_case open;
    bool found = false;
    TRY(number_holders_of(desk, number, &holders));
    if (holders.count != 1)
        return DONE;
    const struct number_holder *h = &holders.at[0];
    TRY(db_change(desk, &Q_number_holder_alone, REFUSAL_NONE, WITH(v_text(number))));
    TRY(number_open_duplicate_of(desk, h->part, h->person, &open, &found));
    return found ? number_case_close(desk, &open, STR("8"), false) : DONE;
}

static enum outcome give_back_number(struct desk *desk, int32_t part, int64_t person,
                                     struct str number, bool shared)
{
    if (!number.len)
        return DONE;
    TRY(db_change(desk, &Q_number_holder_drop, REFUSAL_NONE,
                  WITH(v_text(number), v_int(part), v_int(person))));
    return shared ? close_left_alone(desk, number) : DONE;
}

/** What stands outside the part: the directories of numbers and of old ids. */
static enum outcome empty_directories(struct desk *desk, int32_t part, int64_t load,
                                      int64_t *persons)
{
    struct arena *kept = desk->arena, *page = arena_open();
    enum outcome outcome = DONE;
    int64_t after = 0;
    struct rows rows = { .count = PAGE };
    desk->arena = page;
    while (outcome == DONE && rows.count == PAGE) {
        arena_reset(page);
        outcome = db_list(desk, &Q_load_page,
                          WITH(v_int(part), v_int(load), v_int(after), v_int(PAGE)), &rows);
        for (size_t i = 0; outcome == DONE && i < rows.count; i++) {
            struct row row = rows_at(&rows, i);
            after = row_int(row, 0);
            outcome = give_back_number(desk, part, after, row_text(row, 1), row_int(row, 3) != 0);
            if (outcome == DONE && !row_null(row, 2))
                outcome =
                    db_change(desk, &Q_legacy_drop, REFUSAL_NONE, WITH(v_text(row_text(row, 2))));
            *persons += outcome == DONE;
        }
    }
    desk->arena = kept;
    if (outcome != DONE) {
        desk->why.detail = arena_str(kept, desk->why.detail);
        desk->why.cause = arena_str(kept, desk->why.cause);
        desk->why.pointer = arena_str(kept, desk->why.pointer);
    }
    arena_close(page);
    return outcome;
}

static enum outcome drop_rows(struct desk *desk, int32_t part, int64_t load)
{
    static const struct statement *const drops[] = { &Q_load_drop_cases, &Q_load_drop_odd_items,
                                                     &Q_load_drop_person_keys, &Q_load_drop_persons,
                                                     &Q_load_drop_households };
    for (size_t i = 0; i < COUNT(drops); i++)
        TRY(db_change(desk, drops[i], REFUSAL_NONE, WITH(v_int(part), v_int(load))));
    return DONE;
}

static enum outcome journal_undo(struct desk *desk, const char *verb, int32_t part,
                                 const struct load *load, int64_t persons)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "load", load->id);
    json_field_int(&body, "part", part);
    json_field_int(&body, "persons", persons);
    json_close(&body, '}');
    return journal(desk, verb, load->part, load->id, buf_str(&body));
}

static enum outcome undo_part(struct desk *desk, int32_t part, const struct load *load,
                              int64_t *persons)
{
    SCOPED(tx) tx = { 0 };
    int64_t count = 0;
    TRY(tx_open(desk, &tx));
    TRY(check_part(desk, part, load->id)); /* again: the desks went on meanwhile */
    TRY(empty_directories(desk, part, load->id, &count));
    TRY(drop_rows(desk, part, load->id));
    TRY(journal_undo(desk, "load.part_undone", part, load, count));
    TRY(tx_commit(&tx));
    *persons += count;
    return DONE;
}

static enum outcome mark_undone(struct desk *desk, const struct load *load, int64_t persons)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(db_change(desk, &Q_load_set_undone, NO_LOAD_UNKNOWN,
                  WITH(v_int(load->part), v_int(load->id), v_int(desk->now))));
    TRY(journal_undo(desk, "load.undone", 0, load, persons));
    return tx_commit(&tx);
}

enum outcome load_undo(struct desk *desk, int64_t id, int64_t *persons)
{
    struct load load;
    struct rows parts;
    int64_t count = 0;
    TRY(load_open(desk, id, &load));
    TRY(db_list(desk, &Q_load_parts, WITH(v_int(id)), &parts));
    for (size_t i = 0; i < parts.count; i++)
        TRY(check_part(desk, (int32_t)row_int(rows_at(&parts, i), 0), id));
    for (size_t i = 0; i < parts.count; i++)
        TRY(undo_part(desk, (int32_t)row_int(rows_at(&parts, i), 0), &load, &count));
    TRY(mark_undone(desk, &load, count));
    *persons = count;
    return DONE;
}
