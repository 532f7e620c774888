/** Printed forms drawn from fixed records: what stands on them, what is refused, the same bytes. */
#include "city/city.h"
#include "forms/application_form.h"
#include "forms/business_sheet.h"
#include "forms/certificate_sheets.h"
#include "forms/clearance_sheet.h"
#include "forms/collection_slip.h"
#include "forms/consignment_sheet.h"
#include "forms/four_way_sheet.h"
#include "forms/package_sheet.h"
#include "forms/register_sheet.h"
#include "forms/temporary_sheet.h"
#include "forms/words.h"
#include "register/person.h"
#include "support/folder.h"
#include "support/golden.h"
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

enum { PRINTED_DAY = DAY_NUMBER(2008, 3, 3) };

/** A desk without a database: drawing asks none. */
static int open_desk(void **state)
{
    static struct desk desk;
    desk = (struct desk){ .arena = arena_open() };
    desk_at(&desk, (int64_t)PRINTED_DAY * 86400000000 + INT64_C(7200000000));
    *state = &desk;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *desk = *state;
    arena_close(desk->arena);
    return 0;
}

/* ---- the file, read back by the tools people read it with ---- */

static void write_file(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    fclose(file);
}

static void read_command(const char *command, struct buf *out)
{
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    for (size_t got = 1; got > 0; out->len += got)
        got = fread(buf_room(out, 4096), 1, 4096, pipe);
    assert_int_equal(pclose(pipe), 0);
}

/** A copy for whoever wants to look at it: JUMIN_FORMS names the folder. */
static void keep_for_review(const char *name, struct str pdf)
{
    const char *folder = getenv("JUMIN_FORMS");
    char path[512];
    if (!folder)
        return;
    snprintf(path, sizeof path, "%s/%s.pdf", folder, name);
    write_file(path, pdf);
}

static void check_text(const char *name, const struct buf *pdf)
{
    SCOPED(folder) folder = folder_open();
    SCOPED(buf) text = { 0 };
    char path[128], command[256], golden[128];
    snprintf(path, sizeof path, "%s/form.pdf", folder.path);
    write_file(path, buf_str(pdf));
    keep_for_review(name, buf_str(pdf));
    snprintf(command, sizeof command, "pdftotext -layout -enc UTF-8 %s -", path);
    read_command(command, &text);
    snprintf(golden, sizeof golden, "form_%s.txt", name);
    golden_check(golden, buf_str(&text));
}

/* ---- records ---- */

static struct str a_portrait(struct desk *desk)
{
    SCOPED(buf) jpeg = { 0 };
    city_portrait(7, 42, false, 31, &jpeg);
    return arena_str(desk->arena, buf_str(&jpeg));
}

static struct sheet_facts facts(struct desk *desk)
{
    return (struct sheet_facts){
        .on = desk->today,
        .now = desk->now,
        .printed_by =
            STR("打印：2008年3月3日 10:00　乌鲁木齐市公安局天山区分局和平路派出所　张受理"),
    };
}

static struct application_sheet an_application(struct desk *desk)
{
    return (struct application_sheet){
        .facts = facts(desk),
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .number = STR("6501020112008030300001"),
        .accepted_on = STR("2008年3月3日"),
        .name = STR("王小明"),
        .sex = STR("女"),
        .ethnic = STR("汉"),
        .born_on = STR("1977年6月15日"),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .citizen_number = STR("650102197706150024"),
        .organ = STR("乌鲁木齐市公安局天山区分局"),
        .band = STR("20"),
        .validity = STR("预计 20 年，以签发日的年龄为准"),
        .portrait = a_portrait(desk),
        .ground = STR("25"),
        .production = STR("1"),
        .delivery = STR("1"),
        .phone = STR("0991-5550123"),
        .guardian = STR("—"),
        .fingerprint = STR("不采集（2012年1月1日起登记）"),
        .fee = STR("20.00 元"),
        .fee_source = STR("发改价格〔2003〕2322号"),
        .receipt = STR("新A00000017"),
        .promised = STR("2008年3月23日（本市承诺：20日内）"),
        .due = STR("2008年5月2日（《居民身份证法》第十二条）"),
        .temporary = STR("未申领"),
        .acceptor = STR("张受理"),
        .signed_on = BLANK_DAY_ZH,
        .collected_on = BLANK_DAY_ZH,
    };
}

