#include "forms/unregistered_sheet.h"
#include "forms/cells.h"

/* ---- for the file ---- */

#define RECORD unregistered_sheet

/* clang-format off */
static const struct cell sheet_cells[] = {
    /*  x     y    w    h   what stands there */
    {  25,   10, 160,  10, WORDS("无户口人员登记户口申请审批表", LOOK_TITLE) },
    { 175,   12,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   21, 120,  15, KIND("编号 ", CELL_CODE128, number) },

    {  15,   38, 110,   9, FIELD("受理派出所", 26, station, LOOK_VALUE) },
    { 125,   38,  70,   9, FIELD("受理日期", 22, opened_on, LOOK_VALUE) },
    {  15,   47, 110,   9, FIELD("无户口情形", 26, class_, LOOK_SMALL) },
    { 125,   47,  70,   9, FIELD("办理状态", 22, state, LOOK_VALUE) },
    {  15,   56,  70,  10, FIELD("姓　　名", 26, name, LOOK_STRONG) },
    {  85,   56,  40,  10, FIELD("性别", 14, sex, LOOK_VALUE) },
    { 125,   56,  70,  10, FIELD("出生日期", 22, born_on, LOOK_VALUE) },
    {  15,   66,  70,   9, FIELD("民　　族", 26, ethnic, LOOK_VALUE) },
    {  85,   66, 110,   9, FIELD("籍贯", 14, native_place, LOOK_VALUE) },
    {  15,   75,  70,   9, FIELD("出 生 地", 26, birth_place, LOOK_SMALL) },
    {  85,   75, 110,   9, FIELD("原公民身份号码", 32, was_number, LOOK_NUMBER) },
    {  15,   84,  90,   9, FIELD("父　　亲", 26, father, LOOK_VALUE) },
    { 105,   84,  90,   9, FIELD("母　　亲", 26, mother, LOOK_VALUE) },
    {  15,   93,  90,   9, FIELD("申 请 人", 26, applicant, LOOK_VALUE) },
    { 105,   93,  90,   9, FIELD("联系电话", 26, phone, LOOK_VALUE) },
    {  15,  102, 125,  10, FIELD("拟落户地址", 26, address, LOOK_VALUE) },
    { 140,  102,  55,  10, FIELD("与户主关系", 26, relation, LOOK_VALUE) },

    {  15,  180, 180,   9, FIELD("公　　示", 26, notice, LOOK_VALUE) },
    {  15,  189, 180,  18, FIELD("调查情况\n及派出所\n意见", 26, investigation, LOOK_SMALL) },
    {  15,  207, 180,  18, FIELD("分（县）局\n审核意见", 26, county, LOOK_SMALL) },
    {  15,  225, 180,  18, FIELD("市局审批\n意见", 26, city, LOOK_SMALL) },
    {  15,  243, 180,  14, FIELD("办理结果", 26, outcome, LOOK_VALUE) },
    {  15,   38, 180, 219, STRONG_FRAME },
    {  17,  259,  86,   7, SIGN("申请人（监护人）签名：") },
    { 107,  259,  86,   7, SIGN("承办民警签名：") },
    {  15,  268, 180,  10, WORDS("受理不以材料齐全为条件，缺少的材料在期限内补充。亲子鉴定只登记出具单位、日期、编号和结论，不留存生物信息。未登记办结的，申请人有权在期限内申诉，也可以补充材料重新申请。", LOOK_NOTE) },
    {  80,  280,  50,   5, BARE(CELL_PAGE) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};

static const struct roll_column columns[] = {
    {  9, "序号",           NO_FIELD,                                  LOOK_TALLY },
    { 42, "证明、调查材料", offsetof(struct unregistered_line, kind),   LOOK_SMALL },
    { 26, "编号",           offsetof(struct unregistered_line, paper),  LOOK_SMALL },
    { 40, "出具单位、日期", offsetof(struct unregistered_line, issued), LOOK_SMALL },
    { 49, "内容、结论",     offsetof(struct unregistered_line, text),   LOOK_SMALL },
    { 14, "收取人",         offsetof(struct unregistered_line, clerk),  LOOK_SMALL },
};
static const struct roll roll = {
    .x = 15, .y = 112, .row_h = 8.5, .rows = 7, .side_by_side = 1, .block_w = 180,
    .columns = columns, .column_count = COUNT(columns),
    .items = F(lines), .count = F(line_count), .item_size = sizeof(struct unregistered_line),
};

const struct form unregistered_form = {
    "unregistered-sheet", "无户口人员登记户口申请审批表", "Application and approval of an unregistered person",
    210, 297, sheet_cells, COUNT(sheet_cells), &roll,
};

/* ---- for the board of the committee ---- */

#undef RECORD
#define RECORD unregistered_notice

static const struct cell notice_cells[] = {
    {  30,   24, 150,  14, WORDS("公　　示", LOOK_TITLE) },
    { 170,   26,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   42, 120,  16, KIND("编号 ", CELL_CODE128, number) },
    {  25,   66, 160,  40, TEXT("", text, LOOK_VALUE) },
    {  25,  110, 160,  44, TEXT("", facts_text, LOOK_VALUE) },
    {  25,  158, 160,  30, TEXT("", days, LOOK_VALUE) },
    {  95,  205,  90,   8, TEXT("", station, LOOK_VALUE) },
    {  95,  214,  90,   8, TEXT("", posted_on, LOOK_VALUE) },
    {  95,  223,  40,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  25,  248, 160,  10, WORDS("公示只列核实所必需的内容。公示期满即行撤下，由派出所收回存档。", LOOK_NOTE) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
const struct form unregistered_notice_form = {
    "unregistered-notice", "无户口人员登记户口公示", "Public notice about an unregistered person",
    210, 297, notice_cells, COUNT(notice_cells), NULL,
};

/* ---- for the applicant ---- */

#undef RECORD
#define RECORD unregistered_answer

static const struct cell answer_cells[] = {
    {  30,   24, 150,  14, WORDS("无户口人员登记户口申请答复书", LOOK_TITLE) },
    { 175,   26,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   42, 120,  16, KIND("编号 ", CELL_CODE128, number) },
    {  25,   66, 160,  10, TEXT("", to, LOOK_STRONG) },
    {  25,   80, 160,  34, TEXT("", text, LOOK_VALUE) },
    {  25,  118, 160,  44, TEXT("", grounds, LOOK_VALUE) },
    {  25,  166, 160,  38, TEXT("", rights, LOOK_VALUE) },
    {  95,  212,  90,   8, TEXT("", station, LOOK_VALUE) },
    {  95,  221,  90,   8, TEXT("", written_on, LOOK_VALUE) },
    {  95,  230,  40,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  25,  250,  80,   7, SIGN("收到人签名：") },
    { 110,  250,  75,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
/* clang-format on */
const struct form unregistered_answer_form = {
    "unregistered-answer",
    "无户口人员登记户口申请答复书",
    "Written answer to the applicant",
    210,
    297,
    answer_cells,
    COUNT(answer_cells),
    NULL,
};
