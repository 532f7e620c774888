#include "base/buf.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/keys.h"
#include "office/office.h"
#include "office/unit.h"

static bool is_point(struct str public_key)
{
    return public_key.len == SM2_PUBLIC_BYTES && public_key.at[0] == 4;
}

/** The ring holds the unit's private key: nobody else's public key takes its place. */
static bool signs_here(struct desk *desk, int32_t unit)
{
    return desk->keys && key_exists(desk->keys, arena_printf(desk->arena, "unit-%d", unit));
}

static enum outcome journal_trust(struct desk *desk, int32_t number, struct str public_key)
{
    SCOPED(buf) body = { 0 };
    char print[KEY_PRINT_CHARS + 1];
    unsigned char key[SM2_PUBLIC_BYTES];
    memcpy(key, public_key.at, sizeof key);
    json_open(&body, '{');
    json_field_int(&body, "unit", number);
    json_field_text(&body, "key", key_print(key, print));
    json_close(&body, '}');
    return journal(desk, "unit.trusted", number, 0, buf_str(&body));
}

enum outcome unit_trust_key(struct desk *desk, int32_t number, struct str public_key)
{
    SCOPED(tx) tx = { 0 };
    struct unit unit, top;
    TRY(tx_open(desk, &tx));
    TRY(unit_top_here(desk, &top));
    TRY(may(desk, MAY_ADMIN_SYSTEM, top.number));
    TRY(unit_load(desk, number, &unit));
    if (!is_point(public_key))
        return refuse_at(desk, NO_ITEM_WRONG, "/key", "SM2: 04 …");
    if (signs_here(desk, number))
        return refuse_at(desk, NO_ITEM_WRONG, "/unit", "%09d", number);
    TRY(unit_store_key(desk, number, public_key));
    TRY(journal_trust(desk, number, public_key));
    return tx_commit(&tx);
}