static struct collection_slip a_slip(struct desk *desk)
{
    return (struct collection_slip){
        .facts = facts(desk),
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .number = STR("6501020112008030300001"),
        .accepted_on = STR("2008年3月3日"),
        .name = STR("王小明"),
        .masked_number = number_masked(desk->arena, STR("650102197706150024")),
        .ground = STR("换发新一代证件"),
        .expected = STR("2008年3月23日"),
        .due = STR("不迟于2008年5月2日（《居民身份证法》第十二条）"),
        .delivery = STR("自行领取"),
        .fee = STR("20.00 元"),
        .receipt = STR("新A00000017"),
        .acceptor = STR("张受理"),
        .bring = STR("1．本凭证。2．居民户口簿；换领证件的，当场交回原居民身份证。\n"
                     "3．亲属代领的，代领人出示本人居民身份证和本凭证，并签字确认。"),
        .temporary = STR("急需用证的，可凭本凭证申领临时居民身份证"),
    };
}

static struct temporary_sheet a_temporary(struct desk *desk)
{
    return (struct temporary_sheet){
        .facts = facts(desk),
        .name = STR("王小明"),
        .sex = STR("女"),
        .ethnic = STR("汉"),
        .born_year = STR("1977"),
        .born_month = STR("6"),
        .born_day = STR("15"),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .citizen_number = STR("650102197706150024"),
        .organ = STR("乌鲁木齐市公安局天山区分局"),
        .validity = STR("2008.03.03-2008.06.03"),
        .portrait = a_portrait(desk),
        .number = STR("6501020112008030300001"),
        .card_number = STR("6501020000000017"),
        .unit = STR("乌鲁木齐市公安局天山区分局"),
        .signer = STR("李签发"),
        .signed_on = STR("2008年3月3日"),
        .expires_on = STR("2008年6月3日"),
        .receipt = STR("10.00 元　新A00000018"),
    };
}

static struct consignment_sheet a_consignment(struct desk *desk, size_t count)
{
    struct consignment_line *lines = NEW_ARRAY(desk->arena, struct consignment_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct consignment_line){
            arena_printf(desk->arena, "65010000%08zu", i + 1),
            i % 7 == 3 ? STR("阿不都热合曼·买买提艾力") : STR("王小明"),
            i % 5 ? STR("✓") : NO_STR,
        };
    return (struct consignment_sheet){
        .facts = facts(desk),
        .number = STR("650102000-80512345678901"),
        .from = STR("乌鲁木齐市公安局天山区分局"),
        .to = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .box = STR("A-0017"),
        .count = arena_printf(desk->arena, "%zu 张", count),
        .state = STR("在途"),
        .given_at = STR("2008年3月3日 10:00"),
        .giver = STR("赵移交"),
        .lines = lines,
        .line_count = count,
    };
}

static struct package_sheet a_package(struct desk *desk)
{
    return (struct package_sheet){
        .facts = facts(desk),
        .number = STR("650102000-650100000-7"),
        .from = STR("乌鲁木齐市公安局天山区分局"),
        .from_number = STR("650102000"),
        .to = STR("乌鲁木齐市公安局"),
        .to_number = STR("650100000"),
        .sequence = STR("7"),
        .kind = STR("业务记录"),
        .count = STR("312 条"),
        .file = STR("650102000-650100000-7.jmp"),
        .made_at = STR("2008年3月3日 10:00"),
        .hash = STR("66c7f0f4 62eeedd9 d1f2d46b dc10e4e2 4167c487 5cf2f7a2 297da02b 8f4ba8e0"),
        .key_print = STR("9f3a 77c1 02d4 5be8"),
    };
}

