/** Commands of the register: importing, undoing, checking, persons, number cases. */
#include "base/hex.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/who.h"
#include "exchange/import_source.h"
#include "office/unit.h"
#include "register/check.h"
#include "register/import.h"
#include "register/load.h"
#include "register/search.h"
#include "register/see_person.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAP_FILE_MAX = 1 << 20, PAGE = 100, CASES_PAGE = 200 };

/* ---- a large file, mapped ---- */

struct mapped {
    struct str bytes;
};

static void mapped_close(struct mapped *mapped)
{
    if (mapped->bytes.len)
        munmap((void *)(uintptr_t)mapped->bytes.at, mapped->bytes.len);
    *mapped = (struct mapped){ 0 };
}

static enum outcome mapped_open(struct desk *desk, struct str path, struct mapped *out)
{
    struct stat stat;
    int fd = open(arena_text(desk->arena, path), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(desk, STR_FMT ": %s", STR_ARG(path), strerror(errno));
    bool good = fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode);
    size_t len = good ? (size_t)stat.st_size : 0;
    void *at = len ? mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    close(fd);
    if (!good || at == MAP_FAILED)
        return fail(desk, STR_FMT ": not a file that can be read", STR_ARG(path));
    *out = (struct mapped){ str_from(at ? at : "", len) };
    return DONE;
}

/** Lets go of the memory of what is done. */
static void mapped_passed(const struct mapped *mapped, size_t bytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (bytes >= page)
        madvise((void *)(uintptr_t)mapped->bytes.at, bytes / page * page, MADV_DONTNEED);
}

/* ---- import ---- */

struct import_talk {
    struct mapped file;
    struct import_source source;
    size_t bytes; /* to be read */
    struct progress progress;
    struct buf rejects;
    FILE *rejects_file;
};

static void write_rejects(struct import_talk *talk, size_t at_least)
{
    if (!talk->rejects_file || talk->rejects.len < at_least)
        return;
    fwrite(talk->rejects.at, 1, talk->rejects.len, talk->rejects_file);
    buf_clear(&talk->rejects);
}

static void note_reject(void *self, const struct import_reject *reject)
{
    enum { SEND_AT = 64 << 10 };
    struct import_talk *talk = self;
    if (!talk->rejects_file)
        return;
    import_reject_csv(&talk->rejects, reject);
    write_rejects(talk, SEND_AT);
}

static void note_progress(void *self, int64_t rows, size_t bytes)
{
    struct import_talk *talk = self;
    if (!talk->source.csv.len)
        mapped_passed(&talk->file, bytes);
    if (rows)
        progress_show(&talk->progress, rows, bytes, talk->bytes);
}

/** Ctrl+C once: the chunk at hand is ended, and the load can be gone on with. */
static volatile sig_atomic_t interrupted;

static void note_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

static bool is_interrupted(void *self)
{
    (void)self;
    return interrupted != 0;
}

