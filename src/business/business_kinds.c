/** What each business is: who may have it, which items and papers, who decides, in how many days. A
 * new rule is a row; a changed one a row with the day it begins. */
#include "business/business.h"

const char *const business_level_words[LEVEL_COUNT] = { "STATION", "COUNTY", "CITY" };

#define FIRST_DAY DAY(1958, 1, 9) /* the regulations on household registration [HR] */

#define MOVE_ITEMS "joinsNumber relation street door detail householdKind "
/* clang-format off */
const struct business_kind business_kinds[] = {
    /* key, code, class, words, begins, level, days, subject, states, items, papers, reasons, effect, status after, cases, controlled, source */
    { "birth", "101", "", "出生登记", "Birth", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_NEWCOMER, "",
      "name! sex! ethnic! bornOn! birthPlace! birthCertificate! nativePlace joinsNumber! relation! fatherNumber motherNumber",
      "BIRTH_CERTIFICATE BOOKLET PARENT_ID", NULL, EFFECT_BIRTH, "0", NULL, false, "[HR 7] [G21]" },
    { "death", "102", "", "死亡注销", "Death", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "03469",
      "happenedOn! place newHeadNumber", "DEATH_PROOF BOOKLET", NULL, EFFECT_END, "1", "5", false, "[HR 8] [G21]" },
    { "address_change", "103", "", "市内住址变动", "Address change inside the city", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "0",
      "happenedOn! reason! " MOVE_ITEMS "newHeadNumber", "BOOKLET DWELLING_PROOF", "05", EFFECT_MOVE, NULL, NULL, false, "[HR 13] [domain 5.5]" },
    { "move_in", "105", "", "迁入登记", "Move in", FIRST_DAY, LEVEL_COUNTY, 10, SUBJECT_NEWCOMER, "",
      "name! sex! ethnic! bornOn! number! happenedOn! reason! place! formerName nativePlace education marital " MOVE_ITEMS,
      "MIGRATION_CERTIFICATE DWELLING_PROOF|RECEIVER_BOOKLET", "05", EFFECT_ARRIVE, "0", NULL, false, "[HR 13]" },
    { "move_out", "106", "", "迁出注销", "Move out", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "0",
      "happenedOn! reason! place! newHeadNumber", "BOOKLET MOVE_PERMIT", "04", EFFECT_END, "2", "3", false, "[HR 10]" },
    { "enlist", "106", "", "入伍注销", "Enlistment", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "0",
      "happenedOn! newHeadNumber", "ENLISTMENT_NOTICE BOOKLET", NULL, EFFECT_END, "3", NULL, false, "[HR 9] [V 5.5]" },
    { "settle_abroad", "106", "", "出国（境）定居注销", "Settling abroad", FIRST_DAY, LEVEL_COUNTY, 10, SUBJECT_PERSON, "0",
      "happenedOn! place! newHeadNumber", "SETTLEMENT_PROOF BOOKLET", NULL, EFFECT_END, "4", NULL, false, "[HR 10] [V 5.3]" },
    { "discharge", "105", "", "退伍恢复", "Discharge", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "3",
      "happenedOn! " MOVE_ITEMS, "DISCHARGE_PAPERS", NULL, EFFECT_RETURN, "0", NULL, false, "[HR 9] [V 5.5]" },

    { "number_duplicate", "107", "11", "纠正重号", "Duplicate number", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "0",
      "number", "APPLICATION NUMBER_PROOF BOOKLET COMPARISON", NULL, EFFECT_CHANGE, NULL, "1", true, "[GA214.13 11] [domain 3.3] [G21 9]" },
    { "number_wrong", "107", "12", "纠正错号", "Wrong number", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "0",
      "number", "APPLICATION NUMBER_PROOF BOOKLET COMPARISON", NULL, EFFECT_CHANGE, NULL, "1", true, "[GA214.13 12] [domain 3.3] [G21 9]" },
    { "number_other", "107", "19", "号码其他变更", "Number, other", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "0",
      "number", "APPLICATION NUMBER_PROOF BOOKLET COMPARISON", NULL, EFFECT_CHANGE, NULL, "1", true, "[GA214.13 19] [G21 9]" },
    { "name_change", "107", "21", "姓名变更", "Name changed", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "name! formerName", "APPLICATION NAME_PROOF BOOKLET COMPARISON PARENTS_AGREE?", NULL, EFFECT_CHANGE, NULL, NULL, true, "[HR 18] [domain 10.4]" },
    { "name_correct", "107", "22", "姓名更正", "Name corrected", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "name!", "APPLICATION NAME_PROOF BOOKLET COMPARISON", NULL, EFFECT_CHANGE, NULL, NULL, true, "[GA214.13 22] [G21 9]" },
    { "former_name", "107", "23", "曾用名变更", "Former name changed", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_PERSON, "0",
      "formerName!", "APPLICATION BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[GA214.13 23]" },
    { "sex_change", "107", "31", "性别变更", "Sex changed", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "sex! number", "APPLICATION MEDICAL_PROOF BOOKLET COMPARISON", NULL, EFFECT_CHANGE, NULL, "1", true, "[G21 54] [domain 10.4]" },
    { "sex_correct", "107", "32", "性别更正", "Sex corrected", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "sex! number", "APPLICATION IDENTITY_PROOF BOOKLET COMPARISON", NULL, EFFECT_CHANGE, NULL, "1", true, "[GA214.13 32] [G21 9]" },
    { "birth_correct", "107", "41", "出生日期更正", "Birth date corrected", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "0",
      "bornOn! number", "APPLICATION BIRTH_PROOF BOOKLET COMPARISON NOT_PUBLIC_EMPLOYEE", NULL, EFFECT_CHANGE, NULL, "1", true, "[GA214.13 41] [G21 9] [HN]" },
    { "birth_other", "107", "49", "出生日期其他更正", "Birth date, other", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "0",
      "bornOn! number", "APPLICATION BIRTH_PROOF BOOKLET COMPARISON NOT_PUBLIC_EMPLOYEE", NULL, EFFECT_CHANGE, NULL, "1", true, "[GA214.13 49] [G21 9]" },
    { "ethnic_change", "107", "51", "民族变更", "Ethnic group changed", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "ethnic!", "APPLICATION ETHNIC_APPROVAL BOOKLET PARENTS_PAPERS", NULL, EFFECT_CHANGE, NULL, NULL, true, "[E2] [domain 10.4]" },
    { "ethnic_correct", "107", "52", "民族更正", "Ethnic group corrected", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "ethnic!", "APPLICATION ETHNIC_APPROVAL BOOKLET PARENTS_PAPERS", NULL, EFFECT_CHANGE, NULL, NULL, true, "[E2] [GA214.13 52]" },
    { "birthplace_correct", "107", "61", "出生地更正", "Birthplace corrected", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_PERSON, "0",
      "birthPlace!", "APPLICATION BIRTH_PROOF BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[GA214.13 61]" },
    { "native_change", "107", "71", "籍贯变更", "Native place changed", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_PERSON, "0",
      "nativePlace!", "APPLICATION BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[GA214.13 71]" },
    { "native_correct", "107", "72", "籍贯更正", "Native place corrected", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_PERSON, "0",
      "nativePlace!", "APPLICATION BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[GA214.13 72]" },
    { "other_change", "107", "91", "其他项目变更", "Other items changed", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "0",
      "education marital occupation workplace relation", "BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[V 5.5]" },
    { "other_correct", "107", "92", "其他项目更正", "Other items corrected", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_PERSON, "0",
      "education marital occupation workplace relation birthCertificate", "APPLICATION BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[V 5.5]" },
    { "parents_correct", "107", "92", "父母项更正", "Parents corrected", FIRST_DAY, LEVEL_COUNTY, 20, SUBJECT_PERSON, "0",
      "fatherNumber motherNumber", "APPLICATION KINSHIP_PROOF BOOKLET", NULL, EFFECT_CHANGE, NULL, NULL, false, "[V 5.5] [S9]" },

    { "supplement", "108", "", "补录", "Supplementary entry", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_NEWCOMER, "",
      "name! sex! ethnic! bornOn! birthPlace nativePlace fatherNumber motherNumber " MOVE_ITEMS,
      "APPLICATION IDENTITY_PROOF COMPARISON INQUIRY", NULL, EFFECT_BIRTH, "0", NULL, true, "[G21 9] [W96]" },
    { "delete", "109", "", "删除", "Deletion", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "012469",
      "newHeadNumber", "DOUBLE_PROOF COMPARISON", NULL, EFFECT_END, "7", "7", true, "[V 5.5] [domain 10.2]" },
    { "restore", "112", "", "恢复户口", "Registration restored", FIRST_DAY, LEVEL_CITY, 30, SUBJECT_PERSON, "1234678",
      "happenedOn! " MOVE_ITEMS, "APPLICATION IDENTITY_PROOF COMPARISON INQUIRY", NULL, EFFECT_RETURN, "0", NULL, true, "[G21 9] [V 5.5]" },

    { "household_kind", "110", "", "户类型变更", "Change of household kind", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_HOUSEHOLD, "0",
      "householdKind!", "APPLICATION BOOKLET", NULL, EFFECT_HOUSEHOLD_KIND, NULL, NULL, false, "[V 5.5]" },
    { "household_end", "111", "", "销户", "Household ended", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_HOUSEHOLD, "0",
      "", "BOOKLET", NULL, EFFECT_HOUSEHOLD_END, NULL, NULL, false, "[V 5.5]" },
    { "split", "201", "", "分户", "Household split", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_PERSON, "0",
      "street! door! detail! householdKind newHeadNumber", "APPLICATION BOOKLET DWELLING_PROOF", NULL, EFFECT_SPLIT, NULL, NULL, false, "[V 5.5] [G21 14]" },
    { "merge", "203", "", "并户", "Households merged", FIRST_DAY, LEVEL_STATION, 10, SUBJECT_HOUSEHOLD, "0",
      "joinsNumber! relation!", "APPLICATION BOOKLET RECEIVER_BOOKLET", NULL, EFFECT_MERGE, NULL, NULL, false, "[V 5.5] [G21 14]" },
    { "household_move", "103", "", "整户市内迁移", "Whole household moves inside the city", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_HOUSEHOLD, "0",
      "happenedOn! reason! street! door! detail householdKind", "APPLICATION BOOKLET DWELLING_PROOF", "05", EFFECT_HOUSEHOLD_MOVE, NULL, NULL, false, "[HR 13] [domain 5.5]" },
    { "new_head", "202", "", "变更户主", "New head of the household", FIRST_DAY, LEVEL_STATION, 3, SUBJECT_HOUSEHOLD, "0",
      "newHeadNumber!", "APPLICATION BOOKLET", NULL, EFFECT_HEAD, NULL, NULL, false, "[HR 5] [V 5.5]" },
};
const size_t business_kind_count = COUNT(business_kinds);