static struct register_sheet a_register_sheet(struct desk *desk)
{
    return (struct register_sheet){
        .facts = facts(desk),
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .reference = STR("650102011-80512345678901"),
        .household_kind = STR("家庭户"),
        .household_number = STR("H00017"),
        .head = STR("王大明"),
        .relation = STR("女"),
        .name = STR("王小明"),
        .sex = STR("女"),
        .former_name = STR("王晓明"),
        .ethnic = STR("汉"),
        .born_on = STR("1977年6月15日"),
        .birth_time = STR("0815"),
        .guardian1 = STR("王大明　650102195001010013　父亲"),
        .birthplace = STR("新疆维吾尔自治区乌鲁木齐市天山区"),
        .native_place = STR("新疆维吾尔自治区乌鲁木齐市"),
        .certificate = STR("F650000017　1977年6月20日"),
        .father = STR("王大明　650102195001010013"),
        .mother = STR("李小兰"),
        .spouse = STR("赵一"),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .number = STR("650102197706150024"),
        .education = STR("大学本科"),
        .marital = STR("初婚"),
        .military = STR("未服兵役"),
        .height = STR("168 厘米"),
        .blood_group = STR("O型"),
        .occupation = STR("教师"),
        .workplace = STR("第一中学"),
        .phone = STR("0991-5550123"),
        .came_to_city = STR("1995年9月1日　投靠父母　甘肃省兰州市城关区"),
        .came_here = STR("2001年5月8日　购房　新疆维吾尔自治区乌鲁木齐市沙依巴克区友好路3号"),
        .known_from = STR("2008年3月3日 10:05"),
    };
}

/** An item as the four say it; NULL where nothing is proposed or done. */
static struct four_way_line a_line(const char *const texts[8])
{
    return (struct four_way_line){ str_of(texts[0]), str_of(texts[1]), str_of(texts[2]),
                                   str_of(texts[3]), str_of(texts[4]), str_of(texts[5]),
                                   str_of(texts[6]), str_of(texts[7]) };
}

static struct four_way_sheet_record a_four_way(struct desk *desk)
{
    static const char *const texts[][8] = {
        { "姓名", "王小明", "✓", "✓", "✓", "✓", "", "" },
        { "出生日期", "1977-06-15", "1977-06-16", "1977-06-16", "1977-06-16", "1977-06-16",
          "1977-06-16（1）", "已立案：报市局更正" },
        { "住址", "新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室", "✓", "✓",
          "乌鲁木齐市天山区和平南路123号", "✓", "无", "登记无误，换发纸证：追加住址" },
        { "婚姻状况", "初婚", "✓", "未婚", "—", "✓", "", "待处理" },
    };
    struct four_way_line *lines = NEW_ARRAY(desk->arena, struct four_way_line, COUNT(texts));
    for (size_t i = 0; i < COUNT(texts); i++)
        lines[i] = a_line(texts[i]);
    return (struct four_way_sheet_record){
        .facts = facts(desk),
        .number = STR("650102011-80512345678901"),
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .name = STR("王小明"),
        .citizen_number = STR("650102197706150024"),
        .head = STR("王大明"),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .checked_on = STR("2008年3月3日"),
        .booklet_on = STR("1998年5月1日"),
        .card_on = STR("2001年5月8日"),
        .found = STR("3 项不一致，2 项未办结"),
        .signer = STR("已由户主签名，2008年3月3日"),
        .rules = STR("✓ 与系统登记一致；— "
                     "未出示或证件无此项。建议规则：（1）户口簿与身份证一致，以二者为准；"),
        .lines = lines,
        .line_count = COUNT(texts),
    };
}

static struct business_sheet a_business(struct desk *desk)
{
    static const struct business_line changed[] = {
        { { "出生日期", 12 }, { "1977-06-15", 10 }, { "1977-06-16", 10 } },
        { { "公民身份号码", 18 }, { "650102197706150024", 18 }, { NULL, 0 } },
    };
    return (struct business_sheet){
        .facts = facts(desk),
        .title = STR("户口登记项目变更更正审批表"),
        .number = STR("650102011-80512345678901"),
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .kind = STR("107　出生日期更正"),
        .source = STR("《户口居民身份证管理工作规范（试行）》第九条"),
        .opened_on = STR("2008年3月3日"),
        .due_on = STR("2008年4月2日"),
        .name = STR("王小明"),
        .sex = STR("女"),
        .born_on = STR("1977年6月15日"),
        .citizen_number = STR("650102197706150024"),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .applicant = STR("王小明"),
        .relation = STR("本人或户主"),
        .phone = STR("0991-5550123"),
        .papers = STR(
            "本人（监护人）书面申请；出生原始凭证；居民户口簿；人像、指纹比对结果；非公职人员声明"
            "或干部人事部门材料"),
        .taken = STR("乌鲁木齐市公安局天山区分局和平路派出所　张受理\n2008年3月3日 10:00"),
        .first = STR(
            "同意上报。出生医学证明与申请一致\n乌鲁木齐市公安局天山区分局　李审核\n2008年3月5日 "
            "11:20"),
        .lines = changed,
        .line_count = COUNT(changed),
    };
}

