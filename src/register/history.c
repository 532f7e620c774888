#include "register/history.h"
#include "core/codes.h"
#include "core/column_read.h"
#include "db/db.h"
#include "journal/entry.h"
#include "journal/journal.h"
#include "journal/verb.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/unit.h"
#include "places/address.h"
#include "sql/register.h"

/* ---- rows of person_past and household_past ---- */

enum past_column { PAST_VER, PAST_FROM, PAST_TO, PAST_KNOWN, PAST_UNTIL, PAST_REVERSED, PAST_BODY };

static void read_past(struct row row, struct version *out)
{
    *out = (struct version){ .ver = (int32_t)row_int(row, PAST_VER),
                             .true_from = row_day(row, PAST_FROM),
                             .true_to = row_day(row, PAST_TO),
                             .known_from = row_int(row, PAST_KNOWN),
                             .known_to = row_int(row, PAST_UNTIL),
                             .reversed = row_int(row, PAST_REVERSED) != 0 };
}

static enum outcome unreadable(struct desk *desk, const char *what, int32_t ver)
{
    return fail(desk, "version %d of a %s cannot be read", (int)ver, what);
}

/** The version's person: what its body says, over what no version changes. */
static enum outcome read_person(struct desk *desk, const struct person *now, struct str body,
                                struct version *v)
{
    struct person *person = NEW(desk->arena, struct person);
    struct person_detail *detail = NEW(desk->arena, struct person_detail);
    *person = *now;
    person_detail_none(now->part, now->id, detail);
    if (!record_from_json(desk->arena, body, NULL, person_columns, person_column_count, person))
        return unreadable(desk, "person", v->ver);
    if (record_from_json(desk->arena, body, "detail", person_detail_columns,
                         person_detail_column_count, detail))
        detail->ver = v->ver;
    person->known_from = v->known_from;
    v->person = person;
    v->detail = detail;
    return DONE;
}

static enum outcome read_household(struct desk *desk, const struct household *now, struct str body,
                                   struct version *v)
{
    struct household *household = NEW(desk->arena, struct household);
    *household = *now;
    if (!record_from_json(desk->arena, body, NULL, household_columns, household_column_count,
                          household))
        return unreadable(desk, "household", v->ver);
    household->known_from = v->known_from;
    v->household = household;
    return DONE;
}

/** Room for all; at[0] is the version that stands, and to be filled. */
static enum outcome past_rows(struct desk *desk, const struct statement *statement, int32_t part,
                              int64_t id, struct rows *rows, struct versions *out)
{
    TRY(db_list(desk, statement, WITH(v_int(part), v_int(id)), rows));
    out->at = NEW_ARRAY(desk->arena, struct version, rows->count + 1);
    out->count = rows->count + 1;
    return DONE;
}

enum outcome person_versions(struct desk *desk, const struct person *person, struct versions *out)
{
    struct rows rows;
    struct person *now = NEW(desk->arena, struct person);
    struct person_detail *detail = NEW(desk->arena, struct person_detail);
    *now = *person;
    TRY(person_detail_load(desk, person->part, person->id, detail));
    TRY(past_rows(desk, &Q_person_past_of, person->part, person->id, &rows, out));
    out->at[0] = (struct version){ .ver = person->ver,
                                   .true_from = person->true_from,
                                   .true_to = { NO_DAY_N },
                                   .known_from = person->known_from,
                                   .person = now,
                                   .detail = detail };
    for (size_t i = 0; i < rows.count; i++) {
        read_past(rows_at(&rows, i), &out->at[i + 1]);
        TRY(read_person(desk, person, row_text(rows_at(&rows, i), PAST_BODY), &out->at[i + 1]));
    }
    return DONE;
}

static enum outcome load_household_versions(struct desk *desk, const struct household *household,
                                            struct versions *out)
{
    struct rows rows;
    struct household *now = NEW(desk->arena, struct household);
    *now = *household;
    TRY(past_rows(desk, &Q_household_past_of, household->part, household->id, &rows, out));
    out->at[0] = (struct version){ .ver = household->ver,
                                   .true_from = household->true_from,
                                   .true_to = { NO_DAY_N },
                                   .known_from = household->known_from,
                                   .household = now };
    for (size_t i = 0; i < rows.count; i++) {
        read_past(rows_at(&rows, i), &out->at[i + 1]);
        TRY(read_household(desk, household, row_text(rows_at(&rows, i), PAST_BODY),
                           &out->at[i + 1]));
    }
    return DONE;
}

