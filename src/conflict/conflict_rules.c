#include "conflict/conflict.h"

static const struct conflict_word states[] = {
#define X(state, zh, en) { #state, zh, en },
    CONFLICT_STATES(X)
#undef X
};
static const struct conflict_word events[] = {
#define X(event, zh, en) { #event, zh, en },
    CONFLICT_EVENTS(X)
#undef X
};

const struct conflict_word *conflict_state_word(enum conflict_state state)
{
    ASSERT(state < CONFLICT_STATE_COUNT);
    return &states[state];
}

const struct conflict_word *conflict_event_word(enum conflict_event event)
{
    ASSERT(event < CONFLICT_EVENT_COUNT);
    return &events[event];
}

enum conflict_state conflict_state_of(struct str code)
{
    size_t i = 0;
    while (i < COUNT(states) && !str_is(code, states[i].code))
        i++;
    return (enum conflict_state)i;
}

enum conflict_event conflict_event_of(struct str code)
{
    size_t i = 0;
    while (i < COUNT(events) && !str_is(code, events[i].code))
        i++;
    return (enum conflict_event)i;
}

/* ---- the hearing ---- */

/* clang-format off */
const struct conflict_move conflict_moves[] = { /* [S25] [S32] */
    /* from                event              to                  who          limit of what follows           source */
    { CONFLICT_OPEN,       CONFLICT_ASK,      CONFLICT_ASKED,     ONE_SIDE,    "conflict.answer_days", 10, "[S25]" },
    { CONFLICT_OPEN,       CONFLICT_ASK,      CONFLICT_AGREED,    ONE_BUREAU,  "conflict.decide_days", 15, "[S32]" },
    { CONFLICT_ASKED,      CONFLICT_ANSWER,   CONFLICT_ANSWERED,  OTHER_SIDE,  "conflict.agree_days",  10, "[S25]" },
    { CONFLICT_ASKED,      CONFLICT_AGREE,    CONFLICT_AGREED,    OTHER_SIDE,  "conflict.decide_days", 15, "[S25]" },
    { CONFLICT_ASKED,      CONFLICT_DISPUTE,  CONFLICT_DISPUTED,  OTHER_SIDE,  "conflict.city_days",   15, "[S32]" },
    { CONFLICT_ANSWERED,   CONFLICT_AGREE,    CONFLICT_AGREED,    ASKING_SIDE, "conflict.decide_days", 15, "[S25]" },
    { CONFLICT_ANSWERED,   CONFLICT_DISPUTE,  CONFLICT_DISPUTED,  ASKING_SIDE, "conflict.city_days",   15, "[S32]" },
    { CONFLICT_OPEN,       CONFLICT_ESCALATE, CONFLICT_ESCALATED, BOTH_SIDES,  "conflict.city_days",   15, "[S32]" },
    { CONFLICT_ASKED,      CONFLICT_ESCALATE, CONFLICT_ESCALATED, BOTH_SIDES,  "conflict.city_days",   15, "[S32]" },
    { CONFLICT_ANSWERED,   CONFLICT_ESCALATE, CONFLICT_ESCALATED, BOTH_SIDES,  "conflict.city_days",   15, "[S32]" },
    { CONFLICT_AGREED,     CONFLICT_ESCALATE, CONFLICT_ESCALATED, BOTH_SIDES,  "conflict.city_days",   15, "[S32]" },
};
/* clang-format on */
const size_t conflict_move_count = COUNT(conflict_moves);

enum { FIRST = 1, SECOND = 2, BOTH = 3, UNIT_OF_BUREAU = 1000 };

bool conflict_is_across(const struct conflict *c)
{
    return c->station / UNIT_OF_BUREAU != c->other_station / UNIT_OF_BUREAU;
}

bool conflict_is_overdue(const struct conflict *c, struct day today)
{
    return !day_is(c->closed_on) && c->due_on.n < today.n;
}

