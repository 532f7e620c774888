#include "core/codes.h"
#include "office/clerk.h"
#include "office/unit.h"
#include "same/live_spec.h"
#include "same/see_pair.h"

/** Empty for nobody, and for a clerk of another database. */
static void put_clerk(struct desk *desk, struct buf *buf, const char *key, int64_t clerk)
{
    struct clerk_record record = { .name = NO_STR };
    struct problem why = desk->why;
    if (clerk && clerk_record(desk, clerk, &record) != DONE)
        record.name = NO_STR;
    desk->why = why;
    json_field_str(buf, key, record.name);
}

static void put_word(struct buf *buf, const char *zh_key, const char *en_key,
                     const struct same_word *word)
{
    json_field_text(buf, zh_key, word->zh);
    json_field_text(buf, en_key, word->en);
}

/* ---- checks and runs ---- */

/** What this clerk may do with it, as the use cases say. */
static void put_check_allowed(struct desk *desk, struct buf *buf, const struct same_check *check)
{
    const struct clerk *clerk = &desk->clerk;
    bool here = clerk_reaches(clerk, check->part);
    bool asks = here && clerk_may(clerk, MAY_SETTLE_NUMBERS);
    bool decided = str_is(check->state, "DECIDED");
    json_field_bool(buf, "mayDecide",
                    here && clerk_may(clerk, MAY_DECIDE_CITY) && str_is(check->state, "ASKED") &&
                        check->asked_by != clerk->id);
    json_field_bool(buf, "mayRun", asks && decided && desk->today.n <= check->ends_on.n);
    json_field_bool(buf, "mayClose", asks && decided);
}

void same_check_json(struct desk *desk, struct buf *buf, const struct same_check *check)
{
    struct same_word state = same_check_word(check->state);
    const struct same_word *ground = same_ground(check->ground);
    json_open(buf, '{');
    json_columns(buf, same_check_columns, same_check_column_count, check);
    put_word(buf, "stateZh", "stateEn", &state);
    json_field_text(buf, "groundZh", ground ? ground->zh : "");
    json_field_text(buf, "groundEn", ground ? ground->en : "");
    json_field_str(buf, "unitName", unit_short_name(desk, check->part));
    put_clerk(desk, buf, "askedByName", check->asked_by);
    put_clerk(desk, buf, "decidedByName", check->decided_by);
    put_check_allowed(desk, buf, check);
    json_close(buf, '}');
}

void link_run_json(struct desk *desk, struct buf *buf, const struct link_run *run)
{
    json_open(buf, '{');
    json_columns(buf, link_run_columns, link_run_column_count, run);
    json_field_str(buf, "unitName", unit_short_name(desk, run->part));
    put_clerk(desk, buf, "clerkName", run->clerk);
    json_close(buf, '}');
}

/* ---- pairs ---- */

static void put_pair(struct desk *desk, struct buf *buf, const struct same_pair *pair)
{
    struct same_word state = same_pair_word(pair->state);
    json_columns(buf, same_pair_columns, same_pair_column_count, pair);
    put_word(buf, "stateZh", "stateEn", &state);
    json_field_str(buf, "stationName", unit_short_name(desk, pair->station));
    json_field_str(buf, "otherStationName", unit_short_name(desk, pair->other_station));
    json_field_str(buf, "unitName", unit_short_name(desk, pair->unit));
    json_field_int(buf, "days", desk->today.n - pair->opened_on.n);
}

void same_pair_json(struct desk *desk, struct buf *buf, const struct same_pair *pair)
{
    json_open(buf, '{');
    put_pair(desk, buf, pair);
    json_close(buf, '}');
}

void same_pair_row_json(struct desk *desk, struct buf *buf, const struct same_pair_row *row,
                        unsigned sides)
{
    json_open(buf, '{');
    put_pair(desk, buf, &row->pair);
    json_field_str(buf, "name", sides & 1 ? row->names[0] : NO_STR);
    json_field_str(buf, "otherName", sides & 2 ? row->names[1] : NO_STR);
    json_field_int(buf, "bornYear", sides & 1 ? row->born_year[0] : 0);
    json_field_int(buf, "otherBornYear", sides & 2 ? row->born_year[1] : 0);
    json_close(buf, '}');
}

/* ---- why ---- */

