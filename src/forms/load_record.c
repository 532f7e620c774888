/** A person of the register as the register sheet and the booklet show it. */
#include "core/codes.h"
#include "core/division.h"
#include "forms/load.h"
#include "forms/register_sheet.h"
#include "forms/words.h"
#include "overdue/separation.h"
#include "register/see_record.h"

/** What stands of three, with blanks between. */
static struct str joined(struct desk *desk, struct str a, struct str b, struct str c)
{
    return arena_printf(desk->arena, STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(a),
                        a.len && b.len ? "　" : "", STR_ARG(b),
                        (a.len || b.len) && c.len ? "　" : "", STR_ARG(c));
}

static struct str code_or_nothing(const struct code_list *list, struct str code)
{
    return code.len ? code_zh(list, code) : NO_STR;
}

/** 新疆维吾尔自治区…, then the place as it was written. */
static struct str place(struct desk *desk, struct str county, struct str detail)
{
    int code = division_code(county);
    struct str name = code ? division_full_name(desk->arena, code, desk->today) : county;
    return arena_printf(desk->arena, STR_FMT STR_FMT, STR_ARG(name), STR_ARG(detail));
}

static struct str move(struct desk *desk, struct day on, struct str reason, struct str where)
{
    return joined(desk, day_zh(desk->arena, on), code_or_nothing(&move_reasons, reason), where);
}

static void fill_family(struct desk *desk, const struct person_detail *d,
                        struct register_sheet *sheet)
{
    sheet->guardian1 = joined(desk, d->guardian1_name, d->guardian1_number,
                              code_or_nothing(&relations, d->guardian1_relation));
    sheet->guardian2 = joined(desk, d->guardian2_name, d->guardian2_number,
                              code_or_nothing(&relations, d->guardian2_relation));
    sheet->father = joined(desk, d->father_name, d->father_number, NO_STR);
    sheet->mother = joined(desk, d->mother_name, d->mother_number, NO_STR);
    sheet->spouse = joined(desk, d->spouse_name, d->spouse_number, NO_STR);
}

static void fill_moves(struct desk *desk, const struct person_record *r,
                       struct register_sheet *sheet)
{
    const struct person_detail *d = &r->detail;
    sheet->came_to_city = move(desk, d->city_came_on, d->city_reason,
                               place(desk, d->city_from_county, d->city_from_place));
    sheet->came_here = move(desk, r->person.moved_in_on, d->here_reason,
                            place(desk, d->here_from_county, d->here_from_place));
    sheet->moved_out =
        move(desk, d->left_on, d->left_reason, place(desk, d->left_county, d->left_place));
    sheet->cancelled =
        joined(desk, day_zh(desk->arena, d->cancelled_on), d->cancel_reason,
               day_is(d->died_on) ? arena_printf(desk->arena, "死亡日期 " STR_FMT,
                                                 STR_ARG(day_zh(desk->arena, d->died_on)))
                                  : NO_STR);
}

static void fill_person(struct desk *desk, const struct person_record *r,
                        struct register_sheet *sheet)
{
    const struct person *p = &r->person;
    const struct person_detail *d = &r->detail;
    sheet->relation = code_or_nothing(&relations, p->relation);
    sheet->name = p->name;
    sheet->sex = code_or_nothing(&sexes, p->sex);
    sheet->former_name = p->former_name;
    sheet->ethnic = code_or_nothing(&ethnic_groups, p->ethnic);
    sheet->born_on = day_zh(desk->arena, p->born_on);
    sheet->birth_time = d->birth_time;
    sheet->birthplace = place(desk, d->birth_county, d->birth_place);
    sheet->native_place = place(desk, p->native_place, NO_STR);
    sheet->certificate =
        joined(desk, d->birth_certificate, day_zh(desk->arena, d->birth_certificate_on), NO_STR);
    sheet->number = p->number;
    sheet->education = code_or_nothing(&educations, p->education);
    sheet->marital = code_or_nothing(&marital_states, p->marital);
    sheet->military = code_or_nothing(&military_states, d->military);
    sheet->height = d->height ? arena_printf(desk->arena, "%d 厘米", (int)d->height) : NO_STR;
    sheet->blood_group = code_or_nothing(&blood_groups, d->blood_group);
    sheet->occupation = d->occupation;
    sheet->workplace = d->workplace;
    sheet->phone = d->phone;
    sheet->notes = d->notes;
    sheet->known_from = instant_zh(desk->arena, p->known_from);
}

/** Whoever is registered as living elsewhere has that address here [domain 5.4]. */
static enum outcome fill_other_address(struct desk *desk, const struct person_record *r,
                                       struct register_sheet *sheet)
{
    struct separation s;
    bool found = false;
    TRY(separation_in_use(desk, r->person.part, r->person.id, &s, &found));
    sheet->other_address = found ? joined(desk, s.address, STR("自"), day_zh(desk->arena, s.since))
                                 : place(desk, r->detail.other_county, r->detail.other_address);
    return DONE;
}

enum outcome load_register_sheet(struct desk *desk, const struct form_asked *asked,
                                 struct form_copy *copy, const void **record)
{
    struct person_record r;
    struct register_sheet *sheet = NEW(desk->arena, struct register_sheet);
    TRY(person_record_load(desk, asked->unit, asked->id, &r));
    copy->part = r.person.part;
    copy->subject = r.person.id;
    copy->number = arena_printf(desk->arena, "%d-%lld", (int)r.person.part, (long long)r.person.id);
    TRY(load_facts(desk, copy, &sheet->facts));
    sheet->station = whole_unit_name(desk, r.person.station);
    sheet->reference = copy->number;
    sheet->household_kind = code_or_nothing(&household_kinds, r.household.kind);
    sheet->household_number = r.household.legacy;
    sheet->head = r.head;
    sheet->address = r.address;
    TRY(fill_other_address(desk, &r, sheet));
    fill_person(desk, &r, sheet);
    fill_family(desk, &r.detail, sheet);
    fill_moves(desk, &r, sheet);
    *record = sheet;
    return DONE;
}
