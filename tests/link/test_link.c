#include "city/city.h"
#include "link/link.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- a city as the files jumin city generate writes ---- */

struct files {
    struct buf register_csv;
    struct arena *arena;
    struct str truth[256][2]; /* persons who are one */
    size_t count;
};

static void keep(void *self, enum city_table which, const struct str *fields)
{
    struct files *files = self;
    for (size_t i = 0; which == CITY_REGISTER && i < city_headings[which].count; i++) {
        csv_field(&files->register_csv, fields[i]);
        buf_byte(&files->register_csv, i + 1 < city_headings[which].count ? ',' : '\n');
    }
    if (which != CITY_TRUTH || (!str_is(fields[TRUTH_KIND], "DUPLICATE_REGISTRATION") &&
                                !str_is(fields[TRUTH_KIND], "MANY_NUMBERS")))
        return;
    assert_true(files->count < COUNT(files->truth));
    files->truth[files->count][0] = arena_str(files->arena, fields[TRUTH_OTHER]);
    files->truth[files->count++][1] = arena_str(files->arena, fields[TRUTH_ROW]);
}

static void files_open(struct files *files, int64_t people, uint64_t seed)
{
    struct city_order order = { people, seed, CITY_USUAL_DAY };
    *files = (struct files){ .arena = arena_open() };
    for (size_t i = 0; i < city_headings[CITY_REGISTER].count; i++) {
        buf_text(&files->register_csv, city_headings[CITY_REGISTER].columns[i]);
        buf_byte(&files->register_csv, i + 1 < city_headings[CITY_REGISTER].count ? ',' : '\n');
    }
    city_make(&order, &(struct city_sink){ files, keep });
}

static void files_close(struct files *files)
{
    buf_close(&files->register_csv);
    arena_close(files->arena);
}

static struct str spec_file(struct arena *arena, const char *name)
{
    char *bytes = arena_zeroed(arena, 1 << 16);
    const char *path =
        arena_text(arena, arena_printf(arena, "%s/docs/link/%s", JUMIN_SOURCE_DIR, name));
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(bytes, 1, 1 << 16, file);
    fclose(file);
    return str_from(bytes, n);
}

static void run(struct linking *linking)
{
    linking_train(linking);
    linking_score(linking);
}

static struct str id_of(const struct linking *linking, uint32_t row)
{
    const struct feature *feature = linking->table.features;
    while (!str_is(feature->name, "\"原编号\""))
        feature = feature->next;
    return feature->texts.at[feature->of_row[row]];
}

static bool was_found(const struct linking *linking, const struct str pair[2])
{
    for (size_t i = 0; i < linking->pair_count; i++) {
        struct str a = id_of(linking, linking->pairs[i].a), b = id_of(linking, linking->pairs[i].b);
        if ((str_eq(a, pair[0]) && str_eq(b, pair[1])) ||
            (str_eq(a, pair[1]) && str_eq(b, pair[0])))
            return true;
    }
    return false;
}

static void most_who_stand_twice_in_a_city_are_found_and_few_others(void **state)
{
    struct desk desk = { .arena = arena_open() };
    struct files files;
    struct linking linking;
    size_t found = 0;
    (void)state;
    files_open(&files, 60000, 4);
    assert_int_equal(linking_open(&desk, &linking, spec_file(desk.arena, "register.spec"),
                                  buf_str(&files.register_csv), NO_STR, 2),
                     DONE);
    run(&linking);
    for (size_t i = 0; i < files.count; i++)
        found += was_found(&linking, files.truth[i]);
    assert_true(files.count > 40);
    double f1 = 2.0 * (double)found / (double)(files.count + linking.pair_count);
    print_message("F1 %.3f of %zu\n", f1, files.count);
    assert_true(f1 >= 0.9);
    assert_true(fabs(linking.precision - (double)found / (double)linking.pair_count) < 0.1);
    linking_close(&linking);
    files_close(&files);
    arena_close(desk.arena);
}

/* ---- the slow way ---- */

static bool share_text(const struct feature *feature, uint32_t a, uint32_t b)
{
    struct str left = feature->texts.at[feature->of_row[a]];
    return left.len && str_eq(left, feature->texts.at[feature->of_row[b]]);
}

typedef const struct feature *block_keys[SPEC_BLOCKS_MAX][SPEC_KEYS_MAX];

