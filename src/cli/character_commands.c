/** Commands of rare characters: finding one, a name looked at, cases of private-use codes, missing glyphs. */
#include "base/hex.h"
#include "characters/character_case.h"
#include "characters/find_character.h"
#include "characters/missing_glyphs.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "forms/fonts.h"

enum { LIST_PAGE = 200 };

static int run_find(struct cli *cli)
{
    struct characters_found found;
    enum outcome outcome =
        character_find(&cli->desk, cli_argument(cli, "WHAT"), fonts_draw, &found);
    if (outcome != DONE)
        return (int)outcome;
    cli_table(cli, character_facts_columns, character_facts_column_count, found.at,
              sizeof *found.at, found.count);
    if (found.more)
        cli_say("还有更多，请写得更确切 there are more: ask more precisely");
    return EXIT_DONE;
}

static int run_name(struct cli *cli)
{
    struct name_look look;
    name_look(&cli->desk, cli_argument(cli, "NAME"), fonts_draw, &look);
    cli_table(cli, character_facts_columns, character_facts_column_count, look.rare,
              sizeof *look.rare, look.rare_count);
    cli_say("芯片 %d/15 字位 units: " STR_FMT "  " STR_FMT, (int)look.chip_units,
            STR_ARG(look.chip_name), STR_ARG(look.fault));
    return EXIT_DONE;
}

/* ---- cases ---- */

/** A case as a command prints it: bytes as digits. */
struct case_line {
    struct character_case c;
    struct str code_point, bytes;
};
static const struct column case_columns[] = {
    COLUMN(case_line, c.part, "part", KIND_INT32, "首登单位", "Part"),
    COLUMN(case_line, c.id, "id", KIND_ID, "案件标识", "Id"),
    COLUMN(case_line, c.ver, "ver", KIND_INT32, "版本", "Version"),
    COLUMN(case_line, c.person, "person", KIND_ID, "人员标识", "Person"),
    COLUMN(case_line, c.station, "station", KIND_INT32, "派出所", "Station"),
    COLUMN(case_line, c.item, "item", KIND_TEXT, "项目", "Item"),
    COLUMN(case_line, code_point, "codePoint", KIND_TEXT, "自造字码位", "Private-use code point"),
    COLUMN(case_line, bytes, "bytes", KIND_TEXT, "原字节", "Bytes"),
    COLUMN(case_line, c.opened_on, "openedOn", KIND_DAY, "立案日期", "Opened on"),
    COLUMN(case_line, c.source, "source", KIND_TEXT, "纸质来源", "Paper"),
    COLUMN(case_line, c.became, "character", KIND_TEXT, "标准字", "Character"),
    COLUMN(case_line, c.outcome, "outcome", KIND_TEXT, "处理结果", "Outcome"),
    COLUMN(case_line, c.closed_on, "closedOn", KIND_DAY, "办结日期", "Closed on"),
};

static struct case_line line_of(struct arena *arena, const struct character_case *c)
{
    SCOPED(buf) hex = { 0 };
    buf_hex(&hex, c->bytes.at, c->bytes.len);
    return (struct case_line){ *c, arena_printf(arena, "U+%04X", (unsigned)c->point),
                               arena_str(arena, buf_str(&hex)) };
}

static int run_cases(struct cli *cli)
{
    struct character_cases cases;
    struct desk *desk = &cli->desk;
    struct str state = cli_option(cli, "--state");
    CLI_TRY(character_cases_list(desk, state.at ? state : STR("OPEN"), cli_option(cli, "--cursor"),
                                 LIST_PAGE, &cases));
    CLI_TRY(character_cases_listed(desk, (int64_t)cases.count));
    struct case_line *lines = NEW_ARRAY(desk->arena, struct case_line, cases.count + 1);
    for (size_t i = 0; i < cases.count; i++)
        lines[i] = line_of(desk->arena, &cases.at[i]);
    cli_table(cli, case_columns, COUNT(case_columns), lines, sizeof *lines, cases.count);
    if (cases.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(cases.next));
    return EXIT_DONE;
}

/** Without --version it is done to the case as it stands now. */
static enum outcome expect_version(struct cli *cli, int32_t part, int64_t id)
{
    struct character_case c;
    if (cli->desk.expected_version >= 0)
        return DONE;
    TRY(character_case_see(&cli->desk, part, id, &c));
    cli->desk.expected_version = c.ver;
    return DONE;
}

static bool read_case(struct cli *cli, int32_t *part, int64_t *id)
{
    return record_given(cli, "CASE", part, id) &&
           (!cli_option(cli, "--version").at ||
            cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version));
}

