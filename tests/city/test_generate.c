#include "base/utf8.h"
#include "city/city.h"
#include "city/files.h"
#include "city/generate_command.h"
#include "core/codes.h"
#include "core/division.h"
#include "core/name.h"
#include "core/number.h"
#include "support/folder.h"
#include "support/golden.h"
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>
#include <jpeglib.h>

#define PEOPLE 30000
#define SEED   11

/** A city in memory: all rows of all tables, and the truth of each person. */
struct table {
    const struct str **rows;
    size_t count, room;
};
struct sample {
    struct arena *arena;
    struct table table[CITY_TABLES];
    const char **kind; /* by person, from 1: the first truth about it */
};

static void keep(void *self, enum city_table which, const struct str *fields)
{
    struct sample *sample = self;
    struct table *table = &sample->table[which];
    size_t columns = city_headings[which].count;
    struct str *row = NEW_ARRAY(sample->arena, struct str, columns);
    for (size_t i = 0; i < columns; i++)
        row[i] = arena_str(sample->arena, fields[i]);
    if (table->count == table->room) {
        table->room = table->room ? table->room * 2 : 1024;
        table->rows = realloc(table->rows, table->room * sizeof *table->rows);
        assert_non_null(table->rows);
    }
    table->rows[table->count++] = row;
}

static struct sample sample_open(int64_t people, uint64_t seed)
{
    struct sample sample = { .arena = arena_open() };
    struct city_order order = { people, seed, CITY_USUAL_DAY };
    city_make(&order, &(struct city_sink){ &sample, keep });
    sample.kind = NEW_ARRAY(sample.arena, const char *, people + 1);
    for (size_t i = 0; i < sample.table[CITY_TRUTH].count; i++) {
        const struct str *truth = sample.table[CITY_TRUTH].rows[i];
        int64_t person = city_person_index(truth[TRUTH_ROW]);
        if (person && !sample.kind[person])
            sample.kind[person] = arena_text(sample.arena, truth[TRUTH_KIND]);
    }
    return sample;
}

static void sample_close(struct sample *sample)
{
    for (size_t i = 0; i < CITY_TABLES; i++)
        free(sample->table[i].rows);
    arena_close(sample->arena);
}

static const struct str *person_row(const struct sample *sample, struct str id)
{
    int64_t person = city_person_index(id);
    assert_in_range(person, 1, sample->table[CITY_REGISTER].count);
    return sample->table[CITY_REGISTER].rows[person - 1];
}

static bool truth_is(const struct sample *sample, int64_t person, const char *kind)
{
    return sample->kind[person] && !strcmp(sample->kind[person], kind);
}

static struct sample city; /* one for all tests that only look */

static int make_city(void **state)
{
    (void)state;
    city = sample_open(PEOPLE, SEED);
    return 0;
}

static int drop_city(void **state)
{
    (void)state;
    sample_close(&city);
    return 0;
}

static void assert_text(struct str got, const char *wanted)
{
    assert_int_equal(got.len, strlen(wanted));
    assert_memory_equal(got.at, wanted, got.len);
}

static void the_city_has_exactly_the_people_ordered_in_all_county_units(void **state)
{
    static const struct {
        int64_t people;
        size_t stations;
    } cases[] = { { 100, 8 }, { 101, 8 }, { 9999, 9 }, { 20000, 20 }, { 130000, 115 } };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sample sample = sample_open(cases[i].people, i);
        bool seen[100] = { false };
        size_t units = 0;
        assert_int_equal(sample.table[CITY_REGISTER].count, cases[i].people);
        assert_int_equal(sample.table[CITY_STATIONS].count, cases[i].stations);
        for (size_t s = 0; s < cases[i].stations; s++) {
            int64_t code = 0;
            assert_true(str_to_int(sample.table[CITY_STATIONS].rows[s][STATION_COUNTY], &code));
            units += !seen[code % 100];
            seen[code % 100] = true;
        }
        assert_int_equal(units, 8);
        sample_close(&sample);
    }
}

static void persons_are_numbered_in_the_order_of_the_register(void **state)
{
    char id[13];
    (void)state;
    for (int64_t i = 0; i < PEOPLE; i++)
        assert_text(city.table[CITY_REGISTER].rows[i][COL_ID], city_person_id(i + 1, id));
    assert_int_equal(city_person_index(STR("650100000042")), 42);
    assert_int_equal(city_person_index(STR("65010000004")), 0);
}

