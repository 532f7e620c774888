/* Clerks who type into the search box, as the page sends it: each thinks of a person within his
 * reach, types what he knows of him key by key, asks after every key, and settles on the search.
 *
 *   search_load DB_URL PORT LOGINS_FILE PASSWORD SECONDS typing|rushing
 *
 * LOGINS_FILE: `login from to` a line, the stations reached. `typing` pauses between keys as people
 * do, `rushing` sends the next key with the answer. Prints a line for each way of typing and two for
 * all of them: `kind asked p50 p95 p99 most`, in µs. Ends with 1 when anything but 200 was answered,
 * or when a person typed out whole was not among the hits. */
#include "base/utf8.h"
#include "core/pinyin.h"
#include "db/db.h"
#include "desk_line.h"
#include <sys/epoll.h>

enum {
    CLERKS_MAX = 256,
    PERSONS_EACH = 800,
    KEYS_MAX = 64,
    TIMES_MAX = 1 << 21,
    LETTERS_SHORTEST = 2, /* what the page sends: PersonSearch.vue */
    DIGITS_SHORTEST = 4,
    PAUSE_LEAST_MS = 120, /* between two keys */
    PAUSE_MOST_MS = 400,
    THINK_MOST_MS = 3000, /* before the next person */
};

struct someone {
    struct str name, former, number, street, door, household;
    int32_t born_year;
};

struct clerk_at_work {
    char login[64];
    int32_t from, to;
    struct desk_line line;
    const struct someone *people;
    size_t people_count;
    const struct kind *kind;   /* of what he types */
    struct str keys[KEYS_MAX]; /* the text after each key, shortest first */
    size_t key, key_count;
    int64_t next_at; /* µs; 0 while an answer is awaited */
};

struct times {
    uint32_t *us;
    size_t count;
};

static struct clerk_at_work clerks[CLERKS_MAX];
static int clerk_count, port;
static bool rushing;
static int64_t failed, missed;
static struct times typed_times, settled_times;
static uint64_t seed = 88172645463325252u;
static struct arena *words;          /* of the texts typed, to the end */
static uint32_t same_sound[1024][8]; /* by syllable: characters met in names */
static uint8_t same_sound_count[1024];

