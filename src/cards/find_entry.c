#include "cards/find_entry.h"
#include "cards/application_store.h"

static bool read_place(struct str text, struct proof_order *order)
{
    struct str unit, rest = text;
    int64_t n = 0, seq = 0;
    if (!str_split(&rest, ':', &unit) || !str_to_int(unit, &n) || !str_to_int(rest, &seq) ||
        n < 0 || n > INT32_MAX)
        return false;
    order->unit = (int32_t)n;
    order->seq = seq;
    return true;
}

enum outcome find_entry(struct desk *desk, struct str text, struct proof_order *order)
{
    struct application app;
    struct entries about;
    if (read_place(text, order))
        return DONE;
    TRY(application_load(desk, text, &app));
    TRY(entries_about(desk, app.part, app.id, &about));
    if (!about.count)
        return refuse(desk, NO_NOT_FOUND);
    order->unit = about.at[0].unit;
    order->seq = about.at[0].seq;
    return DONE;
}