static void every_household_has_one_head_except_where_the_truth_says_otherwise(void **state)
{
    const struct table *rows = &city.table[CITY_REGISTER];
    (void)state;
    for (size_t i = 0; i < rows->count;) {
        struct str household = rows->rows[i][COL_HOUSEHOLD];
        int heads = 0, excused = 0;
        for (; i < rows->count && str_eq(rows->rows[i][COL_HOUSEHOLD], household); i++) {
            heads += str_is(rows->rows[i][COL_RELATION], "户主");
            excused += truth_is(&city, (int64_t)i + 1, "HOUSEHOLD_HEAD");
        }
        assert_true(excused ? heads != 1 : heads == 1);
    }
}

static struct day column_day(struct str text)
{
    struct day day = NO_DAY;
    assert_true(day_parse(text, &day));
    return day;
}

static void numbers_are_right_except_where_the_truth_says_otherwise(void **state)
{
    static struct number_checker checker;
    (void)state;
    number_checker_init(&checker, (struct day)CITY_USUAL_DAY);
    for (int64_t i = 1; i <= PEOPLE; i++) {
        const struct str *row = city.table[CITY_REGISTER].rows[i - 1];
        struct number_check check = number_check(&checker, row[COL_NUMBER]);
        struct day born;
        bool readable = day_parse(row[COL_BORN], &born) && row[COL_SEX].len;
        bool right = readable &&
                     !(check.reasons & (NUMBER_WRONGS | NUMBER_WARNINGS | NUMBER_OLD_15)) &&
                     check.born.n == born.n && (check.sex == 'M') == str_is(row[COL_SEX], "男");
        bool excused =
            truth_is(&city, i, "WRONG_NUMBER") || truth_is(&city, i, "OLD_15") ||
            ((truth_is(&city, i, "MISSING_ITEM") || truth_is(&city, i, "IMPOSSIBLE_ITEM")) &&
             (!readable || !row[COL_NUMBER].len || born.n > checker.today.n));
        assert_int_equal(right, !excused);
    }
}

static void the_code_in_a_number_was_in_force_when_it_was_given(void **state)
{
    static const struct day first_numbers = DAY(1985, 1, 1);
    size_t retired = 0;
    (void)state;
    for (int64_t i = 1; i <= PEOPLE; i++) {
        const struct str *row = city.table[CITY_REGISTER].rows[i - 1];
        struct day born;
        if (city.kind[i] || !day_parse(row[COL_BORN], &born))
            continue;
        int code = division_code(str_cut(row[COL_NUMBER], 0, 6));
        struct division division;
        assert_true(division_on(code, born.n < first_numbers.n ? first_numbers : born, &division));
        retired += division_retired(code, (struct day)CITY_USUAL_DAY);
    }
    assert_true(retired > PEOPLE / 100);
}

static int by_number(const void *a, const void *b)
{
    const struct str *left = *(const struct str *const *)a, *right = *(const struct str *const *)b;
    return str_compare(left[COL_NUMBER], right[COL_NUMBER]);
}

static void two_persons_share_a_number_only_where_the_truth_says_so(void **state)
{
    const struct str **sorted = malloc(PEOPLE * sizeof *sorted);
    size_t shared = 0, told = 0;
    (void)state;
    assert_non_null(sorted);
    memcpy(sorted, city.table[CITY_REGISTER].rows, PEOPLE * sizeof *sorted);
    qsort(sorted, PEOPLE, sizeof *sorted, by_number);
    for (size_t i = 1; i < PEOPLE; i++)
        shared +=
            sorted[i][COL_NUMBER].len && str_eq(sorted[i][COL_NUMBER], sorted[i - 1][COL_NUMBER]);
    for (int64_t i = 1; i <= PEOPLE; i++)
        told +=
            truth_is(&city, i, "DUPLICATE_NUMBER") || truth_is(&city, i, "DUPLICATE_REGISTRATION");
    free(sorted);
    assert_int_equal(shared, told);
    assert_true(shared > PEOPLE * 25 / 10000);
}

