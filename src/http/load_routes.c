/** Taking over a register: importing, loads, taking one back. */
#include "base/hex.h"
#include "exchange/import_source.h"
#include "http/shown.h"
#include "register/load.h"

enum { REJECTS_SHOWN = 1000 };

struct import_query {
    struct str encoding, file, sheet, map;
    int dry_run;
};
static const struct field import_fields[] = {
    FIELD(import_query, encoding, "encoding", FIELD_TEXT, OPTIONAL, 10),
    FIELD(import_query, file, "file", FIELD_TEXT, OPTIONAL, 200),
    FIELD(import_query, sheet, "sheet", FIELD_TEXT, OPTIONAL, 100),
    FIELD(import_query, map, "map", FIELD_TEXT, OPTIONAL, 2000),
    FIELD(import_query, dry_run, "dryRun", FIELD_BOOL, OPTIONAL, 0),
};

struct rejects {
    struct buf json;
    size_t count;
};

static void keep_reject(void *self, const struct import_reject *reject)
{
    struct rejects *rejects = self;
    if (rejects->count++ >= REJECTS_SHOWN)
        return;
    const struct refusal_text *text = refusal_text(reject->code);
    json_open(&rejects->json, '{');
    json_field_int(&rejects->json, "row", reject->line);
    json_field_text(&rejects->json, "field", reject->field);
    json_field_text(&rejects->json, "code", text->name);
    json_field_text(&rejects->json, "reason", text->zh);
    json_close(&rejects->json, '}');
}

static void answer_import(struct http_request *request, const struct import_result *result,
                          const struct rejects *rejects)
{
    char hash[65];
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "load");
    if (result->load)
        json_id(body, result->load);
    else
        json_nothing(body);
    json_field_int(body, "rows", result->rows);
    json_field_int(body, "taken", result->taken);
    json_field_int(body, "unchanged", result->unchanged);
    json_field_int(body, "rejected", result->rejected);
    json_field_int(body, "odd", result->odd);
    json_field_int(body, "cases", result->cases);
    json_field_text(body, "hash", hex_text(result->hash, sizeof result->hash, hash));
    json_key(body, "rejects");
    json_open(body, '[');
    buf_add(body, buf_str(&rejects->json));
    json_close(body, ']');
    json_close(body, '}');
}

static enum outcome import_file(struct http_request *request, const struct import_query *asked,
                                struct import_source *source, struct rejects *rejects)
{
    struct import_result result;
    struct import_order order = { .file = asked->file,
                                  .map = asked->map,
                                  .dry_run = asked->dry_run,
                                  .self = rejects,
                                  .rejected = keep_reject };
    TRY(import_source_open(&request->desk, request->body, asked->encoding, asked->sheet, &order,
                           source));
    TRY(register_import(&request->desk, &order, &result));
    answer_import(request, &result, rejects);
    return DONE;
}

/** Commits chunk by chunk on a connection of its own, so it is no half of the writer's. */
static enum outcome post_import(struct http_request *request)
{
    struct import_query asked = { .file = STR("http"), .map = STR("") };
    struct import_source source = { 0 };
    struct rejects rejects = { 0 };
    TRY(query_read(&request->desk, request->head->query, import_fields, COUNT(import_fields),
                   &asked));
    enum outcome outcome = import_file(request, &asked, &source, &rejects);
    import_source_close(&source);
    buf_close(&rejects.json);
    return outcome;
}

static enum outcome get_loads(struct http_request *request)
{
    struct loads loads;
    TRY(loads_list(&request->desk, &loads));
    struct buf *body = answer_list(request);
    for (size_t i = loads.count; i > 0; i--)
        json_record(body, load_columns, load_column_count, &loads.at[i - 1]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/** Part by part, each in a transaction of its own. */
static enum outcome post_load_undo(struct http_request *request)
{
    int64_t load = 0, persons = 0;
    TRY(param_id(request, 0, &load));
    TRY(load_undo(&request->desk, load, &persons));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "persons", persons);
    json_close(body, '}');
    return DONE;
}

/* clang-format off */
const struct route load_routes[] = {
    { METHOD_POST, "/api/v1/registers/import", MAY_IMPORT, IS_SLOW | WRITES_ITSELF, BODY_SHEET, post_import, NULL,
      "importRegister", "导入人口数据", "Take over a register from a file" },
    { METHOD_GET, "/api/v1/loads", MAY_IMPORT, 0, BODY_NONE, get_loads, NULL,
      "listLoads", "导入批次", "Loads within reach, the newest first" },
    { METHOD_POST, "/api/v1/loads/{id}/undo", MAY_IMPORT, IS_SLOW | WRITES_ITSELF, BODY_EMPTY, post_load_undo, NULL,
      "undoLoad", "撤销一批导入", "Take a load back while nothing was built on it" },
};
/* clang-format on */
const size_t load_route_count = COUNT(load_routes);
