#include "base/buf.h"
#include "cli/number_command.h"
#include "core/division.h"
#include "core/number.h"
#include "support/golden.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct day today = DAY(2026, 11, 24);

/** A file in memory that holds the bytes, read from its beginning. */
static int file_of(struct str bytes)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fflush(file), 0);
    int fd = dup(fileno(file));
    fclose(file);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static void read_back(int fd, struct buf *out)
{
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    for (ssize_t n; (n = read(fd, buf_room(out, 1 << 16), 1 << 16)) > 0;)
        out->len += (size_t)n;
    close(fd);
}

static enum number_run check(struct str input, enum number_output output, struct buf *rows)
{
    int in = file_of(input), out = file_of(STR(""));
    enum number_run result = number_check_run(in, out, today, output);
    close(in);
    read_back(out, rows);
    return result;
}

static const char vectors[] = /* domain.md 3.4 */
    "11010519491231002X\n440524188001010014\n650102190402290012\n650108196507040031\n"
    "650109200810010105\n650121190002280105\n110103195210010024\n830000199909090040\n"
    "810000199707010037\n650104200002290274\n65010319800615007X\n65010319800615007x\n"
    "650106197901010510\n650107194509300241\n650102800615001\n440524800101997\n"
    "650102190002290013\n650102190402290010\n11010519491213002X\n990102198001010010\n"
    "1101051949123l002X\n650102203013010013\n110105194912310020\n650102192403150002\n";

static void the_vectors_give_the_golden_rows(void **state)
{
    SCOPED(buf) rows = { 0 };
    (void)state;
    assert_int_equal(check(str_of(vectors), NUMBER_ROWS, &rows), NUMBER_RUN_SOME_WRONG);
    golden_check("number_check.csv", buf_str(&rows));
}

static void the_vectors_give_the_golden_summary(void **state)
{
    SCOPED(buf) rows = { 0 };
    (void)state;
    assert_int_equal(check(str_of(vectors), NUMBER_SUMMARY, &rows), NUMBER_RUN_SOME_WRONG);
    golden_check("number_check_summary.csv", buf_str(&rows));
}

#define HEADING                  "line,number,verdict,reasons,canonical,born,sex,division\n"
#define GOOD                     "650106197901010510"
#define GOOD_ROW(line, as_given) line "," as_given ",ok,,650106197901010510,1979-01-01,M,650106\n"

