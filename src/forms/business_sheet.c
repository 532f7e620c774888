#include "forms/business_sheet.h"
#include "forms/cells.h"

#define RECORD business_sheet

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  36,   10, 100,  10, TEXT("", title, LOOK_TITLE) },
    { 140,    8,  55,  16, KIND("", CELL_CODE128, number) },
    {  15,   12,  20,   5, KIND("", CELL_MARK, facts.copy_mark) },
    {  15,   21, 120,   6, TEXT("受理单位：", station, LOOK_SMALL) },

    {  15,   28,  90,   9, FIELD("业务种类", 24, kind, LOOK_STRONG) },
    { 105,   28,  45,   9, FIELD("受理日期", 19, opened_on, LOOK_SMALL) },
    { 150,   28,  45,   9, FIELD("办结期限", 19, due_on, LOOK_SMALL) },
    {  15,   37,  60,   9, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    {  75,   37,  45,   9, FIELD("性　　别", 24, sex, LOOK_VALUE) },
    { 120,   37,  75,   9, FIELD("出生日期", 24, born_on, LOOK_VALUE) },
    {  15,   46, 105,   9, FIELD("公民身份号码", 24, citizen_number, LOOK_NUMBER) },
    { 120,   46,  75,   9, FIELD("联系电话", 24, phone, LOOK_VALUE) },
    {  15,   55, 180,   9, FIELD("户口所在地", 24, address, LOOK_VALUE) },
    {  15,   64,  90,   9, FIELD("申 请 人", 24, applicant, LOOK_VALUE) },
    { 105,   64,  90,   9, FIELD("与本人关系", 24, relation, LOOK_VALUE) },

    {  15,  171, 180,  24, FIELD("证明材料", 24, papers, LOOK_SMALL) },
    {  15,  195, 180,   9, FIELD("办理依据", 24, source, LOOK_SMALL) },
    {  15,  204,  60,  44, FRAME },
    {  75,  204,  60,  44, FRAME },
    { 135,  204,  60,  44, FRAME },
    {  17,  205,  56,   6, WORDS("受理", LOOK_SMALL) },
    {  77,  205,  56,   6, WORDS("分（县）局初审意见", LOOK_SMALL) },
    { 137,  205,  56,   6, WORDS("审批意见", LOOK_SMALL) },
    {  17,  211,  56,  22, TEXT("", taken, LOOK_NOTE) },
    {  77,  211,  56,  22, TEXT("", first, LOOK_NOTE) },
    { 137,  211,  56,  22, TEXT("", decision, LOOK_NOTE) },
    {  17,  236,  42,   7, SIGN("签名：") },
    {  77,  236,  42,   7, SIGN("签名：") },
    { 137,  236,  42,   7, SIGN("签名：") },
    { 121,  236,  13,   7, WORDS("（盖章）", LOOK_SMALL) },
    { 181,  236,  13,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  15,  248, 180,  18, FRAME },
    {  17,  249, 176,   6, WORDS("以上内容和所附材料真实有效，如有不实愿承担法律责任。", LOOK_SMALL) },
    {  17,  257,  88,   7, SIGN("申请人（监护人）签名：") },
    { 130,  257,  63,   7, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,   28, 180, 238, STRONG_FRAME },
    {  80,  276,  50,   5, BARE(CELL_PAGE) },
    {  15,  282, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct roll_column columns[] = {
    { 10, "序号",   NO_FIELD,                                 LOOK_TALLY },
    { 40, "项　目", offsetof(struct business_line, item),     LOOK_TALLY },
    { 65, "变更前", offsetof(struct business_line, before),   LOOK_TALLY },
    { 65, "变更后（申报）", offsetof(struct business_line, after), LOOK_TALLY },
};
static const struct roll roll = {
    .x = 15, .y = 73, .row_h = 7, .rows = 13, .side_by_side = 1, .block_w = 180,
    .columns = columns, .column_count = COUNT(columns),
    .items = F(lines), .count = F(line_count), .item_size = sizeof(struct business_line),
};
/* clang-format on */

const struct form business_sheet_form = {
    "business-sheet",
    "户口业务审批表",
    "Application and approval sheet of a household business",
    210,
    297,
    cells,
    COUNT(cells),
    &roll,
};
