/** Places: plates, streets, beats, and plates against households. */
#include "core/codes.h"
#include "house/house_check.h"
#include "http/shown.h"
#include "office/unit.h"
#include "places/beat.h"
#include "places/import_plates.h"
#include "places/plate.h"

enum { REJECTS_SHOWN = 200, PAGE = 100 };

/* ---- import ---- */

struct import_query {
    int dry_run;
};
static const struct field import_fields[] = {
    FIELD(import_query, dry_run, "dryRun", FIELD_BOOL, OPTIONAL, 0),
};

/** The first rejects, as JSON. */
struct rejects {
    struct buf json;
    int count;
};

static void keep_reject(void *self, const struct plate_reject *reject)
{
    struct rejects *rejects = self;
    if (rejects->count++ >= REJECTS_SHOWN)
        return;
    json_open(&rejects->json, '{');
    json_field_int(&rejects->json, "row", reject->line);
    json_field_text(&rejects->json, "field", reject->field);
    json_field_text(&rejects->json, "code", refusal_text(reject->code)->name);
    json_field_text(&rejects->json, "reason", refusal_text(reject->code)->zh);
    json_close(&rejects->json, '}');
}

static void answer_import(struct http_request *request, const struct plate_import_result *result,
                          const struct rejects *rejects)
{
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "rows", result->rows);
    json_field_int(body, "taken", result->taken);
    json_field_int(body, "unchanged", result->unchanged);
    json_field_int(body, "rejected", result->rejected);
    json_key(body, "rejects");
    json_open(body, '[');
    buf_add(body, buf_str(&rejects->json));
    json_close(body, ']');
    json_close(body, '}');
}

static enum outcome post_import(struct http_request *request)
{
    struct rejects rejects = { 0 };
    struct import_query asked = { 0 };
    struct plate_import_result result;
    TRY(query_read(&request->desk, request->head->query, import_fields, COUNT(import_fields),
                   &asked));
    const struct plate_import order = { request->body, asked.dry_run, &rejects, keep_reject };
    enum outcome outcome = plates_import(&request->desk, &order, &result);
    if (outcome == DONE)
        answer_import(request, &result, &rejects);
    buf_close(&rejects.json);
    return outcome;
}

/* ---- plates ---- */