static size_t column_of(enum city_table table, struct str heading)
{
    size_t at = 0;
    while (at < city_headings[table].count && !str_is(heading, city_headings[table].columns[at]))
        at++;
    return at;
}

/** What a truth of the kind means for its two rows. */
static void assert_meaning(struct str kind, const struct str *row, const struct str *other)
{
    if (str_is(kind, "DUPLICATE_NUMBER")) {
        assert_true(str_eq(row[COL_NUMBER], other[COL_NUMBER]));
        assert_true(str_eq(row[COL_BORN], other[COL_BORN]));
        assert_true(str_eq(row[COL_SEX], other[COL_SEX]));
        assert_false(str_eq(row[COL_HOUSEHOLD], other[COL_HOUSEHOLD]));
    } else if (str_is(kind, "DUPLICATE_REGISTRATION")) {
        assert_true(str_eq(row[COL_NUMBER], other[COL_NUMBER]));
        assert_true(str_eq(row[COL_NATIVE], other[COL_NATIVE]));
    } else if (str_is(kind, "MANY_NUMBERS")) {
        assert_false(str_eq(row[COL_NUMBER], other[COL_NUMBER]));
        assert_true(str_eq(row[COL_SEX], other[COL_SEX]));
        assert_true(str_eq(row[COL_NAME], other[COL_NAME]) ||
                    str_eq(row[COL_BORN], other[COL_BORN]));
    } else if (str_is(kind, "MISSING_ITEM")) {
        assert_null(other);
    }
}

static void every_truth_is_a_difference(void **state)
{
    const struct table *truths = &city.table[CITY_TRUTH];
    (void)state;
    for (size_t i = 0; i < truths->count; i++) {
        const struct str *truth = truths->rows[i];
        if (!truth[TRUTH_ROW].len) {
            assert_text(truth[TRUTH_KIND], "PLATE_WITHOUT_PERSON");
            continue;
        }
        const struct str *row = person_row(&city, truth[TRUTH_ROW]), *other = NULL;
        size_t column = column_of(CITY_REGISTER, truth[TRUTH_FIELD]);
        assert_true(column < REGISTER_COLUMNS);
        assert_true(truth[TRUTH_WAS].len > 0);
        assert_false(str_eq(row[column], truth[TRUTH_WAS]));
        if (truth[TRUTH_OTHER].len) {
            other = person_row(&city, truth[TRUTH_OTHER]);
            assert_null(city.kind[city_person_index(truth[TRUTH_OTHER])]);
        }
        assert_meaning(truth[TRUTH_KIND], row, other);
    }
}

static void the_kinds_come_at_their_rates(void **state)
{
    static const struct {
        const char *kind;
        size_t low, high; /* of 200,000 persons */
    } cases[] = {
        { "DUPLICATE_NUMBER", 505, 525 },
        { "WRONG_NUMBER", 460, 490 },
        { "MISSING_ITEM", 430, 445 },
        { "MANY_NUMBERS", 85, 110 },
        { "DUPLICATE_REGISTRATION", 85, 110 },
        { "IMPOSSIBLE_ITEM", 110, 125 },
        { "HOUSEHOLD_HEAD", 75, 82 },
        { "HOUSEHOLD_SPOUSE", 36, 42 },
        { "HOUSEHOLD_AGES", 27, 32 },
        { "RELATION_SEX", 28, 32 },
        { "UNKNOWN_CODE", 38, 42 },
        { "NAME_SEPARATOR", 115, 122 },
        { "PRIVATE_USE", 18, 21 },
        { "OLD_15", 75, 82 },
        { "NOT_CANCELLED", 57, 62 },
        { "PLATE_WITHOUT_PERSON", 40, 60 },
        { "PERSON_WITHOUT_PLATE", 90, 180 },
    };
    struct sample sample = sample_open(200000, 4);
    (void)state;
    for (size_t c = 0; c < COUNT(cases); c++) {
        size_t count = 0;
        for (size_t i = 0; i < sample.table[CITY_TRUTH].count; i++)
            count += str_is(sample.table[CITY_TRUTH].rows[i][TRUTH_KIND], cases[c].kind);
        assert_in_range(count, cases[c].low, cases[c].high);
    }
    sample_close(&sample);
}

