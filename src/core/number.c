#include "core/number.h"
#include "base/utf8.h"

/* ---- words ---- */

static const char *const reason_words[NUMBER_REASON_COUNT] = {
    "LENGTH",
    "CHARACTER",
    "DATE",
    "FUTURE",
    "CHECK_DIGIT",
    "PROVINCE_UNKNOWN",
    "DIVISION_UNKNOWN",
    "NOT_A_RESIDENT_NUMBER",
    "SEQUENCE_000",
    "OLDER_THAN_120",
    "DIVISION_RETIRED",
    "OLD_15",
    "CENTENARIAN",
};

enum number_verdict number_verdict(unsigned reasons)
{
    if (reasons & NUMBER_WRONGS)
        return NUMBER_WRONG;
    return reasons & NUMBER_WARNINGS ? NUMBER_WARN : NUMBER_OK;
}

const char *number_verdict_word(enum number_verdict verdict)
{
    static const char *const words[] = { "ok", "warn", "wrong" };
    return words[verdict];
}

const char *number_reason_word(unsigned place)
{
    ASSERT(place < NUMBER_REASON_COUNT);
    return reason_words[place];
}

struct str number_reasons_str(struct arena *arena, unsigned reasons)
{
    struct str joined = STR("");
    for (unsigned i = 0; i < NUMBER_REASON_COUNT; i++)
        if (reasons >> i & 1)
            joined = arena_printf(arena, STR_FMT "%s%s", STR_ARG(joined), joined.len ? ";" : "",
                                  reason_words[i]);
    return joined;
}

/* ---- any text ---- */

/** A text as 18 characters, or why it cannot be. */
struct reading {
    unsigned reasons;
    char at[NUMBER_LENGTH_18];
};

static bool is_ascii_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/** Nearly all blanks are ASCII, and what then stands at both ends is too. */
static struct str without_blanks(struct str text)
{
    while (text.len && is_ascii_blank(text.at[0]))
        text = (struct str){ text.at + 1, text.len - 1 };
    while (text.len && is_ascii_blank(text.at[text.len - 1]))
        text.len--;
    bool done = text.len == 0 || ((text.at[0] | text.at[text.len - 1]) & 0x80) == 0;
    return done ? text : str_trim(text);
}

static bool is_ascii(struct str text)
{
    uint64_t any = 0, eight;
    for (; text.len >= sizeof eight; text = (struct str){ text.at + 8, text.len - 8 }) {
        memcpy(&eight, text.at, sizeof eight);
        any |= eight;
    }
    for (size_t i = 0; i < text.len; i++)
        any |= (unsigned char)text.at[i];
    return (any & UINT64_C(0x8080808080808080)) == 0;
}

/** Full-width forms as ASCII; what no number can hold becomes '?'. */
static char folded(uint32_t point)
{
    if (point < 0x80)
        return (char)point;
    if (point >= 0xFF10 && point <= 0xFF19)
        return (char)('0' + (point - 0xFF10));
    return point == 0xFF38 || point == 0xFF58 || point == 0x2169 ? 'X' : '?';
}

/** One character a code point or a byte that belongs to none; returns how many. */
static size_t fold(struct str text, char out[NUMBER_BYTES_MAX])
{
    size_t n = 0;
    while (text.len) {
        size_t len = utf8_length(text);
        out[n++] = len ? folded(utf8_point(text)) : '?';
        text = str_cut(text, len ? len : 1, text.len);
    }
    return n;
}

static bool all_digits(const char *at, size_t n)
{
    unsigned bad = 0;
    for (size_t i = 0; i < n; i++)
        bad |= (unsigned)(at[i] < '0') | (unsigned)(at[i] > '9');
    return !bad;
}

/** AAAAAA YYMMDD SSS with its century put in and its check digit behind [domain 3.2]. */
static unsigned upgrade(const char at[15], char out[NUMBER_LENGTH_18])
{
    bool centenarian = at[12] == '9' && at[13] == '9' && at[14] >= '6';
    memcpy(out, at, 6);
    memcpy(out + 6, centenarian ? "18" : "19", 2);
    memcpy(out + 8, at + 6, 9);
    out[17] = number_check_digit(out);
    return centenarian ? NUMBER_OLD_15 | NUMBER_CENTENARIAN : NUMBER_OLD_15;
}

