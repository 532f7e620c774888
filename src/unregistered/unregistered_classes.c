/** The eight classes, what proves them, and how a case ends without registration: rows. */
#include "unregistered/unregistered.h"

/* The State Council's opinion 国办发〔2015〕96号 is of this day. */
#define W96 DAY(2015, 12, 31)
/* What the investigation of every class brings: inquiry on paper, and the comparison's result [G21 9]. */
#define FINDINGS "INQUIRY COMPARISON"

/* clang-format off */
const struct unregistered_class unregistered_classes[] = {
    /* code, number, words, begins, level, posted, ends in, evidence, findings, source */
    { "OUTSIDE_PLAN", "1", "不符合计划生育政策", "Outside family-planning rules", W96, LEVEL_CITY, false, "supplement",
      "APPLICATION BIRTH_CERTIFICATE|KINSHIP_TEST PARENT_BOOKLET MARRIAGE", FINDINGS, "[W96] [G21 9]" },
    { "NO_BIRTH_CERTIFICATE", "2", "未办理出生医学证明", "No birth certificate", W96, LEVEL_CITY, true, "supplement",
      "APPLICATION BIRTH_CERTIFICATE|KINSHIP_TEST|JOINT_INVESTIGATION PARENT_BOOKLET", FINDINGS, "[W96] [G21 9]" },
    { "DE_FACTO_ADOPTION", "3", "未办理收养登记的事实收养", "De facto adoption without papers", W96, LEVEL_CITY, true, "supplement",
      "APPLICATION ADOPTION_PAPERS|JOINT_INVESTIGATION PARENT_BOOKLET", FINDINGS, "[W96] [G21 9] [G21 26]" },
    { "DECLARED_GONE", "4", "被宣告失踪或死亡后户口被注销", "Cancelled after declared missing or dead", W96, LEVEL_CITY, false, "restore",
      "APPLICATION COURT_DECISION", FINDINGS, "[W96] [G21 9] [G21 38]" },
    { "MARRIED_OUT", "5", "农村地区因婚嫁被注销原籍户口", "Rural women cancelled because of marriage", W96, LEVEL_CITY, true, "restore",
      "APPLICATION CANCELLATION|JOINT_INVESTIGATION", FINDINGS, "[W96] [G21 9]" },
    { "MIGRATION_PAPERS", "6", "户口迁移证件遗失或超过有效期限", "Migration papers lost or expired", W96, LEVEL_CITY, false, "restore supplement",
      "APPLICATION MIGRATION_RECORD|JOINT_INVESTIGATION", FINDINGS, "[W96] [G21 9] [G21 47]" },
    { "FOREIGN_PARENT", "7", "公民与外国人、无国籍人非婚生育", "Child of a citizen and a foreigner or stateless person out of wedlock", W96, LEVEL_CITY, false, "supplement",
      "APPLICATION BIRTH_CERTIFICATE|KINSHIP_TEST PARENT_BOOKLET MARRIAGE NATIONALITY", FINDINGS, "[W96] [G21 9]" },
    { "OTHER", "8", "其他原因", "Other", W96, LEVEL_CITY, true, "supplement restore",
      "APPLICATION JOINT_INVESTIGATION|COURT_DECISION", FINDINGS, "[W96] [G21 9]" },
};
const size_t unregistered_class_count = COUNT(unregistered_classes);

