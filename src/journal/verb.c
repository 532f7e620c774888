#include "journal/verb.h"

/* clang-format off */
const struct verb_text verb_texts[] = {
    { "application.accepted",       "受理申请",           "application accepted" },
    { "application.archived",       "作废归档",           "void, archived" },
    { "application.audited",        "市局审核通过",       "audited by the city" },
    { "application.centre_passed",  "制证数据合格",       "passed by the centre" },
    { "application.collected",      "证件领取",           "card collected" },
    { "application.corrected",      "更正重报",           "corrected and sent on" },
    { "application.fetched",        "制证中心提取",       "fetched by the centre" },
    { "application.held",           "号码待核",           "held by a number question" },
    { "application.portrait_taken", "采集相片",           "portrait taken" },
    { "application.refused",        "退回",               "refused" },
    { "application.reminded",       "催领",               "holder reminded" },
    { "application.reviewed",       "审核通过",           "reviewed" },
    { "application.seen",           "查看申请",           "application looked at" },
    { "application.sent",           "上报",               "sent to the tier above" },
    { "application.signed",         "签发",               "signed" },
    { "application.voided",         "作废",               "voided" },
    { "card.destroyed",             "销毁证件",           "card destroyed" },
    { "card.inspected",             "质检合格",           "card passed inspection" },
    { "card.loss_reported",         "挂失",               "loss of a card reported" },
    { "card.made",                  "制成证件",           "card made" },
    { "card.region_received",       "省厅接收证件",       "card received at the region" },
    { "card.rejected",              "质检不合格",         "card failed inspection" },
    { "card.seen",                  "查看证件",           "card looked at" },
    { "card.sorted",                "分拣证件",           "card sorted for its bureau" },
    { "card.spoilt",                "制作废证",           "card spoilt" },
    { "card.started",               "开始制作",           "production started" },
    { "card.surrendered",           "收交证件",           "card handed in" },
    { "card.verified",              "派出所核对无误",     "card verified at the station" },
    { "city.initialised",           "系统初始化",         "database initialised" },
    { "clerk.added",                "新增用户",           "clerk added" },
    { "clerk.locked",               "锁定用户",           "clerk locked" },
    { "clerk.locked_out",           "口令连错锁定",       "locked out by wrong passwords" },
    { "clerk.password_changed",     "修改口令",           "password changed" },
    { "clerk.password_reset",       "重置口令",           "password reset" },
    { "clerk.unlocked",             "解锁用户",           "clerk unlocked" },
    { "consignment.given",          "移交证件",           "cards given to another unit" },
    { "consignment.received",       "签收证件",           "cards received" },
    { "consignment.short",          "清点短缺",           "cards missing from a consignment" },
    { "form.printed",               "打印表格",           "form printed" },
    { "glyph.missing",              "字体缺字",           "a glyph is missing" },
    { "load.part_undone",           "撤销导入（一部分）", "part of an import undone" },
    { "load.undone",                "撤销导入",           "import undone" },
    { "number_case.closed",         "号码案件办结",       "number case closed" },
    { "number_case.decided",        "号码案件处理",       "number case decided" },
    { "package.sent",               "发送数据包",         "package sent" },
    { "package.sent_again",         "重发数据包",         "package sent again" },
    { "package.taken",              "接收数据包",         "package taken in" },
    { "person.searched",            "查询人口",           "persons searched" },
    { "person.seen",                "查看人口资料",       "person looked at" },
    { "receipt_book.issued",        "发放票据",           "receipt book issued" },
    { "register.checked",           "核查人口数据",       "register checked" },
    { "register.load_finished",     "导入完成",           "import finished" },
    { "register.loaded",            "导入人口数据",       "register rows imported" },
    { "right.refused",              "越权被拒",           "a right was refused" },
    { "role.granted",               "授予角色",           "role granted" },
    { "role.revoked",               "收回角色",           "role taken back" },
    { "session.closed",             "退出",               "logged out" },
    { "session.opened",             "登录",               "logged in" },
    { "session.refused",            "登录失败",           "log-in refused" },
    { "setting.changed",            "修改参数",           "setting changed" },
    { "temporary_card.signed",      "签发临时身份证",     "temporary card signed" },
    { "unit.added",                 "新增单位",           "unit added" },
    { "unit.trusted",               "登记往来单位",       "another unit's key trusted" },
};
/* clang-format on */
const size_t verb_text_count = COUNT(verb_texts);

struct str verb_zh(struct str verb)
{
    for (size_t i = 0; i < verb_text_count; i++)
        if (str_is(verb, verb_texts[i].verb))
            return str_of(verb_texts[i].zh);
    return verb;
}
