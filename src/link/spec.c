#include "link/spec.h"

/** One line being read. */
struct reader {
    struct arena *arena;
    struct spec *spec;
    struct spec_fault *fault;
    struct str rest;
    int64_t line;
    int depth; /* of the functions around what is read */
};

static bool wrong(struct reader *reader, const char *what, struct str word)
{
    if (!reader->fault->what.len)
        *reader->fault =
            (struct spec_fault){ reader->line,
                                 arena_printf(reader->arena, "%s: " STR_FMT, what, STR_ARG(word)) };
    return false;
}

/* ---- words ---- */

static void skip_blanks(struct reader *reader)
{
    while (reader->rest.len && strchr(" \t\r", reader->rest.at[0]))
        reader->rest = str_cut(reader->rest, 1, reader->rest.len);
}

static bool at_end(struct reader *reader)
{
    skip_blanks(reader);
    return !reader->rest.len || reader->rest.at[0] == '#';
}

static bool take(struct reader *reader, char byte)
{
    skip_blanks(reader);
    if (!reader->rest.len || reader->rest.at[0] != byte)
        return false;
    reader->rest = str_cut(reader->rest, 1, reader->rest.len);
    return true;
}

/** Up to a blank, a bracket, a comma or `#`; or what stands between quotes. */
static bool take_word(struct reader *reader, struct str *out)
{
    skip_blanks(reader);
    struct str s = reader->rest;
    bool quoted = s.len && s.at[0] == '"';
    size_t n = quoted ? 1 : 0;
    while (n < s.len && (quoted ? s.at[n] != '"' : !strchr(" \t\r(),#\"", s.at[n])))
        n++;
    if (quoted && n == s.len)
        return wrong(reader, "没有右引号 no closing quote", s);
    *out = quoted ? str_cut(s, 1, n - 1) : str_cut(s, 0, n);
    reader->rest = str_cut(s, quoted ? n + 1 : n, s.len);
    return out->len || wrong(reader, "缺少内容 something is missing at", s);
}

static bool is_number(struct str word)
{
    size_t from = word.len > 1 && word.at[0] == '-';
    return word.len > from && word.at[from] >= '0' && word.at[from] <= '9';
}

static bool take_real(struct reader *reader, double *out)
{
    struct str word;
    if (!take_word(reader, &word))
        return false;
    char *end, text[32];
    snprintf(text, sizeof text, STR_FMT, STR_ARG(word));
    *out = strtod(text, &end);
    return (is_number(word) && !*end) || wrong(reader, "应为数 not a number", word);
}

static bool take_int(struct reader *reader, int64_t least, int64_t most, int64_t *out)
{
    struct str word;
    if (!take_word(reader, &word))
        return false;
    if (!str_to_int(word, out))
        return wrong(reader, "应为整数 not a whole number", word);
    return (*out >= least && *out <= most) || wrong(reader, "数字超出范围 out of range", word);
}

static bool take_number_of_function(struct reader *reader, int64_t *out)
{
    return take_int(reader, -SPEC_NUMBER_MAX, SPEC_NUMBER_MAX, out);
}

/* ---- functions and expressions ---- */

static const struct {
    const char *word;
    size_t numbers;
} functions[] = {
#define X(name, word, numbers) [FUNCTION_##name] = { word, numbers },
    LINK_FUNCTIONS(X)
#undef X
};

static enum link_function function_of(struct str word)
{
    for (size_t i = NO_FUNCTION + 1; i < COUNT(functions); i++)
        if (str_is(word, functions[i].word))
            return (enum link_function)i;
    return NO_FUNCTION;
}

static bool take_expression(struct reader *reader, struct expression **out);

static bool take_arguments(struct reader *reader, struct expression *e)
{
    size_t numbers = functions[e->function].numbers;
    size_t most = e->function == FUNCTION_JOIN ? EXPRESSION_PARTS_MAX : 1;
    do {
        if (e->part_count == most)
            return wrong(reader, "参数过多 too many arguments", e->text);
        if (!take_expression(reader, &e->parts[e->part_count++]))
            return false;
    } while (e->function == FUNCTION_JOIN && take(reader, ','));
    for (size_t i = 0; i < numbers; i++)
        if (!take(reader, ',') || !take_number_of_function(reader, &e->numbers[i]))
            return wrong(reader, "缺少数字 a number is missing", e->text);
    return take(reader, ')') || wrong(reader, "缺少右括号 no closing bracket", e->text);
}