static int say_case(struct cli *cli, const struct character_case *c)
{
    struct case_line line = line_of(cli->desk.arena, c);
    cli_record(cli, case_columns, COUNT(case_columns), &line);
    return EXIT_DONE;
}

static int run_source(struct cli *cli)
{
    struct character_case c;
    struct character_evidence e = { .source = cli_argument(cli, "PAPER") };
    struct str path = cli_option(cli, "--picture");
    if (!read_case(cli, &e.part, &e.id))
        return EXIT_WRONG_USE;
    if (path.at)
        CLI_TRY(cli_read_file(&cli->desk, path, CHARACTER_PICTURE_MAX, &e.picture));
    CLI_TRY(expect_version(cli, e.part, e.id));
    CLI_TRY(character_case_show(&cli->desk, &e, &c));
    return say_case(cli, &c);
}

static int run_settle(struct cli *cli)
{
    struct character_case c;
    struct character_decision d = { .character = cli_argument(cli, "CHARACTER"),
                                    .note = cli_option(cli, "--note") };
    if (!read_case(cli, &d.part, &d.id))
        return EXIT_WRONG_USE;
    CLI_TRY(expect_version(cli, d.part, d.id));
    CLI_TRY(character_case_settle(&cli->desk, &d, &c));
    return say_case(cli, &c);
}

/* ---- missing glyphs ---- */

struct missing_line {
    struct str character, code_point, block;
    int64_t persons, units;
    int32_t unit;
    struct day counted_on;
};
static const struct column missing_columns[] = {
    COLUMN(missing_line, character, "character", KIND_TEXT, "字", "Character"),
    COLUMN(missing_line, code_point, "codePoint", KIND_TEXT, "码位", "Code point"),
    COLUMN(missing_line, block, "block", KIND_TEXT, "区块", "Block"),
    COLUMN(missing_line, persons, "persons", KIND_INT, "人数", "Persons"),
    COLUMN(missing_line, units, "units", KIND_INT, "单位数", "Units"),
    COLUMN(missing_line, unit, "unit", KIND_INT32, "单位", "Unit"),
    COLUMN(missing_line, counted_on, "countedOn", KIND_DAY, "统计日期", "Counted on"),
};

static int run_missing(struct cli *cli)
{
    struct missing_glyphs all;
    struct desk *desk = &cli->desk;
    int64_t names = 0, missing = 0;
    if (!cli_flag(cli, "--last")) {
        CLI_TRY(missing_glyphs_count(desk, fonts_draw, &names, &missing));
        cli_say("姓名 names %lld，缺字 missing %lld", (long long)names, (long long)missing);
    }
    CLI_TRY(missing_glyphs_list(desk, fonts_draw, &all));
    struct missing_line *lines = NEW_ARRAY(desk->arena, struct missing_line, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const struct missing_glyph *m = &all.at[i];
        lines[i] = (struct missing_line){ m->facts.character, m->facts.code_point,
                                          m->facts.block,     m->persons,
                                          m->units,           m->unit,
                                          m->counted_on };
    }
    cli_table(cli, missing_columns, COUNT(missing_columns), lines, sizeof *lines, all.count);
    return EXIT_DONE;
}

/* clang-format off */
const struct command character_commands[] = {
    { "character find", "WHAT", ANYONE, run_find,
      "查字：U+码位、GB 18030 编码、部件或结构、拼音、部首.笔画、本字", "find a character: U+ or GB 18030 code, parts or structure, reading, radical.strokes, itself" },
    { "character name", "NAME", ANYONE, run_name,
      "姓名用字：芯片字位、规范汉字、字形", "what would come of a name: chip fit, standard characters, glyphs" },
    { "character cases", "[--state STATE] [--cursor C]", MAY_SEE_PERSONS, run_cases,
      "自造字案件", "private-use codes in names, to be looked up on paper" },
    { "character source", "CASE PAPER [--picture FILE] [--version N]", MAY_KEEP_REGISTER, run_source,
      "登记字形的纸质来源和图片（PNG）", "where the character can be seen, and its picture" },
    { "character settle", "CASE CHARACTER [--note TEXT] [--version N]", MAY_DECIDE_COUNTY, run_settle,
      "自造字改为标准字", "put the standard character for the code" },
    { "character missing", "[--last]", MAY_SETTLE_NUMBERS, run_missing,
      "统计并列出字体缺字；--last 只列上次结果", "count and list the characters no font of the forms draws" },
};
/* clang-format on */
const size_t character_command_count = COUNT(character_commands);
