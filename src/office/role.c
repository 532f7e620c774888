#include "office/role.h"
#include "base/buf.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/clerk.h"
#include "office/office.h"
#include "sql/office.h"

#define BIT(right) (UINT64_C(1) << (right))

/* clang-format off */
const struct role_row role_rows[] = {
    /* at the station */
    { "household_clerk",  "BUSINESS", "户籍民警",       "household clerk",
      BIT(MAY_SEE_PERSONS) | BIT(MAY_KEEP_REGISTER) | BIT(MAY_ACCEPT) | BIT(MAY_TAKE_PORTRAIT) |
      BIT(MAY_SEE_CARDS) | BIT(MAY_CONSIGN) | BIT(MAY_PACK) | BIT(MAY_TAKE_IN) | BIT(MAY_SEE_PLACES) },
    { "hand_out_clerk",   "BUSINESS", "发证民警",       "hand-out clerk",
      BIT(MAY_HAND_OUT) | BIT(MAY_SEE_CARDS) | BIT(MAY_CONSIGN) },
    /* at the bureau */
    { "reviewer",         "BUSINESS", "审核员",         "reviewer",
      BIT(MAY_REVIEW) | BIT(MAY_SEE_CARDS) | BIT(MAY_SEE_PERSONS) | BIT(MAY_DECIDE_COUNTY) },
    { "signer",           "BUSINESS", "签发人",         "signer",
      BIT(MAY_SIGN) | BIT(MAY_SEE_CARDS) | BIT(MAY_SEE_PERSONS) },
    { "inspector",        "BUSINESS", "质检员",         "inspector of finished cards",
      BIT(MAY_INSPECT) | BIT(MAY_SEE_CARDS) | BIT(MAY_CONSIGN) | BIT(MAY_TAKE_IN) | BIT(MAY_PACK) },
    { "number_officer",   "BUSINESS", "号码专管员",     "officer for citizen numbers",
      BIT(MAY_SETTLE_NUMBERS) | BIT(MAY_IMPORT) | BIT(MAY_SEE_PERSONS) | BIT(MAY_SEE_CARDS) },
    /* at the city and the centre */
    { "auditor",          "BUSINESS", "市局审核员",     "auditor of the city",
      BIT(MAY_AUDIT) | BIT(MAY_SEE_CARDS) | BIT(MAY_SEE_PERSONS) | BIT(MAY_DECIDE_CITY) },
    { "packer",           "BUSINESS", "数据员",         "data clerk",
      BIT(MAY_PACK) | BIT(MAY_TAKE_IN) | BIT(MAY_CONSIGN) | BIT(MAY_SEE_CARDS) },
    { "centre_operator",  "BUSINESS", "制证员",         "operator of the centre",
      BIT(MAY_PRODUCE) | BIT(MAY_TAKE_IN) | BIT(MAY_PACK) | BIT(MAY_CONSIGN) | BIT(MAY_SEE_CARDS) },
    /* in the offices beside them */
    { "finance_clerk",    "BUSINESS", "财政票据员",     "receipt clerk of finance",
      BIT(MAY_KEEP_RECEIPTS) | BIT(MAY_SEE_MONEY) },
    { "price_inspector",  "BUSINESS", "物价检查员",     "price inspector",
      BIT(MAY_SET_TARIFFS) | BIT(MAY_SEE_MONEY) },
    { "place_officer",    "BUSINESS", "地名管理员",     "officer for place names",
      BIT(MAY_KEEP_PLACES) | BIT(MAY_SEE_PLACES) },
    { "supervisor",       "BUSINESS", "监察员",         "supervisor",
      BIT(MAY_SUPERVISE) | BIT(MAY_SEE_BOARD) },
    { "leader",           "BUSINESS", "领导小组成员",   "member of the leading group",
      BIT(MAY_SEE_BOARD) },
    /* 三员 */
    { "system_admin",     "SYSTEM",   "系统管理员",     "system administrator",   BIT(MAY_ADMIN_SYSTEM) },
    { "security_admin",   "SECURITY", "安全管理员",     "security administrator", BIT(MAY_ADMIN_RIGHTS) },
    { "audit_admin",      "AUDIT",    "审计管理员",     "audit administrator",    BIT(MAY_ADMIN_AUDIT) },
};
/* clang-format on */
const size_t role_row_count = COUNT(role_rows);

static const struct day always = DAY(2004, 1, 1); /* the law's first day [L 23] */

bool role_classes_agree(struct str one, struct str other)
{
    return str_eq(one, other);
}

/* ---- reading ---- */

enum outcome role_list(struct desk *desk, struct roles *out)
{
    struct rows rows;
    size_t count = 0;
    TRY(db_list(desk, &Q_role_list, WITH(v_day(desk->today)), &rows));
    struct role *roles = NEW_ARRAY(desk->arena, struct role, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        enum right right;
        if (!count || !str_eq(roles[count - 1].code, row_text(row, 0)))
            roles[count++] = (struct role){ row_text(row, 0), row_text(row, 1), row_text(row, 2),
                                            row_text(row, 3), 0 };
        if (right_of_code(row_text(row, 4), &right))
            roles[count - 1].rights |= BIT(right);
    }
    *out = (struct roles){ roles, count };
    return DONE;
}

