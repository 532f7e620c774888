#include "base/hex.h"
#include "base/utf8.h"
#include "core/name.h"
#include "journal/journal.h"
#include "register/import_run.h"
#include "register/person_store.h"
#include "sql/register.h"

void import_tell(struct import_run *run, const struct import_reject *reject)
{
    run->out->rejected++;
    if (run->order->rejected)
        run->order->rejected(run->order->self, reject);
}

/** Rejects are told in the order of lines, whoever found them. */
static void tell_before(struct import_run *run, struct import_chunk *chunk, int64_t line)
{
    while (chunk->rejects_told < chunk->reject_count &&
           chunk->rejects[chunk->rejects_told].line < line)
        import_tell(run, &chunk->rejects[chunk->rejects_told++]);
}

/* ---- known already? ---- */

/** The texts of up to sixty rows, NULL where there are fewer. */
static enum outcome ask(struct desk *desk, const struct statement *statement,
                        const struct str *texts, size_t count, struct question **out)
{
    struct value values[IMPORT_ASK];
    for (size_t i = 0; i < IMPORT_ASK; i++)
        values[i] = i < count ? v_text(texts[i]) : v_null();
    return db_ask(desk, statement, (struct values){ values, IMPORT_ASK }, out);
}

/** What the register knows of a chunk's texts, in many answers. */
struct known {
    struct question **at;
    size_t count;
};

/** Asks for all of them, sixty at a time, each once; the texts come in order. */
static enum outcome ask_all(struct import_run *run, const struct statement *statement,
                            const struct str *texts, size_t count, struct known *out)
{
    struct str sixty[IMPORT_ASK];
    size_t n = 0;
    *out =
        (struct known){ NEW_ARRAY(run->batch_arena, struct question *, count / IMPORT_ASK + 1), 0 };
    for (size_t i = 0; i < count; i++) {
        if (!i || !str_eq(texts[i], texts[i - 1]))
            sixty[n++] = texts[i];
        if (n == IMPORT_ASK || (n && i + 1 == count)) {
            TRY(ask(run->desk, statement, sixty, n, &out->at[out->count++]));
            n = 0;
        }
    }
    return DONE;
}

/** Whether anything at all is known between the first and the last of the old ids: a register taken
 * over anew is told by one question. */
static enum outcome any_known(struct import_run *run, const struct str *texts, size_t count,
                              bool *out)
{
    struct row row;
    TRY(db_find(run->desk, &Q_legacy_any, WITH(v_text(texts[0]), v_text(texts[count - 1])), &row));
    *out = row_int(row, 0) != 0;
    return DONE;
}

static void note_known(struct import_chunk *chunk, struct str legacy, struct str content)
{
    size_t i = (size_t)*hash_map_at(&chunk->legacies, str_hash(legacy));
    for (; i; i = chunk->at[i - 1].legacy_before)
        if (str_eq(chunk->at[i - 1].p.person.legacy, legacy))
            chunk->at[i - 1].known = content;
}

static enum outcome ask_legacies(struct import_run *run, struct import_chunk *chunk)
{
    size_t count = chunk->legacy_count;
    struct str *texts = NEW_ARRAY(run->batch_arena, struct str, count + 1);
    struct known known;
    struct rows rows;
    bool any = false;
    for (size_t i = 0; i < count; i++)
        texts[i] = chunk->at[chunk->by_legacy[i]].p.person.legacy;
    if (count)
        TRY(any_known(run, texts, count, &any));
    if (!any)
        return DONE;
    TRY(ask_all(run, &Q_legacy_persons, texts, count, &known));
    for (size_t q = 0; q < known.count; q++) {
        TRY(db_answers(run->desk, known.at[q], &rows));
        for (size_t r = 0; r < rows.count; r++)
            note_known(chunk, row_text(rows_at(&rows, r), 0), row_text(rows_at(&rows, r), 3));
    }
    return DONE;
}

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

