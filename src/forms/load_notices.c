/** Who is told of a person's newest number. */
#include "conflict/notice.h"
#include "forms/load.h"
#include "forms/notice_sheet.h"
#include "forms/words.h"
#include "office/office.h"
#include "register/person_store.h"

/** The lines of the newest change; those of earlier ones have had their sheet. */
static const struct number_notice *fill_lines(struct desk *desk, const struct number_notices *all,
                                              struct notice_sheet *sheet)
{
    const struct number_notice *last = &all->at[all->count - 1];
    struct notice_line *lines = NEW_ARRAY(desk->arena, struct notice_line, all->count);
    for (size_t i = 0; i < all->count; i++) {
        const struct number_notice *n = &all->at[i];
        const struct notice_agency *agency = notice_agency_of(n->agency);
        if (n->number_case != last->number_case || !agency)
            continue;
        lines[sheet->line_count++] = (struct notice_line){
            .agency = str_of(agency->zh),
            .what = str_of(agency->what),
            .source = source_zh(desk->arena, str_of(agency->source)),
            .told_on = day_is(n->told_on) ? day_str(desk->arena, n->told_on) : NO_STR,
        };
    }
    sheet->lines = lines;
    return last;
}

enum outcome load_notices(struct desk *desk, const struct form_asked *asked, struct form_copy *copy,
                          const void **record)
{
    struct person p;
    struct number_notices all;
    struct notice_sheet *sheet = NEW(desk->arena, struct notice_sheet);
    TRY(person_load(desk, asked->unit, asked->id, &p));
    TRY(may(desk, MAY_SETTLE_NUMBERS, p.station));
    TRY(notices_of(desk, p.part, p.id, &all));
    if (!all.count)
        return refuse(desk, NO_NOT_FOUND);
    copy->part = p.part;
    copy->subject = p.id;
    copy->number = arena_printf(desk->arena, "%09d-%lld", p.part, (long long)p.id);
    TRY(load_facts(desk, copy, &sheet->facts));
    const struct number_notice *last = fill_lines(desk, &all, sheet);
    sheet->number = copy->number;
    sheet->name = p.name;
    sheet->born_on = day_zh(desk->arena, p.born_on);
    sheet->old_number = last->old_number;
    sheet->new_number = last->new_number;
    sheet->station = whole_unit_name(desk, p.station);
    sheet->made_on = day_zh(desk->arena, last->made_on);
    *record = sheet;
    return DONE;
}
