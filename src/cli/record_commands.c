/** Commands of the records: sheet, history, households, reversal. */
#include "cli/commands.h"
#include "cli/who.h"
#include "journal/verb.h"
#include "register/four_way_view.h"
#include "register/history.h"
#include "register/see_person.h"
#include "register/see_record.h"

static void print_json(struct buf *out)
{
    buf_byte(out, '\n');
    (void)!cli_out(buf_str(out));
}

/* ---- the sheet ---- */

/** An item as a line. */
struct shown_item {
    struct str field, zh, value;
};
static const struct column item_columns[] = {
    COLUMN(shown_item, field, "field", KIND_TEXT, "项目代号", "Field"),
    COLUMN(shown_item, zh, "zh", KIND_TEXT, "项目", "Item"),
    COLUMN(shown_item, value, "value", KIND_TEXT, "内容", "Value"),
};

static size_t shown_items(struct desk *desk, const struct record_shape *shape, const void *record,
                          struct shown_item *out)
{
    size_t count = 0;
    for (size_t i = 0; i < shape->count; i++)
        if (shape->columns[i].key)
            out[count++] =
                (struct shown_item){ str_of(shape->columns[i].key), str_of(shape->columns[i].zh),
                                     item_zh(desk, shape, &shape->columns[i], record) };
    return count;
}

static void print_record(struct cli *cli, const struct person_record *record)
{
    SCOPED(buf) out = { 0 };
    struct desk *desk = &cli->desk;
    if (cli->json) {
        json_open(&out, '{');
        person_record_json(desk, &out, record);
        json_close(&out, '}');
        print_json(&out);
        return;
    }
    struct shown_item *items =
        NEW_ARRAY(desk->arena, struct shown_item, PERSON_COLUMNS + PERSON_DETAIL_COLUMNS);
    size_t count = shown_items(desk, &person_shape, &record->person, items);
    count += shown_items(desk, &person_detail_shape, &record->detail, items + count);
    cli_table(cli, item_columns, COUNT(item_columns), items, sizeof *items, count);
}

static int run_record(struct cli *cli)
{
    struct person_record record;
    int32_t part = 0;
    int64_t id = 0;
    CLI_TRY(find_person(cli, &part, &id));
    CLI_TRY(person_record_load(&cli->desk, part, id, &record));
    CLI_TRY(person_seen(&cli->desk, part, id));
    print_record(cli, &record);
    return EXIT_DONE;
}

/** Without --version what stands now is written over. */
static enum outcome expect_version(struct cli *cli, int32_t part, int64_t id)
{
    struct person person;
    if (cli_option(cli, "--version").at)
        return DONE;
    TRY(person_load(&cli->desk, part, id, &person));
    cli->desk.expected_version = person.ver;
    return DONE;
}

static bool read_version(struct cli *cli)
{
    return !cli_option(cli, "--version").at ||
           cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version);
}

static int run_write(struct cli *cli)
{
    struct person_record record;
    int32_t part = 0;
    int64_t id = 0;
    const struct detail_item item = { cli_argument(cli, "FIELD"), cli_argument(cli, "VALUE") };
    if (!read_version(cli))
        return EXIT_WRONG_USE;
    CLI_TRY(find_person(cli, &part, &id));
    CLI_TRY(expect_version(cli, part, id));
    CLI_TRY(person_detail_keep(&cli->desk, part, id, &item, 1, &record));
    print_record(cli, &record);
    return EXIT_DONE;
}

/* ---- history ---- */