static struct certificate_sheet a_certificate(struct desk *desk)
{
    return (struct certificate_sheet){
        .facts = facts(desk),
        .number = STR("650102011-2008-00001"),
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .decided_by = STR("乌鲁木齐市公安局"),
        .issued_on = STR("2008年3月12日"),
        .name = STR("王小明"),
        .sex = STR("女"),
        .born_on = STR("1977年6月16日"),
        .citizen_number = STR("650102197706160046"),
        .old_number = STR("650102197706150024"),
        .ground = STR("出生日期更正"),
        .happened_on = STR("2008年3月10日"),
        .from_place = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .to_place = STR("新疆维吾尔自治区乌鲁木齐市沙依巴克区友好路3号"),
    };
}

/* ---- tests ---- */

static void the_approval_sheet_says_what_changes_and_who_decided(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct business_sheet sheet = a_business(desk);
    assert_int_equal(sheet_draw(desk, &business_sheet_form, &sheet, &pdf), DONE);
    check_text("business", &pdf);
}

static void a_certificate_carries_its_own_number(void **state)
{
    struct desk *desk = *state;
    static const struct {
        const char *name;
        const struct form *form;
    } forms[] = { { "number_certificate", &number_certificate_form },
                  { "migration_permit", &migration_permit_form },
                  { "migration_certificate", &migration_certificate_form },
                  { "cancellation_certificate", &cancellation_certificate_form } };
    struct certificate_sheet sheet = a_certificate(desk);
    for (size_t i = 0; i < COUNT(forms); i++) {
        SCOPED(buf) pdf = { 0 };
        assert_int_equal(sheet_draw(desk, forms[i].form, &sheet, &pdf), DONE);
        check_text(forms[i].name, &pdf);
    }
}

static void the_application_form_says_what_was_accepted(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct application_sheet sheet = an_application(desk);
    assert_int_equal(sheet_draw(desk, &application_form, &sheet, &pdf), DONE);
    check_text("application", &pdf);
}

static void the_slip_says_when_where_and_what_to_bring(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct collection_slip sheet = a_slip(desk);
    assert_int_equal(sheet_draw(desk, &collection_slip_form, &sheet, &pdf), DONE);
    check_text("slip", &pdf);
}

static void the_temporary_card_holds_the_items_of_the_law(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct temporary_sheet sheet = a_temporary(desk);
    assert_int_equal(sheet_draw(desk, &temporary_form, &sheet, &pdf), DONE);
    check_text("temporary", &pdf);
}

static void a_consignment_takes_as_many_pages_as_it_needs(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct consignment_sheet sheet = a_consignment(desk, 60);
    assert_int_equal(sheet_draw(desk, &consignment_form, &sheet, &pdf), DONE);
    check_text("consignment", &pdf);
}

static void the_manifest_names_what_the_receiver_compares(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct package_sheet sheet = a_package(desk);
    assert_int_equal(sheet_draw(desk, &package_form, &sheet, &pdf), DONE);
    check_text("package", &pdf);
}

static void the_register_sheet_holds_the_items_of_the_form(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct register_sheet sheet = a_register_sheet(desk);
    assert_int_equal(sheet_draw(desk, &register_sheet_form, &sheet, &pdf), DONE);
    check_text("register", &pdf);
}

static void the_booklet_leaves_guardians_and_certificate_out(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct register_sheet sheet = a_register_sheet(desk);
    assert_int_equal(sheet_draw(desk, &booklet_page_form, &sheet, &pdf), DONE);
    check_text("booklet", &pdf);
}

