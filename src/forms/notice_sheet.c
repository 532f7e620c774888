#include "forms/notice_sheet.h"
#include "forms/cells.h"

#define RECORD notice_sheet

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  30,   11, 150,  10, WORDS("公民身份号码变更告知清单", LOOK_TITLE) },
    { 175,   13,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   23, 120,  17, KIND("编号 ", CELL_CODE128, number) },
    {  15,   43,  90,  10, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    { 105,   43,  90,  10, FIELD("出生日期", 24, born_on, LOOK_VALUE) },
    {  15,   53,  90,  10, FIELD("原 号 码", 24, old_number, LOOK_NUMBER) },
    { 105,   53,  90,  10, FIELD("新 号 码", 24, new_number, LOOK_NUMBER) },
    {  15,   63, 120,  10, FIELD("户籍登记机关", 28, station, LOOK_VALUE) },
    { 135,   63,  60,  10, FIELD("列入日期", 24, made_on, LOOK_VALUE) },

    {  15,  246,  90,  24, FRAME },
    { 105,  246,  90,  24, FRAME },
    {  17,  247,  66,   7, SIGN("本人（监护人）签名：") },
    { 107,  247,  66,   7, SIGN("承办人签名：") },
    { 177,  247,  16,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  17,  260,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    { 107,  260,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,   43, 180, 227, STRONG_FRAME },
    {  15,  272, 180,   8, WORDS(
        "原号码存入历史，不再赋予他人。本人可凭《公民身份号码更正证明》到所列部门办理变更；标明由登记机关告知的，告知后在告知日期栏注明。", LOOK_NOTE) },
    {  80,  281,  50,   5, BARE(CELL_PAGE) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct roll_column columns[] = {
    { 10, "序号",     NO_FIELD,                                LOOK_TALLY },
    { 46, "部　　门", offsetof(struct notice_line, agency),    LOOK_TALLY },
    { 76, "告知事项", offsetof(struct notice_line, what),      LOOK_TALLY },
    { 24, "依据",     offsetof(struct notice_line, source),    LOOK_TALLY },
    { 24, "告知日期", offsetof(struct notice_line, told_on),   LOOK_TALLY },
};
static const struct roll roll = {
    .x = 15, .y = 73, .row_h = 8.2, .rows = 20, .side_by_side = 1, .block_w = 180,
    .columns = columns, .column_count = COUNT(columns),
    .items = F(lines), .count = F(line_count), .item_size = sizeof(struct notice_line),
};
/* clang-format on */

const struct form notice_form = {
    "number-notices",
    "公民身份号码变更告知清单",
    "Who is told of a changed number",
    210,
    297,
    cells,
    COUNT(cells),
    &roll,
};
