#ifndef BUSINESS_BUSINESS_H
#define BUSINESS_BUSINESS_H
/** Household businesses 户口业务: what happens to persons and households, asked at the counter,
 *  decided at the level the rule names, applied in one transaction [domain 5.5] [S24] [S46].
 *  (1) What a business is, needs and does are rows of business_kinds; who takes which step, rows of
 *      business_life. There is no branch per kind but its effect.
 *  (2) From the counter to the decision the person it is about is frozen, and has no other business.
 *  (3) Whoever took it in does not decide it, and nobody decides it twice.
 *  (4) The last approval applies it: household, versions of persons, the directory of numbers, and
 *      through follow("person.changed") cards and applications. All of it happens, or nothing.
 *  (5) A number given up is never given again; a new one comes from the register of serials. */
#include "core/codes.h"
#include "core/desk.h"
#include "register/person.h"

/* ---- items: what a form may ask ---- */

enum item_form { AS_TEXT, AS_NAME, AS_CODE, AS_DAY, AS_NUMBER };
/* clang-format off */
#define BUSINESS_ITEMS(X) /* name, key, form, list, Chinese, English */ \
    X(NAME,          "name",          AS_NAME,   NULL,             "姓名",             "Name") \
    X(FORMER_NAME,   "formerName",    AS_NAME,   NULL,             "曾用名",           "Former name") \
    X(SEX,           "sex",           AS_CODE,   &sexes,           "性别",             "Sex") \
    X(ETHNIC,        "ethnic",        AS_CODE,   &ethnic_groups,   "民族",             "Ethnic group") \
    X(BORN_ON,       "bornOn",        AS_DAY,    NULL,             "出生日期",         "Born on") \
    X(NUMBER,        "number",        AS_NUMBER, NULL,             "公民身份号码",     "Citizen number") \
    X(BIRTH_PLACE,   "birthPlace",    AS_TEXT,   NULL,             "出生地",           "Birthplace") \
    X(CERTIFICATE,   "birthCertificate", AS_TEXT, NULL,            "出生医学证明编号", "Birth certificate") \
    X(NATIVE_PLACE,  "nativePlace",   AS_TEXT,   NULL,             "籍贯",             "Native place") \
    X(EDUCATION,     "education",     AS_CODE,   &educations,      "文化程度",         "Education") \
    X(MARITAL,       "marital",       AS_CODE,   &marital_states,  "婚姻状况",         "Marital status") \
    X(OCCUPATION,    "occupation",    AS_TEXT,   NULL,             "职业",             "Occupation") \
    X(WORKPLACE,     "workplace",     AS_TEXT,   NULL,             "服务处所",         "Workplace") \
    X(FATHER,        "fatherNumber",  AS_NUMBER, NULL,             "父亲公民身份号码", "Father's number") \
    X(MOTHER,        "motherNumber",  AS_NUMBER, NULL,             "母亲公民身份号码", "Mother's number") \
    X(RELATION,      "relation",      AS_CODE,   &relations,       "与户主关系",       "Relation to the head") \
    X(JOINS,         "joinsNumber",   AS_NUMBER, NULL,             "入户：户内一人的号码", "Joins the household of number") \
    X(NEW_HEAD,      "newHeadNumber", AS_NUMBER, NULL,             "新户主公民身份号码", "New head's number") \
    X(HOUSEHOLD_KIND, "householdKind", AS_CODE,  &household_kinds, "户类型",           "Kind of household") \
    X(STREET,        "street",        AS_TEXT,   NULL,             "街路巷",           "Street") \
    X(DOOR,          "door",          AS_TEXT,   NULL,             "门牌号",           "Door") \
    X(DETAIL,        "detail",        AS_TEXT,   NULL,             "详址",             "Detail") \
    X(HAPPENED_ON,   "happenedOn",    AS_DAY,    NULL,             "发生日期",         "Happened on") \
    X(REASON,        "reason",        AS_CODE,   &move_reasons,    "原因",             "Reason") \
    X(PLACE,         "place",         AS_TEXT,   NULL,             "何地迁来或迁往",   "From or to where")
