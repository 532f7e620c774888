/** The papers of an unregistered person's case. */
#include "core/codes.h"
#include "forms/load.h"
#include "forms/unregistered_sheet.h"
#include "forms/words.h"
#include "office/office.h"
#include "register/person_store.h"
#include "unregistered/unregistered.h"

enum { COMPLAINT_DAYS = 60 };

static struct str said(const struct unregistered_view *v, enum business_item item)
{
    struct str value = v->items.at[item];
    const struct code_list *list = item_text(item)->list;
    return list && value.len ? code_zh(list, value) : value;
}

static struct str born_zh(struct desk *desk, const struct unregistered_view *v)
{
    struct day born;
    return day_parse(said(v, BUSINESS_ITEM_BORN_ON), &born) ? day_zh(desk->arena, born) : NO_STR;
}

/** The case, and the facts and the number every paper of it has. */
static enum outcome load_case(struct desk *desk, const struct form_asked *asked,
                              struct form_copy *copy, struct unregistered_view *view,
                              struct sheet_facts *facts)
{
    TRY(unregistered_view_load(desk, asked->unit, asked->id, view));
    copy->part = view->unregistered.part;
    copy->subject = view->unregistered.id;
    copy->number = arena_printf(desk->arena, "%09d-%lld", view->unregistered.part,
                                (long long)view->unregistered.id);
    return load_facts(desk, copy, facts);
}

/* ---- the sheet for the file ---- */

static enum outcome put_lines(struct desk *desk, const struct proofs *proofs,
                              struct unregistered_sheet *sheet)
{
    struct unregistered_line *lines =
        NEW_ARRAY(desk->arena, struct unregistered_line, proofs->count);
    for (size_t i = 0; i < proofs->count; i++) {
        const struct proof *p = &proofs->at[i];
        const struct proof_kind *kind = proof_kind_find(p->kind);
        struct str on = day_is(p->issued_on) ? day_zh(desk->arena, p->issued_on) : STR("");
        lines[i] = (struct unregistered_line){
            .kind = str_of(kind ? kind->zh : ""),
            .paper = p->paper_number,
            .issued =
                arena_printf(desk->arena, STR_FMT " " STR_FMT, STR_ARG(p->issuer), STR_ARG(on)),
            .text = p->text,
        };
        TRY(load_clerk_name(desk, p->clerk, &lines[i].clerk));
    }
    sheet->lines = lines;
    sheet->line_count = proofs->count;
    return DONE;
}

/** At which tier a step was taken. */
static enum business_level tier_of(int32_t unit)
{
    if (unit_is_station(unit))
        return LEVEL_STATION;
    return unit == unit_city(unit) ? LEVEL_CITY : LEVEL_COUNTY;
}

/** What a tier said when it passed the case on, decided it or sent it back: 1 for those. */
static const bool is_opinion[UNREGISTERED_EVENT_COUNT] = {
    [UNREGISTERED_EVENT_SUBMIT] = true,  [UNREGISTERED_EVENT_PASS] = true,
    [UNREGISTERED_EVENT_APPROVE] = true, [UNREGISTERED_EVENT_RETURN] = true,
    [UNREGISTERED_EVENT_CLOSE] = true,
};

/** The last of a tier: what, why, who, when. */
static enum outcome opinion(struct desk *desk, const struct unregistered_view *v,
                            enum business_level tier, struct str *out)
{
    *out = STR("");
    for (size_t i = 0; i < v->steps.count; i++) {
        const struct unregistered_step_row *s = &v->steps.at[i];
        enum unregistered_event event = unregistered_event_of(s->event);
        struct str name;
        if (!is_opinion[event] || tier_of(s->unit) != tier)
            continue;
        TRY(load_clerk_name(desk, s->clerk, &name));
        *out = arena_printf(desk->arena, "%s%s" STR_FMT "\n" STR_FMT "　" STR_FMT,
                            unregistered_event_text(event)->zh, s->note.len ? "：" : "",
                            STR_ARG(s->note), STR_ARG(name),
                            STR_ARG(day_zh(desk->arena, day_of_instant(s->instant))));
    }
    return DONE;
}

static enum outcome put_opinions(struct desk *desk, const struct unregistered_view *v,
                                 struct unregistered_sheet *sheet)
{
    TRY(opinion(desk, v, LEVEL_STATION, &sheet->investigation));
    TRY(opinion(desk, v, LEVEL_COUNTY, &sheet->county));
    return opinion(desk, v, LEVEL_CITY, &sheet->city);
}

static struct str notice_of(struct desk *desk, const struct unregistered_view *v)
{
    const struct unregistered *c = &v->unregistered;
    if (!v->class_->notice)
        return STR("此类情形不须公示");
    if (!day_is(c->posted_on))
        return STR("尚未公示");
    return arena_printf(desk->arena, "自" STR_FMT "起至" STR_FMT "止",
                        STR_ARG(day_zh(desk->arena, c->posted_on)),
                        STR_ARG(day_zh(desk->arena, c->notice_ends)));
}

