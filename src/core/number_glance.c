/* The fast half of core/number.h: the tables of a day, and 18 characters at a time. */
#include "core/division.h"
#include "core/number.h"
#include <endian.h>

/* ---- the tables of a day ---- */

/** Of the kinds an area can be, as reasons >> AREA_SHIFT. */
enum {
    AREA_SHIFT = 5,
    AREA_NO_PROVINCE = NUMBER_PROVINCE_UNKNOWN >> AREA_SHIFT,
    AREA_UNKNOWN = NUMBER_DIVISION_UNKNOWN >> AREA_SHIFT,
    AREA_PERMIT = NUMBER_NOT_A_RESIDENT >> AREA_SHIFT,
    AREA_RETIRED = NUMBER_DIVISION_RETIRED >> AREA_SHIFT,
};
_Static_assert(AREA_RETIRED <= UINT8_MAX, "a kind of area fits a byte");

/** 81, 82, 83: Hong Kong, Macao, Taiwan residence permits since 2018; 9 and a province, which
 *  begins with 1 to 8: foreign permanent residents since 2023 [domain 3.1]. */
static bool is_permit(int province)
{
    return (province >= 81 && province <= 83) || (province >= 91 && province <= 98);
}

/** Province and prefecture, seven bits each. */
static size_t area_place(int four_digits)
{
    return (size_t)(four_digits / 100) << 7 | (size_t)(four_digits % 100);
}

static uint8_t area_of_province(int province)
{
    if (is_permit(province))
        return AREA_PERMIT;
    return division_ever(province * 10000) ? AREA_UNKNOWN : AREA_NO_PROVINCE;
}

/** Rows without a listed county: one for each kind of province. */
static void init_empty_rows(struct number_checker *checker)
{
    static const uint8_t kinds[] = { AREA_NO_PROVINCE, AREA_UNKNOWN, AREA_PERMIT };
    for (uint16_t row = 0; row < COUNT(kinds); row++)
        memset(checker->area[row], kinds[row], sizeof checker->area[row]);
    memset(checker->area_row, 0, sizeof checker->area_row);
    for (int province = 0; province < 100; province++) {
        uint8_t kind = area_of_province(province);
        uint16_t row = kind == AREA_NO_PROVINCE ? 0 : kind == AREA_UNKNOWN ? 1 : 2;
        for (int prefecture = 0; prefecture < 100; prefecture++)
            checker->area_row[area_place(province * 100 + prefecture)] = row;
    }
}

/** A county's cell; its prefecture gets a row of its own with the first one. */
static uint8_t *area_cell(struct number_checker *checker, int code, uint16_t *rows)
{
    uint16_t *row = &checker->area_row[area_place(code / 100)];
    if (*row < 3) {
        ASSERT(*rows < NUMBER_AREA_ROWS);
        *row = (*rows)++;
        memset(checker->area[*row], AREA_UNKNOWN, sizeof checker->area[*row]);
    }
    return &checker->area[*row][code % 100];
}

/** The rows of a code come in the order of time, so the last one that has begun decides
 *  [division_retired]. */
static void init_areas(struct number_checker *checker)
{
    uint16_t rows = 3;
    init_empty_rows(checker);
    for (size_t i = 0; i < division_count(); i++) {
        struct division division = division_at(i);
        if (division.level != DIVISION_COUNTY || is_permit(division.code / 10000))
            continue;
        uint8_t *cell = area_cell(checker, division.code, &rows);
        bool begun = !day_is(division.from) || division.from.n <= checker->today.n;
        bool ended = day_is(division.to) && division.to.n < checker->today.n;
        if (begun || *cell == AREA_UNKNOWN)
            *cell = ended ? AREA_RETIRED : 0;
    }
}

/** Compares as the day does. */
static int32_t day_key(struct day day)
{
    struct civil c = day_civil(day);
    return c.year / 100 << 24 | c.year % 100 << 16 | c.month << 8 | c.day;
}

/** The youngest who is older than 120, near today 121 years ago; a day before all days while there
 *  was nobody. */
static int32_t youngest_over_120(struct day today)
{
    if (day_civil(today).year <= 122)
        return 0;
    struct day born = day_add_years(today, -121);
    while (day_full_years(born, today) > 120)
        born.n++;
    while (day_full_years(born, today) <= 120)
        born.n--;
    return day_key(born);
}

