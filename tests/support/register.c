#include "support/register.h"
#include "city/city.h"
#include "office/seed.h"
#include "register/laws.h"
#include "register/person_store.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

void register_sit_at(struct desk *desk, int32_t unit)
{
    bool city = unit % 100000 == 0, bureau = unit % 1000 == 0;
    desk->clerk = (struct clerk){ .id = 7,
                                  .unit = unit,
                                  .reach_from = unit,
                                  .reach_to = unit + (city     ? 99999
                                                      : bureau ? 999
                                                               : 0),
                                  .rights = UINT64_MAX,
                                  .login = STR("tester"),
                                  .name = STR("测试员") };
    desk->purpose = STR("测试");
}

void register_office(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct city_seed seed = { .city = 650100 };
    struct tx tx;
    desk_at(desk, instant_of_day((struct day)DAY(2026, 1, 2)) + INT64_C(36000000000));
    register_sit_at(desk, CITY_UNIT);
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, office_seed_city(desk, &seed));
    assert_done(desk, tx_commit(&tx));
}

/* ---- importing ---- */

static void keep_reject(void *self, const struct import_reject *reject)
{
    import_reject_csv(self, reject);
}

struct imported import_bytes(struct desk *desk, struct str bytes, import_decode decode,
                             bool dry_run)
{
    struct imported done = { 0 };
    struct import_order order = { .file = STR("register.csv"),
                                  .bytes = bytes,
                                  .decode = decode,
                                  .dry_run = dry_run,
                                  .self = &done.rejects,
                                  .rejected = keep_reject };
    buf_text(&done.rejects, IMPORT_REJECT_HEADINGS);
    done.outcome = register_import(desk, &order, &done.result);
    return done;
}

struct imported import_text(struct desk *desk, const char *csv)
{
    struct imported done = import_bytes(desk, str_of(csv), NULL, false);
    assert_done(desk, done.outcome);
    return done;
}

void imported_close(struct imported *imported)
{
    buf_close(&imported->rejects);
}

/* ---- a synthetic city ---- */

struct tables {
    struct buf *of[CITY_TABLES];
};

static void put_row(void *self, enum city_table table, const struct str *fields)
{
    struct buf *csv = ((struct tables *)self)->of[table];
    for (size_t i = 0; csv && i < city_headings[table].count; i++) {
        csv_field(csv, fields[i]);
        buf_byte(csv, i + 1 < city_headings[table].count ? ',' : '\n');
    }
}

static void put_headings(struct buf *csv, enum city_table table)
{
    for (size_t i = 0; i < city_headings[table].count; i++) {
        buf_text(csv, city_headings[table].columns[i]);
        buf_byte(csv, i + 1 < city_headings[table].count ? ',' : '\n');
    }
}

void make_city(int64_t people, struct buf *csv, struct buf *truth)
{
    struct tables tables = { .of = { [CITY_REGISTER] = csv, [CITY_TRUTH] = truth } };
    struct city_order order = { .people = people, .seed = 7, .on = CITY_USUAL_DAY };
    put_headings(csv, CITY_REGISTER);
    if (truth)
        put_headings(truth, CITY_TRUTH);
    city_make(&order, &(struct city_sink){ &tables, put_row });
}

/* ---- looking ---- */

static const struct statement dump = {
    "test_dump",
    "SELECT coalesce(p.legacy, '-'), p.part, p.ver, p.true_from, p.relation, p.name, p.name_key, "
    "coalesce(p.former_name, '-'), p.sex, p.ethnic, coalesce(p.born_on, 0), p.number, "
    "coalesce(p.native_place, '-'), coalesce(p.education, '-'), coalesce(p.marital, '-'), "
    "p.station, coalesce(p.moved_in_on, 0), p.status, coalesce(h.legacy, '-'), h.kind, h.county, "
    "h.street, h.door, h.detail, coalesce(n.sole, -1), "
    "(SELECT count(*) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = "
    "'OPEN'), (SELECT count(*) FROM odd_item o WHERE o.part = p.part AND o.person = p.id) "
    "FROM person p JOIN household h ON h.part = p.part AND h.id = p.household "
    "LEFT JOIN number_holder n ON n.number = p.number AND n.part = p.part AND n.person = p.id "
    "ORDER BY 1, 6, 12",
    0,
    1,
    0,
    -1
};

static void put_cell(struct buf *out, const struct value *cell)
{
    if (cell->kind == V_INT)
        buf_int(out, cell->n);
    else
        buf_add(out, cell->s);
    buf_byte(out, '|');
}

struct str register_dump(struct desk *desk)
{
    struct rows rows;
    struct buf out = { 0 };
    assert_done(desk, db_list(desk, &dump, WITH_NOTHING, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        for (size_t c = 0; c < rows.columns; c++)
            put_cell(&out, &rows.cells[i * rows.columns + c]);
        buf_byte(&out, '\n');
    }
    struct str text = arena_str(desk->arena, buf_str(&out));
    buf_close(&out);
    return text;
}

static void say_breach(void *self, const struct law *law, struct str what)
{
    ++*(int *)self;
    print_error("%s %s: " STR_FMT "\n", law->id, law->en, STR_ARG(what));
}

void assert_register_laws(struct desk *desk)
{
    int breaches = 0;
    assert_done(desk, register_laws(desk, say_breach, &breaches));
    assert_int_equal(breaches, 0);
}

struct person person_called(struct desk *desk, const char *legacy)
{
    struct person person;
    int32_t part = 0;
    int64_t id = 0;
    assert_done(desk, person_of_legacy(desk, str_of(legacy), &part, &id));
    assert_done(desk, person_load(desk, part, id, &person));
    return person;
}