static void the_four_stand_beside_the_register_with_what_became_of_it(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct four_way_sheet_record sheet = a_four_way(desk);
    assert_int_equal(sheet_draw(desk, &four_way_form, &sheet, &pdf), DONE);
    check_text("four_way", &pdf);
}

static struct clearance_sheet a_clearance(struct desk *desk)
{
    return (struct clearance_sheet){
        .facts = facts(desk),
        .number = STR("650102011-2026-01-02"),
        .statement = STR("兹证明：经全面核查，截至2026年1月2日，天山区分局燕儿窝派出所所辖常住人口"
                         "登记无未办存疑，"
                         "无未结号码案件。"),
        .unit = STR("天山区分局燕儿窝派出所"),
        .measured_on = STR("2026年1月2日"),
        .persons = STR("11403"),
        .findings = STR("0"),
        .cases = STR("0"),
        .righted = STR("118"),
        .by_evidence = STR("7"),
        .cases_closed = STR("31"),
    };
}

static void a_clearance_says_what_it_speaks_for(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct clearance_sheet sheet = a_clearance(desk);
    assert_int_equal(sheet_draw(desk, &clearance_form, &sheet, &pdf), DONE);
    check_text("clearance", &pdf);
}

/* ---- what every form promises ---- */

/** A form with its record, as the loops below want them. */
struct drawn {
    const struct form *form;
    const void *record;
    const char *bars; /* what a scanner reads */
};
enum { DRAWN = 11 };

static void all_forms(struct desk *desk, struct drawn out[DRAWN])
{
    struct application_sheet *application = NEW(desk->arena, struct application_sheet);
    struct collection_slip *slip = NEW(desk->arena, struct collection_slip);
    struct temporary_sheet *temporary = NEW(desk->arena, struct temporary_sheet);
    struct consignment_sheet *consignment = NEW(desk->arena, struct consignment_sheet);
    struct package_sheet *package = NEW(desk->arena, struct package_sheet);
    *application = an_application(desk);
    *slip = a_slip(desk);
    *temporary = a_temporary(desk);
    *consignment = a_consignment(desk, 3);
    *package = a_package(desk);
    struct register_sheet *person = NEW(desk->arena, struct register_sheet);
    *person = a_register_sheet(desk);
    struct four_way_sheet_record *four_way = NEW(desk->arena, struct four_way_sheet_record);
    *four_way = a_four_way(desk);
    struct business_sheet *business = NEW(desk->arena, struct business_sheet);
    struct certificate_sheet *certificate = NEW(desk->arena, struct certificate_sheet);
    *business = a_business(desk);
    *certificate = a_certificate(desk);
    struct clearance_sheet *clearance = NEW(desk->arena, struct clearance_sheet);
    *clearance = a_clearance(desk);
    const struct drawn all[DRAWN] = {
        { &clearance_form, clearance, "CODE-128:650102011-2026-01-02\n" },
        { &application_form, application,
          "CODE-128:6501020112008030300001\nQR-Code:6501020112008030300001\n" },
        { &collection_slip_form, slip, "CODE-128:6501020112008030300001\n" },
        { &temporary_form, temporary, "CODE-128:6501020112008030300001\n" },
        { &consignment_form, consignment, "CODE-128:650102000-80512345678901\n" },
        { &package_form, package, "CODE-128:650102000-650100000-7\n" },
        { &register_sheet_form, person, "CODE-128:650102011-80512345678901\n" },
        { &booklet_page_form, person, "CODE-128:650102011-80512345678901\n" },
        { &four_way_form, four_way, "CODE-128:650102011-80512345678901\n" },
        { &business_sheet_form, business, "CODE-128:650102011-80512345678901\n" },
        { &number_certificate_form, certificate, "CODE-128:650102011-2008-00001\n" },
    };
    memcpy(out, all, sizeof all);
}

static void the_same_record_gives_the_same_bytes(void **state)
{
    struct desk *desk = *state;
    struct drawn forms[DRAWN];
    all_forms(desk, forms);
    for (size_t i = 0; i < DRAWN; i++) {
        SCOPED(buf) once = { 0 };
        SCOPED(buf) again = { 0 };
        assert_int_equal(sheet_draw(desk, forms[i].form, forms[i].record, &once), DONE);
        assert_int_equal(sheet_draw(desk, forms[i].form, forms[i].record, &again), DONE);
        assert_true(once.len > 1000);
        assert_true(str_eq(buf_str(&once), buf_str(&again)));
        assert_true(str_find(buf_str(&once), STR("(20080303100000+08'00)")) < once.len);
    }
}

