/** Commands of the cards counter: every step of an application and of its card. */
#include "cards/accept_application.h"
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/end_of_card.h"
#include "cards/hand_over.h"
#include "cards/life_dot.h"
#include "cards/make_card.h"
#include "cards/see_application.h"
#include "cards/steps.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "register/search.h"

enum { PORTRAIT_FILE_MAX = 4 << 20, QUEUE_LIMIT = 200 };

static struct str text_option(const struct cli *cli, const char *name)
{
    struct str given = cli_option(cli, name);
    return given.at ? given : NO_STR;
}

/** An application as it stands, with the word for its state. */
static int show(struct cli *cli, const struct application *app)
{
    const struct application_state_text *state = application_state_text(app->state);
    cli_record(cli, application_columns, application_column_count, app);
    cli_say(STR_FMT " %s / %s", STR_ARG(app->number), state->zh, state->en);
    return EXIT_DONE;
}

static enum outcome read_portrait(struct cli *cli, struct str path, struct portrait *out)
{
    struct str bytes;
    TRY(cli_read_file(&cli->desk, path, PORTRAIT_FILE_MAX, &bytes));
    return portrait_prepare(&cli->desk, bytes, out);
}

/** WHO is a citizen number or an old id 原编号: the search leaves its entry as at any counter. */
static enum outcome find_who(struct cli *cli, struct person_hit *out)
{
    struct str who = cli_argument(cli, "WHO");
    struct person_hits hits;
    bool number = who.len == 18 || who.len == 15;
    const struct person_query query = { .number = number ? who : NO_STR,
                                        .legacy = number ? NO_STR : who,
                                        .limit = 2 };
    TRY(persons_search(&cli->desk, &query, &hits));
    if (!hits.count)
        return refuse(&cli->desk, NO_PERSON_UNKNOWN);
    if (hits.count > 1)
        return refuse_field(&cli->desk, NO_NUMBER_DUPLICATE, "WHO");
    *out = hits.at[0];
    return DONE;
}

static enum outcome accept(struct cli *cli, struct accepted *out)
{
    struct person_hit who = { 0 };
    struct portrait portrait;
    TRY(find_who(cli, &who));
    struct acceptance asked = { .person_part = who.part,
                                .person = who.id,
                                .ground = cli_option(cli, "--ground"),
                                .production = text_option(cli, "--production"),
                                .delivery = text_option(cli, "--delivery"),
                                .phone = text_option(cli, "--phone"),
                                .guardian = text_option(cli, "--guardian"),
                                .exemption = text_option(cli, "--exemption"),
                                .card_name = text_option(cli, "--card-name") };
    if (cli_option(cli, "--portrait").at) {
        TRY(read_portrait(cli, cli_option(cli, "--portrait"), &portrait));
        asked.portrait = &portrait;
    }
    return accept_application(&cli->desk, &asked, out);
}

static int run_accept(struct cli *cli)
{
    struct accepted accepted;
    enum outcome outcome = accept(cli, &accepted);
    return outcome == DONE ? show(cli, &accepted.application) : (int)outcome;
}

