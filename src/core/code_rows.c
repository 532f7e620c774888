/* The rows of core/codes.h, list by list. */
#include "core/codes.h"

#define ALWAYS                                                                                     \
    {                                                                                              \
        NO_DAY_N                                                                                   \
    }
/** A row without days; FLAGGED is the same with flags, SINCE with the day it begins. */
#define ROW(code, zh, en, source)                                                                  \
    {                                                                                              \
        code, zh, en, ALWAYS, ALWAYS, source, 0                                                    \
    }
#define FLAGGED(code, zh, en, source, flags)                                                       \
    {                                                                                              \
        code, zh, en, ALWAYS, ALWAYS, source, flags                                                \
    }
#define SINCE(code, zh, en, begins, source, flags)                                                 \
    {                                                                                              \
        code, zh, en, begins, ALWAYS, source, flags                                                \
    }
#define LIST(id, rows, zh, en)                                                                     \
    {                                                                                              \
        id, zh, en, rows, COUNT(rows), NULL, 0, NULL                                               \
    }
#define LIST_WITH(id, rows, aliases, ending, zh, en)                                               \
    {                                                                                              \
        id, zh, en, rows, COUNT(rows), aliases, COUNT(aliases), ending                             \
    }

/* clang-format off */

/* ---- persons ---- */

#define GROUP(code, zh, en) FLAGGED(code, zh, en, "[GB/T 3304]", CODE_ON_CARD)
static const struct code ethnic_group_rows[] = {
    GROUP("01", "汉", "Han"),           GROUP("02", "蒙古", "Mongol"),     GROUP("03", "回", "Hui"),
    GROUP("04", "藏", "Zang"),          GROUP("05", "维吾尔", "Uygur"),    GROUP("06", "苗", "Miao"),
    GROUP("07", "彝", "Yi"),            GROUP("08", "壮", "Zhuang"),       GROUP("09", "布依", "Buyei"),
    GROUP("10", "朝鲜", "Chosen"),      GROUP("11", "满", "Man"),          GROUP("12", "侗", "Dong"),
    GROUP("13", "瑶", "Yao"),           GROUP("14", "白", "Bai"),          GROUP("15", "土家", "Tujia"),
    GROUP("16", "哈尼", "Hani"),        GROUP("17", "哈萨克", "Kazak"),    GROUP("18", "傣", "Dai"),
    GROUP("19", "黎", "Li"),            GROUP("20", "傈僳", "Lisu"),       GROUP("21", "佤", "Va"),
    GROUP("22", "畲", "She"),           GROUP("23", "高山", "Gaoshan"),    GROUP("24", "拉祜", "Lahu"),
    GROUP("25", "水", "Sui"),           GROUP("26", "东乡", "Dongxiang"),  GROUP("27", "纳西", "Naxi"),
    GROUP("28", "景颇", "Jingpo"),      GROUP("29", "柯尔克孜", "Kirgiz"), GROUP("30", "土", "Tu"),
    GROUP("31", "达斡尔", "Daur"),      GROUP("32", "仫佬", "Mulao"),      GROUP("33", "羌", "Qiang"),
    GROUP("34", "布朗", "Blang"),       GROUP("35", "撒拉", "Salar"),      GROUP("36", "毛南", "Maonan"),
    GROUP("37", "仡佬", "Gelao"),       GROUP("38", "锡伯", "Xibe"),       GROUP("39", "阿昌", "Achang"),
    GROUP("40", "普米", "Pumi"),        GROUP("41", "塔吉克", "Tajik"),    GROUP("42", "怒", "Nu"),
    GROUP("43", "乌孜别克", "Uzbek"),   GROUP("44", "俄罗斯", "Russ"),     GROUP("45", "鄂温克", "Ewenki"),
    GROUP("46", "德昂", "Deang"),       GROUP("47", "保安", "Bonan"),      GROUP("48", "裕固", "Yugur"),
    GROUP("49", "京", "Gin"),           GROUP("50", "塔塔尔", "Tatar"),    GROUP("51", "独龙", "Derung"),
    GROUP("52", "鄂伦春", "Oroqen"),    GROUP("53", "赫哲", "Hezhen"),     GROUP("54", "门巴", "Monba"),
    GROUP("55", "珞巴", "Lhoba"),       GROUP("56", "基诺", "Jino"),
    FLAGGED("97", "其他", "Other", "police extension", CODE_ON_CARD),
    FLAGGED("98", "外国血统中国籍人士", "Naturalised", "police extension", CODE_ON_CARD),
};
static const struct code_alias ethnic_group_aliases[] = {
    { "毛难", "36" }, { "崩龙", "46" }, { "入籍", "98" },
    { "外国血统", "98" }, { "外国血统中国籍", "98" },
};
const struct code_list ethnic_groups =
    LIST_WITH("ethnic_groups", ethnic_group_rows, ethnic_group_aliases, "族", "民族", "Ethnic group");

