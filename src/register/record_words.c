#include "register/record_words.h"
#include "core/division.h"
#include "office/unit.h"
#include "register/person.h"
#include "register/person_detail.h"
#include "register/record_values.h"

struct item_words {
    const char *key;
    const struct code_list *list; /* NULL: what `what` says */
    enum { A_CODE, A_COUNTY, A_UNIT } what;
};

/* clang-format off */
static const struct item_words person_words[] = {
    { "relation",  &relations,      A_CODE },
    { "sex",       &sexes,          A_CODE },
    { "ethnic",    &ethnic_groups,  A_CODE },
    { "education", &educations,     A_CODE },
    { "marital",   &marital_states, A_CODE },
    { "status",    &person_states,  A_CODE },
    { "station",   NULL,            A_UNIT },
};
static const struct item_words detail_words[] = {
    { "guardian1Relation", &relations,       A_CODE },
    { "guardian2Relation", &relations,       A_CODE },
    { "military",          &military_states, A_CODE },
    { "bloodGroup",        &blood_groups,    A_CODE },
    { "cityReason",        &move_reasons,    A_CODE },
    { "hereReason",        &move_reasons,    A_CODE },
    { "leftReason",        &move_reasons,    A_CODE },
    { "birthCounty",       NULL,             A_COUNTY },
    { "otherCounty",       NULL,             A_COUNTY },
    { "cityFromCounty",    NULL,             A_COUNTY },
    { "hereFromCounty",    NULL,             A_COUNTY },
    { "leftCounty",        NULL,             A_COUNTY },
};
static const struct item_words household_words[] = {
    { "kind",    &household_kinds,  A_CODE },
    { "status",  &household_states, A_CODE },
    { "station", NULL,              A_UNIT },
    { "county",  NULL,              A_COUNTY },
};
/* clang-format on */

const struct record_shape person_shape = { person_columns, PERSON_COLUMNS, person_words,
                                           COUNT(person_words) };
const struct record_shape person_detail_shape = { person_detail_columns, PERSON_DETAIL_COLUMNS,
                                                  detail_words, COUNT(detail_words) };
const struct record_shape household_shape = { household_columns, HOUSEHOLD_COLUMNS, household_words,
                                              COUNT(household_words) };

/** Never a difference: what names the record, and what every version has anew. */
static const char *const not_compared[] = {
    "part", "id", "ver", "trueFrom", "knownFrom", "frozenBy"
};

static struct str raw_text(struct desk *desk, const struct column *column, const void *record)
{
    const void *at = (const char *)record + column->offset;
    char day[11];
    switch (column->kind) {
    case KIND_TEXT:
    case KIND_BYTES:
        return *(const struct str *)at;
    case KIND_DAY:
        return day_is(*(const struct day *)at)
                   ? arena_str(desk->arena, str_of(day_text(*(const struct day *)at, day)))
                   : NO_STR;
    case KIND_INT32:
    case KIND_BOOL:
        return *(const int32_t *)at ? arena_printf(desk->arena, "%d", (int)*(const int32_t *)at)
                                    : NO_STR;
    case KIND_INT:
    case KIND_ID:
    case KIND_INSTANT:
        return *(const int64_t *)at
                   ? arena_printf(desk->arena, "%lld", (long long)*(const int64_t *)at)
                   : NO_STR;
    }
    return NO_STR;
}

static const struct item_words *words_of(const struct record_shape *shape,
                                         const struct column *column)
{
    for (size_t i = 0; i < shape->word_count; i++)
        if (column->key && strcmp(shape->words[i].key, column->key) == 0)
            return &shape->words[i];
    return NULL;
}

const struct code_list *item_list(const struct record_shape *shape, const struct column *column)
{
    const struct item_words *words = words_of(shape, column);
    return words ? words->list : NULL;
}

bool item_is_county(const struct record_shape *shape, const struct column *column)
{
    const struct item_words *words = words_of(shape, column);
    return words && !words->list && words->what == A_COUNTY;
}

struct str item_zh(struct desk *desk, const struct record_shape *shape, const struct column *column,
                   const void *record)
{
    const struct item_words *words = words_of(shape, column);
    struct str text = raw_text(desk, column, record);
    int64_t n = 0;
    if (!words || !text.len)
        return text;
    if (words->list)
        return code_zh(words->list, text);
    if (!str_to_int(text, &n))
        return text;
    struct str name = words->what == A_UNIT ? unit_short_name(desk, (int32_t)n)
                                            : division_full_name(desk->arena, (int)n, desk->today);
    return name.len ? name : text;
}

static bool is_compared(const struct column *column)
{
    for (size_t i = 0; i < COUNT(not_compared); i++)
        if (!column->key || strcmp(column->key, not_compared[i]) == 0)
            return false;
    return true;
}

void differences_add(struct desk *desk, const struct record_shape *shape, const void *before,
                     const void *after, struct differences *out)
{
    if (!out->at)
        out->at = NEW_ARRAY(desk->arena, struct difference, 2 * RECORD_COLUMNS_MAX);
    for (size_t i = 0; i < shape->count; i++) {
        const struct column *column = &shape->columns[i];
        if (!is_compared(column) || column_same(column, before, after))
            continue;
        ASSERT(out->count < 2 * RECORD_COLUMNS_MAX);
        out->at[out->count++] = (struct difference){ column, item_zh(desk, shape, column, before),
                                                     item_zh(desk, shape, column, after) };
    }
}

void differences_json(struct buf *buf, const struct differences *differences)
{
    json_open(buf, '[');
    for (size_t i = 0; i < differences->count; i++) {
        const struct difference *d = &differences->at[i];
        json_open(buf, '{');
        json_field_text(buf, "field", d->column->key);
        json_field_text(buf, "zh", d->column->zh);
        json_field_text(buf, "en", d->column->en);
        json_field_str(buf, "before", d->before);
        json_field_str(buf, "after", d->after);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}
