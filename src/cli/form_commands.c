/** Commands that print: a form of the register or of the cards as a PDF. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "forms/form.h"

static bool write_whole(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool whole = fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    bool closed = fclose(file) == 0;
    return whole && closed;
}

/** `-` is stdout. The file is written after the entry: a copy that was counted and could not be
 * kept is printed again as the next one. */
static int print_form(struct cli *cli, const struct form_asked *asked)
{
    SCOPED(buf) pdf = { 0 };
    struct str path = cli_option(cli, "--out");
    enum outcome outcome = form_print(&cli->desk, asked, &pdf);
    if (outcome != DONE)
        return (int)outcome;
    if (str_is(path, "-"))
        return cli_out(buf_str(&pdf)) ? EXIT_DONE : EXIT_FAILED;
    if (!write_whole(arena_text(cli->desk.arena, path), buf_str(&pdf)))
        return (int)fail(&cli->desk, "cannot write " STR_FMT, STR_ARG(path));
    cli_say("%s / %s", form_of_kind(asked->kind)->zh, form_of_kind(asked->kind)->en);
    return EXIT_DONE;
}

static int print_numbered(struct cli *cli, enum form_kind kind)
{
    const struct form_asked asked = { .kind = kind, .number = cli_argument(cli, "NUMBER") };
    return print_form(cli, &asked);
}

static int run_application(struct cli *cli)
{
    return print_numbered(cli, FORM_APPLICATION);
}

static int run_slip(struct cli *cli)
{
    return print_numbered(cli, FORM_COLLECTION_SLIP);
}

static int run_temporary(struct cli *cli)
{
    return print_numbered(cli, FORM_TEMPORARY_CARD);
}

static int run_consignment(struct cli *cli)
{
    int64_t unit = 0, id = 0;
    if (!cli_number(cli, "UNIT", 1, INT32_MAX, &unit) || !cli_number(cli, "ID", 1, INT64_MAX, &id))
        return EXIT_WRONG_USE;
    const struct form_asked asked = { .kind = FORM_CONSIGNMENT, .unit = (int32_t)unit, .id = id };
    return print_form(cli, &asked);
}

static int run_package(struct cli *cli)
{
    int64_t from = 0, to = 0, sequence = 0;
    if (!cli_number(cli, "FROM", 1, INT32_MAX, &from) ||
        !cli_number(cli, "TO", 1, INT32_MAX, &to) ||
        !cli_number(cli, "SEQUENCE", 1, INT64_MAX, &sequence))
        return EXIT_WRONG_USE;
    const struct form_asked asked = {
        .kind = FORM_PACKAGE, .unit = (int32_t)from, .to_unit = (int32_t)to, .id = sequence
    };
    return print_form(cli, &asked);
}

static int run_notices(struct cli *cli)
{
    int64_t part = 0, id = 0;
    if (!cli_number(cli, "PART", 1, INT32_MAX, &part) ||
        !cli_number(cli, "PERSON", 1, INT64_MAX, &id))
        return EXIT_WRONG_USE;
    const struct form_asked asked = { .kind = FORM_NUMBER_NOTICES,
                                      .unit = (int32_t)part,
                                      .id = id };
    return print_form(cli, &asked);
}

static int print_of_person(struct cli *cli, enum form_kind kind)
{
    struct form_asked asked = { .kind = kind };
    CLI_TRY(find_person(cli, &asked.unit, &asked.id));
    return print_form(cli, &asked);
}

static int run_register_sheet(struct cli *cli)
{
    return print_of_person(cli, FORM_REGISTER_SHEET);
}

static int run_booklet_page(struct cli *cli)
{
    return print_of_person(cli, FORM_BOOKLET_PAGE);
}

static int run_four_way(struct cli *cli)
{
    struct form_asked asked = { .kind = FORM_FOUR_WAY };
    if (!record_given(cli, "CHECK", &asked.unit, &asked.id))
        return EXIT_WRONG_USE;
    return print_form(cli, &asked);
}

static int run_business(struct cli *cli)
{
    struct form_asked asked = { .kind = form_kind_of(cli_argument(cli, "FORM")) };
    if (asked.kind < FORM_BUSINESS_SHEET || asked.kind > FORM_CANCELLATION_CERTIFICATE)
        return cli_wrong_use(cli, "FORM: business-sheet, number-certificate …; business show "
                                  "names those there are");
    if (!record_given(cli, "BUSINESS", &asked.unit, &asked.id))
        return EXIT_WRONG_USE;
    return print_form(cli, &asked);
}

