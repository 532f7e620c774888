/** Commands of household businesses. */
#include "business/businesses.h"
#include "business/change_rate.h"
#include "business/number_sequence.h"
#include "cards/follow_person.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"

enum { LIST_PAGE = 200 };

/** A kind as a line. */
struct shown_kind {
    struct str key, code, class_, zh, en, level;
    int64_t days;
    struct str items, papers, source;
};
static const struct column kind_columns[] = {
    COLUMN(shown_kind, key, "kind", KIND_TEXT, "业务", "Kind"),
    COLUMN(shown_kind, code, "code", KIND_TEXT, "业务代码", "Code"),
    COLUMN(shown_kind, class_, "class", KIND_TEXT, "变更类别", "Class"),
    COLUMN(shown_kind, zh, "zh", KIND_TEXT, "名称", "Chinese"),
    COLUMN(shown_kind, en, "en", KIND_TEXT, "英文", "English"),
    COLUMN(shown_kind, level, "level", KIND_TEXT, "审批级别", "Level"),
    COLUMN(shown_kind, days, "days", KIND_INT, "时限（日）", "Days"),
    COLUMN(shown_kind, items, "items", KIND_TEXT, "项目", "Items"),
    COLUMN(shown_kind, papers, "papers", KIND_TEXT, "证明材料", "Papers"),
    COLUMN(shown_kind, source, "source", KIND_TEXT, "依据", "Source"),
};

static int run_kinds(struct cli *cli)
{
    struct shown_kind *shown = NEW_ARRAY(cli->desk.arena, struct shown_kind, business_kind_count);
    size_t count = 0;
    for (size_t i = 0; i < business_kind_count; i++) {
        const struct business_kind *k = &business_kinds[i];
        if (business_kind_find(str_of(k->key), cli->desk.today) != k)
            continue;
        shown[count++] =
            (struct shown_kind){ str_of(k->key),    str_of(k->code),
                                 str_of(k->class_), str_of(k->zh),
                                 str_of(k->en),     str_of(business_level_words[k->level]),
                                 k->days,           str_of(k->items),
                                 str_of(k->papers), str_of(k->source) };
    }
    cli_table(cli, kind_columns, COUNT(kind_columns), shown, sizeof *shown, count);
    return EXIT_DONE;
}

static int run_life(struct cli *cli)
{
    SCOPED(buf) dot = { 0 };
    (void)cli;
    business_life_dot(&dot);
    return cli_out(buf_str(&dot)) ? EXIT_DONE : EXIT_FAILED;
}

/* ---- opening ---- */

/** name=张三: an item of the form. */
static bool read_item(struct str text, struct business_items *items)
{
    size_t at = str_find_byte(text, '=');
    enum business_item item = item_of_key(str_cut(text, 0, at));
    if (at == text.len || item == BUSINESS_ITEM_COUNT)
        return false;
    items->at[item] = str_cut(text, at + 1, text.len);
    return true;
}

static struct str blanks_for_commas(struct desk *desk, struct str list)
{
    SCOPED(buf) out = { 0 };
    for (size_t i = 0; i < list.len; i++)
        buf_byte(&out, list.at[i] == ',' ? ' ' : list.at[i]);
    return arena_str(desk->arena, buf_str(&out));
}

static int show(struct cli *cli, enum outcome outcome, const struct business *b)
{
    if (outcome == DONE)
        cli_record(cli, business_columns, business_column_count, b);
    return (int)outcome;
}

static int run_new(struct cli *cli)
{
    struct business b;
    struct business_asked asked = { .kind = cli_argument(cli, "KIND"),
                                    .papers =
                                        blanks_for_commas(&cli->desk, cli_option(cli, "--papers")),
                                    .applicant = cli_option(cli, "--applicant"),
                                    .applicant_relation = cli_option(cli, "--relation"),
                                    .phone = cli_option(cli, "--phone"),
                                    .submit = cli_flag(cli, "--submit") };
    if (!part_and_id(cli_option(cli, "--who"), &asked.part, &asked.person))
        asked.number = cli_option(cli, "--who");
    for (size_t i = 0; i < cli_argument_count(cli, "ITEM"); i++)
        if (!read_item(cli_argument_at(cli, "ITEM", i), &asked.items))
            return cli_wrong_use(cli, "ITEM: name=张三, bornOn=2008-01-01 …");
    return show(cli, business_open(&cli->desk, &asked, &b), &b);
}

