#include "forms/application_form.h"
#include "forms/cells.h"

#define RECORD application_sheet

/* clang-format off */
#define ALWAYS { NO_DAY_N }, { NO_DAY_N }
static const struct code band_rows[] = {
    { "5",  "5年",  "5 years",  ALWAYS, "[L 5]", 0 },
    { "10", "10年", "10 years", ALWAYS, "[L 5]", 0 },
    { "20", "20年", "20 years", ALWAYS, "[L 5]", 0 },
    { "0",  "长期", "long term", ALWAYS, "[L 5]", 0 },
};
static const struct code old_card_rows[] = {
    { "HANDED_IN", "已交回",   "handed in", ALWAYS, "[L 11]", 0 },
    { "LOST",      "丢失",     "lost",      ALWAYS, "[L 11]", 0 },
    { "NEVER_HAD", "从未领取", "never had", ALWAYS, "[L 11]", 0 },
};
#define LIST(id, rows, zh, en) { id, zh, en, rows, COUNT(rows), NULL, 0, NULL }
static const struct code_list bands = LIST("validity_bands", band_rows, "有效期限", "Validity");
static const struct code_list old_cards = LIST("old_card_outcomes", old_card_rows, "原证", "Old card");

static const struct cell cells[] = {
    /*  x      y    w    h   what stands there */
    {  30,    11, 150,  10, WORDS("居民身份证申领登记表", LOOK_TITLE) },
    {  15,    24,  80,  15, KIND("受理号 ", CELL_CODE128, number) },
    { 176,    20,  19,  19, KIND("二维码", CELL_QR, number) },
    { 100,    24,  74,   6, TEXT("受理单位：", station, LOOK_SMALL) },
    { 100,    30,  74,   6, TEXT("受理日期：", accepted_on, LOOK_SMALL) },
    { 154,    31,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },

    {  15,    42, 139,  10, FIELD("姓　　名", 24, name, LOOK_STRONG) },
    {  15,    52,  48,  10, FIELD("性　　别", 24, sex, LOOK_VALUE) },
    {  63,    52,  40,  10, FIELD("民　族", 17, ethnic, LOOK_VALUE) },
    { 103,    52,  51,  10, FIELD("出生日期", 19, born_on, LOOK_VALUE) },
    {  15,    62, 139,  10, FIELD("公民身份号码", 24, citizen_number, LOOK_NUMBER) },
    {  15,    72, 139,  12, FIELD("住　　址", 24, address, LOOK_VALUE) },
    { 154,    42,  41,  42, FRAME },
    { 161.5,  47,  26,  32, KIND("相　片\n26×32", CELL_PORTRAIT, portrait) },
    {  15,    84,  88,  10, FIELD("签发机关", 24, organ, LOOK_VALUE) },
    { 103,    84,  92,  10, FIELD("监护人\n及关系", 19, guardian, LOOK_VALUE) },
    {  15,    94,  82,  10, CHECKS("有效期限", 24, band, &bands, 0) },
    {  97,    94,  98,  10, FIELD("起止日期", 25, validity, LOOK_VALUE) },

    {  15,   104,  24,  34, LABEL("申领原因") },
    {  39,   104, 156,  12, CHECKS("申领", 12, ground, &application_grounds, '1') },
    {  39,   116, 156,  12, CHECKS("换领", 12, ground, &application_grounds, '2') },
    {  39,   128,  78,  10, CHECKS("换发", 12, ground, &application_grounds, '3') },
    { 117,   128,  78,  10, CHECKS("补领", 12, ground, &application_grounds, '4') },

    {  15,   138,  76,   9, CHECKS("制证类型", 24, production, &production_types, 0) },
    {  91,   138, 104,   9, CHECKS("领取方式", 24, delivery, &deliveries, 0) },
    {  15,   147,  76,   9, FIELD("联系电话", 24, phone, LOOK_VALUE) },
    {  91,   147, 104,   9, FIELD("指纹信息", 24, fingerprint, LOOK_SMALL) },
    {  15,   156,  76,   9, FIELD("工 本 费", 24, fee, LOOK_VALUE) },
    {  91,   156, 104,   9, FIELD("收费依据", 24, fee_source, LOOK_SMALL) },
    {  15,   165,  76,   9, FIELD("票据号码", 24, receipt, LOOK_VALUE) },
    {  91,   165, 104,   9, FIELD("临时身份证", 24, temporary, LOOK_SMALL) },
    {  15,   174,  90,   9, FIELD("承诺办结日期", 24, promised, LOOK_SMALL) },
    { 105,   174,  90,   9, FIELD("法定期限", 19, due, LOOK_SMALL) },

    {  15,   183,  24,  19, LABEL("申请人\n声　明") },
    {  39,   183, 156,  19, FRAME },
    {  41,   184.5, 152, 6, WORDS("以上登记内容经本人（监护人）核对，与户口簿记载一致，准确无误。", LOOK_SMALL) },
    {  41,   193,  88,   7, SIGN("申请人（监护人）签名：") },
    { 140,   193,  53,   7, WORDS("　　　年　　月　　日", LOOK_SMALL) },

    {  15,   202,  60,  24, FRAME },
    {  75,   202,  60,  24, FRAME },
    { 135,   202,  60,  24, FRAME },
    {  17,   203,  56,   6, TEXT("受理人：", acceptor, LOOK_SMALL) },
    {  77,   203,  56,   6, TEXT("审核人：", reviewer, LOOK_SMALL) },
    { 137,   203,  56,   6, TEXT("签发人：", signer, LOOK_SMALL) },
    {  17,   210,  42,   7, SIGN("签名：") },
    {  60,   210,  14,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  77,   210,  53,   7, SIGN("签名：") },
    { 137,   210,  42,   7, SIGN("签名：") },
    { 180,   210,  14,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  17,   219,  56,   6, TEXT("受理日期：", accepted_on, LOOK_SMALL) },
    {  77,   219,  56,   6, WORDS("审核日期：　　　年　　月　　日", LOOK_SMALL) },
    { 137,   219,  56,   6, TEXT("签发日期：", signed_on, LOOK_SMALL) },

    {  15,   226,  24,  27, LABEL("领　　证") },
    {  39,   226, 156,   9, CHECKS("原　证", 24, old_card, &old_cards, 0) },
    {  39,   235, 156,  18, FRAME },
    {  41,   235.5, 62,  7, SIGN("领证人签名：") },
    { 107,   235.5, 38,  7, WORDS("□ 本人　□ 亲属代领", LOOK_SMALL) },
    { 147,   235.5, 46,  7, TEXT("领取日期：", collected_on, LOOK_SMALL) },
    {  41,   244,  72,   7, SIGN("代领人证件名称及号码：") },
    { 117,   244,  76,   7, SIGN("发证人签名：") },
    {  15,   253, 180,  11, FIELD("备　　注", 24, remark, LOOK_SMALL) },
    {  15,    42, 180, 222, STRONG_FRAME },

    {  15,   266, 180,  14, WORDS(
        "填表说明：1．本表依《中华人民共和国居民身份证法》第十条填写，登记项目须与常住人口登记表、居民户口簿一致。"
        "2．有效期限自签发之日起计算，以签发时的周岁年龄为准。3．未满十六周岁的，由监护人代为申领并签名。"
        "4．领证人应当场核对证件登载内容及机读内容，换领的交回原证。5．本表由公安机关长期保存。", LOOK_NOTE) },
    {  15,   282, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
/* clang-format on */

const struct form application_form = {
    "application", "居民身份证申领登记表", "Application form", 210, 297, cells, COUNT(cells), NULL,
};