static const struct code sex_rows[] = {
    ROW("0", "未知的性别", "Unknown", "[GB/T 2261.1]"),
    FLAGGED("1", "男", "Male", "[GB/T 2261.1]", CODE_ON_CARD),
    FLAGGED("2", "女", "Female", "[GB/T 2261.1]", CODE_ON_CARD),
    ROW("9", "未说明的性别", "Not stated", "[GB/T 2261.1]"),
};
static const struct code_alias sex_aliases[] = { { "男性", "1" }, { "女性", "2" }, { "M", "1" }, { "F", "2" } };
const struct code_list sexes = LIST_WITH("sexes", sex_rows, sex_aliases, NULL, "性别", "Sex");

static const struct code marital_rows[] = {
    ROW("10", "未婚", "Unmarried", "[GB/T 2261.2]"),
    FLAGGED("20", "已婚", "Married", "[GB/T 2261.2]", CODE_GROUP),
    ROW("21", "初婚", "First marriage", "[GB/T 2261.2]"),
    ROW("22", "再婚", "Remarried", "[GB/T 2261.2]"),
    ROW("23", "复婚", "Marriage restored", "[GB/T 2261.2]"),
    ROW("30", "丧偶", "Widowed", "[GB/T 2261.2]"),
    ROW("40", "离婚", "Divorced", "[GB/T 2261.2]"),
    ROW("90", "未说明的婚姻状况", "Not stated", "[GB/T 2261.2]"),
};
static const struct code_alias marital_aliases[] = {
    { "有配偶", "20" }, { "结婚", "20" }, { "离异", "40" }, { "未说明", "90" },
};
const struct code_list marital_states =
    LIST_WITH("marital_states", marital_rows, marital_aliases, NULL, "婚姻状况", "Marital status");

#define EDUCATION(code, zh, en) ROW(code, zh, en, "[GB/T 4658]")
#define LEVEL(code, zh, en)     FLAGGED(code, zh, en, "[GB/T 4658]", CODE_GROUP)
static const struct code education_rows[] = {
    FLAGGED("00", "从未上过学", "Never schooled", "older edition [V]", CODE_HISTORY),
    LEVEL("10", "研究生教育", "Postgraduate"),
    EDUCATION("11", "博士研究生毕业", "Doctorate, graduated"),
    EDUCATION("12", "博士研究生结业", "Doctorate, completed"),
    EDUCATION("13", "博士研究生肄业", "Doctorate, unfinished"),
    EDUCATION("14", "硕士研究生毕业", "Master, graduated"),
    EDUCATION("15", "硕士研究生结业", "Master, completed"),
    EDUCATION("16", "硕士研究生肄业", "Master, unfinished"),
    LEVEL("20", "大学本科教育", "Bachelor"),
    EDUCATION("21", "大学本科毕业", "Bachelor, graduated"),
    EDUCATION("22", "大学本科结业", "Bachelor, completed"),
    EDUCATION("23", "大学本科肄业", "Bachelor, unfinished"),
    LEVEL("30", "大学专科教育", "Junior college"),
    EDUCATION("31", "大学专科毕业", "Junior college, graduated"),
    EDUCATION("32", "大学专科结业", "Junior college, completed"),
    EDUCATION("33", "大学专科肄业", "Junior college, unfinished"),
    LEVEL("40", "中等职业教育", "Secondary vocational"),
    EDUCATION("41", "中等专科毕业", "Secondary technical, graduated"),
    EDUCATION("42", "中等专科结业", "Secondary technical, completed"),
    EDUCATION("43", "中等专科肄业", "Secondary technical, unfinished"),
    EDUCATION("44", "职业高中毕业", "Vocational high school, graduated"),
    EDUCATION("45", "职业高中结业", "Vocational high school, completed"),
    EDUCATION("46", "职业高中肄业", "Vocational high school, unfinished"),
    EDUCATION("47", "技工学校毕业", "Skilled workers' school, graduated"),
    EDUCATION("48", "技工学校结业", "Skilled workers' school, completed"),
    EDUCATION("49", "技工学校肄业", "Skilled workers' school, unfinished"),
    LEVEL("60", "普通高级中学教育", "Senior high school"),
    EDUCATION("61", "普通高中毕业", "Senior high school, graduated"),
    EDUCATION("62", "普通高中结业", "Senior high school, completed"),
    EDUCATION("63", "普通高中肄业", "Senior high school, unfinished"),
    LEVEL("70", "初级中学教育", "Junior high school"),
    EDUCATION("71", "初中毕业", "Junior high school, graduated"),
    EDUCATION("73", "初中肄业", "Junior high school, unfinished"),
    LEVEL("80", "小学教育", "Primary school"),
    EDUCATION("81", "小学毕业", "Primary school, graduated"),
    EDUCATION("83", "小学肄业", "Primary school, unfinished"),
    EDUCATION("90", "其他", "Other"),
};
static const struct code_alias education_aliases[] = {
    { "研究生", "10" }, { "博士", "11" }, { "硕士", "14" }, { "大学本科", "20" }, { "本科", "20" },
    { "大学", "20" }, { "大学专科", "30" }, { "专科", "30" }, { "大专", "30" },
    { "中等专科", "40" }, { "中专", "40" }, { "职高", "44" }, { "技校", "47" },
    { "高级中学", "60" }, { "高中", "60" }, { "普通高中", "60" }, { "初级中学", "70" }, { "初中", "70" },
    { "小学", "80" }, { "文盲", "00" }, { "文盲或半文盲", "00" }, { "不识字", "00" }, { "未上学", "00" },
};
const struct code_list educations =
    LIST_WITH("educations", education_rows, education_aliases, NULL, "文化程度", "Education");

