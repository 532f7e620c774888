#include "base/utf8.h"
#include "core/name.h"
#include "core/name_search.h"
#include "core/number.h"
#include "office/unit.h"
#include "register/searching.h"
#include "sql/register.h"

enum {
    WORDS_MAX = 6,
    NARROWING = 4, /* values that every statement of typed_by_… has before its limit */
    TAIL_MIN = 4,
    TAIL_MAX = 6,
    HEAD_MIN = 12, /* county, year and month of birth: fewer would be a list of a county */
    NAME_BEGINS_MIN = 2,
    STATIONS_AT_ONCE = 16, /* questions that travel together */
};

/** What a text is made of. */
struct typed {
    struct searching *s;
    struct str word;    /* what drives the search */
    struct str letters; /* the Latin words in a row, when it is one */
    const int32_t *stations;
    size_t station_count;
};

static bool is_full(const struct typed *t)
{
    return t->s->count == t->s->capacity;
}

static struct value row_limit(const struct typed *t)
{
    return v_int((int64_t)t->s->capacity);
}

/** What the words behind the first ask for: days of birth from … to, sex, the beginning of a street. */
static void narrowing(const struct typed *t, struct value out[NARROWING])
{
    const struct search_filter *filter = &t->s->filter;
    int year = filter->born_year;
    out[0] = v_int(year ? DAY_NUMBER(year, 1, 1) : INT32_MIN);
    out[1] = v_int(year ? DAY_NUMBER(year, 12, 31) : INT32_MAX);
    out[2] = v_text(filter->sex.len ? filter->sex : STR(""));
    out[3] = v_text(filter->street.len ? filter->street : STR(""));
}

/** Behind every text that begins with this one. */
static struct str behind(struct arena *arena, struct str text)
{
    return arena_printf(arena, STR_FMT "\xF4\x8F\xBF\xBF", STR_ARG(text));
}

/** Behind this text and before any longer one. */
static struct str just_behind(struct arena *arena, struct str text)
{
    return arena_printf(arena, STR_FMT "\x01", STR_ARG(text));
}

/* ---- by station, until there are enough ---- */

/** Asks some stations at once and takes the answers in their order. */
static enum outcome ask_stations(struct typed *t, const struct statement *statement,
                                 struct value *with, size_t count, size_t from, size_t to)
{
    struct question *asked[STATIONS_AT_ONCE];
    struct rows rows;
    for (size_t i = from; i < to; i++) {
        with[0] = v_int(t->stations[i]);
        TRY(db_ask(t->s->desk, statement, (struct values){ with, count }, &asked[i - from]));
    }
    for (size_t i = from; i < to; i++) {
        TRY(db_answers(t->s->desk, asked[i - from], &rows));
        searching_add(t->s, &rows);
    }
    return DONE;
}

/** `with` leaves its first place to the station. */
static enum outcome in_stations(struct typed *t, const struct statement *statement,
                                enum person_match match, struct value *with, size_t count)
{
    t->s->match = match;
    for (size_t i = 0; i < t->station_count && !is_full(t); i += STATIONS_AT_ONCE) {
        size_t to =
            i + STATIONS_AT_ONCE < t->station_count ? i + STATIONS_AT_ONCE : t->station_count;
        TRY(ask_stations(t, statement, with, count, i, to));
    }
    return DONE;
}

static enum outcome names_between(struct typed *t, struct str from, struct str before)
{
    struct value with[4 + NARROWING] = { v_null(), v_text(from), v_text(before) };
    narrowing(t, with + 3);
    with[3 + NARROWING] = row_limit(t);
    return in_stations(t, &Q_typed_by_name, MATCH_NAME, with, COUNT(with));
}

static enum outcome keys_between(struct typed *t, const char *kind, enum person_match match,
                                 struct str from, struct str before, struct str pattern)
{
    struct value with[6 + NARROWING] = { v_null(), v_lit(kind), v_text(from), v_text(before),
                                         v_text(pattern) };
    narrowing(t, with + 5);
    with[5 + NARROWING] = row_limit(t);
    return in_stations(t, &Q_typed_by_key, match, with, COUNT(with));
}

/* ---- digits ---- */

static bool is_number_text(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        bool last_x = i + 1 == word.len && (word.at[i] | 0x20) == 'x';
        if ((word.at[i] < '0' || word.at[i] > '9') && !last_x)
            return false;
    }
    return word.len > 0;
}

