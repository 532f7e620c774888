/** The papers of an overdue cancellation or a pocket household. */
#include "core/codes.h"
#include "forms/load.h"
#include "forms/overdue_sheets.h"
#include "forms/words.h"
#include "office/office.h"
#include "overdue/see_case.h"

/* ---- what is told ---- */

static const char *const titles[OVERDUE_SORT_COUNT][3] = {
    [OVERDUE_CANCEL] = { "注销户口告知书", "注销户口公告", "走访核实记录" },
    [OVERDUE_POCKET] = { "空挂户清理告知书", "空挂户清理公告", "空挂户走访核实记录" },
};
/* What is wrong, what is to be done, and what is done at the end. */
static const struct {
    const char *wrong, *plan, *end;
} told[OVERDUE_SORT_COUNT] = {
    [OVERDUE_CANCEL] = { "其户口应当注销而尚未申报", "拟依法注销其常住户口，居民身份证同时收交",
                         "依法注销户口" },
    [OVERDUE_POCKET] = { "户口所在地址与实际居住地不符",
                         "拟将该户户口迁至实际居住地或者所属派出所集体户", "依法办理" },
};

/** What is posted names no paper. */
static struct str ground(struct desk *desk, const struct overdue_case *c,
                         const struct overdue_source *source, bool posted)
{
    SCOPED(buf) out = { 0 };
    buf_text(&out, source ? source->zh : "");
    if (day_is(c->event_on) && source && *source->event) {
        buf_printf(&out, "　%s ", source->event);
        buf_add(&out, day_zh(desk->arena, c->event_on));
    }
    if (c->paper.len && !posted)
        buf_printf(&out, "　凭证 " STR_FMT, STR_ARG(c->paper));
    if (c->place.len && !posted)
        buf_printf(&out, "　" STR_FMT, STR_ARG(c->place));
    return arena_str(desk->arena, buf_str(&out));
}

/** A notice may be printed before it is given: then as it would be given today. */
static void set_days(struct desk *desk, const struct overdue_case *c, bool posted,
                     struct overdue_sheet *sheet)
{
    const struct overdue_notice *notice =
        overdue_notice_of(posted ? STR("POSTED") : STR("DELIVERED"));
    bool given = day_is(c->notified_on) && str_is(c->notice, notice->code);
    struct day on = given ? c->notified_on : desk->today,
               until = { desk->today.n + (int32_t)setting(desk, notice->setting, notice->days) };
    sheet->told_on = day_zh(desk->arena, on);
    sheet->until = day_zh(desk->arena, given && day_is(c->notice_until) ? c->notice_until : until);
    sheet->to = given ? c->notice_to : NO_STR;
}

static void set_text(struct desk *desk, const struct overdue_case *c, struct overdue_sheet *sheet)
{
    const struct overdue_source *source = overdue_source_find(c->source, c->opened_on);
    struct str rule = source_zh(desk->arena, str_of(source ? source->source : ""));
    rule = rule.len ? rule : STR("户口登记有关规定");
    enum overdue_sort sort = overdue_sort_of(c->sort);
    struct str number = sheet->citizen_number.len ? sheet->citizen_number : STR("无号码");
    sheet->text = arena_printf(desk->arena,
                               "　　经核查，" STR_FMT "（" STR_FMT "）：" STR_FMT
                               "，%s。根据" STR_FMT "，%s。\n"
                               "　　如有异议，请于" STR_FMT "以前持有关证件、材料到" STR_FMT
                               "提出；期满未提出异议或者异议不成立的，%s。",
                               STR_ARG(sheet->name), STR_ARG(number), STR_ARG(sheet->ground),
                               told[sort].wrong, STR_ARG(rule), told[sort].plan,
                               STR_ARG(sheet->until), STR_ARG(sheet->station), told[sort].end);
}

static void set_person(struct desk *desk, const struct overdue_view *v, bool posted,
                       struct overdue_sheet *sheet)
{
    const struct person *p = &v->record.person;
    const struct household *h = &v->record.household;
    const struct overdue_visit *visit = overdue_visit_of(v->c.visit_result);
    sheet->name = p->name;
    sheet->sex = code_zh(&sexes, p->sex);
    sheet->born_on = day_zh(desk->arena, p->born_on);
    sheet->citizen_number = posted ? number_masked(desk->arena, p->number) : p->number;
    sheet->address = posted ? h->street : v->record.address;
    sheet->relation = code_zh(&relations, p->relation);
    sheet->head = v->record.head;
    sheet->station = whole_unit_name(desk, v->c.station);
    sheet->visit_result = str_of(visit ? visit->zh : "");
    sheet->visited_on = day_zh(desk->arena, v->c.visited_on);
}

/* ---- the three ---- */

static enum outcome load_sheet(struct desk *desk, const struct form_asked *asked,
                               struct form_copy *copy, int which, const void **record)
{
    struct overdue_view *v = NEW(desk->arena, struct overdue_view);
    struct overdue_sheet *sheet = NEW(desk->arena, struct overdue_sheet);
    bool posted = which == 1, notice = which < 2;
    TRY(overdue_view_load(desk, asked->unit, asked->id, v));
    if (notice && !day_is(v->c.visited_on)) /* nobody is told before somebody went there */
        return refuse(desk, NO_VISIT_FIRST);
    copy->part = v->c.part;
    copy->subject = v->c.person;
    copy->number = arena_printf(desk->arena, "%09d-%lld", (int)v->c.part, (long long)v->c.id);
    TRY(load_facts(desk, copy, &sheet->facts));
    sheet->title = str_of(titles[overdue_sort_of(v->c.sort)][which]);
    sheet->number = copy->number;
    set_person(desk, v, posted, sheet);
    sheet->ground = ground(desk, &v->c, overdue_source_find(v->c.source, v->c.opened_on), posted);
    set_days(desk, &v->c, posted, sheet);
    set_text(desk, &v->c, sheet);
    *record = sheet;
    return DONE;
}

enum outcome load_overdue_notice(struct desk *desk, const struct form_asked *asked,
                                 struct form_copy *copy, const void **record)
{
    return load_sheet(desk, asked, copy, 0, record);
}

enum outcome load_overdue_posting(struct desk *desk, const struct form_asked *asked,
                                  struct form_copy *copy, const void **record)
{
    return load_sheet(desk, asked, copy, 1, record);
}

enum outcome load_overdue_visit(struct desk *desk, const struct form_asked *asked,
                                struct form_copy *copy, const void **record)
{
    return load_sheet(desk, asked, copy, 2, record);
}