#define RELATION(code, zh, en) ROW(code, zh, en, "[GB/T 4761]")
#define KIN(code, zh, en)      FLAGGED(code, zh, en, "[GB/T 4761]", CODE_GROUP)
static const struct code relation_rows[] = {
    RELATION("01", "本人", "Self"),
    RELATION("02", "户主", "Head of the household"),
    KIN("10", "配偶", "Spouse"),
    RELATION("11", "夫", "Husband"),
    RELATION("12", "妻", "Wife"),
    KIN("20", "子", "Son"),
    RELATION("21", "独生子", "Only son"),
    RELATION("22", "长子", "Eldest son"),
    RELATION("23", "次子", "Second son"),
    RELATION("24", "三子", "Third son"),
    RELATION("25", "四子", "Fourth son"),
    RELATION("26", "五子", "Fifth son"),
    RELATION("27", "养子或继子", "Adopted or step-son"),
    RELATION("28", "女婿", "Son-in-law"),
    RELATION("29", "其他儿子", "Other son"),
    KIN("30", "女", "Daughter"),
    RELATION("31", "独生女", "Only daughter"),
    RELATION("32", "长女", "Eldest daughter"),
    RELATION("33", "次女", "Second daughter"),
    RELATION("34", "三女", "Third daughter"),
    RELATION("35", "四女", "Fourth daughter"),
    RELATION("36", "五女", "Fifth daughter"),
    RELATION("37", "养女或继女", "Adopted or step-daughter"),
    RELATION("38", "儿媳", "Daughter-in-law"),
    RELATION("39", "其他女儿", "Other daughter"),
    KIN("40", "孙子、孙女或外孙子、外孙女", "Grandchild"),
    RELATION("41", "孙子", "Son's son"),
    RELATION("42", "孙女", "Son's daughter"),
    RELATION("43", "外孙子", "Daughter's son"),
    RELATION("44", "外孙女", "Daughter's daughter"),
    RELATION("45", "孙媳妇或外孙媳妇", "Grandson's wife"),
    RELATION("46", "孙女婿或外孙女婿", "Granddaughter's husband"),
    RELATION("47", "曾孙子或外曾孙子", "Great-grandson"),
    RELATION("48", "曾孙女或外曾孙女", "Great-granddaughter"),
    RELATION("49", "其他孙辈", "Other grandchild"),
    KIN("50", "父母", "Parent"),
    RELATION("51", "父亲", "Father"),
    RELATION("52", "母亲", "Mother"),
    RELATION("53", "公公", "Husband's father"),
    RELATION("54", "婆婆", "Husband's mother"),
    RELATION("55", "岳父", "Wife's father"),
    RELATION("56", "岳母", "Wife's mother"),
    RELATION("57", "继父或养父", "Step- or adoptive father"),
    RELATION("58", "继母或养母", "Step- or adoptive mother"),
    RELATION("59", "其他父母关系", "Other parent"),
    KIN("60", "祖父母或外祖父母", "Grandparent"),
    RELATION("61", "祖父", "Father's father"),
    RELATION("62", "祖母", "Father's mother"),
    RELATION("63", "外祖父", "Mother's father"),
    RELATION("64", "外祖母", "Mother's mother"),
    RELATION("65", "配偶的祖父母或外祖父母", "Spouse's grandparent"),
    RELATION("66", "曾祖父", "Great-grandfather"),
    RELATION("67", "曾祖母", "Great-grandmother"),
    RELATION("68", "配偶的曾祖父母", "Spouse's great-grandparent"),
    RELATION("69", "其他祖辈", "Other grandparent"),
    KIN("70", "兄弟姐妹", "Sibling"),
    RELATION("71", "兄", "Elder brother"),
    RELATION("72", "嫂", "Elder brother's wife"),
    RELATION("73", "弟", "Younger brother"),
    RELATION("74", "弟媳", "Younger brother's wife"),
    RELATION("75", "姐姐", "Elder sister"),
    RELATION("76", "姐夫", "Elder sister's husband"),
    RELATION("77", "妹妹", "Younger sister"),
    RELATION("78", "妹夫", "Younger sister's husband"),
    RELATION("79", "其他兄弟姐妹", "Other sibling"),
    KIN("80", "其他", "Other"),
    RELATION("81", "伯父", "Father's elder brother"),
    RELATION("82", "伯母", "Wife of father's elder brother"),
    RELATION("83", "叔父", "Father's younger brother"),
    RELATION("84", "婶母", "Wife of father's younger brother"),
    RELATION("85", "舅父", "Mother's brother"),
    RELATION("86", "舅母", "Wife of mother's brother"),
    RELATION("87", "姨父", "Husband of mother's sister"),
    RELATION("88", "姨母", "Mother's sister"),
    RELATION("89", "姑父", "Husband of father's sister"),
    RELATION("90", "姑母", "Father's sister"),
    RELATION("91", "堂兄弟、堂姐妹", "Father's brother's child"),
    RELATION("92", "表兄弟、表姐妹", "Other cousin"),
    RELATION("93", "侄子", "Brother's son"),
    RELATION("94", "侄女", "Brother's daughter"),
    RELATION("95", "外甥", "Sister's son"),
    RELATION("96", "外甥女", "Sister's daughter"),
    RELATION("97", "其他亲属", "Other relative"),
    RELATION("99", "非亲属", "No relative"),
};
static const struct code_alias relation_aliases[] = {
    { "丈夫", "11" }, { "妻子", "12" }, { "老伴", "10" }, { "爱人", "10" },
    { "儿子", "20" }, { "儿", "20" }, { "之子", "20" }, { "长男", "22" }, { "次男", "23" },
    { "二子", "23" }, { "养子", "27" }, { "继子", "27" },
    { "女儿", "30" }, { "之女", "30" }, { "二女", "33" }, { "养女", "37" }, { "继女", "37" },
    { "儿媳妇", "38" }, { "媳", "38" }, { "媳妇", "38" },
    { "外孙", "43" }, { "孙媳", "45" }, { "孙媳妇", "45" }, { "曾孙子", "47" }, { "曾孙女", "48" },
    { "父", "51" }, { "爸爸", "51" }, { "母", "52" }, { "妈妈", "52" },
    { "继父", "57" }, { "养父", "57" }, { "继母", "58" }, { "养母", "58" },
    { "爷爷", "61" }, { "奶奶", "62" }, { "外公", "63" }, { "姥爷", "63" }, { "外婆", "64" }, { "姥姥", "64" },
    { "哥哥", "71" }, { "哥", "71" }, { "嫂子", "72" }, { "弟弟", "73" }, { "弟妹", "74" },
    { "姐", "75" }, { "妹", "77" }, { "侄", "93" }, { "外甥子", "95" }, { "其它", "80" }, { "其他非亲属", "99" },
};
const struct code_list relations =
    LIST_WITH("relations", relation_rows, relation_aliases, NULL, "与户主关系", "Relation to the head");

