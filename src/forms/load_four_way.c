/** A four-way check for paper: every item, the differences with what became of them. */
#include "forms/four_way_sheet.h"
#include "forms/load.h"
#include "forms/words.h"
#include "register/four_way_view.h"

/* clang-format off */
static const struct four_way_word outcomes[] = {
    { "PAPERS",   "登记无误，换发纸证", "" },
    { "REGISTER", "登记已更正",         "" },
    { "CASE",     "已立案",             "" },
};
/* clang-format on */

static struct str outcome_zh(struct desk *desk, const struct four_way_difference *d)
{
    for (size_t i = 0; i < COUNT(outcomes); i++)
        if (str_is(d->outcome, outcomes[i].code))
            return arena_printf(desk->arena, "%s：" STR_FMT, outcomes[i].zh, STR_ARG(d->reason));
    return STR("待处理");
}

static struct str proposal_zh(struct desk *desk, const struct four_way_item *item,
                              const struct four_way_difference *d)
{
    if (!d->rule.len)
        return STR("无");
    return arena_printf(desk->arena, STR_FMT "（" STR_FMT "）",
                        STR_ARG(four_way_text(item, d->proposal)), STR_ARG(d->rule));
}

/** ✓ for a source that was shown and says the same. */
static struct str cell_of(const struct four_way_view *view, const struct four_way_item *item,
                          const struct four_way_difference *d, enum four_way_source source)
{
    const struct str values[FOUR_WAY_SOURCES] = { d ? d->form_value : NO_STR,
                                                  d ? d->booklet_value : NO_STR,
                                                  d ? d->card_value : NO_STR,
                                                  d ? d->person_value : NO_STR };
    bool shown = view->check.shown >> source & 1 && (source != FOUR_WAY_CARD || item->on_card);
    if (!values[source].len)
        return shown ? STR("✓") : STR("—");
    return str_eq(values[source], d->register_value) ? STR("✓")
                                                     : four_way_text(item, values[source]);
}

static const struct four_way_difference *difference_of(const struct four_way_view *view,
                                                       const char *item)
{
    for (size_t i = 0; i < view->differences.count; i++)
        if (str_is(view->differences.at[i].item, item))
            return &view->differences.at[i];
    return NULL;
}

static struct four_way_line line_of(struct desk *desk, const struct four_way_view *view, size_t i)
{
    const struct four_way_item *item = &four_way_items[i];
    const struct four_way_difference *d = difference_of(view, item->key);
    return (struct four_way_line){
        .item = str_of(item->zh),
        .registered = d ? four_way_text(item, d->register_value) : view->items[i].text,
        .form = cell_of(view, item, d, FOUR_WAY_FORM),
        .booklet = cell_of(view, item, d, FOUR_WAY_BOOKLET),
        .card = cell_of(view, item, d, FOUR_WAY_CARD),
        .person = cell_of(view, item, d, FOUR_WAY_PERSON),
        .proposal = d ? proposal_zh(desk, item, d) : NO_STR,
        .outcome = d ? outcome_zh(desk, d) : NO_STR,
    };
}

/** （1）…；（2）…；（3）… 依据：… */
static struct str rules_zh(struct desk *desk)
{
    SCOPED(buf) out = { 0 };
    buf_text(&out, "✓ 与系统登记一致；— 未出示或证件无此项。建议规则：");
    for (char n = '1'; four_way_rule_of((struct str){ &n, 1 }); n++)
        buf_printf(&out, "（%c）%s；", n, four_way_rule_of((struct str){ &n, 1 })->zh);
    return arena_str(desk->arena, buf_str(&out));
}

static struct str signer_zh(struct desk *desk, const struct four_way_check_row *check)
{
    const struct four_way_word *signer = four_way_signer_of(check->signed_by);
    return signer ? arena_printf(desk->arena, "已由%s签名，" STR_FMT, signer->zh,
                                 STR_ARG(day_zh(desk->arena, check->signed_on)))
                  : NO_STR;
}

static void fill(struct desk *desk, const struct four_way_view *view,
                 struct four_way_sheet_record *sheet)
{
    const struct four_way_check_row *check = &view->check;
    struct four_way_line *lines = NEW_ARRAY(desk->arena, struct four_way_line, FOUR_WAY_ITEMS);
    for (size_t i = 0; i < FOUR_WAY_ITEMS; i++)
        lines[i] = line_of(desk, view, i);
    sheet->lines = lines;
    sheet->line_count = FOUR_WAY_ITEMS;
    sheet->station = whole_unit_name(desk, view->record.person.station);
    sheet->name = view->record.person.name;
    sheet->citizen_number = view->record.person.number;
    sheet->head = view->record.head;
    sheet->address = view->record.address;
    sheet->checked_on = day_zh(desk->arena, check->checked_on);
    sheet->booklet_on = day_zh(desk->arena, check->booklet_on);
    sheet->card_on = day_zh(desk->arena, check->card_on);
    sheet->found = arena_printf(desk->arena, "%zu 项不一致，%lld 项未办结", view->differences.count,
                                (long long)(check->undecided + check->waiting));
    sheet->signer = signer_zh(desk, check);
    sheet->rules = rules_zh(desk);
}

enum outcome load_four_way(struct desk *desk, const struct form_asked *asked,
                           struct form_copy *copy, const void **record)
{
    struct four_way_sheet_record *sheet = NEW(desk->arena, struct four_way_sheet_record);
    struct four_way_view *view = NEW(desk->arena, struct four_way_view);
    TRY(four_way_view_load(desk, asked->unit, asked->id, view));
    copy->part = view->check.part;
    copy->subject = view->check.person;
    copy->number =
        arena_printf(desk->arena, "%09d-%lld", view->check.part, (long long)view->check.id);
    sheet->number = copy->number;
    TRY(load_facts(desk, copy, &sheet->facts));
    fill(desk, view, sheet);
    *record = sheet;
    return DONE;
}