void number_checker_init(struct number_checker *checker, struct day today)
{
    checker->today = today;
    checker->today_key = day_key(today);
    checker->last_over_120 = youngest_over_120(today);
    init_areas(checker);
}

/* ---- 18 characters ---- */

/** The characters of one number, four in a word, the first one lowest: AAAA AAYY YYMM DDSS SC. */
struct words {
    uint32_t first, second, third, fourth, last;
};

struct finding {
    uint32_t reasons; /* without the area's; NUMBER_UNSURE alone when a character is not what a
                         number has */
    uint32_t area;    /* province, prefecture and county, seven bits each */
};

static inline uint32_t load_word(const char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return le32toh(word);
}

static inline struct words load_words(const char *at)
{
    uint16_t last;
    memcpy(&last, at + 16, sizeof last);
    return (struct words){ load_word(at), load_word(at + 4), load_word(at + 8), load_word(at + 12),
                           le16toh(last) };
}

#define EACH_BYTE(b) (UINT32_C(0x01010101) * (b))
#define EACH_PAIR    UINT32_C(0x00FF00FF)
#define LOW(pair)    ((pair)&0xFF)
#define HIGH(pair)   ((pair) >> 16)
/** Reasons are put together without a branch: faults come as they like, and a loop over many
 *  numbers must become vector instructions. */
#define WHEN(fact, reason) ((fact) ? (uint32_t)(reason) : 0)

/** Not zero when one of four characters, less '0', is no digit. A carry can only make it so for a
 *  better reason. */
static inline uint32_t no_digit(uint32_t digits)
{
    return ((digits + EACH_BYTE(0x76)) | digits) & EACH_BYTE(0x80);
}

/** Two two-digit numbers out of four digits, in the low and the high half. */
static inline uint32_t two_digits(uint32_t digits)
{
    return ((digits << 3) + (digits << 1) + (digits >> 8)) & EACH_PAIR;
}

/** The weights of MOD 11-2 are powers of two: here each pair of digits as 2a + b. */
static inline uint32_t weighed(uint32_t digits)
{
    return ((digits << 1) + (digits >> 8)) & EACH_PAIR;
}

/** Whether the weighted sum of all 18 is 1 modulo 11, as it must be. The pairs of a word weigh 4
 *  and 1 among themselves; the words 2^14, 2^10, 2^6 and 2^2, which are 5, 1, 9 and 4. */
static inline uint32_t right_check_digit(uint32_t a, uint32_t b, uint32_t c, uint32_t d,
                                         uint32_t s3, uint32_t last)
{
    a = weighed(a), b = weighed(b), c = weighed(c), d = weighed(d);
    uint32_t pairs = a + (a << 2) + b + c + (c << 3) + (d << 2);
    uint32_t sum = ((pairs & 0xFFFF) << 2) + HIGH(pairs) + 2 * s3 + last;
    return sum - (sum * 5958 >> 16) * 11 == 1;
}

/** Days of a month that is one, 28 or 29 in February: 31 and 30 take turns, and anew from August.
 */
static inline uint32_t month_length(uint32_t century, uint32_t year_of_century, uint32_t month)
{
    uint32_t deciding = year_of_century ? year_of_century : century;
    uint32_t february = (deciding & 3) == 0 ? 29 : 28;
    return month == 2 ? february : 30 + ((month + (month >> 3)) & 1);
}

static inline __attribute__((always_inline)) struct finding judge(struct words w, int32_t today_key,
                                                                  int32_t last_over_120)
{
    uint32_t a = w.first ^ EACH_BYTE('0'), b = w.second ^ EACH_BYTE('0');
    uint32_t c = w.third ^ EACH_BYTE('0'), d = w.fourth ^ EACH_BYTE('0');
    uint32_t s3 = (w.last & 0xFF) ^ '0', end = w.last >> 8;
    uint32_t last = (end | 0x20) == 'x' ? 10 : (end ^ '0') + WHEN((end ^ '0') == 10, 1);
    uint32_t strange =
        no_digit(a) | no_digit(b) | no_digit(c) | no_digit(d) | no_digit(s3) | (last > 10);

    uint32_t place = two_digits(a), middle = two_digits(b);
    uint32_t month = HIGH(two_digits(c)), year_of_century = LOW(two_digits(c));
    uint32_t day = LOW(two_digits(d)), s12 = HIGH(two_digits(d)), century = HIGH(middle);
    int32_t key = (int32_t)(century << 24 | year_of_century << 16 | month << 8 | day);
    uint32_t real = (month - 1 < 12) & (day - 1 < month_length(century, year_of_century, month)) &
                    ((century | year_of_century) != 0);
    uint32_t reasons = WHEN(!real, NUMBER_DATE) | WHEN(real & (key > today_key), NUMBER_FUTURE) |
                       WHEN(!right_check_digit(a, b, c, d, s3, last), NUMBER_CHECK_DIGIT) |
                       WHEN((s12 | s3) == 0, NUMBER_SEQUENCE_000) |
                       WHEN(real & (key <= last_over_120), NUMBER_OLDER_THAN_120);
    uint32_t area = LOW(place) << 14 | HIGH(place) << 7 | LOW(middle);
    return (struct finding){ strange ? (uint32_t)NUMBER_UNSURE : reasons, strange ? 0 : area };
}

