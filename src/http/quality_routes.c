/** The quality board: figures with their queries, units, days; measuring. */
#include "http/shown.h"
#include "office/unit.h"
#include "quality/quality.h"

struct board_asked {
    int32_t unit;
};
static const struct field asked_fields[] = {
    FIELD(board_asked, unit, "unit", FIELD_PART, OPTIONAL, 0),
};

static void put_measures(struct buf *body)
{
    json_key(body, "measures");
    json_open(body, '[');
    for (int m = 0; m < QUALITY_MEASURE_COUNT; m++) {
        const struct quality_measure_text *text = quality_measure_text((enum quality_measure)m);
        json_open(body, '{');
        json_field_text(body, "measure", text->code);
        json_field_text(body, "zh", text->zh);
        json_field_text(body, "en", text->en);
        json_field_bool(body, "higherIsBetter", text->higher_is_better);
        json_field_text(body, "query", text->query);
        json_field_text(body, "sql", quality_measure_sql((enum quality_measure)m));
        json_close(body, '}');
    }
    json_close(body, ']');
}

static void put_figures(struct buf *body, const struct quality_figures *figures)
{
    json_key(body, "figures");
    json_open(body, '[');
    for (size_t i = 0; i < figures->count; i++) {
        const struct quality_figure *f = &figures->at[i];
        json_open(body, '{');
        json_field_text(body, "measure", quality_measure_text(f->measure)->code);
        json_field_str(body, "item", f->item);
        json_field_str(body, "zh", f->zh);
        json_field_str(body, "en", f->en);
        json_field_int(body, "good", f->good);
        json_field_int(body, "total", f->total);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static void put_lines(struct desk *desk, struct buf *body, const char *key,
                      const struct quality_lines *lines)
{
    json_key(body, key);
    json_open(body, '[');
    for (size_t i = 0; i < lines->count; i++) {
        const struct quality_line *line = &lines->at[i];
        json_open(body, '{');
        json_columns(body, quality_line_columns, quality_line_column_count, line);
        json_field_str(body, "unitName", line->unit ? unit_short_name(desk, line->unit) : NO_STR);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static void put_board(struct desk *desk, struct buf *body, const struct quality_board *board)
{
    json_open(body, '{');
    json_field_int(body, "unit", board->unit);
    json_field_str(body, "unitName", unit_short_name(desk, board->unit));
    json_field_day(body, "day", board->day);
    json_key(body, "targets");
    json_open(body, '{');
    json_field_int(body, "complete", board->targets.complete);
    json_field_int(body, "timely", board->targets.timely);
    json_field_int(body, "density", board->targets.density);
    json_field_int(body, "ageDays", board->targets.age);
    json_close(body, '}');
    json_key(body, "sum");
    json_record(body, quality_line_columns, quality_line_column_count, &board->sum);
    put_measures(body);
    put_figures(body, &board->figures);
    put_lines(desk, body, "units", &board->units);
    put_lines(desk, body, "trend", &board->trend);
    json_close(body, '}');
}

static enum outcome get_board(struct http_request *request)
{
    struct board_asked asked = { 0 };
    struct quality_board board;
    struct desk *desk = &request->desk;
    TRY(query_read(desk, request->head->query, asked_fields, COUNT(asked_fields), &asked));
    TRY(quality_board_read(desk, asked.unit, &board));
    put_board(desk, answer_json(request, 200), &board);
    return DONE;
}

/** Counting takes a second; only the keeping is the writer's. */
static enum outcome count_it(struct http_request *request)
{
    struct quality_counted *counted = NEW(request->desk.arena, struct quality_counted);
    request->plan = counted;
    return quality_count(&request->desk, counted);
}

static enum outcome post_measuring(struct http_request *request)
{
    const struct quality_counted *counted = request->plan;
    TRY(quality_keep(&request->desk, counted));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "figures", (int64_t)counted->figures);
    json_close(body, '}');
    return DONE;
}

/* clang-format off */
const struct route quality_routes[] = {
    { METHOD_GET, "/api/v1/quality", RIGHT_ANYONE, 0, BODY_NONE, get_board, NULL,
      "getQuality", "数据质量", "Quality of the register: figures with their queries, by item, unit and day" },
    { METHOD_POST, "/api/v1/quality/measurements", MAY_KEEP_REGISTER, NEEDS_KEY | IS_SLOW, BODY_EMPTY, count_it, post_measuring,
      "measureQuality", "测算数据质量", "Count today's figures within reach and keep them" },
};
/* clang-format on */
const size_t quality_route_count = COUNT(quality_routes);