static void required_items_are_there_except_where_the_truth_says_otherwise(void **state)
{
    (void)state;
    for (int64_t i = 1; i <= PEOPLE; i++) {
        bool missing = false;
        for (size_t c = 0; c < REGISTER_COLUMNS; c++)
            missing |=
                c != COL_FORMER && c != COL_DETAIL && !city.table[CITY_REGISTER].rows[i - 1][c].len;
        assert_int_equal(missing, truth_is(&city, i, "MISSING_ITEM"));
    }
}

/** Not as it would be stored, or a fault when it is. */
static bool name_is_odd(struct str name)
{
    return !str_eq(name_stored(city.arena, name), name) || name_fault(name, NULL) != NAME_GOOD;
}

static void every_word_of_a_code_list_is_in_the_list(void **state)
{
    static const struct {
        enum register_column column;
        const struct code_list *list;
    } cases[] = {
        { COL_RELATION, &relations },     { COL_SEX, &sexes },
        { COL_GROUP, &ethnic_groups },    { COL_EDUCATION, &educations },
        { COL_MARITAL, &marital_states }, { COL_KIND, &household_kinds },
        { COL_STATUS, &person_states },
    };
    (void)state;
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t c = 0; c < COUNT(cases); c++) {
            struct str word = city.table[CITY_REGISTER].rows[i][cases[c].column];
            bool odd =
                cases[c].column == COL_EDUCATION && truth_is(&city, (int64_t)i + 1, "UNKNOWN_CODE");
            assert_int_equal(!word.len || code_by_name(cases[c].list, word), !odd);
        }
}

static void names_are_hanzi_and_middle_dots_except_where_the_truth_says_otherwise(void **state)
{
    size_t beyond_chip = 0, beyond_bmp = 0;
    (void)state;
    for (int64_t i = 1; i <= PEOPLE; i++) {
        struct str name = city.table[CITY_REGISTER].rows[i - 1][COL_NAME];
        assert_true(utf8_valid(name) && utf8_points(name) >= 2);
        assert_int_equal(name_is_odd(name),
                         truth_is(&city, i, "NAME_SEPARATOR") || truth_is(&city, i, "PRIVATE_USE"));
        beyond_chip += utf8_utf16_units(name) > 15;
        beyond_bmp += utf8_utf16_units(name) > utf8_points(name);
    }
    assert_true(beyond_chip > 3);
    assert_true(beyond_bmp > 3);
}

static int64_t year_of(const struct str *row)
{
    return day_civil(column_day(row[COL_BORN])).year;
}

static void parents_are_of_an_age_to_be_parents_and_nobody_moves_in_unborn(void **state)
{
    const struct str *head = NULL;
    (void)state;
    for (int64_t i = 1; i <= PEOPLE; i++) {
        const struct str *row = city.table[CITY_REGISTER].rows[i - 1];
        if (str_is(row[COL_RELATION], "户主"))
            head = row;
        if (city.kind[i] || city.kind[city_person_index(head[COL_ID])] ||
            !str_eq(head[COL_HOUSEHOLD], row[COL_HOUSEHOLD]))
            continue;
        assert_true(column_day(row[COL_MOVED_IN]).n >= column_day(row[COL_BORN]).n);
        if (str_is(row[COL_RELATION], "子") || str_is(row[COL_RELATION], "女"))
            assert_in_range(year_of(row) - year_of(head), 16, 51);
        if (str_is(row[COL_RELATION], "父亲") || str_is(row[COL_RELATION], "母亲"))
            assert_in_range(year_of(head) - year_of(row), 18, 51);
    }
}

static int by_address(const void *a, const void *b)
{
    const struct str *left = *(const struct str *const *)a, *right = *(const struct str *const *)b;
    static const enum plate_column keys[] = { PLATE_COUNTY, PLATE_STREET, PLATE_NUMBER };
    for (size_t i = 0; i < COUNT(keys); i++) {
        int order = str_compare(left[keys[i]], right[keys[i]]);
        if (order)
            return order;
    }
    return 0;
}

static bool plate_exists(const struct str *row)
{
    struct str wanted[PLATE_COLUMNS] = { [PLATE_COUNTY] = row[COL_COUNTY],
                                         [PLATE_STREET] = row[COL_STREET],
                                         [PLATE_NUMBER] = row[COL_PLATE] };
    const struct str *key = wanted;
    const struct str **found = bsearch(&key, city.table[CITY_PLATES].rows,
                                       city.table[CITY_PLATES].count, sizeof key, by_address);
    return found && str_eq((*found)[PLATE_STATION], row[COL_STATION]);
}

