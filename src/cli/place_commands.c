/** Commands of places: plates, beats, and plates against households. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "house/house_check.h"
#include "office/clerk.h"
#include "places/beat.h"
#include "places/import_plates.h"
#include "places/plate.h"
#include <errno.h>

enum { FILE_MAX = 600 << 20, PAGE = 200 };

/* ---- import ---- */

static const struct column import_columns[] = {
    COLUMN(plate_import_result, rows, "rows", KIND_INT, "行数", "Rows"),
    COLUMN(plate_import_result, taken, "taken", KIND_INT, "收入", "Taken"),
    COLUMN(plate_import_result, unchanged, "unchanged", KIND_INT, "未变", "Unchanged"),
    COLUMN(plate_import_result, rejected, "rejected", KIND_INT, "退回", "Rejected"),
};

static void note_reject(void *self, const struct plate_reject *reject)
{
    plate_reject_csv(self, reject);
}

static enum outcome write_file(struct desk *desk, struct str path, struct str bytes)
{
    FILE *file = fopen(arena_text(desk->arena, path), "w");
    if (!file)
        return fail(desk, STR_FMT ": %s", STR_ARG(path), strerror(errno));
    bool whole = fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    bool closed = fclose(file) == 0;
    return whole && closed ? DONE : fail(desk, "cannot write " STR_FMT, STR_ARG(path));
}

static int run_import(struct cli *cli)
{
    SCOPED(buf) rejects = { 0 };
    struct plate_import_result result;
    struct plate_import order = { .dry_run = cli_flag(cli, "--dry-run"),
                                  .self = &rejects,
                                  .rejected = note_reject };
    struct str path = cli_option(cli, "--rejects");
    buf_text(&rejects, PLATE_REJECT_HEADINGS);
    CLI_TRY(cli_read_file(&cli->desk, cli_argument(cli, "FILE"), FILE_MAX, &order.bytes));
    CLI_TRY(plates_import(&cli->desk, &order, &result));
    if (path.at)
        CLI_TRY(write_file(&cli->desk, path, buf_str(&rejects)));
    cli_record(cli, import_columns, COUNT(import_columns), &result);
    return EXIT_DONE;
}

/* ---- looking ---- */

static int list_streets(struct cli *cli, int32_t station)
{
    struct streets streets;
    CLI_TRY(streets_list(&cli->desk, station, &streets));
    cli_table(cli, street_columns, street_column_count, streets.at, sizeof *streets.at,
              streets.count);
    return EXIT_DONE;
}

/** Without a street the streets, with one its plates, page by page. */
static int run_list(struct cli *cli)
{
    struct plate_query query = { .street = cli_option(cli, "--street"), .limit = PAGE };
    struct plates page;
    struct buf all = { 0 };
    if (!unit_given(cli, "STATION", &query.station))
        return EXIT_WRONG_USE;
    if (!query.street.at && !cli_flag(cli, "--all"))
        return list_streets(cli, query.station);
    enum outcome outcome;
    do {
        outcome = plates_list(&cli->desk, &query, &page);
        if (outcome == DONE && page.count) {
            buf_add(&all, str_from(page.at, page.count * sizeof *page.at));
            query.after = page.at[page.count - 1].id;
        }
    } while (outcome == DONE && page.count == PAGE);
    if (outcome == DONE)
        cli_table(cli, plate_columns, plate_column_count, all.at, sizeof *page.at,
                  all.len / sizeof *page.at);
    buf_close(&all);
    return (int)outcome;
}

