#include "forms/collection_slip.h"
#include "forms/cells.h"

#define RECORD collection_slip

/* clang-format off */
static const struct cell cells[] = {
    /* x      y    w    h   what stands there */
    {  30,   10, 150,  10, WORDS("居民身份证领取凭证", LOOK_TITLE) },
    {  15,   21, 180,   6, TEXT("", station, LOOK_HEAD) },
    { 175,   12,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   29, 120,  22, KIND("受理号 ", CELL_CODE128, number) },

    {  15,   55,  90,  10, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    { 105,   55,  90,  10, FIELD("公民身份号码", 24, masked_number, LOOK_NUMBER) },
    {  15,   65,  90,   8, FIELD("申领原因", 24, ground, LOOK_VALUE) },
    { 105,   65,  90,   8, FIELD("受理日期", 24, accepted_on, LOOK_VALUE) },
    {  15,   73,  90,  11, FIELD("领取日期", 24, expected, LOOK_STRONG) },
    { 105,   73,  90,  11, FIELD("法定期限", 24, due, LOOK_SMALL) },
    {  15,   84,  90,   8, FIELD("领取方式", 24, delivery, LOOK_VALUE) },
    { 105,   84,  90,   8, FIELD("领取地点", 24, station, LOOK_SMALL) },
    {  15,   92,  90,   8, FIELD("工 本 费", 24, fee, LOOK_VALUE) },
    { 105,   92,  90,   8, FIELD("票据号码", 24, receipt, LOOK_VALUE) },
    {  15,  100,  24,  18, LABEL("领取时\n请携带") },
    {  39,  100, 156,  18, FRAME },
    {  41,  101, 152,  16, TEXT("", bring, LOOK_SMALL) },
    {  15,  118,  90,   8, FIELD("临时身份证", 24, temporary, LOOK_SMALL) },
    { 105,  118,  90,   8, FIELD("受 理 人", 24, acceptor, LOOK_VALUE) },
    {  15,   55, 180,  71, STRONG_FRAME },

    {  15,  127.5, 180, 8, WORDS(
        "依据：《中华人民共和国居民身份证法》第十条、第十一条、第十二条、第二十一条。除上列工本费外不收取任何费用。"
        "本凭证遗失的，本人持有效证件到受理单位核实身份后领取。", LOOK_NOTE) },
    {  15,  137, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
    {   5,  148.5, 200, 0, BARE(CELL_CUT) },
};
/* clang-format on */

const struct form collection_slip_form = {
    "collection-slip", "居民身份证领取凭证", "Collection slip", 210, 297, cells, COUNT(cells), NULL,
};
