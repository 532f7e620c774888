/** Printed forms, as PDF. */
#include "forms/form.h"
#include "http/request.h"

/** Draws straight into the answer. A form with a missing glyph is refused, but that is an entry, so
 * it settles. */
static enum outcome draw(struct http_request *request, const struct form_asked *asked)
{
    struct desk *desk = &request->desk;
    struct form_copy *copy = NEW(desk->arena, struct form_copy);
    struct buf *pdf = answer_json(request, 200);
    request->plan = copy;
    enum outcome outcome = form_prepare(desk, asked, copy, pdf);
    if (outcome == REFUSED && desk->why.refusal == NO_GLYPH_MISSING) {
        answer_problem(request);
        return DONE;
    }
    request->answer.type = "application/pdf";
    answer_line(request, "Content-Disposition", STR("inline"));
    return outcome;
}

static enum outcome draw_numbered(struct http_request *request, enum form_kind kind)
{
    const struct form_asked asked = { .kind = kind, .number = request->params[0] };
    return draw(request, &asked);
}

static enum outcome draw_application(struct http_request *request)
{
    return draw_numbered(request, FORM_APPLICATION);
}

static enum outcome draw_slip(struct http_request *request)
{
    return draw_numbered(request, FORM_COLLECTION_SLIP);
}

static enum outcome draw_temporary(struct http_request *request)
{
    return draw_numbered(request, FORM_TEMPORARY_CARD);
}

static enum outcome draw_consignment(struct http_request *request)
{
    struct form_asked asked = { .kind = FORM_CONSIGNMENT };
    TRY(param_part(request, 0, &asked.unit));
    TRY(param_id(request, 1, &asked.id));
    return draw(request, &asked);
}

static enum outcome draw_package(struct http_request *request)
{
    struct form_asked asked = { .kind = FORM_PACKAGE };
    TRY(param_part(request, 0, &asked.unit));
    TRY(param_part(request, 1, &asked.to_unit));
    TRY(param_id(request, 2, &asked.id));
    return draw(request, &asked);
}

static enum outcome draw_notices(struct http_request *request)
{
    struct form_asked asked = { .kind = FORM_NUMBER_NOTICES };
    TRY(param_part(request, 0, &asked.unit));
    TRY(param_id(request, 1, &asked.id));
    return draw(request, &asked);
}

static enum outcome draw_of_person(struct http_request *request, enum form_kind kind)
{
    struct form_asked asked = { .kind = kind };
    TRY(param_part(request, 0, &asked.unit));
    TRY(param_id(request, 1, &asked.id));
    return draw(request, &asked);
}

static enum outcome draw_register_sheet(struct http_request *request)
{
    return draw_of_person(request, FORM_REGISTER_SHEET);
}

static enum outcome draw_unregistered(struct http_request *request)
{
    return draw_of_person(request, FORM_UNREGISTERED);
}

static enum outcome draw_unregistered_notice(struct http_request *request)
{
    return draw_of_person(request, FORM_UNREGISTERED_NOTICE);
}

static enum outcome draw_unregistered_answer(struct http_request *request)
{
    return draw_of_person(request, FORM_UNREGISTERED_ANSWER);
}

static enum outcome draw_booklet_page(struct http_request *request)
{
    return draw_of_person(request, FORM_BOOKLET_PAGE);
}

static enum outcome draw_four_way(struct http_request *request)
{
    return draw_of_person(request, FORM_FOUR_WAY);
}

static enum outcome draw_of_business(struct http_request *request)
{
    struct form_asked asked = { .kind = form_kind_of(request->params[0]) };
    if (asked.kind < FORM_BUSINESS_SHEET || asked.kind > FORM_CANCELLATION_CERTIFICATE)
        return refuse(&request->desk, NO_NOT_FOUND);
    TRY(param_part(request, 1, &asked.unit));
    TRY(param_id(request, 2, &asked.id));
    return draw(request, &asked);
}

static enum outcome draw_overdue_notice(struct http_request *request)
{
    return draw_of_person(request, FORM_OVERDUE_NOTICE);
}

static enum outcome draw_overdue_posting(struct http_request *request)
{
    return draw_of_person(request, FORM_OVERDUE_POSTING);
}

static enum outcome draw_overdue_visit(struct http_request *request)
{
    return draw_of_person(request, FORM_OVERDUE_VISIT);
}

static enum outcome draw_clearance(struct http_request *request)
{
    struct form_asked asked = { .kind = FORM_CLEARANCE };
    TRY(param_part(request, 0, &asked.unit));
    return draw(request, &asked);
}

struct check_query {
    struct str list;
};
static const struct field check_fields[] = {
    FIELD(check_query, list, "list", FIELD_TEXT, OPTIONAL, 10),
};

