#include "cli/arguments.h"

/* ---- the row ---- */

static struct str take_word(struct str *rest)
{
    *rest = str_trim(*rest);
    size_t end = str_find_byte(*rest, ' ');
    struct str word = str_cut(*rest, 0, end);
    *rest = str_cut(*rest, end, rest->len);
    return word;
}

/** `--kind KIND`, `--flag`, `NAME` or `NAME...`. */
static struct slot slot_of(struct str item, bool required)
{
    struct str name = take_word(&item);
    bool repeats = str_ends(name, "...");
    return (struct slot){ .name = repeats ? str_cut(name, 0, name.len - 3) : name,
                          .value = take_word(&item),
                          .option = str_starts(name, "--"),
                          .required = required,
                          .repeats = repeats };
}

struct slots slots_read(const char *arguments)
{
    struct slots slots = { .count = 0 };
    struct str rest = str_trim(str_of(arguments));
    for (; rest.len; rest = str_trim(rest)) {
        struct str all = rest, word = take_word(&rest);
        bool required = word.at[0] != '[';
        if (!required) {
            size_t end = str_find_byte(all, ']');
            ASSERT(end < all.len);
            word = str_cut(all, 1, end - 1);
            rest = str_cut(all, end + 1, all.len);
        } else if (str_starts(word, "--")) { /* one that is required has a value */
            take_word(&rest);
            word = str_from(all.at, (size_t)(rest.at - all.at));
        }
        ASSERT(slots.count < SLOTS_MAX);
        slots.at[slots.count++] = slot_of(word, required);
    }
    return slots;
}

/* ---- a command line ---- */

static size_t option_slot(const struct slots *slots, struct str name)
{
    size_t i = 0;
    while (i < slots->count && !(slots->at[i].option && str_eq(slots->at[i].name, name)))
        i++;
    return i;
}

static bool is_given(const struct arguments *given, size_t slot)
{
    for (size_t i = 0; i < given->count; i++)
        if (given->at[i].slot == slot)
            return true;
    return false;
}

/** The first argument slot that still takes one. */
static size_t argument_slot(const struct arguments *given)
{
    size_t i = 0;
    const struct slots *slots = &given->slots;
    while (i < slots->count &&
           (slots->at[i].option || (is_given(given, i) && !slots->at[i].repeats)))
        i++;
    return i;
}

static enum argument_fault add(struct arguments *given, size_t slot, struct str text)
{
    if (given->count == WORDS_MAX)
        return ARGUMENT_TOO_MANY;
    given->at[given->count].slot = slot;
    given->at[given->count++].text = text;
    return ARGUMENTS_GOOD;
}

static enum argument_fault read_option(struct arguments *given, int argc, char **argv, int *i)
{
    struct str word = str_of(argv[*i]), name = word, value = NO_STR;
    size_t equals = str_find_byte(word, '=');
    if (equals < word.len) {
        name = str_cut(word, 0, equals);
        value = str_cut(word, equals + 1, word.len);
    }
    size_t slot = option_slot(&given->slots, name);
    if (slot == given->slots.count)
        return ARGUMENT_UNKNOWN;
    if (is_given(given, slot))
        return ARGUMENT_TWICE;
    bool flag = !given->slots.at[slot].value.len;
    if (flag)
        return value.at ? ARGUMENT_VALUE : add(given, slot, STR("1"));
    if (!value.at) {
        if (*i + 1 == argc)
            return ARGUMENT_VALUE;
        value = str_of(argv[++*i]);
    }
    return add(given, slot, value);
}

static enum argument_fault check_missing(const struct arguments *given, struct str *which)
{
    for (size_t i = 0; i < given->slots.count; i++)
        if (given->slots.at[i].required && !is_given(given, i)) {
            *which = given->slots.at[i].name;
            return ARGUMENT_MISSING;
        }
    return ARGUMENTS_GOOD;
}

enum argument_fault arguments_read(struct arguments *given, int argc, char **argv,
                                   struct str *which)
{
    bool options = true;
    for (int i = 0; i < argc; i++) {
        enum argument_fault fault;
        struct str word = str_of(argv[i]);
        *which = word;
        if (options && str_is(word, "--")) {
            options = false;
            continue;
        }
        size_t slot = argument_slot(given);
        if (options && str_starts(word, "--"))
            fault = read_option(given, argc, argv, &i);
        else
            fault = slot < given->slots.count ? add(given, slot, word) : ARGUMENT_UNKNOWN;
        if (fault != ARGUMENTS_GOOD)
            return fault;
    }
    return check_missing(given, which);
}

struct str argument_find(const struct arguments *given, const char *name, size_t nth)
{
    for (size_t i = 0; i < given->count; i++)
        if (str_is(given->slots.at[given->at[i].slot].name, name) && nth-- == 0)
            return given->at[i].text;
    return NO_STR;
}

size_t argument_count(const struct arguments *given, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < given->count; i++)
        count += str_is(given->slots.at[given->at[i].slot].name, name);
    return count;
}
