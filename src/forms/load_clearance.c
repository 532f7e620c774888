/** That nothing is open in a precinct. */
#include "forms/clearance_sheet.h"
#include "forms/load.h"
#include "forms/words.h"
#include "quality/quality.h"

static struct str count_str(struct desk *desk, int64_t n)
{
    return arena_printf(desk->arena, "%lld", (long long)n);
}

static void fill(struct desk *desk, const struct quality_clearance *c,
                 struct clearance_sheet *sheet)
{
    sheet->unit = whole_unit_name(desk, c->unit);
    sheet->measured_on = day_zh(desk->arena, c->measured_on);
    sheet->statement = arena_printf(desk->arena,
                                    "兹证明：经全面核查，截至" STR_FMT "，" STR_FMT
                                    "所辖常住人口登记无未办存疑，无未结号码案件。",
                                    STR_ARG(sheet->measured_on), STR_ARG(sheet->unit));
    sheet->persons = count_str(desk, c->persons);
    sheet->findings = count_str(desk, c->findings);
    sheet->cases = count_str(desk, c->cases);
    sheet->righted = count_str(desk, c->righted);
    sheet->by_evidence = count_str(desk, c->by_evidence);
    sheet->cases_closed = count_str(desk, c->cases_closed);
}

enum outcome load_clearance(struct desk *desk, const struct form_asked *asked,
                            struct form_copy *copy, const void **record)
{
    struct quality_clearance clearance;
    struct clearance_sheet *sheet = NEW(desk->arena, struct clearance_sheet);
    TRY(quality_clearance_read(desk, asked->unit, &clearance));
    copy->part = clearance.unit;
    copy->subject = clearance.measured_on.n;
    copy->number = arena_printf(desk->arena, "%09d-" STR_FMT, (int)clearance.unit,
                                STR_ARG(day_str(desk->arena, clearance.measured_on)));
    TRY(load_facts(desk, copy, &sheet->facts));
    sheet->number = copy->number;
    fill(desk, &clearance, sheet);
    *record = sheet;
    return DONE;
}
