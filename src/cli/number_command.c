#include "cli/number_command.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "core/number.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
    INPUT_BYTES = 1 << 18,
    OUTPUT_BYTES = 1 << 17,
    LINE_BYTES_MAX =
        1 << 16,         /* of a line that is shown whole; the rest of a longer one is cut off */
    ROW_BYTES_MAX = 256, /* of a row about 18 plain characters */
    BATCH = 256,
    SETS = 1 << NUMBER_REASON_COUNT,
    SHORT_COPY = 32, /* bytes a short text is copied with, whatever its length */
};

/** The line number as text, counted up in place; it ends where COUNTER_DIGITS do, and readable
 *  bytes follow. */
enum { COUNTER_DIGITS = 24 };
struct counter {
    char room[COUNTER_DIGITS + SHORT_COPY];
    size_t from;
};

struct check_run {
    struct number_checker checker;
    int in, out;
    enum number_output output;
    struct arena *arena;
    char *input;
    size_t begin, end;
    bool input_ended, input_failed, output_failed;
    bool in_long_line; /* its beginning is reported, its end is still to come */
    struct counter line;
    struct buf rows, field;
    uint64_t counts[SETS];    /* lines by their set of reasons */
    struct str middles[SETS]; /* `,verdict,reasons,` of a set, made when first met */
};

/* ---- writing ---- */

static void flush_rows(struct check_run *run)
{
    for (size_t done = 0; done < run->rows.len && !run->output_failed;) {
        ssize_t n = write(run->out, run->rows.at + done, run->rows.len - done);
        if (n > 0)
            done += (size_t)n;
        else if (n < 0 && errno != EINTR)
            run->output_failed = true;
    }
    buf_clear(&run->rows);
}

static void count_line(struct counter *line)
{
    size_t at = COUNTER_DIGITS;
    while (at > line->from && line->room[at - 1] == '9')
        line->room[--at] = '0';
    if (at > line->from)
        line->room[at - 1]++;
    else
        line->room[--line->from] = '1';
}

static struct str middle(struct check_run *run, unsigned reasons)
{
    struct str *known = &run->middles[reasons];
    if (!known->at) {
        struct str text = arena_printf(run->arena, ",%s," STR_FMT ",",
                                       number_verdict_word(number_verdict(reasons)),
                                       STR_ARG(number_reasons_str(run->arena, reasons)));
        char *padded = arena_zeroed(run->arena, text.len + SHORT_COPY);
        memcpy(padded, text.at, text.len);
        *known = str_from(padded, text.len);
    }
    return *known;
}

static inline char *put(char *out, const char *bytes, size_t n)
{
    memcpy(out, bytes, n);
    return out + n;
}

/** A text that is nearly always short, with SHORT_COPY bytes readable and writable behind it: a
 *  copy of fixed length is two instructions, one of any length is a call. */
static inline char *put_short(char *out, const char *bytes, size_t n)
{
    memcpy(out, bytes, SHORT_COPY);
    if (n > SHORT_COPY)
        memcpy(out, bytes, n);
    return out + n;
}

static inline char *put_line_number(char *out, struct counter *line)
{
    count_line(line);
    out = put_short(out, line->room + line->from, COUNTER_DIGITS - line->from);
    *out++ = ',';
    return out;
}

/** Everything behind the number, for 18 plain characters. */
static inline char *put_findings(char *out, struct check_run *run, const char *at, unsigned reasons)
{
    struct str between = middle(run, reasons);
    out = put_short(out, between.at, between.len);
    out = put(out, at, 17);
    *out++ = at[17] == 'x' ? 'X' : at[17];
    *out++ = ',';
    if (!(reasons & NUMBER_DATE)) {
        out = put(out, at + 6, 4);
        *out++ = '-';
        out = put(out, at + 10, 2);
        *out++ = '-';
        out = put(out, at + 12, 2);
    }
    *out++ = ',';
    *out++ = number_is_male(at) ? 'M' : 'F';
    *out++ = ',';
    out = put(out, at, 6);
    *out++ = '\n';
    return out;
}

/** The row of 18 plain characters. */
static void plain_row(struct check_run *run, const char *at, unsigned reasons)
{
    char *begin = buf_room(&run->rows, ROW_BYTES_MAX);
    char *out = put_line_number(begin, &run->line);
    out = put(out, at, NUMBER_LENGTH_18);
    out = put_findings(out, run, at, reasons);
    run->rows.len += (size_t)(out - begin);
}

