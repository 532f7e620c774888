/** An application as three sheets show it: form, collection slip, temporary card. */
#include "cards/hand_over.h"
#include "cards/see_application.h"
#include "core/validity.h"
#include "forms/application_form.h"
#include "forms/collection_slip.h"
#include "forms/load.h"
#include "forms/temporary_sheet.h"
#include "forms/words.h"
#include "office/setting.h"
#include "office/unit.h"
#include "portrait/portrait_store.h"
#include "register/person.h"

/** What all three begin with. */
struct loaded {
    struct application app;
    struct temporary_card temporary; /* id 0: none */
    struct sheet_facts facts;
    struct str station, portrait;
};

static enum outcome open_application(struct desk *desk, struct str number, struct form_copy *copy,
                                     struct loaded *l)
{
    TRY(application_for_sight(desk, number, &l->app));
    copy->part = l->app.part;
    copy->subject = l->app.id;
    copy->number = l->app.number;
    TRY(load_facts(desk, copy, &l->facts));
    l->facts.on = l->app.accepted_on; /* the boxes of that day, however late it is printed */
    l->station = whole_unit_name(desk, l->app.station);
    if (l->app.portrait.len)
        TRY(portrait_get(desk, l->app.part, l->app.portrait, &l->portrait));
    return temporary_of(desk, &l->app, &l->temporary);
}

/* ---- texts of the application form ---- */

static struct str band_code(enum validity_band band)
{
    switch (band) {
    case VALIDITY_5_YEARS:
        return STR("5");
    case VALIDITY_10_YEARS:
        return STR("10");
    case VALIDITY_20_YEARS:
        return STR("20");
    case VALIDITY_LONG:
        return STR("0");
    }
    return NO_STR;
}

/** Signed: what the card says. Before: a forecast, and the sheet says so. */
static void write_validity(struct desk *desk, const struct application *app,
                           struct application_sheet *sheet)
{
    bool is_signed = day_is(app->valid_from);
    struct validity v = card_validity(app->born_on, is_signed ? app->signed_on : desk->today);
    sheet->band = band_code(v.band);
    v.from = app->valid_from;
    v.to = app->valid_to;
    sheet->validity =
        is_signed ? validity_str(desk->arena, v)
                  : arena_printf(desk->arena, "预计%s，以签发日年龄为准", validity_zh(v.band));
}

/** The city's own decision about promised days that bound this application. */
static enum outcome promise_source(struct desk *desk, struct day on, struct str *out)
{
    const struct setting_record *settings;
    size_t count;
    struct str source = NO_STR;
    TRY(setting_list(desk, &settings, &count));
    for (size_t i = 0; i < count; i++)
        if (str_is(settings[i].name, "promise.days") && settings[i].begins.n <= on.n)
            source = settings[i].source;
    *out = !source.len || str_is(source, "city") ? STR("本市承诺") : source;
    return DONE;
}

static enum outcome write_days(struct desk *desk, const struct application *app,
                               struct application_sheet *sheet)
{
    struct str source;
    TRY(promise_source(desk, app->accepted_on, &source));
    sheet->promised = arena_printf(desk->arena, STR_FMT "（" STR_FMT "：%d日内）",
                                   STR_ARG(day_zh(desk->arena, app->promised_on)), STR_ARG(source),
                                   (int)(app->promised_on.n - app->accepted_on.n));
    sheet->due = arena_printf(desk->arena, STR_FMT "（" STR_FMT "）",
                              STR_ARG(day_zh(desk->arena, app->due_on)),
                              STR_ARG(source_zh(desk->arena, app->due_source)));
    sheet->accepted_on = day_zh(desk->arena, app->accepted_on);
    sheet->signed_on = day_is(app->signed_on) ? day_zh(desk->arena, app->signed_on) : BLANK_DAY_ZH;
    sheet->collected_on =
        day_is(app->collected_on) ? day_zh(desk->arena, app->collected_on) : BLANK_DAY_ZH;
    return DONE;
}

