/** Commands of unregistered persons. */
#include "business/business_store.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "keys/sm3.h"
#include "unregistered/unregistered.h"

enum { LIST_PAGE = 200, PAPER_MAX = 64 << 20 };

/** A class as a line. */
struct shown_class {
    struct str number, code, zh, en, level, kinds, evidence, findings, source;
    int notice;
    struct day begins;
};
/* clang-format off */
static const struct column class_columns[] = {
    COLUMN(shown_class, number,   "number",   KIND_TEXT, "序号",     "Number"),
    COLUMN(shown_class, code,     "class",    KIND_TEXT, "类别",     "Class"),
    COLUMN(shown_class, zh,       "zh",       KIND_TEXT, "名称",     "Chinese"),
    COLUMN(shown_class, en,       "en",       KIND_TEXT, "英文",     "English"),
    COLUMN(shown_class, begins,   "begins",   KIND_DAY,  "起始日",   "Begins"),
    COLUMN(shown_class, level,    "level",    KIND_TEXT, "审批级别", "Level"),
    COLUMN(shown_class, notice,   "notice",   KIND_BOOL, "须公示",   "Posted"),
    COLUMN(shown_class, kinds,    "kinds",    KIND_TEXT, "户口业务", "Ends in"),
    COLUMN(shown_class, evidence, "evidence", KIND_TEXT, "证明材料", "Evidence"),
    COLUMN(shown_class, findings, "findings", KIND_TEXT, "调查材料", "Findings"),
    COLUMN(shown_class, source,   "source",   KIND_TEXT, "依据",     "Source"),
};
/* clang-format on */

static int run_classes(struct cli *cli)
{
    struct shown_class *shown =
        NEW_ARRAY(cli->desk.arena, struct shown_class, unregistered_class_count);
    size_t count = 0;
    for (size_t i = 0; i < unregistered_class_count; i++) {
        const struct unregistered_class *c = &unregistered_classes[i];
        if (unregistered_class_find(str_of(c->code), cli->desk.today) != c)
            continue;
        shown[count++] = (struct shown_class){ str_of(c->number),
                                               str_of(c->code),
                                               str_of(c->zh),
                                               str_of(c->en),
                                               str_of(business_level_words[c->level]),
                                               str_of(c->kinds),
                                               str_of(c->evidence),
                                               str_of(c->findings),
                                               str_of(c->source),
                                               c->notice,
                                               c->begins };
    }
    cli_table(cli, class_columns, COUNT(class_columns), shown, sizeof *shown, count);
    return EXIT_DONE;
}

static int run_life(struct cli *cli)
{
    SCOPED(buf) dot = { 0 };
    (void)cli;
    unregistered_life_dot(&dot);
    return cli_out(buf_str(&dot)) ? EXIT_DONE : EXIT_FAILED;
}

/* ---- what is said ---- */

/** name=张三: an item of the form; `name=` takes it away. */
static bool read_item(struct str text, struct business_items *items)
{
    size_t at = str_find_byte(text, '=');
    enum business_item item = item_of_key(str_cut(text, 0, at));
    if (at == text.len || item == BUSINESS_ITEM_COUNT)
        return false;
    items->at[item] = str_cut(text, at + 1, text.len);
    if (!items->at[item].at)
        items->at[item] = STR("");
    return true;
}

static bool read_items(struct cli *cli, struct business_items *items)
{
    for (size_t i = 0; i < cli_argument_count(cli, "ITEM"); i++)
        if (!read_item(cli_argument_at(cli, "ITEM", i), items))
            return false;
    return true;
}

static int say(struct cli *cli, enum outcome outcome, const struct unregistered *c)
{
    if (outcome == DONE)
        cli_record(cli, unregistered_columns, unregistered_column_count, c);
    return (int)outcome;
}

static bool read_version(struct cli *cli)
{
    return !cli_option(cli, "--version").at ||
           cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version);
}