/** A difference as a line; a version without any is a line too. */
struct shown_change {
    int32_t ver;
    struct day true_from;
    int64_t known_from;
    struct str item, before, after, verb, clerk, purpose;
    int reversed;
};
static const struct column change_columns[] = {
    COLUMN(shown_change, ver, "ver", KIND_INT32, "版本", "Version"),
    COLUMN(shown_change, true_from, "trueFrom", KIND_DAY, "生效日期", "True from"),
    COLUMN(shown_change, known_from, "knownFrom", KIND_INSTANT, "登记时间", "Known from"),
    COLUMN(shown_change, item, "item", KIND_TEXT, "项目", "Item"),
    COLUMN(shown_change, before, "before", KIND_TEXT, "变更前", "Before"),
    COLUMN(shown_change, after, "after", KIND_TEXT, "变更后", "After"),
    COLUMN(shown_change, verb, "verb", KIND_TEXT, "业务", "Business"),
    COLUMN(shown_change, clerk, "clerk", KIND_TEXT, "经办人", "Clerk"),
    COLUMN(shown_change, purpose, "purpose", KIND_TEXT, "事由", "Purpose"),
    COLUMN(shown_change, reversed, "reversed", KIND_BOOL, "已冲销", "Reversed"),
};

static struct shown_change line_of(const struct version *v, const struct difference *d)
{
    return (struct shown_change){ .ver = v->ver,
                                  .true_from = v->true_from,
                                  .known_from = v->known_from,
                                  .item = d ? str_of(d->column->zh) : NO_STR,
                                  .before = d ? d->before : NO_STR,
                                  .after = d ? d->after : NO_STR,
                                  .verb = v->cause.verb.len ? verb_zh(v->cause.verb) : NO_STR,
                                  .clerk = v->cause.clerk,
                                  .purpose = v->cause.purpose,
                                  .reversed = v->reversed };
}

static void print_versions(struct cli *cli, const struct versions *versions)
{
    size_t lines = 0, count = 0;
    for (size_t i = 0; i < versions->count; i++)
        lines += versions->at[i].changed.count + 1;
    struct shown_change *shown = NEW_ARRAY(cli->desk.arena, struct shown_change, lines);
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *v = &versions->at[i];
        if (!v->changed.count)
            shown[count++] = line_of(v, NULL);
        for (size_t k = 0; k < v->changed.count; k++)
            shown[count++] = line_of(v, &v->changed.at[k]);
    }
    cli_table(cli, change_columns, COUNT(change_columns), shown, sizeof *shown, count);
}

static int run_history(struct cli *cli)
{
    SCOPED(buf) out = { 0 };
    struct person_history history;
    int32_t part = 0;
    int64_t id = 0;
    CLI_TRY(find_person(cli, &part, &id));
    CLI_TRY(see_person_history(&cli->desk, part, id, &history));
    if (!cli->json) {
        print_versions(cli, &history.versions);
        return EXIT_DONE;
    }
    json_open(&out, '{');
    person_history_json(&cli->desk, &out, &history);
    json_close(&out, '}');
    print_json(&out);
    return EXIT_DONE;
}

static int run_reverse(struct cli *cli)
{
    struct person person;
    int32_t part = 0;
    int64_t id = 0;
    if (!read_version(cli))
        return EXIT_WRONG_USE;
    CLI_TRY(find_person(cli, &part, &id));
    CLI_TRY(expect_version(cli, part, id));
    CLI_TRY(person_reverse(&cli->desk, part, id, cli_option(cli, "--reason"), &person));
    cli_say("已冲销，现为第 %d 版 reversed; version %d stands", (int)person.ver, (int)person.ver);
    return EXIT_DONE;
}

/* ---- households ---- */

static void print_household(struct cli *cli, const struct household_view *view)
{
    SCOPED(buf) out = { 0 };
    struct desk *desk = &cli->desk;
    if (cli->json) {
        json_open(&out, '{');
        household_view_json(desk, &out, view);
        json_close(&out, '}');
        print_json(&out);
        return;
    }
    struct shown_item *items =
        NEW_ARRAY(desk->arena, struct shown_item, HOUSEHOLD_COLUMNS + view->members.count);
    size_t count = shown_items(desk, &household_shape, &view->household, items);
    for (size_t i = 0; i < view->members.count; i++) {
        const struct person *m = &view->members.at[i];
        items[count++] =
            (struct shown_item){ STR("member"), code_zh(&relations, m->relation),
                                 arena_printf(desk->arena, STR_FMT " " STR_FMT, STR_ARG(m->name),
                                              STR_ARG(number_masked(desk->arena, m->number))) };
    }
    cli_table(cli, item_columns, COUNT(item_columns), items, sizeof *items, count);
}

