#include "forms/check_sheet.h"
#include "forms/cells.h"

#define RECORD check_sheet

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  70,    9, 157,  10, WORDS("入户核查表", LOOK_TITLE) },
    { 262,   11,  25,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  10,    9,  70,  14, KIND("", CELL_CODE128, number) },
    {  10,   25,  92,   8, FIELD("派出所", 18, station, LOOK_VALUE) },
    { 102,   25,  70,   8, FIELD("责任区", 18, beat, LOOK_VALUE) },
    { 172,   25,  60,   8, FIELD("轮　次", 18, round, LOOK_VALUE) },
    { 232,   25,  55,   8, FIELD("名　单", 18, list, LOOK_VALUE) },
    { 200,   18,  87,   6, TEXT("应完成日期：", due_on, LOOK_SMALL) },
    {  10,  194,  90,   7, SIGN("核查民警：") },
    { 105,  194,  90,   7, SIGN("复核：") },
    { 200,  194,  87,   6, TEXT("户数：", count, LOOK_SMALL) },
    {  10,  201, 150,   6, WORDS("逐户出示证件核对，只记证件所示内容，不记对人的评语。户主核对无误后签名。变动在“变动”栏注明人员序号与类别。", LOOK_NOTE) },
    { 163,  202,  34,   5, BARE(CELL_PAGE) },
    { 200,  203,  87,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct roll_column columns[] = {
    {  10, "序号",             offsetof(struct check_line, place),   LOOK_TALLY },
    {  48, "住址",             offsetof(struct check_line, address), LOOK_SMALL },
    { 118, "登记人口（关系　姓名　性别　出生日期　公民身份号码）", offsetof(struct check_line, members), LOOK_SMALL },
    {  29, "核查结果",         offsetof(struct check_line, results), LOOK_SMALL },
    {  46, "变动、约定日期",   offsetof(struct check_line, visits),  LOOK_NOTE },
    {  26, "户主签名、日期",   offsetof(struct check_line, signature), LOOK_TALLY },
};
static const struct roll roll = {
    .x = 10, .y = 35, .row_h = 26, .rows = 5, .side_by_side = 1, .block_w = 277,
    .columns = columns, .column_count = COUNT(columns),
    .items = F(lines), .count = F(line_count), .item_size = sizeof(struct check_line),
};
/* clang-format on */

const struct form check_form = {
    "house-check", "入户核查表", "House check sheets", 297, 210, cells, COUNT(cells), &roll,
};
