/** What is asked of units at every step, names and `here`, from a copy sorted by number. A number not
 *  found is looked for again when the copy is no longer fresh. */
#include "db/copy.h"
#include "db/db.h"
#include "office/unit.h"
#include "sql/office.h"

struct named {
    int32_t number;
    bool here;
    struct str name, short_name;
};

static struct copies copies = NO_COPIES;

void unit_names_forget(void)
{
    copies_forget(&copies);
}

static void keep(struct desk *desk, const struct rows *rows)
{
    struct arena *arena = arena_open();
    struct named *named = NEW_ARRAY(arena, struct named, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        named[i] = (struct named){ (int32_t)row_int(row, 0), row_int(row, 3) != 0,
                                   arena_str(arena, row_text(row, 1)),
                                   arena_str(arena, row_text(row, 2)) };
    }
    copy_keep(&copies, desk, arena, named, rows->count);
}

static enum outcome read_units(struct desk *desk)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unit_all, WITH_NOTHING, &rows));
    keep(desk, &rows);
    return DONE;
}

static const struct named *search(const struct copy *copy, int32_t number)
{
    const struct named *named = copy->at;
    size_t low = 0, high = copy->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (named[mid].number < number)
            low = mid + 1;
        else
            high = mid;
    }
    return low < copy->count && named[low].number == number ? &named[low] : NULL;
}

enum found { FOUND, UNKNOWN, STALE };

/** The unit, with its names in the desk's arena. STALE: not there, and reading anew may help. */
static enum found find(struct desk *desk, int32_t number, struct named *out)
{
    pthread_mutex_lock(&copies.lock);
    const struct copy *copy = copy_of(&copies, desk);
    const struct named *named = copy ? search(copy, number) : NULL;
    enum found found = named ? FOUND : copy_is_fresh(copy, desk) ? UNKNOWN : STALE;
    if (named)
        *out = (struct named){ number, named->here, arena_str(desk->arena, named->name),
                               arena_str(desk->arena, named->short_name) };
    pthread_mutex_unlock(&copies.lock);
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