const struct paper_text business_papers[] = {
    { "APPLICATION",           "本人（监护人）书面申请",       "Written application" },
    { "BOOKLET",               "居民户口簿",                   "Household booklet" },
    { "RECEIVER_BOOKLET",      "接收户居民户口簿",             "Booklet of the receiving household" },
    { "PARENT_ID",             "父母居民身份证",               "A parent's identity card" },
    { "BIRTH_CERTIFICATE",     "出生医学证明",                 "Birth certificate" },
    { "BIRTH_PROOF",           "出生原始凭证",                 "Original proof of birth" },
    { "DEATH_PROOF",           "死亡证明",                     "Proof of death" },
    { "DWELLING_PROOF",        "合法稳定住所证明",             "Proof of dwelling" },
    { "MIGRATION_CERTIFICATE", "户口迁移证",                   "Migration certificate" },
    { "MOVE_PERMIT",           "准予迁入证明或录取、调动证明", "Permit to move, or proof of its cause" },
    { "ENLISTMENT_NOTICE",     "入伍通知书",                   "Notice of enlistment" },
    { "DISCHARGE_PAPERS",      "退役证件及安置部门证明",       "Discharge papers" },
    { "SETTLEMENT_PROOF",      "定居证明",                     "Proof of settlement abroad" },
    { "NUMBER_PROOF",          "号码重、错情况调查材料",       "Findings about the number" },
    { "NAME_PROOF",            "变更姓名理由证明",             "Proof of the reason of the name" },
    { "PARENTS_AGREE",         "父母双方同意书（未满十八周岁）", "Both parents' agreement (under 18)" },
    { "PARENTS_PAPERS",        "父母证件及关系证明",           "Parents' papers" },
    { "MEDICAL_PROOF",         "三级医院或司法鉴定证明",       "Proof of a grade-3 hospital or a forensic one" },
    { "IDENTITY_PROOF",        "身份来源证明",                 "Proof of identity" },
    { "ETHNIC_APPROVAL",       "民族事务部门审批件",           "Approval of the ethnic-affairs office" },
    { "KINSHIP_PROOF",         "亲子关系证明",                 "Proof of kinship" },
    { "DOUBLE_PROOF",          "重复登记核查材料",             "Findings of a double registration" },
    { "COMPARISON",            "人像、指纹比对结果",           "Result of portrait and fingerprint comparison" },
    { "INQUIRY",               "民警调查报告",                 "Report of inquiry" },
    { "OVERDUE_FILE",          "应销未销、空挂户案卷",         "File of an overdue cancellation or pocket household" },
    { "NOT_PUBLIC_EMPLOYEE",   "非公职人员声明或干部人事部门材料", "Statement that no public employee, or papers of the personnel authority" },
};
const size_t business_paper_count = COUNT(business_papers);