static void addresses_have_plates_and_plates_have_residents(void **state)
{
    struct table *plates = &city.table[CITY_PLATES];
    int64_t households = 0, empty = 0, told_empty = 0;
    (void)state;
    qsort(plates->rows, plates->count, sizeof *plates->rows, by_address);
    for (size_t i = 0; i < plates->count; i++) {
        int64_t n = 0;
        assert_true(str_to_int(plates->rows[i][PLATE_HOUSEHOLDS], &n));
        households += n;
        empty += n == 0;
        assert_true(i == 0 || by_address(&plates->rows[i - 1], &plates->rows[i]) != 0);
    }
    for (size_t i = 0; i < city.table[CITY_TRUTH].count; i++)
        told_empty += str_is(city.table[CITY_TRUTH].rows[i][TRUTH_KIND], "PLATE_WITHOUT_PERSON");
    assert_int_equal(empty, told_empty);
    for (int64_t i = 1; i <= PEOPLE; i++) {
        const struct str *row = city.table[CITY_REGISTER].rows[i - 1];
        bool lost = false;
        for (size_t t = 0; !plate_exists(row) && t < city.table[CITY_TRUTH].count; t++)
            lost |= str_eq(city.table[CITY_TRUTH].rows[t][TRUTH_ROW], row[COL_ID]) &&
                    str_is(city.table[CITY_TRUTH].rows[t][TRUTH_KIND], "PERSON_WITHOUT_PLATE");
        assert_true(lost || plate_exists(row));
    }
    assert_true(households > PEOPLE / 4);
}

/* ---- files ---- */

static struct str read_whole(struct arena *arena, const char *folder, const char *file)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_int_equal(fseek(in, 0, SEEK_END), 0);
    size_t len = (size_t)ftell(in);
    rewind(in);
    char *bytes = arena_bytes(arena, len);
    assert_int_equal(fread(bytes, 1, len, in), len);
    fclose(in);
    return str_from(bytes, len);
}

static void generate(const char *folder, const char *people, const char *more, const char *value)
{
    char command[] = "generate", p[] = "--people", s[] = "--seed", o[] = "--out", seed[] = "5";
    char count[16], where[256], option[32], given[32];
    snprintf(count, sizeof count, "%s", people);
    snprintf(where, sizeof where, "%s", folder);
    snprintf(option, sizeof option, "%s", more);
    snprintf(given, sizeof given, "%s", value);
    char *argv[] = { command, p, count, s, seed, o, where, option, given, NULL };
    assert_int_equal(city_generate_main(9, argv), 0);
}

static struct folder folders[3];

static int make_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(folders); i++)
        folders[i] = folder_open();
    generate(folders[0].path, "5000", "--portraits", "12");
    generate(folders[1].path, "5000", "--encoding", "utf-8");
    generate(folders[2].path, "5000", "--encoding", "gb18030");
    return 0;
}

static int drop_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(folders); i++)
        folder_close(&folders[i]);
    return 0;
}

static void the_same_order_gives_the_same_bytes(void **state)
{
    struct arena *arena = arena_open();
    (void)state;
    for (size_t t = 0; t < CITY_TABLES; t++) {
        struct str first = read_whole(arena, folders[0].path, city_headings[t].file);
        struct str second = read_whole(arena, folders[1].path, city_headings[t].file);
        assert_true(str_eq(first, second));
    }
    arena_close(arena);
}

/** On every machine and compiler: a change of the generator shows as a diff. */
static void the_smallest_city_is_the_one_we_know(void **state)
{
    struct sample sample = sample_open(CITY_PEOPLE_MIN, 1);
    struct buf text = { 0 };
    (void)state;
    for (size_t i = 0; i < CITY_PEOPLE_MIN; i++)
        for (size_t c = 0; c < REGISTER_COLUMNS; c++) {
            csv_field(&text, sample.table[CITY_REGISTER].rows[i][c]);
            buf_byte(&text, c + 1 < REGISTER_COLUMNS ? ',' : '\n');
        }
    golden_check("city_register.csv", buf_str(&text));
    buf_close(&text);
    sample_close(&sample);
}

