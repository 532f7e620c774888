#include "forms/form.h"
#include "db/db.h"
#include "forms/application_form.h"
#include "forms/business_sheet.h"
#include "forms/certificate_sheets.h"
#include "forms/check_sheet.h"
#include "forms/clearance_sheet.h"
#include "forms/collection_slip.h"
#include "forms/consignment_sheet.h"
#include "forms/four_way_sheet.h"
#include "forms/load.h"
#include "forms/notice_sheet.h"
#include "forms/overdue_sheets.h"
#include "forms/package_sheet.h"
#include "forms/register_sheet.h"
#include "forms/temporary_sheet.h"
#include "forms/unregistered_sheet.h"
#include "forms/words.h"
#include "journal/entry.h"
#include "journal/journal.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/unit.h"

static const struct {
    const struct form *form;
    form_load_fn *load;
} kinds[FORM_KIND_COUNT] = {
    [FORM_APPLICATION] = { &application_form, load_application },
    [FORM_COLLECTION_SLIP] = { &collection_slip_form, load_collection_slip },
    [FORM_TEMPORARY_CARD] = { &temporary_form, load_temporary },
    [FORM_CONSIGNMENT] = { &consignment_form, load_consignment },
    [FORM_PACKAGE] = { &package_form, load_package },
    [FORM_HOUSE_CHECK] = { &check_form, load_check },
    [FORM_CLEARANCE] = { &clearance_form, load_clearance },
    [FORM_FOUR_WAY] = { &four_way_form, load_four_way },
    [FORM_NUMBER_NOTICES] = { &notice_form, load_notices },
    [FORM_REGISTER_SHEET] = { &register_sheet_form, load_register_sheet },
    [FORM_BOOKLET_PAGE] = { &booklet_page_form, load_register_sheet },
    [FORM_BUSINESS_SHEET] = { &business_sheet_form, load_business_sheet },
    [FORM_NUMBER_CERTIFICATE] = { &number_certificate_form, load_certificate },
    [FORM_MIGRATION_PERMIT] = { &migration_permit_form, load_certificate },
    [FORM_MIGRATION_CERTIFICATE] = { &migration_certificate_form, load_certificate },
    [FORM_CANCELLATION_CERTIFICATE] = { &cancellation_certificate_form, load_certificate },
    [FORM_OVERDUE_NOTICE] = { &overdue_notice_form, load_overdue_notice },
    [FORM_OVERDUE_POSTING] = { &overdue_posting_form, load_overdue_posting },
    [FORM_OVERDUE_VISIT] = { &overdue_visit_form, load_overdue_visit },
    [FORM_UNREGISTERED] = { &unregistered_form, load_unregistered },
    [FORM_UNREGISTERED_NOTICE] = { &unregistered_notice_form, load_unregistered_notice },
    [FORM_UNREGISTERED_ANSWER] = { &unregistered_answer_form, load_unregistered_answer },
};

const struct form *form_of_kind(enum form_kind kind)
{
    ASSERT(kind < FORM_KIND_COUNT);
    return kinds[kind].form;
}

enum form_kind form_kind_of(struct str name)
{
    size_t i = 0;
    while (i < FORM_KIND_COUNT && !str_is(name, kinds[i].form->name))
        i++;
    return (enum form_kind)i;
}

/* ---- copies ---- */

/** How an entry about this sheet begins; the copy's number follows. */
static struct str entry_beginning(struct desk *desk, const struct form_copy *copy)
{
    return arena_printf(desk->arena, "{\"form\":\"%s\",\"number\":\"" STR_FMT "\",\"copy\":",
                        kinds[copy->kind].form->name, STR_ARG(copy->number));
}

static enum outcome copies_printed(struct desk *desk, const struct form_copy *copy, int *out)
{
    struct entries entries;
    struct str beginning = entry_beginning(desk, copy);
    int printed = 0;
    TRY(entries_about(desk, copy->part, copy->subject, &entries));
    for (size_t i = 0; i < entries.count; i++)
        printed += str_is(entries.at[i].verb, "form.printed") &&
                   str_starts(entries.at[i].body, beginning.at);
    *out = printed;
    return DONE;
}

/* ---- what the loaders share ---- */

