/** Sealed packages between units. */
#include "base/hex.h"
#include "cards/travel.h"
#include "exchange/package.h"
#include "exchange/package_file.h"
#include "http/shown.h"
#include "office/unit.h"

static struct str base_name(struct str path)
{
    size_t from = path.len;
    while (from > 0 && path.at[from - 1] != '/')
        from--;
    return str_cut(path, from, path.len);
}

/** `state`: SENT, ANSWERED, TAKEN, or of a file WAITING or REFUSED. Where files lie on the server
 * is told to nobody. */
static void put_package(struct desk *desk, struct buf *body, const struct package *package,
                        const char *state)
{
    char *hash = arena_bytes(desk->arena, 2 * package->hash.len + 1);
    json_open(body, '{');
    json_field_int(body, "unit", package->unit);
    json_field_str(body, "unitName", unit_short_name(desk, package->unit));
    json_field_int(body, "to", package->to_unit);
    json_field_str(body, "toName", unit_short_name(desk, package->to_unit));
    json_field_int(body, "seq", package->seq);
    json_field_str(body, "kind", package->kind);
    json_field_int(body, "count", package->count);
    json_field_str(body, "file", base_name(package->file));
    json_field_text(body, "hash", hex_text(package->hash.at, package->hash.len, hash));
    json_key(body, "instant");
    json_str(body, package->instant ? instant_str(desk->arena, package->instant) : NO_STR);
    json_field_bool(body, "answered", package->answered != 0);
    json_field_text(body, "state", state);
    json_close(body, '}');
}

/* ---- lists ---- */

