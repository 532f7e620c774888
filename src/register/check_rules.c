#include "register/check_rules.h"
#include "base/utf8.h"
#include "core/codes.h"
#include "core/division.h"

/* ---- tables ---- */

/* clang-format off */
static const struct {
    const char *code, *sexes; /* sex by place: code, code + 1 …: 1 man, 2 woman, - either */
} relation_sexes[] = { /* [GB/T 4761] */
    { "11", "12" }, { "20", "1111111111" }, { "30", "2222222222" }, { "41", "12122112" }, { "51", "12121212" },
    { "61", "1212-12" }, { "71", "12122121" }, { "81", "1212121212" }, { "93", "1212" },
};
static const char *const by_marriage[] = { "28", "38", "45", "46", "72", "74", "76", "78" },
                         *const of_marriage[] = { "53", "54", "55", "56" };
static const struct {
    int from, to;
    enum kin kin;
} kins[] = { /* without in-laws, step- and adoptive kin: no age follows from those */
    { 2, 2, KIN_HEAD },         { 10, 12, KIN_SPOUSE },   { 20, 26, KIN_CHILD },  { 30, 36, KIN_CHILD },
    { 40, 44, KIN_GRANDCHILD }, { 50, 52, KIN_PARENT },   { 60, 64, KIN_GRANDPARENT },
    { 71, 71, KIN_ELDER },      { 75, 75, KIN_ELDER },    { 73, 73, KIN_YOUNGER }, { 77, 77, KIN_YOUNGER },
};
static const struct {
    int from, to, age;
} schooling[] = { /* years; the youngest known to have got there are older */
    { 10, 19, 16 }, { 20, 29, 13 }, { 30, 39, 13 }, { 40, 49, 11 }, { 60, 69, 11 }, { 70, 79, 8 },
};
/* clang-format on */

enum {
    MARRIED_FROM = 16,     /* years; law has never allowed it below [L of marriage 1950, 1980] */
    HEAD_FROM = 16,        /* full capacity with own income [G21 14] */
    PARENT_FROM = 13,      /* years between parent and child */
    MOTHER_TO = 60,        /* … between mother and child */
    GRANDPARENT_FROM = 26, /* … between grandparent and grandchild */
    ADULT = 18
};
enum { UNMARRIED = 10, WIDOWED = 30, DIVORCED = 40 }; /* [GB/T 2261.2] */

static int two_digits(struct str code)
{
    bool good = code.len == 2 && code.at[0] >= '0' && code.at[0] <= '9' && code.at[1] >= '0' &&
                code.at[1] <= '9';
    return good ? (code.at[0] - '0') * 10 + (code.at[1] - '0') : -1;
}

static void init_list(const struct code_list *list, bool known[CODES])
{
    for (size_t i = 0; i < list->count; i++) {
        int code = two_digits(str_of(list->rows[i].code));
        ASSERT(code >= 0);
        known[code] = true;
    }
}

static void init_relations(struct check_rules *rules)
{
    bool known[CODES] = { false };
    init_list(&relations, known);
    for (int code = 0; code < CODES; code++)
        rules->relations[code].known = known[code];
    for (size_t i = 0; i < COUNT(relation_sexes); i++) {
        int code = two_digits(str_of(relation_sexes[i].code));
        for (const char *sex = relation_sexes[i].sexes; *sex; sex++, code++)
            rules->relations[code].sex = *sex == '-' ? 0 : *sex;
    }
    for (size_t i = 0; i < COUNT(by_marriage); i++)
        rules->relations[two_digits(str_of(by_marriage[i]))].by_marriage = true;
    for (size_t i = 0; i < COUNT(of_marriage); i++)
        rules->relations[two_digits(str_of(of_marriage[i]))].of_marriage = true;
    for (size_t i = 0; i < COUNT(kins); i++)
        for (int code = kins[i].from; code <= kins[i].to; code++)
            rules->relations[code].kin = (uint8_t)kins[i].kin;
}

