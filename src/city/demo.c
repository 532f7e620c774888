#include "city/demo.h"
#include "base/csv.h"
#include "cards/application_store.h"
#include "city/absent.h"
#include "city/city.h"
#include "city/files.h"
#include "city/unregistered_story.h"
#include "core/name.h"
#include "db/db.h"
#include "journal/entry.h"
#include "keys/keys.h"
#include "office/clerk.h"
#include "office/init.h"
#include "office/office.h"
#include "office/setting.h"
#include "office/unit.h"
#include "quality/quality.h"
#include "register/check.h"
#include "register/import.h"
#include "register/person_store.h"
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GUESTS = 5, CITY_CODE = 650100, CENTRE = 650000900, FIELDS_MAX = 32 };

/** What the files say of the city. */
struct ground_plan {
    struct seed_station *stations;
    int32_t *numbers;
    size_t station_count;
    int32_t bureaus[16];
    size_t bureau_count;
    int32_t *station_of;
};

struct str demo_path(struct arena *arena, const struct demo_options *o, const char *name)
{
    return arena_printf(arena, STR_FMT "/%s", STR_ARG(o->folder), name);
}

struct str demo_url(struct arena *arena, const struct demo_options *o)
{
    return o->url.len ? o->url
                      : arena_printf(arena, "sqlite:" STR_FMT "/city.db", STR_ARG(o->folder));
}

bool demo_is_ready(const struct demo_options *o)
{
    char path[4096];
    snprintf(path, sizeof path, STR_FMT "/ready", STR_ARG(o->folder));
    return access(path, R_OK) == 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
    (void)st;
    (void)kind;
    return walk->level ? remove(path) : 0;
}