static uint64_t any(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

/* ---- what is typed ---- */

static struct str tail_of(const struct someone *who)
{
    return str_cut(who->number, who->number.len - 4 - any(3), who->number.len);
}

static struct str number_of(const struct someone *who)
{
    return who->number;
}

static struct str name_of(const struct someone *who)
{
    return who->name;
}

static struct str former_of(const struct someone *who)
{
    return who->former;
}

static struct str household_of(const struct someone *who)
{
    return who->household;
}

static struct str address_of(const struct someone *who)
{
    return arena_printf(words, STR_FMT STR_FMT, STR_ARG(who->street), STR_ARG(who->door));
}

static struct str name_and_year(const struct someone *who)
{
    return arena_printf(words, STR_FMT " %d", STR_ARG(who->name), who->born_year);
}

/** The letters of each character, the first `most` of them; none when one has no reading. */
static struct str letters_of(struct str name, size_t most)
{
    struct str out = STR("");
    uint32_t point, second = 0;
    uint16_t syllables[PINYIN_READINGS_MAX];
    struct str rest = name, behind;
    if (!utf8_next(&rest, &point))
        return NO_STR;
    behind = rest;
    utf8_next(&behind, &second);
    size_t surname = pinyin_surname(point, second, syllables);
    rest = name;
    for (size_t i = 0; utf8_next(&rest, &point); i++) {
        uint16_t readings[PINYIN_READINGS_MAX];
        if (i >= surname && !pinyin_readings(point, readings))
            return NO_STR;
        struct str syllable = str_of(pinyin_syllable(i < surname ? syllables[i] : readings[0]));
        out =
            arena_printf(words, STR_FMT STR_FMT, STR_ARG(out), STR_ARG(str_cut(syllable, 0, most)));
    }
    return out;
}

static struct str pinyin_of(const struct someone *who)
{
    return letters_of(who->name, 6);
}

static struct str initials_of(const struct someone *who)
{
    return letters_of(who->name, 1);
}

/** Another character read the same for each but the surname's. */
static struct str homophone_of(const struct someone *who)
{
    struct str rest = who->name, out = STR("");
    uint32_t point;
    for (size_t i = 0; utf8_next(&rest, &point); i++) {
        uint16_t readings[PINYIN_READINGS_MAX];
        char bytes[4];
        if (!pinyin_readings(point, readings))
            return NO_STR;
        if (i && same_sound_count[readings[0]])
            point = same_sound[readings[0]][any(same_sound_count[readings[0]])];
        out = arena_printf(words, STR_FMT STR_FMT, STR_ARG(out),
                           STR_ARG(str_from(bytes, utf8_put(point, bytes))));
    }
    return out;
}

static struct kind {
    const char *name;
    struct str (*text)(const struct someone *who);
    int weight; /* of a hundred */
    struct times times;
} kinds[] = {
    { "number, all of it", number_of, 15, { 0 } },
    { "number, its tail", tail_of, 15, { 0 } },
    { "name in characters", name_of, 20, { 0 } },
    { "pinyin", pinyin_of, 15, { 0 } },
    { "initials", initials_of, 10, { 0 } },
    { "homophones", homophone_of, 6, { 0 } },
    { "address", address_of, 8, { 0 } },
    { "former name", former_of, 3, { 0 } },
    { "household number", household_of, 3, { 0 } },
    { "name and birth year", name_and_year, 5, { 0 } },
};

static const struct kind *choose_kind(void)
{
    int at = (int)any(100);
    for (size_t i = 0; i < COUNT(kinds); i++)
        if ((at -= kinds[i].weight) < 0)
            return &kinds[i];
    return &kinds[0];
}

/** The text after each key, from the first that the page sends. */
static void spell(struct clerk_at_work *c, struct str text)
{
    bool digits = text.at[0] >= '0' && text.at[0] <= '9';
    size_t shortest = digits ? DIGITS_SHORTEST : LETTERS_SHORTEST, points = 0;
    struct str rest = text;
    uint32_t point;
    c->key = c->key_count = 0;
    while (c->key_count < KEYS_MAX && utf8_next(&rest, &point))
        if (++points >= shortest || !rest.len)
            c->keys[c->key_count++] = str_cut(text, 0, text.len - rest.len);
}

static const struct someone *somebody(const struct clerk_at_work *c)
{
    return &c->people[any(c->people_count)];
}

static void think(struct clerk_at_work *c)
{
    struct str text = NO_STR;
    c->kind = choose_kind();
    for (int i = 0; !text.len && i < PERSONS_EACH; i++) /* until somebody has such a thing */
        text = c->kind->text(somebody(c));
    if (!text.len) {
        c->kind = &kinds[0];
        text = somebody(c)->number;
    }
    spell(c, arena_str(words, text));
    c->next_at = now_us() + (rushing ? 0 : (int64_t)any(THINK_MOST_MS) * 1000);
}

/* ---- asking ---- */

static void send_key(struct clerk_at_work *c)
{
    char body[512];
    bool settle = c->key == c->key_count;
    struct str text = c->keys[settle ? c->key - 1 : c->key];
    snprintf(body, sizeof body, "{\"text\":\"" STR_FMT "\",\"purpose\":\"bench\",\"limit\":%d}",
             STR_ARG(text), settle ? 50 : 20);
    c->next_at = 0;
    line_post(&c->line, settle ? "/api/v1/persons/search" : "/api/v1/persons/typed", "", body);
}

static void note(struct times *times, uint32_t us)
{
    if (!times->us)
        times->us = malloc(TIMES_MAX * sizeof *times->us);
    if (times->us && times->count < TIMES_MAX)
        times->us[times->count++] = us;
}

static void count_answer(struct clerk_at_work *c)
{
    struct str answer = line_answer(&c->line);
    uint32_t us = (uint32_t)(now_us() - c->line.sent_at);
    bool settled = c->key == c->key_count;
    note(settled ? &settled_times : &typed_times, us);
    if (!settled)
        note(&kinds[c->kind - kinds].times, us);
    if (!str_starts(answer, "HTTP/1.1 200") && failed++ < 3)
        fprintf(stderr, STR_FMT "\n", STR_ARG(answer));
    if (settled && str_find(answer, STR("\"matched\"")) == answer.len && missed++ < 3)
        fprintf(stderr, "nobody found by %s: " STR_FMT "\n", c->kind->name,
                STR_ARG(c->keys[c->key_count - 1]));
}

/** The next key, or the next person. */
static void go_on(struct clerk_at_work *c)
{
    if (c->key++ < c->key_count)
        c->next_at =
            now_us() +
            (rushing ? 0 : (PAUSE_LEAST_MS + (int64_t)any(PAUSE_MOST_MS - PAUSE_LEAST_MS)) * 1000);
    else
        think(c);
}

/* ---- the people ---- */

static const struct statement people_of = {
    "bench_people",
    "SELECT p.name, coalesce(p.former_name, ''), p.number, h.street, h.door, coalesce(h.legacy, "
    "''), p.born_on "
    "FROM person p JOIN household h ON h.part = p.part AND h.id = p.household WHERE p.station "
    "BETWEEN $1 AND $2 "
    "AND p.id % $3 = 0 AND length(p.number) = 18 AND p.born_on IS NOT NULL AND h.street <> '' "
    "ORDER BY p.station, p.id "
    "LIMIT $4",
    4,
    1,
    0,
    -1
};

static void meet(struct str name)
{
    uint32_t point;
    uint16_t readings[PINYIN_READINGS_MAX];
    while (utf8_next(&name, &point)) {
        if (!pinyin_readings(point, readings) || readings[0] >= COUNT(same_sound))
            continue;
        uint8_t *count = &same_sound_count[readings[0]];
        if (*count < COUNT(same_sound[0]))
            same_sound[readings[0]][(*count)++] = point;
    }
}

static void read_people(struct desk *desk, struct clerk_at_work *c)
{
    struct rows rows;
    int64_t every = c->from == c->to ? 1 : 2003; /* of all the stations of a wide reach */
    if (db_list(desk, &people_of,
                WITH(v_int(c->from), v_int(c->to), v_int(every), v_int(PERSONS_EACH)),
                &rows) != DONE ||
        !rows.count)
        stop("persons");
    struct someone *people = NEW_ARRAY(desk->arena, struct someone, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        people[i] = (struct someone){ row_text(row, 0),
                                      row_text(row, 1),
                                      row_text(row, 2),
                                      row_text(row, 3),
                                      row_text(row, 4),
                                      row_text(row, 5),
                                      day_civil(row_day(row, 6)).year };
        meet(people[i].name);
    }
    c->people = people;
    c->people_count = rows.count;
}

static void read_clerks(const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        stop(path);
    while (clerk_count < CLERKS_MAX &&
           fscanf(f, "%63s %d %d", clerks[clerk_count].login, &clerks[clerk_count].from,
                  &clerks[clerk_count].to) == 3)
        clerk_count++;
    fclose(f);
}

/* ---- the work ---- */

/** Sends what is due; returns the milliseconds until the next is. */
static int send_due(void)
{
    int64_t now = now_us(), next = now + 1000000;
    for (int i = 0; i < clerk_count; i++) {
        if (!clerks[i].next_at)
            continue;
        if (clerks[i].next_at <= now)
            send_key(&clerks[i]);
        else if (clerks[i].next_at < next)
            next = clerks[i].next_at;
    }
    return (int)((next - now + 999) / 1000);
}

static void work(int seconds)
{
    int ep = epoll_create1(0);
    struct epoll_event events[CLERKS_MAX];
    int64_t end = now_us() + (int64_t)seconds * 1000000;
    for (int i = 0; i < clerk_count; i++) {
        struct epoll_event e = { .events = EPOLLIN, .data.ptr = &clerks[i] };
        epoll_ctl(ep, EPOLL_CTL_ADD, clerks[i].line.fd, &e);
        think(&clerks[i]);
    }
    while (now_us() < end) {
        int n = epoll_wait(ep, events, CLERKS_MAX, send_due());
        for (int i = 0; i < n; i++) {
            struct clerk_at_work *c = events[i].data.ptr;
            line_read(&c->line);
            if (!line_whole(&c->line))
                continue;
            count_answer(c);
            go_on(c);
        }
    }
}

/* ---- figures ---- */

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void print(const char *name, struct times *t)
{
    if (!t->count)
        return;
    qsort(t->us, t->count, sizeof *t->us, by_size);
    printf("%s\t%zu\t%u\t%u\t%u\t%u\n", name, t->count, t->us[t->count / 2],
           t->us[t->count * 95 / 100], t->us[t->count * 99 / 100], t->us[t->count - 1]);
}

int main(int argc, char **argv)
{
    struct ids ids = { .writer = 1000 };
    struct desk desk = { .arena = arena_open(), .ids = &ids, .expected_version = -1 };
    words = arena_open();
    if (argc != 7)
        return 64;
    port = (int)strtol(argv[2], NULL, 10);
    rushing = strcmp(argv[6], "rushing") == 0;
    if (db_open(&desk, str_of(argv[1]), DB_READ, &desk.db) != DONE)
        return 2;
    read_clerks(argv[3]);
    for (int i = 0; i < clerk_count; i++)
        read_people(&desk, &clerks[i]);
    db_close(desk.db);
    for (int i = 0; i < clerk_count; i++)
        line_log_in(desk.arena, &clerks[i].line, port, clerks[i].login, argv[4]);
    work((int)strtol(argv[5], NULL, 10));
    for (size_t i = 0; i < COUNT(kinds); i++)
        print(kinds[i].name, &kinds[i].times);
    print("settled on", &settled_times);
    print("typed", &typed_times);
    return failed || missed;
}
