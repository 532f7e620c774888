/** What a clerk's unit has before it, and what it did today. */
#include "business/businesses.h"
#include "cards/application_store.h"
#include "conflict/conflict.h"
#include "http/queues.h"
#include "http/request.h"
#include "journal/progress.h"
#include "overdue/overdue.h"
#include "register/four_way_view.h"
#include "unregistered/unregistered.h"

/* The figures of progress with their labels, in the order of a card's way. */
static const struct {
    const char *name, *zh, *en;
} figure_texts[] = {
    { "accepted", "受理", "accepted" },
    { "portrait_taken", "受理后采集相片", "portrait after acceptance" },
    { "sent", "逐级上报（件次）", "sent on, by each tier" },
    { "reviewed", "审核通过", "reviewed" },
    { "refused", "退回", "refused" },
    { "corrected", "更正重报", "corrected, sent again" },
    { "voided", "作废", "voided" },
    { "signed", "签发", "signed" },
    { "temporary", "临时身份证", "temporary cards" },
    { "audited", "市局审核", "audited by the city" },
    { "made", "制成", "made" },
    { "spoilt", "制作废证", "spoilt in making" },
    { "inspected", "质检合格", "passed inspection" },
    { "rejected", "质检不合格", "failed inspection" },
    { "verified", "核对无误", "verified" },
    { "collected", "领取", "collected" },
};

static void put_figure(struct buf *body, const char *name, const char *zh, const char *en,
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
    json_field_text(body, "en", en);
    json_field_int(body, "today", today);
    json_field_int(body, "total", total);
    json_close(body, '}');
}

static void put_count(struct buf *body, const char *queue, const char *zh, const char *en,
                      int64_t n, int64_t overdue)
{
    json_open(body, '{');
    json_field_text(body, "queue", queue);
    json_field_text(body, "zh", zh);
    json_field_text(body, "en", en);
    json_field_int(body, "count", n);
    json_field_int(body, "overdue", overdue);
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
    put_count(body, queue->name, queue->zh, queue->en, n, overdue);
}

/** Of all stations of the reach. */
static enum outcome put_four_ways(struct desk *desk, struct buf *body)
{
    struct four_way_counts counts;
    int64_t open = 0, overdue = 0;
    TRY(four_way_counts(desk, &counts));
    for (size_t i = 0; i < counts.count; i++) {
        open += counts.at[i].open;
        overdue += counts.at[i].overdue;
    }
    put_count(body, "four_way", "四对照未办结", "four-way checks not closed", open, overdue);
    return DONE;
}

static enum outcome put_unregistered(struct desk *desk, struct buf *body)
{
    int64_t open = 0, overdue = 0;
    TRY(unregistered_counts(desk, &open, &overdue));
    put_count(body, "unregistered", "无户口人员", "unregistered persons", open, overdue);
    return DONE;
}

static enum outcome get_today(struct http_request *request)
{
    enum { STATES = 64 };
    struct desk *desk = &request->desk;
    static const struct day first = DAY(2004, 1, 1);
    struct state_count counts[STATES];
    struct figures_read figures;
    size_t count = 0;
    int64_t conflicts = 0, conflicts_overdue = 0, approvals = 0, approvals_late = 0, overdue = 0,
            overdue_late = 0;
    TRY(conflict_counts(desk, &conflicts, &conflicts_overdue));
    TRY(businesses_waiting(desk, &approvals, &approvals_late));
    TRY(overdue_counts(desk, &overdue, &overdue_late));
    TRY(progress_read(desk, desk->clerk.reach_from, desk->clerk.reach_to, first, desk->today,
                      &figures));
    TRY(application_counts(desk, counts, STATES, &count));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "figures");
    json_open(body, '[');
    for (size_t i = 0; i < COUNT(figure_texts); i++)
        put_figure(body, figure_texts[i].name, figure_texts[i].zh, figure_texts[i].en, &figures);
    json_close(body, ']');
    json_key(body, "queues");
    json_open(body, '[');
    for (size_t i = 0; i < work_queue_count; i++)
        put_queue(body, &work_queues[i], counts, count);
    put_count(body, "conflict", "号码争议", "conflicts about numbers", conflicts,
              conflicts_overdue);
    TRY(put_four_ways(desk, body));
    put_count(body, "approval", "户口待审批", "household businesses to be decided", approvals,
              approvals_late);
    put_count(body, "overdue", "应销未销、空挂户", "overdue registrations", overdue, overdue_late);
    TRY(put_unregistered(desk, body));
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
