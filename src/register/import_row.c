#include "register/import_row.h"
#include "base/hex.h"
#include "core/codes.h"
#include "core/division.h"
#include "core/name.h"
#include "keys/sm3.h"

const struct import_heading import_headings[ITEM_COUNT] = {
#define X(item, heading, needed)                                                                   \
    [ITEM_##item] = { heading, needed, ITEM_##item == ITEM_BORN || ITEM_##item == ITEM_MOVED_IN },
    IMPORT_ITEMS(X)
#undef X
};

static const struct odd_why_text why_texts[ODD_WHY_COUNT] = {
#define X(code, zh, en) [ODD_##code] = { #code, zh, en },
    ODD_WHYS(X)
#undef X
};

const struct odd_why_text *odd_why_text(enum odd_why why)
{
    ASSERT(why < ODD_WHY_COUNT);
    return &why_texts[why];
}

/** A row while it is judged. */
struct judging {
    struct import_ground *ground;
    struct arena *arena;
    struct str item[ITEM_COUNT]; /* trimmed; without bytes where the file has no such column */
    struct import_person *out;
    struct import_reject *why;
};

static enum refusal reject(struct judging *j, enum import_item item, enum refusal code,
                           struct str detail)
{
    j->why->field = import_headings[item].zh;
    j->why->code = code;
    j->why->detail = detail;
    return code;
}

static void odd(struct judging *j, enum import_item item, enum odd_why why)
{
    ASSERT(j->out->odd_count < ODD_ITEMS_MAX);
    struct str was = j->item[item].at ? j->item[item] : STR("");
    j->out->odd[j->out->odd_count++] = (struct odd_item){ import_headings[item].zh, was, why };
}

/** NULL in the register when there is nothing. */
static struct str text_or_none(struct str text)
{
    return text.len ? text : NO_STR;
}

/* ---- name ---- */

/** The code and the bytes the file has, so that the character can be looked up on paper. */
static struct str private_use_text(struct arena *arena, uint32_t point, struct str raw)
{
    SCOPED(buf) hex = { 0 };
    buf_hex(&hex, raw.at, raw.len);
    return arena_printf(arena, "U+%04X，原字节 " STR_FMT, (unsigned)point, STR_ARG(buf_str(&hex)));
}

/** Evidence of a name that holds a private-use character; it stands in the register as it is. */
static bool note_private_use(struct judging *j, enum import_item item, struct str name,
                             struct str raw, struct str *kept)
{
    uint32_t point = name_private_use(name);
    if (!point)
        return false;
    struct str was = j->item[item];
    j->item[item] = private_use_text(j->arena, point, raw);
    odd(j, item, ODD_PRIVATE_USE);
    j->item[item] = was;
    *kept = raw.len ? raw : name;
    return true;
}

static enum refusal take_name(struct judging *j, const struct import_raw *raw)
{
    struct person *p = &j->out->person;
    struct import_raw *kept = &j->out->private_use;
    p->name = name_stored(j->arena, j->item[ITEM_NAME]);
    if (!p->name.len)
        return reject(j, ITEM_NAME, NO_ITEM_MISSING, NO_STR);
    bool noted = note_private_use(j, ITEM_NAME, p->name, raw->name, &kept->name);
    if (!noted && name_fault(p->name, NULL) != NAME_GOOD)
        odd(j, ITEM_NAME, ODD_NAME_FAULT);
    else if (!noted && !str_eq(p->name, j->item[ITEM_NAME]))
        odd(j, ITEM_NAME, ODD_NAME_FORM);
    p->name_key = name_key(j->arena, p->name);
    p->former_name = text_or_none(j->item[ITEM_FORMER]);
    note_private_use(j, ITEM_FORMER, p->former_name, raw->former, &kept->former);
    return REFUSAL_NONE;
}

/* ---- station and place ---- */

static const struct import_station *station_of(const struct import_ground *ground, struct str text)
{
    int64_t number = 0;
    bool by_number = str_to_int(text, &number);
    for (size_t low = 0, high = ground->station_count; by_number && low < high;) {
        size_t mid = low + (high - low) / 2;
        if (ground->stations[mid].number == number)
            return &ground->stations[mid];
        if (ground->stations[mid].number < number)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t i = 0; !by_number && i < ground->station_count; i++)
        if (str_eq(text, ground->stations[i].name) || str_eq(text, ground->stations[i].short_name))
            return &ground->stations[i];
    return NULL;
}

static enum refusal take_station(struct judging *j)
{
    struct str text = j->item[ITEM_STATION];
    const struct import_station *station = station_of(j->ground, text);
    if (!text.len)
        return reject(j, ITEM_STATION, NO_ITEM_MISSING, NO_STR);
    if (!station)
        return reject(j, ITEM_STATION, NO_STATION_UNKNOWN, text);
    if (!clerk_reaches(&j->ground->clerk, station->number))
        return reject(j, ITEM_STATION, NO_NOT_YOUR_DESK, text);
    j->out->person.station = station->number;
    j->out->household.station = station->number;
    return REFUSAL_NONE;
}

/** By its full name as of any time; 0 when there is none. */
static int32_t county_named(struct arena *arena, struct str text, struct day today)
{
    for (size_t i = 0; i < division_count(); i++) {
        struct division d = division_at(i);
        if (d.level == DIVISION_COUNTY && str_ends(text, d.name) &&
            str_eq(text, division_full_name(arena, d.code, day_is(d.to) ? d.to : today)))
            return d.code;
    }
    return 0;
}

static int32_t county_code(struct arena *arena, struct str text, struct day today)
{
    int code = division_code(text);
    if (code)
        return division_ever(code) && division_level(code) == DIVISION_COUNTY ? code : 0;
    return county_named(arena, text, today);
}

/** A file names few counties, each many times. */
static int32_t county_remembered(struct judging *j, struct str text)
{
    struct import_ground *ground = j->ground;
    struct place *place = &ground->places[str_hash(text) % COUNT(ground->places)];
    if (!str_eq(place->text, text) || !place->text.len)
        *place = (struct place){ arena_str(ground->arena, text),
                                 county_code(j->arena, text, ground->today) };
    return place->code;
}

static void take_place(struct judging *j)
{
    struct household *h = &j->out->household;
    struct str county = j->item[ITEM_COUNTY];
    h->county = county.len ? county_remembered(j, county) : h->station / 1000;
    if (!h->county) {
        odd(j, ITEM_COUNTY, ODD_PLACE_UNKNOWN);
        h->county = h->station / 1000;
    }
    h->street = j->item[ITEM_STREET].len ? j->item[ITEM_STREET] : STR("");
    h->door = j->item[ITEM_DOOR].len ? j->item[ITEM_DOOR] : STR("");
    h->detail = j->item[ITEM_DETAIL].len ? j->item[ITEM_DETAIL] : STR("");
    h->legacy = text_or_none(j->item[ITEM_HOUSEHOLD]);
}

/* ---- codes ---- */

/** The code, or the text itself when no list has it: old words are shown as they are. */
static struct str code_of(struct judging *j, enum import_item item, const struct code_list *list,
                          struct str if_none)
{
    struct str text = j->item[item];
    if (!text.len)
        return if_none;
    const struct code *code = code_read(list, text);
    if (code)
        return str_of(code->code);
    odd(j, item, ODD_UNKNOWN_WORD);
    return text;
}

static void take_codes(struct judging *j)
{
    struct person *p = &j->out->person;
    p->relation = code_of(j, ITEM_RELATION, &relations, STR(""));
    p->ethnic = code_of(j, ITEM_ETHNIC, &ethnic_groups, STR(""));
    p->education = code_of(j, ITEM_EDUCATION, &educations, NO_STR);
    p->marital = code_of(j, ITEM_MARITAL, &marital_states, NO_STR);
    p->native_place = text_or_none(j->item[ITEM_NATIVE]);
    p->status = code_of(j, ITEM_STATUS, &person_states, STR("0"));
    if (!code_find(&person_states, p->status))
        p->status = STR("9");
    j->out->household.kind = code_of(j, ITEM_KIND, &household_kinds, STR("1"));
}

/* ---- days, sex, number: what each says of the others ---- */

/** A day of the past; anything else is odd and no day. */
static struct day day_of(struct judging *j, enum import_item item)
{
    struct day day;
    struct str text = j->item[item];
    if (!text.len)
        return NO_DAY;
    if (day_parse(text, &day) && day.n <= j->ground->today.n)
        return day;
    odd(j, item, ODD_IMPOSSIBLE);
    return NO_DAY;
}

static struct str sex_of(struct judging *j)
{
    struct str text = j->item[ITEM_SEX];
    const struct code *code = text.len ? code_read(&sexes, text) : NULL;
    if (text.len && !code)
        odd(j, ITEM_SEX, ODD_UNKNOWN_WORD);
    return code ? str_of(code->code) : STR("9");
}

static void take_number(struct judging *j, const struct number_check *check)
{
    j->out->person.number = check->canonical[0]
                                ? arena_str(j->arena, str_of(check->canonical))
                                : (j->item[ITEM_NUMBER].len ? j->item[ITEM_NUMBER] : STR(""));
    if (check->reasons & NUMBER_OLD_15)
        odd(j, ITEM_NUMBER, ODD_OLD_15);
}

/** What a good number tells fills what the file leaves out; a date that cannot be is a question
 * about the number. */
static void fill_in(struct judging *j, const struct number_check *check)
{
    struct person *p = &j->out->person;
    bool good = check->verdict != NUMBER_WRONG;
    if (!day_is(p->born_on) && day_is(check->born) && good) {
        p->born_on = check->born;
        if (j->item[ITEM_BORN].len)
            j->out->doubts.birth = true;
        else
            odd(j, ITEM_BORN, ODD_MISSING);
    }
    if (!str_is(p->sex, "1") && !str_is(p->sex, "2") && check->sex && good) {
        p->sex = check->sex == 'M' ? STR("1") : STR("2");
        if (!j->item[ITEM_SEX].len)
            odd(j, ITEM_SEX, ODD_MISSING);
    }
}

static enum refusal take_identity(struct judging *j)
{
    struct person *p = &j->out->person;
    struct number_check check = { 0 };
    if (!j->item[ITEM_BORN].len && !j->item[ITEM_NUMBER].len)
        return reject(j, ITEM_NUMBER, NO_ITEM_MISSING, STR("号码与出生日期皆无"));
    if (j->item[ITEM_NUMBER].len)
        check = number_check(&j->ground->checker, j->item[ITEM_NUMBER]);
    else
        check.verdict = NUMBER_WRONG;
    take_number(j, &check);
    p->sex = sex_of(j);
    p->born_on = day_of(j, ITEM_BORN);
    p->moved_in_on = day_of(j, ITEM_MOVED_IN);
    j->out->doubts = number_check_person(&j->ground->checker, p->number, p->sex, p->born_on);
    fill_in(j, &check);
    return REFUSAL_NONE;
}

/* ---- the whole row ---- */

/** A hash of everything as it is taken, so that words and codes, and both encodings, are the same
 * content. */
static void hash_content(struct import_person *out)
{
    const struct person *p = &out->person;
    const struct household *h = &out->household;
    char days[3][11];
    struct str county;
    char number[24];
    snprintf(number, sizeof number, "%d|%d", (int)p->station, (int)h->county);
    county = str_of(number);
    const struct str items[] = {
        p->legacy,
        p->relation,
        p->name,
        p->former_name,
        p->sex,
        p->ethnic,
        p->number,
        p->native_place,
        p->education,
        p->marital,
        p->status,
        h->legacy,
        h->kind,
        h->street,
        h->door,
        h->detail,
        county,
        str_of(day_text(p->born_on, days[0])),
        str_of(day_text(p->moved_in_on, days[1])),
    };
    struct str parts[2 * COUNT(items)];
    for (size_t i = 0; i < COUNT(items); i++) {
        parts[2 * i] = items[i];
        parts[2 * i + 1] = STR("\x1F");
    }
    unsigned char hash[SM3_BYTES];
    sm3_parts(parts, COUNT(parts), hash);
    memcpy(out->content, hash, sizeof out->content);
}

enum refusal import_judge(struct import_ground *ground, struct arena *arena,
                          const struct str items[ITEM_COUNT], const struct import_raw *raw,
                          struct import_person *out, struct import_reject *why)
{
    struct judging j = { .ground = ground, .arena = arena, .out = out, .why = why };
    *out = (struct import_person){ 0 };
    for (int i = 0; i < ITEM_COUNT; i++)
        j.item[i] = str_trim(items[i]);
    enum refusal refusal = take_name(&j, raw);
    if (refusal == REFUSAL_NONE)
        refusal = take_station(&j);
    if (refusal == REFUSAL_NONE)
        refusal = take_identity(&j);
    if (refusal != REFUSAL_NONE)
        return refusal;
    out->person.legacy = text_or_none(j.item[ITEM_LEGACY]);
    take_place(&j);
    take_codes(&j);
    hash_content(out);
    return REFUSAL_NONE;
}
