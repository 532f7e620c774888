#ifndef SUPPORT_REGISTER_H
#define SUPPORT_REGISTER_H
/** A city's office with its stations, and registers to import into it. */
#include "register/import.h"
#include "support/db.h"

enum { CITY_UNIT = 650100000, STATION_A = 650102011, STATION_B = 650103011 };

/** Seeds the units of Urumqi, moves the clock to 2026-01-02, and puts a clerk of the city bureau at
 * the desk who may do everything and says why. */
void register_office(struct test_db *t);
/** The same clerk at another unit. */
void register_sit_at(struct desk *desk, int32_t unit);

#define REGISTER_HEADINGS                                                                                                               \
    "原编号,户号,与户主关系,姓名,曾用名,性别,民族,出生日期,公民身份号码,籍贯,文化程度,婚姻状况," \
    "省市县区,"                                                                                                                     \
    "街路巷,门牌号,详址,派出所,户类型,迁入日期,状态\n"

/** What an import said and rejected, as CSV with headings. */
struct imported {
    enum outcome outcome;
    struct import_result result;
    struct buf rejects;
};
void imported_close(struct imported *imported);
struct imported import_bytes(struct desk *desk, struct str bytes, import_decode decode,
                             bool dry_run);
/** UTF-8; asserts that it was done. */
struct imported import_text(struct desk *desk, const char *csv);
/** A synthetic city of so many people, seed 7, as the bytes of register.csv and truth.csv. */
void make_city(int64_t people, struct buf *csv, struct buf *truth);

/** Every person with household, number and old id, one a line, without ids and instants: equal for
 * equal registers. */
struct str register_dump(struct desk *desk);
/** No law of the register is broken. */
void assert_register_laws(struct desk *desk);
/** The person of an old id. */
struct person person_called(struct desk *desk, const char *legacy);

#endif
