#include "forms/overdue_sheets.h"
#include "forms/cells.h"

#define RECORD overdue_sheet

/* clang-format off */
static const struct cell notice_cells[] = {
    /*  x     y    w    h   what stands there */
    {  30,   11, 150,  10, TEXT("", title, LOOK_TITLE) },
    { 175,   13,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   23, 120,  17, KIND("编号 ", CELL_CODE128, number) },
    {  15,   44, 180,   9, FIELD("被告知人", 24, to, LOOK_VALUE) },
    {  15,   53,  90,   9, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    { 105,   53,  90,   9, FIELD("公民身份号码", 26, citizen_number, LOOK_NUMBER) },
    {  15,   62,  90,   9, FIELD("性　　别", 24, sex, LOOK_VALUE) },
    { 105,   62,  90,   9, FIELD("出生日期", 26, born_on, LOOK_VALUE) },
    {  15,   71, 180,   9, FIELD("户籍地址", 24, address, LOOK_VALUE) },
    {  15,   80, 180,   9, FIELD("核查情况", 24, ground, LOOK_VALUE) },
    {  15,   89, 180,  70, FRAME },
    {  19,   92, 172,  64, TEXT("", text, LOOK_VALUE) },
    {  15,  159,  90,   9, FIELD("告知日期", 24, told_on, LOOK_VALUE) },
    { 105,  159,  90,   9, FIELD("异议期至", 24, until, LOOK_STRONG) },
    {  15,  168, 180,   9, FIELD("告知机关", 24, station, LOOK_VALUE) },
    {  15,  177,  90,  26, FRAME },
    { 105,  177,  90,  26, FRAME },
    {  17,  179,  66,   7, SIGN("被告知人签名：") },
    {  17,  193,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    { 107,  179,  66,   7, SIGN("承办人签名：") },
    { 177,  179,  16,   7, WORDS("（盖章）", LOOK_SMALL) },
    { 107,  193,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,   44, 180, 159, STRONG_FRAME },
    {  15,  205, 180,   8, WORDS(
        "一式两份，被告知人、承办单位各存一份。拒绝签收的，由两名民警注明情况并签名。异议期内提出异议的，经核实前不注销户口。", LOOK_NOTE) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct cell posting_cells[] = {
    {  20,   28, 170,  12, TEXT("", title, LOOK_TITLE) },
    { 175,   13,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  25,   48, 160,  96, TEXT("", text, LOOK_STRONG) },
    {  25,  150,  80,   9, FIELD("公示日期", 24, told_on, LOOK_VALUE) },
    { 105,  150,  80,   9, FIELD("公示期至", 24, until, LOOK_STRONG) },
    {  25,  159, 160,   9, FIELD("张贴处", 24, to, LOOK_VALUE) },
    {  25,  172, 160,   8, TEXT("", station, LOOK_STRONG) },
    {  25,  182, 160,   8, WORDS("（盖章）", LOOK_VALUE) },
    {  15,   20, 180, 176, STRONG_FRAME },
    {  15,  200, 100,  14, KIND("编号 ", CELL_CODE128, number) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct cell visit_cells[] = {
    {  30,   11, 150,  10, TEXT("", title, LOOK_TITLE) },
    { 175,   13,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   23, 120,  17, KIND("编号 ", CELL_CODE128, number) },
    {  15,   44,  90,   9, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    { 105,   44,  90,   9, FIELD("公民身份号码", 26, citizen_number, LOOK_NUMBER) },
    {  15,   53,  60,   9, FIELD("性　　别", 24, sex, LOOK_VALUE) },
    {  75,   53,  60,   9, FIELD("出生日期", 20, born_on, LOOK_SMALL) },
    { 135,   53,  60,   9, FIELD("与户主关系", 24, relation, LOOK_VALUE) },
    {  15,   62,  90,   9, FIELD("户　　主", 24, head, LOOK_VALUE) },
    { 105,   62,  90,   9, FIELD("派 出 所", 26, station, LOOK_SMALL) },
    {  15,   71, 180,   9, FIELD("户籍地址", 24, address, LOOK_VALUE) },
    {  15,   80, 180,   9, FIELD("线　　索", 24, ground, LOOK_VALUE) },
    {  15,   89,  90,   9, FIELD("走访日期", 24, visited_on, LOOK_VALUE) },
    { 105,   89,  90,   9, FIELD("走访结果", 24, visit_result, LOOK_VALUE) },
    {  15,   98, 180,  74, FRAME },
    {  17,   99, 176,   6, WORDS("核实情况（被走访人、所示证件及其内容；不记对人的评语）：", LOOK_SMALL) },
    {  15,  172,  60,  26, FRAME },
    {  75,  172,  60,  26, FRAME },
    { 135,  172,  60,  26, FRAME },
    {  17,  174,  56,   7, SIGN("被走访人：") },
    {  77,  174,  56,   7, SIGN("民警：") },
    { 137,  174,  56,   7, SIGN("民警：") },
    {  17,  189,  56,   6, WORDS("　　　年　　月　　日", LOOK_SMALL) },
    {  77,  189,  56,   6, WORDS("　　　年　　月　　日", LOOK_SMALL) },
    { 137,  189,  56,   6, WORDS("　　　年　　月　　日", LOOK_SMALL) },
    {  15,   44, 180, 154, STRONG_FRAME },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

const struct form overdue_notice_form = {
    "overdue-notice", "注销户口告知书", "Notice that a registration is to end", 210, 297, notice_cells, COUNT(notice_cells), NULL,
};
const struct form overdue_posting_form = {
    "overdue-posting", "注销户口公告", "Public notice that a registration is to end", 210, 297, posting_cells, COUNT(posting_cells), NULL,
};
const struct form overdue_visit_form = {
    "overdue-visit", "走访核实记录", "Record of a visit", 210, 297, visit_cells, COUNT(visit_cells), NULL,
};
/* clang-format on */