static enum sameness sameness_of(struct import_run *run, const struct import_chunk *chunk,
                                 const struct import_place *place)
{
    const struct import_person *p = &place->p;
    if (!p->person.legacy.len)
        return p->ordinal <= run->known_rows ? SAME_ROW : NEW_ROW;
    if (place->known.at)
        return compare(p, place->known);
    for (size_t i = place->legacy_before; i; i = chunk->at[i - 1].legacy_before) {
        const struct import_place *before = &chunk->at[i - 1];
        if (before->taken && str_eq(before->p.person.legacy, p->person.legacy))
            return compare(p, str_from(before->p.content, sizeof before->p.content));
    }
    return run->order->dry_run ? compare_dry(run, p) : NEW_ROW;
}

/* ---- numbers ---- */

/** Somebody else in the chunk, taken before, with the same number. */
static void note_shared_in_chunk(struct import_chunk *chunk, struct import_place *place)
{
    for (size_t i = place->number_before; i; i = chunk->at[i - 1].number_before) {
        struct import_place *before = &chunk->at[i - 1];
        if (before->taken && str_eq(before->p.person.number, place->p.person.number))
            before->shared = place->shared = true;
    }
}

static void note_held(struct import_chunk *chunk, struct str number)
{
    size_t i = (size_t)*hash_map_at(&chunk->numbers, str_hash(number));
    for (; i; i = chunk->at[i - 1].number_before)
        if (str_eq(chunk->at[i - 1].p.person.number, number))
            chunk->at[i - 1].shared = true;
}

static enum outcome ask_numbers(struct import_run *run, struct import_chunk *chunk)
{
    struct str *texts = NEW_ARRAY(run->batch_arena, struct str, chunk->number_count + 1);
    struct known known;
    struct rows rows;
    size_t count = 0;
    for (size_t i = 0; i < chunk->number_count; i++)
        if (chunk->at[chunk->by_number[i]].taken)
            texts[count++] = chunk->at[chunk->by_number[i]].p.person.number;
    TRY(ask_all(run, &Q_numbers_held, texts, count, &known));
    for (size_t q = 0; q < known.count; q++) {
        TRY(db_answers(run->desk, known.at[q], &rows));
        for (size_t r = 0; r < rows.count; r++)
            note_held(chunk, row_text(rows_at(&rows, r), 0));
    }
    return DONE;
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
static enum outcome meet_holder(struct import_run *run, struct import_person *p,
                                const struct number_holder *h)
{
    struct person who;
    TRY(person_load(run->desk, h->part, h->person, &who));
    if (one_life(&p->person, &who)) {
        if (!person_holds_number(p->person.status)) {
            p->holds = false;
            return DONE;
        }
        return number_holder_end(run->desk, p->person.number, h->part, h->person);
    }
    bool same_name = str_eq(p->person.name_key, who.name_key);
    TRY(number_holder_share(run->desk, p->person.number, h->part, h->person));
    if (h->sole)
        TRY(open_duplicate(run, &who, &p->person, same_name));
    if (p->sole)
        TRY(open_duplicate(run, &p->person, &who, same_name));
    p->sole = false;
    return DONE;
}

enum { HOLDERS_MAX = 16 }; /* of one number; further ones get their case when these are settled */

static enum outcome settle_number(struct import_run *run, struct import_person *p)
{
    struct number_holders holders;
    p->holds = p->sole = true;
    TRY(number_holders_of(run->desk, p->person.number, &holders));
    for (size_t n = 0; n < holders.count && n < HOLDERS_MAX; n++)
        TRY(meet_holder(run, p, &holders.at[n]));
    struct number_holder own = { p->person.part, p->person.id, p->sole && p->holds };
    return number_holder_add(run->desk, p->person.number, &own, p->holds);
}

static enum outcome settle_shared(struct import_run *run, struct import_chunk *chunk)
{
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->at[i].taken && chunk->at[i].shared)
            TRY(settle_number(run, &chunk->at[i].p));
    return DONE;
}

/** A dry run counts who would be asked about: everybody with a number that was met before, and the
 * first one with him. Whoever had it in the register before has his case when it is shared there. */
static void count_number(struct import_run *run, struct import_place *place)
{
    struct str number = place->p.person.number;
    if (!number.len)
        return;
    uint64_t *seen = hash_map_at(&run->dry_numbers, str_hash(number));
    run->out->cases += (*seen || place->shared) + (*seen < 2 && (*seen || place->shared));
    *seen = *seen || place->shared ? 2 : 1;
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

static enum outcome open_questions(struct import_run *run, const struct import_chunk *chunk)
{
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->at[i].taken)
            TRY(open_question(run, &chunk->at[i].p));
    return DONE;
}