/** Control characters and bytes that are not UTF-8 as \xHH: a row stays one line, and the file
 *  stays text. */
static void shown(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t len = utf8_length(str_cut(text, i, text.len));
        unsigned char c = (unsigned char)text.at[i];
        if (len == 0 || (c < ' ' && c != '\t') || c == 0x7F)
            buf_printf(out, "\\x%02X", c);
        else
            buf_add(out, str_cut(text, i, len));
        i += len ? len : 1;
    }
}

static bool needs_care(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < ' ' || c > '~' || c == ',' || c == '"')
            return true;
    }
    return false;
}

static void put_number_column(struct check_run *run, struct str text, bool cut)
{
    if (!cut && !needs_care(text)) {
        buf_add(&run->rows, text);
        return;
    }
    buf_clear(&run->field);
    shown(&run->field, text);
    buf_text(&run->field, cut ? "…" : "");
    csv_field(&run->rows, buf_str(&run->field));
}

static void any_row(struct check_run *run, struct str text, bool cut,
                    const struct number_check *check)
{
    char *begin = buf_room(&run->rows, ROW_BYTES_MAX);
    run->rows.len += (size_t)(put_line_number(begin, &run->line) - begin);
    put_number_column(run, text, cut);
    begin = buf_room(&run->rows, ROW_BYTES_MAX);
    char *out = begin;
    if (check->canonical[0]) {
        out = put_findings(out, run, check->canonical, check->reasons);
    } else {
        struct str between = middle(run, check->reasons);
        out = put(put_short(out, between.at, between.len), ",,,\n", 4);
    }
    run->rows.len += (size_t)(out - begin);
}

/* ---- lines ---- */

static struct str without_cr(struct str line)
{
    return str_ends(line, "\r") ? str_cut(line, 0, line.len - 1) : line;
}

/** Any line; of one that is cut, the beginning, which is then far too long. */
static void check_line(struct check_run *run, struct str line, bool cut)
{
    struct str judged = cut ? NO_STR : line;
    if (run->output == NUMBER_SUMMARY) {
        run->counts[number_reasons(&run->checker, judged)]++;
        return;
    }
    struct number_check check = number_check(&run->checker, judged);
    run->counts[check.reasons]++;
    any_row(run, line, cut, &check);
}

/** What was taken for one line, without its end: that, or several short ones. */
static void check_lines(struct check_run *run, struct str piece)
{
    for (size_t len; (len = str_find_byte(piece, '\n')) < piece.len;) {
        check_line(run, without_cr(str_cut(piece, 0, len)), false);
        piece = str_cut(piece, len + 1, piece.len);
    }
    check_line(run, piece, false);
}

/** Whole lines from the input, in their order. A line of 18 bytes may still be several short ones,
 *  which the guess at its end has passed over: they are then no plain characters. */
struct batch {
    struct str lines[BATCH];
    size_t count, bytes;
    const char *of_18[BATCH]; /* those lines of 18 bytes, and what is to be said of them */
    uint16_t reasons[BATCH];
    size_t count_18;
};

/** The line at the beginning without its end, and how many bytes it takes with it; false when it
 *  has none here. Most lines have 18 bytes, so the end is looked for there first. */
static inline bool next_line(struct str left, struct str *line, size_t *taken)
{
    size_t len = NUMBER_LENGTH_18; /* up to LF */
    if (left.len > len && left.at[len] == '\r')
        len++;
    if (left.len <= len || left.at[len] != '\n') {
        const char *end = memchr(left.at, '\n', left.len);
        len = end ? (size_t)(end - left.at) : left.len;
        if (!end || len > LINE_BYTES_MAX)
            return false;
    }
    *taken = len + 1;
    *line = (struct str){ left.at, len - (len > 0 && left.at[len - 1] == '\r') };
    return true;
}

static void take_batch(struct batch *batch, struct str input)
{
    size_t taken, bytes = 0, count = 0, count_18 = 0;
    for (; count < BATCH && bytes < input.len; bytes += taken) {
        struct str left = { input.at + bytes, input.len - bytes }, line;
        if (!next_line(left, &line, &taken))
            break;
        batch->lines[count++] = line;
        if (line.len == NUMBER_LENGTH_18)
            batch->of_18[count_18++] = line.at;
    }
    batch->bytes = bytes;
    batch->count = count;
    batch->count_18 = count_18;
}