static void another_seed_gives_another_city(void **state)
{
    struct sample other = sample_open(1000, SEED + 1), again = sample_open(1000, SEED);
    size_t same = 0;
    (void)state;
    for (size_t i = 0; i < 1000; i++)
        same += str_eq(other.table[CITY_REGISTER].rows[i][COL_NAME],
                       again.table[CITY_REGISTER].rows[i][COL_NAME]);
    assert_true(same < 20);
    sample_close(&other);
    sample_close(&again);
}

static void the_files_begin_with_their_headings(void **state)
{
    static const struct {
        const char *file, *heading;
    } cases[] = {
        { "register.csv",
          "原编号,户号,与户主关系,姓名,曾用名,性别,民族,出生日期,公民身份号码,籍贯,文化程度,"
          "婚姻状况,省市县区,街路巷,门牌号,详址,派出所,户类型,迁入日期,状态\n" },
        { "truth.csv", "kind,row,other,field,was\n" },
        { "plates.csv",
          "门牌编号,省市县区,县区名称,街道乡镇代码,街道乡镇,社区村代码,社区村,街路巷,门牌号,"
          "门牌种类,派出所,户数\n" },
        { "stations.csv", "派出所,派出所名称,省市县区,县区名称,公安局,街道乡镇代码,街道乡镇\n" },
    };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(
            str_starts(read_whole(arena, folders[0].path, cases[i].file), cases[i].heading));
    arena_close(arena);
}

static void gb18030_comes_back_as_the_same_text(void **state)
{
    struct arena *arena = arena_open();
    iconv_t back = iconv_open("UTF-8", "GB18030");
    (void)state;
    for (size_t t = 0; t < CITY_TABLES; t++) {
        struct str plain = read_whole(arena, folders[0].path, city_headings[t].file);
        struct str coded = read_whole(arena, folders[2].path, city_headings[t].file);
        char *text = arena_bytes(arena, plain.len + 4), *out = text;
        char *in = (char *)(uintptr_t)coded.at;
        size_t left = coded.len, room = plain.len + 4;
        assert_int_equal(iconv(back, &in, &left, &out, &room), 0);
        assert_true(str_eq(str_from(text, plain.len + 4 - room), plain));
    }
    iconv_close(back);
    arena_close(arena);
}

static void assert_portrait(struct str bytes)
{
    struct jpeg_decompress_struct job;
    struct jpeg_error_mgr errors;
    unsigned char row[358 * 3], *rows[1] = { row };
    assert_in_range(bytes.len, 12000, 22000);
    job.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&job);
    jpeg_mem_src(&job, (const unsigned char *)bytes.at, bytes.len);
    assert_int_equal(jpeg_read_header(&job, TRUE), JPEG_HEADER_OK);
    assert_int_equal(job.image_width, 358);
    assert_int_equal(job.image_height, 441);
    assert_int_equal(job.num_components, 3);
    assert_int_equal(job.density_unit, 1);
    assert_int_equal(job.X_density, 350);
    assert_int_equal(job.Y_density, 350);
    jpeg_start_decompress(&job);
    int crown = 0;
    for (int y = 0; y < 441; y++) {
        jpeg_read_scanlines(&job, rows, 1);
        if (y < 4)
            assert_true(row[0] > 245 && row[3 * 179] > 245);
        if (!crown && row[3 * 179] < 225)
            crown = y;
    }
    assert_in_range(crown, 7, 21);
    jpeg_finish_decompress(&job);
    jpeg_destroy_decompress(&job);
}

static void portraits_are_of_the_size_the_standard_wants(void **state)
{
    struct buf jpeg = { 0 };
    (void)state;
    for (int64_t person = 1; person <= 60; person++) {
        city_portrait(SEED, person, person % 2, (int)(person * 37 % 95), &jpeg);
        assert_portrait(buf_str(&jpeg));
    }
    buf_close(&jpeg);
}

static void the_same_person_has_the_same_portrait(void **state)
{
    struct buf first = { 0 }, second = { 0 };
    (void)state;
    city_portrait(SEED, 7, true, 40, &first);
    city_portrait(SEED, 7, true, 40, &second);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    city_portrait(SEED, 8, true, 40, &second);
    assert_false(str_eq(buf_str(&first), buf_str(&second)));
    buf_close(&first);
    buf_close(&second);
}