bool conflict_at_city(const struct conflict *c, struct day today)
{
    enum conflict_state state = conflict_state_of(c->state);
    return state == CONFLICT_DISPUTED || state == CONFLICT_ESCALATED ||
           conflict_is_overdue(c, today);
}

unsigned conflict_sides_of(const struct conflict *c, const struct clerk *clerk)
{
    return (clerk_reaches(clerk, c->station) ? FIRST : 0u) |
           (clerk_reaches(clerk, c->other_station) ? SECOND : 0u);
}

static unsigned side_bit(int32_t side)
{
    return side == 1 ? FIRST : side == 2 ? SECOND : BOTH;
}

/** Whether the row is for this conflict and this clerk's sides. */
static bool speaks(const struct conflict *c, const struct conflict_move *move, unsigned sides)
{
    unsigned asked = side_bit(c->asked_side);
    switch (move->who) {
    case ONE_SIDE:
        return conflict_is_across(c) && sides;
    case ONE_BUREAU:
        return !conflict_is_across(c) && sides;
    case OTHER_SIDE:
        return sides & (BOTH & ~asked);
    case ASKING_SIDE:
        return sides & asked;
    case BOTH_SIDES:
        return sides == BOTH;
    }
    return false;
}

enum refusal conflict_next(const struct conflict *c, enum conflict_event event,
                           const struct clerk *clerk, const struct conflict_move **out)
{
    unsigned sides = conflict_sides_of(c, clerk);
    enum conflict_state state = conflict_state_of(c->state);
    if (!sides)
        return NO_NOT_YOUR_DESK;
    for (size_t i = 0; i < COUNT(conflict_moves); i++) {
        const struct conflict_move *move = &conflict_moves[i];
        if (move->from != state || move->event != event || !speaks(c, move, sides))
            continue;
        if (move->who == OTHER_SIDE && c->asked_by == clerk->id)
            return NO_OWN_STEP;
        *out = move;
        return REFUSAL_NONE;
    }
    return NO_CONFLICT_STEP;
}

/* ---- who decides ---- */

enum refusal conflict_may_decide(const struct conflict *c, int keeper, const struct clerk *clerk,
                                 struct day today)
{
    unsigned sides = conflict_sides_of(c, clerk), changes = side_bit(keeper == 1 ? 2 : 1);
    enum conflict_state state = conflict_state_of(c->state);
    bool before_city = conflict_at_city(c, today) && conflict_is_across(c);
    if (state == CONFLICT_CLOSED)
        return NO_CONFLICT_STEP;
    if (!sides)
        return NO_NOT_YOUR_DESK;
    if (c->asked_by && c->asked_by == clerk->id)
        return NO_OWN_STEP;
    if (before_city)
        return sides == BOTH ? REFUSAL_NONE : NO_NOT_YOUR_DESK;
    if (conflict_is_across(c) && state != CONFLICT_AGREED)
        return NO_HEARING_OPEN;
    if (state == CONFLICT_AGREED && c->keeper != keeper && sides != BOTH)
        return NO_KEEPER_DIFFERS;
    return sides & changes ? REFUSAL_NONE : NO_NOT_YOUR_DESK;
}

/* ---- who is to keep it ---- */

#define ALWAYS                                                                                     \
    {                                                                                              \
        NO_DAY_N                                                                                   \
    }