static inline uint32_t with_area(const struct number_checker *checker, struct finding found)
{
    uint32_t kind = checker->area[checker->area_row[found.area >> 7]][found.area & 127];
    return found.reasons | kind << AREA_SHIFT;
}

unsigned number_glance(const struct number_checker *checker, const char at[18])
{
    return with_area(checker, judge(load_words(at), checker->today_key, checker->last_over_120));
}

/* ---- many numbers ---- */

enum { LANES = 32 };

/** The words of many numbers side by side, so that one instruction judges several. */
struct block {
    uint32_t first[LANES], second[LANES], third[LANES], fourth[LANES], last[LANES];
    uint32_t reasons[LANES], area[LANES];
};

static inline __attribute__((always_inline)) void judge_lanes(struct block *b, int32_t today_key,
                                                              int32_t last_over_120)
{
    for (size_t i = 0; i < LANES; i++) {
        struct words w = { b->first[i], b->second[i], b->third[i], b->fourth[i], b->last[i] };
        struct finding found = judge(w, today_key, last_over_120);
        b->reasons[i] = found.reasons;
        b->area[i] = found.area;
    }
}

static void judge_block_anywhere(struct block *b, int32_t today_key, int32_t last_over_120)
{
    judge_lanes(b, today_key, last_over_120);
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static void judge_block_avx2(struct block *b, int32_t today_key,
                                                             int32_t last_over_120)
{
    judge_lanes(b, today_key, last_over_120);
}

__attribute__((target("avx512bw,avx512vl,avx512dq"))) static void judge_block_avx512(
    struct block *b, int32_t today_key, int32_t last_over_120)
{
    judge_lanes(b, today_key, last_over_120);
}

static void judge_block(struct block *b, int32_t today_key, int32_t last_over_120)
{
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq"))
        judge_block_avx512(b, today_key, last_over_120);
    else if (__builtin_cpu_supports("avx2"))
        judge_block_avx2(b, today_key, last_over_120);
    else
        judge_block_anywhere(b, today_key, last_over_120);
}
#else
static void judge_block(struct block *b, int32_t today_key, int32_t last_over_120)
{
    judge_block_anywhere(b, today_key, last_over_120);
}
#endif

/** Lanes without a number get the last one once more. */
static void load_block(struct block *b, const char *const at[], size_t n)
{
    for (size_t i = 0; i < LANES; i++) {
        struct words w = load_words(at[i < n ? i : n - 1]);
        b->first[i] = w.first;
        b->second[i] = w.second;
        b->third[i] = w.third;
        b->fourth[i] = w.fourth;
        b->last[i] = w.last;
    }
}

/** A block costs as much for one number as for all its lanes. */
enum { WORTH_A_BLOCK = 10 };

static void glance_at_block(const struct number_checker *checker, const char *const at[], size_t n,
                            uint16_t *reasons)
{
    struct block b;
    load_block(&b, at, n);
    judge_block(&b, checker->today_key, checker->last_over_120);
    for (size_t i = 0; i < n; i++)
        reasons[i] = (uint16_t)with_area(checker, (struct finding){ b.reasons[i], b.area[i] });
}

void number_glances(const struct number_checker *checker, const char *const at[], size_t n,
                    uint16_t *reasons)
{
    size_t done = 0;
    for (; n - done >= WORTH_A_BLOCK; done += n - done < LANES ? n - done : LANES)
        glance_at_block(checker, at + done, n - done < LANES ? n - done : LANES, reasons + done);
    for (; done < n; done++)
        reasons[done] = (uint16_t)number_glance(checker, at[done]);
}
