#include "forms/temporary_sheet.h"
#include "forms/cells.h"

#define RECORD temporary_sheet

/* clang-format off */
#define ITEM(l)               WORDS(l, LOOK_CARD_LABEL)
#define VALUE(f)              TEXT("", f, LOOK_CARD)
#define LINE                  BARE(CELL_RULE)

/* The card's front has its left upper corner at FX, FY; its back follows to the right. */
#define FX 19.4
#define FY 46.0
#define CW 85.6
#define CH 54.0
#define BX (FX + CW)

static const struct cell cells[] = {
    /*  x           y          w    h   what stands there */
    {  30,          11,       150,  10, WORDS("临时居民身份证打印页", LOOK_TITLE) },
    {  15,          22,       180,   6, TEXT("", unit, LOOK_HEAD) },
    { 175,          13,        20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  15,          31,       180,   6, WORDS("沿四角标记裁下，沿中线对折，字面朝外，装入聚酯薄膜密封。按原尺寸（100%）打印，不得缩放。", LOOK_HEAD) },

    /* front */
    { FX +  5,      FY +  6.2, 10,   5, ITEM("姓名") },
    { FX + 14.5,    FY +  5.6, 39,   7.2, VALUE(name) },
    { FX +  5,      FY + 14.2, 10,   5, ITEM("性别") },
    { FX + 14.5,    FY + 13.6,  9,   5, VALUE(sex) },
    { FX + 24,      FY + 14.2, 10,   5, ITEM("民族") },
    { FX + 33.5,    FY + 13.6, 21,   5, VALUE(ethnic) },
    { FX +  5,      FY + 21.2, 10,   5, ITEM("出生") },
    { FX + 14.5,    FY + 20.6, 10,   5, VALUE(born_year) },
    { FX + 24.5,    FY + 21.2,  4,   5, ITEM("年") },
    { FX + 29,      FY + 20.6,  6,   5, VALUE(born_month) },
    { FX + 34,      FY + 21.2,  4,   5, ITEM("月") },
    { FX + 38.5,    FY + 20.6,  6,   5, VALUE(born_day) },
    { FX + 43.5,    FY + 21.2,  4,   5, ITEM("日") },
    { FX +  5,      FY + 28.2, 10,   5, ITEM("住址") },
    { FX + 14.5,    FY + 27.6, 39.5, 14, VALUE(address) },
    { FX +  5,      FY + 45.2, 20,   5, ITEM("公民身份号码") },
    { FX + 26,      FY + 43.8, 55,   6, TEXT("", citizen_number, LOOK_CARD_NUMBER) },
    { FX + 56,      FY +  6.5, 26,  32, KIND("相片", CELL_GREY_PORTRAIT, portrait) },

    /* back */
    { BX +  5,      FY +  8,   CW - 10, 8, WORDS("中华人民共和国", LOOK_CARD_TITLE) },
    { BX +  5,      FY + 18,   CW - 10, 9, WORDS("临时居民身份证", LOOK_CARD_TITLE) },
    { BX + 14,      FY + 35.2, 14,   5, ITEM("签发机关") },
    { BX + 29,      FY + 34.6, 52,   6, VALUE(organ) },
    { BX + 14,      FY + 43.2, 14,   5, ITEM("有效期限") },
    { BX + 29,      FY + 42.6, 52,   6, VALUE(validity) },

    /* where to cut, and where to fold */
    { FX - 6,       FY,         5,   0, LINE },
    { FX,           FY - 6,     0,   5, LINE },
    { FX - 6,       FY + CH,    5,   0, LINE },
    { FX,           FY + CH + 1, 0,  5, LINE },
    { BX + CW + 1,  FY,         5,   0, LINE },
    { BX + CW,      FY - 6,     0,   5, LINE },
    { BX + CW + 1,  FY + CH,    5,   0, LINE },
    { BX + CW,      FY + CH + 1, 0,  5, LINE },
    { BX,           FY - 6,     0,   5, LINE },
    { BX,           FY + CH + 1, 0,  5, LINE },
    { BX - 10,      FY + CH + 6, 20, 5, WORDS("折线", LOOK_HEAD) },

    {   5,         118,       200,   0, BARE(CELL_CUT) },
    {  15,         122,       180,   8, WORDS("存根（随申领登记表保存）", LOOK_HEAD) },
    {  55,         131,       100,  17, KIND("受理号 ", CELL_CODE128, number) },
    {  15,         151,        90,   9, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    { 105,         151,        90,   9, FIELD("卡　　号", 24, card_number, LOOK_VALUE) },
    {  15,         160,        90,   9, FIELD("签发日期", 24, signed_on, LOOK_VALUE) },
    { 105,         160,        90,   9, FIELD("有效期至", 24, expires_on, LOOK_VALUE) },
    {  15,         169,        90,   9, FIELD("签 发 人", 24, signer, LOOK_VALUE) },
    { 105,         169,        90,   9, FIELD("工本费/票据", 24, receipt, LOOK_VALUE) },
    {  15,         178,       180,  28, FRAME },
    {  17,         180,       110,   7, SIGN("领取人签名：") },
    { 135,         180,        58,   7, WORDS("领取日期：　　　年　　月　　日", LOOK_SMALL) },
    {  17,         189,       110,   7, SIGN("发证人签名：") },
    { 135,         189,        58,   7, WORDS("交回日期：　　　年　　月　　日", LOOK_SMALL) },
    {  17,         198,       110,   7, SIGN("收回人签名：") },
    {  15,         151,       180,  55, STRONG_FRAME },
    {  15,         208,       180,   9, WORDS(
        "依据：《居民身份证法》第十二条，《临时居民身份证管理办法》第四条、第五条、第七条。有效期三个月，自签发之日起计算；"
        "领取居民身份证时交回。", LOOK_NOTE) },
    {  15,         218,       180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
/* clang-format on */

const struct form temporary_form = {
    "temporary-card", "临时居民身份证打印页", "Temporary card", 210, 297, cells, COUNT(cells), NULL,
};
