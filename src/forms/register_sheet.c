#include "forms/register_sheet.h"
#include "forms/cells.h"

#define RECORD register_sheet

/* clang-format off */
static const struct cell sheet_cells[] = {
    /* x      y    w    h   what stands there */
    {  30,   10, 120,  10, WORDS("常住人口登记表", LOOK_TITLE) },
    {  15,   21, 120,   6, TEXT("", station, LOOK_SMALL) },
    { 140,    8,  55,  16, KIND("", CELL_CODE128, reference) },
    {  15,   26,  20,   5, KIND("", CELL_MARK, facts.copy_mark) },

    {  15,   32,  60,   9, FIELD("户　　别", 24, household_kind, LOOK_VALUE) },
    {  75,   32,  60,   9, FIELD("户主姓名", 24, head, LOOK_VALUE) },
    { 135,   32,  60,   9, FIELD("与户主关系", 24, relation, LOOK_VALUE) },
    {  15,   41,  60,  10, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    {  75,   41,  60,  10, FIELD("性　　别", 24, sex, LOOK_VALUE) },
    { 135,   41,  60,  10, FIELD("户　　号", 24, household_number, LOOK_VALUE) },
    {  15,   51,  60,   9, FIELD("曾 用 名", 24, former_name, LOOK_VALUE) },
    {  75,   51,  60,   9, FIELD("民　　族", 24, ethnic, LOOK_VALUE) },
    { 135,   51,  60,   9, FIELD("籍　　贯", 24, native_place, LOOK_VALUE) },
    {  15,   60,  90,   9, FIELD("出生日期", 24, born_on, LOOK_VALUE) },
    { 105,   60,  90,   9, FIELD("出生时间", 24, birth_time, LOOK_VALUE) },
    {  15,   69, 180,   9, FIELD("监护人一", 24, guardian1, LOOK_VALUE) },
    {  15,   78, 180,   9, FIELD("监护人二", 24, guardian2, LOOK_VALUE) },
    {  15,   87, 180,   9, FIELD("出 生 地", 24, birthplace, LOOK_VALUE) },
    {  15,   96, 180,   9, FIELD("出生证编号\n及签发日期", 24, certificate, LOOK_VALUE) },
    {  15,  105, 180,  10, FIELD("住　　址", 24, address, LOOK_VALUE) },
    {  15,  115, 180,   9, FIELD("本市（县）\n其他住址", 24, other_address, LOOK_VALUE) },
    {  15,  124, 180,  10, FIELD("公民身份号码", 24, number, LOOK_NUMBER) },
    {  15,  134,  60,   9, FIELD("文化程度", 24, education, LOOK_VALUE) },
    {  75,  134,  60,   9, FIELD("婚姻状况", 24, marital, LOOK_VALUE) },
    { 135,  134,  60,   9, FIELD("兵役状况", 24, military, LOOK_VALUE) },
    {  15,  143,  60,   9, FIELD("身　　高", 24, height, LOOK_VALUE) },
    {  75,  143,  60,   9, FIELD("血　　型", 24, blood_group, LOOK_VALUE) },
    { 135,  143,  60,   9, FIELD("联系电话", 24, phone, LOOK_VALUE) },
    {  15,  152,  60,   9, FIELD("职　　业", 24, occupation, LOOK_VALUE) },
    {  75,  152, 120,   9, FIELD("服务处所", 24, workplace, LOOK_VALUE) },
    {  15,  161,  90,   9, FIELD("父　　亲", 24, father, LOOK_VALUE) },
    { 105,  161,  90,   9, FIELD("母　　亲", 24, mother, LOOK_VALUE) },
    {  15,  170, 180,   9, FIELD("配　　偶", 24, spouse, LOOK_VALUE) },
    {  15,  179, 180,  11, FIELD("何时何因何地\n迁来本市", 24, came_to_city, LOOK_VALUE) },
    {  15,  190, 180,  11, FIELD("何时何因何地\n迁来本址", 24, came_here, LOOK_VALUE) },
    {  15,  201, 180,  11, FIELD("何时何因\n迁往何地", 24, moved_out, LOOK_VALUE) },
    {  15,  212, 180,  10, FIELD("何时何因\n注销户口", 24, cancelled, LOOK_VALUE) },
    {  15,  222, 180,  24, FIELD("变更更正及\n记　　事", 24, notes, LOOK_SMALL) },
    {  15,   32, 180, 214, STRONG_FRAME },

    {  15,  250,  70,   8, SIGN("申报人签章：") },
    {  90,  250,  60,   8, SIGN("承办人签章：") },
    { 155,  250,  40,   8, TEXT("登记日期：", known_from, LOOK_SMALL) },
    {  15,  282, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct cell page_cells[] = {
    {  20,    8, 103,   9, WORDS("常住人口登记卡", LOOK_TITLE) },
    {   8,    8,  20,   5, KIND("", CELL_MARK, facts.copy_mark) },

    {   8,   20,  66,   9, FIELD("姓　　名", 22, name, LOOK_STRONG) },
    {  74,   20,  66,   9, FIELD("户主或与\n户主关系", 22, relation, LOOK_VALUE) },
    {   8,   29,  66,   8, FIELD("曾 用 名", 22, former_name, LOOK_VALUE) },
    {  74,   29,  66,   8, FIELD("性　　别", 22, sex, LOOK_VALUE) },
    {   8,   37,  66,   8, FIELD("出 生 地", 22, birthplace, LOOK_SMALL) },
    {  74,   37,  66,   8, FIELD("民　　族", 22, ethnic, LOOK_VALUE) },
    {   8,   45,  66,   8, FIELD("籍　　贯", 22, native_place, LOOK_VALUE) },
    {  74,   45,  66,   8, FIELD("出生日期", 22, born_on, LOOK_VALUE) },
    {   8,   53, 132,   8, FIELD("本市（县）\n其他住址", 22, other_address, LOOK_VALUE) },
    {   8,   61, 132,   9, FIELD("公民身份\n号　　码", 22, number, LOOK_NUMBER) },
    {   8,   70,  44,   8, FIELD("身　　高", 18, height, LOOK_VALUE) },
    {  52,   70,  44,   8, FIELD("血　　型", 18, blood_group, LOOK_VALUE) },
    {  96,   70,  44,   8, FIELD("文化程度", 18, education, LOOK_SMALL) },
    {   8,   78,  66,   8, FIELD("婚姻状况", 22, marital, LOOK_VALUE) },
    {  74,   78,  66,   8, FIELD("兵役状况", 22, military, LOOK_VALUE) },
    {   8,   86,  66,   8, FIELD("服务处所", 22, workplace, LOOK_SMALL) },
    {  74,   86,  66,   8, FIELD("职　　业", 22, occupation, LOOK_VALUE) },
    {   8,   94, 132,  10, FIELD("何时由何地\n迁来本市", 22, came_to_city, LOOK_SMALL) },
    {   8,  104, 132,  10, FIELD("何时由何地\n迁来本址", 22, came_here, LOOK_SMALL) },
    {   8,   20, 132,  94, STRONG_FRAME },
    {   8,  117,  62,   7, SIGN("承办人签章：") },
    {  76,  117,  64,   7, TEXT("登记日期：", known_from, LOOK_SMALL) },
    {   8,  126, 132,  12, KIND("", CELL_CODE128, reference) },
    {   8,  139, 132,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
/* clang-format on */

const struct form register_sheet_form = {
    "register-sheet",
    "常住人口登记表",
    "Register sheet",
    210,
    297,
    sheet_cells,
    COUNT(sheet_cells),
    NULL,
};
const struct form booklet_page_form = {
    "booklet-page",
    "居民户口簿内页",
    "Page of the household booklet",
    148,
    148,
    page_cells,
    COUNT(page_cells),
    NULL,
};
