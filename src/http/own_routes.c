/** The server about itself, for whoever watches over it: alive, ready, figures. */
#include "http/inside.h"
#include "http/routes.h"
#include "office/setting.h"

static enum outcome get_health(struct http_request *request)
{
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_text(body, "status", "alive");
    json_close(body, '}');
    return DONE;
}

/** Ready is who can read the database and is not on the way out. */
static enum outcome get_readiness(struct http_request *request)
{
    struct str city;
    TRY(node_get(&request->desk, "city", &city));
    if (request->server->stopping || !city.at)
        return refuse(&request->desk, NO_NOT_NOW);
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_text(body, "status", "ready");
    json_close(body, '}');
    return DONE;
}

static enum outcome get_metrics(struct http_request *request)
{
    figures_text(request->server, answer_json(request, 200));
    request->answer.type = "text/plain; version=0.0.4; charset=utf-8";
    return DONE;
}

static enum outcome get_page(struct http_request *request)
{
    return pages_answer(request->server->pages, request, request->head->path);
}

/* clang-format off */
const struct route own_routes[] = {
    { METHOD_GET, "/healthz", RIGHT_PUBLIC, IN_THE_LOOP, BODY_NONE, get_health, NULL,
      "getHealth", "是否运行", "Is it alive?" },
    { METHOD_GET, "/readyz", RIGHT_PUBLIC, 0, BODY_NONE, get_readiness, NULL,
      "getReadiness", "能否受理请求", "Can it take requests?" },
    { METHOD_GET, "/metrics", RIGHT_PUBLIC, IN_THE_LOOP, BODY_NONE, get_metrics, NULL,
      "getMetrics", "运行指标", "Figures for Prometheus" },
};
const size_t own_route_count = COUNT(own_routes);

const struct route pages_route = {
    METHOD_GET, "/", RIGHT_PUBLIC, 0, BODY_NONE, get_page, NULL,
    "getPage", "页面", "The pages"
};
/* clang-format on */