enum outcome load_facts(struct desk *desk, struct form_copy *copy, struct sheet_facts *out)
{
    int before;
    TRY(copies_printed(desk, copy, &before));
    copy->copy = before + 1;
    *out = (struct sheet_facts){
        .on = desk->today,
        .now = desk->now,
        .copy_mark = copy_zh(desk->arena, copy->copy),
        .printed_by =
            arena_printf(desk->arena, "打印：" STR_FMT "　" STR_FMT "　" STR_FMT "%s",
                         STR_ARG(instant_zh(desk->arena, desk->now)),
                         STR_ARG(whole_unit_name(desk, desk->clerk.unit)),
                         STR_ARG(desk->clerk.name), desk->clerk.solo ? "（单人模式）" : ""),
    };
    return DONE;
}

enum outcome load_clerk_name(struct desk *desk, int64_t clerk, struct str *out)
{
    struct clerk_record record = { .name = NO_STR };
    struct problem why = desk->why;
    if (clerk && clerk_record(desk, clerk, &record) == FAILED)
        return FAILED;
    desk->why = why;
    *out = record.name;
    return DONE;
}

struct str whole_unit_name(struct desk *desk, int32_t unit)
{
    enum { OFFICES_FROM = 900 };
    struct str name = unit_name(desk, unit);
    if (!unit_is_station(unit) || unit % 1000 >= OFFICES_FROM)
        return name;
    struct str bureau = unit_name(desk, unit_bureau(unit));
    return str_starts(name, arena_text(desk->arena, bureau))
               ? name
               : arena_printf(desk->arena, STR_FMT STR_FMT, STR_ARG(bureau), STR_ARG(name));
}

enum outcome may_see_either(struct desk *desk, int32_t one, int32_t other)
{
    return may(desk, MAY_SEE_CARDS, clerk_reaches(&desk->clerk, other) ? other : one);
}

/* ---- the two halves ---- */

/** All of it as the database is at one moment. */
static enum outcome load(struct desk *desk, const struct form_asked *asked, struct form_copy *copy,
                         const void **record)
{
    SCOPED(tx) tx = { 0 };
    if (!desk->purpose.len)
        desk->purpose = arena_printf(desk->arena, "打印%s", kinds[asked->kind].form->zh);
    TRY(tx_look(desk, &tx));
    return kinds[asked->kind].load(desk, asked, copy, record);
}

enum outcome form_prepare(struct desk *desk, const struct form_asked *asked, struct form_copy *copy,
                          struct buf *pdf)
{
    const void *record;
    struct form_copy drawn = { .kind = asked->kind };
    ASSERT(asked->kind < FORM_KIND_COUNT);
    TRY(load(desk, asked, &drawn, &record));
    enum outcome outcome = sheet_draw(desk, kinds[asked->kind].form, record, pdf);
    if (outcome == REFUSED)
        drawn.missing = desk->why.detail;
    *copy = drawn;
    return outcome;
}

static enum outcome write_printed(struct desk *desk, const struct form_copy *copy)
{
    int before;
    TRY(copies_printed(desk, copy, &before));
    if (before + 1 != copy->copy)
        return refuse(desk, NO_CHANGED_MEANWHILE);
    struct str body =
        arena_printf(desk->arena, STR_FMT "%d}", STR_ARG(entry_beginning(desk, copy)), copy->copy);
    return journal(desk, "form.printed", copy->part, copy->subject, body);
}

static enum outcome write_missing(struct desk *desk, const struct form_copy *copy)
{
    struct str body = arena_printf(
        desk->arena, "{\"form\":\"%s\",\"number\":\"" STR_FMT "\",\"characters\":\"" STR_FMT "\"}",
        kinds[copy->kind].form->name, STR_ARG(copy->number), STR_ARG(copy->missing));
    return journal(desk, "glyph.missing", copy->part, copy->subject, body);
}

enum outcome form_settle(struct desk *desk, const struct form_copy *copy)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(copy->missing.len ? write_missing(desk, copy) : write_printed(desk, copy));
    return tx_commit(&tx);
}

enum outcome form_print(struct desk *desk, const struct form_asked *asked, struct buf *pdf)
{
    SCOPED(buf) drawn = { 0 };
    struct form_copy copy = { 0 };
    enum outcome outcome = form_prepare(desk, asked, &copy, &drawn);
    struct problem why = desk->why;
    if (outcome != DONE && !copy.missing.len)
        return outcome;
    TRY(form_settle(desk, &copy));
    if (outcome == DONE)
        buf_add(pdf, buf_str(&drawn));
    else
        desk->why = why;
    return outcome;
}