/* ---- what changed, by whom ---- */

static void compare(struct desk *desk, struct versions *versions)
{
    for (size_t i = 0; i + 1 < versions->count; i++) {
        struct version *v = &versions->at[i], *before = &versions->at[i + 1];
        if (v->person) {
            differences_add(desk, &person_shape, before->person, v->person, &v->changed);
            differences_add(desk, &person_detail_shape, before->detail, v->detail, &v->changed);
        } else {
            differences_add(desk, &household_shape, before->household, v->household, &v->changed);
        }
    }
}

/** A look made in the same instant is not the cause. */
static bool is_look(struct str verb)
{
    return str_ends(verb, ".seen") || str_ends(verb, ".printed");
}

static enum outcome name_cause(struct desk *desk, const struct entry *entry,
                               struct version_cause *out)
{
    struct clerk_record clerk = { .name = NO_STR };
    struct problem why = desk->why;
    if (clerk_record(desk, entry->clerk, &clerk) == FAILED)
        return FAILED;
    desk->why = why;
    *out = (struct version_cause){ entry->verb, entry->purpose, clerk.name };
    return DONE;
}

/** A version is known from the instant of the entry that made it. */
static enum outcome find_causes(struct desk *desk, int32_t part, int64_t id,
                                struct versions *versions)
{
    struct entries entries;
    TRY(entries_about(desk, part, id, &entries));
    for (size_t e = 0; e < entries.count; e++)
        for (size_t i = 0; i < versions->count; i++)
            if (versions->at[i].known_from == entries.at[e].instant && !is_look(entries.at[e].verb))
                TRY(name_cause(desk, &entries.at[e], &versions->at[i].cause));
    return DONE;
}

static enum outcome look_allowed(struct desk *desk, int32_t station)
{
    TRY(may(desk, MAY_SEE_PERSONS, station));
    return str_trim(desk->purpose).len ? DONE : refuse(desk, NO_PURPOSE_REQUIRED);
}

/* ---- a person's history ---- */

/** What a text was in earlier versions, but for what it is now; each once. */
static size_t former(const struct versions *versions, size_t offset, struct str *out)
{
    size_t count = 0;
    const struct str now =
        *(const struct str *)(const void *)((const char *)versions->at[0].person + offset);
    for (size_t i = 1; i < versions->count; i++) {
        struct str was =
            *(const struct str *)(const void *)((const char *)versions->at[i].person + offset);
        bool known = !was.len || str_eq(was, now);
        for (size_t k = 0; k < count && !known; k++)
            known = str_eq(was, out[k]);
        if (!known)
            out[count++] = was;
    }
    return count;
}

enum outcome person_history_load(struct desk *desk, int32_t part, int64_t id,
                                 struct person_history *out)
{
    struct person_history h = { 0 };
    TRY(person_load(desk, part, id, &h.person));
    TRY(look_allowed(desk, h.person.station));
    TRY(person_versions(desk, &h.person, &h.versions));
    compare(desk, &h.versions);
    TRY(find_causes(desk, part, id, &h.versions));
    h.names = NEW_ARRAY(desk->arena, struct str, h.versions.count);
    h.numbers = NEW_ARRAY(desk->arena, struct str, h.versions.count);
    h.name_count = former(&h.versions, offsetof(struct person, name), h.names);
    h.number_count = former(&h.versions, offsetof(struct person, number), h.numbers);
    *out = h;
    return DONE;
}

enum outcome see_person_history(struct desk *desk, int32_t part, int64_t id,
                                struct person_history *out)
{
    SCOPED(tx) tx = { 0 };
    struct person_history history;
    TRY(tx_open(desk, &tx));
    TRY(person_history_load(desk, part, id, &history));
    TRY(journal(desk, "person.seen", part, id, STR("{\"history\":true}")));
    TRY(tx_commit(&tx));
    *out = history;
    return DONE;
}