const struct once_rule once_rules[] = {
    { "ethnic_change", 0, 17, 1, "[E2] once under 18, when the parents' marriage changed or by adoption" },
    { "ethnic_change", 18, 19, 1, "[E2] once within two years from turning 18, by own choice" },
};
const size_t once_rule_count = COUNT(once_rules);
/* clang-format on */

const struct business_kind *business_kind_find(struct str key, struct day on)
{
    const struct business_kind *found = NULL;
    for (size_t i = 0; i < business_kind_count; i++)
        if (str_is(key, business_kinds[i].key) && business_kinds[i].begins.n <= on.n &&
            (!found || found->begins.n <= business_kinds[i].begins.n))
            found = &business_kinds[i];
    return found;
}

static const struct item_text items[BUSINESS_ITEM_COUNT] = {
#define X(name, key, form, list, zh, en) [BUSINESS_ITEM_##name] = { key, form, list, zh, en },
    BUSINESS_ITEMS(X)
#undef X
};

const struct item_text *item_text(enum business_item item)
{
    ASSERT(item < BUSINESS_ITEM_COUNT);
    return &items[item];
}

enum business_item item_of_key(struct str key)
{
    size_t i = 0;
    while (i < BUSINESS_ITEM_COUNT && !str_is(key, items[i].key))
        i++;
    return (enum business_item)i;
}