static int run_show(struct cli *cli)
{
    struct plate plate;
    struct address_element elements[ADDRESS_ELEMENTS_MAX];
    int32_t station = 0;
    int64_t id = 0;
    if (!unit_given(cli, "STATION", &station) || !cli_number(cli, "ID", 1, INT64_MAX, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(plate_see(&cli->desk, station, id, &plate));
    cli_record(cli, plate_columns, plate_column_count, &plate);
    size_t count = plate_elements(cli->desk.arena, &plate, cli->desk.today, elements);
    for (size_t i = 0; i < count && !cli->json; i++)
        printf("%s %s," STR_FMT "\n", elements[i].code, elements[i].zh, STR_ARG(elements[i].text));
    return EXIT_DONE;
}

static int run_compare(struct cli *cli)
{
    SCOPED(buf) lines = { 0 };
    struct house_comparison c;
    struct str path = cli_option(cli, "--out");
    buf_text(&lines, HOUSE_COMPARISON_HEADINGS);
    CLI_TRY(house_compare(&cli->desk, &c));
    CLI_TRY(house_comparison_csv(&cli->desk, &c, &lines));
    if (path.at)
        CLI_TRY(write_file(&cli->desk, path, buf_str(&lines)));
    else if (!cli_out(buf_str(&lines)))
        return EXIT_FAILED;
    cli_say(
        "门牌 %lld，无人门牌 %lld；户 %lld，无门牌 %lld。 plates without people: %lld, households "
        "without plate: %lld",
        (long long)c.plates, (long long)c.plates_without_people, (long long)c.households,
        (long long)c.households_without_plate, (long long)c.plates_without_people,
        (long long)c.households_without_plate);
    return EXIT_DONE;
}

/* ---- beats ---- */

static enum outcome officer_of(struct cli *cli, int64_t *out)
{
    struct clerk_record clerk;
    struct str login = cli_option(cli, "--officer");
    *out = 0;
    if (!login.at)
        return DONE;
    TRY(clerk_find(&cli->desk, login, &clerk));
    *out = clerk.id;
    return DONE;
}

static int show_beat(struct cli *cli, const struct beat *beat)
{
    cli_record(cli, beat_columns, beat_column_count, beat);
    return EXIT_DONE;
}

/** STATION and NUMBER. */
static bool beat_given(struct cli *cli, struct beat_order *order)
{
    int64_t number = 0;
    if (!unit_given(cli, "STATION", &order->part) ||
        !cli_number(cli, "NUMBER", 1, BEAT_NUMBER_MAX, &number))
        return false;
    order->number = (int32_t)number;
    return true;
}

static int run_beat_add(struct cli *cli)
{
    struct beat beat;
    struct beat_order order = { .name = cli_argument(cli, "NAME") };
    if (!beat_given(cli, &order))
        return EXIT_WRONG_USE;
    CLI_TRY(officer_of(cli, &order.officer));
    CLI_TRY(beat_add(&cli->desk, &order, &beat));
    return show_beat(cli, &beat);
}

/** The beat as it stands now, unless --version says which was seen. */
static int load_beat(struct cli *cli, struct beat_order *order, struct beat *out)
{
    if (!beat_given(cli, order))
        return EXIT_WRONG_USE;
    CLI_TRY(beat_of_number(&cli->desk, order->part, order->number, out));
    cli->desk.expected_version = out->ver;
    if (cli_option(cli, "--version").at &&
        !cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version))
        return EXIT_WRONG_USE;
    return EXIT_DONE;
}

static int run_beat_change(struct cli *cli)
{
    struct beat beat;
    struct beat_order order = { .name = cli_option(cli, "--name") };
    CLI_TRY(load_beat(cli, &order, &beat));
    if (!order.name.at)
        order.name = beat.name;
    CLI_TRY(officer_of(cli, &order.officer));
    if (!cli_option(cli, "--officer").at)
        order.officer = beat.officer;
    CLI_TRY(beat_change(&cli->desk, beat.part, beat.id, &order, &beat));
    return show_beat(cli, &beat);
}

static int run_beat_assign(struct cli *cli)
{
    struct beat beat;
    struct beat_order order = { 0 };
    struct beat_ground ground = { cli_argument(cli, "STREET"), cli_option(cli, "--from"),
                                  cli_option(cli, "--to") };
    CLI_TRY(load_beat(cli, &order, &beat));
    CLI_TRY(beat_give_ground(&cli->desk, beat.part, beat.id, &ground, &beat));
    return show_beat(cli, &beat);
}

static int run_beat_list(struct cli *cli)
{
    struct beats beats;
    int32_t station = 0;
    if (cli_option(cli, "--station").at && !unit_given(cli, "--station", &station))
        return EXIT_WRONG_USE;
    CLI_TRY(beats_list(&cli->desk, station, station ? station : INT32_MAX, &beats));
    cli_table(cli, beat_columns, beat_column_count, beats.at, sizeof *beats.at, beats.count);
    return EXIT_DONE;
}

/* clang-format off */
const struct command place_commands[] = {
    { "places import", "FILE [--dry-run] [--rejects FILE]", MAY_KEEP_PLACES, run_import, "导入门牌（CSV）", "take door plates over; safe to run again" },
    { "places list", "STATION [--street STREET] [--all]", MAY_SEE_PLACES, run_list, "派出所的街路巷；一条街的门牌", "the streets of a station, or the plates of one" },
    { "places show", "STATION ID", MAY_SEE_PLACES, run_show, "一块门牌及其地址要素", "a plate and the elements of its address" },
    { "places compare", "[--out FILE]", MAY_SEE_PLACES, run_compare, "门牌与人口比对", "plates without people and the reverse" },
    { "places beat list", "[--station STATION]", MAY_SEE_PLACES, run_beat_list, "责任区", "the beats" },
    { "places beat add", "STATION NUMBER NAME [--officer LOGIN]", MAY_KEEP_REGISTER, run_beat_add, "新设责任区", "a new beat" },
    { "places beat change", "STATION NUMBER [--name NAME] [--officer LOGIN] [--version N]", MAY_KEEP_REGISTER, run_beat_change, "修改责任区", "another name or officer" },
    { "places beat assign", "STATION NUMBER STREET [--from DOOR] [--to DOOR] [--version N]", MAY_KEEP_REGISTER, run_beat_assign, "把一条街的门牌划入责任区", "give a beat a street, or a stretch of it" },
};
/* clang-format on */
const size_t place_command_count = COUNT(place_commands);