static int run_household(struct cli *cli)
{
    struct household_view view;
    int32_t part = 0;
    int64_t id = 0;
    if (!record_given(cli, "HOUSEHOLD", &part, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(see_household(&cli->desk, part, id, &view));
    print_household(cli, &view);
    return EXIT_DONE;
}

static int run_household_history(struct cli *cli)
{
    struct household_view view;
    int32_t part = 0;
    int64_t id = 0;
    if (!record_given(cli, "HOUSEHOLD", &part, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(see_household(&cli->desk, part, id, &view));
    print_versions(cli, &view.versions);
    return EXIT_DONE;
}

/* ---- the four-way check ---- */

/** bornOn.booklet=1980-06-16: a source's word about an item, added to the entry of that item. */
static bool read_word(struct str word, struct four_way_entry *entries, size_t *count)
{
    struct str left, item, value = word, source;
    if (!str_split(&value, '=', &left) || !value.at)
        return false;
    source = left;
    if (!str_split(&source, '.', &item) || !source.at)
        return false;
    size_t i = 0;
    while (i < *count && !str_eq(entries[i].item, item))
        i++;
    if (i == *count)
        entries[(*count)++] = (struct four_way_entry){ .item = item };
    const struct {
        const char *source;
        struct str *at;
    } sources[] = { { "form", &entries[i].form },
                    { "booklet", &entries[i].booklet },
                    { "card", &entries[i].card },
                    { "person", &entries[i].person } };
    for (size_t k = 0; k < COUNT(sources); k++)
        if (str_is(source, sources[k].source)) {
            *sources[k].at = value;
            return true;
        }
    return false;
}

/** Not given: not known. */
static bool read_day_option(struct cli *cli, const char *name, struct day *out)
{
    *out = NO_DAY;
    return !cli_option(cli, name).at || cli_day(cli, name, out);
}

static void print_differences(struct cli *cli, const struct four_way_differences *found)
{
    cli_table(cli, four_way_columns, four_way_column_count, found->at, sizeof *found->at,
              found->count);
}

/** booklet,card: which of the four lay before the clerk. */
static bool read_shown(struct cli *cli, unsigned *out)
{
    struct str rest = cli_option(cli, "--shown"), word;
    while (rest.len && str_split(&rest, ',', &word)) {
        size_t source = 0;
        while (source < FOUR_WAY_SOURCES && !str_is(word, four_way_sources[source].code))
            source++;
        if (source == FOUR_WAY_SOURCES)
            return false;
        *out |= 1U << source;
    }
    return true;
}

static bool read_order(struct cli *cli, struct four_way_order *order)
{
    const size_t words = cli_argument_count(cli, "WORD");
    struct four_way_entry *entries = NEW_ARRAY(cli->desk.arena, struct four_way_entry, words + 1);
    for (size_t i = 0; i < words; i++)
        if (!read_word(cli_argument_at(cli, "WORD", i), entries, &order->count))
            return cli_wrong_use(cli, "WORD: ITEM.form|booklet|card|person=VALUE") == EXIT_DONE;
    order->entries = entries;
    if (!read_shown(cli, &order->shown))
        return cli_wrong_use(cli, "--shown: form,booklet,card,person") == EXIT_DONE;
    return read_day_option(cli, "--booklet-on", &order->days.booklet) &&
           read_day_option(cli, "--card-on", &order->days.card);
}

static int run_compare(struct cli *cli)
{
    struct four_way_differences found;
    struct four_way_order order = { 0 };
    int64_t id = 0;
    if (!read_order(cli, &order))
        return EXIT_WRONG_USE;
    CLI_TRY(find_person(cli, &order.part, &order.person));
    CLI_TRY(four_way_check(&cli->desk, &order, &id, &found));
    cli_say("四对照 check %d-%lld：%zu 项不一致 differ", (int)order.part, (long long)id,
            found.count);
    print_differences(cli, &found);
    return EXIT_DONE;
}

static int run_differences(struct cli *cli)
{
    struct four_way_differences found;
    struct person_record record;
    int32_t part = 0;
    int64_t id = 0;
    CLI_TRY(find_person(cli, &part, &id));
    CLI_TRY(person_record_load(&cli->desk, part, id, &record));
    CLI_TRY(person_seen(&cli->desk, part, id));
    CLI_TRY(four_way_open_of(&cli->desk, part, id, &found));
    print_differences(cli, &found);
    return EXIT_DONE;
}

static int run_settle(struct cli *cli)
{
    struct four_way_settlement s = { .item = cli_argument(cli, "ITEM"),
                                     .outcome = cli_argument(cli, "OUTCOME"),
                                     .reason = cli_option(cli, "--reason"),
                                     .case_kind = cli_option(cli, "--case") };
    if (!record_given(cli, "CHECK", &s.part, &s.check))
        return EXIT_WRONG_USE;
    CLI_TRY(four_way_settle(&cli->desk, &s));
    cli_say("已处理 settled");
    return EXIT_DONE;
}

static int run_sign(struct cli *cli)
{
    struct four_way_check_row check;
    int32_t part = 0;
    int64_t id = 0;
    if (!record_given(cli, "CHECK", &part, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(four_way_check_load(&cli->desk, part, id, &check));
    cli->desk.expected_version = check.ver;
    CLI_TRY(four_way_sign(&cli->desk, part, id, cli_argument(cli, "SIGNER"), &check));
    cli_say("已签名 signed：%s", four_way_state(&check));
    return EXIT_DONE;
}

static int run_checks(struct cli *cli)
{
    enum { PAGE = 200 };
    struct four_way_list list;
    CLI_TRY(four_way_list(&cli->desk, NO_STR, PAGE, &list));
    cli_table(cli, four_way_check_columns, four_way_check_column_count, list.at, sizeof *list.at,
              list.count);
    return EXIT_DONE;
}

/* clang-format off */
const struct command record_commands[] = {
    { "person record", "WHO", MAY_SEE_PERSONS, run_record, "查看常住人口登记表的全部项目", "every item of a person's register form" },
    { "person write", "WHO FIELD VALUE [--version N]", MAY_KEEP_REGISTER, run_write,
      "登记其他项目（项目代号见 person record；内容为空即清除）", "write an item no business decides about; '' forgets it" },
    { "person history", "WHO", MAY_SEE_PERSONS, run_history, "一人的历次变更", "every version of a person, with what changed" },
    { "person reverse", "WHO --reason TEXT [--version N]", MAY_DECIDE_COUNTY, run_reverse, "冲销最近一次变更", "take back the last change, by a new version" },
    { "four-way check", "WHO [--shown SOURCES] [--booklet-on DAY] [--card-on DAY] [WORD...]", MAY_KEEP_REGISTER, run_compare,
      "四对照：登记表、户口簿、身份证、本人（项目.form|booklet|card|person=内容）", "lay sheet, booklet, card and person beside the register" },
    { "four-way open", "WHO", MAY_SEE_PERSONS, run_differences, "一人未处理的四对照差异", "what a person's four-way checks left open" },
    { "four-way list", "", MAY_SEE_PERSONS, run_checks, "未办结的四对照", "four-way checks that are not closed" },
    { "four-way sign", "CHECK SIGNER", MAY_KEEP_REGISTER, run_sign,
      "四对照表已签名（SELF 本人，HEAD 户主，GUARDIAN 监护人）", "the printed check was signed: SELF, HEAD or GUARDIAN" },
    { "four-way settle", "CHECK ITEM OUTCOME --reason TEXT [--case KIND]", MAY_KEEP_REGISTER, run_settle,
      "处理四对照差异（PAPERS 换发纸证，REGISTER 登记已更正，CASE 立案）", "settle a difference: PAPERS, REGISTER or CASE" },
    { "household show", "HOUSEHOLD", MAY_SEE_PERSONS, run_household, "查看一户及其成员（单位-标识）", "a household and its members: PART-ID" },
    { "household history", "HOUSEHOLD", MAY_SEE_PERSONS, run_household_history, "一户的历次变更", "every version of a household" },
};
/* clang-format on */
const size_t record_command_count = COUNT(record_commands);