static void lines_are_taken_as_they_come(void **state)
{
    static const struct {
        const char *input, *rows;
        enum number_run result;
    } cases[] = {
        { "", HEADING, NUMBER_RUN_GOOD },
        { GOOD, HEADING GOOD_ROW("1", GOOD), NUMBER_RUN_GOOD },
        { GOOD "\n", HEADING GOOD_ROW("1", GOOD), NUMBER_RUN_GOOD },
        { GOOD "\r\n" GOOD "\r\n", HEADING GOOD_ROW("1", GOOD) GOOD_ROW("2", GOOD),
          NUMBER_RUN_GOOD },
        { GOOD "\r\n" GOOD, HEADING GOOD_ROW("1", GOOD) GOOD_ROW("2", GOOD), NUMBER_RUN_GOOD },
        { "\xEF\xBB\xBF" GOOD "\n", HEADING GOOD_ROW("1", GOOD), NUMBER_RUN_GOOD },
        { " " GOOD " \n", HEADING GOOD_ROW("1", " " GOOD " "), NUMBER_RUN_GOOD },
        { "\n" GOOD "\n\n",
          HEADING "1,,wrong,LENGTH,,,,\n" GOOD_ROW("2", GOOD) "3,,wrong,LENGTH,,,,\n",
          NUMBER_RUN_SOME_WRONG },
        { "a,\"b\n", HEADING "1,\"a,\"\"b\",wrong,LENGTH,,,,\n", NUMBER_RUN_SOME_WRONG },
        { "\xFF\x01\r\r\n", HEADING "1,\\xFF\\x01\\x0D,wrong,LENGTH,,,,\n", NUMBER_RUN_SOME_WRONG },
        { "王\n", HEADING "1,王,wrong,LENGTH,,,,\n", NUMBER_RUN_SOME_WRONG },
        /* two short lines that together are as long as a number and its line end */
        { "12345678\n901234567\n" GOOD "\n",
          HEADING "1,12345678,wrong,LENGTH,,,,\n2,901234567,wrong,LENGTH,,,,\n" GOOD_ROW("3", GOOD),
          NUMBER_RUN_SOME_WRONG },
        { "1234567890123456\r\r\r\n" GOOD "\n",
          HEADING "1,1234567890123456\\x0D\\x0D,wrong,LENGTH,,,,\n" GOOD_ROW("2", GOOD),
          NUMBER_RUN_SOME_WRONG },
        { "12345678901234567\r\r\n" GOOD "\n",
          HEADING "1,12345678901234567\\x0D,wrong,LENGTH,,,,\n" GOOD_ROW("2", GOOD),
          NUMBER_RUN_SOME_WRONG },
        { "1234567890\r\n123456\n" GOOD "\n",
          HEADING "1,1234567890,wrong,LENGTH,,,,\n2,123456,wrong,LENGTH,,,,\n" GOOD_ROW("3", GOOD),
          NUMBER_RUN_SOME_WRONG },
        { "65010619790101051\r\n" GOOD "\n",
          HEADING "1,65010619790101051,wrong,LENGTH,,,,\n" GOOD_ROW("2", GOOD),
          NUMBER_RUN_SOME_WRONG },
        { "65010619790101051:\n", HEADING "1,65010619790101051:,wrong,CHARACTER,,,,\n",
          NUMBER_RUN_SOME_WRONG },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) rows = { 0 };
        enum number_run result = check(str_of(cases[i].input), NUMBER_ROWS, &rows);
        if (!str_is(buf_str(&rows), cases[i].rows) || result != cases[i].result)
            fail_msg("row %zu: " STR_FMT, i, STR_ARG(buf_str(&rows)));
    }
}

static void a_line_of_any_length_is_one_line(void **state)
{
    static const size_t lengths[] = { 65, 1000, 65535, 65536, 65537, 300000, 1000000 };
    (void)state;
    for (size_t i = 0; i < COUNT(lengths); i++) {
        SCOPED(buf) input = { 0 };
        SCOPED(buf) rows = { 0 };
        memset(buf_room(&input, lengths[i]), '1', lengths[i]);
        input.len += lengths[i];
        buf_text(&input, "\n" GOOD "\n");
        assert_int_equal(check(buf_str(&input), NUMBER_ROWS, &rows), NUMBER_RUN_SOME_WRONG);
        size_t shown = lengths[i] <= 65536 ? lengths[i] : 65536;
        struct str row = str_cut(buf_str(&rows), strlen(HEADING) + 2 + shown, rows.len);
        if (lengths[i] > 65536)
            assert_true(str_starts(row, "…"));
        assert_true(str_ends(row, ",wrong,LENGTH,,,,\n" GOOD_ROW("2", GOOD)));
        assert_true(row.len < 120);
    }
}

static void a_long_line_is_cut_between_characters(void **state)
{
    SCOPED(buf) input = { 0 };
    SCOPED(buf) rows = { 0 };
    (void)state;
    buf_byte(&input, 'a');
    for (int i = 0; i < 30000; i++)
        buf_text(&input, "王");
    assert_int_equal(check(buf_str(&input), NUMBER_ROWS, &rows), NUMBER_RUN_SOME_WRONG);
    assert_true(str_ends(buf_str(&rows), "王…,wrong,LENGTH,,,,\n"));
}

