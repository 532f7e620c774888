/** The list of a round, for the officer's hands. */
#include "core/codes.h"
#include "forms/check_sheet.h"
#include "forms/load.h"
#include "forms/words.h"
#include "office/unit.h"

enum { HOUSES_MAX = 100000 };

static const char *const list_words[HOUSE_LIST_COUNT][2] = {
    [HOUSE_LIST_ALL] = { "", "全部住户" },
    [HOUSE_LIST_LEFT] = { "-left", "尚未核查" },
    [HOUSE_LIST_CLOSED] = { "-closed", "未遇、另约（复访）" },
};

/** 户主 王一 男 1980-06-15 650102198006150014 */
static struct str member_line(struct desk *desk, size_t nth, const struct person *p)
{
    char born[11] = "";
    if (day_is(p->born_on))
        day_text(p->born_on, born);
    return arena_printf(desk->arena, "%zu " STR_FMT "　" STR_FMT "　" STR_FMT "　%s　" STR_FMT "\n",
                        nth, STR_ARG(code_zh(&relations, p->relation)), STR_ARG(p->name),
                        STR_ARG(code_zh(&sexes, p->sex)), born, STR_ARG(p->number));
}

static struct str member_lines(struct desk *desk, const struct persons *members, size_t from)
{
    SCOPED(buf) out = { 0 };
    for (size_t i = from; i < members->count && i < from + CHECK_MEMBERS_PER_ROW; i++)
        buf_add(&out, member_line(desk, i + 1, &members->at[i]));
    if (!members->count)
        buf_text(&out, "（无登记人口）");
    return str_trim(arena_str(desk->arena, buf_str(&out)));
}

/** □ 1 与登记相符, for each result a key enters. */
static struct str result_boxes(struct desk *desk)
{
    SCOPED(buf) out = { 0 };
    for (int r = 0; r < HOUSE_RESULT_COUNT; r++)
        if (house_results[r].key)
            buf_printf(&out, "%s□ %d %s", out.len ? "\n" : "", house_results[r].key,
                       house_results[r].zh);
    return arena_str(desk->arena, buf_str(&out));
}

static struct str visits_so_far(struct desk *desk, const struct house_visit *v)
{
    if (!v->tries)
        return NO_STR;
    struct str next = day_is(v->next_on) ? day_zh(desk->arena, v->next_on) : STR("");
    return arena_printf(desk->arena,
                        "已去 %d 次，未遇 %d 次"
                        "%s" STR_FMT,
                        v->tries, v->closed_doors, next.len ? "\n约定：" : "", STR_ARG(next));
}

static size_t rows_of(const struct house_stop *stop)
{
    size_t rows = (stop->members.count + CHECK_MEMBERS_PER_ROW - 1) / CHECK_MEMBERS_PER_ROW;
    return rows ? rows : 1;
}

static size_t put_stop(struct desk *desk, const struct house_stop *stop, struct str boxes,
                       struct check_line *at)
{
    const struct house_visit *v = &stop->visit;
    size_t rows = rows_of(stop);
    for (size_t i = 0; i < rows; i++)
        at[i] = (struct check_line){
            .place = i ? STR("续") : arena_printf(desk->arena, "%d", v->place),
            .address = arena_printf(desk->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(v->street),
                                    STR_ARG(v->door), STR_ARG(v->detail)),
            .members = member_lines(desk, &stop->members, i * CHECK_MEMBERS_PER_ROW),
            .results = i ? NO_STR : boxes,
            .visits = i ? NO_STR : visits_so_far(desk, v),
        };
    return rows;
}

static void put_lines(struct desk *desk, const struct house_stops *stops, struct check_sheet *sheet)
{
    struct str boxes = result_boxes(desk);
    size_t count = 0;
    for (size_t i = 0; i < stops->count; i++)
        count += rows_of(&stops->at[i]);
    struct check_line *lines = NEW_ARRAY(desk->arena, struct check_line, count);
    sheet->lines = lines;
    for (size_t i = 0; i < stops->count; i++)
        sheet->line_count += put_stop(desk, &stops->at[i], boxes, lines + sheet->line_count);
}

static void put_head(struct desk *desk, const struct house_round *round, enum house_list list,
                     struct check_sheet *sheet)
{
    sheet->station = unit_name(desk, round->check.part);
    sheet->beat =
        arena_printf(desk->arena, "%d " STR_FMT, round->beat_number, STR_ARG(round->beat_name));
    sheet->round = round->check.name;
    sheet->list = str_of(list_words[list][1]);
    sheet->due_on = day_zh(desk->arena, round->check.due_on);
}

enum outcome load_check(struct desk *desk, const struct form_asked *asked, struct form_copy *copy,
                        const void **record)
{
    const struct house_page page = { asked->unit, asked->id, asked->list, 0, HOUSES_MAX };
    struct check_sheet *sheet = NEW(desk->arena, struct check_sheet);
    struct house_stops stops;
    struct house_round round;
    TRY(house_stops_load(desk, &page, true, &stops));
    TRY(house_round_load(desk, asked->unit, asked->id, &round));
    copy->part = asked->unit;
    copy->subject = asked->id;
    copy->number = arena_printf(desk->arena, "%09d-%lld%s", asked->unit, (long long)asked->id,
                                list_words[asked->list][0]);
    sheet->number = copy->number;
    TRY(load_facts(desk, copy, &sheet->facts));
    put_head(desk, &round, asked->list, sheet);
    put_lines(desk, &stops, sheet);
    sheet->count = arena_printf(desk->arena, "%zu 户", stops.count);
    *record = sheet;
    return DONE;
}
