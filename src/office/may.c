#include "base/buf.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"

enum outcome may(struct desk *desk, enum right right, int32_t unit)
{
    if (!clerk_may(&desk->clerk, right))
        return refuse_at(desk, NO_RIGHT_MISSING, "", "%s / %s", right_text(right)->zh,
                         right_text(right)->en);
    if (!clerk_reaches(&desk->clerk, unit))
        return refuse_at(desk, NO_NOT_YOUR_DESK, "", "%09d", unit);
    return DONE;
}

/** Who tried what he may not: the audit administrator wants to see it. */
static bool is_noted(enum refusal refusal)
{
    static const enum refusal noted[] = { NO_RIGHT_MISSING,      NO_NOT_YOUR_DESK,
                                          NO_OWN_ACCEPTANCE,     NO_OWN_STEP,
                                          NO_CSRF_WRONG,         NO_ADMIN_SEPARATION,
                                          NO_RIGHT_GRANT_SELF,   NO_SELF_LOCK,
                                          NO_GIVER_RECEIVER_SAME };
    for (size_t i = 0; i < COUNT(noted); i++)
        if (noted[i] == refusal)
            return true;
    return false;
}

static enum outcome write_note(struct desk *desk, struct str what, enum refusal refusal)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_text(&body, "refusal", refusal_text(refusal)->code);
    json_field_str(&body, "what", what);
    json_close(&body, '}');
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "right.refused", desk->clerk.unit, desk->clerk.id, buf_str(&body)));
    return tx_commit(&tx);
}

enum outcome office_note_refusal(struct desk *desk, struct str what)
{
    struct problem why = desk->why;
    if (!desk->clerk.id || !is_noted(why.refusal))
        return DONE;
    TRY(write_note(desk, what, why.refusal));
    desk->why = why;
    return DONE;
}

enum outcome version_seen(struct desk *desk, int64_t version)
{
    if (desk->expected_version < 0)
        return refuse(desk, NO_VERSION_REQUIRED);
    if (desk->expected_version != version)
        return refuse_at(desk, NO_VERSION_STALE, "", "%lld", (long long)version);
    return DONE;
}