/* clang-format off */
const struct evidence_kind evidence_kinds[] = { /* the strongest first; the entry where the number was given decides alone */
    { "SEQUENCE",    "公民身份号码顺序码登记表", "sequence register",             DAY(1999, 10, 1), ALWAYS, "[N99] [G21 4]", true },
    { "REGISTER",    "常住人口登记表（纸质）",   "register sheet on paper",       DAY(1996, 7, 1),  ALWAYS, "[F95]", false },
    { "CARD_SECOND", "第二代居民身份证",         "second-generation card",        DAY(2004, 1, 1),  ALWAYS, "[L 3]", false },
    { "CARD_FIRST",  "第一代居民身份证",         "first-generation card",         DAY(1984, 4, 6),  ALWAYS, "[L 23]", false },
    { "BOOKLET",     "居民户口簿",               "household booklet",             DAY(1996, 7, 1),  ALWAYS, "[F95]", false },
    { "MIGRATION",   "户口迁移证、准迁证",       "migration certificate",         DAY(1958, 1, 9),  ALWAYS, "[HR 10]", false },
    { "BIRTH",       "出生医学证明",             "birth certificate",             DAY(1996, 1, 1),  ALWAYS, "[HR 7]", false },
    { "OTHER",       "档案、证照等其他书证",     "files, licences, other papers", ALWAYS,           ALWAYS, "[S25]", false },
    { "INQUIRY",     "派出所走访调查笔录",       "inquiry of the station",        ALWAYS,           ALWAYS, "[G21 9]", false },
};
/* clang-format on */
const size_t evidence_kind_count = COUNT(evidence_kinds);

static bool in_force(struct day begins, struct day ends, struct day on)
{
    return (!day_is(begins) || begins.n <= on.n) && (!day_is(ends) || on.n <= ends.n);
}

const struct evidence_kind *evidence_kind_on(struct str code, struct day on)
{
    for (size_t i = 0; i < COUNT(evidence_kinds); i++)
        if (str_is(code, evidence_kinds[i].code) &&
            in_force(evidence_kinds[i].begins, evidence_kinds[i].ends, on))
            return &evidence_kinds[i];
    return NULL;
}

/** The earliest day that kind proves for a side. */
static struct day earliest(const struct evidence *evidence, size_t count, const char *kind,
                           int32_t side)
{
    struct day first = NO_DAY;
    for (size_t i = 0; i < count; i++) {
        const struct evidence *e = &evidence[i];
        if (e->side == side && str_is(e->kind, kind) && day_is(e->since) &&
            (!day_is(first) || e->since.n < first.n))
            first = e->since;
    }
    return first;
}

static int earlier(struct day one, struct day two)
{
    if (!day_is(one) || !day_is(two))
        return day_is(one) ? 1 : day_is(two) ? 2 : 0;
    return one.n < two.n ? 1 : one.n > two.n ? 2 : 0;
}

/** The first reason that decides and speaks for somebody has it; the others are shown beside it. */
static void add_reason(struct keeper_proposal *out, struct keeper_reason reason)
{
    ASSERT(out->count < KEEPER_REASONS_MAX);
    if (!out->keeper && reason.decides)
        out->keeper = reason.keeper;
    out->reasons[out->count++] = reason;
}

static void note_earlier(struct day day, struct day *first)
{
    if (day_is(day) && (!day_is(*first) || day.n < first->n))
        *first = day;
}

/** One line for each kind that proves a day for either side; *first is the earliest of all. */
static void add_kinds(const struct evidence *evidence, size_t count, struct day today,
                      struct keeper_proposal *out, struct day first[2])
{
    for (size_t i = 0; i < COUNT(evidence_kinds); i++) {
        const struct evidence_kind *kind = &evidence_kinds[i];
        struct day one = earliest(evidence, count, kind->code, 1),
                   two = earliest(evidence, count, kind->code, 2);
        if (!in_force(kind->begins, kind->ends, today) || (!day_is(one) && !day_is(two)))
            continue;
        note_earlier(one, &first[0]);
        note_earlier(two, &first[1]);
        add_reason(out, (struct keeper_reason){ .rule = kind->code,
                                                .zh = kind->zh,
                                                .en = kind->en,
                                                .source = kind->source,
                                                .since = { one, two },
                                                .keeper = earlier(one, two),
                                                .decides = kind->alone });
    }
}

