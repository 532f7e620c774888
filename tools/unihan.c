/* Turns Debian's Unihan files (package unicode-data) into C tables.
 *
 *   unihan readings Unihan_Readings.txt surname_readings.csv >pinyin_table.c
 *
 * Readings are taken without tones, the most usual first, from the fields in this order:
 * kMandarin, kHanyuPinlu (by frequency), kTGHZ2013, kXHC1983; kHanyuPinyin only where none of those
 * says anything, for it lists readings of classical texts that no clerk types. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE = 4096,
    POINTS = 0x32400, /* extension H ends below */
    PAGE = 256,
    READINGS = 8,
    SYLLABLES = 1024,
    SYLLABLE = 8,
    LISTS = 1 << 16
};

struct readings {
    uint16_t count, syllable[READINGS];
};
enum field { MANDARIN, PINLU, TGHZ, XHC, HANYU, FIELD_COUNT };
static const char *const field_names[FIELD_COUNT] = { "kMandarin", "kHanyuPinlu", "kTGHZ2013",
                                                      "kXHC1983", "kHanyuPinyin" };

static struct readings read_as[FIELD_COUNT][POINTS];
static struct readings merged[POINTS];
static char syllables[SYLLABLES][SYLLABLE];
static size_t syllable_count;
static uint16_t rank[SYLLABLES]; /* place in the order of the alphabet */
static uint16_t lists[LISTS];
static size_t lists_used;

static void die(const char *what, const char *which)
{
    fprintf(stderr, "unihan: %s: %s\n", what, which);
    exit(2);
}

/* ---- syllables ---- */

static const struct {
    const char *marked;
    char plain;
} vowels[] = {
    { "āáǎà", 'a' }, { "ēéěèê", 'e' }, { "īíǐì", 'i' }, { "ōóǒò", 'o' },
    { "ūúǔù", 'u' }, { "ǖǘǚǜü", 'v' }, { "ńňǹ", 'n' },  { "ḿ", 'm' },
};