struct plates_query {
    int32_t station;
    struct str street;
    int64_t cursor, limit;
};
static const struct field plates_fields[] = {
    FIELD(plates_query, station, "station", FIELD_PART, REQUIRED, 0),
    FIELD(plates_query, street, "street", FIELD_TEXT, OPTIONAL, 80),
    FIELD(plates_query, cursor, "cursor", FIELD_ID, OPTIONAL, 0),
    FIELD(plates_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static void put_plate(struct buf *body, const struct plate *plate)
{
    const struct plate_kind *kind = plate_kind_read(plate->kind);
    json_open(body, '{');
    json_columns(body, plate_columns, plate_column_count, plate);
    json_field_words(body, "kind", str_of(kind ? kind->zh : ""), str_of(kind ? kind->en : ""));
    json_close(body, '}');
}

static enum outcome get_plates(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct plates_query asked = { .limit = PAGE };
    struct plates plates;
    TRY(query_read(desk, request->head->query, plates_fields, COUNT(plates_fields), &asked));
    const struct plate_query query = { asked.station, asked.street, asked.cursor,
                                       (int)asked.limit };
    TRY(plates_list(desk, &query, &plates));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < plates.count; i++)
        put_plate(body, &plates.at[i]);
    bool full = plates.count == (size_t)asked.limit;
    answer_list_end(
        request, full ? arena_printf(desk->arena, "%lld", (long long)plates.at[plates.count - 1].id)
                      : NO_STR);
    return DONE;
}

static enum outcome get_plate(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct plate plate;
    struct address_element elements[ADDRESS_ELEMENTS_MAX];
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(plate_see(desk, part, id, &plate));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_columns(body, plate_columns, plate_column_count, &plate);
    const struct plate_kind *kind = plate_kind_read(plate.kind);
    json_field_words(body, "kind", str_of(kind->zh), str_of(kind->en));
    json_key(body, "elements");
    json_open(body, '[');
    size_t count = plate_elements(desk->arena, &plate, desk->today, elements);
    for (size_t i = 0; i < count; i++) {
        json_open(body, '{');
        json_field_text(body, "code", elements[i].code);
        json_field_text(body, "zh", elements[i].zh);
        json_field_text(body, "en", elements[i].en);
        json_field_str(body, "text", elements[i].text);
        json_close(body, '}');
    }
    json_close(body, ']');
    json_close(body, '}');
    return DONE;
}

struct station_query {
    int32_t station;
};
static const struct field station_fields[] = {
    FIELD(station_query, station, "station", FIELD_PART, REQUIRED, 0),
};
static const struct field maybe_station_fields[] = {
    FIELD(station_query, station, "station", FIELD_PART, OPTIONAL, 0),
};

static enum outcome get_streets(struct http_request *request)
{
    struct station_query asked;
    struct streets streets;
    TRY(query_read(&request->desk, request->head->query, station_fields, COUNT(station_fields),
                   &asked));
    TRY(streets_list(&request->desk, asked.station, &streets));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < streets.count; i++)
        json_record(body, street_columns, street_column_count, &streets.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

static enum outcome get_comparison(struct http_request *request)
{
    struct house_comparison c;
    TRY(house_compare_counts(&request->desk, &c));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "plates", c.plates);
    json_field_int(body, "households", c.households);
    json_field_int(body, "platesWithoutPeople", c.plates_without_people);
    json_field_int(body, "householdsWithoutPlate", c.households_without_plate);
    json_close(body, '}');
    return DONE;
}

/* ---- beats ---- */

static enum outcome put_beat(struct clerk_names *names, struct buf *body, const struct beat *beat)
{
    struct str officer;
    TRY(clerk_name(names, beat->officer, &officer));
    json_open(body, '{');
    json_columns(body, beat_columns, beat_column_count, beat);
    json_field_str(body, "officerName", officer);
    json_field_str(body, "stationName", unit_short_name(names->desk, beat->part));
    json_close(body, '}');
    return DONE;
}

static enum outcome get_beats(struct http_request *request)
{
    struct clerk_names names = { .desk = &request->desk };
    struct station_query asked = { 0 };
    struct beats beats;
    TRY(query_read(&request->desk, request->head->query, maybe_station_fields,
                   COUNT(maybe_station_fields), &asked));
    TRY(beats_list(&request->desk, asked.station, asked.station ? asked.station : INT32_MAX,
                   &beats));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < beats.count; i++)
        TRY(put_beat(&names, body, &beats.at[i]));
    answer_list_end(request, NO_STR);
    return DONE;
}

struct beat_body {
    int32_t part;
    int64_t number, id, officer;
    struct str name;
    struct beat_ground ground;
};
static const struct field new_beat_fields[] = {
    FIELD(beat_body, part, "part", FIELD_PART, REQUIRED, 0),
    FIELD(beat_body, number, "number", FIELD_INT, REQUIRED, BEAT_NUMBER_MAX),
    FIELD(beat_body, name, "name", FIELD_TEXT, REQUIRED, BEAT_NAME_MAX),
    FIELD(beat_body, officer, "officer", FIELD_ID, OPTIONAL, 0),
};
static const struct field beat_fields[] = {
    FIELD(beat_body, name, "name", FIELD_TEXT, REQUIRED, BEAT_NAME_MAX),
    FIELD(beat_body, officer, "officer", FIELD_ID, OPTIONAL, 0),
};
static const struct field ground_fields[] = {
    FIELD(beat_body, ground.street, "street", FIELD_TEXT, REQUIRED, 80),
    FIELD(beat_body, ground.from, "from", FIELD_TEXT, OPTIONAL, 80),
    FIELD(beat_body, ground.to, "to", FIELD_TEXT, OPTIONAL, 80),
};