static enum outcome by_whole_number(struct typed *t)
{
    struct desk *desk = t->s->desk;
    struct number_checker *checker = NEW(desk->arena, struct number_checker);
    number_checker_init(checker, desk->today);
    struct number_check check = number_check(checker, t->word);
    if (check.reasons & (NUMBER_LENGTH | NUMBER_CHARACTER))
        return DONE;
    return find_by_number(t->s, arena_str(desk->arena, str_of(check.canonical)));
}

static enum outcome by_tail(struct typed *t)
{
    char tail[TAIL_MAX + 2] = "%", four[5] = { 0 };
    size_t len = t->word.len;
    memcpy(tail + 1, t->word.at, len);
    tail[len] = tail[len] == 'X' ? 'x' : tail[len]; /* the pattern meets small letters */
    memcpy(four, t->word.at + len - 4, 4);
    four[3] = four[3] == 'x' ? 'X' : four[3];
    struct value with[4 + NARROWING] = { v_null(), v_lit(four), v_lit(tail) };
    narrowing(t, with + 3);
    with[3 + NARROWING] = row_limit(t);
    return in_stations(t, &Q_typed_by_tail, MATCH_TAIL, with, COUNT(with));
}

static enum outcome by_head(struct typed *t)
{
    const struct clerk *clerk = &t->s->desk->clerk;
    struct rows rows;
    TRY(db_list(t->s->desk, &Q_typed_by_number,
                WITH(v_text(t->word), v_text(behind(t->s->desk->arena, t->word)),
                     v_int(clerk->reach_from), v_int(clerk->reach_to), row_limit(t)),
                &rows));
    t->s->match = MATCH_NUMBER_HEAD;
    searching_add(t->s, &rows);
    return DONE;
}

static enum outcome by_digits(struct typed *t)
{
    size_t len = t->word.len;
    if (len == 15 || len == 18)
        TRY(by_whole_number(t));
    if (len >= TAIL_MIN && len <= TAIL_MAX)
        TRY(by_tail(t));
    if (len >= HEAD_MIN && len < 18)
        TRY(by_head(t));
    return DONE;
}

/* ---- letters ---- */

static enum outcome by_letters(struct typed *t, const char *kind, enum person_match match)
{
    struct arena *arena = t->s->desk->arena;
    struct name_typed ways[NAME_TYPED_MAX];
    size_t count = name_typed(arena, t->letters, ways);
    for (size_t i = 0; i < count; i++)
        if (ways[i].whole)
            TRY(keys_between(t, kind, match, ways[i].exact, just_behind(arena, ways[i].exact),
                             STR("%")));
    for (size_t i = 0; i < count; i++)
        TRY(keys_between(t, kind, match, ways[i].from, behind(arena, ways[i].from),
                         ways[i].pattern));
    return DONE;
}

/* ---- characters ---- */

/** The name itself, then those that begin with it. */
static enum outcome by_name(struct typed *t, struct str key, bool begins)
{
    struct arena *arena = t->s->desk->arena;
    TRY(names_between(t, key, just_behind(arena, key)));
    return begins ? names_between(t, key, behind(arena, key)) : DONE;
}

static enum outcome by_characters(struct typed *t)
{
    struct arena *arena = t->s->desk->arena;
    struct str key = name_key(arena, t->word);
    struct name_keys joined;
    name_joined_keys(arena, t->word, &joined);
    bool begins = utf8_points(key) >= NAME_BEGINS_MIN;
    TRY(by_name(t, key, begins));
    if (!joined.count)
        return DONE;
    struct str plain = joined.at[0];
    struct str before = begins ? behind(arena, plain) : just_behind(arena, plain);
    TRY(keys_between(t, "R", MATCH_PARTS, plain, before, STR("%")));
    return keys_between(t, "F", MATCH_FORMER, plain, before, STR("%"));
}

/** Whoever is called the same to the ear: all the readings of what was typed. */
static enum outcome by_sound(struct typed *t)
{
    struct arena *arena = t->s->desk->arena;
    struct name_keys keys;
    if (utf8_points(t->word) < NAME_BEGINS_MIN)
        return DONE;
    name_reading_keys(arena, t->word, &keys);
    for (size_t i = 0; i < keys.count; i++)
        TRY(keys_between(t, "P", MATCH_SOUND, keys.at[i], just_behind(arena, keys.at[i]),
                         STR("%")));
    return DONE;
}

