#ifndef CARDS_APPLICATION_H
#define CARDS_APPLICATION_H
/** Applications, from acceptance to the card in the holder's hand, and after.
 *  (1) A person has at most one live application.
 *  (2) A card is a snapshot; later changes of the person never alter it. [V]
 *  (3) State changes only along a row of application_life, by a clerk who holds the row's right,
 *      reaches the unit whose turn it is, and is not one the row excludes.
 *  (4) Validity is computed on the day of signing, whatever the counter forecast. [L 5] [GA214.8]
 *  (5) The fee charged is stored with its source and never recomputed. */
#include "core/column.h"
#include "core/desk.h"

/** Which desk an application lies on. */
enum tier { TIER_STATION, TIER_BUREAU, TIER_CITY, TIER_CENTRE, TIER_HOLDER };

/* clang-format off */
#define APPLICATION_STATES(X) /* name, code [V], tier, live, Chinese, English */ \
    X(STARTED,           0, STATION, 1, "已开始",         "started")                    \
    X(COMPLETE,          1, STATION, 1, "资料齐全",       "data complete")              \
    X(VOID,              2, STATION, 0, "作废",           "void")                       \
    X(TO_COUNTY,         3, BUREAU,  1, "上报分县局途中", "on the way to the bureau")   \
    X(AT_COUNTY,         4, BUREAU,  1, "分县局待审核",   "at the bureau")              \
    X(HELD,             10, BUREAU,  1, "号码待核",       "held by a number question")  \
    X(REVIEWED,         11, BUREAU,  1, "审核通过",       "reviewed")                   \
    X(REVIEW_REFUSED,   12, STATION, 0, "审核退回",       "refused by the bureau")      \
    X(SIGNED,           13, BUREAU,  1, "已签发",         "signed")                     \
    X(TO_CITY,          14, CITY,    1, "上报市局途中",   "on the way to the city")     \
    X(AT_CITY,          15, CITY,    1, "市局待审核",     "at the city")                \
    X(AUDITED,          16, CITY,    1, "市局审核通过",   "audited")                    \
    X(AUDIT_REFUSED,    17, STATION, 0, "市局退回",       "refused by the city")        \
    X(TO_CENTRE,        18, CENTRE,  1, "上报制证途中",   "on the way to the centre")   \
    X(FETCHING,         20, CENTRE,  1, "制证中心提取中", "being fetched by the centre") \
    X(AT_CENTRE,        21, CENTRE,  1, "制证中心已收",   "at the centre")              \
    X(CENTRE_PASSED,    22, CENTRE,  1, "制证数据合格",   "passed by the centre")       \
    X(CENTRE_REFUSED,   23, STATION, 0, "制证中心退回",   "refused by the centre")      \
    X(IN_PRODUCTION,    24, CENTRE,  1, "制作中",         "in production")              \
    X(PACK_FAULT,       25, STATION, 0, "制证装包错误",   "bad at packaging")           \
    X(DATA_FAULT,       30, STATION, 0, "制证数据质量差", "bad data quality")           \
    X(MADE,             31, CENTRE,  1, "已制成",         "made")                       \
    X(CARD_FAULT,       32, CENTRE,  0, "制作废证",       "bad card")                   \
    X(REGION_RECEIVED,  60, CENTRE,  1, "省厅接收",       "received at the region")     \
    X(REGION_ACCEPTED,  61, CENTRE,  1, "省厅验收",       "accepted at the region")     \
    X(REGION_REJECTED,  62, CENTRE,  0, "省厅验收不合格", "rejected at the region")     \
    X(REGION_SENT,      63, CITY,    1, "省厅已发出",     "dispatched by the region")   \
    X(CITY_RECEIVED,    70, CITY,    1, "市局接收",       "received at the city")       \
    X(CITY_ACCEPTED,    71, CITY,    1, "市局验收",       "accepted at the city")       \
    X(CITY_REJECTED,    72, CENTRE,  0, "市局验收不合格", "rejected at the city")       \
    X(CITY_SENT,        73, BUREAU,  1, "市局已发出",     "dispatched by the city")     \
    X(CITY_SORTED,      74, CITY,    1, "市局已分拣",     "sorted at the city")         \
    X(COUNTY_RECEIVED,  80, BUREAU,  1, "分县局接收",     "received at the bureau")     \
    X(COUNTY_ACCEPTED,  81, BUREAU,  1, "质检合格",       "passed inspection")          \
    X(COUNTY_REJECTED,  82, CENTRE,  0, "质检不合格",     "failed inspection")          \
    X(COUNTY_SENT,      83, STATION, 1, "分县局已发出",   "dispatched by the bureau")   \
    X(STATION_RECEIVED, 89, STATION, 1, "派出所接收",     "received at the station")    \
    X(STATION_VERIFIED, 90, STATION, 1, "核对无误待领",   "verified, to be collected")  \
    X(STATION_REJECTED, 91, CENTRE,  0, "派出所核对有误", "rejected at the station")    \
    X(REMINDED,         92, STATION, 1, "已催领",         "reminder printed")           \
    X(COLLECTED,        93, HOLDER,  0, "已领取",         "collected")                  \
    X(LOSS_REPORTED,    94, HOLDER,  0, "已挂失",         "loss reported")              \
    X(SURRENDERED,      95, STATION, 0, "已收交",         "surrendered")                \
    X(DESTROYED,        96, STATION, 0, "已销毁",         "destroyed")                  \
    X(SUPERSEDED,       97, STATION, 0, "已重办",         "superseded")                 \
    X(ARCHIVED,         98, STATION, 0, "作废归档",       "void, archived")