/** Whoever is restored, or was registered by the case, stands in the register. */
static enum outcome put_person(struct desk *desk, const struct unregistered *c,
                               struct unregistered_sheet *sheet)
{
    struct person p;
    bool registered = str_is(c->state, "REGISTERED");
    if (!c->person)
        return DONE;
    TRY(person_load(desk, c->person_part, c->person, &p));
    sheet->sex = code_zh(&sexes, p.sex);
    sheet->born_on = day_is(p.born_on) ? day_zh(desk->arena, p.born_on) : NO_STR;
    sheet->ethnic = code_zh(&ethnic_groups, p.ethnic);
    sheet->was_number = registered ? NO_STR : p.number;
    if (registered)
        sheet->outcome =
            arena_printf(desk->arena, STR_FMT "登记户口，公民身份号码 " STR_FMT,
                         STR_ARG(day_zh(desk->arena, c->closed_on)), STR_ARG(p.number));
    return DONE;
}

static struct str outcome_of(struct desk *desk, const struct unregistered *c)
{
    const struct close_reason *reason = close_reason_find(c->reason);
    return reason ? arena_printf(desk->arena, "未登记办结：%s\n" STR_FMT, reason->zh,
                                 STR_ARG(c->answer))
                  : STR("");
}

static struct str address_of(struct desk *desk, const struct unregistered_view *v)
{
    struct str joins = said(v, BUSINESS_ITEM_JOINS);
    if (joins.len)
        return arena_printf(desk->arena, "入 " STR_FMT " 所在户", STR_ARG(joins));
    return arena_printf(
        desk->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(said(v, BUSINESS_ITEM_STREET)),
        STR_ARG(said(v, BUSINESS_ITEM_DOOR)), STR_ARG(said(v, BUSINESS_ITEM_DETAIL)));
}

static void put_said(struct desk *desk, const struct unregistered_view *v,
                     struct unregistered_sheet *sheet)
{
    const struct unregistered *c = &v->unregistered;
    sheet->station = whole_unit_name(desk, c->station);
    sheet->class_ = arena_printf(desk->arena, "%s．%s", v->class_->number, v->class_->zh);
    sheet->opened_on = day_zh(desk->arena, c->opened_on);
    sheet->state = str_of(unregistered_state_text(unregistered_state_of(c->state))->zh);
    sheet->name = c->name;
    sheet->sex = said(v, BUSINESS_ITEM_SEX);
    sheet->born_on = born_zh(desk, v);
    sheet->ethnic = said(v, BUSINESS_ITEM_ETHNIC);
    sheet->birth_place = said(v, BUSINESS_ITEM_BIRTH_PLACE);
    sheet->native_place = said(v, BUSINESS_ITEM_NATIVE_PLACE);
    sheet->father = said(v, BUSINESS_ITEM_FATHER);
    sheet->mother = said(v, BUSINESS_ITEM_MOTHER);
    sheet->relation = said(v, BUSINESS_ITEM_RELATION);
    sheet->address = address_of(desk, v);
    sheet->applicant = arena_printf(desk->arena, STR_FMT "　" STR_FMT, STR_ARG(c->applicant),
                                    STR_ARG(code_zh(&relations, c->applicant_relation)));
    sheet->phone = c->phone;
    sheet->notice = notice_of(desk, v);
    sheet->outcome = outcome_of(desk, c);
}

enum outcome load_unregistered(struct desk *desk, const struct form_asked *asked,
                               struct form_copy *copy, const void **record)
{
    struct unregistered_view view;
    struct unregistered_sheet *sheet = NEW(desk->arena, struct unregistered_sheet);
    TRY(load_case(desk, asked, copy, &view, &sheet->facts));
    sheet->number = copy->number;
    put_said(desk, &view, sheet);
    TRY(put_person(desk, &view.unregistered, sheet));
    TRY(put_opinions(desk, &view, sheet));
    TRY(put_lines(desk, &view.proofs, sheet));
    *record = sheet;
    return DONE;
}

/* ---- the notice ---- */

/** Where it is, without the door: enough for neighbours. */
static struct str notice_facts(struct desk *desk, const struct unregistered_view *v)
{
    struct day born;
    struct str year = STR("");
    if (day_parse(said(v, BUSINESS_ITEM_BORN_ON), &born))
        year = arena_printf(desk->arena, "%d年", day_civil(born).year);
    return arena_printf(desk->arena,
                        "姓　　名：" STR_FMT "\n性　　别：" STR_FMT "\n出生年份：" STR_FMT
                        "\n拟落户街路：" STR_FMT,
                        STR_ARG(v->unregistered.name), STR_ARG(said(v, BUSINESS_ITEM_SEX)),
                        STR_ARG(year), STR_ARG(said(v, BUSINESS_ITEM_STREET)));
}