/** A second time ends the program, as ever. */
static void heed_interrupts(void)
{
    struct sigaction action = { .sa_handler = note_interrupt };
    action.sa_flags = (int)(SA_RESETHAND | SA_RESTART);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

/** What an import says in the end. */
struct import_report {
    int64_t load, rows, taken, unchanged, rejected, odd, cases;
    struct str hash;
    int dry_run;
};
static const struct column report_columns[] = {
    COLUMN(import_report, load, "load", KIND_ID, "批次", "Load"),
    COLUMN(import_report, rows, "rows", KIND_INT, "行数", "Rows"),
    COLUMN(import_report, taken, "taken", KIND_INT, "收入", "Taken"),
    COLUMN(import_report, unchanged, "unchanged", KIND_INT, "未变", "Unchanged"),
    COLUMN(import_report, rejected, "rejected", KIND_INT, "退回", "Rejected"),
    COLUMN(import_report, odd, "odd", KIND_INT, "存疑项", "Odd items"),
    COLUMN(import_report, cases, "cases", KIND_INT, "号码立案", "Number cases"),
    COLUMN(import_report, hash, "hash", KIND_TEXT, "文件摘要 SM3", "Hash of the file, SM3"),
    COLUMN(import_report, dry_run, "dryRun", KIND_BOOL, "试导入", "Dry run"),
};

static void report_import(struct cli *cli, const struct import_result *result)
{
    char hash[sizeof result->hash * 2 + 1];
    struct import_report report = { result->load,
                                    result->rows,
                                    result->taken,
                                    result->unchanged,
                                    result->rejected,
                                    result->odd,
                                    result->cases,
                                    str_of(hex_text(result->hash, sizeof result->hash, hash)),
                                    cli_flag(cli, "--dry-run") };
    cli_record(cli, report_columns, COUNT(report_columns), &report);
}

static enum outcome open_talk(struct cli *cli, struct import_talk *talk, struct import_order *order)
{
    struct desk *desk = &cli->desk;
    struct str rejects = cli_option(cli, "--rejects"), map = cli_option(cli, "--map");
    TRY(mapped_open(desk, order->file, &talk->file));
    if (map.at)
        TRY(cli_read_file(desk, map, MAP_FILE_MAX, &order->map));
    TRY(import_source_open(desk, talk->file.bytes, cli_option(cli, "--encoding"),
                           cli_option(cli, "--sheet"), order, &talk->source));
    if (rejects.at && !(talk->rejects_file = fopen(arena_text(desk->arena, rejects), "w")))
        return fail(desk, STR_FMT ": %s", STR_ARG(rejects), strerror(errno));
    buf_text(&talk->rejects, IMPORT_REJECT_HEADINGS);
    talk->bytes = order->bytes.len;
    return DONE;
}

static enum outcome close_talk(struct cli *cli, struct import_talk *talk, enum outcome outcome)
{
    progress_end(&talk->progress);
    write_rejects(talk, 0);
    bool broken = talk->rejects_file && (ferror(talk->rejects_file) | fclose(talk->rejects_file));
    buf_close(&talk->rejects);
    import_source_close(&talk->source);
    mapped_close(&talk->file);
    return broken && outcome == DONE ? fail(&cli->desk, "the reject file cannot be written")
                                     : outcome;
}

/** Only the last part of the path is remembered. */
static struct str base_name(struct str path)
{
    for (size_t at; (at = str_find_byte(path, '/')) < path.len;)
        path = str_cut(path, at + 1, path.len);
    return path;
}

static int run_import(struct cli *cli)
{
    struct import_result result = { 0 };
    struct import_talk talk = { .progress = progress_begin("行", "rows") };
    struct import_order order = { .file = cli_argument(cli, "FILE"),
                                  .dry_run = cli_flag(cli, "--dry-run"),
                                  .self = &talk,
                                  .rejected = note_reject,
                                  .progress = note_progress,
                                  .stopped = is_interrupted };
    heed_interrupts();
    enum outcome outcome = open_talk(cli, &talk, &order);
    order.file = base_name(order.file);
    if (outcome == DONE)
        outcome = register_import(&cli->desk, &order, &result);
    outcome = close_talk(cli, &talk, outcome);
    if (outcome == DONE)
        report_import(cli, &result);
    if ((outcome != DONE && result.taken) || result.stopped)
        cli_say("中断前已收入 %lld 人，重新运行即可继续。 %lld persons were taken in before; run "
                "it again to go on.",
                (long long)result.taken, (long long)result.taken);
    return result.stopped ? (int)FAILED : (int)outcome;
}

static int run_loads(struct cli *cli)
{
    struct loads loads;
    enum outcome outcome = loads_list(&cli->desk, &loads);
    if (outcome == DONE)
        cli_table(cli, load_columns, load_column_count, loads.at, sizeof *loads.at, loads.count);
    return (int)outcome;
}

static int run_undo(struct cli *cli)
{
    int64_t load = 0, persons = 0;
    if (!cli_number(cli, "LOAD", 1, INT64_MAX, &load))
        return EXIT_WRONG_USE;
    enum outcome outcome = load_undo(&cli->desk, load, &persons);
    if (outcome == DONE)
        cli_say("已撤销，%lld 人 undone: %lld persons", (long long)persons, (long long)persons);
    return (int)outcome;
}

/* ---- check ---- */

static void put_lines(void *self, struct str csv)
{
    fwrite(csv.at, 1, csv.len, self);
}

/** What a check says in the end. */
static const struct column check_columns[] = {
    COLUMN(check_result, persons, "persons", KIND_INT, "人员", "Persons"),
    COLUMN(check_result, households, "households", KIND_INT, "户", "Households"),
    COLUMN(check_result, findings, "findings", KIND_INT, "存疑", "Findings"),
    COLUMN(check_result, fresh, "fresh", KIND_INT, "新增", "New"),
    COLUMN(check_result, righted, "righted", KIND_INT, "已更正", "Put right"),
    COLUMN(check_result, cases, "cases", KIND_INT, "号码立案", "Number cases"),
};

static int run_check(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    struct str path = cli_option(cli, "--out");
    struct check_result result = { 0 };
    bool store = cli_flag(cli, "--store");
    FILE *out = path.at ? fopen(arena_text(desk->arena, path), "w") : stdout;
    if (!out)
        return (int)fail(desk, STR_FMT ": %s", STR_ARG(path), strerror(errno));
    const struct check_order order = { .sink = { out, store && !path.at ? NULL : put_lines },
                                       .store = store };
    if (order.sink.lines)
        fputs(CHECK_HEADINGS, out);
    enum outcome outcome = register_check(desk, &order, &result);
    bool broken = ferror(out) | (path.at ? fclose(out) : fflush(out));
    if (outcome == DONE && broken)
        outcome = fail(desk, "the findings cannot be written");
    if (outcome == DONE && store)
        cli_record(cli, check_columns, COUNT(check_columns), &result);
    if (outcome == DONE)
        cli_say("存疑 %lld 处 findings: %lld", (long long)result.findings,
                (long long)result.findings);
    return (int)outcome;
}

/* ---- persons ---- */

/** A hit as a line: masked. */
struct shown_hit {
    int32_t part;
    int64_t id;
    struct str name, number, sex;
    int64_t born_year;
    struct str station, status;
    int open_case;
    struct str matched;
};
static const struct column hit_columns[] = {
    COLUMN(shown_hit, part, "part", KIND_INT32, "首登单位", "Part"),
    COLUMN(shown_hit, id, "id", KIND_ID, "人员标识", "Id"),
    COLUMN(shown_hit, name, "name", KIND_TEXT, "姓名", "Name"),
    COLUMN(shown_hit, number, "number", KIND_TEXT, "公民身份号码", "Citizen number"),
    COLUMN(shown_hit, sex, "sex", KIND_TEXT, "性别", "Sex"),
    COLUMN(shown_hit, born_year, "bornYear", KIND_INT, "出生年", "Year of birth"),
    COLUMN(shown_hit, station, "stationName", KIND_TEXT, "派出所", "Station"),
    COLUMN(shown_hit, status, "status", KIND_TEXT, "状态", "Status"),
    COLUMN(shown_hit, open_case, "openCase", KIND_BOOL, "号码待核", "Number in question"),
    COLUMN(shown_hit, matched, "matched", KIND_TEXT, "符合项", "Matched"),
};

/** person search by an option, person find by a text as one types it. */
static int run_search(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    struct person_hits hits;
    int64_t limit = PAGE;
    if (cli_option(cli, "--limit").at && !cli_number(cli, "--limit", 1, 200, &limit))
        return EXIT_WRONG_USE;
    const struct person_query query = { .text = cli_argument(cli, "TEXT"),
                                        .number = cli_option(cli, "--number"),
                                        .name = cli_option(cli, "--name"),
                                        .household = cli_option(cli, "--household"),
                                        .legacy = cli_option(cli, "--legacy"),
                                        .cursor = cli_option(cli, "--cursor"),
                                        .limit = (int)limit };
    enum outcome outcome = persons_search(desk, &query, &hits);
    if (outcome != DONE)
        return (int)outcome;
    struct shown_hit *shown = NEW_ARRAY(desk->arena, struct shown_hit, hits.count);
    for (size_t i = 0; i < hits.count; i++) {
        const struct person_hit *hit = &hits.at[i];
        shown[i] = (struct shown_hit){ hit->part,
                                       hit->id,
                                       hit->name,
                                       hit->number,
                                       hit->sex,
                                       hit->born_year,
                                       unit_short_name(desk, hit->station),
                                       hit->status,
                                       hit->open_case != 0,
                                       str_of(person_match_text(hit->matched)->zh) };
    }
    cli_table(cli, hit_columns, COUNT(hit_columns), shown, sizeof *shown, hits.count);
    if (hits.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(hits.next));
    return EXIT_DONE;
}

static void print_view(struct cli *cli, const struct person_view *view)
{
    SCOPED(buf) out = { 0 };
    if (!cli->json) {
        cli_record(cli, person_columns, person_column_count, &view->person);
        printf("住址,");
        fflush(stdout);
        csv_field(&out, view->address.text);
    } else {
        json_open(&out, '{');
        person_view_json(&cli->desk, &out, view);
        json_close(&out, '}');
    }
    buf_byte(&out, '\n');
    (void)!cli_out(buf_str(&out));
}

static int run_show(struct cli *cli)
{
    struct person_view view;
    int32_t part = 0;
    int64_t id = 0;
    enum outcome outcome = find_person(cli, &part, &id);
    if (outcome == DONE)
        outcome = see_person(&cli->desk, part, id, &view);
    if (outcome == DONE)
        print_view(cli, &view);
    return (int)outcome;
}

/* ---- number cases ---- */

static int run_cases(struct cli *cli)
{
    struct number_cases cases;
    struct str state = cli_option(cli, "--state");
    enum outcome outcome = number_cases_list(&cli->desk, state.at ? state : STR("OPEN"),
                                             cli_option(cli, "--cursor"), CASES_PAGE, &cases);
    if (outcome != DONE)
        return (int)outcome;
    cli_table(cli, number_case_columns, number_case_column_count, cases.at, sizeof *cases.at,
              cases.count);
    if (cases.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(cases.next));
    return EXIT_DONE;
}

/** Without --version the case is decided as it stands now. */
static enum outcome decide(struct cli *cli, struct number_decision *decision,
                           struct number_case *out)
{
    struct str version = cli_option(cli, "--version");
    if (!version.at) {
        TRY(number_case_load(&cli->desk, decision->part, decision->id, out));
        cli->desk.expected_version = out->ver;
    }
    return number_case_decide(&cli->desk, decision, out);
}

static int run_decide(struct cli *cli)
{
    struct number_case decided;
    struct number_decision decision = { .outcome = cli_argument(cli, "OUTCOME"),
                                        .new_number = cli_option(cli, "--number") };
    if (!record_given(cli, "CASE", &decision.part, &decision.id))
        return EXIT_WRONG_USE;
    if (cli_option(cli, "--version").at &&
        !cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version))
        return EXIT_WRONG_USE;
    enum outcome outcome = decide(cli, &decision, &decided);
    if (outcome == DONE)
        cli_record(cli, number_case_columns, number_case_column_count, &decided);
    return (int)outcome;
}

