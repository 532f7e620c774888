#include "forms/clearance_sheet.h"
#include "forms/cells.h"

#define RECORD clearance_sheet

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  30,   14, 150,  12, WORDS("登记存疑清零证明", LOOK_TITLE) },
    { 175,   16,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  45,   30, 120,  17, KIND("编号 ", CELL_CODE128, number) },
    {  20,   56, 170,  20, TEXT("", statement, LOOK_VALUE) },

    {  15,   84,  90,  11, FIELD("单　　位", 30, unit, LOOK_STRONG) },
    { 105,   84,  90,  11, FIELD("核查日期", 30, measured_on, LOOK_VALUE) },
    {  15,   95,  90,  11, FIELD("登记人数", 30, persons, LOOK_NUMBER) },
    { 105,   95,  90,  11, FIELD("未办存疑", 30, findings, LOOK_NUMBER) },
    {  15,  106,  90,  11, FIELD("未结号码案件", 30, cases, LOOK_NUMBER) },
    { 105,  106,  90,  11, FIELD("改正办结", 30, righted, LOOK_NUMBER) },
    {  15,  117,  90,  11, FIELD("凭据办结", 30, by_evidence, LOOK_NUMBER) },
    { 105,  117,  90,  11, FIELD("已结号码案件", 30, cases_closed, LOOK_NUMBER) },
    {  15,   84, 180,  44, STRONG_FRAME },

    {  15,  140,  90,  30, FRAME },
    { 105,  140,  90,  30, FRAME },
    {  17,  142,  66,   7, SIGN("派出所负责人签名：") },
    { 107,  142,  66,   7, SIGN("分（县）局审核人签名：") },
    {  85,  142,  18,   7, WORDS("（盖章）", LOOK_SMALL) },
    { 175,  142,  18,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  17,  160,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    { 107,  160,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,  174, 180,   8, WORDS("本证明只说明核查当日的登记情况；此后核查发现的存疑另行办理。", LOOK_NOTE) },
    {  15,  286, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
/* clang-format on */

const struct form clearance_form = {
    "clearance",
    "登记存疑清零证明",
    "Nothing open: certificate of a precinct",
    210,
    297,
    cells,
    COUNT(cells),
    NULL,
};