static struct str fee_text(struct desk *desk, int64_t fen, struct str exemption)
{
    return arena_printf(desk->arena, STR_FMT "%s", STR_ARG(fee_zh(desk->arena, fen)),
                        exemption.len ? "（已减免）" : "");
}

static void write_money(struct desk *desk, const struct application *app,
                        struct application_sheet *sheet)
{
    sheet->fee = fee_text(desk, app->fee, app->exemption);
    sheet->fee_source = source_zh(desk->arena, app->fee_source);
    if (!sheet->fee_source.len)
        sheet->fee_source = app->fee ? STR("本市规定") : STR("登记差错由公安机关换发，免收");
    sheet->receipt = app->receipt.len ? app->receipt : STR("—");
}

/** Fingerprints are a card item since the amended law came into force [L 3]. */
static struct str fingerprint_text(struct day accepted_on)
{
    static const struct day since = DAY(2012, 1, 1);
    return accepted_on.n < since.n ? STR("不采集（2012年1月1日起登记）")
                                   : STR("□ 已采集　　□ 未采集，原因：");
}

static struct str temporary_text(struct desk *desk, const struct temporary_card *t)
{
    if (!t->id)
        return STR("未申领");
    return arena_printf(desk->arena, "已发，卡号 " STR_FMT "，有效期至" STR_FMT, STR_ARG(t->number),
                        STR_ARG(day_zh(desk->arena, t->valid_to)));
}

static struct str remark_text(struct desk *desk, const struct application *app)
{
    if (app->held_for)
        return STR("公民身份号码待核，先行受理；待核期间可申领临时居民身份证。");
    if (app->reason.len)
        return arena_printf(desk->arena, "退回原因：" STR_FMT "。",
                            STR_ARG(code_zh(&data_errors, app->reason)));
    return NO_STR;
}

static void write_items(const struct loaded *l, struct desk *desk, struct application_sheet *sheet)
{
    const struct application *app = &l->app;
    sheet->facts = l->facts;
    sheet->station = l->station;
    sheet->number = app->number;
    sheet->name = app->name;
    sheet->sex = code_zh(&sexes, app->sex);
    sheet->ethnic = code_zh(&ethnic_groups, app->ethnic);
    sheet->born_on = day_zh(desk->arena, app->born_on);
    sheet->address = app->address;
    sheet->citizen_number = app->citizen_number;
    sheet->organ = app->organ;
    sheet->portrait = l->portrait;
    sheet->ground = app->ground;
    sheet->production = app->production;
    sheet->delivery = app->delivery;
    sheet->phone = app->phone;
    sheet->guardian = app->guardian.len ? app->guardian : STR("—");
    sheet->fingerprint = fingerprint_text(app->accepted_on);
    sheet->temporary = temporary_text(desk, &l->temporary);
    sheet->old_card = app->old_card;
    sheet->remark = remark_text(desk, app);
}

enum outcome load_application(struct desk *desk, const struct form_asked *asked,
                              struct form_copy *copy, const void **record)
{
    struct loaded l = { 0 };
    struct application_sheet *sheet = NEW(desk->arena, struct application_sheet);
    TRY(open_application(desk, asked->number, copy, &l));
    write_items(&l, desk, sheet);
    write_validity(desk, &l.app, sheet);
    write_money(desk, &l.app, sheet);
    TRY(write_days(desk, &l.app, sheet));
    TRY(load_clerk_name(desk, l.app.acceptor, &sheet->acceptor));
    TRY(load_clerk_name(desk, l.app.reviewer, &sheet->reviewer));
    TRY(load_clerk_name(desk, l.app.signer, &sheet->signer));
    *record = sheet;
    return DONE;
}

/* ---- the collection slip ---- */

/** The old card is handed in when the ground says so [L 11]. */
static struct str bring_text(const struct application *app)
{
    const struct code *ground = code_find(&application_grounds, app->ground);
    return ground && (ground->flags & CODE_OLD_CARD)
               ? STR("1．本凭证。\n2．居民户口簿，以及原居民身份证（当场交回）。\n"
                     "3．亲属代领的，代领人出示本人居民身份证和本凭证，并签字确认。")
               : STR("1．本凭证。\n2．居民户口簿。\n"
                     "3．亲属代领的，代领人出示本人居民身份证和本凭证，并签字确认。");
}