/* ---- steps ---- */

static int step(struct cli *cli, enum business_event event)
{
    struct business b;
    struct business_decision d = { .event = event,
                                   .takes = RIGHT_COUNT,
                                   .note = cli_option(cli, "--reason") };
    if (!record_given(cli, "BUSINESS", &d.part, &d.id))
        return EXIT_WRONG_USE;
    if (cli_option(cli, "--version").at &&
        !cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version))
        return EXIT_WRONG_USE;
    return show(cli, business_step(&cli->desk, &d, &b), &b);
}

#define STEP(name, event)                                                                          \
    static int name(struct cli *cli)                                                               \
    {                                                                                              \
        return step(cli, BUSINESS_EVENT_##event);                                                  \
    }
STEP(run_submit, SUBMIT)
STEP(run_approve, APPROVE)
STEP(run_refuse, REFUSE)
STEP(run_withdraw, WITHDRAW)
STEP(run_finish, FINISH)

/* ---- looking ---- */

static int run_list(struct cli *cli)
{
    struct businesses list;
    struct str state = cli_option(cli, "--state");
    const struct businesses_query query = { state.at ? state : STR("SUBMITTED"),
                                            cli_option(cli, "--desk"), cli_option(cli, "--cursor"),
                                            LIST_PAGE };
    CLI_TRY(businesses_list(&cli->desk, &query, &list));
    cli_table(cli, business_columns, business_column_count, list.at, sizeof *list.at, list.count);
    if (list.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(list.next));
    return EXIT_DONE;
}

/** An item as a line. */
struct shown_change {
    struct str item, zh, before, after;
};
static const struct column change_columns[] = {
    COLUMN(shown_change, item, "item", KIND_TEXT, "项目", "Item"),
    COLUMN(shown_change, zh, "zh", KIND_TEXT, "名称", "Chinese"),
    COLUMN(shown_change, before, "before", KIND_TEXT, "变更前", "Before"),
    COLUMN(shown_change, after, "after", KIND_TEXT, "变更后", "After"),
};

static void print_changes(struct cli *cli, const struct item_changes *changes)
{
    struct shown_change shown[BUSINESS_ITEM_COUNT];
    for (size_t i = 0; i < changes->count; i++) {
        const struct item_text *text = item_text(changes->at[i].item);
        shown[i] = (struct shown_change){ str_of(text->key), str_of(text->zh),
                                          changes->at[i].before, changes->at[i].after };
    }
    cli_table(cli, change_columns, COUNT(change_columns), shown, sizeof *shown, changes->count);
}

/** A form of the business as a line: what `form business` prints. */
struct shown_form {
    struct str form, zh, number;
    int ready;
};
static const struct column form_columns[] = {
    COLUMN(shown_form, form, "form", KIND_TEXT, "表证", "Form"),
    COLUMN(shown_form, zh, "zh", KIND_TEXT, "名称", "Name"),
    COLUMN(shown_form, ready, "ready", KIND_BOOL, "可打印", "Ready"),
    COLUMN(shown_form, number, "number", KIND_TEXT, "证明编号", "Number"),
};

static void print_forms(struct cli *cli, const struct business_view *view)
{
    struct shown_form *shown = NEW_ARRAY(cli->desk.arena, struct shown_form, business_form_count);
    size_t count = 0;
    for (size_t i = 0; i < business_form_count; i++) {
        const struct business_form *form = &business_forms[i];
        if (!business_form_is_of(form, view->kind, view->business.opened_on))
            continue;
        struct shown_form *line = &shown[count++];
        line->form = str_of(form->form);
        line->zh = str_of(form->zh);
        line->ready = business_form_is_ready(form, &view->business, &view->certificates);
        for (size_t j = 0; j < view->certificates.count; j++)
            if (str_eq(view->certificates.at[j].form, line->form))
                line->number = view->certificates.at[j].number;
    }
    cli_table(cli, form_columns, COUNT(form_columns), shown, sizeof *shown, count);
}

/** A scan as a line. */
static const struct column scan_columns[] = {
    COLUMN(business_scan, n, "n", KIND_INT32, "序号", "Number"),
    COLUMN(business_scan, paper, "paper", KIND_TEXT, "材料", "Paper"),
    COLUMN(business_scan, clerk, "clerk", KIND_ID, "扫描人", "Clerk"),
    COLUMN(business_scan, instant, "instant", KIND_INSTANT, "时间", "When"),
};

static int run_show(struct cli *cli)
{
    struct business_view view;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "BUSINESS", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = business_view_load(&cli->desk, part, id, &view);
    if (outcome == DONE)
        outcome = business_seen(&cli->desk, part, id);
    if (outcome != DONE)
        return (int)outcome;
    cli_record(cli, business_columns, business_column_count, &view.business);
    print_changes(cli, &view.changes);
    cli_table(cli, business_step_columns, business_step_column_count, view.steps.at,
              sizeof *view.steps.at, view.steps.count);
    cli_table(cli, scan_columns, COUNT(scan_columns), view.scans.at, sizeof *view.scans.at,
              view.scans.count);
    print_forms(cli, &view);
    return EXIT_DONE;
}

/* ---- scans ---- */

static int run_scan(struct cli *cli)
{
    struct str bytes;
    struct scan scan;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "BUSINESS", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome =
        cli_read_file(&cli->desk, cli_argument(cli, "FILE"), SCAN_BYTES_MAX + 1, &bytes);
    if (outcome == DONE)
        outcome = scan_prepare(&cli->desk, bytes, &scan);
    if (outcome == DONE)
        outcome = business_scan_add(&cli->desk, part, id, cli_argument(cli, "PAPER"), &scan);
    return (int)outcome;
}

/** The picture to stdout, once the look is on record. */
static int run_scan_show(struct cli *cli)
{
    struct str jpeg;
    int32_t part;
    int64_t id, n;
    if (!record_given(cli, "BUSINESS", &part, &id) || !cli_number(cli, "N", 1, INT32_MAX, &n))
        return EXIT_WRONG_USE;
    enum outcome outcome = business_scan_open(&cli->desk, part, id, n, &jpeg);
    if (outcome == DONE)
        outcome = business_scan_seen(&cli->desk, part, id, n);
    if (outcome != DONE)
        return (int)outcome;
    return cli_out(jpeg) ? EXIT_DONE : EXIT_FAILED;
}

static int run_figures(struct cli *cli)
{
    struct business_figure *at;
    size_t count;
    struct day from, to;
    if (!cli_day(cli, "--from", &from) || !cli_day(cli, "--to", &to))
        return EXIT_WRONG_USE;
    if (!cli_option(cli, "--from").at)
        from = day_add_years(to, -1);
    enum outcome outcome = business_figures(&cli->desk, from, to, &at, &count);
    if (outcome == DONE)
        cli_table(cli, business_figure_columns, business_figure_column_count, at, sizeof *at,
                  count);
    return (int)outcome;
}

static int run_rates(struct cli *cli)
{
    struct change_rate *at;
    size_t count;
    struct day from, to;
    if (!cli_day(cli, "--from", &from) || !cli_day(cli, "--to", &to))
        return EXIT_WRONG_USE;
    if (!cli_option(cli, "--from").at)
        from = day_add_years(to, -1);
    enum outcome outcome = change_rates(&cli->desk, from, to, &at, &count);
    if (outcome == DONE)
        cli_table(cli, change_rate_columns, change_rate_column_count, at, sizeof *at, count);
    return (int)outcome;
}

static int run_range(struct cli *cli)
{
    struct number_range *at, range = { 0 };
    size_t count;
    int64_t station, first, last;
    if (cli_argument(cli, "STATION").at) {
        if (!cli_number(cli, "STATION", 1, INT32_MAX, &station) ||
            !cli_number(cli, "--first", 1, 999, &first) ||
            !cli_number(cli, "--last", 1, 999, &last) || !cli_day(cli, "--from", &range.begins))
            return EXIT_WRONG_USE;
        range.station = (int32_t)station;
        range.first = (int32_t)first;
        range.last = (int32_t)last;
        return (int)number_range_set(&cli->desk, &range);
    }
    enum outcome outcome = number_ranges(&cli->desk, &at, &count);
    if (outcome == DONE)
        cli_table(cli, number_range_columns, number_range_column_count, at, sizeof *at, count);
    return (int)outcome;
}

static int run_recalls(struct cli *cli)
{
    struct card_recall *at;
    size_t count;
    enum outcome outcome = card_recalls(&cli->desk, 0, 0, LIST_PAGE, &at, &count);
    if (outcome == DONE)
        cli_table(cli, card_recall_columns, card_recall_column_count, at, sizeof *at, count);
    return (int)outcome;
}

static int run_addresses(struct cli *cli)
{
    struct address_due *at;
    size_t count;
    enum outcome outcome = address_dues(&cli->desk, 0, 0, LIST_PAGE, &at, &count);
    if (outcome == DONE)
        cli_table(cli, address_due_columns, address_due_column_count, at, sizeof *at, count);
    return (int)outcome;
}

/* clang-format off */
const struct command business_commands[] = {
    { "business kinds", "", MAY_SEE_PERSONS, run_kinds, "户口业务种类", "the kinds of business, with items and papers" },
    { "business life", "[--dot]", NO_DATABASE, run_life, "业务流程图（Graphviz）", "the life of a business as a drawing" },
    { "business new", "KIND [ITEM...] [--who WHO] [--papers CODES] [--applicant NAME] [--relation CODE] [--phone TEXT] [--submit]",
      MAY_KEEP_REGISTER, run_new, "受理户口业务（项目=内容）", "take a business in: item=value; who: number, or PART-ID" },
    { "business submit", "BUSINESS [--version N]", MAY_KEEP_REGISTER, run_submit, "提交审批", "submit it for a decision" },
    { "business approve", "BUSINESS [--version N] [--reason TEXT]", MAY_SEE_PERSONS, run_approve, "批准", "approve it, at the clerk's level" },
    { "business refuse", "BUSINESS [--version N] [--reason TEXT]", MAY_SEE_PERSONS, run_refuse, "不批准", "refuse it, with the reason" },
    { "business withdraw", "BUSINESS [--version N] [--reason TEXT]", MAY_KEEP_REGISTER, run_withdraw, "撤回", "withdraw it, with the reason" },
    { "business finish", "BUSINESS [--version N] [--reason TEXT]", MAY_KEEP_REGISTER, run_finish, "办结（证明已交申请人）", "papers handed over" },
    { "business list", "[--state STATE] [--desk DESK] [--cursor C]", MAY_SEE_PERSONS, run_list, "户口业务清单", "businesses in one state, the oldest limit first" },
    { "business show", "BUSINESS", MAY_SEE_PERSONS, run_show, "查看一项业务", "one business, before and after, its steps" },
    { "business figures", "[--from DAY] [--to DAY]", MAY_ADMIN_AUDIT, run_figures, "重要项目变更按经办人统计", "controlled changes per officer" },
    { "business rates", "[--from DAY] [--to DAY]", MAY_ADMIN_AUDIT, run_rates, "重要项目变更比率", "controlled changes per officer and unit beside the others" },
    { "business scan", "BUSINESS PAPER FILE", MAY_KEEP_REGISTER, run_scan, "扫描证明材料（JPEG）", "add the scan of a paper that was shown" },
    { "business scan-show", "BUSINESS N", MAY_SEE_PERSONS, run_scan_show, "查看扫描件", "a scan, as JPEG on stdout" },
    { "business range", "[STATION] [--first N] [--last N] [--from DAY]", MAY_DECIDE_CITY, run_range, "顺序码段", "the ranges of serials, or a new one" },
    { "card addresses", "", MAY_SEE_CARDS, run_addresses, "住址待追加的证件", "cards whose holder moved: the address is to be appended" },
    { "card recalls", "", MAY_SEE_CARDS, run_recalls, "应收交的证件", "cards called back" },
};
/* clang-format on */
const size_t business_command_count = COUNT(business_commands);
