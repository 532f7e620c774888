#include "register/noted.h"
#include "journal/journal.h"
#include "register/person_store.h"
#include "sql/register.h"

/** What the register says of somebody, as far as a visit can question it. */
struct said {
    struct person person;
    struct household household;
};

/* ---- the values a noted finding judged ---- */

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

static uint64_t of_text(const struct said *said, size_t offset)
{
    struct str text;
    memcpy(&text, (const char *)said + offset, sizeof text);
    return text.len ? str_hash(text) : 1;
}

static uint64_t of_address(const struct said *said)
{
    const struct household *h = &said->household;
    return mix(mix(str_hash(h->street), str_hash(h->door)), str_hash(h->detail));
}

#define AT(member) offsetof(struct said, member)
static const struct {
    const char *field; /* heading of an item of the house check */
    size_t offset;
} items[] = {
    { "姓名", AT(person.name) },
    { "曾用名", AT(person.former_name) },
    { "性别", AT(person.sex) },
    { "公民身份号码", AT(person.number) },
    { "与户主关系", AT(person.relation) },
    { "婚姻状况", AT(person.marital) },
    { "文化程度", AT(person.education) },
};

static uint64_t of_item(const struct said *said, struct str field)
{
    if (str_is(field, "出生日期"))
        return (uint64_t)(uint32_t)said->person.born_on.n;
    for (size_t i = 0; i < COUNT(items); i++)
        if (str_is(field, items[i].field))
            return of_text(said, items[i].offset);
    return of_address(said);
}

/** Who is gone or moved within the city left; a wrong item is another one. */
static uint64_t cause_of(int64_t id, struct str field, const struct said *said)
{
    uint64_t hash = mix(0x4e4f544544u, (uint64_t)id);
    if (said->person.status.len)
        hash = mix(
            hash, field.len ? of_item(said, field)
                            : mix(str_hash(said->person.status), (uint64_t)said->person.household));
    return hash >> 1;
}

uint64_t noted_cause(struct row row)
{
    enum { STATUS = 5, STREET = 15 };
    const struct said said = { .person = { .status = row_text(row, STATUS),
                                           .household = row_int(row, STATUS + 1),
                                           .name = row_text(row, STATUS + 2),
                                           .former_name = row_text(row, STATUS + 3),
                                           .sex = row_text(row, STATUS + 4),
                                           .born_on = row_day(row, STATUS + 5),
                                           .number = row_text(row, STATUS + 6),
                                           .relation = row_text(row, STATUS + 7),
                                           .marital = row_text(row, STATUS + 8),
                                           .education = row_text(row, STATUS + 9) },
                               .household = { .street = row_text(row, STREET),
                                              .door = row_text(row, STREET + 1),
                                              .detail = row_text(row, STREET + 2) } };
    return cause_of(row_int(row, 1), row_text(row, 4), &said);
}

/* ---- noting and ending ---- */

/** A finding stands beside the person, else the household, else where it was noted. */
static int32_t part_of(const struct noted *noted)
{
    if (noted->person)
        return noted->person_part;
    return noted->household ? noted->household_part : noted->station;
}

static enum outcome what_is_said(struct desk *desk, const struct noted *noted, struct said *out)
{
    *out = (struct said){ 0 };
    if (!noted->person)
        return DONE;
    TRY(person_load(desk, noted->person_part, noted->person, &out->person));
    return household_load(desk, out->person.part, out->person.household, &out->household);
}

enum outcome finding_note(struct desk *desk, const struct noted *noted)
{
    const struct finding_kind_row *kind = &finding_kinds[noted->kind];
    struct said said;
    ASSERT(kind->noted);
    TRY(what_is_said(desk, noted, &said));
    struct str field = noted->field.len ? noted->field : STR("");
    return db_change(desk, &Q_finding_add, REFUSAL_NONE,
                     WITH(v_int(part_of(noted)), v_int(noted->id),
                          v_int((int64_t)cause_of(noted->id, field, &said)), v_lit(kind->code),
                          v_lit(finding_severity_code(kind->severity)), v_int(noted->person),
                          v_int(noted->household), v_null(), v_null(), v_text(field),
                          v_lit("SEEN_AT_DOOR"), v_int(noted->station),
                          v_int(finding_owner_unit(noted->kind, noted->station, 0)),
                          v_day(desk->today)));
}

enum outcome finding_end_noted(struct desk *desk, const struct noted *noted, bool righted,
                               struct str reason)
{
    return db_change(desk, &Q_finding_end_noted, REFUSAL_NONE,
                     WITH(v_int(part_of(noted)), v_int(noted->id),
                          v_lit(righted ? "RIGHTED" : "EVIDENCE"), v_day(desk->today),
                          righted ? v_null() : v_text(reason),
                          righted ? v_null() : v_int(desk->clerk.id)));
}

enum outcome noted_tell(struct desk *desk, const char *verb, int32_t station, int64_t id)
{
    return follow(desk, verb, station, id, STR("{}"));
}
