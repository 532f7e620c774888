#include "register/person_detail.h"
#include "db/db.h"
#include "sql/register.h"

/* clang-format off */
const struct column person_detail_columns[] = {
    COLUMN(person_detail, part,  NULL, KIND_INT32, "首登单位", "Part"),
    COLUMN(person_detail, id,    NULL, KIND_ID,    "人员标识", "Id"),
    COLUMN(person_detail, ver,   NULL, KIND_INT32, "版本",     "Version"),
    COLUMN(person_detail, birth_time,           "birthTime",          KIND_TEXT,  "出生时间",           "Birth time"),
    COLUMN(person_detail, birth_country,        "birthCountry",       KIND_TEXT,  "出生地国家（地区）", "Country of birth"),
    COLUMN(person_detail, birth_county,         "birthCounty",        KIND_TEXT,  "出生地省市县区",     "County of birth"),
    COLUMN(person_detail, birth_place,          "birthPlace",         KIND_TEXT,  "出生地详址",         "Place of birth"),
    COLUMN(person_detail, birth_certificate,    "birthCertificate",   KIND_TEXT,  "出生证编号",         "Birth certificate"),
    COLUMN(person_detail, birth_certificate_on, "birthCertificateOn", KIND_DAY,   "出生证签发日期",     "Certificate issued on"),
    COLUMN(person_detail, guardian1_name,       "guardian1Name",      KIND_TEXT,  "监护人一姓名",       "Guardian 1"),
    COLUMN(person_detail, guardian1_number,     "guardian1Number",    KIND_TEXT,  "监护人一号码",       "Guardian 1, number"),
    COLUMN(person_detail, guardian1_relation,   "guardian1Relation",  KIND_TEXT,  "监护人一关系",       "Guardian 1, relation"),
    COLUMN(person_detail, guardian2_name,       "guardian2Name",      KIND_TEXT,  "监护人二姓名",       "Guardian 2"),
    COLUMN(person_detail, guardian2_number,     "guardian2Number",    KIND_TEXT,  "监护人二号码",       "Guardian 2, number"),
    COLUMN(person_detail, guardian2_relation,   "guardian2Relation",  KIND_TEXT,  "监护人二关系",       "Guardian 2, relation"),
    COLUMN(person_detail, father_name,          "fatherName",         KIND_TEXT,  "父亲姓名",           "Father"),
    COLUMN(person_detail, father_number,        "fatherNumber",       KIND_TEXT,  "父亲号码",           "Father, number"),
    COLUMN(person_detail, mother_name,          "motherName",         KIND_TEXT,  "母亲姓名",           "Mother"),
    COLUMN(person_detail, mother_number,        "motherNumber",       KIND_TEXT,  "母亲号码",           "Mother, number"),
    COLUMN(person_detail, spouse_name,          "spouseName",         KIND_TEXT,  "配偶姓名",           "Spouse"),
    COLUMN(person_detail, spouse_number,        "spouseNumber",       KIND_TEXT,  "配偶号码",           "Spouse, number"),
    COLUMN(person_detail, military,             "military",           KIND_TEXT,  "兵役状况",           "Military service"),
    COLUMN(person_detail, height,               "height",             KIND_INT32, "身高（厘米）",       "Height (cm)"),
    COLUMN(person_detail, blood_group,          "bloodGroup",         KIND_TEXT,  "血型",               "Blood group"),
    COLUMN(person_detail, occupation,           "occupation",         KIND_TEXT,  "职业",               "Occupation"),
    COLUMN(person_detail, occupation_class,     "occupationClass",    KIND_TEXT,  "职业类别",           "Class of occupation"),
    COLUMN(person_detail, workplace,            "workplace",          KIND_TEXT,  "服务处所",           "Workplace"),
    COLUMN(person_detail, phone,                "phone",              KIND_TEXT,  "联系电话",           "Telephone"),
    COLUMN(person_detail, other_county,         "otherCounty",        KIND_TEXT,  "其他住址省市县区",   "Other address, county"),
    COLUMN(person_detail, other_address,        "otherAddress",       KIND_TEXT,  "本市（县）其他住址", "Other address"),
    COLUMN(person_detail, city_came_on,         "cityCameOn",         KIND_DAY,   "何时迁来本市",       "Came to the city on"),
    COLUMN(person_detail, city_reason,          "cityReason",         KIND_TEXT,  "何因迁来本市",       "Came to the city, why"),
    COLUMN(person_detail, city_from_country,    "cityFromCountry",    KIND_TEXT,  "迁来本市前国家（地区）", "Came to the city from, country"),
    COLUMN(person_detail, city_from_county,     "cityFromCounty",     KIND_TEXT,  "迁来本市前省市县区", "Came to the city from, county"),
    COLUMN(person_detail, city_from_place,      "cityFromPlace",      KIND_TEXT,  "迁来本市前详址",     "Came to the city from, place"),
    COLUMN(person_detail, here_reason,          "hereReason",         KIND_TEXT,  "何因迁来本址",       "Came to this address, why"),
    COLUMN(person_detail, here_from_country,    "hereFromCountry",    KIND_TEXT,  "迁来本址前国家（地区）", "Came to this address from, country"),
    COLUMN(person_detail, here_from_county,     "hereFromCounty",     KIND_TEXT,  "迁来本址前省市县区", "Came to this address from, county"),
    COLUMN(person_detail, here_from_place,      "hereFromPlace",      KIND_TEXT,  "迁来本址前详址",     "Came to this address from, place"),
    COLUMN(person_detail, left_on,              "leftOn",             KIND_DAY,   "何时迁往",           "Moved out on"),
    COLUMN(person_detail, left_reason,          "leftReason",         KIND_TEXT,  "何因迁往",           "Moved out, why"),
    COLUMN(person_detail, left_country,         "leftCountry",        KIND_TEXT,  "迁往国家（地区）",   "Moved out to, country"),
    COLUMN(person_detail, left_county,          "leftCounty",         KIND_TEXT,  "迁往省市县区",       "Moved out to, county"),
    COLUMN(person_detail, left_place,           "leftPlace",          KIND_TEXT,  "迁往详址",           "Moved out to, place"),
    COLUMN(person_detail, died_on,              "diedOn",             KIND_DAY,   "死亡日期",           "Died on"),
    COLUMN(person_detail, death_kind,           "deathKind",          KIND_TEXT,  "死亡注销类别",       "Kind of death"),
    COLUMN(person_detail, cancelled_on,         "cancelledOn",        KIND_DAY,   "何时注销",           "Cancelled on"),
    COLUMN(person_detail, cancel_reason,        "cancelReason",       KIND_TEXT,  "何因注销",           "Cancelled, why"),
    COLUMN(person_detail, notes,                "notes",              KIND_TEXT,  "记事",               "Notes"),
};
/* clang-format on */
_Static_assert(COUNT(person_detail_columns) == PERSON_DETAIL_COLUMNS, "the header says how many");
const size_t person_detail_column_count = COUNT(person_detail_columns);

void person_detail_none(int32_t part, int64_t id, struct person_detail *out)
{
    *out = (struct person_detail){ .part = part,
                                   .id = id,
                                   .birth_certificate_on = { NO_DAY_N },
                                   .city_came_on = { NO_DAY_N },
                                   .left_on = { NO_DAY_N },
                                   .died_on = { NO_DAY_N },
                                   .cancelled_on = { NO_DAY_N } };
}

enum outcome person_detail_load(struct desk *desk, int32_t part, int64_t id,
                                struct person_detail *out)
{
    struct row row;
    TRY(db_find(desk, &Q_person_detail_get, WITH(v_int(part), v_int(id)), &row));
    person_detail_none(part, id, out);
    if (row.cells)
        row_read(row, person_detail_columns, person_detail_column_count, out);
    return DONE;
}
