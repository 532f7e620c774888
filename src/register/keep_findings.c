#include "db/db.h"
#include "journal/journal.h"
#include "register/check_run.h"
#include "register/noted.h"
#include "register/number_case.h"
#include "sql/register.h"

enum { BATCH = 2000 }; /* findings of a commit: clerks wait no longer than for one */

/* ---- what earlier runs kept ---- */

static uint64_t cause_key(int32_t part, uint64_t cause)
{
    return cause * 0x9e3779b97f4a7c15u ^ (uint64_t)(uint32_t)part;
}

static enum outcome keep_known(struct desk *desk, void *self, struct row row)
{
    struct check_run *run = self;
    (void)desk;
    if ((run->known_count & (run->known_count + 1)) == 0) {
        run->known = realloc(run->known, (run->known_count + 1) * 2 * sizeof *run->known);
        ASSERT(run->known != NULL);
    }
    struct known_finding *known = &run->known[run->known_count++];
    *known = (struct known_finding){ .part = (int32_t)row_int(row, 0),
                                     .id = row_int(row, 1),
                                     .ver = (int32_t)row_int(row, 2),
                                     .cause = (uint64_t)row_int(row, 3),
                                     .open = str_is(row_text(row, 4), "OPEN"),
                                     .by_evidence = str_is(row_text(row, 4), "EVIDENCE"),
                                     .kind = finding_kind_of(row_text(row, 5)),
                                     .station = (int32_t)row_int(row, 6) };
    *hash_map_at(&run->known_by_cause, cause_key(known->part, known->cause)) = run->known_count;
    return DONE;
}

/** What a clerk noted stands for as long as the register says what it said then. */
static enum outcome see_noted(struct desk *desk, void *self, struct row row)
{
    struct check_run *run = self;
    (void)desk;
    struct known_finding *known =
        known_finding_at(run, (int32_t)row_int(row, 0), (uint64_t)row_int(row, 2));
    if (known && (uint64_t)row_int(row, 2) == noted_cause(row))
        known->seen = true;
    return DONE;
}

enum outcome findings_read_known(struct check_run *run)
{
    struct desk *desk = run->desk;
    struct values reach = WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to));
    TRY(db_each(desk, &Q_findings_known, reach, keep_known, run));
    return db_each(desk, &Q_findings_noted, reach, see_noted, run);
}

struct known_finding *known_finding_at(const struct check_run *run, int32_t part, uint64_t cause)
{
    uint64_t at = hash_map_find(&run->known_by_cause, cause_key(part, cause));
    return at ? &run->known[at - 1] : NULL;
}

/* ---- keeping ---- */

static enum outcome add(struct desk *desk, const struct run_finding *f)
{
    return db_change(desk, &Q_finding_add, REFUSAL_NONE,
                     WITH(v_int(f->part), v_int(new_id(desk)), v_int((int64_t)f->cause),
                          v_lit(finding_kinds[f->kind].code),
                          v_lit(finding_severity_code(f->severity)), v_int(f->person),
                          v_int(f->household), v_id(f->other_part), v_id(f->other), v_lit(f->field),
                          v_text(f->detail), v_int(f->station), v_int(f->unit),
                          v_day(desk->today)));
}

static const char *case_kind(const struct run_finding *f)
{
    enum { BIRTH_LEN = 5 };
    if (f->kind != FINDING_WRONG_NUMBER)
        return "DUPLICATE";
    if (str_is(f->detail, "SEX"))
        return "SEX";
    return str_is(str_cut(f->detail, 0, BIRTH_LEN), "BIRTH") ? "BIRTH" : "WRONG";
}

/** Whether there is nothing to open: a case of the sort is open, or somebody let the number stand. A
 * question about one number is one case, whatever else is asked about the person. */
static bool is_asked(const struct check_run *run, int64_t person, const struct run_finding *f)
{
    struct str sort = f->other ? STR("DUPLICATE") : STR("");
    return hash_map_find(&run->cases, check_person_key(person, sort)) ||
           hash_map_find(&run->confirmed, check_person_key(person, f->number));
}

