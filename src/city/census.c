#include "city/census.h"

/* Births of a year, in hundred thousands, at the years where the curve bends. */
static const struct {
    int year, births;
} births[] = {
    { 1900, 120 }, { 1936, 140 }, { 1944, 135 }, { 1950, 200 }, { 1955, 205 }, { 1958, 190 },
    { 1961, 120 }, { 1963, 290 }, { 1970, 270 }, { 1976, 190 }, { 1980, 180 }, { 1982, 220 },
    { 1987, 250 }, { 1990, 240 }, { 1996, 175 }, { 2002, 155 }, { 2010, 165 }, { 2016, 185 },
    { 2019, 145 }, { 2021, 105 }, { 2023, 90 },  { 2200, 90 },
};
/* Of a thousand born, how many are still registered at an age. */
static const struct {
    int age, alive;
} alive[] = {
    { 0, 1000 }, { 45, 985 }, { 55, 960 }, { 65, 900 }, { 72, 800 }, { 80, 560 },
    { 86, 300 }, { 92, 90 },  { 98, 12 },  { 104, 1 },  { 105, 0 },  { 400, 0 },
};

/** The line between two points of a table. */
static int between_points(int at, int x0, int y0, int x1, int y1)
{
    return y0 + (y1 - y0) * (at - x0) / (x1 - x0);
}

static int births_in(int year)
{
    size_t i = 1;
    while (births[i].year < year)
        i++;
    return between_points(year, births[i - 1].year, births[i - 1].births, births[i].year,
                          births[i].births);
}

static int alive_at(int age)
{
    size_t i = 1;
    while (alive[i].age < age)
        i++;
    return between_points(age, alive[i - 1].age, alive[i - 1].alive, alive[i].age, alive[i].alive);
}

static void fill_groups(struct census *census)
{
    uint16_t shares[64];
    ASSERT(city_group_count <= COUNT(shares));
    for (size_t i = 0; i < city_group_count; i++)
        shares[i] = city_groups[i].share;
    lottery_fill(&census->groups, shares, city_group_count);
}

static void fill_origins(struct lottery *lottery, enum origin_part from, enum origin_part to)
{
    uint16_t weights[256];
    ASSERT(origin_count <= COUNT(weights));
    for (size_t i = 0; i < origin_count; i++)
        weights[i] = origins[i].part >= from && origins[i].part <= to ? origins[i].weight : 0;
    lottery_fill(lottery, weights, origin_count);
}

struct census *census_new(struct arena *arena, int64_t people, struct day on)
{
    struct census *census = NEW(arena, struct census);
    census->on = on;
    census->last_year = day_civil((struct day){ on.n - 1 }).year;
    census->namer = namer_new(arena);
    /* every fault that makes a number takes one more */
    census->numbers = numbers_new(arena, people + people / 50 + 64);
    for (int i = 1; i <= CENSUS_YEARS; i++) {
        int year = census->last_year - CENSUS_YEARS + i;
        int living = births_in(year) * alive_at(census->last_year - year);
        census->upto[i] = census->upto[i - 1] + (uint32_t)living;
    }
    fill_groups(census);
    fill_origins(&census->city, FROM_CITY, FROM_CITY);
    fill_origins(&census->region, FROM_CITY, FROM_REGION);
    fill_origins(&census->country, FROM_REGION, FROM_COUNTRY);
    return census;
}

struct numbers *census_numbers(struct census *census)
{
    return census->numbers;
}

int census_year(const struct census *census, struct dice *dice, int oldest_age, int youngest_age)
{
    int from = CENSUS_YEARS - oldest_age, to = CENSUS_YEARS - youngest_age;
    ASSERT(from >= 1 && to <= CENSUS_YEARS && from <= to);
    uint32_t before = census->upto[from - 1];
    uint32_t at = before + dice_roll(dice, census->upto[to] - before);
    while (census->upto[from] <= at)
        from++;
    return census->last_year - CENSUS_YEARS + from;
}

int census_age(const struct census *census, int year)
{
    return census->last_year - year;
}

bool census_alive(struct dice *dice, int age)
{
    return dice_chance(dice, (uint32_t)alive_at(age < 0 ? 0 : age));
}

struct day census_day(const struct census *census, struct dice *dice, int year)
{
    struct day first, last;
    ASSERT(day_make(year, 1, 1, &first) && day_make(year, 12, 31, &last));
    if (last.n >= census->on.n)
        last.n = census->on.n - 1;
    return (struct day){ dice_between(dice, first.n, last.n) };
}