/* clang-format on */
enum business_item {
#define X(name, key, form, list, zh, en) BUSINESS_ITEM_##name,
    BUSINESS_ITEMS(X)
#undef X
        BUSINESS_ITEM_COUNT
};
struct item_text {
    const char *key;
    enum item_form form;
    const struct code_list *list;
    const char *zh, *en;
};
const struct item_text *item_text(enum business_item item);
/** BUSINESS_ITEM_COUNT when no item has the key. */
enum business_item item_of_key(struct str key);
/** By item; without bytes where nothing is said. Days as YYYY-MM-DD. */
struct business_items {
    struct str at[BUSINESS_ITEM_COUNT];
};

/* ---- kinds ---- */

/** Who has the last word. */
enum business_level { LEVEL_STATION, LEVEL_COUNTY, LEVEL_CITY, LEVEL_COUNT };
extern const char *const business_level_words[LEVEL_COUNT]; /* as the faces say it */
/** Whom a business is opened for. */
enum business_subject {
    SUBJECT_PERSON,    /* the person it changes */
    SUBJECT_NEWCOMER,  /* nobody yet: somebody is registered by it */
    SUBJECT_HOUSEHOLD, /* the household of the person it is opened for */
};
enum business_effect {
    EFFECT_BIRTH,
    EFFECT_END,
    EFFECT_ARRIVE,
    EFFECT_MOVE,
    EFFECT_CHANGE,
    EFFECT_RETURN,
    EFFECT_SPLIT,
    EFFECT_MERGE,
    EFFECT_HEAD,
    EFFECT_HOUSEHOLD_KIND,
    EFFECT_HOUSEHOLD_END,
    EFFECT_HOUSEHOLD_MOVE,
    EFFECT_COUNT
};

struct business_kind {
    const char *key;    /* "birth"; stored */
    const char *code;   /* of household_businesses */
    const char *class_; /* of change_classes, or "" */
    const char *zh, *en;
    struct day begins; /* the last row of a key in force counts */
    enum business_level level;
    int days; /* to decide */
    enum business_subject subject;
    const char *states;  /* of the person, or of the household itself: one of these digits */
    const char *items;   /* keys by blanks; `!` behind those that must be there */
    const char *papers;  /* codes by blanks; `|` where one is enough, `?` of minors */
    const char *reasons; /* "04", "05": how the reason begins; NULL: none is asked */
    enum business_effect effect;
    const char *to_status; /* of the person after it, or NULL */
    const char *outcome;   /* of open number cases when the number is given up, or NULL */
    bool controlled;       /* its rate per officer is watched [S46] */
    const char *source;
};
extern const struct business_kind business_kinds[];
extern const size_t business_kind_count;
/** The row in force; NULL when there is none on that day. */
const struct business_kind *business_kind_find(struct str key, struct day on);

struct paper_text {
    const char *code, *zh, *en;
};
extern const struct paper_text business_papers[];
extern const size_t business_paper_count;

/** How often, and between which ages, a kind may be approved for one person [domain 10.4]. */
struct once_rule {
    const char *kind;
    int age_from, age_to; /* full years, both within */
    int times;
    const char *source;
};
extern const struct once_rule once_rules[];
extern const size_t once_rule_count;

/* ---- the life ---- */

/* clang-format off */
#define BUSINESS_STATES(X) /* name, live, Chinese, English */ \
    X(DRAFT,           1, "受理中",     "being taken in") \
    X(SUBMITTED,       1, "待审批",     "to be decided") \
    X(COUNTY_APPROVED, 1, "待市局审批", "to be decided by the city") \
    X(APPROVED,        0, "已批准生效", "approved, in effect") \
    X(REFUSED,         0, "不予批准",   "refused") \
    X(WITHDRAWN,       0, "已撤回",     "withdrawn") \
    X(DONE,            0, "已办结",     "done, papers handed over")