static const struct code person_state_rows[] = {
    ROW("0", "正常", "Normal", "[V]"),          ROW("1", "死亡", "Dead", "[V]"),
    ROW("2", "迁出", "Moved out", "[V]"),       ROW("3", "服现役", "In military service", "[V]"),
    ROW("4", "出国定居", "Settled abroad", "[V]"), ROW("6", "失踪", "Missing", "[V]"),
    ROW("7", "删除", "Deleted", "[V]"),         ROW("8", "冲销", "Reversed", "[V]"),
    ROW("9", "其他", "Other", "[V]"),
};
static const struct code_alias person_state_aliases[] = {
    { "在册", "0" }, { "死亡注销", "1" }, { "已故", "1" }, { "迁出注销", "2" }, { "入伍", "3" },
    { "服役", "3" }, { "出国(境)定居", "4" }, { "注销", "9" },
};
const struct code_list person_states =
    LIST_WITH("person_states", person_state_rows, person_state_aliases, NULL, "人员状态", "State of a person");

/* ---- households and changes ---- */

static const struct code household_kind_rows[] = {
    ROW("1", "家庭户", "Family household", "[F95] [G21 14], own values"),
    ROW("2", "集体户", "Collective household", "[F95] [G21 14], own values"),
};
static const struct code_alias household_kind_aliases[] = { { "家庭", "1" }, { "集体", "2" } };
const struct code_list household_kinds =
    LIST_WITH("household_kinds", household_kind_rows, household_kind_aliases, NULL, "户类型", "Kind of household");