static int run_new(struct cli *cli)
{
    struct unregistered c;
    struct unregistered_asked asked = { .class_ = cli_argument(cli, "CLASS"),
                                        .applicant = cli_option(cli, "--applicant"),
                                        .applicant_relation = cli_option(cli, "--relation"),
                                        .phone = cli_option(cli, "--phone") };
    int64_t station = 0;
    if (cli_option(cli, "--station").at && !cli_number(cli, "--station", 1, INT32_MAX, &station))
        return EXIT_WRONG_USE;
    asked.station = (int32_t)station;
    if (!part_and_id(cli_option(cli, "--who"), &asked.person_part, &asked.person))
        asked.number = cli_option(cli, "--who");
    if (!read_items(cli, &asked.items))
        return cli_wrong_use(cli, "ITEM: name=张三, bornOn=2008-01-01 …");
    return say(cli, unregistered_open(&cli->desk, &asked, &c), &c);
}

static int run_change(struct cli *cli)
{
    struct unregistered c;
    struct unregistered_change change = { .class_ = cli_option(cli, "--class") };
    if (!record_given(cli, "CASE", &change.part, &change.id) || !read_version(cli))
        return EXIT_WRONG_USE;
    if (!part_and_id(cli_option(cli, "--who"), &change.person_part, &change.person))
        change.number = cli_option(cli, "--who");
    if (!read_items(cli, &change.items))
        return cli_wrong_use(cli, "ITEM: name=张三, bornOn=2008-01-01 …");
    return say(cli, unregistered_change(&cli->desk, &change, &c), &c);
}

/* ---- papers ---- */

/** The paper itself stays in the file; its hash says which it was. */
static enum outcome hash_paper(struct cli *cli, struct str *out)
{
    struct str path = cli_option(cli, "--file"), bytes;
    if (!path.at)
        return DONE;
    TRY(cli_read_file(&cli->desk, path, PAPER_MAX, &bytes));
    unsigned char *hash = arena_bytes(cli->desk.arena, SM3_BYTES);
    sm3(bytes, hash);
    *out = str_from(hash, SM3_BYTES);
    return DONE;
}

static int run_evidence(struct cli *cli)
{
    struct unregistered c;
    struct proof_asked asked = { .kind = cli_argument(cli, "KIND"),
                                 .text = cli_argument(cli, "TEXT"),
                                 .paper_number = cli_option(cli, "--number"),
                                 .issuer = cli_option(cli, "--issuer"),
                                 .issued_on = NO_DAY };
    if (!record_given(cli, "CASE", &asked.part, &asked.id) ||
        (cli_option(cli, "--on").at && !cli_day(cli, "--on", &asked.issued_on)))
        return EXIT_WRONG_USE;
    enum outcome outcome = hash_paper(cli, &asked.hash);
    if (outcome == DONE)
        outcome = unregistered_prove(&cli->desk, &asked, &c);
    return say(cli, outcome, &c);
}

/* ---- steps ---- */

static int run_step(struct cli *cli)
{
    struct unregistered c;
    struct unregistered_step step = { .event = unregistered_event_of(cli_argument(cli, "STEP")),
                                      .takes = RIGHT_COUNT,
                                      .reason = cli_option(cli, "--reason"),
                                      .note = cli_option(cli, "--note") };
    if (!record_given(cli, "CASE", &step.part, &step.id) || !read_version(cli))
        return EXIT_WRONG_USE;
    if (step.event == UNREGISTERED_EVENT_COUNT)
        return cli_wrong_use(cli, "STEP: COMPLETE POST INVESTIGATE SUBMIT PASS APPROVE RETURN "
                                  "REGISTER CLOSE COMPLAIN UPHOLD REOPEN");
    return say(cli, unregistered_step(&cli->desk, &step, &c), &c);
}

/* ---- looking ---- */