static void put_level(struct buf *buf, struct str code, struct str word, struct str bits)
{
    int64_t tenths = 0;
    const struct live_item *item = live_item_of(code);
    const struct live_level *level = live_level_of(word);
    (void)!str_to_int(bits, &tenths);
    json_open(buf, '{');
    json_field_str(buf, "item", code);
    json_field_text(buf, "zh", item ? item->zh : "");
    json_field_text(buf, "en", item ? item->en : "");
    json_field_str(buf, "level", word);
    json_field_str(buf, "levelZh", level ? str_of(level->zh) : word);
    json_field_str(buf, "levelEn", level ? str_of(level->en) : word);
    json_field_int(buf, "tenths", tenths);
    json_close(buf, '}');
}

static void put_levels(struct buf *buf, struct str levels)
{
    struct str one, code, word, bits;
    json_key(buf, "levels");
    json_open(buf, '[');
    while (str_split(&levels, ';', &one))
        if (str_split(&one, ':', &code) && str_split(&one, ':', &word) &&
            str_split(&one, ':', &bits))
            put_level(buf, code, word, bits);
    json_close(buf, ']');
}

/** The level of a comparison as the run saw it; without bytes when it has none. */
static struct str level_of(struct str levels, const char *item)
{
    struct str one, code, word;
    while (item && str_split(&levels, ';', &one))
        if (str_split(&one, ':', &code) && str_is(code, item) && str_split(&one, ':', &word))
            return word;
    return NO_STR;
}

/* ---- item beside item ---- */

static struct str text_of(const struct code_list *list, struct str code)
{
    return code.len ? code_zh(list, code) : NO_STR;
}

static struct str day_of(struct desk *desk, struct day day)
{
    return day_is(day) ? day_str(desk->arena, day) : NO_STR;
}

#define VALUE(name, expression)                                                                    \
    static struct str value_of_##name(struct desk *desk, const struct same_party *party)           \
    {                                                                                              \
        const struct person *p = &party->person;                                                   \
        (void)desk, (void)p;                                                                       \
        return expression;                                                                         \
    }
VALUE(name, p->name)
VALUE(former, p->former_name)
VALUE(sex, text_of(&sexes, p->sex))
VALUE(born, day_of(desk, p->born_on))
VALUE(number, p->number)
VALUE(native, p->native_place)
VALUE(education, text_of(&educations, p->education))
VALUE(marital, text_of(&marital_states, p->marital))
VALUE(status, text_of(&person_states, p->status))
VALUE(station, unit_short_name(desk, p->station))
VALUE(address, party->address)
VALUE(relation, text_of(&relations, p->relation))
VALUE(moved, day_of(desk, p->moved_in_on))
VALUE(legacy, p->legacy)
#undef VALUE

/* clang-format off */
static const struct shown_item {
    const char *key, *zh, *en;
    const char *compared; /* the comparison that judges it; NULL: equal or different; "": shown only */
    struct str (*value)(struct desk *desk, const struct same_party *party);
} shown_items[] = {
    { "name",        "姓名",         "Name",           "NAME",      value_of_name },
    { "formerName",  "曾用名",       "Former name",    NULL,        value_of_former },
    { "sex",         "性别",         "Sex",            "SEX",       value_of_sex },
    { "bornOn",      "出生日期",     "Born on",        "BORN",      value_of_born },
    { "number",      "公民身份号码", "Citizen number", "NUMBER",    value_of_number },
    { "nativePlace", "籍贯",         "Native place",   "NATIVE",    value_of_native },
    { "education",   "文化程度",     "Education",      "EDUCATION", value_of_education },
    { "marital",     "婚姻状况",     "Marital status", "MARITAL",   value_of_marital },
    { "status",      "户口状态",     "Status",         NULL,        value_of_status },
    { "station",     "派出所",       "Station",        "STATION",       value_of_station },
    { "address",     "住址",         "Address",        NULL,        value_of_address },
    { "relation",    "与户主关系",   "Relation",       NULL,        value_of_relation },
    { "movedInOn",   "迁入日期",     "Moved in on",    NULL,        value_of_moved },
    { "legacy",      "原编号",       "Old id",         "",          value_of_legacy },
};
/* clang-format on */

/** EQUAL, CLOSE (a level between), DIFFERENT, MISSING (on one side or both, or it tells nothing). */
static const char *verdict_of(const struct shown_item *item, struct str a, struct str b,
                              struct str levels)
{
    struct str level = level_of(levels, item->compared);
    if (!a.len || !b.len || (item->compared && !item->compared[0]))
        return "MISSING";
    if (str_eq(a, b))
        return "EQUAL";
    return level.len && !str_is(level, "else") && !str_is(level, "missing") ? "CLOSE" : "DIFFERENT";
}