static void line_numbers_go_on_past_every_power_of_ten(void **state)
{
    SCOPED(buf) input = { 0 };
    SCOPED(buf) rows = { 0 };
    int64_t line = 0;
    (void)state;
    for (int i = 0; i < 100002; i++)
        buf_text(&input, i % 3 ? GOOD "\n" : "\n");
    check(buf_str(&input), NUMBER_ROWS, &rows);
    struct str rest = str_cut(buf_str(&rows), strlen(HEADING), rows.len), row;
    for (int64_t expected = 1; expected <= 100002; expected++) {
        assert_true(str_split(&rest, '\n', &row));
        assert_true(str_to_int(str_cut(row, 0, str_find_byte(row, ',')), &line));
        assert_true(line == expected);
    }
}

/* ---- against the check of one number, on a file of everything ---- */

static uint64_t seed = 7;

static uint32_t chance(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static void add_some_line(struct buf *input)
{
    char number[19];
    struct day born = { DAY_NUMBER(1900, 1, 1) + (int32_t)chance(130 * 365) };
    number_make(division_at(chance((uint32_t)division_count())).code, born, (int)chance(1000),
                number);
    size_t n = 18;
    if (chance(20) == 0)
        number[chance(18)] = "0x9lX \"\xFF"[chance(8)];
    if (chance(20) == 0)
        n = chance(19);
    buf_add(input, str_from(number, n));
    buf_text(input, chance(50) == 0 ? "１ \t" : "");
    buf_text(input, chance(5) == 0 ? "\r\n" : chance(100) == 0 ? "\r\r\n" : "\n");
}

static void expect_row(const struct number_checker *checker, struct arena *arena, struct str line,
                       int64_t number, struct buf *rows)
{
    struct number_check found = number_check(checker, line);
    SCOPED(buf) shown = { 0 };
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] == '\xFF' || line.at[i] == '\r')
            buf_printf(&shown, "\\x%02X", (unsigned char)line.at[i]);
        else
            buf_byte(&shown, line.at[i]);
    buf_printf(rows, "%lld,", (long long)number);
    csv_field(rows, buf_str(&shown));
    buf_printf(rows, ",%s," STR_FMT ",%s," STR_FMT ",%s,%.6s\n", number_verdict_word(found.verdict),
               STR_ARG(number_reasons_str(arena, found.reasons)), found.canonical,
               STR_ARG(day_str(arena, found.born)),
               found.sex == 0     ? ""
               : found.sex == 'M' ? "M"
                                  : "F",
               found.canonical);
}

static void every_row_says_what_the_check_of_one_number_says(void **state)
{
    static struct number_checker checker;
    SCOPED(buf) input = { 0 };
    SCOPED(buf) expected = { 0 };
    SCOPED(buf) rows = { 0 };
    struct arena *arena = arena_open();
    (void)state;
    number_checker_init(&checker, today);
    for (int i = 0; i < 60000; i++)
        add_some_line(&input);
    buf_text(&expected, HEADING);
    struct str rest = buf_str(&input), line;
    for (int64_t n = 1; rest.len && str_split(&rest, '\n', &line); n++)
        expect_row(&checker, arena, str_ends(line, "\r") ? str_cut(line, 0, line.len - 1) : line, n,
                   &expected);
    check(buf_str(&input), NUMBER_ROWS, &rows);
    struct str got = buf_str(&rows), want = buf_str(&expected), row;
    for (rest = got; str_split(&rest, '\n', &line) && str_split(&want, '\n', &row);)
        if (!str_eq(line, row))
            fail_msg("\n  was: " STR_FMT "\n  now: " STR_FMT, STR_ARG(row), STR_ARG(line));
    assert_int_equal(got.len, expected.len);
    arena_close(arena);
}

/* ---- pieces ---- */

static void write_in_pieces(int fd, struct str bytes)
{
    while (bytes.len) {
        size_t n = 1 + chance(chance(3) == 0 ? 70000 : 40);
        struct str piece = str_cut(bytes, 0, n);
        if (write(fd, piece.at, piece.len) != (ssize_t)piece.len)
            _exit(1);
        bytes = str_cut(bytes, n, bytes.len);
    }
    _exit(0);
}