void check_rules_init(struct check_rules *rules, struct arena *arena, struct day today)
{
    memset(rules, 0, sizeof *rules);
    number_checker_init(&rules->numbers, today);
    rules->today = today;
    rules->arena = arena;
    init_relations(rules);
    init_list(&marital_states, rules->marital_known);
    init_list(&educations, rules->education_known);
    init_list(&ethnic_groups, rules->group_known);
    for (size_t i = 0; i < COUNT(schooling); i++)
        for (int code = schooling[i].from; code <= schooling[i].to; code++)
            rules->education_from[code] = (uint8_t)schooling[i].age;
}

/* ---- saying ---- */

/** A rule at work. */
struct at_work {
    const struct check_rules *rules;
    const struct found_sink *sink;
    const struct explained *explained;
};

static void say(const struct at_work *at, const struct found *found)
{
    struct found full = *found;
    full.severity = finding_kinds[found->kind].severity;
    at->sink->found(at->sink->self, &full);
}

static uint64_t hash_day(struct day day)
{
    return (uint64_t)(uint32_t)day.n * 0x9e3779b97f4a7c15u;
}

static int age_on(struct day born, struct day on)
{
    return born.n > on.n ? 0 : day_full_years(born, on);
}

/* ---- one person ---- */

static void look_at_number(const struct at_work *at, const struct person *p)
{
    const char *text = p->number.at;
    struct number_doubts doubts =
        number_check_person(&at->rules->numbers, p->number, p->sex, p->born_on);
    doubts.remarks &= NUMBER_WARNINGS;
    bool wrong = number_doubts_kind(doubts) != NULL;
    if (doubts.missing || !text || (!wrong && !doubts.remarks))
        return;
    struct found found = { .kind = FINDING_WRONG_NUMBER,
                           .severity = wrong ? SEVERITY_WRONG : SEVERITY_WARN,
                           .who = p,
                           .field = import_headings[ITEM_NUMBER].zh,
                           .value = str_hash(p->number) ^ hash_day(p->born_on) ^ str_hash(p->sex) };
    found.detail = wrong ? number_doubts_str(at->rules->arena, doubts)
                         : number_reasons_str(at->rules->arena, doubts.remarks);
    at->sink->found(at->sink->self, &found);
}

static void say_missing(const struct at_work *at, const struct person *p, enum import_item item)
{
    const char *heading = import_headings[item].zh;
    if (at->explained && at->explained->field(at->explained->self, p->id, heading))
        return;
    struct found found = {
        .kind = FINDING_MISSING_ITEM, .who = p, .field = heading, .detail = STR("MISSING")
    };
    say(at, &found);
}

static void look_for_missing(const struct at_work *at, const struct person *p)
{
    const struct {
        enum import_item item;
        bool there;
    } items[] = {
        { ITEM_NUMBER, p->number.len > 0 },
        { ITEM_NATIVE, p->native_place.len > 0 },
        { ITEM_EDUCATION, p->education.len > 0 },
        { ITEM_MARITAL, p->marital.len > 0 },
        { ITEM_MOVED_IN, day_is(p->moved_in_on) },
        { ITEM_BORN, day_is(p->born_on) },
        { ITEM_ETHNIC, p->ethnic.len > 0 },
        { ITEM_RELATION, p->relation.len > 0 },
        { ITEM_SEX, str_is(p->sex, "1") || str_is(p->sex, "2") },
    };
    for (size_t i = 0; i < COUNT(items); i++)
        if (!items[i].there)
            say_missing(at, p, items[i].item);
}

static void say_item(const struct at_work *at, const struct person *p, enum finding_kind kind,
                     enum import_item item, struct str detail, uint64_t value)
{
    struct found found = {
        .kind = kind, .who = p, .field = import_headings[item].zh, .detail = detail, .value = value
    };
    say(at, &found);
}