static enum outcome draw_check(struct http_request *request)
{
    struct form_asked asked = { .kind = FORM_HOUSE_CHECK };
    struct check_query query = { STR("all") };
    TRY(query_read(&request->desk, request->head->query, check_fields, COUNT(check_fields),
                   &query));
    TRY(param_part(request, 0, &asked.unit));
    TRY(param_id(request, 1, &asked.id));
    asked.list = house_list_of(query.list);
    if (asked.list == HOUSE_LIST_COUNT)
        return refuse_at(&request->desk, NO_BAD_REQUEST, "/list", "all, left, closed");
    return draw(request, &asked);
}

static enum outcome note_print(struct http_request *request)
{
    return form_settle(&request->desk, request->plan);
}

/* clang-format off */
const struct route form_routes[] = {
    { METHOD_GET, "/api/v1/forms/application/{number}.pdf", MAY_SEE_CARDS, IS_SLOW, BODY_NONE, draw_application, note_print,
      "printApplication", "打印申领登记表", "The application form" },
    { METHOD_GET, "/api/v1/forms/collection-slip/{number}.pdf", MAY_SEE_CARDS, IS_SLOW, BODY_NONE, draw_slip, note_print,
      "printSlip", "打印领取凭证", "The collection slip" },
    { METHOD_GET, "/api/v1/forms/temporary-card/{number}.pdf", MAY_SEE_CARDS, IS_SLOW, BODY_NONE, draw_temporary, note_print,
      "printTemporaryCard", "打印临时居民身份证", "The sheet of a temporary card" },
    { METHOD_GET, "/api/v1/forms/consignment/{unit}/{id}.pdf", MAY_SEE_CARDS, IS_SLOW, BODY_NONE, draw_consignment, note_print,
      "printConsignment", "打印证件交接单", "The list that goes with a box of cards" },
    { METHOD_GET, "/api/v1/forms/register-sheet/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_register_sheet, note_print,
      "printRegisterSheet", "打印常住人口登记表", "The register sheet of a person" },
    { METHOD_GET, "/api/v1/forms/booklet-page/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_booklet_page, note_print,
      "printBookletPage", "打印居民户口簿内页", "The page of a person in the household booklet" },
    { METHOD_GET, "/api/v1/forms/package/{unit}/{to}/{sequence}.pdf", MAY_SEE_CARDS, IS_SLOW, BODY_NONE, draw_package, note_print,
      "printPackage", "打印数据包清单", "The manifest of a package" },
    { METHOD_GET, "/api/v1/forms/number-notices/{part}/{id}.pdf", MAY_SETTLE_NUMBERS, IS_SLOW, BODY_NONE, draw_notices, note_print,
      "printNumberNotices", "打印号码变更告知清单", "Who is told of a person's new number" },
    { METHOD_GET, "/api/v1/forms/business/{form}/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_of_business, note_print,
      "printBusinessForm", "打印户口业务表证", "The approval sheet of a business, or a certificate it brought" },
    { METHOD_GET, "/api/v1/forms/house-check/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_check, note_print,
      "printHouseCheck", "打印入户核查表", "The check sheets of a round" },
    { METHOD_GET, "/api/v1/forms/clearance/{unit}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_clearance, note_print,
      "printClearance", "打印存疑清零证明", "That nothing is open in a precinct" },
    { METHOD_GET, "/api/v1/forms/four-way/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_four_way, note_print,
      "printFourWay", "打印四相符核对表", "A four-way check with what became of each item" },
    { METHOD_GET, "/api/v1/forms/overdue-notice/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_overdue_notice, note_print,
      "printOverdueNotice", "打印注销户口告知书", "The notice that is handed over" },
    { METHOD_GET, "/api/v1/forms/overdue-posting/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_overdue_posting, note_print,
      "printOverduePosting", "打印注销户口公告", "The notice that is posted publicly" },
    { METHOD_GET, "/api/v1/forms/overdue-visit/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_overdue_visit, note_print,
      "printOverdueVisit", "打印走访核实记录", "The record of a visit" },
    { METHOD_GET, "/api/v1/forms/unregistered-sheet/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_unregistered, note_print,
      "printUnregistered", "打印无户口人员登记户口申请审批表", "The sheet of an unregistered person's case" },
    { METHOD_GET, "/api/v1/forms/unregistered-notice/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_unregistered_notice, note_print,
      "printUnregisteredNotice", "打印无户口人员公示", "The notice to be posted" },
    { METHOD_GET, "/api/v1/forms/unregistered-answer/{part}/{id}.pdf", MAY_SEE_PERSONS, IS_SLOW, BODY_NONE, draw_unregistered_answer, note_print,
      "printUnregisteredAnswer", "打印无户口人员申请答复书", "The written answer" },
};
/* clang-format on */
const size_t form_route_count = COUNT(form_routes);