/** One spelling for every expression that means the same. */
static struct str spelled(struct arena *arena, const struct expression *e)
{
    if (!e->function)
        return arena_printf(arena, "\"" STR_FMT "\"", STR_ARG(e->column));
    struct str text = arena_printf(arena, "%s(", functions[e->function].word);
    for (size_t i = 0; i < e->part_count; i++)
        text = arena_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(text), i ? "," : "",
                            STR_ARG(e->parts[i]->text));
    for (size_t i = 0; i < functions[e->function].numbers; i++)
        text = arena_printf(arena, STR_FMT ",%lld", STR_ARG(text), (long long)e->numbers[i]);
    return arena_printf(arena, STR_FMT ")", STR_ARG(text));
}

static bool take_expression(struct reader *reader, struct expression **out)
{
    struct expression *e = NEW(reader->arena, struct expression);
    struct str word;
    if (!take_word(reader, &word))
        return false;
    e->column = word;
    e->text = word;
    if (take(reader, '(')) {
        e->function = function_of(word);
        if (!e->function)
            return wrong(reader, "没有此函数 no such function", word);
        if (reader->depth == EXPRESSION_DEPTH_MAX)
            return wrong(reader, "函数套得过深 functions too deep", word);
        reader->depth++;
        if (!take_arguments(reader, e))
            return false;
        reader->depth--;
    }
    e->text = spelled(reader->arena, e);
    *out = e;
    return true;
}

/* ---- lines ---- */

static bool read_id(struct reader *reader)
{
    return take_word(reader, &reader->spec->id);
}

static bool read_block(struct reader *reader)
{
    struct spec *spec = reader->spec;
    if (spec->block_count == SPEC_BLOCKS_MAX)
        return wrong(reader, "分组过多 too many blocks", reader->rest);
    struct spec_block *block = &spec->blocks[spec->block_count++];
    block->line = reader->line;
    do {
        if (block->key_count == SPEC_KEYS_MAX)
            return wrong(reader, "分组键过多 too many keys", reader->rest);
        if (!take_expression(reader, &block->keys[block->key_count++]))
            return false;
    } while (!at_end(reader));
    return true;
}

static bool read_compare(struct reader *reader)
{
    struct spec *spec = reader->spec;
    if (spec->comparison_count == SPEC_COLUMNS_MAX)
        return wrong(reader, "比较项过多 too many comparisons", reader->rest);
    struct spec_comparison *comparison = &spec->comparisons[spec->comparison_count++];
    comparison->level_count = 0;
    return take_expression(reader, &comparison->of);
}

/** Names comparisons that stand above, by their expressions. */
static bool read_strangers(struct reader *reader)
{
    struct spec *spec = reader->spec;
    struct expression *e;
    if (spec->stranger_count == SPEC_STRANGERS_MAX)
        return wrong(reader, "过多 too many", STR("strangers"));
    uint32_t *set = &spec->strangers[spec->stranger_count++];
    do {
        size_t i = 0;
        if (!take_expression(reader, &e))
            return false;
        while (i < spec->comparison_count && !str_eq(spec->comparisons[i].of->text, e->text))
            i++;
        if (i == spec->comparison_count)
            return wrong(reader, "此前没有此比较项 no such comparison above", e->text);
        *set |= UINT32_C(1) << i;
    } while (!at_end(reader));
    return true;
}

static bool take_share(struct reader *reader, double *out)
{
    return take_real(reader, out) &&
           ((*out > 0 && *out <= 1) ||
            wrong(reader, "应在 0 与 1 之间 not within 0 and 1", STR("")));
}

static bool read_threshold(struct reader *reader)
{
    struct str word;
    skip_blanks(reader);
    if (is_number(reader->rest)) {
        reader->spec->aim = AIM_PROBABILITY;
        return take_share(reader, &reader->spec->threshold);
    }
    if (!take_word(reader, &word))
        return false;
    reader->spec->aim = str_is(word, "f1") ? AIM_F1 : AIM_PRECISION;
    if (str_is(word, "precision"))
        return take_share(reader, &reader->spec->threshold);
    return str_is(word, "f1") || wrong(reader, "应为 f1、precision 或概率 not a threshold", word);
}

static bool read_one_to_one(struct reader *reader)
{
    reader->spec->one_to_one = true;
    return true;
}

static bool read_chain(struct reader *reader)
{
    return take_share(reader, &reader->spec->chain);
}

static bool read_pairs(struct reader *reader)
{
    return take_int(reader, 1, INT64_MAX, &reader->spec->pairs_most);
}