static void look_at_codes(const struct at_work *at, const struct person *p)
{
    const struct check_rules *r = at->rules;
    const int relation = two_digits(p->relation), marital = two_digits(p->marital),
              education = two_digits(p->education), group = two_digits(p->ethnic);
    const struct {
        enum import_item item;
        struct str code;
        bool known;
    } items[] = {
        { ITEM_RELATION, p->relation, relation >= 0 && r->relations[relation].known },
        { ITEM_MARITAL, p->marital, marital >= 0 && r->marital_known[marital] },
        { ITEM_EDUCATION, p->education, education >= 0 && r->education_known[education] },
        { ITEM_ETHNIC, p->ethnic, group >= 0 && r->group_known[group] },
    };
    for (size_t i = 0; i < COUNT(items); i++)
        if (items[i].code.len && !items[i].known)
            say_item(at, p, FINDING_UNKNOWN_CODE, items[i].item, STR("NOT_IN_LIST"),
                     str_hash(items[i].code));
}

/** Married once, whatever became of it. */
static bool was_married(struct str marital)
{
    int code = two_digits(marital);
    return code >= 20 && code < 50;
}

static void look_for_impossible(const struct at_work *at, const struct person *p)
{
    struct day today = at->rules->today;
    int age = day_is(p->born_on) ? age_on(p->born_on, today) : -1;
    int education = two_digits(p->education);
    if (day_is(p->born_on) && p->born_on.n > today.n)
        say_item(at, p, FINDING_IMPOSSIBLE_ITEM, ITEM_BORN, STR("FUTURE"), hash_day(p->born_on));
    if (day_is(p->moved_in_on) && p->moved_in_on.n > today.n)
        say_item(at, p, FINDING_IMPOSSIBLE_ITEM, ITEM_MOVED_IN, STR("FUTURE"),
                 hash_day(p->moved_in_on));
    if (day_is(p->moved_in_on) && day_is(p->born_on) && p->moved_in_on.n < p->born_on.n)
        say_item(at, p, FINDING_IMPOSSIBLE_ITEM, ITEM_MOVED_IN, STR("BEFORE_BIRTH"),
                 hash_day(p->moved_in_on) ^ hash_day(p->born_on));
    if (age >= 0 && age < MARRIED_FROM && was_married(p->marital))
        say_item(at, p, FINDING_IMPOSSIBLE_ITEM, ITEM_MARITAL, STR("TOO_YOUNG"),
                 str_hash(p->marital) ^ hash_day(p->born_on));
    if (age >= 0 && education >= 0 && age < at->rules->education_from[education])
        say_item(at, p, FINDING_IMPOSSIBLE_ITEM, ITEM_EDUCATION, STR("TOO_YOUNG"),
                 str_hash(p->education) ^ hash_day(p->born_on));
}

void check_person(const struct check_rules *rules, const struct person *person,
                  const struct explained *explained, const struct found_sink *sink)
{
    const struct at_work at = { rules, sink, explained };
    if (!person_holds_number(person->status))
        return;
    look_at_number(&at, person);
    look_for_missing(&at, person);
    look_at_codes(&at, person);
    look_for_impossible(&at, person);
}

/* ---- a household ---- */

static enum kin kin_of(const struct check_rules *rules, const struct person *p)
{
    int code = two_digits(p->relation);
    return code < 0 ? KIN_OTHER : (enum kin)rules->relations[code].kin;
}

static void say_relation(const struct at_work *at, enum finding_kind kind, const struct person *who,
                         const struct person *other, struct str detail)
{
    struct found found = { .kind = kind,
                           .who = who,
                           .other = other,
                           .field = import_headings[ITEM_RELATION].zh,
                           .detail = detail };
    found.value = str_hash(who->relation) ^ hash_day(who->born_on) ^ str_hash(who->sex);
    if (other)
        found.value ^= hash_day(other->born_on) * 31 ^ str_hash(other->sex) * 31;
    say(at, &found);
}

/** Years from the elder's birth to the younger's; the limits are far from any when one is unknown. */
static bool years_between(const struct person *elder, const struct person *younger, int *years)
{
    if (!day_is(elder->born_on) || !day_is(younger->born_on))
        return false;
    *years = elder->born_on.n <= younger->born_on.n
                 ? day_full_years(elder->born_on, younger->born_on)
                 : -day_full_years(younger->born_on, elder->born_on);
    return true;
}

