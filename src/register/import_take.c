#include "register/import_run.h"
#include "register/person_store.h"
#include "sql/register.h"

/** What the database knows of a batch before it is taken. */
struct known {
    struct rows legacies; /* legacy, part, person, content */
    struct rows numbers;  /* number, part, person, sole */
};

/** Sixty parameters, NULL where a row has nothing to ask. */
static enum outcome ask(struct desk *desk, const struct statement *statement,
                        const struct import_run *run, bool legacy, struct rows *out)
{
    struct value values[IMPORT_BATCH];
    for (size_t i = 0; i < IMPORT_BATCH; i++) {
        values[i] = v_null();
        if (i >= run->people_count)
            continue;
        const struct person *p = &run->people[i].person;
        struct str text = legacy ? p->legacy : p->number;
        if (text.len)
            values[i] = v_text(text);
    }
    return db_list(desk, statement, (struct values){ values, IMPORT_BATCH }, out);
}

void import_tell(struct import_run *run, const struct import_reject *reject)
{
    run->out->rejected++;
    if (run->order->rejected)
        run->order->rejected(run->order->self, reject);
}

/* ---- known already? ---- */

enum sameness { SAME_ROW, OTHER_CONTENT, NEW_ROW };

static uint64_t content_hash(const struct import_person *p)
{
    return str_hash(str_from(p->content, sizeof p->content));
}

static enum sameness compare(const struct import_person *p, struct str content)
{
    return str_eq(content, str_from(p->content, sizeof p->content)) ? SAME_ROW : OTHER_CONTENT;
}

/** Of a dry run, which wrote none of the rows before. */
static enum sameness compare_dry(struct import_run *run, const struct import_person *p)
{
    uint64_t *seen = hash_map_at(&run->dry_legacy, str_hash(p->person.legacy));
    if (*seen)
        return *seen == content_hash(p) ? SAME_ROW : OTHER_CONTENT;
    *seen = content_hash(p);
    return NEW_ROW;
}

static enum sameness sameness_of(struct import_run *run, const struct known *known, size_t i)
{
    const struct import_person *p = &run->people[i];
    if (!p->person.legacy.len)
        return p->ordinal <= run->known_rows ? SAME_ROW : NEW_ROW;
    for (size_t r = 0; r < known->legacies.count; r++) {
        struct row row = rows_at(&known->legacies, r);
        if (str_eq(row_text(row, 0), p->person.legacy))
            return compare(p, row_text(row, 3));
    }
    for (size_t n = 0; n < i; n++) {
        const struct import_person *before = &run->people[n];
        if (before->person.id && str_eq(before->person.legacy, p->person.legacy))
            return compare(p, str_from(before->content, sizeof before->content));
    }
    return run->order->dry_run ? compare_dry(run, p) : NEW_ROW;
}

/* ---- numbers ---- */

/** Somebody who holds the number a new person comes with. */
struct holder {
    int32_t part;
    int64_t person;
    bool sole;
    struct person who;
};

enum { HOLDERS_MAX = 16 }; /* of one number; further ones get their case when these are settled */

static size_t holders_of(struct import_run *run, const struct known *known, size_t i,
                         struct holder out[HOLDERS_MAX])
{
    struct str number = run->people[i].person.number;
    size_t count = 0;
    for (size_t r = 0; r < known->numbers.count && count < HOLDERS_MAX; r++) {
        struct row row = rows_at(&known->numbers, r);
        if (str_eq(row_text(row, 0), number))
            out[count++] = (struct holder){
                (int32_t)row_int(row, 1), row_int(row, 2), row_int(row, 3) != 0, { 0 }
            };
    }
    size_t stored = count;
    for (size_t n = 0; n < i && count < HOLDERS_MAX; n++) {
        const struct import_person *before = &run->people[n];
        if (before->person.id && before->holds && str_eq(before->person.number, number))
            out[count++] = (struct holder){ before->person.part, before->person.id, before->sole,
                                            before->person };
    }
    for (size_t n = 0; n < stored && count > stored; n++)
        out[n].sole = false; /* the one before in this batch has met them */
    return count;
}

static enum outcome open_duplicate(struct import_run *run, const struct person *own,
                                   const struct person *other, bool same_name)
{
    struct number_case c = { .part = own->part,
                             .person = own->id,
                             .number = own->number,
                             .kind = STR("DUPLICATE"),
                             .reasons = same_name ? STR("SAME_NAME") : STR("TWO_PERSONS"),
                             .other_part = other->part,
                             .other_person = other->id,
                             .station = own->station };
    run->out->cases++;
    return number_case_open(run->desk, &c);
}

/** One who died or moved out, and the same name again elsewhere, live: one life, no question. */
static bool one_life(const struct person *a, const struct person *b)
{
    return str_eq(a->name_key, b->name_key) &&
           (!person_holds_number(a->status) || !person_holds_number(b->status));
}

/** Settles a new person's number with one who holds it: whoever is gone gives it up, else both get
 * a case. */