const struct proof_kind proof_kinds[] = {
    /* code, words, papers of a business it stands for, issued by somebody, source */
    { "APPLICATION",         "本人（监护人）书面申请",               "Written application",                        "APPLICATION",                      false, "[W96]" },
    { "BIRTH_CERTIFICATE",   "出生医学证明",                         "Birth certificate",                          "IDENTITY_PROOF BIRTH_CERTIFICATE", true,  "[W96] [HR 7]" },
    { "KINSHIP_TEST",        "亲子鉴定意见书（只记结论）",           "Kinship test (its conclusion only)",         "IDENTITY_PROOF KINSHIP_PROOF",     true,  "[W96]" },
    { "ADOPTION_PAPERS",     "收养登记证、事实收养公证书",           "Adoption papers",                            "IDENTITY_PROOF",                   true,  "[W96] [G21 26]" },
    { "COURT_DECISION",      "人民法院生效判决书",                   "Court decision in force",                    "IDENTITY_PROOF",                   true,  "[W96] [G21 38]" },
    { "JOINT_INVESTIGATION", "公安机关会同有关部门调查结论",         "Conclusion of a joint investigation",        "IDENTITY_PROOF",                   true,  "[W96]" },
    { "CANCELLATION",        "原户口注销登记材料",                   "Papers of the cancelled registration",       "IDENTITY_PROOF",                   true,  "[W96]" },
    { "MIGRATION_RECORD",    "户口迁移证存根、签发机关证明",         "Stub of the migration papers",               "IDENTITY_PROOF",                   true,  "[W96] [G21 47]" },
    { "PARENT_BOOKLET",      "父母（监护人、收养人）居民户口簿",     "Booklet of a parent, guardian or adopter",   "BOOKLET",                          false, "[W96]" },
    { "MARRIAGE",            "结婚证或非婚生育说明",                 "Marriage certificate, or statement of birth out of wedlock", "",                 false, "[W96]" },
    { "NATIONALITY",         "未取得其他国家国籍的证明或声明",       "Proof or statement that no other nationality was taken", "",                     false, "[W96]" },
    { "INQUIRY",             "走访调查报告",                         "Report of inquiry",                          "INQUIRY",                          false, "[G21 9]" },
    { "COMPARISON",          "人像比对结果（只记结论）",             "Result of the comparison (its conclusion only)", "COMPARISON",                   false, "[G21 9]" },
    { "WITNESS",             "知情人、村（居）民委员会证明",         "Statement of witnesses or the committee",    "",                                 false, "[W96]" },
    { "OBJECTION",           "公示期间反映的情况",                   "What was reported during the notice",        "",                                 false, "[S48]" },
    { "OTHER",               "其他材料",                             "Other papers",                               "",                                 false, "[W96]" },
};
const size_t proof_kind_count = COUNT(proof_kinds);

const struct close_reason close_reasons[] = {
    { "WITHDRAWN",  "申请人撤回申请",                         "Withdrawn by the applicant",                      true,  "[W96]" },
    { "DIED",       "当事人死亡",                             "The person died",                                 true,  "[HR 8]" },
    { "BY_MOVE",    "凭补领、换领的迁移证件办理迁入",         "Moves in with migration papers issued anew",      true,  "[G21 47]" },
    { "ORIGIN",     "转由原户口注销地、迁出地办理",           "Passed to the place of the former registration",  true,  "[W96]" },
    { "FOUND",      "查明本人已有户口",                       "Found to be registered",                          false, "[G21 3]" },
    { "NO_CITIZEN", "查明不具有中国国籍",                     "Found not to be a citizen",                       false, "[W96]" },
    { "UNPROVEN",   "现有材料尚不能证明身份，可补充后再申请", "Not proven by what was brought; may apply again", false, "[W96]" },
};
const size_t close_reason_count = COUNT(close_reasons);

const struct unregistered_age unregistered_ages[] = {
    { "30",  "30 日以内",  "Up to 30 days", 0, 30 },
    { "60",  "31—60 日",   "31 to 60 days", 31, 60 },
    { "90",  "61—90 日",   "61 to 90 days", 61, 90 },
    { "90+", "90 日以上",  "Over 90 days",  91, 0 },
};
/* clang-format on */
const size_t unregistered_age_count = COUNT(unregistered_ages);

const struct unregistered_class *unregistered_class_find(struct str code, struct day on)
{
    const struct unregistered_class *found = NULL;
    for (size_t i = 0; i < COUNT(unregistered_classes); i++) {
        const struct unregistered_class *c = &unregistered_classes[i];
        if (str_is(code, c->code) && c->begins.n <= on.n &&
            (!found || found->begins.n <= c->begins.n))
            found = c;
    }
    return found;
}

const struct proof_kind *proof_kind_find(struct str code)
{
    for (size_t i = 0; i < COUNT(proof_kinds); i++)
        if (str_is(code, proof_kinds[i].code))
            return &proof_kinds[i];
    return NULL;
}

const struct close_reason *close_reason_find(struct str code)
{
    for (size_t i = 0; i < COUNT(close_reasons); i++)
        if (str_is(code, close_reasons[i].code))
            return &close_reasons[i];
    return NULL;
}

const struct unregistered_age *unregistered_age_of(int days)
{
    size_t i = 0;
    while (unregistered_ages[i].to && days > unregistered_ages[i].to)
        i++;
    return &unregistered_ages[i];
}