static void read_characters(const struct number_checker *checker, const char *at, size_t len,
                            struct reading *r)
{
    unsigned old = 0;
    if (len == 15 && !all_digits(at, len)) {
        r->reasons = NUMBER_CHARACTER;
    } else if (len == 15 || len == NUMBER_LENGTH_18) {
        if (len == 15)
            old = upgrade(at, r->at);
        else
            memcpy(r->at, at, NUMBER_LENGTH_18);
        r->reasons = number_glance(checker, r->at);
        r->reasons = r->reasons & NUMBER_UNSURE ? NUMBER_CHARACTER : r->reasons | old;
    } else {
        r->reasons = NUMBER_LENGTH;
    }
}

static void read_text(const struct number_checker *checker, struct str text, struct reading *r)
{
    char characters[NUMBER_BYTES_MAX];
    text = without_blanks(text);
    if (text.len > NUMBER_BYTES_MAX)
        r->reasons = NUMBER_LENGTH;
    else if (is_ascii(text))
        read_characters(checker, text.at, text.len, r);
    else
        read_characters(checker, characters, fold(text, characters), r);
}

/** A wrong character, ASCII only and no blank around it: a longer look finds nothing better. */
static bool cannot_heal(const char *at)
{
    return is_ascii(str_from(at, NUMBER_LENGTH_18)) && at[0] > ' ' && at[17] > ' ';
}

unsigned number_reasons(const struct number_checker *checker, struct str text)
{
    struct reading r;
    if (text.len == NUMBER_LENGTH_18) {
        unsigned reasons = number_glance(checker, text.at);
        if (!(reasons & NUMBER_UNSURE))
            return reasons;
        if (cannot_heal(text.at))
            return NUMBER_CHARACTER;
    }
    read_text(checker, text, &r);
    return r.reasons;
}

void number_reasons_many(const struct number_checker *checker, const char *at, size_t stride,
                         size_t n, uint16_t *reasons)
{
    enum { SOME = 128 };
    const char *places[SOME];
    for (size_t done = 0, some; done < n; done += some) {
        for (some = 0; some < SOME && done + some < n; some++)
            places[some] = at + (done + some) * stride;
        number_glances(checker, places, some, reasons + done);
    }
    for (size_t i = 0; i < n; i++, at += stride)
        if (reasons[i] & NUMBER_UNSURE)
            reasons[i] = (uint16_t)number_reasons(checker, str_from(at, NUMBER_LENGTH_18));
}

static int decimal(const char *at, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

struct number_check number_check(const struct number_checker *checker, struct str text)
{
    struct reading r;
    read_text(checker, text, &r);
    struct number_check check = { .reasons = r.reasons, .born = NO_DAY };
    check.verdict = number_verdict(r.reasons);
    if (r.reasons & (NUMBER_LENGTH | NUMBER_CHARACTER))
        return check;
    memcpy(check.canonical, r.at, NUMBER_LENGTH_18);
    if (check.canonical[17] == 'x')
        check.canonical[17] = 'X';
    if (!(r.reasons & NUMBER_DATE))
        (void)day_make(decimal(r.at + 6, 4), decimal(r.at + 10, 2), decimal(r.at + 12, 2),
                       &check.born);
    check.sex = number_is_male(r.at) ? 'M' : 'F';
    check.division = decimal(r.at, 6);
    return check;
}

/* ---- making ---- */

char number_check_digit(const char first17[17])
{
    uint32_t sum = 0;
    for (size_t i = 0; i < 17; i++)
        sum = sum * 2 + (uint32_t)(first17[i] - '0');
    return "10X98765432"[sum * 2 % 11];
}

bool number_is_male(const char canonical[18])
{
    return canonical[16] & 1;
}

static void put_decimal(char *at, size_t n, int value)
{
    for (; n; value /= 10)
        at[--n] = (char)('0' + value % 10);
}

void number_make(int division, struct day born, int sequence, char out[19])
{
    struct civil c = day_civil(born);
    ASSERT(division >= 100000 && division <= 999999);
    ASSERT(c.year >= 1 && c.year <= 9999);
    ASSERT(sequence >= 0 && sequence <= 999);
    put_decimal(out, 6, division);
    put_decimal(out + 6, 4, c.year);
    put_decimal(out + 10, 2, c.month);
    put_decimal(out + 12, 2, c.day);
    put_decimal(out + 14, 3, sequence);
    out[17] = number_check_digit(out);
    out[18] = '\0';
}