static size_t utf8_bytes(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/** The letter without its tone; 0 for a tone mark that stands alone. */
static char plain_letter(const char *at, size_t bytes)
{
    if (bytes == 1)
        return *at;
    for (size_t v = 0; v < sizeof vowels / sizeof vowels[0]; v++)
        for (const char *m = vowels[v].marked; *m; m += utf8_bytes((unsigned char)*m))
            if (strncmp(m, at, bytes) == 0)
                return vowels[v].plain;
    return 0;
}

static uint16_t syllable_number(const char *plain)
{
    for (size_t i = 0; i < syllable_count; i++)
        if (strcmp(syllables[i], plain) == 0)
            return (uint16_t)i;
    if (syllable_count == SYLLABLES)
        die("too many syllables", plain);
    memcpy(syllables[syllable_count], plain, strlen(plain) + 1);
    return (uint16_t)syllable_count++;
}

/** Adds one syllable with its tone marks, unless it is there without regard to tone. */
static void add_reading(struct readings *r, const char *at, size_t len)
{
    char plain[SYLLABLE];
    size_t out = 0;
    for (size_t i = 0, bytes; i < len; i += bytes) {
        bytes = utf8_bytes((unsigned char)at[i]);
        char letter = plain_letter(at + i, bytes);
        if (letter && out + 1 < sizeof plain)
            plain[out++] = letter;
    }
    plain[out] = '\0';
    if (!out)
        return;
    uint16_t number = syllable_number(plain);
    for (size_t i = 0; i < r->count; i++)
        if (r->syllable[i] == number)
            return;
    if (r->count < READINGS)
        r->syllable[r->count++] = number;
}

/** `0110.090:céng 1446.020:zēng`, `céng(387)`, `zēng,céng`: letters between the signs. */
static void add_readings(struct readings *r, char *value)
{
    for (char *word = strtok(value, " ,\n"); word; word = strtok(NULL, " ,\n")) {
        char *colon = strchr(word, ':');
        char *begin = colon ? colon + 1 : word;
        size_t len = strcspn(begin, "(*");
        if (len && (*begin < '0' || *begin > '9'))
            add_reading(r, begin, len);
    }
}

/* ---- reading ---- */

static FILE *must_open(const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        die("cannot open", path);
    return f;
}

static void read_readings(const char *path)
{
    char line[LINE], name[64], value[LINE];
    unsigned point;
    FILE *in = must_open(path);
    while (fgets(line, sizeof line, in)) {
        if (sscanf(line, "U+%X\t%63s\t%4095[^\n]", &point, name, value) != 3 || point >= POINTS)
            continue;
        for (int f = 0; f < FIELD_COUNT; f++)
            if (strcmp(name, field_names[f]) == 0)
                add_readings(&read_as[f][point], value);
    }
    fclose(in);
}

static void merge(uint32_t point, const struct readings *from)
{
    struct readings *to = &merged[point];
    for (size_t i = 0; i < from->count; i++)
        add_reading(to, syllables[from->syllable[i]], strlen(syllables[from->syllable[i]]));
}

static void merge_all(void)
{
    for (uint32_t p = 0; p < POINTS; p++) {
        for (int f = 0; f < HANYU; f++)
            merge(p, &read_as[f][p]);
        if (!merged[p].count)
            merge(p, &read_as[HANYU][p]);
    }
    add_reading(&merged[0x3007], "ling", 4); /* 〇 is a number to Unihan, and a name's character */
}

/* ---- writing ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(syllables[*(const uint16_t *)a], syllables[*(const uint16_t *)b]);
}

static void write_syllables(void)
{
    uint16_t order[SYLLABLES];
    for (size_t i = 0; i < syllable_count; i++)
        order[i] = (uint16_t)i;
    qsort(order, syllable_count, sizeof order[0], by_text);
    printf("const char *const pinyin_syllable_texts[] = {\n");
    for (size_t i = 0; i < syllable_count; i++) {
        rank[order[i]] = (uint16_t)i;
        printf("    \"%s\",\n", syllables[order[i]]);
    }
    printf("};\nconst size_t pinyin_syllable_total = %zu;\n", syllable_count);
}

/** Where the list stands among the lists, each written once: how many, then which. */
static uint16_t list_offset(const struct readings *r)
{
    uint16_t list[READINGS + 1] = { r->count };
    for (size_t i = 0; i < r->count; i++)
        list[i + 1] = rank[r->syllable[i]];
    for (size_t at = 0; at < lists_used; at += lists[at] + 1u)
        if (memcmp(lists + at, list, (r->count + 1u) * sizeof list[0]) == 0)
            return (uint16_t)at;
    if (lists_used + READINGS + 1 >= LISTS)
        die("too many lists", "readings");
    memcpy(lists + lists_used, list, (r->count + 1u) * sizeof list[0]);
    lists_used += r->count + 1u;
    return (uint16_t)(lists_used - r->count - 1u);
}

static int page_is_empty(uint32_t from)
{
    for (uint32_t p = from; p < from + PAGE; p++)
        if (merged[p].count)
            return 0;
    return 1;
}

/** Block 0 is the empty one, and offset 0 the empty list. */
static void write_pages(void)
{
    uint16_t block_of[POINTS / PAGE];
    size_t blocks = 1;
    struct readings none = { 0 };
    list_offset(&none);
    printf("const uint16_t pinyin_blocks[][256] = {\n    { 0 },\n");
    for (uint32_t from = 0; from < POINTS; from += PAGE) {
        block_of[from / PAGE] = page_is_empty(from) ? 0 : (uint16_t)blocks++;
        if (!block_of[from / PAGE])
            continue;
        printf("    {");
        for (uint32_t p = from; p < from + PAGE; p++)
            printf("%s%u,", (p % 16) ? " " : "\n        ", list_offset(&merged[p]));
        printf("\n    },\n");
    }
    printf("};\nconst uint16_t pinyin_pages[] = {");
    for (size_t i = 0; i < POINTS / PAGE; i++)
        printf("%s%u,", (i % 16) ? " " : "\n    ", block_of[i]);
    printf("\n};\nconst size_t pinyin_page_total = %d;\n", POINTS / PAGE);
}

static void write_lists(void)
{
    printf("const uint16_t pinyin_lists[] = {");
    for (size_t i = 0; i < lists_used; i++)
        printf("%s%u,", (i % 16) ? " " : "\n    ", lists[i]);
    printf("\n};\n");
}

static uint32_t next_point(const char **at)
{
    const unsigned char *p = (const unsigned char *)*at;
    size_t bytes = utf8_bytes(p[0]);
    static const unsigned char lead[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    uint32_t point = p[0] & lead[bytes];
    for (size_t i = 1; i < bytes; i++)
        point = point << 6 | (p[i] & 0x3Fu);
    *at += bytes;
    return point;
}

/** The table of syllables is written by now: a new one would be none of it. */
static unsigned written_syllable(const char *plain)
{
    size_t written = syllable_count;
    uint16_t number = syllable_number(plain);
    if (syllable_count > written)
        die("no character is read like this", plain);
    return rank[number];
}

/** Rows `surname,syllables`: one or two characters, as many syllables. */
static void write_surnames(const char *path)
{
    char line[LINE], first[SYLLABLE], second[SYLLABLE];
    FILE *in = must_open(path);
    size_t count = 0;
    printf("const struct pinyin_surname_row pinyin_surname_rows[] = {\n");
    for (int heading = 1; fgets(line, sizeof line, in); heading = 0) {
        char *comma = strchr(line, ',');
        if (heading || !comma)
            continue;
        const char *at = line;
        *comma = '\0';
        uint32_t one = next_point(&at), two = *at ? next_point(&at) : 0;
        int n = sscanf(comma + 1, "%7s %7s", first, second);
        if (n != (two ? 2 : 1))
            die("a surname with other syllables than characters", line);
        printf("    { 0x%X, 0x%X, %u, %u },\n", (unsigned)one, (unsigned)two,
               written_syllable(first), two ? written_syllable(second) : 0u);
        count++;
    }
    printf("};\nconst size_t pinyin_surname_total = %zu;\n", count);
    fclose(in);
}

int main(int argc, char **argv)
{
    if (argc != 4 || strcmp(argv[1], "readings") != 0)
        return 64;
    printf("/* Made by tools/unihan. */\n#include \"core/pinyin_table.h\"\n");
    read_readings(argv[2]);
    merge_all();
    write_syllables();
    write_pages();
    write_lists();
    write_surnames(argv[3]);
    return 0;
}