enum outcome load_collection_slip(struct desk *desk, const struct form_asked *asked,
                                  struct form_copy *copy, const void **record)
{
    struct loaded l = { 0 };
    struct collection_slip *slip = NEW(desk->arena, struct collection_slip);
    const struct application *app = &l.app;
    TRY(open_application(desk, asked->number, copy, &l));
    if (!app->live)
        return refuse(desk, NO_WRONG_STEP);
    *slip = (struct collection_slip){
        .facts = l.facts,
        .station = l.station,
        .number = app->number,
        .accepted_on = day_zh(desk->arena, app->accepted_on),
        .name = app->name,
        .masked_number = number_masked(desk->arena, app->citizen_number),
        .ground = code_zh(&application_grounds, app->ground),
        .expected = day_zh(desk->arena, app->promised_on),
        .due = arena_printf(desk->arena, "不迟于" STR_FMT "（" STR_FMT "）",
                            STR_ARG(day_zh(desk->arena, app->due_on)),
                            STR_ARG(source_zh(desk->arena, app->due_source))),
        .delivery = code_zh(&deliveries, app->delivery),
        .fee = fee_text(desk, app->fee, app->exemption),
        .receipt = app->receipt.len ? app->receipt : STR("—"),
        .bring = bring_text(app),
        .temporary = l.temporary.id ? temporary_text(desk, &l.temporary)
                                    : STR("急需用证的，可凭本凭证申领临时居民身份证"),
    };
    TRY(load_clerk_name(desk, app->acceptor, &slip->acceptor));
    *record = slip;
    return DONE;
}

/* ---- the temporary card ---- */

/** Only while it is out: not before it was signed, not after it was handed back [T78 2]. */
static enum outcome may_be_printed(struct desk *desk, const struct loaded *l)
{
    if (!l->temporary.id || day_is(l->temporary.returned_on))
        return refuse(desk, NO_CARD_UNKNOWN);
    if (!l->app.live)
        return refuse(desk, NO_WRONG_STEP);
    return l->portrait.len ? DONE : refuse(desk, NO_PORTRAIT_MISSING);
}

static void write_card(struct desk *desk, const struct loaded *l, struct temporary_sheet *sheet)
{
    const struct application *app = &l->app;
    const struct temporary_card *t = &l->temporary;
    struct civil born = day_civil(app->born_on);
    struct validity validity = { t->valid_from, t->valid_to, VALIDITY_5_YEARS };
    *sheet = (struct temporary_sheet){
        .facts = l->facts,
        .name = app->name,
        .sex = code_zh(&sexes, app->sex),
        .ethnic = code_zh(&ethnic_groups, app->ethnic),
        .born_year = arena_printf(desk->arena, "%d", born.year),
        .born_month = arena_printf(desk->arena, "%d", born.month),
        .born_day = arena_printf(desk->arena, "%d", born.day),
        .address = app->address,
        .citizen_number = app->citizen_number,
        .organ = app->organ,
        .validity = validity_str(desk->arena, validity),
        .portrait = l->portrait,
        .number = app->number,
        .card_number = t->number,
        .unit = whole_unit_name(desk, t->unit),
        .signed_on = day_zh(desk->arena, t->valid_from),
        .expires_on = day_zh(desk->arena, t->valid_to),
        .receipt = arena_printf(desk->arena, STR_FMT "　" STR_FMT,
                                STR_ARG(fee_zh(desk->arena, t->fee)), STR_ARG(t->receipt)),
    };
}

enum outcome load_temporary(struct desk *desk, const struct form_asked *asked,
                            struct form_copy *copy, const void **record)
{
    struct loaded l = { 0 };
    struct temporary_sheet *sheet = NEW(desk->arena, struct temporary_sheet);
    TRY(open_application(desk, asked->number, copy, &l));
    TRY(may_be_printed(desk, &l));
    write_card(desk, &l, sheet);
    TRY(load_clerk_name(desk, l.temporary.signer, &sheet->signer));
    *record = sheet;
    return DONE;
}