/* ---- characters without a code ---- */

static enum outcome tell_private_use(struct desk *desk, const struct person *p, const char *item,
                                     struct str bytes)
{
    SCOPED(buf) body = { 0 };
    SCOPED(buf) hex = { 0 };
    if (!bytes.len)
        return DONE;
    buf_hex(&hex, bytes.at, bytes.len);
    json_open(&body, '{');
    json_field_text(&body, "item", item);
    json_field_str(&body, "bytes", buf_str(&hex));
    json_close(&body, '}');
    return follow(desk, "person.private_use", p->part, p->id, buf_str(&body));
}

/** Every code met is in the log, by the line it stands on. */
static void log_private_use(const struct import_run *run, const struct import_person *p)
{
    const struct str names[] = { p->person.name, p->person.former_name };
    uint32_t point;
    for (size_t i = 0; i < COUNT(names); i++)
        for (struct str rest = names[i]; utf8_next(&rest, &point);)
            if (name_is_private_use(point))
                log_info("import: load %lld, line %lld: private-use code U+%04X",
                         (long long)run->out->load, (long long)p->line, (unsigned)point);
}

/** Who takes such names up opens a case for each. */
static enum outcome tell_private_uses(struct import_run *run, const struct import_chunk *chunk)
{
    for (size_t i = 0; i < chunk->count; i++) {
        const struct import_person *p = &chunk->at[i].p;
        if (!chunk->at[i].taken)
            continue;
        if (p->private_use.name.len || p->private_use.former.len)
            log_private_use(run, p);
        TRY(tell_private_use(run->desk, &p->person, "name", p->private_use.name));
        TRY(tell_private_use(run->desk, &p->person, "formerName", p->private_use.former));
    }
    return DONE;
}

/* ---- taking in ---- */

static void name_person(struct import_run *run, struct import_person *p)
{
    p->person.part = p->person.station;
    p->person.id = new_id(run->desk);
    p->person.ver = 1;
    p->person.true_from = day_is(p->person.moved_in_on) ? p->person.moved_in_on : run->desk->today;
    p->person.known_from = run->desk->now;
    p->person.load = run->out->load;
}

static void take_person(struct import_run *run, struct import_chunk *chunk,
                        struct import_place *place)
{
    name_person(run, &place->p);
    household_take(run, &place->p);
    place->taken = true;
    note_shared_in_chunk(chunk, place);
    run->out->taken++;
    run->out->odd += (int64_t)place->p.odd_count;
    run->chunk_taken++;
}

static void take_one(struct import_run *run, struct import_chunk *chunk, size_t i)
{
    struct import_place *place = &chunk->at[i];
    tell_before(run, chunk, place->p.line);
    switch (sameness_of(run, chunk, place)) {
    case SAME_ROW:
        run->out->unchanged++;
        break;
    case OTHER_CONTENT:
        import_tell(run, &(struct import_reject){ .line = place->p.line,
                                                  .field = import_headings[ITEM_LEGACY].zh,
                                                  .code = NO_LEGACY_TWICE });
        break;
    case NEW_ROW:
        take_person(run, chunk, place);
        break;
    }
}

enum outcome import_take(struct import_run *run, struct import_chunk *chunk)
{
    run->chunk_taken = 0;
    run->made_count = 0;
    TRY(ask_legacies(run, chunk));
    for (size_t i = 0; i < chunk->count; i++)
        take_one(run, chunk, i);
    tell_before(run, chunk, INT64_MAX);
    TRY(ask_numbers(run, chunk));
    if (run->order->dry_run) {
        for (size_t i = 0; i < chunk->count; i++)
            if (chunk->at[i].taken)
                count_number(run, &chunk->at[i]);
    } else {
        TRY(import_write(run, chunk));
        TRY(settle_shared(run, chunk));
        TRY(tell_private_uses(run, chunk));
    }
    return open_questions(run, chunk);
}
