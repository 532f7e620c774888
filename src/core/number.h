#ifndef CORE_NUMBER_H
#define CORE_NUMBER_H
/** Citizen numbers 公民身份号码 [GB 11643-1999]: AAAAAA YYYYMMDD SSS C, the county where the number
 *  was given, the day of birth, a sequence that is odd for men and even for women, and a check
 *  digit [ISO 7064 MOD 11-2].
 *  (1) A number keeps its county's code for ever: a retired code is a remark [domain 4.2].
 *  (2) Canonical are 18 ASCII characters, the last a digit or capital X; no other is stored.
 *  (3) A 15-digit number [GB 11643-1989] becomes an 18-digit one; nobody born in 2000 or later
 *  has one [domain 3.2].
 *  (4) What a number says is judged against a stated day; nothing here reads a clock. */
#include "core/day.h"

enum number_verdict { NUMBER_OK, NUMBER_WARN, NUMBER_WRONG };

/** What is to be said of a number: bits of a set, gravest first, and written in this order. */
/* clang-format off */
enum number_reason {
    NUMBER_LENGTH           = 1 << 0,  /* neither 18 nor 15 characters; nothing else is looked at */
    NUMBER_CHARACTER        = 1 << 1,  /* no digit, nor X at the end; nothing else is looked at */
    NUMBER_DATE             = 1 << 2,  /* no such day */
    NUMBER_FUTURE           = 1 << 3,  /* born after today */
    NUMBER_CHECK_DIGIT      = 1 << 4,  /* another check digit belongs there */
    NUMBER_PROVINCE_UNKNOWN = 1 << 5,  /* no province begins like this */
    NUMBER_DIVISION_UNKNOWN = 1 << 6,  /* the province is real, the county was never listed */
    NUMBER_NOT_A_RESIDENT   = 1 << 7,  /* residence permit: 81, 82, 83, or 9 and a province */
    NUMBER_SEQUENCE_000     = 1 << 8,  /* the texts read do not exclude it */
    NUMBER_OLDER_THAN_120   = 1 << 9,  /* full years, on that day */
    NUMBER_DIVISION_RETIRED = 1 << 10, /* the county's code is in force no more */
    NUMBER_OLD_15           = 1 << 11, /* given with 15 digits */
    NUMBER_CENTENARIAN      = 1 << 12, /* 15 digits, sequence 996 to 999: born 18YY [domain 3.2] */
};
/* clang-format on */
enum {
    NUMBER_REASON_COUNT = 13,
    NUMBER_WRONGS = NUMBER_LENGTH | NUMBER_CHARACTER | NUMBER_DATE | NUMBER_FUTURE |
                    NUMBER_CHECK_DIGIT | NUMBER_PROVINCE_UNKNOWN,
    NUMBER_WARNINGS = NUMBER_DIVISION_UNKNOWN | NUMBER_NOT_A_RESIDENT | NUMBER_SEQUENCE_000 |
                      NUMBER_OLDER_THAN_120,
    NUMBER_LENGTH_18 = 18,
    NUMBER_BYTES_MAX = 64, /* of a text between its blanks; anything longer is a LENGTH */
};

struct number_check {
    enum number_verdict verdict;
    unsigned reasons;   /* set of enum number_reason */
    char canonical[19]; /* "" after LENGTH and CHARACTER; the check digit is as given */
    struct day born;    /* NO_DAY when there is no such day */
    char sex;           /* 'M', 'F', or 0 where unknowable */
    int division;       /* six digits, or 0 where unknowable */
};

enum { NUMBER_AREA_ROWS = 640, NUMBER_COUNTIES = 128 };

/** All a check needs of one day: 115 kB of tables in the caller's memory, read only once they are
 *  made. A day's key has its century, year, month and day in a byte each. */
struct number_checker {
    struct day today;
    int32_t today_key;
    int32_t last_over_120;      /* key of the last day on which somebody older than 120 was born */
    uint16_t area_row[1 << 14]; /* by province and prefecture, seven bits each */
    uint8_t area[NUMBER_AREA_ROWS][NUMBER_COUNTIES]; /* the reasons of a county, shifted to fit */
};

void number_checker_init(struct number_checker *checker, struct day today);

/** Blanks around it, full-width digits and x, X, Ⅹ (U+2169) are accepted. [domain 3.1-3.4] */
struct number_check number_check(const struct number_checker *checker, struct str text);
/** The same where only the reasons are wanted. */
unsigned number_reasons(const struct number_checker *checker, struct str text);
/** The same for n texts of 18 bytes, stride bytes apart: the reasons of each into the array. */
void number_reasons_many(const struct number_checker *checker, const char *at, size_t stride,
                         size_t n, uint16_t *reasons);
/** A glance at 18 bytes: the reasons, with NUMBER_UNSURE among them unless they are 17 digits and a
 *  digit, x or X; then ask number_reasons. */
enum { NUMBER_UNSURE = 1 << 15 };
unsigned number_glance(const struct number_checker *checker, const char at[18]);
void number_glances(const struct number_checker *checker, const char *const at[], size_t n,
                    uint16_t *reasons);

enum number_verdict number_verdict(unsigned reasons);
/** ok, warn, wrong. */
const char *number_verdict_word(enum number_verdict verdict);
/** DATE, CHECK_DIGIT, …: of one bit's place, 0 to NUMBER_REASON_COUNT - 1. */
const char *number_reason_word(unsigned place);
/** The words of the set, joined by `;`. */
struct str number_reasons_str(struct arena *arena, unsigned reasons);

/** The check digit that belongs behind 17 digits: 0 to 9 or X. */
char number_check_digit(const char first17[17]);
/** A number of these parts; the sequence's parity is the sex. The day must be between years 1 and
 *  9999, the sequence within 0 to 999 and the division of six digits. */
void number_make(int division, struct day born, int sequence, char out[19]);
/** By parity of the sequence; the number is canonical. */
bool number_is_male(const char canonical[18]);

#endif
