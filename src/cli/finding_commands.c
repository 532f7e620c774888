/** Findings of the register's check, and what a number may have been. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "office/unit.h"
#include "register/finding.h"
#include "register/number_diagnosis.h"

enum { FINDINGS_PAGE = 100 };

/** A finding as a line. */
struct shown_finding {
    struct str id, kind, severity, person, field, detail, unit, state;
    struct day opened_on;
    int64_t days;
};
static const struct column shown_columns[] = {
    COLUMN(shown_finding, id, "id", KIND_TEXT, "存疑", "Finding"),
    COLUMN(shown_finding, kind, "kind", KIND_TEXT, "类别", "Kind"),
    COLUMN(shown_finding, severity, "severity", KIND_TEXT, "程度", "Severity"),
    COLUMN(shown_finding, person, "person", KIND_TEXT, "人员", "Person"),
    COLUMN(shown_finding, field, "field", KIND_TEXT, "项目", "Item"),
    COLUMN(shown_finding, detail, "detail", KIND_TEXT, "情况", "Detail"),
    COLUMN(shown_finding, unit, "unit", KIND_TEXT, "责任单位", "Owner"),
    COLUMN(shown_finding, state, "state", KIND_TEXT, "状态", "State"),
    COLUMN(shown_finding, opened_on, "openedOn", KIND_DAY, "发现日期", "Opened on"),
    COLUMN(shown_finding, days, "days", KIND_INT, "天数", "Days"),
};

static struct str part_id(struct arena *arena, int32_t part, int64_t id)
{
    return id ? arena_printf(arena, "%09d-%lld", (int)part, (long long)id) : STR("");
}

static struct shown_finding shown_of(struct desk *desk, const struct finding_row *row)
{
    const struct finding *f = &row->finding;
    return (struct shown_finding){
        .id = part_id(desk->arena, f->part, f->id),
        .kind = f->kind,
        .severity = f->severity,
        .person = row->legacy.len ? row->legacy : part_id(desk->arena, f->part, f->person),
        .field = f->field,
        .detail = finding_detail_text(desk->arena, f->detail, true),
        .unit = unit_short_name(desk, f->unit),
        .state = f->state,
        .opened_on = f->opened_on,
        .days = desk->today.n - f->opened_on.n,
    };
}

static int run_list(struct cli *cli)
{
    struct findings findings;
    int32_t unit = 0;
    struct desk *desk = &cli->desk;
    struct str state = cli_option(cli, "--state");
    if (cli_option(cli, "--unit").at && !unit_given(cli, "--unit", &unit))
        return EXIT_WRONG_USE;
    const struct finding_query query = { .state = state.at ? state : STR("OPEN"),
                                         .kind = cli_option(cli, "--kind"),
                                         .unit = unit,
                                         .cursor = cli_option(cli, "--cursor"),
                                         .limit = FINDINGS_PAGE };
    CLI_TRY(finding_list(desk, &query, &findings));
    struct shown_finding *shown = NEW_ARRAY(desk->arena, struct shown_finding, findings.count + 1);
    for (size_t i = 0; i < findings.count; i++)
        shown[i] = shown_of(desk, &findings.at[i]);
    cli_table(cli, shown_columns, COUNT(shown_columns), shown, sizeof *shown, findings.count);
    if (findings.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(findings.next));
    return EXIT_DONE;
}

static int run_show(struct cli *cli)
{
    int32_t part = 0;
    int64_t id = 0;
    struct finding_row row;
    if (!record_given(cli, "FINDING", &part, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(finding_load(&cli->desk, part, id, &row));
    cli_record(cli, finding_columns, finding_column_count, &row.finding);
    return EXIT_DONE;
}

/** The finding is closed as it stands now. */
static int run_close(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    struct finding_evidence evidence = { .reason = cli_argument(cli, "REASON") };
    struct finding_row row;
    if (!record_given(cli, "FINDING", &evidence.part, &evidence.id))
        return EXIT_WRONG_USE;
    CLI_TRY(finding_load(desk, evidence.part, evidence.id, &row));
    desk->expected_version = row.finding.ver;
    CLI_TRY(finding_close_with_evidence(desk, &evidence, &row));
    cli_record(cli, finding_columns, finding_column_count, &row.finding);
    return EXIT_DONE;
}

/* ---- a number nobody is registered under ---- */

/** A likely cause as a line. */
struct shown_cause {
    struct str cause, number, proofs;
    int64_t score;
};
static const struct column cause_columns[] = {
    COLUMN(shown_cause, cause, "cause", KIND_TEXT, "成因", "Cause"),
    COLUMN(shown_cause, number, "number", KIND_TEXT, "应为", "Candidate"),
    COLUMN(shown_cause, proofs, "proofs", KIND_TEXT, "佐证", "Proofs"),
    COLUMN(shown_cause, score, "score", KIND_INT, "分值", "Score"),
};

static struct str proofs_text(struct arena *arena, unsigned proofs)
{
    struct str text = STR("");
    for (unsigned place = 0; place < PROOF_BITS; place++)
        if (proofs >> place & 1)
            text = arena_printf(arena, STR_FMT "%s%s", STR_ARG(text), text.len ? ";" : "",
                                number_proof_text(place)->code);
    return text;
}

static bool read_evidence(struct cli *cli, struct number_evidence *evidence)
{
    struct str born = cli_option(cli, "--born"), sex = cli_option(cli, "--sex");
    evidence->number = cli_argument(cli, "NUMBER");
    evidence->born_on = NO_DAY;
    if (born.at && !day_parse(born, &evidence->born_on))
        return false;
    if (sex.at && !str_is(sex, "M") && !str_is(sex, "F"))
        return false;
    evidence->sex = sex.at ? sex.at[0] : 0;
    return true;
}

static int run_diagnose(struct cli *cli)
{
    struct arena *arena = cli->desk.arena;
    struct number_checker *checker = NEW(arena, struct number_checker);
    struct number_evidence *evidence = NEW(arena, struct number_evidence);
    struct diagnosis found[DIAGNOSES_MAX];
    struct shown_cause shown[DIAGNOSES_MAX];
    if (!read_evidence(cli, evidence))
        return cli_wrong_use(cli, "--born 1980-06-15 --sex M|F");
    number_checker_init(checker, cli->desk.today);
    size_t count = number_diagnose(checker, evidence, found);
    for (size_t i = 0; i < count; i++)
        shown[i] = (struct shown_cause){ str_of(number_cause_text(found[i].cause)->code),
                                         arena_str(arena, str_of(found[i].number)),
                                         proofs_text(arena, found[i].proofs), found[i].score };
    cli_table(cli, cause_columns, COUNT(cause_columns), shown, sizeof *shown, count);
    return EXIT_DONE;
}

/* clang-format off */
const struct command finding_commands[] = {
    { "finding list", "[--state STATE] [--kind KIND] [--unit UNIT] [--cursor C]", MAY_SEE_PERSONS, run_list,
      "存疑清单", "findings within reach, the oldest first" },
    { "finding show", "FINDING", MAY_SEE_PERSONS, run_show, "查看一项存疑（单位-标识）", "one finding: PART-ID" },
    { "finding close", "FINDING REASON", MAY_SEE_PERSONS, run_close,
      "凭依据办结一项存疑（写明所见证件与所在）", "close a finding by evidence: what was seen, and where" },
    { "number diagnose", "NUMBER [--born DAY] [--sex M|F]", NO_DATABASE, run_diagnose,
      "错号成因分析", "likely causes of a wrong number, with candidates and proofs" },
};
/* clang-format on */
const size_t finding_command_count = COUNT(finding_commands);