static const struct code household_state_rows[] = {
    ROW("0", "在用", "In use", "own"), ROW("1", "已注销", "Cancelled", "own"),
    ROW("2", "已合并", "Merged into another", "own"),
};
const struct code_list household_states = LIST("household_states", household_state_rows, "户状态", "State of a household");

static const struct code military_rows[] = {
    ROW("0", "未服兵役", "Has not served", "[GA 324], own values"), ROW("1", "退出现役", "Discharged", "[GA 324], own values"),
    ROW("2", "服现役", "Serving", "[GA 324], own values"), ROW("3", "服预备役", "In the reserve", "[GA 324], own values"),
    ROW("9", "其他", "Other", "[GA 324], own values"),
};
const struct code_list military_states = LIST("military_states", military_rows, "兵役状况", "Military service");

static const struct code blood_group_rows[] = {
    ROW("1", "A型", "A", "[GA 324], own values"), ROW("2", "B型", "B", "[GA 324], own values"),
    ROW("3", "O型", "O", "[GA 324], own values"), ROW("4", "AB型", "AB", "[GA 324], own values"),
    ROW("9", "不明", "Unknown", "[GA 324], own values"),
};
const struct code_list blood_groups = LIST("blood_groups", blood_group_rows, "血型", "Blood group");

static const struct code household_business_rows[] = {
    ROW("101", "出生登记", "Birth", "[V]"),            ROW("102", "死亡注销", "Death", "[V]"),
    ROW("103", "住址变动(迁入)", "Address change, in", "[V]"),
    ROW("104", "住址变动(迁出)", "Address change, out", "[V]"),
    ROW("105", "迁入登记", "Move in", "[V]"),          ROW("106", "迁出注销", "Move out", "[V]"),
    ROW("107", "变更更正", "Change or correction", "[V]"),
    ROW("108", "补录", "Supplementary entry", "[V]"),  ROW("109", "删除", "Deletion", "[V]"),
    ROW("110", "户类型变更", "Change of household kind", "[V]"),
    ROW("111", "销户", "Household ended", "[V]"),      ROW("112", "恢复户口", "Registration restored", "[V]"),
    ROW("201", "立户", "Household created", "[V]"),    ROW("202", "户变更", "Household changed", "[V]"),
    ROW("203", "户注销", "Household cancelled", "[V]"),
    ROW("301", "地址新建", "Address created", "[V]"),  ROW("302", "地址变更", "Address changed", "[V]"),
    ROW("303", "地址注销", "Address cancelled", "[V]"),
    ROW("400", "区划调整", "Boundary change", "[V]"),
};
const struct code_list household_businesses =
    LIST("household_businesses", household_business_rows, "户口业务", "Household business");

