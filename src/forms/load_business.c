/** Household businesses on paper: the approval sheet, and the certificates that were issued. */
#include "business/businesses.h"
#include "forms/business_sheet.h"
#include "forms/certificate_sheets.h"
#include "forms/load.h"
#include "forms/words.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/see_record.h"

/** The business, which prints this form, and may be looked at from here. */
static enum outcome load_subject(struct desk *desk, const struct form_asked *asked,
                                 struct form_copy *copy, struct business_view *view)
{
    TRY(business_view_load(desk, asked->unit, asked->id, view));
    struct str form = str_of(form_of_kind(asked->kind)->name);
    if (!business_form_find(view->kind, form, view->business.opened_on))
        return refuse_field(desk, NO_FORM_NOT_PRINTED, "/form");
    copy->part = view->business.part;
    copy->subject = view->business.person ? view->business.person : view->business.id;
    return DONE;
}

/* ---- certificates ---- */

enum outcome load_certificate(struct desk *desk, const struct form_asked *asked,
                              struct form_copy *copy, const void **record)
{
    struct business_view view;
    struct certificate c;
    struct certificate_sheet *sheet = NEW(desk->arena, struct certificate_sheet);
    TRY(load_subject(desk, asked, copy, &view));
    TRY(certificate_load(desk, &view.business, str_of(form_of_kind(asked->kind)->name), &c));
    copy->number = c.number;
    TRY(load_facts(desk, copy, &sheet->facts));
    sheet->number = c.number;
    sheet->station = whole_unit_name(desk, c.unit);
    sheet->decided_by = whole_unit_name(desk, c.decided_by);
    sheet->issued_on = day_zh(desk->arena, c.issued_on);
    sheet->name = c.name;
    sheet->sex = code_zh(&sexes, c.sex);
    sheet->born_on = day_zh(desk->arena, c.born_on);
    sheet->citizen_number = c.citizen_number;
    sheet->old_number = c.old_number;
    sheet->ground = c.ground;
    sheet->happened_on = day_zh(desk->arena, c.happened_on);
    sheet->from_place = c.from_place;
    sheet->to_place = c.to_place;
    *record = sheet;
    return DONE;
}

/* ---- the approval sheet ---- */

static struct str in_words(const struct item_text *text, struct str value)
{
    return text->list && value.len ? code_zh(text->list, value) : value;
}

static void fill_lines(struct desk *desk, const struct item_changes *changes,
                       struct business_sheet *sheet)
{
    struct business_line *lines = NEW_ARRAY(desk->arena, struct business_line, changes->count);
    for (size_t i = 0; i < changes->count; i++) {
        const struct item_text *text = item_text(changes->at[i].item);
        lines[i] = (struct business_line){ str_of(text->zh), in_words(text, changes->at[i].before),
                                           in_words(text, changes->at[i].after) };
    }
    sheet->lines = lines;
    sheet->line_count = changes->count;
}

static const char *paper_zh(struct str code)
{
    for (size_t i = 0; i < business_paper_count; i++)
        if (str_is(code, business_papers[i].code))
            return business_papers[i].zh;
    return "";
}

/** What was shown, in the words of the list. */
static struct str papers_zh(struct desk *desk, struct str shown)
{
    SCOPED(buf) out = { 0 };
    struct str code;
    while (str_split(&shown, ' ', &code))
        if (code.len)
            buf_printf(&out, "%s%s", out.len ? "；" : "", paper_zh(code));
    return arena_str(desk->arena, buf_str(&out));
}

/** Unit, clerk, day, and what was said. */
static enum outcome step_zh(struct desk *desk, const struct business_step *step, const char *said,
                            struct str *out)
{
    struct str name;
    TRY(load_clerk_name(desk, step->clerk, &name));
    *out = arena_printf(desk->arena, "%s" STR_FMT "%s" STR_FMT "　" STR_FMT "\n" STR_FMT, said,
                        STR_ARG(step->note), *said || step->note.len ? "\n" : "",
                        STR_ARG(whole_unit_name(desk, step->unit)), STR_ARG(name),
                        STR_ARG(instant_zh(desk->arena, step->instant)));
    return DONE;
}

/** Which step stands in which box, and with which word in front. */
static const struct {
    const char *event, *state, *said;
    size_t box;
} boxes[] = {
    { "OPEN", NULL, "", offsetof(struct business_sheet, taken) },
    { "APPROVE", "COUNTY_APPROVED", "同意上报。", offsetof(struct business_sheet, first) },
    { "APPROVE", "APPROVED", "批准。", offsetof(struct business_sheet, decision) },
    { "CARRY", "APPROVED", "批准。", offsetof(struct business_sheet, decision) },
    { "REFUSE", "REFUSED", "不予批准：", offsetof(struct business_sheet, decision) },
    { "WITHDRAW", "WITHDRAWN", "申请人撤回：", offsetof(struct business_sheet, decision) },
};

