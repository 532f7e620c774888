#include "office/desk_for_cli.h"
#include "office/clerk.h"
#include "office/login.h"
#include "office/setting.h"

static enum outcome is_solo(struct desk *desk, bool *solo)
{
    struct str value;
    TRY(node_get(desk, "solo", &value));
    *solo = str_is(value, "1");
    return DONE;
}

/** *bound has id 0 when the user is bound to nobody. */
static enum outcome find_bound(struct desk *desk, struct str os_user, struct clerk *bound)
{
    struct clerk clerk = { 0 };
    if (clerk_load_by_os_user(desk, os_user, &clerk) != DONE &&
        desk->why.refusal != NO_CLERK_UNKNOWN)
        return FAILED;
    *bound = clerk;
    return DONE;
}

static void act_in_every_role(struct clerk *clerk)
{
    clerk->rights = (UINT64_C(1) << RIGHT_COUNT) - 1;
    clerk->reach_from = 0;
    clerk->reach_to = INT32_MAX;
}

static enum outcome act_as(struct desk *desk, struct str as, bool freely, struct str password)
{
    struct clerk clerk;
    if (!freely && !password.at)
        return refuse(desk, NO_CREDENTIAL_REQUIRED);
    if (!freely)
        TRY(login_check(desk, as, password));
    TRY(clerk_load_by_login(desk, as, &clerk));
    desk->clerk = clerk;
    return DONE;
}

enum outcome office_cli_needs_password(struct desk *desk, struct str os_user, struct str as,
                                       bool *needed)
{
    struct clerk bound;
    bool solo;
    TRY(is_solo(desk, &solo));
    TRY(find_bound(desk, os_user, &bound));
    *needed = as.len > 0 && !(solo && bound.id);
    return DONE;
}

enum outcome office_desk_for_cli(struct desk *desk, struct str os_user, struct str as,
                                 struct str password)
{
    struct clerk bound;
    bool solo;
    TRY(is_solo(desk, &solo));
    TRY(find_bound(desk, os_user, &bound));
    solo = solo && bound.id;
    desk->terminal = solo ? STR("cli solo") : STR("cli");
    if (as.len) {
        TRY(act_as(desk, as, solo, password));
    } else {
        if (!bound.id)
            return refuse(desk, NO_CLERK_UNKNOWN);
        desk->clerk = bound;
        if (solo)
            act_in_every_role(&desk->clerk);
    }
    desk->clerk.solo = solo;
    return DONE;
}
