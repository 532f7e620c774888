#include "cards/see_application.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"

#define S(name) APPLICATION_##name

/* clang-format off */
const struct application_desk_queue application_queues[] = {
    { "station", S(STARTED),          S(COMPLETE),         MAY_ACCEPT,         "受理中",   "at the counter" },
    { "refused", S(REVIEW_REFUSED),   S(REVIEW_REFUSED),   MAY_ACCEPT,         "审核退回", "refused by the bureau" },
    { "audit-refused", S(AUDIT_REFUSED), S(AUDIT_REFUSED), MAY_ACCEPT,         "市局退回", "refused by the city" },
    { "data-refused", S(CENTRE_REFUSED), S(CENTRE_REFUSED), MAY_ACCEPT,        "制证退回", "refused by the centre" },
    { "held",    S(HELD),             S(HELD),             MAY_SETTLE_NUMBERS, "号码待核", "held by a number question" },
    { "review",  S(AT_COUNTY),        S(AT_COUNTY),        MAY_REVIEW,         "待审核",   "to be reviewed" },
    { "sign",    S(REVIEWED),         S(REVIEWED),         MAY_SIGN,           "待签发",   "to be signed" },
    { "signed",  S(SIGNED),           S(SIGNED),           MAY_PACK,           "待上报市局", "to be sent to the city" },
    { "audit",   S(AT_CITY),          S(AT_CITY),          MAY_AUDIT,          "待市局审核", "to be audited" },
    { "pack",    S(AUDITED),          S(AUDITED),          MAY_PACK,           "待上报制证", "to be sent to the centre" },
    { "inspect", S(COUNTY_RECEIVED),  S(COUNTY_RECEIVED),  MAY_INSPECT,        "待质检",   "to be inspected" },
    { "give",    S(COUNTY_ACCEPTED),  S(COUNTY_ACCEPTED),  MAY_CONSIGN,        "待分发",   "to be handed to stations" },
    { "verify",  S(STATION_RECEIVED), S(STATION_RECEIVED), MAY_CONSIGN,        "待核对",   "to be verified" },
    { "handout", S(STATION_VERIFIED), S(REMINDED),         MAY_HAND_OUT,       "待领取",   "to be collected" },
};
/* clang-format on */
const size_t application_queue_count = COUNT(application_queues);

const struct application_desk_queue *application_queue_find(struct str name)
{
    for (size_t i = 0; i < application_queue_count; i++)
        if (str_is(name, application_queues[i].name))
            return &application_queues[i];
    return NULL;
}

enum outcome application_for_sight(struct desk *desk, struct str number, struct application *out)
{
    struct application app;
    if (!desk->purpose.len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    TRY(application_load(desk, number, &app));
    bool near = clerk_reaches(&desk->clerk, app.at_unit) || clerk_reaches(&desk->clerk, app.bureau);
    TRY(may(desk, MAY_SEE_CARDS, near ? desk->clerk.unit : app.station));
    *out = app;
    return DONE;
}

enum outcome application_seen(struct desk *desk, const struct application *app)
{
    struct str body =
        arena_printf(desk->arena, "{\"number\":\"" STR_FMT "\"}", STR_ARG(app->number));
    return journal(desk, "application.seen", app->part, app->id, body);
}

enum outcome see_application(struct desk *desk, struct str number, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(application_for_sight(desk, number, out));
    TRY(application_seen(desk, out));
    return tx_commit(&tx);
}