/* clang-format on */

enum application_state {
#define X(name, code, tier, live, zh, en) APPLICATION_##name = code,
    APPLICATION_STATES(X)
#undef X
};

struct application_state_text {
    enum application_state state;
    enum tier tier;
    int live;
    const char *name, *zh, *en;
};
/** NULL when no state has the code. */
const struct application_state_text *application_state_text(int32_t code);
extern const struct application_state_text application_states[];
extern const size_t application_state_count;

/* clang-format off */
#define APPLICATION_EVENTS(X) \
    X(PORTRAIT, "采集相片") X(SUBMIT, "上报分县局") X(VOID, "作废") X(HOLD, "待核") X(RELEASE, "核毕") \
    X(TAKE_IN, "接收") X(REVIEW, "审核") X(REFUSE, "退回") X(SIGN, "签发") X(SEND, "上报") X(AUDIT, "市局审核") \
    X(FETCH, "提取") X(CHECK, "制证审核") X(START, "开始制作") X(MAKE, "制成") X(SPOIL, "作废证") X(DISPATCH, "发出") \
    X(RECEIVE, "接收证件") X(ACCEPT, "验收") X(REJECT, "验收不合格") X(SORT, "分拣") X(VERIFY, "核对") X(REMIND, "催领") \
    X(COLLECT, "领取") X(REPORT_LOSS, "挂失") X(SURRENDER, "收交") X(DESTROY, "销毁") X(SUPERSEDE, "重办") \
    X(CORRECT, "更正重报") X(REMAKE, "重制") X(ARCHIVE, "归档")
/* clang-format on */
enum application_event {
#define X(name, zh) EVENT_##name,
    APPLICATION_EVENTS(X)
#undef X
        EVENT_COUNT
};
const char *application_event_name(enum application_event event);
const char *application_event_zh(enum application_event event);

/** Whom a row keeps out: each took an earlier step of the same case. */
enum exclusion { NOBODY, ACCEPTOR, REVIEWER, ACCEPTOR_AND_REVIEWER, SIGNER };

struct application_move {
    enum application_state from;
    enum application_event event;
    enum application_state to;
    enum right takes;
    enum exclusion but_not;
    const char *source;
};
extern const struct application_move application_life[];
extern const size_t application_life_count;

/** The row of an event in a state; NULL when the life has none. */
const struct application_move *application_move_find(int32_t from, enum application_event event);

struct application {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str number;
    int64_t person;
    int32_t state, live;
    int32_t station, bureau, city, at_unit;
    int64_t acceptor;
    struct day accepted_on;
    int64_t accepted_at;
    struct str ground, production, delivery, phone, guardian;
    struct str name, sex, ethnic;
    struct day born_on;
    struct str address, citizen_number, organ, portrait;
    int64_t fee;
    struct str fee_source, exemption, receipt;
    struct day promised_on, due_on;
    struct str due_source;
    int64_t held_for, reviewer, signer, auditor;
    struct day signed_on, valid_from, valid_to;
    struct str valid_source, reason, reason_field;
    int64_t card;
    struct str old_card;
    struct day collected_on;
    int64_t superseded_by, changed_at;
};
extern const struct column application_columns[];
extern const size_t application_column_count;

/** Pure. REFUSAL_NONE and *to is set; or WRONG_STEP, RIGHT_MISSING, NOT_YOUR_DESK, OWN_ACCEPTANCE,
 * OWN_STEP and *to is untouched. */
enum refusal application_next(const struct application *app, enum application_event event,
                              const struct clerk *clerk, enum application_state *to);
/** The unit whose turn it is in a state. */
int32_t application_desk(const struct application *app, enum application_state state);
/** Sets the state and what follows from it: live, and whose turn it is. */
void application_set_state(struct application *app, enum application_state state);
/** The unit that takes a step: the one whose turn it is. A portrait is taken at the station that
 * accepted, wherever the application waits. */
int32_t application_step_desk(const struct application *app, enum application_event event);
/** Where it begins: HELD while a number question is open, COMPLETE with its portrait, else STARTED.
 */
enum application_state application_first_state(const struct application *app);
/** Still to end in a card: live, or refused or spoilt with a way on. Not void, collected or
 * superseded. */
bool application_is_open(const struct application *app);
/** The legal limit and the promised day, in days after acceptance, with its source [L 12] [G21 80].
 */
struct due {
    struct day on;
    const char *source;
};
struct due application_due(struct day accepted_on, bool remote);

#endif