static int run_clearance(struct cli *cli)
{
    struct form_asked asked = { .kind = FORM_CLEARANCE };
    if (!unit_given(cli, "UNIT", &asked.unit))
        return EXIT_WRONG_USE;
    return print_form(cli, &asked);
}

static int run_overdue(struct cli *cli)
{
    static const struct {
        const char *word;
        enum form_kind kind;
    } sheets[] = { { "notice", FORM_OVERDUE_NOTICE },
                   { "posting", FORM_OVERDUE_POSTING },
                   { "visit", FORM_OVERDUE_VISIT } };
    struct form_asked asked = { 0 };
    if (!record_given(cli, "CASE", &asked.unit, &asked.id))
        return EXIT_WRONG_USE;
    for (size_t i = 0; i < COUNT(sheets); i++)
        if (str_is(cli_argument(cli, "SHEET"), sheets[i].word)) {
            asked.kind = sheets[i].kind;
            return print_form(cli, &asked);
        }
    return cli_wrong_use(cli, "SHEET: notice, posting, visit");
}

static int print_of_case(struct cli *cli, enum form_kind kind)
{
    struct form_asked asked = { .kind = kind };
    if (!record_given(cli, "CASE", &asked.unit, &asked.id))
        return EXIT_WRONG_USE;
    return print_form(cli, &asked);
}

static int run_unregistered(struct cli *cli)
{
    return print_of_case(cli, FORM_UNREGISTERED);
}

static int run_unregistered_notice(struct cli *cli)
{
    return print_of_case(cli, FORM_UNREGISTERED_NOTICE);
}

static int run_unregistered_answer(struct cli *cli)
{
    return print_of_case(cli, FORM_UNREGISTERED_ANSWER);
}

/* clang-format off */
const struct command form_commands[] = {
    { "form application", "NUMBER --out FILE", MAY_SEE_CARDS, run_application, "打印申领登记表", "the application form, as PDF" },
    { "form slip", "NUMBER --out FILE", MAY_SEE_CARDS, run_slip, "打印领取凭证", "the collection slip" },
    { "form temporary", "NUMBER --out FILE", MAY_SEE_CARDS, run_temporary, "打印临时居民身份证", "the sheet of a temporary card" },
    { "form consignment", "UNIT ID --out FILE", MAY_SEE_CARDS, run_consignment, "打印证件交接单", "the list that goes with a box of cards" },
    { "form register", "WHO --out FILE", MAY_SEE_PERSONS, run_register_sheet, "打印常住人口登记表", "the register sheet of a person" },
    { "form booklet", "WHO --out FILE", MAY_SEE_PERSONS, run_booklet_page, "打印居民户口簿内页", "the page of a person in the household booklet" },
    { "form four-way", "CHECK --out FILE", MAY_SEE_PERSONS, run_four_way, "打印四相符核对表", "a four-way check with what became of each item" },
    { "form package", "FROM TO SEQUENCE --out FILE", MAY_SEE_CARDS, run_package, "打印数据包清单", "the manifest of a package" },
    { "form business", "FORM BUSINESS --out FILE", MAY_SEE_PERSONS, run_business, "打印户口业务审批表、证明", "the approval sheet of a business, or a certificate" },
    { "form clearance", "UNIT --out FILE", MAY_SEE_PERSONS, run_clearance, "打印存疑清零证明", "that nothing is open in a precinct" },
    { "form number-notices", "PART PERSON --out FILE", MAY_SETTLE_NUMBERS, run_notices, "打印号码变更告知清单", "who is told of a person's new number" },
    { "form overdue", "SHEET CASE --out FILE", MAY_SEE_PERSONS, run_overdue, "打印注销户口告知书（notice）、公告（posting）、走访记录（visit）", "the papers of an overdue cancellation" },
    { "form unregistered", "CASE --out FILE", MAY_SEE_PERSONS, run_unregistered, "打印无户口人员登记户口申请审批表", "the sheet of an unregistered person's case" },
    { "form unregistered-notice", "CASE --out FILE", MAY_SEE_PERSONS, run_unregistered_notice, "打印无户口人员公示", "the notice to be posted" },
    { "form unregistered-answer", "CASE --out FILE", MAY_SEE_PERSONS, run_unregistered_answer, "打印无户口人员申请答复书", "the written answer" },
};
/* clang-format on */
const size_t form_command_count = COUNT(form_commands);
