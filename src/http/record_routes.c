/** The register sheet, its history, households, and reversing a change. */
#include "http/shown.h"
#include "register/history.h"
#include "register/see_person.h"
#include "register/see_record.h"

static enum outcome read_place(struct http_request *request, int32_t *part, int64_t *id)
{
    TRY(param_part(request, 0, part));
    return param_id(request, 1, id);
}

/** The look is on record before anybody sees the record. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    return person_seen(&request->desk, part, id);
}

/* ---- the sheet ---- */

static void answer_record(struct http_request *request, const struct person_record *record)
{
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    person_record_json(&request->desk, body, record);
    json_close(body, '}');
    answer_version(request, record->person.ver);
}

static enum outcome look_at_record(struct http_request *request)
{
    struct person_record record;
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    TRY(person_record_load(&request->desk, part, id, &record));
    answer_record(request, &record);
    return DONE;
}

static const struct field item_fields[] = {
    FIELD(detail_item, field, "field", FIELD_TEXT, REQUIRED, 40),
    FIELD(detail_item, value, "value", FIELD_TEXT, OPTIONAL, 200),
};

static enum outcome read_item(struct http_request *request)
{
    struct detail_item *item = NEW(request->desk.arena, struct detail_item);
    request->plan = item;
    return body_read(&request->desk, request->body, item_fields, COUNT(item_fields), item);
}

static enum outcome post_item(struct http_request *request)
{
    struct person_record record;
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    TRY(person_detail_keep(&request->desk, part, id, request->plan, 1, &record));
    answer_record(request, &record);
    return DONE;
}

/* ---- history ---- */

static enum outcome look_at_history(struct http_request *request)
{
    struct person_history history;
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    TRY(person_history_load(&request->desk, part, id, &history));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    person_history_json(&request->desk, body, &history);
    json_close(body, '}');
    answer_version(request, history.person.ver);
    return DONE;
}

struct reversal {
    struct str reason;
};
static const struct field reversal_fields[] = {
    FIELD(reversal, reason, "reason", FIELD_TEXT, REQUIRED, 200),
};

static enum outcome read_reversal(struct http_request *request)
{
    struct reversal *asked = NEW(request->desk.arena, struct reversal);
    request->plan = asked;
    return body_read(&request->desk, request->body, reversal_fields, COUNT(reversal_fields), asked);
}

static enum outcome post_reversal(struct http_request *request)
{
    const struct reversal *asked = request->plan;
    struct person person;
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    TRY(person_reverse(&request->desk, part, id, asked->reason, &person));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "part", person.part);
    json_field_id(body, "id", person.id);
    json_field_int(body, "ver", person.ver);
    json_close(body, '}');
    answer_version(request, person.ver);
    return DONE;
}

/* ---- households ---- */

static enum outcome look_at_household(struct http_request *request)
{
    struct household_view view;
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    TRY(household_view_load(&request->desk, part, id, &view));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    household_view_json(&request->desk, body, &view);
    json_close(body, '}');
    answer_version(request, view.household.ver);
    return DONE;
}

static enum outcome note_household(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(read_place(request, &part, &id));
    return household_seen(&request->desk, part, id);
}

/* clang-format off */
const struct route record_routes[] = {
    { METHOD_GET, "/api/v1/persons/{part}/{id}/record", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_record, note_look,
      "getPersonRecord", "查看常住人口登记表", "Every item of the register form: a look with a purpose" },
    { METHOD_POST, "/api/v1/persons/{part}/{id}/record/item", MAY_KEEP_REGISTER, NEEDS_PURPOSE | NEEDS_VERSION, BODY_JSON, read_item, post_item,
      "writePersonItem", "登记其他项目", "Write an item no business decides about" },
    { METHOD_GET, "/api/v1/persons/{part}/{id}/history", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_history, note_look,
      "getPersonHistory", "查看人员历史", "Every version of a person, with what changed" },
    { METHOD_POST, "/api/v1/persons/{part}/{id}/reversal", MAY_DECIDE_COUNTY, NEEDS_VERSION, BODY_JSON, read_reversal, post_reversal,
      "reversePerson", "冲销变更", "Say again what stood before the version that stands" },
    { METHOD_GET, "/api/v1/households/{part}/{id}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_household, note_household,
      "getHousehold", "查看户资料", "A household with its members and its history" },
};
/* clang-format on */
const size_t record_route_count = COUNT(record_routes);
