#include "forms/package_sheet.h"
#include "forms/cells.h"

#define RECORD package_sheet

/* clang-format off */
static const struct cell cells[] = {
    /*  x     y    w    h   what stands there */
    {  30,   11, 150,  10, WORDS("数据包清单", LOOK_TITLE) },
    { 175,   13,  20,   6, KIND("", CELL_MARK, facts.copy_mark) },
    {  40,   24, 130,  18, KIND("", CELL_CODE128, number) },
    {  15,   46, 120,  10, FIELD("发送单位", 28, from, LOOK_VALUE) },
    { 135,   46,  60,  10, FIELD("单位编号", 24, from_number, LOOK_NUMBER) },
    {  15,   56, 120,  10, FIELD("接收单位", 28, to, LOOK_VALUE) },
    { 135,   56,  60,  10, FIELD("单位编号", 24, to_number, LOOK_NUMBER) },
    {  15,   66,  60,  10, FIELD("序　　号", 28, sequence, LOOK_STRONG) },
    {  75,   66,  60,  10, FIELD("类　　别", 24, kind, LOOK_VALUE) },
    { 135,   66,  60,  10, FIELD("条　　数", 24, count, LOOK_STRONG) },
    {  15,   76, 180,  10, FIELD("文 件 名", 28, file, LOOK_VALUE) },
    {  15,   86,  90,  10, FIELD("打包时间", 28, made_at, LOOK_VALUE) },
    { 105,   86,  90,  10, FIELD("回执时间", 28, answered_at, LOOK_VALUE) },
    {  15,   96, 180,  16, FIELD("文件哈希\n（SM3）", 28, hash, LOOK_NUMBER) },
    {  15,  112, 180,  12, FIELD("签名公钥指纹\n（SM2）", 28, key_print, LOOK_NUMBER) },
    {  15,  124,  90,  26, FRAME },
    { 105,  124,  90,  26, FRAME },
    {  17,  126,  66,   7, SIGN("发送（送交）人签名：") },
    {  87,  126,  16,   7, WORDS("（盖章）", LOOK_SMALL) },
    { 107,  126,  66,   7, SIGN("接收人签名：") },
    { 177,  126,  16,   7, WORDS("（盖章）", LOOK_SMALL) },
    {  17,  140,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    { 107,  140,  86,   6, WORDS("日期：　　　年　　月　　日", LOOK_SMALL) },
    {  15,   46, 180, 104, STRONG_FRAME },
    {  15,  152, 180,  12, WORDS(
        "接收时核对：发送、接收单位与序号；条数；文件哈希；签名公钥指纹与已备案的发送单位公钥一致。序号自 1 起逐包连续，"
        "缺号先补收再接收本包。数据包已加密签名，只有接收单位能够打开；有一处改动即整包不收，请对方重发。", LOOK_NOTE) },
    {  15,  166, 180,   5, TEXT("", facts.printed_by, LOOK_FOOT) },
};
/* clang-format on */

const struct form package_form = {
    "package", "数据包清单", "Package manifest", 210, 297, cells, COUNT(cells), NULL,
};