#define BUSINESS_EVENTS(X) /* name, Chinese, English */ \
    X(SUBMIT,   "提交", "submit") X(WITHDRAW, "撤回", "withdraw") X(APPROVE, "批准", "approve") \
    X(REFUSE,   "不批准", "refuse") X(FINISH, "办结", "finish") X(CARRY, "依案登记", "carry out what a case decided")
/* clang-format on */
enum business_state {
#define X(name, live, zh, en) BUSINESS_##name,
    BUSINESS_STATES(X)
#undef X
        BUSINESS_STATE_COUNT
};
enum business_event {
#define X(name, zh, en) BUSINESS_EVENT_##name,
    BUSINESS_EVENTS(X)
#undef X
        BUSINESS_EVENT_COUNT
};
struct business_state_text {
    const char *name;
    bool live;
    const char *zh, *en;
};
const struct business_state_text *business_state_text(enum business_state state);
const char *business_event_name(enum business_event event);
/** BUSINESS_STATE_COUNT when none has the name. */
enum business_state business_state_of(struct str name);

/** Whom a row keeps out: who took the business in, who passed it on. */
enum business_eyes { EYES_ANY, EYES_NOT_CLERK };
struct business_move {
    enum business_state from;
    enum business_event event;
    unsigned levels; /* bit n: kinds that enum business_level n decides */
    enum business_state to;
    enum right takes;
    enum business_eyes eyes;
    const char *source;
};
extern const struct business_move business_life[];
extern const size_t business_life_count;
struct buf;
/** Graphviz, from the rows. */
void business_life_dot(struct buf *dot);

struct business {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str kind, state;
    int live;
    int64_t person, household; /* 0: none */
    int whole;                 /* it changes the household itself */
    int32_t station;
    struct str applicant, applicant_relation, phone, papers;
    int64_t clerk, first_decider, decider; /* 0: nobody yet */
    struct str reason, old_number, new_number;
    struct day opened_on, due_on, decided_on;
};
extern const struct column business_columns[];
extern const size_t business_column_count;

/** Pure. The row of the life this clerk takes, of any right or, with `takes` below RIGHT_COUNT, of
 *  that one; else BUSINESS_STEP, RIGHT_MISSING, NOT_YOUR_DESK, OWN_STEP. */
enum refusal business_next(const struct business *business, enum business_event event, int takes,
                           enum business_level level, const struct clerk *clerk,
                           const struct business_move **move);

/* ---- rules (pure) ---- */

/** What is wrong with what was said, and where: an item's key, or "papers". */
struct business_fault {
    enum refusal refusal; /* REFUSAL_NONE: nothing */
    const char *at;
};
/** Items the kind asks, in the form they must have; what it needs is there. Items are brought into
 * the form they are stored in. */
struct business_fault business_check_items(struct arena *arena, const struct business_kind *kind,
                                           struct business_items *items, struct day today);
/** Every paper the kind requires is among those shown; those with `?` only of persons under 18.
 *  *missing is the first that is not. */
bool business_check_papers(const struct business_kind *kind, struct str shown, bool minor,
                           struct str *missing);
/** Whether the kind asks the item, and needs it. */
bool kind_asks(const struct business_kind *kind, enum business_item item, bool *needed);
/** The rule of the person's age; NULL when the kind has rules and none fits, or no rule at all:
 * `ruled` tells which. */
const struct once_rule *once_rule_for(const struct business_kind *kind, int age, bool *ruled);
/** How somebody stands to the new head who was `relation` to the old one, when the new head was
 * `head_was` to him: spouse, child and parent are told, all else is 其他. */
struct str relation_to_new_head(struct str head_was, struct str head_sex, struct str relation,
                                struct str sex);
bool relation_is_head(struct str relation);

#endif
