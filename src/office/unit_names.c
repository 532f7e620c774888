/** What is asked of units at every step, names and `here`, kept per process: a few hundred rows for
 * each of the few databases it has open, sorted by number, replaced as a whole. */
#include "db/db.h"
#include "office/unit.h"
#include "sql/office.h"
#include <pthread.h>

/* A number not found is looked for again after so long. */
enum { COPY_AGE_US = 10 * 1000000, COPIES = 4 };

struct named {
    int32_t number;
    bool here;
    struct str name, short_name;
};

struct copy {
    uint64_t database;
    struct arena *arena; /* NULL: nothing here */
    struct named *at;
    size_t count;
    int64_t read_at;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct copy copies[COPIES];
static size_t next_copy;

void unit_names_forget(void)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < COPIES; i++) {
        arena_close(copies[i].arena);
        copies[i] = (struct copy){ 0 };
    }
    pthread_mutex_unlock(&lock);
}

/** Under the lock. NULL when there is none. */
static struct copy *copy_of(uint64_t database)
{
    for (size_t i = 0; i < COPIES; i++)
        if (copies[i].arena && copies[i].database == database)
            return &copies[i];
    return NULL;
}

static void keep(uint64_t database, const struct rows *rows, int64_t now)
{
    struct copy fresh = { database, arena_open(), NULL, rows->count, now };
    fresh.at = NEW_ARRAY(fresh.arena, struct named, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        fresh.at[i] = (struct named){ (int32_t)row_int(row, 0), row_int(row, 3) != 0,
                                      arena_str(fresh.arena, row_text(row, 1)),
                                      arena_str(fresh.arena, row_text(row, 2)) };
    }
    pthread_mutex_lock(&lock);
    struct copy *place = copy_of(database);
    if (!place)
        place = &copies[next_copy++ % COPIES];
    arena_close(place->arena);
    *place = fresh;
    pthread_mutex_unlock(&lock);
}

static enum outcome read_units(struct desk *desk)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unit_all, WITH_NOTHING, &rows));
    keep(db_identity(desk->db), &rows, desk->now);
    return DONE;
}

static const struct named *search(const struct copy *copy, int32_t number)
{
    size_t low = 0, high = copy->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (copy->at[mid].number < number)
            low = mid + 1;
        else
            high = mid;
    }
    return low < copy->count && copy->at[low].number == number ? &copy->at[low] : NULL;
}

enum found { FOUND, UNKNOWN, STALE };

/** The unit, with its names in the desk's arena. STALE: not there, and reading anew may help. */
static enum found find(struct desk *desk, int32_t number, struct named *out)
{
    pthread_mutex_lock(&lock);
    const struct copy *copy = copy_of(db_identity(desk->db));
    const struct named *named = copy ? search(copy, number) : NULL;
    enum found found = named                                                     ? FOUND
                       : copy && llabs(desk->now - copy->read_at) <= COPY_AGE_US ? UNKNOWN
                                                                                 : STALE;
    if (named)
        *out = (struct named){ number, named->here, arena_str(desk->arena, named->name),
                               arena_str(desk->arena, named->short_name) };
    pthread_mutex_unlock(&lock);
    return found;
}

static enum outcome find_or_read(struct desk *desk, int32_t number, struct named *out,
                                 enum found *found)
{
    *found = find(desk, number, out);
    if (*found != STALE)
        return DONE;
    TRY(read_units(desk));
    *found = find(desk, number, out);
    return DONE;
}

enum outcome units_here(struct desk *desk, const int32_t *numbers, size_t count, bool *here)
{
    for (size_t i = 0; i < count; i++) {
        struct named named;
        enum found found;
        TRY(find_or_read(desk, numbers[i], &named, &found));
        here[i] = found == FOUND && named.here;
    }
    return DONE;
}

/** A failure to read is the next statement's to report: a page shows the number meanwhile. */
static bool find_name(struct desk *desk, int32_t number, struct named *out)
{
    enum found found;
    struct problem why = desk->why;
    if (find_or_read(desk, number, out, &found) == DONE)
        return found == FOUND;
    desk->why = why;
    return false;
}

struct str unit_name(struct desk *desk, int32_t number)
{
    struct named named;
    return find_name(desk, number, &named) ? named.name : arena_printf(desk->arena, "%09d", number);
}

struct str unit_short_name(struct desk *desk, int32_t number)
{
    struct named named;
    return find_name(desk, number, &named) ? named.short_name
                                           : arena_printf(desk->arena, "%09d", number);
}