const struct column held_role_columns[] = {
    COLUMN(held_role, code, "code", KIND_TEXT, "角色", "Role"),
    COLUMN(held_role, zh, "zh", KIND_TEXT, "名称", "Chinese"),
    COLUMN(held_role, en, "en", KIND_TEXT, "英文", "English"),
    COLUMN(held_role, class, "class", KIND_TEXT, "类别", "Class"),
    COLUMN(held_role, begins, "begins", KIND_DAY, "起", "Begins"),
    COLUMN(held_role, ends, "ends", KIND_DAY, "止", "Ends"),
};
const size_t held_role_column_count = COUNT(held_role_columns);

enum outcome clerk_roles(struct desk *desk, int64_t clerk, struct held_roles *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_clerk_roles, WITH(v_int(clerk), v_day(desk->today)), &rows));
    struct held_role *roles = NEW_ARRAY(desk->arena, struct held_role, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), held_role_columns, held_role_column_count, &roles[i]);
    *out = (struct held_roles){ roles, rows.count };
    return DONE;
}

/* ---- granting and revoking ---- */

static enum outcome journal_role(struct desk *desk, const char *verb,
                                 const struct clerk_record *clerk, struct str role,
                                 struct day begins)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_str(&body, "role", role);
    json_field_int(&body, "begins", begins.n);
    json_close(&body, '}');
    return journal(desk, verb, clerk->unit, clerk->id, buf_str(&body));
}

/** The clerk is someone else, whom the security administrator reaches. */
static enum outcome may_grant(struct desk *desk, int64_t id, struct clerk_record *clerk)
{
    TRY(clerk_record(desk, id, clerk));
    TRY(may(desk, MAY_ADMIN_RIGHTS, clerk->unit));
    return allow(desk, id == desk->clerk.id ? NO_RIGHT_GRANT_SELF : REFUSAL_NONE);
}

/** Refuses a class that does not go with what the clerk holds now or will hold. */
static enum outcome check_separation(struct desk *desk, int64_t clerk, struct str class)
{
    struct held_roles held;
    TRY(clerk_roles(desk, clerk, &held));
    for (size_t i = 0; i < held.count; i++)
        if (!role_classes_agree(held.at[i].class, class))
            return refuse_at(desk, NO_ADMIN_SEPARATION, "/role", STR_FMT, STR_ARG(held.at[i].code));
    return DONE;
}

enum outcome role_store_grant(struct desk *desk, int64_t clerk, struct str role, struct day begins,
                              int64_t given_by)
{
    return db_change(desk, &Q_role_grant, REFUSAL_NONE,
                     WITH(v_int(clerk), v_text(role), v_day(begins), v_int(given_by)));
}

enum outcome role_grant(struct desk *desk, int64_t clerk_id, struct str role, struct day begins)
{
    SCOPED(tx) tx = { 0 };
    struct clerk_record clerk;
    struct row row;
    if (!day_is(begins))
        begins = desk->today;
    TRY(tx_open(desk, &tx));
    TRY(may_grant(desk, clerk_id, &clerk));
    TRY(db_get(desk, &Q_role_find, NO_ROLE_UNKNOWN, WITH(v_text(role)), &row));
    if (begins.n < desk->today.n)
        return refuse_at(desk, NO_ITEM_WRONG, "/begins", "%s", "≥ today");
    TRY(db_change(desk, &Q_clerk_touch, NO_CLERK_UNKNOWN, WITH(v_int(clerk_id))));
    TRY(check_separation(desk, clerk_id, row_text(row, 3)));
    TRY(role_store_grant(desk, clerk_id, role, begins, desk->clerk.id));
    TRY(journal_role(desk, "role.granted", &clerk, role, begins));
    return tx_commit(&tx);
}

enum outcome role_revoke(struct desk *desk, int64_t clerk_id, struct str role)
{
    SCOPED(tx) tx = { 0 };
    struct clerk_record clerk;
    struct row row;
    TRY(tx_open(desk, &tx));
    TRY(may_grant(desk, clerk_id, &clerk));
    TRY(db_get(desk, &Q_role_find, NO_ROLE_UNKNOWN, WITH(v_text(role)), &row));
    TRY(db_change(desk, &Q_role_revoke, NO_CHANGED_MEANWHILE,
                  WITH(v_int(clerk_id), v_text(role), v_day(desk->today))));
    TRY(journal_role(desk, "role.revoked", &clerk, role, desk->today));
    return tx_commit(&tx);
}

/* ---- the seed ---- */

static enum outcome seed_role(struct desk *desk, const struct role_row *row)
{
    TRY(db_change(desk, &Q_role_put, REFUSAL_NONE,
                  WITH(v_lit(row->code), v_lit(row->zh), v_lit(row->en), v_lit(row->class))));
    for (int right = 0; right < RIGHT_COUNT; right++)
        if (row->rights & BIT(right))
            TRY(db_change(
                desk, &Q_role_right_put, REFUSAL_NONE,
                WITH(v_lit(row->code), v_lit(right_text((enum right)right)->code), v_day(always))));
    return DONE;
}

enum outcome roles_seed(struct desk *desk)
{
    for (size_t i = 0; i < role_row_count; i++)
        TRY(seed_role(desk, &role_rows[i]));
    return DONE;
}
