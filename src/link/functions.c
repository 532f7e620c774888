#include "link/functions.h"
#include "base/utf8.h"
#include "core/day.h"
#include "core/name.h"
#include "core/pinyin.h"

/** What a function works on. */
struct call {
    struct str in;
    const int64_t *numbers;
    struct arena *scratch;
    struct buf *out;
};

static void put_point(struct buf *out, uint32_t point)
{
    char bytes[4];
    buf_add(out, str_from(bytes, utf8_put(point, bytes)));
}

/** The next point; a byte that is no UTF-8 is a point of its own. False at the end. */
static bool any_point(struct str *rest, uint32_t *point)
{
    if (utf8_next(rest, point))
        return true;
    if (!rest->len)
        return false;
    *point = 0xFFFD;
    *rest = str_cut(*rest, 1, rest->len);
    return true;
}

/* ---- pieces ---- */

/** The points from `from` (counted from 0) to before `to`. */
static void cut_points(struct call *call, int64_t from, int64_t to)
{
    uint32_t point;
    for (int64_t i = 0; i < to && any_point(&call->in, &point); i++)
        if (i >= from)
            put_point(call->out, point);
}

static int64_t point_count(struct str text)
{
    uint32_t point;
    int64_t n = 0;
    while (any_point(&text, &point))
        n++;
    return n;
}

static void f_prefix(struct call *call)
{
    cut_points(call, 0, call->numbers[0]);
}

static void f_suffix(struct call *call)
{
    int64_t n = point_count(call->in);
    cut_points(call, n > call->numbers[0] ? n - call->numbers[0] : 0, n);
}

/** Nothing where the text ends before: half a number is another number. */
static void f_substr(struct call *call)
{
    int64_t from = call->numbers[0] - 1, to = from + call->numbers[1];
    if (point_count(call->in) >= to)
        cut_points(call, from, to);
}

/* ---- letters ---- */

/** What an accented Latin letter stands on, U+00C0 to U+017F; `-` keeps the letter. */
static const char bases[] = "AAAAAA-CEEEEIIII-NOOOOO-OUUUUY--AAAAAA-CEEEEIIII-NOOOOO-OUUUUY-Y"
                            "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII--JJKK-LLLLLLLL"
                            "LLNNNNNN---OOOOOO--RRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZ-";

static uint32_t plain_letter(uint32_t point)
{
    if (point >= 'a' && point <= 'z')
        return point - ('a' - 'A');
    if (point >= 0xC0 && point < 0xC0 + sizeof bases - 1 && bases[point - 0xC0] != '-')
        return (uint32_t)bases[point - 0xC0];
    return point;
}

static bool is_letter_or_digit(uint32_t point)
{
    return (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9') ||
           (point >= 0xC0 && !(point >= 0x2000 && point <= 0x206F) &&
            !(point >= 0x3000 && point <= 0x3004) && !(point >= 0x3008 && point <= 0x3020) &&
            point != 0x30FB && point != 0xFFFD);
}

static void f_plain(struct call *call)
{
    uint32_t point;
    while (any_point(&call->in, &point)) {
        point = plain_letter(point);
        if (is_letter_or_digit(point))
            put_point(call->out, point);
    }
}

static void f_name(struct call *call)
{
    buf_add(call->out, name_key(call->scratch, call->in));
}

static void f_simplified(struct call *call)
{
    buf_add(call->out, name_simplified(call->scratch, call->in));
}

static void f_digits(struct call *call)
{
    for (size_t i = 0; i < call->in.len; i++)
        if (call->in.at[i] >= '0' && call->in.at[i] <= '9')
            buf_byte(call->out, call->in.at[i]);
}

/* ---- days ---- */

/** The whole numbers of a text and how many digits each has; false unless there are three. */
static bool three_numbers(struct str text, int numbers[3], size_t digits[3])
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; n++) {
        if (n == 3 || text.at[i] < '0' || text.at[i] > '9')
            return false;
        numbers[n] = 0;
        digits[n] = 0;
        for (; i < text.len && text.at[i] >= '0' && text.at[i] <= '9' && digits[n] < 5; i++)
            numbers[n] = numbers[n] * 10 + (text.at[i] - '0'), digits[n]++;
        i += i < text.len && strchr("-/. ", text.at[i]) != NULL;
    }
    return n == 3;
}

/** 8 digits stay as they are, right day or not: a day typed wrong is still to be compared. 1980-6-5
 *  and 5/6/1980 (day first, unless that is no month) become 19800605. */
