#include "forms/four_way_sheet.h"
#include "forms/cells.h"

#define RECORD four_way_sheet_record

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  80,    8, 137,  10, WORDS("四相符核对表", LOOK_TITLE) },
    { 262,   10,  25,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  10,    8,  70,  14, KIND("", CELL_CODE128, number) },
    {  10,   24,  69,   8, FIELD("姓　名", 20, name, LOOK_STRONG) },
    {  79,   24,  86,   8, FIELD("公民身份号码", 28, citizen_number, LOOK_NUMBER) },
    { 165,   24,  52,   8, FIELD("户　主", 20, head, LOOK_VALUE) },
    { 217,   24,  70,   8, FIELD("核对日期", 22, checked_on, LOOK_VALUE) },
    {  10,   32, 155,   8, FIELD("户籍登记机关", 28, station, LOOK_VALUE) },
    { 165,   32,  61,   8, FIELD("户口簿签发", 24, booklet_on, LOOK_SMALL) },
    { 226,   32,  61,   8, FIELD("身份证签发", 24, card_on, LOOK_SMALL) },
    {  10,   40, 217,   8, FIELD("登记住址", 28, address, LOOK_VALUE) },
    { 227,   40,  60,   8, FIELD("结　果", 20, found, LOOK_SMALL) },

    {  10,  184,  92,   8, SIGN("本人（户主、监护人）签名：") },
    { 106,  184,  88,   8, SIGN("核对民警签名：") },
    { 198,  184,  89,   8, WORDS("日期：　　　　年　　　月　　　日", LOOK_SMALL) },
    {  10,  191,  92,   5, TEXT("", signer, LOOK_NOTE) },
    {  10,  196, 277,   8, TEXT("", rules, LOOK_NOTE) },
    { 123,  204,  50,   5, BARE(CELL_PAGE) },
    { 180,  204, 107,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct roll_column columns[] = {
    { 27, "项　目",         offsetof(struct four_way_line, item),       LOOK_TALLY },
    { 46, "系统登记",       offsetof(struct four_way_line, registered), LOOK_SMALL },
    { 35, "常住人口登记表", offsetof(struct four_way_line, form),       LOOK_TALLY },
    { 35, "居民户口簿",     offsetof(struct four_way_line, booklet),    LOOK_TALLY },
    { 35, "居民身份证",     offsetof(struct four_way_line, card),       LOOK_TALLY },
    { 35, "本　人",         offsetof(struct four_way_line, person),     LOOK_TALLY },
    { 30, "建议（规则）",   offsetof(struct four_way_line, proposal),   LOOK_TALLY },
    { 34, "处　理",         offsetof(struct four_way_line, outcome),    LOOK_SMALL },
};
static const struct roll roll = {
    .x = 10, .y = 50, .row_h = 11, .rows = 11, .side_by_side = 1, .block_w = 277,
    .columns = columns, .column_count = COUNT(columns),
    .items = F(lines), .count = F(line_count), .item_size = sizeof(struct four_way_line),
};
/* clang-format on */

const struct form four_way_form = {
    "four-way", "四相符核对表", "Four-way check", 297, 210, cells, COUNT(cells), &roll,
};