static void as_many_portraits_as_ordered_lie_in_the_folder(void **state)
{
    struct arena *arena = arena_open();
    struct str text = read_whole(arena, folders[0].path, "register.csv"), line;
    int64_t found = 0;
    (void)state;
    while (str_split(&text, '\n', &line)) {
        char path[256];
        snprintf(path, sizeof path, "%s/portraits/" STR_FMT ".jpg", folders[0].path,
                 STR_ARG(str_cut(line, 0, 12)));
        found += access(path, R_OK) == 0;
    }
    assert_int_equal(found, 12);
    arena_close(arena);
}

static void wrong_use_is_refused_with_64(void **state)
{
    static const struct {
        const char *arguments[8];
    } cases[] = {
        { { "generate" } },
        { { "generate", "--people", "99", "--out", "x" } },
        { { "generate", "--people", "1500001", "--out", "x" } },
        { { "generate", "--people", "100" } },
        { { "generate", "--people", "100", "--out" } },
        { { "generate", "--people", "100", "--out", "x", "--encoding", "big5" } },
        { { "generate", "--people", "100", "--colour", "red" } },
        { { "generate", "--people", "100", "--out", "x", "--on", "2026-02-30" } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char words[8][32], *argv[9] = { NULL };
        int argc = 0;
        for (; argc < 8 && cases[i].arguments[argc]; argc++) {
            snprintf(words[argc], sizeof words[argc], "%s", cases[i].arguments[argc]);
            argv[argc] = words[argc];
        }
        assert_int_equal(city_generate_main(argc, argv), 64);
    }
}

static void a_folder_that_cannot_be_made_is_a_failure(void **state)
{
    char words[][32] = { "generate", "--people", "100", "--out", "/dev/null/city" };
    char *argv[] = { words[0], words[1], words[2], words[3], words[4], NULL };
    (void)state;
    assert_int_equal(city_generate_main(5, argv), 2);
}

int main(void)
{
    const struct CMUnitTest looks[] = {
        cmocka_unit_test(persons_are_numbered_in_the_order_of_the_register),
        cmocka_unit_test(every_household_has_one_head_except_where_the_truth_says_otherwise),
        cmocka_unit_test(numbers_are_right_except_where_the_truth_says_otherwise),
        cmocka_unit_test(the_code_in_a_number_was_in_force_when_it_was_given),
        cmocka_unit_test(two_persons_share_a_number_only_where_the_truth_says_so),
        cmocka_unit_test(every_truth_is_a_difference),
        cmocka_unit_test(required_items_are_there_except_where_the_truth_says_otherwise),
        cmocka_unit_test(every_word_of_a_code_list_is_in_the_list),
        cmocka_unit_test(names_are_hanzi_and_middle_dots_except_where_the_truth_says_otherwise),
        cmocka_unit_test(parents_are_of_an_age_to_be_parents_and_nobody_moves_in_unborn),
        cmocka_unit_test(addresses_have_plates_and_plates_have_residents),
    };
    const struct CMUnitTest makes[] = {
        cmocka_unit_test(the_city_has_exactly_the_people_ordered_in_all_county_units),
        cmocka_unit_test(the_kinds_come_at_their_rates),
        cmocka_unit_test(the_smallest_city_is_the_one_we_know),
        cmocka_unit_test(another_seed_gives_another_city),
        cmocka_unit_test(portraits_are_of_the_size_the_standard_wants),
        cmocka_unit_test(the_same_person_has_the_same_portrait),
        cmocka_unit_test(wrong_use_is_refused_with_64),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_a_failure),
    };
    const struct CMUnitTest files[] = {
        cmocka_unit_test(the_same_order_gives_the_same_bytes),
        cmocka_unit_test(the_files_begin_with_their_headings),
        cmocka_unit_test(gb18030_comes_back_as_the_same_text),
        cmocka_unit_test(as_many_portraits_as_ordered_lie_in_the_folder),
    };
    return cmocka_run_group_tests(looks, make_city, drop_city) +
           cmocka_run_group_tests(makes, NULL, NULL) +
           cmocka_run_group_tests(files, make_files, drop_files);
}