static enum outcome fill_steps(struct desk *desk, const struct business_steps *steps,
                               struct business_sheet *sheet)
{
    for (size_t i = 0; i < steps->count; i++)
        for (size_t j = 0; j < COUNT(boxes); j++) {
            const struct business_step *s = &steps->at[i];
            if (!str_is(s->event, boxes[j].event) ||
                (boxes[j].state && !str_is(s->state, boxes[j].state)))
                continue;
            struct str *box = (struct str *)(void *)((char *)sheet + boxes[j].box);
            TRY(step_zh(desk, s, boxes[j].said, box));
        }
    return DONE;
}

/** Whom it is about, as far as the register knows: a person, the head of a household, or somebody
 * who is registered by it. */
static enum outcome find_person(struct desk *desk, const struct business *b, struct person *out,
                                struct household *household)
{
    struct persons members;
    if (b->person) {
        TRY(person_load(desk, b->part, b->person, out));
        return household_load(desk, out->part, out->household, household);
    }
    if (!b->household)
        return DONE;
    TRY(household_load(desk, b->part, b->household, household));
    TRY(household_members(desk, b->part, b->household, &members));
    for (size_t i = 0; i < members.count; i++)
        if (relation_is_head(members.at[i].relation))
            *out = members.at[i];
    return DONE;
}

static struct str said(const struct item_changes *changes, enum business_item item)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->at[i].item == item)
            return changes->at[i].after;
    return NO_STR;
}

static void fill_newcomer(struct desk *desk, const struct item_changes *changes,
                          struct business_sheet *sheet)
{
    struct day born;
    struct str sex = said(changes, BUSINESS_ITEM_SEX);
    sheet->name = said(changes, BUSINESS_ITEM_NAME);
    sheet->sex = sex.len ? code_zh(&sexes, sex) : NO_STR;
    sheet->citizen_number = said(changes, BUSINESS_ITEM_NUMBER);
    if (day_parse(said(changes, BUSINESS_ITEM_BORN_ON), &born))
        sheet->born_on = day_zh(desk->arena, born);
}

static enum outcome fill_person(struct desk *desk, const struct business_view *view,
                                struct business_sheet *sheet)
{
    struct person p = { .id = 0, .born_on = NO_DAY };
    struct household household = { .id = 0 };
    TRY(find_person(desk, &view->business, &p, &household));
    if (household.id)
        sheet->address = household_line(desk, &household);
    if (!p.id) {
        fill_newcomer(desk, &view->changes, sheet);
        return DONE;
    }
    sheet->name = p.name;
    sheet->sex = p.sex.len ? code_zh(&sexes, p.sex) : NO_STR;
    sheet->born_on = day_zh(desk->arena, p.born_on);
    sheet->citizen_number = p.number;
    return DONE;
}

/** 107 is 变更更正, which has a sheet of that name. */
static const char *title_of(const struct business_kind *kind)
{
    return strcmp(kind->code, "107") == 0 ? "户口登记项目变更更正审批表" : "户口业务审批表";
}

static void fill_business(struct desk *desk, const struct business_view *view,
                          struct business_sheet *sheet)
{
    const struct business *b = &view->business;
    sheet->title = str_of(title_of(view->kind));
    sheet->station = whole_unit_name(desk, b->station);
    sheet->kind = arena_printf(desk->arena, "%s　%s", view->kind->code, view->kind->zh);
    sheet->source = source_zh(desk->arena, str_of(view->kind->source));
    sheet->opened_on = day_zh(desk->arena, b->opened_on);
    sheet->due_on = day_zh(desk->arena, b->due_on);
    sheet->applicant = b->applicant;
    sheet->relation =
        b->applicant_relation.len ? code_zh(&relations, b->applicant_relation) : NO_STR;
    sheet->phone = b->phone;
    sheet->papers = papers_zh(desk, b->papers);
}

enum outcome load_business_sheet(struct desk *desk, const struct form_asked *asked,
                                 struct form_copy *copy, const void **record)
{
    struct business_view view;
    struct business_sheet *sheet = NEW(desk->arena, struct business_sheet);
    TRY(load_subject(desk, asked, copy, &view));
    copy->number =
        arena_printf(desk->arena, "%d-%lld", (int)view.business.part, (long long)view.business.id);
    TRY(load_facts(desk, copy, &sheet->facts));
    sheet->number = copy->number;
    fill_business(desk, &view, sheet);
    fill_lines(desk, &view.changes, sheet);
    TRY(fill_steps(desk, &view.steps, sheet));
    TRY(fill_person(desk, &view, sheet));
    *record = sheet;
    return DONE;
}