/** Two hundred dots an inch is what an office printer and a hand scanner manage at least. */
static void a_scanner_reads_the_bars_of_every_form(void **state)
{
    struct desk *desk = *state;
    struct drawn forms[DRAWN];
    all_forms(desk, forms);
    for (size_t i = 0; i < DRAWN; i++) {
        SCOPED(folder) folder = folder_open();
        SCOPED(buf) pdf = { 0 };
        SCOPED(buf) read = { 0 };
        char path[128], command[512];
        assert_int_equal(sheet_draw(desk, forms[i].form, forms[i].record, &pdf), DONE);
        snprintf(path, sizeof path, "%s/form.pdf", folder.path);
        write_file(path, buf_str(&pdf));
        snprintf(command, sizeof command,
                 "pdftoppm -r 200 -gray -png %s %s/page && zbarimg -q -S*.disable -Scode128.enable "
                 "-Sqrcode.enable %s/page*.png | sort",
                 path, folder.path, folder.path);
        read_command(command, &read);
        buf_byte(&read, 0);
        assert_string_equal(read.at, forms[i].bars);
    }
}

static void a_page_takes_48_cards(void **state)
{
    struct desk *desk = *state;
    static const struct {
        size_t cards, pages;
    } cases[] = { { 0, 1 }, { 1, 1 }, { 48, 1 }, { 49, 2 }, { 500, 11 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) pdf = { 0 };
        struct consignment_sheet sheet = a_consignment(desk, cases[i].cards);
        char count[32];
        assert_int_equal(sheet_draw(desk, &consignment_form, &sheet, &pdf), DONE);
        snprintf(count, sizeof count, "/Count %zu\n", cases[i].pages);
        assert_true(str_find(buf_str(&pdf), str_of(count)) < pdf.len);
    }
}

/* ---- names ---- */

/** Ext A, Ext B, beyond; a compatibility ideograph; the newest of the URO. */
static void rare_characters_are_printed_with_the_stated_fonts(void **state)
{
    struct desk *desk = *state;
    static const char *const names[] = { "㐀㛃", "𠮷𡈽", "𫟼𬸚", "𪚥𰻝", "豈", "鿯〇" };
    for (size_t i = 0; i < COUNT(names); i++) {
        SCOPED(buf) pdf = { 0 };
        struct application_sheet sheet = an_application(desk);
        sheet.name = str_of(names[i]);
        assert_int_equal(sheet_draw(desk, &application_form, &sheet, &pdf), DONE);
    }
}

static void a_missing_glyph_stops_the_form_and_names_no_one(void **state)
{
    struct desk *desk = *state;
    static const struct {
        const char *name, *detail;
    } cases[] = {
        { "王\U0002EBF0\U0002EBF1", "U+2EBF0 U+2EBF1" }, /* Ext I: no font yet */
        { "王\U0002EBF0\U0002EBF0", "U+2EBF0" },
        { "王\uE000", "U+E000" }, /* private use, though a font has a picture there */
        { "王\xff", "U+FFFD" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) pdf = { 0 };
        struct collection_slip sheet = a_slip(desk);
        sheet.name = str_of(cases[i].name);
        assert_int_equal(sheet_draw(desk, &collection_slip_form, &sheet, &pdf), REFUSED);
        assert_int_equal(desk->why.refusal, NO_GLYPH_MISSING);
        assert_string_equal(desk->why.detail.at, cases[i].detail);
        assert_int_equal(pdf.len, 0);
    }
}