static bool is_sex(const struct person *p, char sex)
{
    return p->sex.len == 1 && p->sex.at[0] == sex;
}

static void look_at_ages(const struct at_work *at, const struct person *head,
                         const struct person *p)
{
    static const struct {
        enum kin kin;
        bool head_is_elder;
        int least;
        const char *detail;
    } limits[] = {
        { KIN_CHILD, true, PARENT_FROM, "CHILD_TOO_OLD" },
        { KIN_GRANDCHILD, true, GRANDPARENT_FROM, "GRANDCHILD_TOO_OLD" },
        { KIN_PARENT, false, PARENT_FROM, "PARENT_TOO_YOUNG" },
        { KIN_GRANDPARENT, false, GRANDPARENT_FROM, "GRANDPARENT_TOO_YOUNG" },
    };
    enum kin kin = kin_of(at->rules, p);
    int years = 0;
    for (size_t i = 0; i < COUNT(limits); i++) {
        const struct person *elder = limits[i].head_is_elder ? head : p;
        if (limits[i].kin == kin && years_between(elder, elder == head ? p : head, &years) &&
            years < limits[i].least)
            say_relation(at, FINDING_HOUSEHOLD_AGES, p, head, str_of(limits[i].detail));
    }
    if (kin == KIN_CHILD && is_sex(head, '2') && years_between(head, p, &years) &&
        years >= MOTHER_TO)
        say_relation(at, FINDING_HOUSEHOLD_AGES, p, head, STR("CHILD_TOO_YOUNG"));
    bool dated = day_is(p->born_on) && day_is(head->born_on);
    if (kin == KIN_ELDER && dated && p->born_on.n > head->born_on.n)
        say_relation(at, FINDING_HOUSEHOLD_AGES, p, head, STR("ELDER_IS_YOUNGER"));
    if (kin == KIN_YOUNGER && dated && p->born_on.n < head->born_on.n)
        say_relation(at, FINDING_HOUSEHOLD_AGES, p, head, STR("YOUNGER_IS_ELDER"));
}

static void look_at_sex(const struct at_work *at, const struct person *p)
{
    int code = two_digits(p->relation);
    char sex = code < 0 ? 0 : at->rules->relations[code].sex;
    bool stated = is_sex(p, '1') || is_sex(p, '2');
    if (sex && stated && !is_sex(p, sex))
        say_relation(at, FINDING_RELATION_SEX, p, NULL, STR("SEX"));
}

/** A stated marital status that is none of the married ones. */
static bool says_unmarried(const struct person *p)
{
    int code = two_digits(p->marital);
    return code == UNMARRIED || code == WIDOWED || code == DIVORCED;
}

static void say_marital(const struct at_work *at, const struct person *who,
                        const struct person *other, struct str detail)
{
    struct found found = { .kind = FINDING_HOUSEHOLD_SPOUSE,
                           .who = who,
                           .other = other,
                           .field = import_headings[ITEM_MARITAL].zh,
                           .detail = detail,
                           .value = str_hash(who->marital) };
    say(at, &found);
}

static void look_at_couple(const struct at_work *at, const struct person *head,
                           const struct person *spouse)
{
    bool stated = head->sex.len && spouse->sex.len && strchr("12", head->sex.at[0]) &&
                  strchr("12", spouse->sex.at[0]);
    const struct person *both[] = { head, spouse };
    if (stated && str_eq(head->sex, spouse->sex))
        say_relation(at, FINDING_HOUSEHOLD_SPOUSE, spouse, head, STR("SAME_SEX"));
    for (size_t i = 0; i < COUNT(both); i++)
        if (says_unmarried(both[i]))
            say_marital(at, both[i], both[!i], STR("NOT_MARRIED"));
}

static bool is_unmarried(const struct person *p)
{
    return two_digits(p->marital) == UNMARRIED;
}