/** As many bytes as the lines had; 0 when there is no whole line of decent length. */
static size_t check_batch(struct check_run *run, struct str input)
{
    struct batch batch;
    take_batch(&batch, input);
    number_glances(&run->checker, batch.of_18, batch.count_18, batch.reasons);
    for (size_t i = 0, k = 0; i < batch.count; i++) {
        struct str line = batch.lines[i];
        unsigned reasons = line.len == NUMBER_LENGTH_18 ? batch.reasons[k++] : NUMBER_UNSURE;
        if (reasons & NUMBER_UNSURE) {
            check_lines(run, line);
            continue;
        }
        run->counts[reasons]++;
        if (run->output == NUMBER_ROWS)
            plain_row(run, line.at, reasons);
    }
    return batch.bytes;
}

/** How much of a line too long to be shown whole is shown: no half characters. */
static size_t shown_length(struct str line)
{
    size_t n = LINE_BYTES_MAX;
    while (n > LINE_BYTES_MAX - 3 && ((unsigned char)line.at[n] & 0xC0) == 0x80)
        n--;
    return n;
}

/** One line of any kind from the beginning of the input; false when its end is not there yet. */
static bool check_one(struct check_run *run)
{
    struct str left = str_from(run->input + run->begin, run->end - run->begin);
    size_t len = str_find_byte(left, '\n'), taken = len < left.len ? len + 1 : len;
    if (run->in_long_line) {
        run->in_long_line = taken == len;
    } else if (len > LINE_BYTES_MAX) {
        taken = shown_length(left);
        check_line(run, str_cut(left, 0, taken), true);
        run->in_long_line = true;
    } else if (taken == len && !run->input_ended) {
        return false;
    } else {
        check_line(run, without_cr(str_cut(left, 0, len)), false);
    }
    run->begin += taken;
    return true;
}

static void check_input(struct check_run *run)
{
    while (run->begin < run->end) {
        struct str left = str_from(run->input + run->begin, run->end - run->begin);
        size_t taken = run->in_long_line ? 0 : check_batch(run, left);
        run->begin += taken;
        if (!taken && !check_one(run))
            return;
        if (run->rows.len > OUTPUT_BYTES)
            flush_rows(run);
    }
}

/* ---- reading ---- */

static void read_more(struct check_run *run)
{
    ssize_t n;
    memmove(run->input, run->input + run->begin, run->end - run->begin);
    run->end -= run->begin;
    run->begin = 0;
    do
        n = read(run->in, run->input + run->end, INPUT_BYTES - run->end);
    while (n < 0 && errno == EINTR);
    run->input_failed = n < 0;
    run->input_ended = n <= 0;
    if (n > 0)
        run->end += (size_t)n;
}

static void skip_byte_order_mark(struct check_run *run)
{
    while (run->end < 3 && !run->input_ended)
        read_more(run);
    if (str_starts(str_from(run->input, run->end), "\xEF\xBB\xBF"))
        run->begin = 3;
}

static void write_summary(struct check_run *run)
{
    uint64_t verdicts[3] = { 0 }, reasons[NUMBER_REASON_COUNT] = { 0 };
    for (unsigned set = 0; set < SETS; set++) {
        verdicts[number_verdict(set)] += run->counts[set];
        for (unsigned place = 0; place < NUMBER_REASON_COUNT; place++)
            reasons[place] += set >> place & 1 ? run->counts[set] : 0;
    }
    for (enum number_verdict v = NUMBER_OK; v <= NUMBER_WRONG; v++)
        buf_printf(&run->rows, "%s,%llu\n", number_verdict_word(v),
                   (unsigned long long)verdicts[v]);
    for (unsigned place = 0; place < NUMBER_REASON_COUNT; place++)
        buf_printf(&run->rows, "%s,%llu\n", number_reason_word(place),
                   (unsigned long long)reasons[place]);
}

static bool some_wrong(const struct check_run *run)
{
    for (unsigned set = 0; set < SETS; set++)
        if (run->counts[set] && number_verdict(set) == NUMBER_WRONG)
            return true;
    return false;
}

static enum number_run finish_run(struct check_run *run)
{
    if (run->input_failed)
        return NUMBER_RUN_UNREADABLE;
    if (run->output == NUMBER_SUMMARY)
        write_summary(run);
    flush_rows(run);
    if (run->output_failed)
        return NUMBER_RUN_UNWRITABLE;
    return some_wrong(run) ? NUMBER_RUN_SOME_WRONG : NUMBER_RUN_GOOD;
}

