#include "city/cast.h"
#include "db/db.h"
#include "money/fee.h"
#include "office/clerk.h"
#include "office/password.h"
#include "office/role.h"

enum { BOOK_SERIALS = 2000 };

/* clang-format off */
const struct part parts[] = {
    { "huji",     "艾力江·买买提", "household_clerk", AT_STATION,     true  },
    { "fazheng",  "李桂芳",        "hand_out_clerk",  AT_STATION,     true  },
    { "shenhe",   "马建军",        "reviewer",        AT_BUREAU,      true  },
    { "qianfa",   "古丽娜尔",      "signer",          AT_BUREAU,      true  },
    { "zhijian",  "赵永强",        "inspector",       AT_BUREAU,      true  },
    { "haoma",    "陈晓梅",        "number_officer",  AT_BUREAU,      true  },
    { "shenji",   "王志远",        "auditor",         AT_CITY,        false },
    { "dabao",    "刘海燕",        "packer",          AT_CITY,        false },
    { "daoru",    "孙立新",        "number_officer",  AT_CITY,        false },
    { "caizheng", "周敏",          "finance_clerk",   AT_FINANCE,     false },
    { "wujia",    "吴国栋",        "price_inspector", AT_PRICE,       false },
    { "minzheng", "阿依古丽",      "place_officer",   AT_CIVIL,       false },
    { "jiancha",  "郑海涛",        "supervisor",      AT_SUPERVISION, false },
    { "lingdao",  "杨永和",        "leader",          AT_LEADING,     false },
    { "xitong",   "何俊",          "system_admin",    AT_CITY,        false },
    { "anquan",   "林芳",          "security_admin",  AT_CITY,        false },
    { "rizhi",    "帕丽达",        "audit_admin",     AT_CITY,        false },
};
/* clang-format on */
const size_t part_count = COUNT(parts);

static int32_t first_unit(const struct cast *cast, const struct part *part)
{
    switch (part->where) {
    case AT_STATION:
        return cast->station;
    case AT_BUREAU:
        return cast->bureau;
    case AT_CITY:
        return cast->city;
    case AT_FINANCE:
    case AT_PRICE:
    case AT_CIVIL:
    case AT_SUPERVISION:
    case AT_LEADING:
        return cast->city + 901 + (int32_t)part->where - AT_FINANCE;
    }
    return cast->city;
}

struct str cast_login(struct arena *arena, const struct cast *cast, const char *login, int32_t unit)
{
    for (size_t i = 0; i < part_count; i++)
        if (strcmp(parts[i].login, login) == 0 && first_unit(cast, &parts[i]) == unit)
            return str_of(parts[i].login);
    return arena_printf(arena, "%s%d", login, unit);
}

enum outcome cast_enter(struct desk *desk, const struct cast *cast, const char *login, int32_t unit)
{
    TRY(clerk_load_by_login(desk, cast_login(desk->arena, cast, login, unit), &desk->clerk));
    /* outlives the arena: entries need ids and rights, not names */
    desk->clerk.login = desk->clerk.name = NO_STR;
    return DONE;
}

/** Elsewhere other people do the same job: invented names, the same each time. */
static struct str cast_name(struct arena *arena, const struct cast *cast, const struct part *part,
                            int32_t unit)
{
    static const char *const families[] = { "王", "李", "马", "张", "刘", "陈",
                                            "赵", "杨", "黄", "吴", "周" };
    static const char *const given[] = { "卫东", "秀兰", "建国", "玉珍", "志强", "晓燕", "国庆",
                                         "丽娟", "海峰", "桂香", "文斌", "雪梅", "永福" };
    size_t n = (size_t)unit * 7 + (size_t)(part - parts) * 5;
    if (first_unit(cast, part) == unit)
        return str_of(part->name);
    return arena_printf(arena, "%s%s", families[n % COUNT(families)], given[n / 3 % COUNT(given)]);
}

/** Whoever takes fees needs a book: the counter, and the signer of temporary cards. */
static bool takes_fees(const struct part *part)
{
    return strcmp(part->role, "household_clerk") == 0 || strcmp(part->role, "signer") == 0;
}

static enum outcome hire(struct desk *desk, const struct cast *cast, const struct part *part,
                         int32_t unit, struct str hash)
{
    const struct new_clerk clerk = { .unit = unit,
                                     .login = cast_login(desk->arena, cast, part->login, unit),
                                     .name = cast_name(desk->arena, cast, part, unit),
                                     .password = hash };
    int64_t id = 0, book = 0;
    TRY(clerk_add(desk, &clerk, &id));
    TRY(role_grant(desk, id, str_of(part->role), NO_DAY));
    if (!takes_fees(part))
        return DONE;
    int64_t first =
        ((int64_t)(unit - cast->city) * 2 + (part->where == AT_BUREAU)) * BOOK_SERIALS + 1;
    return receipt_book_issue(desk, unit, id, STR("新A"), first, first + BOOK_SERIALS - 1, &book);
}

static enum outcome hire_everywhere(struct desk *desk, const struct cast *cast,
                                    const struct part *part, struct str hash)
{
    const int32_t *units = part->where == AT_STATION ? cast->stations : cast->bureaus;
    size_t count = part->where == AT_STATION ? cast->station_count : cast->bureau_count;
    if (!part->everywhere)
        return hire(desk, cast, part, first_unit(cast, part), hash);
    for (size_t i = 0; i < count; i++)
        TRY(hire(desk, cast, part, units[i], hash));
    return DONE;
}

enum outcome cast_hire(struct desk *desk, const struct cast *cast)
{
    struct str hash;
    SCOPED(tx) tx = { 0 };
    TRY(password_hash(desk, STR(DEMO_PASSWORD), &hash));
    TRY(tx_open(desk, &tx));
    for (size_t i = 0; i < part_count; i++)
        TRY(hire_everywhere(desk, cast, &parts[i], hash));
    return tx_commit(&tx);
}