/** A daughter-in-law married a son; whoever has a mother-in-law in the household married too. */
static void look_at_in_law(const struct at_work *at, const struct person *head,
                           const struct person *p, bool *head_said)
{
    int code = two_digits(p->relation);
    if (code < 0)
        return;
    if (at->rules->relations[code].by_marriage && is_unmarried(p))
        say_marital(at, p, head, STR("IN_LAW_UNMARRIED"));
    if (at->rules->relations[code].of_marriage && is_unmarried(head) && !*head_said) {
        *head_said = true;
        say_marital(at, head, p, STR("HEAD_UNMARRIED"));
    }
}

/** Step- and adoptive parents and those of the spouse have relations of their own. */
static void look_at_parents(const struct at_work *at, const struct person *members, size_t count)
{
    static const struct {
        const char *relation, *detail;
    } parents[] = { { "51", "TWO_FATHERS" }, { "52", "TWO_MOTHERS" } };
    for (size_t i = 0; i < COUNT(parents); i++) {
        const struct person *first = NULL;
        for (size_t m = 0; m < count; m++) {
            const struct person *p = &members[m];
            if (!person_holds_number(p->status) || !str_is(p->relation, parents[i].relation))
                continue;
            if (first)
                say_relation(at, FINDING_HOUSEHOLD_PARENTS, p, first, str_of(parents[i].detail));
            first = first ? first : p;
        }
    }
}

static void look_at_relations(const struct at_work *at, const struct person *head,
                              const struct person *members, size_t count)
{
    const struct person *spouse = NULL;
    bool head_said = false;
    for (size_t i = 0; i < count; i++) {
        const struct person *p = &members[i];
        if (p == head || !person_holds_number(p->status))
            continue;
        look_at_ages(at, head, p);
        look_at_in_law(at, head, p, &head_said);
        if (kin_of(at->rules, p) != KIN_SPOUSE)
            continue;
        if (spouse)
            say_relation(at, FINDING_HOUSEHOLD_SPOUSE, p, spouse, STR("TWO_SPOUSES"));
        else
            look_at_couple(at, head, spouse = p);
    }
}

static bool is_adult(const struct at_work *at, const struct person *p)
{
    return day_is(p->born_on) && age_on(p->born_on, at->rules->today) >= ADULT;
}

static void look_at_head(const struct at_work *at, const struct person *head,
                         const struct person *members, size_t count)
{
    bool adults = false;
    for (size_t i = 0; i < count; i++)
        adults |= person_holds_number(members[i].status) && is_adult(at, &members[i]);
    if (adults && day_is(head->born_on) && age_on(head->born_on, at->rules->today) < HEAD_FROM)
        say_relation(at, FINDING_HOUSEHOLD_HEAD, head, NULL, STR("HEAD_IS_CHILD"));
}

/** The one head, or NULL after saying what is wrong. Of several the one registered first is taken
 *  for the right one; a household without any is named by its first member. */
static const struct person *find_head(const struct at_work *at, const struct person *members,
                                      size_t count)
{
    const struct person *head = NULL, *first = NULL;
    bool several = false;
    for (size_t i = 0; i < count; i++) {
        const struct person *p = &members[i];
        if (!person_holds_number(p->status))
            continue;
        first = first ? first : p;
        if (kin_of(at->rules, p) != KIN_HEAD)
            continue;
        if (head) {
            say_relation(at, FINDING_HOUSEHOLD_HEAD, p, head, STR("TWO_HEADS"));
            several = true;
        } else
            head = p;
    }
    if (!head && first)
        say_relation(at, FINDING_HOUSEHOLD_HEAD, first, NULL, STR("NO_HEAD"));
    return several ? NULL : head;
}

static void look_at_places(const struct at_work *at, const struct household *household,
                           const struct person *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct person *p = &members[i];
        if (!person_holds_number(p->status) || p->station == household->station)
            continue;
        say_item(at, p, FINDING_MEMBER_ADDRESS, ITEM_STATION, STR("STATION_DIFFERS"),
                 (uint64_t)p->station * 31 + (uint64_t)household->station);
    }
}