/** Whether two rows share all keys of some block, by their texts. */
static bool share_a_block(const struct spec *spec, block_keys keys, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < spec->block_count; i++) {
        size_t k = 0;
        while (k < spec->blocks[i].key_count && share_text(keys[i][k], a, b))
            k++;
        if (k == spec->blocks[i].key_count)
            return true;
    }
    return false;
}

static void find_keys(struct linking *linking, block_keys keys)
{
    for (size_t i = 0; i < linking->spec.block_count; i++)
        for (size_t k = 0; k < linking->spec.blocks[i].key_count; k++)
            keys[i][k] = table_feature(&linking->table, linking->spec.blocks[i].keys[k]);
}

static void check_all_pairs(struct linking *linking, uint32_t from, uint32_t to_a, uint32_t to_b)
{
    size_t n = 0;
    int64_t candidates = 0;
    block_keys keys;
    find_keys(linking, keys);
    for (uint32_t a = 0; a < to_a; a++)
        for (uint32_t b = from ? from : a + 1; b < to_b; b++) {
            if (!share_a_block(&linking->spec, keys, a, b))
                continue;
            candidates++;
            double p = model_probability(&linking->model, &linking->comparisons,
                                         comparisons_pattern(&linking->comparisons, a, b));
            if ((float)p < (float)linking->threshold)
                continue;
            assert_true(n < linking->pair_count);
            assert_int_equal(linking->pairs[n].a, a);
            assert_int_equal(linking->pairs[n].b, b);
            assert_true(fabs((double)linking->pairs[n++].probability - p) < 1e-6);
        }
    assert_int_equal(n, linking->pair_count);
    assert_int_equal(candidates, linking->candidates);
}

static void the_pairs_are_those_of_comparing_each_with_each(void **state)
{
    struct desk desk = { .arena = arena_open() };
    struct files files, other;
    struct linking linking;
    struct str spec = arena_printf(desk.arena, STR_FMT "\nthreshold 0.03\n",
                                   STR_ARG(spec_file(desk.arena, "register.spec")));
    (void)state;
    files_open(&files, 1500, 5);
    files_open(&other, 1000, 5);
    assert_int_equal(linking_open(&desk, &linking, spec, buf_str(&files.register_csv), NO_STR, 2),
                     DONE);
    run(&linking);
    check_all_pairs(&linking, 0, 1500, 1500);
    linking_close(&linking);
    assert_int_equal(linking_open(&desk, &linking, spec, buf_str(&files.register_csv),
                                  buf_str(&other.register_csv), 2),
                     DONE);
    run(&linking);
    assert_true(linking.pair_count > 400); /* the same seed: mostly the same people */
    check_all_pairs(&linking, 1500, 1500, 2500);
    linking_close(&linking);
    files_close(&files);
    files_close(&other);
    arena_close(desk.arena);
}

/* ---- lines of a spec ---- */

static bool all_are_likely(const struct linking *linking)
{
    size_t i = 0;
    while (i < linking->pair_count && linking->pairs[i].probability >= 0.9f)
        i++;
    return linking->pair_count && i == linking->pair_count;
}

static bool is_precise(const struct linking *linking)
{
    return linking->pair_count && linking->precision >= 0.95;
}

static bool comes_from_a_sample(const struct linking *linking)
{
    int64_t sampled = 0;
    for (size_t i = 0; i < linking->blocked.room; i++)
        sampled += (int64_t)linking->blocked.slots[i].count;
    return sampled > 100 && sampled < 400 && sampled * 2 < linking->candidates;
}

static void a_line_of_the_spec_does_what_it_says(void **state)
{
    static const struct {
        const char *line;
        bool (*holds)(const struct linking *linking);
    } cases[] = {
        { "threshold 0.9", all_are_likely },
        { "threshold precision 0.95", is_precise },
        { "sample 300", comes_from_a_sample },
    };
    struct desk desk = { .arena = arena_open() };
    struct str spec = spec_file(desk.arena, "register.spec");
    struct files files;
    (void)state;
    files_open(&files, 8000, 6);
    for (size_t i = 0; i <= COUNT(cases); i++) { /* the last one without any of the lines */
        struct linking linking;
        bool plain = i == COUNT(cases);
        struct str text = arena_printf(desk.arena, STR_FMT "\nthreshold 0.03\n%s\n", STR_ARG(spec),
                                       plain ? "" : cases[i].line);
        assert_int_equal(
            linking_open(&desk, &linking, text, buf_str(&files.register_csv), NO_STR, 2), DONE);
        run(&linking);
        for (size_t k = plain ? 0 : i; k < COUNT(cases) && (plain || k == i); k++)
            if (cases[k].holds(&linking) == plain)
                fail_msg("%s: %s it, %zu pairs", cases[k].line, plain ? "without" : "with",
                         linking.pair_count);
        linking_close(&linking);
    }
    files_close(&files);
    arena_close(desk.arena);
}