static int run_list(struct cli *cli)
{
    struct unregistered_list list;
    struct str state = cli_option(cli, "--state");
    enum outcome outcome = unregistered_cases(&cli->desk, state.at ? state : STR("OPEN"),
                                              cli_option(cli, "--cursor"), LIST_PAGE, &list);
    if (outcome != DONE)
        return (int)outcome;
    cli_table(cli, unregistered_columns, unregistered_column_count, list.at, sizeof *list.at,
              list.count);
    if (list.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(list.next));
    return EXIT_DONE;
}

static int run_show(struct cli *cli)
{
    SCOPED(buf) out = { 0 };
    struct unregistered_view view;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "CASE", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = unregistered_view_load(&cli->desk, part, id, &view);
    if (outcome == DONE)
        outcome = unregistered_seen(&cli->desk, part, id);
    if (outcome != DONE)
        return (int)outcome;
    unregistered_view_json(&cli->desk, &out, &view);
    buf_byte(&out, '\n');
    return cli_out(buf_str(&out)) ? EXIT_DONE : EXIT_FAILED;
}

static int run_figures(struct cli *cli)
{
    struct unregistered_figures figures;
    struct str by = cli_option(cli, "--by");
    struct day from, to;
    if (!cli_day(cli, "--from", &from) || !cli_day(cli, "--to", &to))
        return EXIT_WRONG_USE;
    if (!cli_option(cli, "--from").at)
        from = day_add_years(to, -1);
    enum outcome outcome =
        unregistered_figures(&cli->desk, by.at ? by : STR("class"), from, to, &figures);
    if (outcome == DONE)
        cli_table(cli, unregistered_figure_columns, unregistered_figure_column_count, figures.at,
                  sizeof *figures.at, figures.count);
    return (int)outcome;
}

/* clang-format off */
const struct command unregistered_commands[] = {
    { "unregistered classes", "", MAY_SEE_PERSONS, run_classes,
      "无户口人员八类情形及材料", "the classes of unregistered persons, and what proves them" },
    { "unregistered life", "[--dot]", NO_DATABASE, run_life,
      "案件流程图（Graphviz）", "the life of a case as a drawing" },
    { "unregistered new", "CLASS [ITEM...] [--who WHO] [--applicant NAME] [--relation CODE] [--phone TEXT] [--station N]",
      MAY_KEEP_REGISTER, run_new, "受理无户口人员申请（项目=内容）", "take somebody in: item=value; who: the former number, or PART-ID" },
    { "unregistered change", "CASE [ITEM...] [--class CLASS] [--who WHO] [--version N]", MAY_KEEP_REGISTER, run_change,
      "补正申报项目、类别", "put right what is to be entered" },
    { "unregistered evidence", "CASE KIND TEXT [--number TEXT] [--issuer TEXT] [--on DAY] [--file FILE]", MAY_KEEP_REGISTER, run_evidence,
      "收取证明材料", "add a paper; of a file the hash is kept" },
    { "unregistered step", "CASE STEP [--reason CODE] [--note TEXT] [--version N]", MAY_SEE_PERSONS, run_step,
      "办理一步：材料齐全、公示、调查、呈报、审核、审批、登记……", "a step: COMPLETE POST INVESTIGATE SUBMIT PASS APPROVE RETURN REGISTER CLOSE COMPLAIN UPHOLD REOPEN" },
    { "unregistered list", "[--state STATE] [--cursor C]", MAY_SEE_PERSONS, run_list,
      "无户口人员案件清单", "open cases, or those in one state, the oldest limit first" },
    { "unregistered show", "CASE", MAY_SEE_PERSONS, run_show,
      "查看一件无户口案件", "one case with items, papers and steps; as JSON" },
    { "unregistered figures", "[--by WHAT] [--from DAY] [--to DAY]", MAY_SEE_PERSONS, run_figures,
      "按类别、单位、月份、在办天数统计", "cases by class, unit, month or age" },
};
/* clang-format on */
const size_t unregistered_command_count = COUNT(unregistered_commands);