struct package_query {
    struct str direction;
    int64_t limit;
};
static const struct field package_query_fields[] = {
    FIELD(package_query, direction, "direction", FIELD_TEXT, REQUIRED, 3),
    FIELD(package_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

/** What lies in the inbox of the clerk's unit comes before what was taken in. */
static enum outcome put_inbox(struct desk *desk, struct buf *body)
{
    struct inbox inbox;
    TRY(inbox_list(desk, exchange_folder(desk), desk->clerk.unit, &inbox));
    for (size_t i = 0; i < inbox.count; i++) {
        const struct inbox_file *file = &inbox.at[i];
        const struct package package = { .unit = file->from,
                                         .to_unit = file->to,
                                         .seq = file->seq,
                                         .kind = STR(""),
                                         .file = file->path };
        put_package(desk, body, &package, file->refusal ? "REFUSED" : "WAITING");
    }
    return DONE;
}

static enum outcome get_packages(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct package_query asked = { .limit = 100 };
    struct packages packages;
    TRY(query_read(desk, request->head->query, package_query_fields, COUNT(package_query_fields),
                   &asked));
    bool incoming = str_is(asked.direction, "in");
    if (!incoming && !str_is(asked.direction, "out"))
        return refuse_at(desk, NO_ITEM_WRONG, "?direction", "in out");
    TRY(packages_list(desk, incoming, &packages));
    struct buf *body = answer_list(request);
    if (incoming)
        TRY(put_inbox(desk, body));
    for (size_t i = 0; i < packages.count && (int64_t)i < asked.limit; i++)
        put_package(desk, body, &packages.at[i],
                    incoming                  ? "TAKEN"
                    : packages.at[i].answered ? "ANSWERED"
                                              : "SENT");
    answer_list_end(request, NO_STR);
    return DONE;
}

/** Applications that are ready and records that wait anyway go with the same package. */
static enum outcome get_waiting(struct http_request *request)
{
    enum { CHANNELS = 64 };
    struct desk *desk = &request->desk;
    struct channel channels[CHANNELS + 1];
    size_t count = 0;
    int32_t above = 0;
    int64_t ready = 0;
    TRY(channels_waiting(desk, channels, CHANNELS, &count));
    TRY(applications_to_send(desk, &above, &ready));
    if (above && ready)
        channels[count++] = (struct channel){ desk->clerk.unit, above, ready };
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < count; i++) {
        if (channels[i].from != desk->clerk.unit)
            continue;
        int64_t waiting = channels[i].waiting;
        for (size_t j = i + 1; j < count; j++)
            if (channels[j].from == channels[i].from && channels[j].to == channels[i].to) {
                waiting += channels[j].waiting;
                channels[j].from = 0;
            }
        json_open(body, '{');
        json_field_int(body, "to", channels[i].to);
        json_field_str(body, "toName", unit_short_name(desk, channels[i].to));
        json_field_int(body, "count", waiting);
        json_close(body, '}');
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

/** A gap: a package is here whose predecessors are not. */
static enum outcome get_gaps(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct inbox inbox;
    TRY(inbox_list(desk, exchange_folder(desk), desk->clerk.unit, &inbox));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < inbox.count; i++) {
        const struct inbox_file *file = &inbox.at[i];
        bool first = i == 0 || inbox.at[i - 1].from != file->from;
        if (!first || file->refusal || file->expected >= file->seq)
            continue;
        json_open(body, '{');
        json_field_int(body, "unit", file->from);
        json_field_str(body, "unitName", unit_short_name(desk, file->from));
        json_key(body, "sequences");
        json_open(body, '[');
        for (int64_t seq = file->expected; seq < file->seq && seq < file->expected + 100; seq++)
            json_int(body, seq);
        json_close(body, ']');
        json_close(body, '}');
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

/* ---- sending ---- */

struct pack_body {
    int32_t to;
};
static const struct field pack_fields[] = {
    FIELD(pack_body, to, "to", FIELD_PART, REQUIRED, 0),
};

static enum outcome read_pack(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct pack_body);
    return body_read(&request->desk, request->body, pack_fields, COUNT(pack_fields), request->plan);
}

static enum outcome post_package(struct http_request *request)
{
    struct desk *desk = &request->desk;
    const struct pack_body *asked = request->plan;
    struct package made;
    TRY(send_and_pack(desk, asked->to, exchange_folder(desk), &made));
    put_package(desk, answer_json(request, 201), &made, "SENT");
    return DONE;
}

/* ---- taking in ---- */

struct take_body {
    struct str file;
};
static const struct field take_fields[] = {
    FIELD(take_body, file, "file", FIELD_TEXT, REQUIRED, 100),
};

/** A package verified and not yet taken in, with its bytes. */
struct arrival {
    struct buf bytes; /* of a file; what was sent stands in the body */
    struct opened_package *opened;
};

static void close_arrival(void *at)
{
    struct arrival *arrival = at;
    package_close(arrival->opened);
    buf_close(&arrival->bytes);
}

/** A file is taken by its name only from among those that lie in the unit's own inbox. */
static enum outcome path_of_inbox(struct desk *desk, struct str name, struct str *path)
{
    struct inbox inbox;
    TRY(inbox_list(desk, exchange_folder(desk), desk->clerk.unit, &inbox));
    for (size_t i = 0; i < inbox.count; i++)
        if (str_eq(base_name(inbox.at[i].path), name)) {
            *path = inbox.at[i].path;
            return DONE;
        }
    return refuse_at(desk, NO_PACKAGE_UNKNOWN, "/file", "收件箱中没有 / not in the inbox");
}

static enum outcome open_named(struct http_request *request, struct arrival *arrival)
{
    struct desk *desk = &request->desk;
    struct take_body asked = { 0 };
    struct str path;
    TRY(body_read(desk, request->body, take_fields, COUNT(take_fields), &asked));
    TRY(path_of_inbox(desk, asked.file, &path));
    TRY(package_read_file(desk, path, &arrival->bytes));
    return package_open(desk, buf_str(&arrival->bytes), &arrival->opened);
}

static enum outcome open_arrival(struct http_request *request)
{
    struct arrival *arrival = NEW(request->desk.arena, struct arrival);
    request->plan = arrival;
    request->plan_close = close_arrival;
    return request->other_type ? open_named(request, arrival)
                               : package_open(&request->desk, request->body, &arrival->opened);
}

static enum outcome post_taken(struct http_request *request)
{
    struct package taken;
    TRY(package_take(&request->desk, ((struct arrival *)request->plan)->opened, &taken));
    put_package(&request->desk, answer_json(request, 201), &taken, "TAKEN");
    return DONE;
}

/* clang-format off */
const struct route package_routes[] = {
    { METHOD_GET, "/api/v1/packages", MAY_SEE_CARDS, 0, BODY_NONE, get_packages, NULL,
      "listPackages", "数据包", "Packages sent or taken in, and those in the inbox" },
    { METHOD_GET, "/api/v1/packages/waiting", MAY_PACK, 0, BODY_NONE, get_waiting, NULL,
      "listWaiting", "待发内容", "How much waits to be sent, and to whom" },
    { METHOD_GET, "/api/v1/packages/gaps", MAY_SEE_CARDS, 0, BODY_NONE, get_gaps, NULL,
      "listGaps", "缺号", "Packages missing before one that has come" },
    { METHOD_POST, "/api/v1/packages", MAY_PACK, NEEDS_KEY, BODY_JSON, read_pack, post_package,
      "sendPackage", "打包上报", "Send what is finished, sealed" },
    { METHOD_POST, "/api/v1/packages/take", MAY_TAKE_IN, NEEDS_KEY | IS_SLOW, BODY_PACKAGE, open_arrival, post_taken,
      "takePackage", "接收数据包", "Take a package in" },
};
/* clang-format on */
const size_t package_route_count = COUNT(package_routes);