enum outcome load_unregistered_notice(struct desk *desk, const struct form_asked *asked,
                                      struct form_copy *copy, const void **record)
{
    struct unregistered_view view;
    const struct unregistered *c = &view.unregistered;
    struct unregistered_notice *sheet = NEW(desk->arena, struct unregistered_notice);
    TRY(load_case(desk, asked, copy, &view, &sheet->facts));
    if (!day_is(c->posted_on))
        return refuse(desk, NO_UNREGISTERED_STEP);
    sheet->number = copy->number;
    sheet->station = whole_unit_name(desk, c->station);
    sheet->text =
        STR("下列人员向我所申请登记常住户口。根据国务院办公厅关于解决无户口人员登记户口问题的"
            "意见，现将有关情况公示如下，请知情的群众协助核实：");
    sheet->facts_text = notice_facts(desk, &view);
    sheet->days = arena_printf(
        desk->arena,
        "公示期：" STR_FMT "至" STR_FMT
        "。\n公示期内对上述情况有异议或者了解其他情况的，请向我所反映，我所为反映人保密。",
        STR_ARG(day_zh(desk->arena, c->posted_on)), STR_ARG(day_zh(desk->arena, c->notice_ends)));
    sheet->posted_on = day_zh(desk->arena, c->posted_on);
    *record = sheet;
    return DONE;
}

/* ---- the answer ---- */

static struct str complaint_rights(struct desk *desk, const struct unregistered *c)
{
    struct day until = { c->closed_on.n +
                         (int32_t)setting(desk, "unregistered.complaint_days", COMPLAINT_DAYS) };
    if (str_is(c->state, "UPHELD"))
        return STR("对复查结果不服的，可以依法申请行政复议或者提起行政诉讼；取得新的材料后，可以重"
                   "新提出申请。");
    return arena_printf(
        desk->arena,
        "对本答复有异议的，可以在" STR_FMT
        "以前向受理派出所或者上级公安机关申诉，由未参与办理的人员复查；也可以依法申请行政复议或者"
        "提起行政诉讼。取得新的材料后，可以重新提出申请。",
        STR_ARG(day_zh(desk->arena, until)));
}

static void answer_closed(struct desk *desk, const struct unregistered *c,
                          struct unregistered_answer *sheet)
{
    const struct close_reason *reason = close_reason_find(c->reason);
    sheet->text = arena_printf(desk->arena,
                               "　　您于" STR_FMT "为" STR_FMT
                               "提出的登记户口申请已经受理并办理完毕，本次未登记户口。原因：%s。",
                               STR_ARG(day_zh(desk->arena, c->opened_on)), STR_ARG(c->name),
                               reason ? reason->zh : "");
    sheet->grounds = arena_printf(desk->arena, "　　具体情况：" STR_FMT, STR_ARG(c->answer));
    sheet->rights = complaint_rights(desk, c);
}

static enum outcome answer_registered(struct desk *desk, const struct unregistered *c,
                                      struct unregistered_answer *sheet)
{
    struct person p;
    TRY(person_load(desk, c->person_part, c->person, &p));
    sheet->text = arena_printf(desk->arena,
                               "　　您于" STR_FMT "为" STR_FMT
                               "提出的登记户口申请已经批准，已于" STR_FMT "登记常住户口。",
                               STR_ARG(day_zh(desk->arena, c->opened_on)), STR_ARG(p.name),
                               STR_ARG(day_zh(desk->arena, c->closed_on)));
    sheet->grounds =
        arena_printf(desk->arena, "　　公民身份号码：" STR_FMT "。", STR_ARG(p.number));
    sheet->rights =
        STR("请持本答复书到受理派出所领取居民户口簿，核对登记内容；有误的当场更正。可以依法申请领取"
            "居民身份证。");
    return DONE;
}

enum outcome load_unregistered_answer(struct desk *desk, const struct form_asked *asked,
                                      struct form_copy *copy, const void **record)
{
    struct unregistered_view view;
    const struct unregistered *c = &view.unregistered;
    struct unregistered_answer *sheet = NEW(desk->arena, struct unregistered_answer);
    TRY(load_case(desk, asked, copy, &view, &sheet->facts));
    if (!day_is(c->closed_on))
        return refuse(desk, NO_UNREGISTERED_STEP);
    sheet->number = copy->number;
    sheet->station = whole_unit_name(desk, c->station);
    sheet->to = arena_printf(desk->arena, STR_FMT "：", STR_ARG(c->applicant));
    sheet->written_on = day_zh(desk->arena, c->closed_on);
    if (str_is(c->state, "REGISTERED"))
        TRY(answer_registered(desk, c, sheet));
    else
        answer_closed(desk, c, sheet);
    *record = sheet;
    return DONE;
}