enum number_run number_check_run(int in, int out, struct day today, enum number_output output)
{
    struct arena *arena = arena_open();
    struct check_run *run = NEW(arena, struct check_run);
    run->in = in;
    run->out = out;
    run->output = output;
    run->arena = arena;
    run->input = arena_bytes(arena, INPUT_BYTES);
    run->line.from = COUNTER_DIGITS;
    number_checker_init(&run->checker, today);
    buf_text(&run->rows, output == NUMBER_SUMMARY
                             ? "what,count\n"
                             : "line,number,verdict,reasons,canonical,born,sex,division\n");
    skip_byte_order_mark(run);
    for (check_input(run); !run->input_ended && !run->output_failed; check_input(run))
        read_more(run);
    enum number_run result = finish_run(run);
    int cause = errno;
    buf_close(&run->rows);
    buf_close(&run->field);
    arena_close(arena);
    errno = cause;
    return result;
}

/* ---- the command ---- */

static const char usage[] = "用法: jumin number check [FILE|-] [--summary] [--today DAY]\n"
                            "usage: jumin number check [FILE|-] [--summary] [--today DAY]\n";

static const char help[] =
    "\n"
    "核对公民身份号码：每行一个号码，输出CSV。\n"
    "Checks citizen numbers: one a line in, CSV out.\n"
    "\n"
    "  FILE         文件，没有或 - 为标准输入 / a file; none or - is standard input\n"
    "  --summary    只输出统计 / counts only\n"
    "  --today DAY  以该日为今天，默认为本机日期 / the day to judge by, this machine's date by "
    "default\n"
    "\n"
    "退出码 / exit: 0 没有错号 / none is wrong, 1 有错号 / some are wrong, 2 不能读写 / cannot "
    "read or write,\n"
    "64 用法有误 / wrong use\n";

struct options {
    const char *path; /* NULL: standard input */
    struct day today;
    enum number_output output;
    bool help;
};

static bool read_options(int argc, char **argv, struct options *options)
{
    bool only_files = false, have_file = false;
    for (int i = 0; i < argc; i++) {
        struct str word = str_of(argv[i]);
        bool option = !only_files && word.len > 1 && word.at[0] == '-';
        if (option && str_is(word, "--"))
            only_files = true;
        else if (option && str_is(word, "--summary"))
            options->output = NUMBER_SUMMARY;
        else if (option && (str_is(word, "--help") || str_is(word, "-h")))
            options->help = true;
        else if (option && str_is(word, "--today") && i + 1 < argc &&
                 day_parse(str_of(argv[i + 1]), &options->today))
            i++;
        else if (option && str_starts(word, "--today=") &&
                 day_parse(str_cut(word, 8, word.len), &options->today))
            continue;
        else if (option || have_file)
            return false;
        else
            have_file = true, options->path = str_is(word, "-") ? NULL : argv[i];
    }
    return true;
}

static int exit_code(enum number_run result, const char *path)
{
    const char *cause = strerror(errno), *file = path ? path : "-";
    switch (result) {
    case NUMBER_RUN_GOOD:
        return 0;
    case NUMBER_RUN_SOME_WRONG:
        return 1;
    case NUMBER_RUN_UNREADABLE:
        fprintf(stderr, "不能读取 %s\ncannot read %s: %s\n", file, file, cause);
        return 2;
    case NUMBER_RUN_UNWRITABLE:
        fprintf(stderr, "不能写出结果\ncannot write the result: %s\n", cause);
        return 2;
    }
    return 2;
}

int number_check_main(int argc, char **argv)
{
    struct options options = { .today = day_of_instant(instant_now()) };
    if (!read_options(argc, argv, &options)) {
        fputs(usage, stderr);
        return 64;
    }
    if (options.help) {
        fputs(usage, stdout);
        fputs(help, stdout);
        return fflush(stdout) == 0 ? 0 : 2;
    }
    int in = options.path ? open(options.path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (in < 0)
        return exit_code(NUMBER_RUN_UNREADABLE, options.path);
    enum number_run result = number_check_run(in, STDOUT_FILENO, options.today, options.output);
    int code = exit_code(result, options.path);
    if (options.path)
        close(in);
    return code;
}