static void json_version(struct buf *buf, const struct version *v)
{
    json_open(buf, '{');
    json_field_int(buf, "ver", v->ver);
    json_field_day(buf, "trueFrom", v->true_from);
    json_field_day(buf, "trueTo", v->true_to);
    json_field_instant(buf, "knownFrom", v->known_from);
    json_field_instant(buf, "knownTo", v->known_to);
    json_field_bool(buf, "reversed", v->reversed);
    json_field_str(buf, "verb", v->cause.verb);
    json_field_words(buf, "verb", v->cause.verb.len ? verb_zh(v->cause.verb) : NO_STR,
                     v->cause.verb.len ? verb_en(v->cause.verb) : NO_STR);
    json_field_str(buf, "clerk", v->cause.clerk);
    json_field_str(buf, "purpose", v->cause.purpose);
    json_key(buf, "changes");
    differences_json(buf, &v->changed);
    json_close(buf, '}');
}

static void json_versions(struct buf *buf, const struct versions *versions)
{
    json_key(buf, "versions");
    json_open(buf, '[');
    for (size_t i = 0; i < versions->count; i++)
        json_version(buf, &versions->at[i]);
    json_close(buf, ']');
}

static void json_texts(struct buf *buf, const char *key, const struct str *texts, size_t count)
{
    json_key(buf, key);
    json_open(buf, '[');
    for (size_t i = 0; i < count; i++)
        json_str(buf, texts[i]);
    json_close(buf, ']');
}

void person_history_json(struct desk *desk, struct buf *buf, const struct person_history *history)
{
    (void)desk;
    json_field_int(buf, "part", history->person.part);
    json_field_id(buf, "id", history->person.id);
    json_field_int(buf, "ver", history->person.ver);
    json_field_str(buf, "name", history->person.name);
    json_texts(buf, "formerNames", history->names, history->name_count);
    json_texts(buf, "formerNumbers", history->numbers, history->number_count);
    json_versions(buf, &history->versions);
}

/* ---- a household ---- */

enum outcome household_view_load(struct desk *desk, int32_t part, int64_t id,
                                 struct household_view *out)
{
    struct household_view v = { 0 };
    struct address_line line = { 0 };
    TRY(household_load(desk, part, id, &v.household));
    TRY(look_allowed(desk, v.household.station));
    TRY(household_members(desk, part, id, &v.members));
    TRY(load_household_versions(desk, &v.household, &v.versions));
    compare(desk, &v.versions);
    TRY(find_causes(desk, part, id, &v.versions));
    const struct household *h = &v.household;
    const struct address address = { h->county, h->street, h->door, h->detail };
    (void)!address_compose(desk->arena, &address, desk->today, &line);
    v.address = line.text;
    *out = v;
    return DONE;
}

enum outcome household_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "household.seen", part, id, STR("{}")));
    return tx_commit(&tx);
}

enum outcome see_household(struct desk *desk, int32_t part, int64_t id, struct household_view *out)
{
    struct household_view view;
    TRY(household_view_load(desk, part, id, &view));
    TRY(household_seen(desk, part, id));
    *out = view;
    return DONE;
}

static void json_member(struct desk *desk, struct buf *buf, const struct person *p)
{
    json_open(buf, '{');
    json_field_int(buf, "part", p->part);
    json_field_id(buf, "id", p->id);
    json_field_str(buf, "name", p->name);
    json_field_str(buf, "relation", p->relation);
    json_field_code(buf, "relation", &relations, p->relation);
    json_field_code(buf, "sex", &sexes, p->sex);
    json_field_str(buf, "number", number_masked(desk->arena, p->number));
    json_field_str(buf, "status", p->status);
    json_field_code(buf, "status", &person_states, p->status);
    json_close(buf, '}');
}

void household_view_json(struct desk *desk, struct buf *buf, const struct household_view *view)
{
    const struct household *h = &view->household;
    json_columns(buf, household_columns, household_column_count, h);
    json_field_code(buf, "kind", &household_kinds, h->kind);
    json_field_code(buf, "status", &household_states, h->status);
    json_field_str(buf, "stationName", unit_short_name(desk, h->station));
    json_field_str(buf, "address", view->address);
    json_key(buf, "members");
    json_open(buf, '[');
    for (size_t i = 0; i < view->members.count; i++)
        json_member(desk, buf, &view->members.at[i]);
    json_close(buf, ']');
    json_versions(buf, &view->versions);
}