/* clang-format off */
const struct command register_commands[] = {
    { "register import", "FILE [--map FILE] [--encoding E] [--sheet S] [--dry-run] [--rejects FILE]", MAY_IMPORT, run_import,
      "导入人口登记数据（CSV、xlsx）", "take over a register; safe to run again" },
    { "register undo", "LOAD", MAY_IMPORT, run_undo, "撤销一批导入", "take a load back while nothing was built on it" },
    { "register loads", "", MAY_IMPORT, run_loads, "导入批次", "the loads" },
    { "register check", "[--out FILE] [--store]", MAY_SEE_PERSONS, run_check, "核查登记数据，列出存疑之处（--store 入库）",
      "what is questionable in the register; --store keeps what is new and closes what was put right" },
    { "person search", "[--number NUMBER] [--name NAME] [--household NUMBER] [--legacy ID] [--limit N] [--cursor C]", MAY_SEE_PERSONS, run_search,
      "查询人员（结果遮盖）", "look for persons; what is found is masked" },
    { "person find", "TEXT [--limit N] [--cursor C]", MAY_SEE_PERSONS, run_search,
      "随输随查：号码、尾数、姓名、拼音、住址", "look for persons by number, its end, name, pinyin or address" },
    { "person show", "WHO", MAY_SEE_PERSONS, run_show, "查看一人的登记（原编号或 单位-标识）", "one person's record: old id, or PART-ID" },
    { "case list", "[--state STATE] [--cursor C]", MAY_SETTLE_NUMBERS, run_cases, "号码案件", "number cases, the oldest limit first" },
    { "case decide", "CASE OUTCOME [--number NUMBER] [--version N]", MAY_SETTLE_NUMBERS, run_decide,
      "办结号码案件（单位-标识，结果 1 至 9 或 CONFIRMED）", "decide a number case: PART-ID, outcome 1 to 9 or CONFIRMED" },
};
/* clang-format on */
const size_t register_command_count = COUNT(register_commands);