void check_household(const struct check_rules *rules, const struct household *household,
                     const struct person *members, size_t count, const struct found_sink *sink)
{
    const struct at_work at = { rules, sink, NULL };
    for (size_t i = 0; i < count; i++)
        if (person_holds_number(members[i].status))
            look_at_sex(&at, &members[i]);
    look_at_places(&at, household, members, count);
    const struct person *head = find_head(&at, members, count);
    if (!head)
        return;
    look_at_head(&at, head, members, count);
    look_at_parents(&at, members, count);
    look_at_relations(&at, head, members, count);
}

const char *check_address(const struct check_rules *rules, int32_t county, struct str street,
                          struct str door)
{
    struct division found;
    if (!street.len)
        return "NO_STREET";
    if (!door.len)
        return "NO_DOOR";
    if (!county || division_on(county, rules->today, &found))
        return NULL;
    return division_ever(county) ? "COUNTY_CLOSED" : "NO_COUNTY";
}

/* ---- whom the register form names ---- */

static void say_named(const struct at_work *at, enum finding_kind kind, const struct named *named,
                      const char *field, struct str number, const char *detail)
{
    struct found found = {
        .kind = kind,
        .who = &named->person,
        .other = named->the_spouse.id && str_eq(number, named->spouse) ? &named->the_spouse : NULL,
        .field = field,
        .detail = str_of(detail),
        .value = str_hash(number) ^ str_hash(named->person.marital) ^
                 hash_day(named->person.born_on) ^ str_hash(named->spouse_of_spouse) * 31
    };
    say(at, &found);
}

/** A number tells birth date and sex of whoever has it, registered here or not. */
static void look_at_parent(const struct at_work *at, const struct named *named, struct str number,
                           char sex)
{
    const char *field = sex == '1' ? "父亲号码" : "母亲号码";
    if (!number.len)
        return;
    if (str_eq(number, named->person.number)) {
        say_named(at, FINDING_HOUSEHOLD_PARENTS, named, field, number, "ONESELF");
        return;
    }
    struct number_check check = number_check(&at->rules->numbers, number);
    if (check.reasons & NUMBER_WRONGS)
        return;
    const struct person parent = { .born_on = check.born };
    int years = 0;
    if (check.sex && (check.sex == 'M') != (sex == '1'))
        say_named(at, FINDING_HOUSEHOLD_PARENTS, named, field, number,
                  sex == '1' ? "FATHER_IS_WOMAN" : "MOTHER_IS_MAN");
    if (years_between(&parent, &named->person, &years) && years < PARENT_FROM)
        say_named(at, FINDING_HOUSEHOLD_AGES, named, field, number, "PARENT_TOO_NEAR");
    else if (years_between(&parent, &named->person, &years) && sex == '2' && years >= MOTHER_TO)
        say_named(at, FINDING_HOUSEHOLD_AGES, named, field, number, "CHILD_TOO_YOUNG");
}

/** Of a widow the late spouse stays named; a spouse who is registered and alive is a marriage, and
 * a marriage has two sides. */
static void look_at_named_spouse(const struct at_work *at, const struct named *named)
{
    static const char field[] = "配偶号码";
    const struct person *p = &named->person, *spouse = &named->the_spouse;
    if (!named->spouse.len)
        return;
    if (str_eq(named->spouse, p->number)) {
        say_named(at, FINDING_HOUSEHOLD_SPOUSE, named, field, named->spouse, "ONESELF");
        return;
    }
    if (!spouse->id || !person_holds_number(spouse->status))
        return;
    if (says_unmarried(p))
        say_named(at, FINDING_HOUSEHOLD_SPOUSE, named, field, named->spouse, "SPOUSE_UNMARRIED");
    if ((is_sex(p, '1') || is_sex(p, '2')) && str_eq(p->sex, spouse->sex))
        say_named(at, FINDING_HOUSEHOLD_SPOUSE, named, field, named->spouse, "SPOUSE_SEX");
    if (!named->spouse_of_spouse.len)
        say_named(at, FINDING_HOUSEHOLD_SPOUSE, named, field, named->spouse, "NOT_NAMED_BACK");
    else if (!str_eq(named->spouse_of_spouse, p->number))
        say_named(at, FINDING_HOUSEHOLD_SPOUSE, named, field, named->spouse, "OTHER_SPOUSE");
}

