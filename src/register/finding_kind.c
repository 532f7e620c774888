#include "register/finding_kind.h"

const struct finding_kind_row finding_kinds[FINDING_KIND_COUNT] = {
#define F(name, severity, owner, right, holds, noted, zh, en)                                      \
    [FINDING_##name] = { #name, SEVERITY_##severity, OWNER_##owner, right, holds, noted, zh, en },
#include "register/finding_kinds.def"
#undef F
};

const struct finding_kind_row *finding_kind_of(struct str code)
{
    for (size_t i = 0; i < FINDING_KIND_COUNT; i++)
        if (str_is(code, finding_kinds[i].code))
            return &finding_kinds[i];
    return NULL;
}

static const char *const severities[SEVERITY_COUNT] = { "NOTE", "WARN", "WRONG" };

const char *finding_severity_code(enum finding_severity severity)
{
    ASSERT(severity < SEVERITY_COUNT);
    return severities[severity];
}

int32_t finding_owner_unit(enum finding_kind kind, int32_t station, int32_t other_station)
{
    enum { BUREAU = 1000, CITY = 100000 };
    int32_t bureau = station / BUREAU * BUREAU;
    switch (finding_kinds[kind].owner) {
    case OWNER_STATION:
        return station;
    case OWNER_BUREAU:
        return bureau;
    case OWNER_SHARED:
        return !other_station || other_station / BUREAU * BUREAU == bureau ? bureau
                                                                           : station / CITY * CITY;
    }
    return station;
}

/* clang-format off */
const struct finding_word finding_words[] = {
    { "MISSING",          "缺项",                         "missing" },
    { "FILLED_IN",        "原缺，已由号码补出，待核实",   "was missing; filled in from the number, to be confirmed" },
    { "NO_SUCH_DAY",      "原填日期不存在或在将来",       "the date given does not exist or is to come" },
    { "BEFORE_BIRTH",     "早于出生日期",                 "before the birth date" },
    { "TOO_YOUNG",        "与年龄不符",                   "impossible at that age" },
    { "FUTURE",           "在将来",                       "in the future" },
    { "NOT_IN_LIST",      "不在代码表中",                 "not in the code list" },
    { "FIFTEEN_DIGITS",   "十五位",                       "15 digits" },
    { "NAME_FORM",        "写法已改规范",                 "put into the prescribed form" },
    { "NAME_FAULT",       "含不宜字符",                   "a character that does not belong" },
    { "NO_HEAD",          "无户主",                       "no head" },
    { "TWO_HEADS",        "户主多于一人",                 "more than one head" },
    { "HEAD_IS_CHILD",    "户主未满十六周岁而户内有成年人", "the head is under sixteen while an adult lives here" },
    { "CHILD_TOO_OLD",    "与父母年龄差过小",             "too close in age to the parent" },
    { "CHILD_TOO_YOUNG",  "与母亲年龄差过大",             "too far in age from the mother" },
    { "GRANDCHILD_TOO_OLD", "与祖辈年龄差过小",           "too close in age to the grandparent" },
    { "PARENT_TOO_YOUNG", "父母与户主年龄差过小",         "a parent too close in age to the head" },
    { "GRANDPARENT_TOO_YOUNG", "祖辈与户主年龄差过小",    "a grandparent too close in age to the head" },
    { "ELDER_IS_YOUNGER", "兄姐比户主年少",               "an elder sibling younger than the head" },
    { "YOUNGER_IS_ELDER", "弟妹比户主年长",               "a younger sibling older than the head" },
    { "TWO_SPOUSES",      "配偶多于一人",                 "more than one spouse" },
    { "SAME_SEX",         "户主与配偶同性别",             "head and spouse of the same sex" },
    { "NOT_MARRIED",      "有配偶而婚姻状况非已婚",       "a spouse is here, the marital status is not married" },
    { "SEX",              "与登记性别不符",               "does not fit the sex registered" },
    { "BIRTH",            "与登记出生日期不符",           "does not fit the birth date registered" },
    { "LENGTH",           "位数不对",                     "of the wrong length" },
    { "CHARACTER",        "含非法字符",                   "a character no number has" },
    { "DATE",             "其中日期不存在",               "the date in it does not exist" },
    { "CHECK_DIGIT",      "校验位不符",                   "the check digit does not fit" },
    { "PROVINCE_UNKNOWN", "省级代码不存在",               "no such province" },
    { "TWO_FATHERS",      "父亲多于一人",                 "more than one father" },
    { "TWO_MOTHERS",      "母亲多于一人",                 "more than one mother" },
    { "FATHER_IS_WOMAN",  "所填父亲登记性别为女",         "the father named is a woman" },
    { "MOTHER_IS_MAN",    "所填母亲登记性别为男",         "the mother named is a man" },
    { "ONESELF",          "填的是本人号码",               "one's own number is given" },
    { "PARENT_TOO_NEAR",  "与所填父母年龄差过小",         "too close in age to the parent named" },
    { "IN_LAW_UNMARRIED", "姻亲关系而婚姻状况为未婚",     "kin by an own marriage, the marital status is unmarried" },
    { "HEAD_UNMARRIED",   "有配偶的父母在户而户主未婚",   "parents of a spouse live here, the head is unmarried" },
    { "OTHER_SPOUSE",     "所填配偶另有配偶",             "the spouse named names somebody else" },
    { "NOT_NAMED_BACK",   "所填配偶未填本人",             "the spouse named names nobody" },
    { "SPOUSE_SEX",       "与所填配偶同性别",             "of the sex of the spouse named" },
    { "SPOUSE_UNMARRIED", "填有配偶而婚姻状况非已婚",     "a living spouse is named, the marital status is not married" },
    { "NO_STREET",        "无街路巷",                     "no street" },
    { "NO_DOOR",          "无门牌号",                     "no door" },
    { "NO_COUNTY",        "县区代码不存在",               "no such county" },
    { "COUNTY_CLOSED",    "县区已撤销",                   "the county is no more" },
    { "NOBODY_BEHIND",    "无人登记",                     "nobody is registered there" },
    { "NO_PLATE",         "无此门牌",                     "no such plate" },
    { "SEEN_AT_DOOR",     "入户核查所见",                 "seen at the door" },
    { "STATION_DIFFERS",  "派出所不一致",                 "another station" },
    { "TWO_ADDRESSES",    "两处地址",                     "two addresses" },
    { "NO_MEMBERS",       "户内无在册人员",               "nobody registered in it" },
    { "SAME_NAME",        "同名同号",                     "same name, same number" },
    { "SIMILAR_NAME",     "姓名相近、同号",               "similar name, same number" },
    { "TWO_PERSONS",      "不同姓名同号",                 "different names, same number" },
    { "SAME_PERSON",      "姓名、性别、出生日期、籍贯一致", "name, sex, birth date and native place agree" },
};
/* clang-format on */
const size_t finding_word_count = COUNT(finding_words);