/** As an import would: whoever holds the number by whose finding it is, and the other holder. */
static enum outcome open_case(struct check_run *run, const struct run_finding *f, bool of_other)
{
    const struct number_case asked = { .part = of_other ? f->other_part : f->part,
                                       .person = of_other ? f->other : f->person,
                                       .number = f->number,
                                       .kind = str_of(case_kind(f)),
                                       .reasons = f->detail,
                                       .other_part = of_other ? f->part : f->other_part,
                                       .other_person = of_other ? f->person : f->other,
                                       .station = of_other ? f->other_station : f->station };
    if (is_asked(run, asked.person, f))
        return DONE;
    *hash_map_at(&run->cases, check_person_key(asked.person, STR(""))) = 1;
    if (f->other)
        *hash_map_at(&run->cases, check_person_key(asked.person, STR("DUPLICATE"))) = 1;
    run->out->cases++;
    return number_case_open(run->desk, &asked);
}

static enum outcome open_cases(struct check_run *run, const struct run_finding *f)
{
    if (!finding_kinds[f->kind].holds_card || f->severity != SEVERITY_WRONG)
        return DONE;
    TRY(open_case(run, f, false));
    return f->other ? open_case(run, f, true) : DONE;
}

/** What is known and open stays; what was righted is open again; the rest is new. */
static enum outcome keep_one(struct check_run *run, const struct run_finding *f)
{
    struct known_finding *known = known_finding_at(run, f->part, f->cause);
    if (known && known->seen)
        return DONE;
    if (known)
        known->seen = true;
    if (known && known->open)
        return DONE;
    run->out->fresh++;
    if (known)
        TRY(db_change(run->desk, &Q_finding_reopen, REFUSAL_NONE,
                      WITH(v_int(known->part), v_int(known->id), v_day(run->desk->today))));
    else
        TRY(add(run->desk, f));
    return open_cases(run, f);
}

static enum outcome right_one(struct check_run *run, const struct known_finding *known)
{
    if (!known->open || known->seen)
        return DONE;
    run->out->righted++;
    TRY(db_change(run->desk, &Q_finding_right, REFUSAL_NONE,
                  WITH(v_int(known->part), v_int(known->id), v_day(run->desk->today))));
    return known->kind && known->kind->noted
               ? noted_tell(run->desk, "finding.righted", known->station, known->id)
               : DONE;
}

static enum outcome journal_batch(struct desk *desk, int64_t fresh, int64_t righted)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "fresh", fresh);
    json_field_int(&body, "righted", righted);
    json_close(&body, '}');
    return journal(desk, "finding.kept", desk->clerk.unit, 0, buf_str(&body));
}

/** Findings and known ones from … to, as far as there are any, in one commit. */
static enum outcome keep_batch(struct check_run *run, size_t from, size_t to, bool righting)
{
    SCOPED(tx) tx = { 0 };
    int64_t fresh = run->out->fresh, righted = run->out->righted;
    TRY(tx_open(run->desk, &tx));
    for (size_t i = from; i < to; i++)
        TRY(righting ? right_one(run, &run->known[i]) : keep_one(run, &run->found.at[i]));
    if (run->out->fresh == fresh && run->out->righted == righted)
        return DONE; /* nothing to tell of */
    TRY(journal_batch(run->desk, run->out->fresh - fresh, run->out->righted - righted));
    return tx_commit(&tx);
}

static enum outcome keep_all(struct check_run *run, size_t count, bool righting)
{
    for (size_t from = 0; from < count; from += BATCH)
        TRY(keep_batch(run, from, from + BATCH < count ? from + BATCH : count, righting));
    return DONE;
}

enum outcome findings_keep(struct check_run *run)
{
    TRY(keep_all(run, run->found.count, false));
    return keep_all(run, run->known_count, true);
}
