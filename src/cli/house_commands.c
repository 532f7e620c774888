/** Commands of the house check. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "forms/form.h"
#include "house/house_check.h"
#include "places/beat.h"

enum { PAGE = 200, BEATS_MAX = 999 };

/* ---- rounds ---- */

/** A round as a line. */
struct round_line {
    struct str round; /* as other commands take it */
    int32_t station, beat, ver;
    struct str name, state;
    struct day due_on;
    struct house_counts counts;
};
static const struct column round_columns[] = {
    COLUMN(round_line, round, "round", KIND_TEXT, "轮次", "Round"),
    COLUMN(round_line, station, "station", KIND_INT32, "派出所", "Station"),
    COLUMN(round_line, beat, "beat", KIND_INT32, "责任区号", "Beat"),
    COLUMN(round_line, ver, "ver", KIND_INT32, "版本", "Version"),
    COLUMN(round_line, name, "name", KIND_TEXT, "名称", "Name"),
    COLUMN(round_line, state, "state", KIND_TEXT, "状态", "State"),
    COLUMN(round_line, due_on, "dueOn", KIND_DAY, "应完成日期", "Due on"),
    COLUMN(round_line, counts.houses, "houses", KIND_INT, "户数", "Houses"),
    COLUMN(round_line, counts.done, "done", KIND_INT, "已核查", "Done"),
    COLUMN(round_line, counts.different, "different", KIND_INT, "有变动", "With differences"),
    COLUMN(round_line, counts.closed_door, "closedDoor", KIND_INT, "家中无人", "Door closed"),
    COLUMN(round_line, counts.refused, "refused", KIND_INT, "拒绝", "Refused"),
    COLUMN(round_line, counts.revisit, "revisit", KIND_INT, "另约", "Another day"),
    COLUMN(round_line, counts.closed_doors, "closedDoors", KIND_INT, "未遇次数", "Closed doors"),
};

static struct round_line line_of(struct desk *desk, const struct house_round *r)
{
    return (struct round_line){ arena_printf(desk->arena, "%d-%lld", r->check.part,
                                             (long long)r->check.id),
                                r->check.part,
                                r->beat_number,
                                r->check.ver,
                                r->check.name,
                                r->check.state,
                                r->check.due_on,
                                r->counts };
}

static int open_one(struct cli *cli, const struct house_order *order, struct round_line *out)
{
    struct house_round round;
    CLI_TRY(house_check_open(&cli->desk, order, &round));
    *out = line_of(&cli->desk, &round);
    return EXIT_DONE;
}

/** Of one beat, or of each beat of the station that has plates. */
static int open_rounds(struct cli *cli, struct house_order *order, int64_t number)
{
    struct beats beats;
    size_t count = 0;
    struct round_line *lines = NEW_ARRAY(cli->desk.arena, struct round_line, BEATS_MAX);
    CLI_TRY(beats_list(&cli->desk, order->part, order->part, &beats));
    for (size_t i = 0; i < beats.count && count < BEATS_MAX; i++) {
        if (number ? beats.at[i].number != number : !beats.at[i].plates)
            continue;
        order->beat = beats.at[i].id;
        CLI_TRY(open_one(cli, order, &lines[count++]));
    }
    if (!count)
        return (int)refuse(&cli->desk, NO_BEAT_UNKNOWN);
    cli_table(cli, round_columns, COUNT(round_columns), lines, sizeof *lines, count);
    return EXIT_DONE;
}

static int run_new(struct cli *cli)
{
    int64_t station = 0, number = 0;
    struct house_order order = { .name = cli_argument(cli, "NAME"), .due_on = NO_DAY };
    if (!cli_number(cli, "STATION", 1, INT32_MAX, &station) ||
        (cli_option(cli, "--beat").at && !cli_number(cli, "--beat", 1, BEAT_NUMBER_MAX, &number)) ||
        (cli_option(cli, "--due").at && !cli_day(cli, "--due", &order.due_on)))
        return EXIT_WRONG_USE;
    order.part = (int32_t)station;
    return open_rounds(cli, &order, number);
}

static int run_list(struct cli *cli)
{
    struct house_rounds rounds;
    struct str state = cli_option(cli, "--state");
    CLI_TRY(house_rounds_list(&cli->desk, state.at ? state : STR("OPEN"), NO_STR, PAGE, &rounds));
    struct round_line *lines = NEW_ARRAY(cli->desk.arena, struct round_line, rounds.count);
    for (size_t i = 0; i < rounds.count; i++)
        lines[i] = line_of(&cli->desk, &rounds.at[i]);
    cli_table(cli, round_columns, COUNT(round_columns), lines, sizeof *lines, rounds.count);
    return EXIT_DONE;
}