/** 奇台南路2号: the door begins where the digits do. */
static enum outcome by_address(struct typed *t)
{
    struct arena *arena = t->s->desk->arena;
    size_t digit = 0;
    while (digit < t->word.len && (t->word.at[digit] < '0' || t->word.at[digit] > '9'))
        digit++;
    struct str street = str_cut(t->word, 0, digit), door = str_cut(t->word, digit, t->word.len);
    if (utf8_points(street) < NAME_BEGINS_MIN)
        return DONE;
    struct value narrow[NARROWING];
    narrowing(t, narrow);
    struct value with[] = { v_null(),
                            v_text(street),
                            v_text(door.len ? just_behind(arena, street) : behind(arena, street)),
                            v_text(door.len ? door : STR("")),
                            v_text(behind(arena, door)),
                            narrow[0],
                            narrow[1],
                            narrow[2],
                            row_limit(t) };
    return in_stations(t, &Q_typed_by_address, MATCH_ADDRESS, with, COUNT(with));
}

/* ---- words ---- */

static bool is_letters(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = (char)(word.at[i] | 0x20);
        bool u_umlaut = (unsigned char)word.at[i] >= 0xC3;
        if ((c < 'a' || c > 'z') && word.at[i] != '\'' && !u_umlaut)
            return false;
        if (u_umlaut && !str_eq(str_cut(word, i, 2), STR("ü")))
            return false;
        i += u_umlaut;
    }
    return word.len > 0;
}

static bool read_year(struct str word, int32_t *out)
{
    int64_t year;
    if (word.len != 4 || !str_to_int(word, &year) || year < 1880 || year > 2100)
        return false;
    *out = (int32_t)year;
    return true;
}

/** Words behind the first: birth year, sex, the beginning of a street. */
static void narrow(struct search_filter *filter, struct str word)
{
    if (read_year(word, &filter->born_year))
        return;
    if (str_eq(word, STR("男")))
        filter->sex = STR("1");
    else if (str_eq(word, STR("女")))
        filter->sex = STR("2");
    else if (!is_number_text(word)) /* of a year the first digits say nothing yet */
        filter->street = word;
}

static void read_words(struct typed *t)
{
    struct arena *arena = t->s->desk->arena;
    struct str rest = str_trim(t->s->query->text), word;
    for (size_t i = 0; i < WORDS_MAX && str_split(&rest, ' ', &word);) {
        if (!word.len)
            continue;
        if (!i)
            t->word = word;
        if (is_letters(word) && (!i || t->letters.len))
            t->letters = arena_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(t->letters),
                                      t->letters.len ? " " : "", STR_ARG(word));
        else if (i)
            narrow(&t->s->filter, word);
        i++;
    }
}

/** The stations within reach: a station itself, most of the time. */
static enum outcome read_stations(struct typed *t)
{
    struct desk *desk = t->s->desk;
    struct units units;
    size_t count = 0;
    if (desk->clerk.reach_from == desk->clerk.reach_to) {
        t->stations = &desk->clerk.reach_from;
        t->station_count = 1;
        return DONE;
    }
    TRY(units_in_reach(desk, &units));
    int32_t *stations = NEW_ARRAY(desk->arena, int32_t, units.count);
    for (size_t i = 0; i < units.count; i++)
        if (str_is(units.at[i].kind, unit_kind_text(UNIT_STATION)->code))
            stations[count++] = units.at[i].number;
    t->stations = stations;
    t->station_count = count;
    return DONE;
}

/** Pages are counted, not gone on from; whoever is met twice stands where he was met first. */
static enum outcome begin(struct searching *s, struct typed *out)
{
    *out = (struct typed){ .s = s };
    s->once = true;
    s->after = (struct cursor){ 0 };
    return read_stations(out);
}

enum outcome find_by_name(struct searching *s, struct str name)
{
    struct typed t;
    struct str key = name_key(s->desk->arena, name);
    TRY(begin(s, &t));
    return by_name(&t, key, utf8_points(key) >= NAME_BEGINS_MIN);
}

enum outcome find_by_text(struct searching *s)
{
    struct typed t;
    TRY(begin(s, &t));
    read_words(&t);
    if (is_number_text(t.word))
        TRY(by_digits(&t));
    if (t.word.len && (unsigned char)t.word.at[0] < 0x80) {
        TRY(find_by_household(s, t.word));
        TRY(find_by_legacy(s, t.word));
    }
    if (t.letters.len) {
        TRY(by_letters(&t, "P", MATCH_PINYIN));
        return by_letters(&t, "Q", MATCH_FORMER);
    }
    if (is_number_text(t.word))
        return DONE;
    TRY(by_characters(&t));
    TRY(by_sound(&t));
    return by_address(&t);
}