static bool read_sample(struct reader *reader)
{
    return take_int(reader, 1, INT64_MAX, &reader->spec->sample_most);
}

static const struct {
    const char *word;
    bool (*read)(struct reader *reader);
} lines[] = {
    { "id", read_id },
    { "block", read_block },
    { "compare", read_compare },
    { "strangers", read_strangers },
    { "threshold", read_threshold },
    { "one_to_one", read_one_to_one },
    { "chain", read_chain },
    { "pairs", read_pairs },
    { "sample", read_sample },
};

/* ---- levels ---- */

static const struct {
    const char *word;
    bool threshold;
} tests[] = {
#define X(name, word, threshold) [TEST_##name] = { word, threshold },
    LINK_TESTS(X)
#undef X
};

static bool test_of(struct str word, enum link_test *out)
{
    for (size_t i = 0; i < TEST_ELSE; i++)
        if (str_is(word, tests[i].word)) {
            *out = (enum link_test)i;
            return true;
        }
    return false;
}

/** Behind the test and its threshold: a function with its numbers, and `tf`. */
static bool read_level_ends(struct reader *reader, struct spec_level *level)
{
    struct str word;
    while (!at_end(reader)) {
        if (!take_word(reader, &word))
            return false;
        if (str_is(word, "tf")) {
            level->by_frequency = true;
            continue;
        }
        level->function = function_of(word);
        if (!level->function || level->function == FUNCTION_JOIN)
            return wrong(reader, "没有此函数 no such function", word);
        for (size_t i = 0; i < functions[level->function].numbers; i++)
            if (!take_number_of_function(reader, &level->numbers[i]))
                return false;
    }
    if (level->by_frequency && level->test != TEST_EXACT)
        return wrong(reader, "tf 只用于 exact: tf stands with exact only", STR(""));
    return true;
}

/** A line that begins with a test belongs to the comparison above. One level is kept for ELSE. */
static bool read_level(struct reader *reader, enum link_test test)
{
    struct spec *spec = reader->spec;
    if (!spec->comparison_count)
        return wrong(reader, "此前没有比较项 no comparison above", STR(""));
    struct spec_comparison *comparison = &spec->comparisons[spec->comparison_count - 1];
    if (comparison->level_count == SPEC_LEVELS_MAX - 1)
        return wrong(reader, "级别过多 too many levels", comparison->of->text);
    struct spec_level *level = &comparison->levels[comparison->level_count++];
    level->test = test;
    if (tests[test].threshold && !take_real(reader, &level->threshold))
        return false;
    if (level->threshold < 0 || level->threshold > SPEC_NUMBER_MAX)
        return wrong(reader, "数字超出范围 out of range", STR(""));
    return read_level_ends(reader, level);
}

static bool read_line(struct reader *reader)
{
    struct str word;
    enum link_test test;
    if (at_end(reader))
        return true;
    if (!take_word(reader, &word))
        return false;
    if (test_of(word, &test))
        return read_level(reader, test);
    for (size_t i = 0; i < COUNT(lines); i++)
        if (str_is(word, lines[i].word))
            return lines[i].read(reader) &&
                   (at_end(reader) || wrong(reader, "多余内容 too much", reader->rest));
    return wrong(reader, "没有此词 no such word", word);
}

/** A comparison without levels is `exact`; every one ends in ELSE. */
static void complete(struct spec *spec)
{
    for (size_t i = 0; i < spec->comparison_count; i++) {
        struct spec_comparison *comparison = &spec->comparisons[i];
        if (!comparison->level_count)
            comparison->levels[comparison->level_count++] =
                (struct spec_level){ .test = TEST_EXACT };
        comparison->levels[comparison->level_count++] = (struct spec_level){ .test = TEST_ELSE };
    }
}

bool spec_read(struct arena *arena, struct str text, struct spec *out, struct spec_fault *fault)
{
    struct spec *spec = NEW(arena, struct spec);
    *spec = (struct spec){ .chain = 0.5, .pairs_most = 2000000000, .sample_most = 100000000 };
    *fault = (struct spec_fault){ 0 };
    struct reader reader = { .arena = arena, .spec = spec, .fault = fault };
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = str_cut(text, 3, text.len);
    while (str_split(&text, '\n', &reader.rest)) {
        reader.line++;
        if (!read_line(&reader))
            return false;
    }
    reader.line = 0;
    if (!spec->id.len || !spec->block_count || !spec->comparison_count)
        return wrong(&reader, "缺少 id、block 或 compare: a line is missing",
                     STR("id block compare"));
    complete(spec);
    *out = *spec;
    return true;
}