static bool as_eight_digits(struct str text, char out[9])
{
    int n[3];
    size_t digits[3], plain = 0;
    for (size_t i = 0; i < text.len; i++)
        plain += text.at[i] >= '0' && text.at[i] <= '9';
    if (text.len == 8 && plain == 8) {
        memcpy(out, text.at, 8);
        out[8] = '\0';
        return true;
    }
    text = str_cut(text, 0, str_find_byte(text, 'T'));
    if (!three_numbers(text, n, digits))
        return false;
    bool year_first = digits[0] == 4, day_second = n[1] > 12;
    int year = year_first ? n[0] : n[2], month = year_first || !day_second ? n[1] : n[0];
    int day = year_first ? n[2] : day_second ? n[1] : n[0];
    if (digits[year_first ? 0 : 2] != 4 || month > 99 || day > 99)
        return false;
    snprintf(out, 9, "%04u%02u%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
    return true;
}

static void cut_date(struct call *call, size_t from, size_t len)
{
    char digits[9];
    if (as_eight_digits(str_trim(call->in), digits))
        buf_add(call->out, str_from(digits + from, len));
}

static void f_date(struct call *call)
{
    cut_date(call, 0, 8);
}

static void f_year(struct call *call)
{
    cut_date(call, 0, 4);
}

static void f_month(struct call *call)
{
    cut_date(call, 4, 2);
}

static void f_day_of_month(struct call *call)
{
    cut_date(call, 6, 2);
}

/* ---- sounds ---- */

/** The usual syllable of an ideograph; NULL for anything else. */
static const char *syllable_of(uint32_t point)
{
    uint16_t readings[PINYIN_READINGS_MAX];
    return name_is_ideograph(point) && pinyin_readings(point, readings)
               ? pinyin_syllable(readings[0])
               : NULL;
}

static void put_syllables(struct call *call, bool initials)
{
    uint32_t point, last = ' ';
    while (any_point(&call->in, &point)) {
        const char *syllable = syllable_of(point);
        point = plain_letter(point);
        if (syllable && initials)
            buf_byte(call->out, syllable[0]);
        else if (syllable)
            buf_text(call->out, syllable);
        else if (is_letter_or_digit(point) && (!initials || !is_letter_or_digit(last)))
            put_point(call->out, point);
        last = point;
    }
}

static void f_pinyin(struct call *call)
{
    put_syllables(call, false);
}

static void f_initials(struct call *call)
{
    put_syllables(call, true);
}

/** The letter, and up to three digits for the consonants behind it; a letter is not said twice in
 *  a row, H and W stand between without parting [US National Archives, Soundex]. */
static void f_soundex(struct call *call)
{
    static const char codes[] = "01230120022455012623010202"; /* A to Z; H and W are told below */
    uint32_t point;
    char last = 0;
    size_t len = 0;
    while (len < 4 && any_point(&call->in, &point)) {
        point = plain_letter(point);
        if (point < 'A' || point > 'Z' || (len && (point == 'H' || point == 'W')))
            continue;
        char code = codes[point - 'A'];
        if (!len || (code != '0' && code != last))
            buf_byte(call->out, len ? code : (char)point), len++;
        last = code;
    }
    for (; len && len < 4; len++)
        buf_byte(call->out, '0');
}

/* ---- parts of a name ---- */

static bool parts_names(uint32_t point)
{
    static const uint32_t between[] = { ' ',    ',',    '-',    '\t',   '.',  0xB7,   0x2022,
                                        0x2027, 0x30FB, 0xFF0E, 0x3000, 0xA0, 0xFF0C, 0x2010 };
    for (size_t i = 0; i < COUNT(between); i++)
        if (point == between[i])
            return true;
    return false;
}

bool name_part(struct str *rest, struct str *part)
{
    uint32_t point;
    struct str at = *rest, next = at;
    while (any_point(&next, &point) && parts_names(point))
        at = next;
    if (!at.len)
        return false;
    *rest = at;
    for (next = at; any_point(&next, &point) && !parts_names(point);)
        *rest = next;
    *part = str_cut(at, 0, at.len - rest->len);
    return true;
}

enum { NAME_PARTS_MAX = 32 };

static size_t split_parts(struct str text, struct str parts[NAME_PARTS_MAX])
{
    size_t n = 0;
    while (n < NAME_PARTS_MAX && name_part(&text, &parts[n]))
        n++;
    return n;
}

static int compare_parts(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void f_sorted(struct call *call)
{
    struct str parts[NAME_PARTS_MAX];
    size_t n = split_parts(call->in, parts);
    qsort(parts, n, sizeof *parts, compare_parts);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_byte(call->out, ' ');
        buf_add(call->out, parts[i]);
    }
}

static void f_part(struct call *call)
{
    struct str parts[NAME_PARTS_MAX];
    int64_t n = (int64_t)split_parts(call->in, parts), at = call->numbers[0];
    at = at < 0 ? n + at : at - 1;
    if (at >= 0 && at < n)
        buf_add(call->out, parts[at]);
}

/* clang-format off */
static void (*const calls[])(struct call *call) = {
    [FUNCTION_PREFIX] = f_prefix, [FUNCTION_SUFFIX] = f_suffix, [FUNCTION_SUBSTR] = f_substr,
    [FUNCTION_PLAIN] = f_plain,   [FUNCTION_NAME] = f_name,     [FUNCTION_DIGITS] = f_digits,
    [FUNCTION_SIMPLIFIED] = f_simplified,
    [FUNCTION_DATE] = f_date,     [FUNCTION_YEAR] = f_year,     [FUNCTION_MONTH] = f_month,
    [FUNCTION_DAY_OF_MONTH] = f_day_of_month,
    [FUNCTION_PINYIN] = f_pinyin, [FUNCTION_INITIALS] = f_initials, [FUNCTION_SOUNDEX] = f_soundex,
    [FUNCTION_SORTED] = f_sorted, [FUNCTION_PART] = f_part,
};
/* clang-format on */

void link_function(enum link_function function, struct str in, const int64_t *numbers,
                   struct arena *scratch, struct buf *out)
{
    struct call call = { in, numbers, scratch, out };
    ASSERT(function < COUNT(calls) && calls[function]);
    calls[function](&call);
}
