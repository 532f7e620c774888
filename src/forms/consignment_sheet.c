#include "forms/consignment_sheet.h"
#include "forms/cells.h"

#define RECORD consignment_sheet

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  30,   11, 150,  10, WORDS("居民身份证交接单", LOOK_TITLE) },
    { 175,   13,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   23, 120,  17, KIND("交接单号 ", CELL_CODE128, number) },
    {  15,   43, 108,   9, FIELD("移交单位", 24, from, LOOK_VALUE) },
    { 123,   43,  72,   9, FIELD("移交时间", 24, given_at, LOOK_VALUE) },
    {  15,   52, 108,   9, FIELD("接收单位", 24, to, LOOK_VALUE) },
    { 123,   52,  72,   9, FIELD("接收时间", 24, received_at, LOOK_VALUE) },
    {  15,   61,  54,   9, FIELD("箱　　号", 24, box, LOOK_VALUE) },
    {  69,   61,  54,   9, FIELD("张　　数", 24, count, LOOK_STRONG) },
    { 123,   61,  36,   9, FIELD("清　点", 18, counted, LOOK_VALUE) },
    { 159,   61,  36,   9, FIELD("状　态", 14, state, LOOK_VALUE) },

    {  15,  246,  90,  24, FRAME },
    { 105,  246,  90,  24, FRAME },
    {  17,  247,  86,   6, TEXT("移交人：", giver, LOOK_SMALL) },
    { 107,  247,  86,   6, TEXT("接收人：", receiver, LOOK_SMALL) },
    {  17,  254,  66,   7, SIGN("签名：") },
    {  87,  254,  16,   7, WORDS("（盖章）", LOOK_SMALL) },
    { 107,  254,  66,   7, SIGN("签名：") },
    { 177,  254,  16,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  17,  263,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    { 107,  263,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,   43, 180, 227, STRONG_FRAME },
    {  15,  272, 180,   8, WORDS(
        "交接双方当面逐张清点，移交人与接收人不得为同一人。清点数与本单不符的，在清点栏注明实收张数，不得涂改名单，并即报移交单位立案。"
        "本单一式两份，双方各存一份。", LOOK_NOTE) },
    {  80,  281,  50,   5, BARE(CELL_PAGE) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct roll_column columns[] = {
    { 10, "序号",       NO_FIELD,                                   LOOK_TALLY },
    { 33, "卡体管理号", offsetof(struct consignment_line, serial),  LOOK_TALLY },
    { 37, "姓　　名",   offsetof(struct consignment_line, name),    LOOK_TALLY },
    { 10, "核对",       offsetof(struct consignment_line, arrived), LOOK_TALLY },
};
static const struct roll roll = {
    .x = 15, .y = 70, .row_h = 7.04, .rows = 24, .side_by_side = 2, .block_w = 90,
    .columns = columns, .column_count = COUNT(columns),
    .items = F(lines), .count = F(line_count), .item_size = sizeof(struct consignment_line),
};
/* clang-format on */

const struct form consignment_form = {
    "consignment", "居民身份证交接单", "Consignment list", 210, 297, cells, COUNT(cells), &roll,
};