static int run_close(struct cli *cli)
{
    int32_t part = 0;
    int64_t id = 0;
    struct house_round round;
    if (!record_given(cli, "ROUND", &part, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(house_round_load(&cli->desk, part, id, &round));
    cli->desk.expected_version = round.check.ver;
    CLI_TRY(house_check_end(&cli->desk, part, id, &round));
    struct round_line line = line_of(&cli->desk, &round);
    cli_record(cli, round_columns, COUNT(round_columns), &line);
    return EXIT_DONE;
}

/* ---- the list and the sheet ---- */

static struct str member_names(struct desk *desk, const struct persons *members)
{
    struct str out = STR("");
    for (size_t i = 0; i < members->count; i++)
        out =
            arena_printf(desk->arena, STR_FMT "%s" STR_FMT " " STR_FMT, STR_ARG(out), i ? "；" : "",
                         STR_ARG(members->at[i].name), STR_ARG(members->at[i].number));
    return out;
}

/** A visit as a line: members masked. */
struct stop_line {
    struct house_visit visit;
    struct str members;
    int64_t findings;
};
static const struct column stop_columns[] = {
    COLUMN(stop_line, visit.place, "place", KIND_INT32, "序号", "Place"),
    COLUMN(stop_line, visit.ver, "ver", KIND_INT32, "版本", "Version"),
    COLUMN(stop_line, visit.street, "street", KIND_TEXT, "街路巷", "Street"),
    COLUMN(stop_line, visit.door, "door", KIND_TEXT, "门牌号", "Door"),
    COLUMN(stop_line, visit.detail, "detail", KIND_TEXT, "详址", "Detail"),
    COLUMN(stop_line, members, "members", KIND_TEXT, "登记人口", "Registered there"),
    COLUMN(stop_line, visit.result, "result", KIND_TEXT, "结果", "Result"),
    COLUMN(stop_line, visit.tries, "tries", KIND_INT32, "入户次数", "Visits made"),
    COLUMN(stop_line, visit.next_on, "nextOn", KIND_DAY, "约定日期", "Next on"),
    COLUMN(stop_line, findings, "findings", KIND_INT, "问题数", "Findings"),
};

static int run_visits(struct cli *cli)
{
    struct str list = cli_option(cli, "--list");
    struct house_page page = { .limit = INT16_MAX,
                               .list = list.at ? house_list_of(list) : HOUSE_LIST_ALL };
    struct house_stops stops;
    if (!record_given(cli, "ROUND", &page.part, &page.round))
        return EXIT_WRONG_USE;
    if (page.list == HOUSE_LIST_COUNT)
        return cli_wrong_use(cli, "--list: all, left, closed");
    CLI_TRY(house_stops_load(&cli->desk, &page, false, &stops));
    CLI_TRY(house_stops_seen(&cli->desk, &page, stops.count));
    struct stop_line *lines = NEW_ARRAY(cli->desk.arena, struct stop_line, stops.count);
    for (size_t i = 0; i < stops.count; i++)
        lines[i] =
            (struct stop_line){ stops.at[i].visit, member_names(&cli->desk, &stops.at[i].members),
                                (int64_t)stops.at[i].findings.count };
    cli_table(cli, stop_columns, COUNT(stop_columns), lines, sizeof *lines, stops.count);
    return EXIT_DONE;
}

static enum outcome write_whole(struct desk *desk, struct str path, struct str bytes)
{
    FILE *file = fopen(arena_text(desk->arena, path), "wb");
    bool whole = file && fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    bool closed = file && fclose(file) == 0;
    return whole && closed ? DONE : fail(desk, "cannot write " STR_FMT, STR_ARG(path));
}

/** `-` is stdout. */
static int run_sheet(struct cli *cli)
{
    SCOPED(buf) pdf = { 0 };
    struct str list = cli_option(cli, "--list"), path = cli_option(cli, "--out");
    struct form_asked asked = { .kind = FORM_HOUSE_CHECK,
                                .list = list.at ? house_list_of(list) : HOUSE_LIST_ALL };
    if (!record_given(cli, "ROUND", &asked.unit, &asked.id))
        return EXIT_WRONG_USE;
    if (asked.list == HOUSE_LIST_COUNT)
        return cli_wrong_use(cli, "--list: all, left, closed");
    CLI_TRY(form_print(&cli->desk, &asked, &pdf));
    if (str_is(path, "-"))
        return cli_out(buf_str(&pdf)) ? EXIT_DONE : EXIT_FAILED;
    return (int)write_whole(&cli->desk, path, buf_str(&pdf));
}

/* ---- results ---- */

/** The visit as it stands now, unless --version says which was seen. */
static int load_visit(struct cli *cli, struct house_visit *out)
{
    int32_t part = 0;
    int64_t round = 0, place = 0;
    if (!record_given(cli, "ROUND", &part, &round) ||
        !cli_number(cli, "PLACE", 1, INT32_MAX, &place))
        return EXIT_WRONG_USE;
    CLI_TRY(house_visit_of_place(&cli->desk, part, round, (int32_t)place, out));
    cli->desk.expected_version = out->ver;
    if (cli_option(cli, "--version").at &&
        !cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version))
        return EXIT_WRONG_USE;
    return EXIT_DONE;
}

static int show_visit(struct cli *cli, const struct house_visit *visit)
{
    cli_record(cli, house_visit_columns, house_visit_column_count, visit);
    return EXIT_DONE;
}

static int note_difference(struct cli *cli, struct house_visit *visit)
{
    struct house_note note = { .kind = cli_option(cli, "--difference"),
                               .item = cli_option(cli, "--item"),
                               .text = cli_option(cli, "--text") };
    struct str who = cli_option(cli, "--person");
    if (who.at)
        CLI_TRY(person_of_legacy(&cli->desk, who, &note.person_part, &note.person));
    CLI_TRY(house_finding_note(&cli->desk, visit->part, visit->id, &note, visit));
    return show_visit(cli, visit);
}

/** RESULT by its code or its key on the keyboard. */
static struct str result_given(struct cli *cli)
{
    struct str given = cli_argument(cli, "RESULT");
    int64_t key = 0;
    if (str_to_int(given, &key) && key > 0)
        for (size_t i = 0; i < HOUSE_RESULT_COUNT; i++)
            if (house_results[i].key == key)
                return str_of(house_results[i].code);
    return given;
}

static int run_enter(struct cli *cli)
{
    struct house_visit visit;
    struct day next_on = NO_DAY;
    if (cli_option(cli, "--next").at && !cli_day(cli, "--next", &next_on))
        return EXIT_WRONG_USE;
    CLI_TRY(load_visit(cli, &visit));
    if (cli_option(cli, "--difference").at)
        return note_difference(cli, &visit);
    CLI_TRY(
        house_visit_enter(&cli->desk, visit.part, visit.id, result_given(cli), next_on, &visit));
    return show_visit(cli, &visit);
}

/* ---- findings and coverage ---- */

static int run_findings(struct cli *cli)
{
    struct house_findings findings;
    struct str state = cli_option(cli, "--state");
    CLI_TRY(
        house_findings_list(&cli->desk, state.at ? state : STR("OPEN"), NO_STR, PAGE, &findings));
    cli_table(cli, house_finding_columns, house_finding_column_count, findings.at,
              sizeof *findings.at, findings.count);
    return EXIT_DONE;
}

static int run_settle(struct cli *cli)
{
    struct house_finding finding;
    int32_t part = 0;
    int64_t id = 0, version = 1; /* an open finding has not changed yet */
    if (!record_given(cli, "FINDING", &part, &id) ||
        (cli_option(cli, "--version").at && !cli_number(cli, "--version", 1, INT32_MAX, &version)))
        return EXIT_WRONG_USE;
    cli->desk.expected_version = version;
    CLI_TRY(house_finding_settle(&cli->desk, part, id, cli_argument(cli, "OUTCOME"), &finding));
    cli_record(cli, house_finding_columns, house_finding_column_count, &finding);
    return EXIT_DONE;
}

static int run_coverage(struct cli *cli)
{
    static const char *const words[] = { "beat", "station", "bureau" };
    struct house_coverages coverage;
    struct str by = cli_option(cli, "--by");
    size_t level = 0;
    while (by.at && level < COUNT(words) && !str_is(by, words[level]))
        level++;
    if (level == COUNT(words))
        return cli_wrong_use(cli, "--by: beat, station, bureau");
    CLI_TRY(house_coverage_read(&cli->desk, (enum house_level)level, &coverage));
    cli_table(cli, house_coverage_columns, house_coverage_column_count, coverage.at,
              sizeof *coverage.at, coverage.count);
    return EXIT_DONE;
}

/* clang-format off */
const struct command house_commands[] = {
    { "house round new", "STATION NAME [--beat NUMBER] [--due DAY]", MAY_KEEP_REGISTER, run_new,
      "开始一轮入户核查（一个或每个责任区）", "open a round for one beat, or for each of the station" },
    { "house round list", "[--state STATE]", MAY_SEE_PERSONS, run_list, "各轮核查及计数", "the rounds with their counters" },
    { "house round visits", "ROUND [--list LIST]", MAY_SEE_PERSONS, run_visits, "核查名单（all、left、closed）", "the list, what is left of it, or the closed doors" },
    { "house round sheet", "ROUND --out FILE [--list LIST]", MAY_SEE_PERSONS, run_sheet, "打印入户核查表", "the check sheets, or those of the closed doors, as PDF" },
    { "house round enter", "ROUND PLACE [RESULT] [--next DAY] [--difference KIND] [--person LEGACY] [--item ITEM] [--text TEXT] [--version N]", MAY_KEEP_REGISTER, run_enter,
      "录入一户结果（1 至 6）或一处变动", "the result of a house (1 to 6), or a difference found" },
    { "house round coverage", "[--by LEVEL]", MAY_SEE_PERSONS, run_coverage, "核查进度（beat、station、bureau）", "coverage by beat, station or bureau" },
    { "house round close", "ROUND", MAY_KEEP_REGISTER, run_close, "结束一轮核查", "close a round" },
    { "house finding list", "[--state STATE]", MAY_SEE_PERSONS, run_findings, "核查发现的问题", "what was found otherwise" },
    { "house finding settle", "FINDING OUTCOME [--version N]", MAY_KEEP_REGISTER, run_settle, "办结一条问题（DONE、CASE、DISMISSED）", "settle a finding" },
};
/* clang-format on */
const size_t house_command_count = COUNT(house_commands);
