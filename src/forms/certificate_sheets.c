#include "forms/certificate_sheets.h"
#include "forms/cells.h"

#define RECORD certificate_sheet

/* clang-format off */
/** Head and foot of each: title, bars, seal. */
#define HEAD(title)                                                     \
    {  25,    9, 125,  10, WORDS(title, LOOK_TITLE) },                  \
    { 152,    8,  46,  16, KIND("", CELL_CODE128, number) },            \
    {  12,   12,  20,   5, KIND("", CELL_MARK, facts.copy_mark) },      \
    {  12,   22, 120,   6, TEXT("证明编号：", number, LOOK_SMALL) }
#define PERSON                                                          \
    {  12,   30,  72,  10, FIELD("姓　　名", 26, name, LOOK_STRONG) },  \
    {  84,   30,  46,  10, FIELD("性　　别", 22, sex, LOOK_VALUE) },    \
    { 130,   30,  68,  10, FIELD("出生日期", 22, born_on, LOOK_VALUE) }
#define FOOT                                                                \
    {  12,   30, 186,  74, STRONG_FRAME },                                  \
    {  12,  117, 110,   6, TEXT("出具单位：", station, LOOK_SMALL) },       \
    {  12,  124, 110,   6, TEXT("出具日期：", issued_on, LOOK_SMALL) },     \
    { 130,  117,  50,   7, SIGN("承办人签章：") },                          \
    { 150,  125,  40,   6, WORDS("（户口专用章）", LOOK_SMALL) },           \
    {  12,  137, 186,   5, TEXT("", facts.printed_by, LOOK_FOOT) }

static const struct cell number_cells[] = {
    /*  x     y    w    h   what stands there */
    HEAD("公民身份号码更正证明"),
    PERSON,
    {  12,   40, 186,  11, FIELD("原公民身份号码", 34, old_number, LOOK_NUMBER) },
    {  12,   51, 186,  11, FIELD("现公民身份号码", 34, citizen_number, LOOK_NUMBER) },
    {  12,   62, 186,  10, FIELD("更正事由", 34, ground, LOOK_VALUE) },
    {  12,   72, 186,  10, FIELD("审批机关", 34, decided_by, LOOK_VALUE) },
    {  12,   82, 186,  10, FIELD("更正日期", 34, issued_on, LOOK_VALUE) },
    {  12,   92, 186,  12, FIELD("户口所在地", 34, to_place, LOOK_VALUE) },
    {  12,  106, 186,  10, WORDS(
        "兹证明以上两个公民身份号码为同一人先后使用。原号码已停用，存入历史，不再赋予他人。", LOOK_NOTE) },
    FOOT,
};

/** Where from, where to, why, when: of the permit and of the certificate. */
#define MOVE                                                                        \
    {  12,   40, 186,  11, FIELD("公民身份号码", 34, citizen_number, LOOK_NUMBER) },\
    {  12,   51, 186,  12, FIELD("迁出地址", 34, from_place, LOOK_VALUE) },         \
    {  12,   63, 186,  12, FIELD("迁往地址", 34, to_place, LOOK_VALUE) },           \
    {  12,   75, 186,  10, FIELD("迁移原因", 34, ground, LOOK_VALUE) },             \
    {  12,   85,  93,  10, FIELD("迁移日期", 34, happened_on, LOOK_VALUE) },        \
    { 105,   85,  93,  10, FIELD("签发日期", 34, issued_on, LOOK_VALUE) },          \
    {  12,   95, 186,   9, FIELD("审批机关", 34, decided_by, LOOK_VALUE) }

static const struct cell permit_cells[] = {
    HEAD("准予迁入证明"),
    PERSON,
    MOVE,
    {  12,  106, 186,  10, WORDS(
        "上列人员经审核准予迁入。请迁出地户口登记机关凭本证明办理迁出手续。", LOOK_NOTE) },
    FOOT,
};

static const struct cell migration_cells[] = {
    HEAD("户 口 迁 移 证"),
    PERSON,
    MOVE,
    {  12,  106, 186,  10, WORDS(
        "持证人到达迁入地后，城市在三日以内、农村在十日以内，持本证向户口登记机关申报迁入登记（《户口登记条例》第十三条）。", LOOK_NOTE) },
    FOOT,
};

static const struct cell cancellation_cells[] = {
    HEAD("户口注销证明"),
    PERSON,
    {  12,   40, 186,  11, FIELD("公民身份号码", 34, citizen_number, LOOK_NUMBER) },
    {  12,   51, 186,  12, FIELD("原户口所在地", 34, from_place, LOOK_VALUE) },
    {  12,   63, 186,  10, FIELD("注销原因", 34, ground, LOOK_VALUE) },
    {  12,   73,  93,  10, FIELD("发生日期", 34, happened_on, LOOK_VALUE) },
    { 105,   73,  93,  10, FIELD("注销日期", 34, issued_on, LOOK_VALUE) },
    {  12,   83, 186,  10, FIELD("去　　向", 34, to_place, LOOK_VALUE) },
    {  12,   93, 186,  11, FIELD("审批机关", 34, decided_by, LOOK_VALUE) },
    {  12,  106, 186,  10, WORDS("上列人员的户口已按规定注销，居民身份证应予交回。", LOOK_NOTE) },
    FOOT,
};

#define FORM(name, zh, en, cells) { name, zh, en, 210, 148, cells, COUNT(cells), NULL }
const struct form number_certificate_form =
    FORM("number-certificate", "公民身份号码更正证明", "Certificate of a corrected citizen number", number_cells);
const struct form migration_permit_form =
    FORM("migration-permit", "准予迁入证明", "Permit to move in", permit_cells);
const struct form migration_certificate_form =
    FORM("migration-certificate", "户口迁移证", "Migration certificate", migration_cells);
const struct form cancellation_certificate_form =
    FORM("cancellation-certificate", "户口注销证明", "Certificate of a registration ended", cancellation_cells);
/* clang-format on */