static enum outcome read_new_beat(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct beat_body);
    return body_read(&request->desk, request->body, new_beat_fields, COUNT(new_beat_fields),
                     request->plan);
}

static enum outcome read_named(struct http_request *request, const struct field *fields,
                               size_t count)
{
    struct beat_body *asked = NEW(request->desk.arena, struct beat_body);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, fields, count, asked);
}

static enum outcome read_beat(struct http_request *request)
{
    return read_named(request, beat_fields, COUNT(beat_fields));
}

static enum outcome read_ground(struct http_request *request)
{
    return read_named(request, ground_fields, COUNT(ground_fields));
}

static enum outcome answer_beat(struct http_request *request, int status, const struct beat *beat)
{
    struct clerk_names names = { .desk = &request->desk };
    answer_version(request, beat->ver);
    return put_beat(&names, answer_json(request, status), beat);
}

static struct beat_order order_of(const struct beat_body *asked)
{
    return (struct beat_order){ asked->part, (int32_t)asked->number, asked->name, asked->officer };
}

static enum outcome post_beat(struct http_request *request)
{
    struct beat beat;
    struct beat_order order = order_of(request->plan);
    TRY(beat_add(&request->desk, &order, &beat));
    return answer_beat(request, 201, &beat);
}

static enum outcome post_beat_change(struct http_request *request)
{
    const struct beat_body *asked = request->plan;
    struct beat beat;
    struct beat_order order = order_of(asked);
    TRY(beat_change(&request->desk, asked->part, asked->id, &order, &beat));
    return answer_beat(request, 200, &beat);
}

static enum outcome post_ground(struct http_request *request)
{
    const struct beat_body *asked = request->plan;
    struct beat beat;
    TRY(beat_give_ground(&request->desk, asked->part, asked->id, &asked->ground, &beat));
    return answer_beat(request, 200, &beat);
}

/* clang-format off */
const struct route place_routes[] = {
    { METHOD_POST, "/api/v1/plates/import", MAY_KEEP_PLACES, IS_SLOW | WRITES_ITSELF, BODY_CSV, post_import, NULL,
      "importPlates", "导入门牌", "Take door plates over from a file" },
    { METHOD_GET, "/api/v1/plates", MAY_SEE_PLACES, 0, BODY_NONE, get_plates, NULL,
      "listPlates", "门牌", "Plates of a station, in the order of walking" },
    { METHOD_GET, "/api/v1/plates/{part}/{id}", MAY_SEE_PLACES, 0, BODY_NONE, get_plate, NULL,
      "getPlate", "一块门牌", "A plate and the elements of its address" },
    { METHOD_GET, "/api/v1/streets", MAY_SEE_PLACES, 0, BODY_NONE, get_streets, NULL,
      "listStreets", "街路巷", "Streets of a station" },
    { METHOD_GET, "/api/v1/plate-comparison", MAY_SEE_PLACES, IS_SLOW, BODY_NONE, get_comparison, NULL,
      "comparePlates", "门牌与人口比对", "Plates without people and the reverse, counted" },
    { METHOD_GET, "/api/v1/beats", MAY_SEE_PLACES, 0, BODY_NONE, get_beats, NULL,
      "listBeats", "责任区", "Beats within reach" },
    { METHOD_POST, "/api/v1/beats", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_new_beat, post_beat,
      "addBeat", "新设责任区", "A new beat" },
    { METHOD_PUT, "/api/v1/beats/{part}/{id}", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_beat, post_beat_change,
      "changeBeat", "修改责任区", "Another name or officer" },
    { METHOD_POST, "/api/v1/beats/{part}/{id}/ground", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_ground, post_ground,
      "giveGround", "划定责任区门牌", "Give a beat a street, or a stretch of it" },
};
/* clang-format on */
const size_t place_route_count = COUNT(place_routes);