static const struct code change_class_rows[] = {
    FLAGGED("10", "公民身份号码", "Citizen number", "[GA214.13]", CODE_GROUP),
    ROW("11", "纠正重号", "Duplicate number", "[GA214.13]"),
    ROW("12", "纠正错号", "Wrong number", "[GA214.13]"),
    ROW("19", "号码其他变更", "Number, other", "[GA214.13]"),
    FLAGGED("20", "姓名", "Name", "[GA214.13]", CODE_GROUP),
    ROW("21", "姓名变更", "Name changed", "[GA214.13]"),
    ROW("22", "姓名更正", "Name corrected", "[GA214.13]"),
    ROW("23", "曾用名变更", "Former name changed", "[GA214.13]"),
    FLAGGED("30", "性别", "Sex", "[GA214.13]", CODE_GROUP),
    ROW("31", "性别变更", "Sex changed", "[GA214.13]"),
    ROW("32", "性别更正", "Sex corrected", "[GA214.13]"),
    FLAGGED("40", "出生日期", "Birth date", "[GA214.13]", CODE_GROUP),
    ROW("41", "出生日期更正", "Birth date corrected", "[GA214.13]"),
    ROW("49", "出生日期其他更正", "Birth date, other", "[GA214.13]"),
    FLAGGED("50", "民族", "Ethnic group", "[GA214.13]", CODE_GROUP),
    ROW("51", "民族变更", "Ethnic group changed", "[GA214.13]"),
    ROW("52", "民族更正", "Ethnic group corrected", "[GA214.13]"),
    FLAGGED("60", "出生地", "Birthplace", "[GA214.13]", CODE_GROUP),
    ROW("61", "出生地更正", "Birthplace corrected", "[GA214.13]"),
    ROW("69", "出生地其他更正", "Birthplace, other", "[GA214.13]"),
    FLAGGED("70", "籍贯", "Native place", "[GA214.13]", CODE_GROUP),
    ROW("71", "籍贯变更", "Native place changed", "[GA214.13]"),
    ROW("72", "籍贯更正", "Native place corrected", "[GA214.13]"),
    FLAGGED("80", "信息级别", "Information level", "[V]", CODE_GROUP),
    ROW("81", "信息级别变更", "Information level changed", "[V]"),
    FLAGGED("90", "其他项目", "Other items", "[V]", CODE_GROUP),
    ROW("91", "其他项目变更", "Other item changed", "[V]"),
    ROW("92", "其他项目更正", "Other item corrected", "[V]"),
};
const struct code_list change_classes =
    LIST("change_classes", change_class_rows, "变更更正类别", "Class of change or correction");

/** The same last two digits serve a move out (04) and a move in or within (05). */
#define MOVE(digits, zh, en) ROW("04" digits, zh, en, "[V]"), ROW("05" digits, zh, en, "[V]")
#define OUT(digits, zh, en)  ROW("04" digits, zh, en, "[V]")
#define IN(digits, zh, en)   ROW("05" digits, zh, en, "[V]")
static const struct code move_reason_rows[] = {
    MOVE("01", "干部调动", "Cadre transferred"),
    MOVE("02", "工人调动", "Worker transferred"),
    MOVE("03", "录用干部", "Cadre recruited"),
    MOVE("04", "招工", "Worker recruited"),
    MOVE("08", "结婚", "Marriage"),
    MOVE("20", "大中专招生", "Enrolment"),
    MOVE("21", "大中专毕业分配", "Graduation"),
    MOVE("31", "投靠亲属", "Joining relatives"),
    MOVE("32", "投靠父母或子女", "Joining parents or children"),
    MOVE("33", "夫妻投靠", "Joining a spouse"),
    MOVE("41", "军人家属随军", "Family of a serviceman"),
    IN("42", "复员转业", "Discharged from service"),
    MOVE("51", "落实政策", "Policy"),
    MOVE("52", "收养寄养", "Adoption or foster care"),
    MOVE("61", "征地", "Land requisitioned"),
    MOVE("62", "购房", "House bought"),
    MOVE("63", "投资", "Investment"),
    IN("74", "回国定居", "Returned to settle"),
    IN("75", "港澳同胞定居", "Settling from Hong Kong or Macao"),
    IN("76", "台湾同胞定居", "Settling from Taiwan"),
    IN("77", "失踪人员寻回", "Missing person found"),
    IN("79", "释放回归", "Released"),
    OUT("81", "应征入伍", "Enlisted"),
    OUT("84", "出国定居", "Settling abroad"),
    OUT("85", "赴港澳定居", "Settling in Hong Kong or Macao"),
    OUT("86", "赴台湾定居", "Settling in Taiwan"),
    OUT("87", "失踪", "Missing"),
    MOVE("93", "离婚", "Divorce"),
    MOVE("94", "婚迁", "Moving on marriage"),
    MOVE("95", "市内移居", "Moving within the city"),
    MOVE("96", "分户", "Household split"),
    MOVE("97", "立户", "Household set up"),
    MOVE("98", "并户", "Households merged"),
    MOVE("99", "其他", "Other"),
};
const struct code_list move_reasons = LIST("move_reasons", move_reason_rows, "迁移原因", "Reason of a move");