void keeper_propose(const bool fits[2], const struct evidence *evidence, size_t count,
                    struct day today, struct keeper_proposal *out)
{
    struct day first[2] = { NO_DAY, NO_DAY };
    *out = (struct keeper_proposal){ 0 };
    add_reason(out, (struct keeper_reason){
                        .rule = "FITS",
                        .zh = "号码与登记的出生日期、性别相符",
                        .en = "the number agrees with birth date and sex",
                        .source = "[GB 11643]",
                        .since = { NO_DAY, NO_DAY },
                        .fits = { fits[0], fits[1] },
                        .keeper = fits[0] == fits[1] ? 0
                                  : fits[0]          ? 1
                                                     : 2,
                        .decides = true,
                    });
    add_kinds(evidence, count, today, out, first);
    add_reason(out, (struct keeper_reason){ .rule = "USE",
                                            .zh = "最早合法使用日期",
                                            .en = "earliest lawful use",
                                            .source = "[S25]",
                                            .since = { first[0], first[1] },
                                            .keeper = earlier(first[0], first[1]),
                                            .decides = true });
}

/* ---- who is told ---- */

/* clang-format off */
const struct notice_agency notice_agencies[] = {
    /* code        agency                      in English                  what they are asked */
    { "REGISTER",  "户口登记机关",             "household registration",   "常住人口登记表、户口簿加注新旧号码", "annotate register sheet and booklet", 0, DAY(1996, 7, 1), ALWAYS, "[F95]" },
    { "CARD",      "居民身份证受理点",         "card counter",             "交回旧证，凭新号码申领居民身份证", "hand the old card in, apply with the new number", 0, DAY(2004, 1, 1), ALWAYS, "[L 11]" },
    { "SOCIAL",    "人力资源和社会保障局",     "social security",          "社会保险关系、养老待遇变更号码", "social insurance and pension", 0, DAY(2011, 7, 1), ALWAYS, "[K]" },
    { "HEALTH",    "医疗保障局",               "health insurance",         "医疗保险变更号码", "health insurance", 0, DAY(2018, 5, 31), ALWAYS, "[K]" },
    { "EDUCATION", "教育局、所在学校",         "education office, school", "学籍、学历证书加注", "school records and certificates", 3, DAY(1999, 10, 1), ALWAYS, "[K]" },
    { "CIVIL",     "民政局婚姻登记处",         "marriage registry",        "婚姻登记档案加注", "marriage records", 20, DAY(2003, 10, 1), ALWAYS, "[K]" },
    { "TRAFFIC",   "公安交通管理部门",         "traffic police",           "机动车、驾驶证变更号码", "vehicle and driving licence", 18, DAY(1999, 10, 1), ALWAYS, "[K]" },
    { "EXIT",      "公安出入境管理部门",       "exit and entry office",    "护照、通行证变更号码", "passport and passes", 0, DAY(2007, 1, 1), ALWAYS, "[K]" },
    { "HOUSING",   "不动产登记中心",           "real estate registry",     "不动产权属登记变更号码", "property records", 0, DAY(2015, 3, 1), ALWAYS, "[K]" },
    { "TAX",       "税务局",                   "tax office",               "纳税人识别号变更", "taxpayer number", 16, DAY(1999, 10, 1), ALWAYS, "[K]" },
    { "BANK",      "人民银行及开户银行",       "central and account banks", "账户、征信记录变更号码（凭证明由本人办理）", "accounts and credit records, by the holder with the certificate", 0, DAY(2000, 4, 1), ALWAYS, "[K]" },
    { "TELECOM",   "通信运营企业",             "telecom companies",        "电话实名登记变更（由本人办理）", "telephone registration, by the holder", 0, DAY(2013, 9, 1), ALWAYS, "[K]" },
};
/* clang-format on */
const size_t notice_agency_count = COUNT(notice_agencies);

const struct notice_agency *notice_agency_of(struct str code)
{
    for (size_t i = 0; i < COUNT(notice_agencies); i++)
        if (str_is(code, notice_agencies[i].code))
            return &notice_agencies[i];
    return NULL;
}

bool notice_agency_concerns(const struct notice_agency *agency, struct day born_on,
                            struct day today)
{
    return in_force(agency->begins, agency->ends, today) &&
           (!day_is(born_on) || day_full_years(born_on, today) >= agency->from_age);
}
