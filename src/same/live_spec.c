#include "same/live_spec.h"

/* clang-format off */
const struct live_spec live_specs[] = {
    { "REGISTER", DAY(2004, 1, 1), live_register_spec },
};
const size_t live_spec_count = COUNT(live_specs);

const char *const live_headings[LIVE_COLUMNS] = {
    "原编号", "姓名", "性别", "出生日期", "公民身份号码", "籍贯", "文化程度", "婚姻状况", "派出所",
};

static const struct live_item items[] = {
    { "name(\"姓名\")", "NAME",      "姓名",               "Name" },
    { "\"出生日期\"",   "BORN",      "出生日期",           "Birth date" },
    { "join(substr(\"公民身份号码\",1,6),substr(\"公民身份号码\",15,3))",
                        "NUMBER",    "号码的地区与顺序码", "Area and serial of the number" },
    { "\"性别\"",       "SEX",       "性别",               "Sex" },
    { "\"籍贯\"",       "NATIVE",    "籍贯",               "Native place" },
    { "\"文化程度\"",   "EDUCATION", "文化程度",           "Education" },
    { "\"婚姻状况\"",   "MARITAL",   "婚姻状况",           "Marital status" },
    { "\"派出所\"",     "STATION",   "派出所",             "Station" },
    { "",               "OTHER",     "其他",               "Other" },
};

static const struct live_level levels[] = {
    { "missing",             "缺",           "missing" },
    { "exact",               "一致",         "equal" },
    { "exact_pinyin",        "同音",         "sounds alike" },
    { "exact_prefix",        "前几位一致",   "begins alike" },
    { "parts",               "部分相同",     "parts agree" },
    { "jaro_winkler_pinyin", "读音相近",     "similar sound" },
    { "day_month",           "月日颠倒",     "day and month changed places" },
    { "one_digit",           "一字之差",     "one digit differs" },
    { "swapped",             "相邻两位互换", "two neighbours changed places" },
    { "days",                "相差三十一日内", "within 31 days" },
    { "years",               "同月日、差一年", "one year off" },
    { "else",                "不同",         "different" },
};
/* clang-format on */

const struct live_spec *live_spec_on(struct day today)
{
    const struct live_spec *found = &live_specs[0];
    for (size_t i = 1; i < live_spec_count; i++)
        if (live_specs[i].begins.n <= today.n && found->begins.n <= live_specs[i].begins.n)
            found = &live_specs[i];
    return found;
}

const struct live_item *live_item_of_expression(struct str expression)
{
    for (size_t i = 0; i < COUNT(items); i++)
        if (str_is(expression, items[i].expression))
            return &items[i];
    return &items[COUNT(items) - 1];
}

const struct live_item *live_item_of(struct str code)
{
    for (size_t i = 0; i < COUNT(items); i++)
        if (str_is(code, items[i].code))
            return &items[i];
    return NULL;
}

const struct live_level *live_level_of(struct str word)
{
    for (size_t i = 0; i < COUNT(levels); i++)
        if (str_is(word, levels[i].word))
            return &levels[i];
    return NULL;
}