static int run_portrait(struct cli *cli)
{
    struct portrait portrait;
    struct application app;
    enum outcome outcome = read_portrait(cli, cli_argument(cli, "FILE"), &portrait);
    if (outcome == DONE)
        outcome = take_portrait(&cli->desk, cli_argument(cli, "NUMBER"), &portrait, &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

/** Good unless --refuse names a reason. */
static struct verdict read_verdict(const struct cli *cli)
{
    struct str reason = text_option(cli, "--refuse");
    return (struct verdict){ .good = !reason.at,
                             .reason = reason,
                             .field = text_option(cli, "--field") };
}

static int judged(struct cli *cli,
                  enum outcome (*judge)(struct desk *, struct str, const struct verdict *,
                                        struct application *))
{
    struct application app;
    struct verdict verdict = read_verdict(cli);
    enum outcome outcome = judge(&cli->desk, cli_argument(cli, "NUMBER"), &verdict, &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static enum outcome sign_alone(struct desk *desk, struct str number, const struct verdict *verdict,
                               struct application *out)
{
    return sign_application(desk, number, verdict, false, out);
}

static int run_review(struct cli *cli)
{
    return judged(cli, review_application);
}

static int run_sign(struct cli *cli)
{
    return judged(cli, sign_alone);
}

static int run_audit(struct cli *cli)
{
    return judged(cli, audit_application);
}

typedef enum outcome step_fn(struct desk *, struct str, struct application *);

/** A step that asks for nothing but its application's number, or its card's. */
static int stepped(struct cli *cli, const char *argument, step_fn *step)
{
    struct application app;
    enum outcome outcome = step(&cli->desk, cli_argument(cli, argument), &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static int run_void(struct cli *cli)
{
    return stepped(cli, "NUMBER", void_application);
}

static int run_archive(struct cli *cli)
{
    return stepped(cli, "NUMBER", archive_application);
}

static int run_hold(struct cli *cli)
{
    return stepped(cli, "NUMBER", hold_application);
}

static int run_remind(struct cli *cli)
{
    return stepped(cli, "NUMBER", remind_application);
}

static enum outcome correct(struct cli *cli, struct application *app)
{
    struct portrait portrait;
    struct str file = cli_option(cli, "--portrait");
    if (file.at)
        TRY(read_portrait(cli, file, &portrait));
    return correct_application(&cli->desk, cli_argument(cli, "NUMBER"), file.at ? &portrait : NULL,
                               app);
}

static int run_correct(struct cli *cli)
{
    struct application app;
    enum outcome outcome = correct(cli, &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static int run_temporary(struct cli *cli)
{
    struct temporary_card card;
    char from[11], to[11];
    enum outcome outcome = issue_temporary_card(&cli->desk, cli_argument(cli, "NUMBER"), &card);
    if (outcome == DONE)
        printf("number,valid_from,valid_to,fee,receipt\n" STR_FMT ",%s,%s,%lld," STR_FMT "\n",
               STR_ARG(card.number), day_text(card.valid_from, from), day_text(card.valid_to, to),
               (long long)card.fee, STR_ARG(card.receipt));
    return (int)outcome;
}

static int run_show(struct cli *cli)
{
    struct application app;
    enum outcome outcome = see_application(&cli->desk, cli_argument(cli, "NUMBER"), &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static int run_queue(struct cli *cli)
{
    struct applications queue;
    const struct application_desk_queue *which = application_queue_find(cli_argument(cli, "QUEUE"));
    if (!which)
        return cli_wrong_use(cli, "没有此队列 no such queue");
    enum outcome outcome =
        application_queue(&cli->desk, which->from, which->to, QUEUE_START, QUEUE_LIMIT, &queue);
    if (outcome == DONE)
        cli_table(cli, application_columns, application_column_count, queue.at, sizeof *queue.at,
                  queue.count);
    return (int)outcome;
}

/* ---- cards ---- */

static int inspected(struct cli *cli,
                     enum outcome (*inspect)(struct desk *, const struct inspection *,
                                             struct application *))
{
    struct application app;
    struct str defect = text_option(cli, "--defect");
    const struct inspection inspection = { .serial = cli_argument(cli, "SERIAL"),
                                           .good = !defect.at,
                                           .defect = defect,
                                           .note = text_option(cli, "--note") };
    enum outcome outcome = inspect(&cli->desk, &inspection, &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static int run_inspect(struct cli *cli)
{
    return inspected(cli, inspect_card);
}

static int run_verify(struct cli *cli)
{
    return inspected(cli, verify_card);
}

static int run_sort(struct cli *cli)
{
    return stepped(cli, "SERIAL", sort_card);
}

static int run_loss(struct cli *cli)
{
    return stepped(cli, "NUMBER", report_loss);
}

static int run_surrender(struct cli *cli)
{
    return stepped(cli, "SERIAL", surrender_card);
}

static int run_destroy(struct cli *cli)
{
    return stepped(cli, "SERIAL", destroy_card);
}

static int run_stock(struct cli *cli)
{
    struct cards cards;
    enum outcome outcome = cards_at(&cli->desk, CARD_STOCK, 0, QUEUE_LIMIT, &cards);
    if (outcome == DONE)
        cli_table(cli, card_columns, card_column_count, cards.at, sizeof *cards.at, cards.count);
    return (int)outcome;
}

static struct str *serials_given(struct cli *cli, size_t *count)
{
    *count = cli_argument_count(cli, "SERIAL");
    struct str *serials = NEW_ARRAY(cli->desk.arena, struct str, *count + 1);
    for (size_t i = 0; i < *count; i++)
        serials[i] = cli_argument_at(cli, "SERIAL", i);
    return serials;
}

static int show_consignment(struct cli *cli, enum outcome outcome, const struct consignment *c)
{
    if (outcome == DONE)
        cli_record(cli, consignment_columns, consignment_column_count, c);
    return (int)outcome;
}

static int run_give(struct cli *cli)
{
    int64_t to = 0;
    size_t count = 0;
    struct consignment c;
    if (!cli_number(cli, "UNIT", 1, INT32_MAX, &to))
        return EXIT_WRONG_USE;
    struct str *serials = serials_given(cli, &count);
    return show_consignment(
        cli,
        give_consignment(&cli->desk, (int32_t)to, cli_option(cli, "--box"), serials, count, &c),
        &c);
}

static int run_receive(struct cli *cli)
{
    int64_t unit = 0, id = 0;
    size_t count = 0;
    struct consignment c;
    if (!cli_number(cli, "UNIT", 1, INT32_MAX, &unit) || !cli_number(cli, "ID", 1, INT64_MAX, &id))
        return EXIT_WRONG_USE;
    struct str *serials = serials_given(cli, &count);
    return show_consignment(
        cli, receive_consignment(&cli->desk, (int32_t)unit, id, count ? serials : NULL, count, &c),
        &c);
}

static int run_consignments(struct cli *cli)
{
    struct consignment_list list;
    enum outcome outcome =
        consignments(&cli->desk, !cli_flag(cli, "--out"), text_option(cli, "--state"), &list);
    if (outcome == DONE)
        cli_table(cli, consignment_columns, consignment_column_count, list.at, sizeof *list.at,
                  list.count);
    return (int)outcome;
}

static int run_hand_over(struct cli *cli)
{
    struct application app;
    const struct hand_over given = { .number = cli_argument(cli, "NUMBER"),
                                     .identity = cli_flag(cli, "--identity"),
                                     .chip_read = cli_flag(cli, "--chip-read"),
                                     .old_card = cli_option(cli, "--old-card"),
                                     .old_card_note = text_option(cli, "--old-card-note"),
                                     .proof = text_option(cli, "--proof"),
                                     .proxy_name = text_option(cli, "--proxy"),
                                     .proxy_paper = text_option(cli, "--proxy-paper"),
                                     .on_paper = cli_flag(cli, "--signed-on-paper"),
                                     .temporary_returned = cli_flag(cli, "--temporary-returned") };
    enum outcome outcome = hand_over_card(&cli->desk, &given, &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

/* ---- the centre, one application at a time ---- */

static int run_fetch(struct cli *cli)
{
    return stepped(cli, "NUMBER", fetch_application);
}

static int run_check(struct cli *cli)
{
    return stepped(cli, "NUMBER", check_production);
}

static int run_start(struct cli *cli)
{
    return stepped(cli, "NUMBER", start_production);
}

static int run_make(struct cli *cli)
{
    struct application app;
    enum outcome outcome =
        make_card(&cli->desk, cli_argument(cli, "NUMBER"), cli_flag(cli, "--spoilt"), &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static int run_refuse(struct cli *cli)
{
    struct application app;
    const struct verdict verdict = { .reason = cli_argument(cli, "CODE"),
                                     .field = cli_argument(cli, "FIELD") };
    enum outcome outcome = refuse_step(&cli->desk, cli_argument(cli, "NUMBER"), &verdict, &app);
    return outcome == DONE ? show(cli, &app) : (int)outcome;
}

static int run_region(struct cli *cli)
{
    return stepped(cli, "SERIAL", receive_at_region);
}

static int run_life(struct cli *cli)
{
    SCOPED(buf) dot = { 0 };
    (void)cli;
    application_life_dot(&dot);
    return cli_out(buf_str(&dot)) ? EXIT_DONE : EXIT_FAILED;
}

/* clang-format off */
const struct command card_commands[] = {
    { "card accept", "WHO --ground CODE [--portrait FILE] [--phone TEXT] [--guardian TEXT] [--exemption CODE] [--production CODE] [--delivery CODE] [--card-name NAME]",
      MAY_ACCEPT, run_accept, "受理申请（公民身份号码或原编号）", "accept an application, by citizen number or old id" },
    { "card portrait", "NUMBER FILE", MAY_TAKE_PORTRAIT, run_portrait, "补采相片", "the portrait of an application" },
    { "card review", "NUMBER [--refuse CODE] [--field FIELD]", MAY_REVIEW, run_review, "审核，或退回", "review, or refuse" },
    { "card sign", "NUMBER [--refuse CODE] [--field FIELD]", MAY_SIGN, run_sign, "签发，或退回", "sign, or refuse" },
    { "card audit", "NUMBER [--refuse CODE] [--field FIELD]", MAY_AUDIT, run_audit, "市局审核，或退回", "the city's audit, or refusal" },
    { "card void", "NUMBER", MAY_ACCEPT, run_void, "作废未完成的申请", "void an unfinished application" },
    { "card archive", "NUMBER", MAY_ACCEPT, run_archive, "作废申请归档", "archive a void application" },
    { "card hold", "NUMBER", ANYONE, run_hold, "号码有疑问，转待核", "an application waits for a number question" },
    { "card correct", "NUMBER [--portrait FILE]", MAY_ACCEPT, run_correct, "更正后重报", "correct a refused application and go on" },
    { "card temporary", "NUMBER", MAY_SIGN, run_temporary, "签发临时身份证", "sign a temporary card" },
    { "card show", "NUMBER", MAY_SEE_CARDS, run_show, "查看一份申请", "an application" },
    { "card queue", "QUEUE", MAY_SEE_CARDS, run_queue, "待办队列", "a queue: station held review sign pack audit inspect verify handout refused" },
    { "card stock", "", MAY_SEE_CARDS, run_stock, "本单位在库证件", "the cards in this unit's stock" },
    { "card inspect", "SERIAL [--defect CODE] [--note TEXT]", MAY_INSPECT, run_inspect, "成品质检", "inspect a finished card" },
    { "card verify", "SERIAL [--defect CODE] [--note TEXT]", MAY_CONSIGN, run_verify, "派出所核对", "verify a card at the station" },
    { "card sort", "SERIAL", MAY_CONSIGN, run_sort, "市局分拣", "the city sorts a card for its bureau" },
    { "card give", "UNIT --box BOX SERIAL...", MAY_CONSIGN, run_give, "移交证件", "hand cards over to a unit" },
    { "card receive", "UNIT ID [SERIAL...]", MAY_CONSIGN, run_receive, "接收交接单（不列卡号即全部）", "receive a consignment: all of it, or the cards named" },
    { "card consignments", "[--out] [--state STATE]", MAY_CONSIGN, run_consignments, "交接单", "consignments" },
    { "card remind", "NUMBER", MAY_HAND_OUT, run_remind, "催领", "remind the holder of a card that lies ready" },
    { "card hand-over", "NUMBER --old-card KIND [--identity] [--chip-read] [--old-card-note TEXT] [--proof TEXT] [--proxy NAME] [--proxy-paper TEXT] [--signed-on-paper] [--temporary-returned]",
      MAY_HAND_OUT, run_hand_over, "发放证件：HANDED_IN 交回 LOST 丢失 NEVER_HAD 从未领取", "hand the card to its holder" },
    { "card loss", "NUMBER", MAY_ACCEPT, run_loss, "挂失", "the holder reports the card lost" },
    { "card surrender", "SERIAL", MAY_HAND_OUT, run_surrender, "收交证件", "a card is handed in" },
    { "card destroy", "SERIAL", MAY_HAND_OUT, run_destroy, "销毁收交的证件（须由另一人）", "destroy a card handed in, by another clerk than took it in" },
    { "centre fetch", "NUMBER", MAY_TAKE_IN, run_fetch, "制证中心提取上报数据", "the centre fetches what is on its way" },
    { "centre check", "NUMBER", MAY_PRODUCE, run_check, "制证数据审核：合格或按项目退回", "the centre checks what came in: passed, or refused to the field" },
    { "centre refuse", "NUMBER CODE FIELD", MAY_PRODUCE, run_refuse, "制证中心退回", "the centre refuses, with the reason's code and the field" },
    { "centre start", "NUMBER", MAY_PRODUCE, run_start, "开始制作，或重制", "production begins, or begins again" },
    { "centre make", "NUMBER [--spoilt]", MAY_PRODUCE, run_make, "制成，或作废证", "the card is made, or spoilt" },
    { "centre receive", "SERIAL", MAY_CONSIGN, run_region, "省厅接收，待验收", "the region takes a made card over, to accept it" },
    { "card life", "[--dot]", NO_DATABASE, run_life, "申请的全部状态与变动", "the life of an application, drawn" },
};
/* clang-format on */
const size_t card_command_count = COUNT(card_commands);
