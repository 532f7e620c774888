#include "register/import_run.h"
#include "register/person_keys.h"
#include "register/record_values.h"
#include "sql/register.h"

/** Rows of one INSERT, gathered until there are enough of them. */
struct rows_out {
    struct import_run *run;
    const struct statement *statement;
    size_t count; /* values */
};

static struct value *next_row(struct rows_out *rows)
{
    struct value *row = rows->run->values + rows->count;
    rows->count += (size_t)rows->statement->parameters;
    return row;
}

static enum outcome send(struct rows_out *rows)
{
    struct values with = { rows->run->values, rows->count };
    rows->count = 0;
    return db_insert_rows(rows->run->desk, rows->statement, with);
}

static enum outcome send_if_full(struct rows_out *rows)
{
    return rows->count + (size_t)rows->statement->parameters > IMPORT_VALUES ? send(rows) : DONE;
}

/* ---- records ---- */

/** A record by its columns: those of the statement come first, in the table's order. */
static enum outcome put_record(struct rows_out *rows, const struct column *columns,
                               const void *record)
{
    TRY(send_if_full(rows));
    struct value *row = next_row(rows);
    for (int i = 0; i < rows->statement->parameters; i++)
        row[i] = record_value(&columns[i], record);
    return DONE;
}

static enum outcome write_households(struct import_run *run)
{
    struct rows_out rows = { run, &Q_household_add, 0 };
    for (size_t i = 0; i < run->made_count; i++)
        TRY(put_record(&rows, household_columns, &run->made[i]));
    return send(&rows);
}

static enum outcome write_persons(struct import_run *run, const struct import_chunk *chunk)
{
    struct rows_out rows = { run, &Q_person_add, 0 };
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->at[i].taken)
            TRY(put_record(&rows, person_columns, &chunk->at[i].p.person));
    return send(&rows);
}

/* ---- what stands beside a person ---- */

static enum outcome write_person_keys(struct import_run *run, const struct import_chunk *chunk)
{
    struct rows_out rows = { run, &Q_person_key_add, 0 };
    for (size_t i = 0; i < chunk->key_count; i++) {
        const struct import_key *key = &chunk->keys[i];
        const struct import_place *place = &chunk->at[key->place];
        const struct person *person = &place->p.person;
        if (!place->taken)
            continue;
        TRY(send_if_full(&rows));
        person_key_values(&key->key, person->station, person->part, person->id, next_row(&rows));
    }
    return send(&rows);
}

static enum outcome write_legacies(struct import_run *run, const struct import_chunk *chunk)
{
    struct rows_out rows = { run, &Q_legacy_add, 0 };
    for (size_t i = 0; i < chunk->legacy_count; i++) {
        const struct import_place *place = &chunk->at[chunk->by_legacy[i]];
        const struct import_person *p = &place->p;
        if (!place->taken)
            continue;
        TRY(send_if_full(&rows));
        struct value *row = next_row(&rows);
        row[0] = v_text(p->person.legacy);
        row[1] = v_int(p->person.part);
        row[2] = v_int(p->person.id);
        row[3] = v_int(run->out->load);
        row[4] = v_bytes(str_from(p->content, sizeof p->content));
    }
    return send(&rows);
}

static enum outcome put_odd_items(struct rows_out *rows, const struct import_person *p)
{
    for (size_t i = 0; i < p->odd_count; i++) {
        TRY(send_if_full(rows));
        struct value *row = next_row(rows);
        row[0] = v_int(p->person.part);
        row[1] = v_int(p->person.id);
        row[2] = v_lit(p->odd[i].field);
        row[3] = v_text(p->odd[i].was);
        row[4] = v_lit(odd_why_text(p->odd[i].why)->code);
        row[5] = v_int(rows->run->out->load);
    }
    return DONE;
}

static enum outcome write_odd_items(struct import_run *run, const struct import_chunk *chunk)
{
    struct rows_out rows = { run, &Q_odd_item_add, 0 };
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->at[i].taken)
            TRY(put_odd_items(&rows, &chunk->at[i].p));
    return send(&rows);
}

/** Those nobody else has; the others are settled one by one. */
static enum outcome write_numbers(struct import_run *run, const struct import_chunk *chunk)
{
    struct rows_out rows = { run, &Q_number_holder_add, 0 };
    for (size_t i = 0; i < chunk->number_count; i++) {
        const struct import_place *place = &chunk->at[chunk->by_number[i]];
        if (!place->taken || place->shared)
            continue;
        TRY(send_if_full(&rows));
        struct value *row = next_row(&rows);
        row[0] = v_text(place->p.person.number);
        row[1] = v_int(place->p.person.part);
        row[2] = v_int(place->p.person.id);
        row[3] = v_int(1);
        row[4] = v_null();
    }
    return send(&rows);
}

enum outcome import_write(struct import_run *run, const struct import_chunk *chunk)
{
    TRY(write_households(run));
    TRY(write_persons(run, chunk));
    TRY(write_person_keys(run, chunk));
    TRY(write_legacies(run, chunk));
    TRY(write_numbers(run, chunk));
    return write_odd_items(run, chunk);
}