static const struct code duplicate_outcome_rows[] = {
    ROW("0", "未处理", "Open", "[V]"),
    ROW("1", "本人改号", "Own number changed", "[V]"),
    ROW("2", "对方改号", "The other's number changed", "[V]"),
    ROW("3", "本人迁出", "Moved out", "[V]"),
    ROW("4", "对方迁出", "The other moved out", "[V]"),
    ROW("5", "本人死亡", "Died", "[V]"),
    ROW("6", "对方死亡", "The other died", "[V]"),
    ROW("7", "本人注销", "Cancelled", "[V]"),
    ROW("8", "对方注销", "The other cancelled", "[V]"),
    ROW("9", "其他", "Other", "[V]"),
};
const struct code_list duplicate_outcomes =
    LIST("duplicate_outcomes", duplicate_outcome_rows, "重号处理结果", "Outcome of a duplicate number");

/* ---- applications ---- */

#define FIRST(code, zh, en, source)   SINCE(code, zh, en, DAY(2004, 1, 1), source, 0)
#define RENEWAL(code, zh, en, source) SINCE(code, zh, en, DAY(2004, 1, 1), source, CODE_OLD_CARD)
#define GROUND_CLASS(code, zh, en, source, flags)                                                  \
    SINCE(code, zh, en, DAY(2004, 1, 1), source, CODE_GROUP | (flags))
static const struct code ground_rows[] = {
    GROUND_CLASS("10", "申领", "First application", "[GA214.5]", 0),
    FIRST("11", "未满十六周岁申领", "First card, under 16", "[L 2] [GA214.5]"),
    FIRST("12", "年满十六周岁申领", "First card, 16 or older", "[L 2] [GA214.5]"),
    FIRST("13", "港澳台同胞回内地定居申领", "Settling from Hong Kong, Macao or Taiwan", "[L 9] [GA214.5]"),
    FIRST("14", "华侨回国定居申领", "Overseas Chinese returning", "[L 9] [GA214.5]"),
    FIRST("15", "加入或恢复国籍申领", "Naturalised or restored", "[L 9] [GA214.5]"),
    FIRST("16", "其他申领", "First card, other", "[GA214.5], meaning own"),
    GROUND_CLASS("20", "换领", "Renewal", "[L 11], own values", CODE_OLD_CARD),
    RENEWAL("21", "有效期满换领", "Validity expired", "[L 11], own values"),
    RENEWAL("22", "姓名变更换领", "Name changed", "[L 11], own values"),
    RENEWAL("23", "证件损坏换领", "Card damaged", "[L 11], own values"),
    RENEWAL("24", "其他项目变更换领", "Another item changed", "[L 11] [G21 76], own values"),
    RENEWAL("25", "换发新一代证件", "The State changes to a new generation of cards", "[L 11], own values"),
    GROUND_CLASS("30", "换发", "Replacement by the police", "[L 11], own values", CODE_OLD_CARD),
    RENEWAL("31", "登记项目有误换发", "A registered item is wrong", "[L 11], own values"),
    GROUND_CLASS("40", "补领", "Reissue", "[L 11] [V]", 0),
    FIRST("41", "丢失补领", "Card lost", "[L 11] [V]"),
};
const struct code_list application_grounds =
    LIST("application_grounds", ground_rows, "申领原因", "Ground of an application");

static const struct code production_type_rows[] = {
    ROW("1", "普通证", "Ordinary", "[GA214.6] [V]"),
    ROW("2", "快证", "Express", "[GA214.6] [V]"),
};
const struct code_list production_types =
    LIST("production_types", production_type_rows, "制证类型", "Production type");

static const struct code delivery_rows[] = {
    ROW("1", "自行领取", "Collected at the station", "[GA214.7], own values"),
    ROW("2", "邮政递送", "Sent by post", "[GA214.7], own values"),
};
const struct code_list deliveries = LIST("deliveries", delivery_rows, "领取方式", "Delivery");

static const struct code review_result_rows[] = {
    ROW("0", "未审核", "Open", "[GA214.9] [V]"),
    ROW("1", "合格", "Good", "[GA214.9] [V]"),
    ROW("2", "不合格", "Bad", "[GA214.9] [V]"),
};
const struct code_list review_results =
    LIST("review_results", review_result_rows, "审核结果", "Result of a review");

