#ifndef REGISTER_ODD_ITEM_H
#define REGISTER_ODD_ITEM_H
/** What a file said where the register could not take it as it stood. The person is taken all the
 * same; what was written is kept beside, so that the check of the register can ask about it. */
#include "core/desk.h"

/* clang-format off */
#define ODD_WHYS(X) /* stored code, Chinese, English */ \
    X(MISSING,       "缺项，已由号码补出",   "missing; filled in from the number")        \
    X(IMPOSSIBLE,    "日期不存在或在将来",   "no such day, or one to come")               \
    X(UNKNOWN_WORD,  "不在代码表中",         "not in the code list")                      \
    X(OLD_15,        "十五位旧号，已升十八位", "15 digits; written as 18 now")             \
    X(NAME_FORM,     "姓名写法，已改用规定的间隔号或去除空格", "the separator or blanks of a name, put right") \
    X(NAME_FAULT,    "姓名含不宜的字符",     "a character that does not belong in a name") \
    X(PRIVATE_USE,   "姓名含自造字，已立案", "a private-use character in the name; a case is open") \
    X(PLACE_UNKNOWN, "没有此区划，暂按派出所所在区县", "no such county; the station's is taken")
/* clang-format on */

enum odd_why {
#define X(code, zh, en) ODD_##code,
    ODD_WHYS(X)
#undef X
        ODD_WHY_COUNT
};

struct odd_why_text {
    const char *code, *zh, *en;
};
const struct odd_why_text *odd_why_text(enum odd_why why);

struct odd_item {
    const char *field; /* heading of the column */
    struct str was;
    enum odd_why why;
};

#endif