static enum outcome meet_holder(struct import_run *run, struct import_person *p, struct holder *h)
{
    if (!h->who.id)
        TRY(person_load(run->desk, h->part, h->person, &h->who));
    if (one_life(&p->person, &h->who)) {
        if (!person_holds_number(p->person.status)) {
            p->holds = false;
            return DONE;
        }
        return number_holder_end(run->desk, p->person.number, h->part, h->person);
    }
    bool same_name = str_eq(p->person.name_key, h->who.name_key);
    TRY(number_holder_share(run->desk, p->person.number, h->part, h->person));
    if (h->sole)
        TRY(open_duplicate(run, &h->who, &p->person, same_name));
    if (p->sole)
        TRY(open_duplicate(run, &p->person, &h->who, same_name));
    p->sole = false;
    return DONE;
}

/** The holders in this batch know it too, for the next row with the number. */
static void note_in_batch(struct import_run *run, size_t i)
{
    const struct import_person *p = &run->people[i];
    for (size_t n = 0; n < i; n++)
        if (str_eq(run->people[n].person.number, p->person.number)) {
            run->people[n].sole &= p->sole;
            run->people[n].holds &= !(p->holds && one_life(&p->person, &run->people[n].person));
        }
}

static enum outcome take_number(struct import_run *run, const struct known *known, size_t i)
{
    struct import_person *p = &run->people[i];
    struct holder holders[HOLDERS_MAX];
    if (!p->person.number.len)
        return DONE;
    p->holds = p->sole = true;
    size_t count = holders_of(run, known, i, holders);
    for (size_t n = 0; n < count; n++)
        TRY(meet_holder(run, p, &holders[n]));
    if (count)
        note_in_batch(run, i);
    struct number_holder own = { p->person.part, p->person.id, p->sole && p->holds };
    return number_holder_add(run->desk, p->person.number, &own, p->holds);
}

/** A dry run counts only whether a number was met before. */
static void count_number(struct import_run *run, const struct known *known, size_t i)
{
    struct holder holders[HOLDERS_MAX];
    struct str number = run->people[i].person.number;
    if (!number.len)
        return;
    uint64_t *seen = hash_map_at(&run->dry_numbers, str_hash(number));
    size_t before = holders_of(run, known, i, holders);
    run->out->cases += (*seen || before) + (*seen == 1 || (!*seen && before && holders[0].sole));
    *seen = *seen || before ? 2 : 1;
}

static enum outcome open_question(struct import_run *run, const struct import_person *p)
{
    const char *kind = number_doubts_kind(p->doubts);
    if (!kind)
        return DONE;
    run->out->cases++;
    if (run->order->dry_run)
        return DONE;
    struct number_case c = { .part = p->person.part,
                             .person = p->person.id,
                             .number = p->person.number,
                             .kind = str_of(kind),
                             .reasons = number_doubts_str(run->batch_arena, p->doubts),
                             .station = p->person.station };
    return number_case_open(run->desk, &c);
}

/* ---- taking in ---- */

static enum outcome write_person(struct import_run *run, const struct import_person *p)
{
    struct desk *desk = run->desk;
    TRY(person_add(desk, &p->person));
    if (p->person.legacy.at)
        TRY(db_change(desk, &Q_legacy_add, REFUSAL_NONE,
                      WITH(v_text(p->person.legacy), v_int(p->person.part), v_int(p->person.id),
                           v_int(run->out->load),
                           v_bytes(str_from(p->content, sizeof p->content)))));
    for (size_t i = 0; i < p->odd_count; i++)
        TRY(db_change(desk, &Q_odd_item_add, REFUSAL_NONE,
                      WITH(v_int(p->person.part), v_int(p->person.id), v_lit(p->odd[i].field),
                           v_text(p->odd[i].was), v_lit(odd_why_text(p->odd[i].why)->code),
                           v_int(run->out->load))));
    return DONE;
}

static void name_person(struct import_run *run, struct import_person *p)
{
    p->person.part = p->person.station;
    p->person.id = new_id(run->desk);
    p->person.ver = 1;
    p->person.true_from = day_is(p->person.moved_in_on) ? p->person.moved_in_on : run->desk->today;
    p->person.known_from = run->desk->now;
    p->person.load = run->out->load;
}

static enum outcome take_person(struct import_run *run, const struct known *known, size_t i)
{
    struct import_person *p = &run->people[i];
    name_person(run, p);
    TRY(household_take(run, p));
    if (!run->order->dry_run) {
        TRY(write_person(run, p));
        TRY(take_number(run, known, i));
    } else {
        count_number(run, known, i);
    }
    run->out->taken++;
    run->out->odd += (int64_t)p->odd_count;
    run->chunk_taken++;
    return open_question(run, p);
}

static enum outcome take_one(struct import_run *run, const struct known *known, size_t i)
{
    const struct import_person *p = &run->people[i];
    switch (sameness_of(run, known, i)) {
    case SAME_ROW:
        run->out->unchanged++;
        return DONE;
    case OTHER_CONTENT:
        import_tell(run, &(struct import_reject){ .line = p->line,
                                                  .field = import_headings[ITEM_LEGACY].zh,
                                                  .code = NO_LEGACY_TWICE });
        return DONE;
    case NEW_ROW:
        return take_person(run, known, i);
    }
    return DONE;
}

enum outcome import_take(struct import_run *run)
{
    struct known known = { 0 };
    if (!run->people_count)
        return DONE;
    TRY(ask(run->desk, &Q_legacy_persons, run, true, &known.legacies));
    TRY(ask(run->desk, &Q_numbers_held, run, false, &known.numbers));
    for (size_t i = 0; i < run->people_count; i++)
        TRY(take_one(run, &known, i));
    run->people_count = 0;
    return DONE;
}