#define ERROR(code, zh, en) ROW(code, zh, en, "classes [GA214.10], own values")
static const struct code data_error_rows[] = {
    ROW("00", "无错误", "Good", "[V]"),
    ERROR("11", "姓名", "Name"),
    ERROR("12", "性别", "Sex"),
    ERROR("13", "民族", "Ethnic group"),
    ERROR("14", "出生日期", "Birth date"),
    ERROR("21", "号码错误", "Number wrong"),
    ERROR("22", "号码重复", "Number duplicate"),
    ERROR("23", "号码格式", "Number malformed"),
    ERROR("31", "住址", "Address"),
    ERROR("41", "相片", "Portrait"),
    ERROR("51", "有效期限", "Validity"),
    ERROR("52", "签发机关", "Issuing organ"),
    ERROR("99", "其他", "Other"),
};
const struct code_list data_errors = LIST("data_errors", data_error_rows, "数据差错类别", "Class of data error");

/* ---- cards ---- */

#define DEFECT(code, zh, en)       ROW(code, zh, en, "[GA 458] [GA/T 454] [GA/T 455], own values")
#define DEFECT_GROUP(code, zh, en) FLAGGED(code, zh, en, "own values", CODE_GROUP)
static const struct code card_defect_rows[] = {
    DEFECT_GROUP("10", "卡体", "Body"),
    DEFECT("11", "污渍", "Dirt"),
    DEFECT("12", "划痕", "Scratches"),
    DEFECT("13", "气泡", "Bubbles"),
    DEFECT("14", "起膜", "Film peeling"),
    DEFECT("15", "裂损", "Cracked"),
    DEFECT("16", "翘曲", "Warped"),
    DEFECT_GROUP("20", "印刷", "Print"),
    DEFECT("21", "色差", "Colour fault"),
    DEFECT("22", "文字缺失", "Text incomplete"),
    DEFECT("23", "裁切偏移", "Cut offset"),
    DEFECT("24", "相片不清", "Portrait unclear"),
    DEFECT_GROUP("30", "芯片", "Chip"),
    DEFECT("31", "不能机读", "Not readable"),
    DEFECT("32", "机读与视读不符", "Chip and print differ"),
    DEFECT("33", "机读与底库不符", "Chip and register differ"),
    DEFECT_GROUP("40", "内容", "Content"),
    DEFECT("41", "相片非本人", "Portrait of another person"),
    DEFECT("42", "视读与底库不符", "Print and register differ"),
    DEFECT_GROUP("50", "交接", "Hand-over"),
    DEFECT("51", "数量不符", "Count differs"),
    DEFECT("52", "装箱单不符", "Box list differs"),
    DEFECT("53", "错投", "Sent to the wrong unit"),
    DEFECT("99", "其他", "Other"),
};
const struct code_list card_defects = LIST("card_defects", card_defect_rows, "证件质量问题", "Card defect");

static const struct code card_class_rows[] = {
    { "1", "第一代居民身份证", "First-generation card", ALWAYS, DAY(2012, 12, 31), "[L 23]", CODE_HISTORY },
    SINCE("2", "第二代居民身份证", "Second-generation card", DAY(2004, 1, 1), "[L 23]", 0),
    { "3", "第一代临时身份证", "First-generation temporary card", ALWAYS, DAY(2012, 12, 31), "[V]", CODE_HISTORY },
    SINCE("4", "临时居民身份证", "Temporary card", DAY(2005, 10, 1), "[T78]", 0),
};
const struct code_list card_classes = LIST("card_classes", card_class_rows, "证件类别", "Class of card");

static const struct code card_state_rows[] = {
    ROW("1", "正常", "Normal", "[V]"),
    ROW("2", "挂失", "Loss reported", "[V]"),
    ROW("3", "收交", "Taken back", "[V]"),
    ROW("4", "销毁", "Destroyed", "[V]"),
    ROW("9", "其他", "Other", "[V]"),
};
const struct code_list card_states = LIST("card_states", card_state_rows, "证件状态", "State of a card");

const struct code_list *const all_code_lists[] = {
    &ethnic_groups, &sexes, &marital_states, &educations, &relations, &person_states, &household_kinds, &household_states, &military_states, &blood_groups,
    &household_businesses, &change_classes, &move_reasons, &duplicate_outcomes, &application_grounds,
    &production_types, &deliveries, &review_results, &data_errors, &card_defects, &card_classes, &card_states,
};
const size_t all_code_list_count = COUNT(all_code_lists);
/* clang-format on */
