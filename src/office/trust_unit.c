#include "db/db.h"
#include "journal/journal.h"
#include "keys/keys.h"
#include "office/office.h"
#include "office/unit.h"

enum outcome unit_trust_key(struct desk *desk, int32_t number, struct str public_key)
{
    SCOPED(tx) tx = { 0 };
    struct unit unit;
    char print[KEY_PRINT_CHARS + 1];
    TRY(may(desk, MAY_ADMIN_SYSTEM, desk->clerk.unit));
    TRY(tx_open(desk, &tx));
    TRY(unit_load(desk, number, &unit));
    TRY(unit_store_key(desk, number, public_key));
    struct str body = arena_printf(desk->arena, "{\"unit\":%d,\"key\":\"%s\"}", number,
                                   key_print((const unsigned char *)public_key.at, print));
    TRY(journal(desk, "unit.trusted", number, 0, body));
    return tx_commit(&tx);
}