static void put_items(struct desk *desk, struct buf *buf, const struct same_pair_view *view)
{
    json_key(buf, "items");
    json_open(buf, '[');
    for (size_t i = 0; i < COUNT(shown_items); i++) {
        const struct shown_item *item = &shown_items[i];
        struct str a = item->value(desk, &view->parties[0]);
        struct str b = item->value(desk, &view->parties[1]);
        json_open(buf, '{');
        json_field_text(buf, "item", item->key);
        json_field_text(buf, "zh", item->zh);
        json_field_text(buf, "en", item->en);
        json_field_str(buf, "first", a);
        json_field_str(buf, "second", b);
        json_field_text(buf, "verdict", verdict_of(item, a, b, view->pair.levels));
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

/* ---- the families ---- */

static bool lives_in(const struct same_party *party, const struct person *member)
{
    for (size_t i = 0; i < party->members.count; i++) {
        const struct person *other = &party->members.at[i];
        if (other->id != party->person.id && str_eq(other->name_key, member->name_key))
            return true;
    }
    return false;
}

static void put_members(struct buf *buf, const struct same_party *party,
                        const struct same_party *other)
{
    json_open(buf, '[');
    for (size_t i = 0; i < party->members.count; i++) {
        const struct person *m = &party->members.at[i];
        if (m->id == party->person.id)
            continue;
        json_open(buf, '{');
        json_field_str(buf, "name", m->name);
        json_field_code(buf, "relation", &relations, m->relation);
        json_field_bool(buf, "shared", lives_in(other, m));
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_families(struct buf *buf, const struct same_pair_view *view)
{
    json_key(buf, "families");
    json_open(buf, '[');
    put_members(buf, &view->parties[0], &view->parties[1]);
    put_members(buf, &view->parties[1], &view->parties[0]);
    json_close(buf, ']');
}

/* ---- what was decided ---- */

static void put_decisions(struct desk *desk, struct buf *buf, const struct same_decisions *all)
{
    json_key(buf, "decisions");
    json_open(buf, '[');
    for (size_t i = 0; i < all->count; i++) {
        const struct same_decision *d = &all->at[i];
        struct same_word verdict = same_verdict_word(d->verdict);
        json_open(buf, '{');
        json_field_int(buf, "n", d->n);
        json_field_str(buf, "verdict", d->verdict);
        put_word(buf, "verdictZh", "verdictEn", &verdict);
        json_field_int(buf, "undoes", d->undoes);
        json_field_str(buf, "reason", d->reason);
        json_field_str(buf, "unitName", unit_short_name(desk, d->unit));
        put_clerk(desk, buf, "clerkName", d->clerk);
        json_field_instant(buf, "at", d->instant);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_follows(struct buf *buf, const struct same_follows *all)
{
    json_key(buf, "follows");
    json_open(buf, '[');
    for (size_t i = 0; i < all->count; i++) {
        json_open(buf, '{');
        json_field_str(buf, "kind", all->at[i].kind);
        json_field_int(buf, "part", all->at[i].to_part);
        json_field_id(buf, "id", all->at[i].to_id);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

/** Decisions a page offers; the use cases have the last word. */
static void put_allowed(struct desk *desk, struct buf *buf, const struct same_pair_view *view)
{
    const struct same_decisions *all = &view->decisions;
    const struct same_decision *last = all->count ? &all->at[all->count - 1] : NULL;
    json_field_bool(buf, "mayDecide",
                    str_is(view->pair.state, "OPEN") || str_is(view->pair.state, "UNKNOWN"));
    json_field_bool(buf, "mayUndo",
                    last && !str_is(last->verdict, "UNDONE") &&
                        clerk_reaches(&desk->clerk, last->unit));
}

void same_pair_view_json(struct desk *desk, struct buf *buf, const struct same_pair_view *view)
{
    json_open(buf, '{');
    put_pair(desk, buf, &view->pair);
    put_levels(buf, view->pair.levels);
    put_items(desk, buf, view);
    put_families(buf, view);
    put_decisions(desk, buf, &view->decisions);
    put_follows(buf, &view->follows);
    json_key(buf, "clusterPairs");
    json_open(buf, '[');
    for (size_t i = 0; i < view->cluster_count; i++)
        same_pair_json(desk, buf, &view->cluster[i]);
    json_close(buf, ']');
    put_allowed(desk, buf, view);
    json_close(buf, '}');
}