/** The folder empty, as it was before the first demo. */
static enum outcome clear_folder(struct desk *desk, const struct demo_options *o)
{
    const char *folder = arena_text(desk->arena, o->folder);
    mkdir(folder, 0700);
    if (nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
        return fail(desk, "demo folder cannot be emptied");
    return DONE;
}

static enum outcome read_file(struct desk *desk, struct str path, struct buf *out)
{
    FILE *f = fopen(path.at, "rb");
    if (!f)
        return fail(desk, "demo: a file of the city is missing");
    for (size_t n = 1; n;) {
        n = fread(buf_room(out, 1 << 20), 1, 1 << 20, f);
        out->len += n;
    }
    fclose(f);
    return DONE;
}

/* ---- the files ---- */

static enum outcome generate(struct desk *desk, const struct demo_options *o)
{
    char cause[256];
    struct city_counts counts;
    const struct city_files_order order = {
        .city = { .people = o->people, .seed = o->seed, .on = CITY_USUAL_DAY },
        .folder = demo_path(desk->arena, o, "files").at,
    };
    if (city_write_files(&order, &counts, cause) != DONE)
        return fail(desk, "%s", cause);
    return DONE;
}

static int32_t to_unit(struct str text)
{
    int64_t n = 0;
    return str_to_int(text, &n) ? (int32_t)n : 0;
}

static void note_bureau(struct ground_plan *plan, int32_t bureau)
{
    for (size_t i = 0; i < plan->bureau_count; i++)
        if (plan->bureaus[i] == bureau)
            return;
    ASSERT(plan->bureau_count < COUNT(plan->bureaus));
    plan->bureaus[plan->bureau_count++] = bureau;
}

/** Calls back for each row behind the headings. */
static void each_row(struct desk *desk, struct str text, size_t rows_most,
                     void (*row)(struct desk *desk, struct ground_plan *plan, size_t i,
                                 const struct str *fields),
                     struct ground_plan *plan)
{
    struct csv csv = csv_open(text);
    struct str fields[FIELDS_MAX];
    size_t count = 0;
    (void)csv_row(&csv, desk->arena, fields, FIELDS_MAX, &count);
    for (size_t i = 0;
         i < rows_most && csv_row(&csv, desk->arena, fields, FIELDS_MAX, &count) == CSV_ROW; i++)
        row(desk, plan, i, fields);
}

static void read_station(struct desk *desk, struct ground_plan *plan, size_t i,
                         const struct str *fields)
{
    int32_t number = to_unit(fields[STATION_NUMBER]);
    plan->stations[i] =
        (struct seed_station){ number, arena_str(desk->arena, fields[STATION_NAME]) };
    plan->numbers[i] = number;
    plan->station_count = i + 1;
    note_bureau(plan, unit_bureau(number));
}

static void read_person(struct desk *desk, struct ground_plan *plan, size_t i,
                        const struct str *fields)
{
    (void)desk;
    plan->station_of[i] = to_unit(fields[COL_STATION]);
}

enum { STATIONS_MAX = 256 };

static enum outcome read_plan(struct desk *desk, const struct demo_options *o,
                              struct ground_plan *plan, struct buf *register_csv)
{
    struct buf stations = { 0 };
    plan->stations = NEW_ARRAY(desk->arena, struct seed_station, STATIONS_MAX);
    plan->numbers = NEW_ARRAY(desk->arena, int32_t, STATIONS_MAX);
    plan->station_of = NEW_ARRAY(desk->arena, int32_t, o->people);
    enum outcome outcome =
        read_file(desk, demo_path(desk->arena, o, "files/stations.csv"), &stations);
    if (outcome == DONE)
        each_row(desk, buf_str(&stations), STATIONS_MAX, read_station, plan);
    buf_close(&stations);
    TRY(outcome);
    TRY(read_file(desk, demo_path(desk->arena, o, "files/register.csv"), register_csv));
    each_row(desk, buf_str(register_csv), (size_t)o->people, read_person, plan);
    return DONE;
}

/* ---- the databases ---- */

/** os_user  acts in every role of that database, or none does */
static enum outcome open_node(struct desk *desk, const struct demo_options *o, const char *keys,
                              struct str url, struct str os_user, const struct city_seed *seed)
{
    struct key_why why;
    struct initial_admin admins[INITIAL_ADMINS];
    struct init_options init = { .seed = *seed,
                                 .cheap_passwords = true,
                                 .solo = os_user.len > 0,
                                 .os_user = os_user,
                                 .keys = demo_path(desk->arena, o, keys) };
    if (keys_open(init.keys, &desk->keys, &why) != DONE)
        return fail(desk, "demo keys: %s", why.cause);
    TRY(db_open(desk, url, DB_WRITE, &desk->db));
    TRY(db_migrate(desk));
    TRY(db_check(desk));
    TRY(office_init(desk, &init, admins));
    return node_put(desk, "exchange", demo_path(desk->arena, o, "exchange"));
}

static enum outcome open_city(struct desk *desk, const struct demo_options *o,
                              const struct ground_plan *plan)
{
    size_t n = 0;
    int32_t *here = NEW_ARRAY(desk->arena, int32_t, STATIONS_MAX + 32);
    here[n++] = CITY_CODE * 1000;
    for (size_t i = 0; i < plan->bureau_count; i++)
        here[n++] = plan->bureaus[i];
    for (size_t i = 0; i < plan->station_count; i++)
        here[n++] = plan->numbers[i];
    const struct city_seed seed = { CITY_CODE, plan->stations, plan->station_count, here, n };
    return open_node(desk, o, "keys", demo_url(desk->arena, o), NO_STR, &seed);
}

static enum outcome open_centre(struct desk *desk, const struct demo_options *o,
                                const struct ground_plan *plan)
{
    static const int32_t here[] = { CENTRE };
    const struct city_seed seed = { CITY_CODE, plan->stations, plan->station_count, here, 1 };
    return open_node(desk, o, "centre-keys",
                     arena_printf(desk->arena, "sqlite:" STR_FMT "/centre.db", STR_ARG(o->folder)),
                     o->os_user, &seed);
}

/** Each side learns the other's public key, as two offices exchange them on paper. */
static enum outcome introduce(struct desk *of, struct desk *to, int32_t unit)
{
    struct key_why why;
    unsigned char public_key[SM2_PUBLIC_BYTES];
    struct str owner = arena_printf(of->arena, "unit-%d", unit);
    if (key_public(of->keys, owner, public_key, &why) != DONE)
        return fail(of, "demo keys: %s", why.cause);
    return unit_store_key(to, unit, str_from(public_key, sizeof public_key));
}

static enum outcome hire(struct desk *desk, const struct cast *cast)
{
    struct unit city;
    struct clerk keep = desk->clerk;
    TRY(unit_load(desk, cast->city, &city));
    desk->clerk.rights = ~UINT64_C(0);
    desk->clerk.solo = true;
    desk->clerk.reach_from = city.reach_from;
    desk->clerk.reach_to = city.reach_to;
    desk->terminal = STR("demo");
    enum outcome outcome = cast_hire(desk, cast);
    desk->clerk = keep;
    return outcome;
}

static enum outcome import(struct desk *desk, const struct cast *cast, struct str bytes)
{
    struct import_result result;
    const struct import_order order = { .file = STR("register.csv"), .bytes = bytes };
    TRY(cast_enter(desk, cast, "daoru", cast->city));
    TRY(register_import(desk, &order, &result));
    log_debug("demo register: %lld rows, %lld taken, %lld rejected, %lld cases",
              (long long)result.rows, (long long)result.taken, (long long)result.rejected,
              (long long)result.cases);
    return DONE;
}

/** What is wrong in the register is known from the first day, and how much of it. */
static enum outcome check(struct desk *desk)
{
    struct check_result found;
    struct quality_counted counted;
    struct clerk keep = desk->clerk;
    desk->clerk.rights |= UINT64_C(1) << MAY_SEE_PERSONS | UINT64_C(1) << MAY_KEEP_REGISTER;
    enum outcome outcome = register_check(desk, &(struct check_order){ .store = true }, &found);
    if (outcome == DONE)
        outcome = quality_count(desk, &counted);
    if (outcome == DONE)
        outcome = quality_keep(desk, &counted);
    desk->clerk = keep;
    return outcome;
}

/* ---- the weeks ---- */

/** Whole days until yesterday, and the two hours before this instant; whoever starts the demo at
 * night finds the evening before. */
static enum outcome live(struct story *story, int64_t now, int weeks)
{
    static const int64_t two_hours = INT64_C(7200000000);
    struct day last = day_of_instant(now - two_hours);
    for (int32_t n = last.n - weeks * 7; n < last.n; n++)
        TRY(story_day(story, (struct day){ n }));
    TRY(story_morning(story, now));
    return story_unregistered(story);
}

/** Whom a newcomer may look up at the first station's counter: grown, living there, without an
 * application. */
static enum outcome is_guest(struct desk *desk, int64_t index, bool *out, struct person *person)
{
    char legacy[13];
    struct standing standing;
    int32_t part;
    int64_t id;
    *out = false;
    if (person_of_legacy(desk, str_of(city_person_id(index, legacy)), &part, &id) != DONE)
        return DONE; /* a row the import rejected */
    TRY(person_load(desk, part, id, person));
    if (!day_is(person->born_on) || day_full_years(person->born_on, desk->today) < 30 ||
        !str_is(person->status, "0") || !name_fits_chip(person->name))
        return DONE;
    TRY(person_standing(desk, person->part, person->id, &standing));
    *out = !standing.live && !standing.has_card;
    return DONE;
}

/** Their names and old ids, for the screen that says the log-ins. */
static enum outcome write_guests(struct desk *desk, const struct demo_options *o,
                                 const struct story *story)
{
    struct buf text = { 0 };
    enum outcome outcome = DONE;
    int guests = 0;
    for (int64_t i = 1; i <= story->people && guests < GUESTS && outcome == DONE; i += 7) {
        struct person person;
        bool guest = false;
        if (story->station_of[i - 1] == story->cast.station)
            outcome = is_guest(desk, i, &guest, &person);
        if (guest && ++guests)
            buf_printf(&text, STR_FMT " " STR_FMT "\n", STR_ARG(person.name),
                       STR_ARG(person.legacy));
    }
    FILE *f = fopen(demo_path(desk->arena, o, "guests.txt").at, "w");
    bool good = f && fwrite(buf_str(&text).at, 1, text.len, f) == text.len;
    good = f && fclose(f) == 0 && good;
    buf_close(&text);
    return outcome != DONE || good ? outcome : fail(desk, "demo: the folder cannot be written");
}

static enum outcome mark_ready(struct desk *desk, const struct demo_options *o)
{
    int fd = open(demo_path(desk->arena, o, "ready").at, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(desk, "demo: the folder cannot be written");
    close(fd);
    return DONE;
}

static enum outcome build(struct desk *desk, struct desk *centre, const struct demo_options *o,
                          struct buf *register_csv)
{
    struct ground_plan plan = { 0 };
    int64_t now = desk->now;
    o->say("生成人口数据", "generating the register");
    TRY(clear_folder(desk, o));
    TRY(generate(desk, o));
    TRY(read_plan(desk, o, &plan, register_csv));
    desk_at(desk, now - (int64_t)(o->weeks * 7 + 1) * INT64_C(86400000000));
    desk_at(centre, desk->now);
    o->say("建库、建单位与用户", "units, clerks, keys");
    TRY(open_city(desk, o, &plan));
    TRY(open_centre(centre, o, &plan));
    TRY(introduce(desk, centre, CITY_CODE * 1000));
    TRY(introduce(centre, desk, CENTRE));
    struct story story = {
        .desk = desk,
        .centre = centre,
        .cast = { CITY_CODE * 1000, plan.bureaus[0], plan.numbers[0], plan.bureaus, plan.numbers,
                  plan.bureau_count, plan.station_count },
        .exchange = demo_path(desk->arena, o, "exchange"),
        .boxes = demo_path(desk->arena, o, "boxes"),
        .seed = o->seed,
        .station_of = plan.station_of,
        .people = o->people,
        .per_day = o->per_day,
        .rates = { .defect_per_mille = 6, .loss_per_mille = 2, .delay_days = 3, .seed = o->seed },
        .dice = o->seed,
    };
    TRY(hire(desk, &story.cast));
    o->say("导入人口数据", "importing the register");
    TRY(import(desk, &story.cast, buf_str(register_csv)));
    TRY(check(desk));
    o->say("数周的办证工作", "some weeks of work");
    desk->arena = arena_open(); /* the plan stays in the first one */
    centre->clerk = (struct clerk){ .unit = CENTRE,
                                    .reach_from = CENTRE,
                                    .reach_to = CENTRE,
                                    .rights = ~UINT64_C(0),
                                    .solo = true };
    TRY(absent_begin(&story));
    TRY(live(&story, now, o->weeks));
    desk_at(desk, now);
    TRY(journal_sign_heads(desk));
    TRY(write_guests(desk, o, &story));
    log_debug("demo: %d accepted, %d collected", story.accepted, story.collected);
    return mark_ready(desk, o);
}

enum outcome demo_build(struct desk *desk, const struct demo_options *o)
{
    struct buf register_csv = { 0 };
    struct arena *arena = desk->arena;
    struct desk centre = *desk;
    centre.arena = arena_open();
    enum outcome outcome = build(desk, &centre, o, &register_csv);
    db_close(centre.db);
    keys_close(centre.keys);
    arena_close(centre.arena);
    if (desk->arena != arena) {
        arena_close(desk->arena);
        desk->arena = arena;
    }
    buf_close(&register_csv);
    return outcome;
}
