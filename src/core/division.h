#ifndef CORE_DIVISION_H
#define CORE_DIVISION_H
/** Administrative divisions through time [GB/T 2260], and the towns and committees of the seed city
 *  [GB/T 10114]. A code is six decimal digits as a number: 650102.
 *  (1) A citizen number is checked against all codes that ever were, an address against those in
 *  force today.
 *  (2) A code may have had several names, one after another; a row is one name and its time.
 *  (3) Days of change are the widest the dated lists allow (data/README.md), so two codes of one
 *  place may overlap. */
#include "core/day.h"

enum division_level { DIVISION_PROVINCE, DIVISION_PREFECTURE, DIVISION_COUNTY };

struct division {
    int code;
    enum division_level level;
    const char *name;    /* static */
    struct day from, to; /* both within; NO_DAY where the end is open or unknown */
};

struct town {
    int64_t code;     /* 9 digits a town-level unit, 12 a committee */
    const char *name; /* static */
    bool legal;       /* a 街道, 镇 or 乡 by law, or a committee below one */
};

/** Six ASCII digits to a code; 0 when it is anything else. */
int division_code(struct str text);
/** By the trailing zeros of the code. */
enum division_level division_level(int code);

/** Any time at all. */
bool division_ever(int code);
/** The row in force that day; false when there is none. */
MUST_USE bool division_on(int code, struct day on, struct division *out);
/** The row in force that day or else the nearest in time; false when the code never was. */
MUST_USE bool division_nearest(int code, struct day on, struct division *out);
/** It was in force before that day and is not on it: the number stays good, the address does not
 *  [domain 4.2]. */
bool division_retired(int code, struct day on);

/** Names of province, prefecture and county as one says them: 市辖区, 县 and 省直辖… between them
 *  are left out. Empty where there is none. The day decides among names; the nearest one counts. */
struct division_parts {
    struct str province, prefecture, county;
};
struct division_parts division_parts(int code, struct day on);
/** 新疆维吾尔自治区乌鲁木齐市天山区. Empty when the code never was. */
struct str division_full_name(struct arena *arena, int code, struct day on);
/** 新疆, 内蒙古, 北京: how a card's address begins when the full name is too long [domain 11]. */
struct str division_short_province(int code);

/** The divisions right below one (a province's prefectures, a prefecture's counties) in force that
 *  day, by code. Counties that only hold others together (市辖区) are left out. Returns how many
 *  there are, which may be more than fit. */
size_t division_below(int code, struct day on, struct division *out, size_t room);
/** All rows, by code, older names first. */
size_t division_count(void);
struct division division_at(size_t index);

/** Towns and committees by code, each town before its committees. */
size_t town_count(void);
struct town town_at(size_t index);
MUST_USE bool town_find(int64_t code, struct town *out);
/** What the station of a town in that county is called after: 火车西站片区街道 → 火车西站;
 *  达坂城区盐湖街道 → 盐湖. At least two characters stay. A view into `town`. */
struct str town_short_name(struct str town, const char *county);

#endif