static void pieces_of_any_size_give_the_same_rows(void **state)
{
    SCOPED(buf) input = { 0 };
    SCOPED(buf) at_once = { 0 };
    SCOPED(buf) in_pieces = { 0 };
    int ends[2], status = 1;
    (void)state;
    for (int i = 0; i < 30000; i++)
        add_some_line(&input);
    check(buf_str(&input), NUMBER_ROWS, &at_once);
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        close(ends[0]);
        write_in_pieces(ends[1], buf_str(&input));
    }
    close(ends[1]);
    int out = file_of(STR(""));
    number_check_run(ends[0], out, today, NUMBER_ROWS);
    close(ends[0]);
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
    read_back(out, &in_pieces);
    assert_true(str_eq(buf_str(&at_once), buf_str(&in_pieces)));
}

/* ---- the door ---- */

static int command(const char *words, const char *input, struct buf *out)
{
    char *argv[8], text[128];
    int argc = 0, status = 0, ends[2];
    snprintf(text, sizeof text, "%s", words);
    for (char *rest = text, *word; (word = strsep(&rest, " ")) != NULL;)
        if (*word)
            argv[argc++] = word;
    assert_int_equal(pipe(ends), 0);
    int in = file_of(str_of(input));
    pid_t child = fork();
    if (child == 0) {
        dup2(in, STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        close(STDERR_FILENO);
        open("/dev/null", O_WRONLY);
        _exit(number_check_main(argc, argv));
    }
    close(in);
    close(ends[1]);
    for (ssize_t n; (n = read(ends[0], buf_room(out, 4096), 4096)) > 0;)
        out->len += (size_t)n;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void exit_codes_say_what_happened(void **state)
{
    static const struct {
        const char *words, *input;
        int code;
    } cases[] = {
        { "", GOOD, 0 },
        { "-", GOOD, 0 },
        { "--today 2026-11-24", GOOD, 0 },
        { "--today=20261124 --summary -", GOOD, 0 },
        { "", "1", 1 },
        { "--summary", "1", 1 },
        { "--today 1970-01-01", GOOD, 1 }, /* not born yet */
        { "no/such/file", GOOD, 2 },
        { "-- -no-such-file", GOOD, 2 },
        { "tests", GOOD, 2 }, /* a folder */
        { "--today 2026-02-29", GOOD, 64 },
        { "--today", GOOD, 64 },
        { "--wrong", GOOD, 64 },
        { "- -", GOOD, 64 },
        { "--help", GOOD, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) out = { 0 };
        int code = command(cases[i].words, cases[i].input, &out);
        if (code != cases[i].code)
            fail_msg("\"%s\" gives %d", cases[i].words, code);
        assert_int_equal(out.len > 0, code < 2);
    }
}

static void a_result_that_cannot_be_written_is_a_failure(void **state)
{
    int in = file_of(STR(GOOD)), full = open("/dev/full", O_WRONLY);
    (void)state;
    assert_int_equal(number_check_run(in, full, today, NUMBER_ROWS), NUMBER_RUN_UNWRITABLE);
    close(in);
    close(full);
    assert_int_equal(number_check_run(-1, STDOUT_FILENO, today, NUMBER_SUMMARY),
                     NUMBER_RUN_UNREADABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_give_the_golden_rows),
        cmocka_unit_test(the_vectors_give_the_golden_summary),
        cmocka_unit_test(lines_are_taken_as_they_come),
        cmocka_unit_test(a_line_of_any_length_is_one_line),
        cmocka_unit_test(a_long_line_is_cut_between_characters),
        cmocka_unit_test(line_numbers_go_on_past_every_power_of_ten),
        cmocka_unit_test(every_row_says_what_the_check_of_one_number_says),
        cmocka_unit_test(pieces_of_any_size_give_the_same_rows),
        cmocka_unit_test(exit_codes_say_what_happened),
        cmocka_unit_test(a_result_that_cannot_be_written_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