static bool each_row_once(const struct linking *linking)
{
    bool seen[2 * 1500] = { false };
    for (size_t i = 0; i < linking->pair_count; i++) {
        struct link_pair pair = linking->pairs[i];
        if (seen[pair.a] || seen[pair.b])
            return false;
        seen[pair.a] = seen[pair.b] = true;
    }
    return linking->pair_count > 0;
}

static void one_to_one_is_asked_for_by_its_line(void **state)
{
    struct desk desk = { .arena = arena_open() };
    struct str spec = spec_file(desk.arena, "register.spec");
    struct files files;
    (void)state;
    files_open(&files, 1500, 7);
    for (int asked = 0; asked < 2; asked++) { /* a register beside itself */
        struct linking linking;
        struct str text = arena_printf(desk.arena, STR_FMT "\nthreshold 0.03\n%s\n", STR_ARG(spec),
                                       asked ? "one_to_one" : "");
        assert_int_equal(linking_open(&desk, &linking, text, buf_str(&files.register_csv),
                                      buf_str(&files.register_csv), 2),
                         DONE);
        run(&linking);
        assert_int_equal(each_row_once(&linking), asked);
        linking_close(&linking);
    }
    files_close(&files);
    arena_close(desk.arena);
}

/* ---- small tables ---- */

static const char small_spec[] =
    "id id\nblock name\ncompare name\n jaro_winkler 0.9\ncompare born\n"
    " exact\n day_month\n one_digit\n years 1\n days 40\n"
    "compare size\n within 2\ncompare parts\n exact\n parts\n";

static void the_first_level_that_holds_is_the_one(void **state)
{
    static const struct {
        const char *a, *b;
        uint32_t levels[4]; /* 0 is missing, the last of each is else */
    } cases[] = {
        { "anna,19800615,5,x·y", "anna,19800615,7,y·x", { 1, 1, 1, 2 } },
        { "anna,19800612,5,x·y", "anne,19801206,8,x", { 2, 2, 2, 2 } },
        { "anna,19800615,,x y", "hanna,19800715,7,", { 1, 3, 0, 0 } },
        { "anna,19801231,5,x", "bob,19811231,7,y", { 2, 3, 1, 3 } },
        { "anna,19891231,5,x", "bob,19901231,a,y z", { 2, 4, 2, 3 } },
        { "anna,19801231,5,x", "bob,19810109,7,xx y", { 2, 5, 1, 3 } },
        { "anna,1980,5,x z y", "bob,19810109,7,y x", { 2, 6, 1, 2 } },
    };
    struct desk desk = { .arena = arena_open() };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct linking linking;
        struct str table = arena_printf(desk.arena, "id, name ,born,size,parts\n1,%s\n2,%s\n",
                                        cases[i].a, cases[i].b);
        assert_int_equal(linking_open(&desk, &linking, str_of(small_spec), table, NO_STR, 1), DONE);
        uint64_t pattern = comparisons_pattern(&linking.comparisons, 0, 1);
        assert_int_equal(pattern, comparisons_pattern(&linking.comparisons, 1, 0));
        for (size_t c = 0; c < 4; c++) {
            const struct comparison *comparison = &linking.comparisons.at[c];
            uint32_t level = comparison->level_of_symbol[pattern_symbol(comparison, pattern)];
            if (level != cases[i].levels[c])
                fail_msg("case %zu, comparison %zu: level %u", i, c, level);
        }
        linking_close(&linking);
    }
    arena_close(desk.arena);
}