static void long_names_are_made_smaller_and_never_cut(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct application_sheet sheet = an_application(desk);
    sheet.facts.copy_mark = copy_zh(desk->arena, 2);
    sheet.name =
        STR("阿不都热合曼·买买提艾力·吐尔逊江·阿卜杜克热木·努尔买买提·玉素甫江·伊斯拉木·𠮷");
    sheet.ethnic = STR("维吾尔");
    sheet.born_on = STR("1999年12月31日");
    sheet.guardian = STR("帕提古丽·阿不都热合曼·买买提艾力（母亲）");
    sheet.validity = STR("2008.02.29-2028.02.29");
    sheet.remark = STR("公民身份号码待核，先行受理；待核期间可申领临时居民身份证。");
    sheet.portrait = NO_STR;
    sheet.ground = STR("41");
    assert_int_equal(sheet_draw(desk, &application_form, &sheet, &pdf), DONE);
    check_text("application_long", &pdf);
}

static void a_long_name_fits_the_temporary_card(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct temporary_sheet sheet = a_temporary(desk);
    sheet.name = STR("阿不都热合曼·买买提艾力·吐尔"); /* 15 units, what the chip holds */
    sheet.ethnic = STR("维吾尔");
    sheet.address =
        STR("新疆维吾尔自治区乌鲁木齐市达坂城区东沟乡高崖子牧场村一组某某路1号"); /* 35 */
    sheet.born_month = STR("12");
    sheet.organ = STR("乌鲁木齐市公安局经济技术开发区分局");
    assert_int_equal(sheet_draw(desk, &temporary_form, &sheet, &pdf), DONE);
    check_text("temporary_long", &pdf);
}

static void what_fits_at_no_size_is_a_failure_that_names_the_cell(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct collection_slip sheet = a_slip(desk);
    char *much = arena_bytes(desk->arena, 4001);
    memset(much, 'x', 4000);
    sheet.receipt = str_from(much, 4000);
    assert_int_equal(sheet_draw(desk, &collection_slip_form, &sheet, &pdf), FAILED);
    assert_string_equal(desk->why.cause.at, "printing: text does not fit (票据号码)");
    assert_int_equal(pdf.len, 0);
}

static void a_broken_portrait_is_a_failure(void **state)
{
    struct desk *desk = *state;
    SCOPED(buf) pdf = { 0 };
    struct application_sheet form = an_application(desk);
    struct temporary_sheet card = a_temporary(desk);
    form.portrait = card.portrait = STR("\xff\xd8 no picture");
    assert_int_equal(sheet_draw(desk, &application_form, &form, &pdf), FAILED);
    assert_int_equal(sheet_draw(desk, &temporary_form, &card, &pdf), FAILED);
    assert_int_equal(pdf.len, 0);
}

/* ---- words ---- */

static void values_are_said_as_paper_says_them(void **state)
{
    struct desk *desk = *state;
    assert_string_equal(fee_zh(desk->arena, 4005).at, "40.05 元");
    assert_string_equal(day_zh(desk->arena, desk->today).at, "2008年3月3日");
    assert_string_equal(instant_zh(desk->arena, desk->now).at, "2008年3月3日 10:00");
    assert_int_equal(copy_zh(desk->arena, 1).len, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_application_form_says_what_was_accepted),
        TEST(the_slip_says_when_where_and_what_to_bring),
        TEST(the_temporary_card_holds_the_items_of_the_law),
        TEST(a_consignment_takes_as_many_pages_as_it_needs),
        TEST(the_manifest_names_what_the_receiver_compares),
        TEST(the_register_sheet_holds_the_items_of_the_form),
        TEST(the_booklet_leaves_guardians_and_certificate_out),
        TEST(a_clearance_says_what_it_speaks_for),
        TEST(the_four_stand_beside_the_register_with_what_became_of_it),
        TEST(the_approval_sheet_says_what_changes_and_who_decided),
        TEST(a_certificate_carries_its_own_number),
        TEST(the_same_record_gives_the_same_bytes),
        TEST(a_scanner_reads_the_bars_of_every_form),
        TEST(a_page_takes_48_cards),
        TEST(rare_characters_are_printed_with_the_stated_fonts),
        TEST(a_missing_glyph_stops_the_form_and_names_no_one),
        TEST(long_names_are_made_smaller_and_never_cut),
        TEST(a_long_name_fits_the_temporary_card),
        TEST(what_fits_at_no_size_is_a_failure_that_names_the_cell),
        TEST(a_broken_portrait_is_a_failure),
        TEST(values_are_said_as_paper_says_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
