/** What a clerk's unit has before it, and what it did today. */
#include "cards/application_store.h"
#include "http/queues.h"
#include "http/request.h"
#include "journal/progress.h"

/* The figures of progress with their labels, in the order of a card's way. */
static const struct {
    const char *name, *zh;
} figure_texts[] = {
    { "accepted", "受理" },
    { "portrait_taken", "采集相片" },
    { "sent", "上报" },
    { "reviewed", "审核通过" },
    { "refused", "退回" },
    { "corrected", "更正重报" },
    { "voided", "作废" },
    { "signed", "签发" },
    { "temporary", "临时身份证" },
    { "audited", "市局审核" },
    { "made", "制成" },
    { "spoilt", "制作废证" },
    { "inspected", "质检合格" },
    { "rejected", "质检不合格" },
    { "verified", "核对无误" },
    { "collected", "领取" },
};

static void put_figure(struct buf *body, const char *name, const char *zh,
                       const struct figures_read *figures)
{
    int64_t today = 0, total = 0;
    for (size_t i = 0; i < figures->count; i++)
        if (str_is(figures->at[i].name, name)) {
            today = figures->at[i].today;
            total = figures->at[i].total;
        }
    json_open(body, '{');
    json_field_text(body, "figure", name);
    json_field_text(body, "zh", zh);
    json_field_int(body, "today", today);
    json_field_int(body, "total", total);
    json_close(body, '}');
}

static void put_queue(struct buf *body, const struct work_queue *queue,
                      const struct state_count *counts, size_t count)
{
    int64_t n = 0, overdue = 0;
    for (size_t i = 0; i < count; i++)
        if (work_queue_holds(queue, counts[i].state)) {
            n += counts[i].count;
            overdue += counts[i].overdue;
        }
    json_open(body, '{');
    json_field_text(body, "queue", queue->name);
    json_field_text(body, "zh", queue->zh);
    json_field_text(body, "en", queue->en);
    json_field_int(body, "count", n);
    json_field_int(body, "overdue", overdue);
    json_close(body, '}');
}

static enum outcome get_today(struct http_request *request)
{
    enum { STATES = 64 };
    struct desk *desk = &request->desk;
    static const struct day first = DAY(2004, 1, 1);
    struct state_count counts[STATES];
    struct figures_read figures;
    size_t count = 0;
    TRY(progress_read(desk, desk->clerk.reach_from, desk->clerk.reach_to, first, desk->today,
                      &figures));
    TRY(application_counts(desk, counts, STATES, &count));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "figures");
    json_open(body, '[');
    for (size_t i = 0; i < COUNT(figure_texts); i++)
        put_figure(body, figure_texts[i].name, figure_texts[i].zh, &figures);
    json_close(body, ']');
    json_key(body, "queues");
    json_open(body, '[');
    for (size_t i = 0; i < work_queue_count; i++)
        put_queue(body, &work_queues[i], counts, count);
    json_close(body, ']');
    json_close(body, '}');
    return DONE;
}

/* clang-format off */
const struct route board_routes[] = {
    { METHOD_GET, "/api/v1/board/today", RIGHT_ANYONE, 0, BODY_NONE, get_today, NULL,
      "getToday", "今日工作", "Figures of today and the queues of the clerk's reach" },
};
/* clang-format on */
const size_t board_route_count = COUNT(board_routes);