static void what_cannot_be_read_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *spec, *table;
        enum refusal refusal;
    } cases[] = {
        { "nonsense", "id,name\n", NO_LINK_SPEC },
        { "id id\nblock name\ncompare name\n", "id,nom\n1,a\n", NO_LINK_TABLE },
        { "id id\nblock name\ncompare name\n", "", NO_LINK_TABLE },
        { "id id\nblock name\ncompare pinyin(nom)\n", "id,name\n1,a\n", NO_LINK_TABLE },
        { "id id\nblock name\ncompare name\n", "id,name\n1,a\"b\n", NO_LINK_TABLE },
        { "id id\nblock name\ncompare name\npairs 2\n", "id,name\n1,a\n2,a\n3,a\n",
          NO_LINK_TOO_WIDE },
    };
    struct desk desk = { .arena = arena_open() };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct linking linking;
        assert_int_equal(
            linking_open(&desk, &linking, str_of(cases[i].spec), str_of(cases[i].table), NO_STR, 1),
            REFUSED);
        assert_int_equal(desk.why.refusal, cases[i].refusal);
        linking_close(&linking);
    }
    arena_close(desk.arena);
}

static void an_empty_table_has_no_pairs(void **state)
{
    struct desk desk = { .arena = arena_open() };
    struct linking linking;
    SCOPED(buf) out = { 0 };
    (void)state;
    assert_int_equal(linking_open(&desk, &linking, STR("id id\nblock name\ncompare name\n"),
                                  STR("id,name\n"), NO_STR, 2),
                     DONE);
    run(&linking);
    linking_cluster(&linking);
    linking_write(&linking, &out);
    assert_true(str_is(buf_str(&out), "left,right,probability,cluster\n"));
    linking_close(&linking);
    arena_close(desk.arena);
}

static void a_chain_of_likenesses_is_no_cluster(void **state)
{
    static const struct link_pair pairs[] = {
        { 0, 1, 0.99f }, { 1, 2, 0.98f }, { 0, 2, 0.97f }, /* a triangle */
        { 2, 3, 0.9f },                                    /* hangs on by one of three */
        { 4, 5, 0.8f },  { 5, 6, 0.7f },
    };
    static const uint32_t strict[8] = { 0, 0, 0, 3, 4, 4, 6, 7 };
    static const uint32_t half[8] = { 0, 0, 0, 3, 4, 4, 4, 7 };
    static const uint32_t loose[8] = { 0, 0, 0, 0, 4, 4, 4, 7 };
    static const struct {
        double chain;
        const uint32_t *clusters;
    } cases[] = { { 1, strict }, { 0.5, half }, { 0.1, loose } };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t *clusters = clusters_make(pairs, COUNT(pairs), 8, cases[i].chain);
        assert_memory_equal(clusters, cases[i].clusters, sizeof strict);
        free(clusters);
    }
}

static void one_to_one_keeps_the_likeliest_of_each(void **state)
{
    struct link_pair pairs[] = { { 0, 4, 0.9f }, { 0, 5, 0.95f }, { 1, 5, 0.8f }, { 1, 4, 0.7f } };
    (void)state;
    pairs_sort_by_probability(pairs, COUNT(pairs));
    assert_int_equal(pairs_one_to_one(pairs, COUNT(pairs), 6), 2);
    assert_int_equal(pairs[0].b, 5);
    assert_int_equal(pairs[1].a, 1);
    assert_int_equal(pairs[1].b, 4);
}

static void threads_change_nothing(void **state)
{
    struct desk desk = { .arena = arena_open() };
    struct files files;
    struct buf out[2] = { 0 };
    (void)state;
    files_open(&files, 8000, 6);
    for (size_t threads = 1; threads <= 2; threads++) {
        struct linking linking;
        assert_int_equal(linking_open(&desk, &linking, spec_file(desk.arena, "register.spec"),
                                      buf_str(&files.register_csv), NO_STR, threads),
                         DONE);
        run(&linking);
        linking_cluster(&linking);
        linking_write(&linking, &out[threads - 1]);
        linking_close(&linking);
    }
    assert_true(out[0].len > 100);
    assert_true(str_eq(buf_str(&out[0]), buf_str(&out[1])));
    buf_close(&out[0]);
    buf_close(&out[1]);
    files_close(&files);
    arena_close(desk.arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_who_stand_twice_in_a_city_are_found_and_few_others),
        cmocka_unit_test(the_pairs_are_those_of_comparing_each_with_each),
        cmocka_unit_test(a_line_of_the_spec_does_what_it_says),
        cmocka_unit_test(one_to_one_is_asked_for_by_its_line),
        cmocka_unit_test(the_first_level_that_holds_is_the_one),
        cmocka_unit_test(what_cannot_be_read_is_refused_with_its_place),
        cmocka_unit_test(an_empty_table_has_no_pairs),
        cmocka_unit_test(a_chain_of_likenesses_is_no_cluster),
        cmocka_unit_test(one_to_one_keeps_the_likeliest_of_each),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