void check_named(const struct check_rules *rules, const struct named *named,
                 const struct found_sink *sink)
{
    const struct at_work at = { rules, sink, NULL };
    if (!person_holds_number(named->person.status))
        return;
    look_at_parent(&at, named, named->father, '1');
    look_at_parent(&at, named, named->mother, '2');
    look_at_named_spouse(&at, named);
}

/* ---- between persons ---- */

/** How many characters stand at other places than in the other; -1 when one is longer. */
static int characters_apart(struct str a, struct str b)
{
    int apart = 0;
    if (utf8_points(a) != utf8_points(b))
        return -1;
    while (a.len && b.len) {
        uint32_t one = 0, two = 0;
        utf8_next(&a, &one);
        utf8_next(&b, &two);
        apart += one != two;
    }
    return apart;
}

static bool parts_alike(struct str a, struct str b)
{
    int same = 0, parts = 0;
    for (struct str left = a; left.len;) {
        size_t at = str_find(left, STR("·"));
        struct str part = str_cut(left, 0, at);
        parts++;
        for (struct str rest = b; rest.len;) {
            size_t end = str_find(rest, STR("·"));
            same += str_eq(part, str_cut(rest, 0, end));
            rest = end < rest.len ? str_cut(rest, end + strlen("·"), rest.len) : NO_STR;
        }
        left = at < left.len ? str_cut(left, at + strlen("·"), left.len) : NO_STR;
    }
    return parts > 1 && same > 0;
}

bool names_alike(struct str a, struct str b)
{
    enum { SHORT_NAME = 4 };
    if (str_find(a, STR("·")) < a.len || str_find(b, STR("·")) < b.len)
        return parts_alike(a, b) || characters_apart(a, b) == 1;
    bool first =
        a.len && b.len && str_eq(str_cut(a, 0, utf8_length(a)), str_cut(b, 0, utf8_length(b)));
    return first && utf8_points(a) <= SHORT_NAME && characters_apart(a, b) == 1;
}

/** Two that share a number often share the day of birth too: the paper it was given twice on said so.
 *  Only what the number does not carry tells whether they are one. */
static bool may_be_one(const struct person *a, const struct person *b)
{
    return a->born_on.n == b->born_on.n && str_eq(a->native_place, b->native_place) &&
           str_eq(a->education, b->education) && str_eq(a->marital, b->marital) &&
           names_alike(a->name_key, b->name_key);
}

void check_shared_number(const struct person *first, const struct person *next,
                         const struct found_sink *sink)
{
    bool same = str_eq(first->name_key, next->name_key);
    bool alike = !same && may_be_one(first, next);
    struct found found = { .kind = same || alike ? FINDING_DUPLICATE_REGISTRATION
                                                 : FINDING_DUPLICATE_NUMBER,
                           .severity = SEVERITY_WRONG,
                           .who = next,
                           .other = first,
                           .field = import_headings[ITEM_NUMBER].zh,
                           .detail = same    ? STR("SAME_NAME")
                                     : alike ? STR("SIMILAR_NAME")
                                             : STR("TWO_PERSONS"),
                           .value = str_hash(next->number) };
    sink->found(sink->self, &found);
}

uint64_t check_identity(const struct person *p)
{
    if (!p->number.len || !day_is(p->born_on) || !p->native_place.len)
        return 0;
    uint64_t hash = str_hash(p->name_key);
    hash = hash * 0x100000001b3u + (uint64_t)(uint32_t)p->born_on.n;
    hash = hash * 0x100000001b3u + str_hash(p->native_place);
    hash = hash * 0x100000001b3u + str_hash(p->sex);
    return hash ? hash : 1;
}
