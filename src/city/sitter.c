#include "city/sitter.h"

#define SITTER_STREAM 0x50

struct colour colour_mix(struct colour a, struct colour b, double share)
{
    return (struct colour){ a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                            a.b + (b.b - a.b) * share };
}

static struct colour rgb(uint32_t hex)
{
    return (struct colour){ (double)(hex >> 16 & 255) / 255, (double)(hex >> 8 & 255) / 255,
                            (double)(hex & 255) / 255 };
}

/** Between two values, most often in the middle. */
static double about(struct dice *dice, double low, double high)
{
    double a = (double)dice_roll(dice, 10001) / 10000, b = (double)dice_roll(dice, 10001) / 10000;
    return low + (high - low) * (a + b) / 2;
}

static struct colour one_of(struct dice *dice, const uint32_t *colours, size_t count)
{
    return rgb(colours[dice_roll(dice, (uint32_t)count)]);
}

/** 0 below the first age, 1 above the second. */
static double share_of(int age, int from, int to)
{
    double share = (double)(age - from) / (double)(to - from);
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

static void throw_bones(struct sitter *s, struct dice *d)
{
    double child = s->child;
    s->half_width = about(d, 99, 108);
    s->crown = about(d, 9, 18);
    s->eyes = about(d, 194, 206) + 16 * child;
    s->chin = s->eyes + about(d, 148, 168) - 18 * child - (s->male ? 0 : 4);
    s->jaw = s->half_width * (about(d, 0.72, 0.92) + (s->male ? 0.025 : -0.03) - 0.01 * child);
    s->chin_width = about(d, 34, 60) + (s->male ? 5 : -5);
    s->neck = s->jaw * (s->male ? 0.80 : 0.66) * (1 - 0.14 * child);
    s->eye_gap = about(d, 44, 50);
    s->eye_width = about(d, 43, 52) + 3 * child + (s->male ? 0 : 1.5);
    s->eye_height = about(d, 14, 19.5) + 4 * child + (s->male ? 0 : 1.5) - 3 * s->old;
    s->eye_tilt = about(d, -1.5, 3.5) - 2.5 * s->old;
    s->lid = about(d, 5, 9);
    s->double_lid = dice_chance(d, 560);
    s->brow = about(d, 27, 33) + (s->male ? -1 : 2);
    s->brow_weight = about(d, 5.5, 8.5) * (s->male ? 1.15 : 0.75) * (1 - 0.35 * child);
    s->nose = about(d, 62, 72) - 12 * child;
    s->nose_width = about(d, 23, 29) * (s->male ? 1.06 : 0.96) * (1 - 0.12 * child);
    s->mouth = s->nose + about(d, 29, 34) - 4 * child;
    s->mouth_width = about(d, 33, 40) * (1 - 0.12 * child);
    s->lips = about(d, 8, 12.5) * (s->male ? 0.88 : 1.08) * (1 - 0.25 * s->old);
    s->hairline = s->eyes - about(d, 98, 112) - (s->male ? 0 : 2);
    s->part = about(d, -42, 42);
    s->smile = about(d, 0.5, 4.5);
}

static void throw_colours(struct sitter *s, struct dice *d)
{
    static const uint32_t skins[] = { 0xf3d3b8, 0xf0caa9, 0xecc3a0, 0xe5b892, 0xe0b08a,
                                      0xd9a67e, 0xf4d6c0, 0xcf9a72, 0xedc6aa };
    static const uint32_t hairs[] = { 0x1c1816, 0x211b18, 0x2a211c, 0x17151a,
                                      0x33261e, 0x261d19, 0x3d2b20, 0x1a1819 };
    static const uint32_t irises[] = { 0x3b2417, 0x452a19, 0x2e1d15, 0x553520, 0x5d4630 };
    static const uint32_t cloths[] = { 0x24344f, 0x3a3f47, 0x5b2430, 0x2f4a3c, 0x1f1f24, 0x6b4a35,
                                       0x34516e, 0x713a4a, 0x4a5a3a, 0x39304f, 0x8a5a3c, 0x2b5560,
                                       0x7a2f2a, 0x55606c, 0x915b73, 0x3d6b86 };
    static const uint32_t unders[] = { 0x9fb7cf, 0xc9a9a0, 0x7d8fa6, 0xb8c2a8,
                                       0x8c6d5a, 0xa69bb5, 0x4b4f58, 0xc08a6a };
    s->skin = one_of(d, skins, COUNT(skins));
    s->hair = one_of(d, hairs, COUNT(hairs));
    s->iris = one_of(d, irises, COUNT(irises));
    s->cloth = one_of(d, cloths, COUNT(cloths));
    s->under = one_of(d, unders, COUNT(unders));
    s->lip = colour_mix(colour_mix(s->skin, rgb(0xb0484a), s->male ? 0.42 : 0.6), rgb(0xb08a80),
                        0.35 * s->old);
    double grey_from = about(d, 40, 62);
    double grey = share_of(s->age, (int)grey_from, (int)grey_from + 26);
    s->hair = colour_mix(s->hair, rgb(0xc9c7c6), grey * (s->male ? 0.95 : 0.7));
    s->skin = colour_mix(s->skin, rgb(0xd2a184), 0.25 * s->old);
    s->skin = colour_mix(s->skin, rgb(0xfbe0cf), 0.25 * s->child);
}

/** A style for the person's whole life, and what age makes of it. */
static void throw_hair(struct sitter *s, struct dice *d)
{
    static const enum hair_style men[] = { HAIR_PARTED, HAIR_PARTED,  HAIR_CREW,
                                           HAIR_CREW,   HAIR_FORWARD, HAIR_BACK };
    static const enum hair_style women[] = { HAIR_BOB,   HAIR_FRINGE, HAIR_LONG, HAIR_LONG,
                                             HAIR_WAVES, HAIR_TIED,   HAIR_TIED };
    uint32_t taste = dice_roll(d, 42), bald = dice_roll(d, 100), curls = dice_roll(d, 100);
    s->hair_style = s->male ? men[taste % COUNT(men)] : women[taste % COUNT(women)];
    if (s->male && s->age >= 48 && bald < (uint32_t)s->age - 20)
        s->hair_style = bald < (uint32_t)s->age / 4 && s->age > 55 ? HAIR_CROWNLESS : HAIR_RECEDING;
    if (s->male && s->age < 13)
        s->hair_style = taste % 2 ? HAIR_CREW : HAIR_FORWARD;
    if (!s->male && s->age >= 52 && curls < 62)
        s->hair_style = curls < 40 ? HAIR_CURLS : HAIR_BOB;
    if (!s->male && s->age >= 4 && s->age < 11 && curls < 60)
        s->hair_style = HAIR_PIGTAILS;
    if (s->age < 4)
        s->hair_style = HAIR_FORWARD;
}

static void throw_habits(struct sitter *s, struct dice *d)
{
    static const enum clothes_style men[] = { CLOTHES_SHIRT,     CLOTHES_JACKET,    CLOTHES_JACKET,
                                              CLOTHES_CREW_NECK, CLOTHES_POLO_NECK, CLOTHES_HOOD };
    static const enum clothes_style women[] = { CLOTHES_V_NECK, CLOTHES_CREW_NECK, CLOTHES_JACKET,
                                                CLOTHES_SHIRT,  CLOTHES_POLO_NECK, CLOTHES_V_NECK };
    uint32_t clothes = dice_roll(d, 6), glasses = dice_roll(d, 100), beard = dice_roll(d, 100);
    s->clothes = s->male ? men[clothes] : women[clothes];
    if (s->age < 14)
        s->clothes = clothes < 3 ? CLOTHES_CREW_NECK : CLOTHES_HOOD;
    if (s->age > 50 && s->clothes == CLOTHES_HOOD)
        s->clothes = CLOTHES_SHIRT;
    if (glasses < (s->age < 10 ? 8 : s->age < 60 ? 30 : 20))
        s->glasses = glasses % 3 == 0   ? GLASSES_ROUND
                     : glasses % 3 == 1 ? GLASSES_SQUARE
                                        : GLASSES_HALF;
    if (s->male && s->age > 19 && beard < 40)
        s->beard = beard < 26 || s->age < 28   ? BEARD_SHADOW
                   : beard < 36 || s->age < 55 ? BEARD_MOUSTACHE
                                               : BEARD_FULL;
    s->mole = dice_chance(d, 60);
}

struct sitter sitter_of(uint64_t seed, int64_t person, bool male, int age)
{
    struct sitter s = { .male = male, .age = age };
    struct dice dice = dice_of(seed, SITTER_STREAM, (uint64_t)person);
    s.child = 1 - share_of(age, 3, 16);
    s.old = share_of(age, 42, 82);
    throw_bones(&s, &dice);
    throw_colours(&s, &dice);
    throw_hair(&s, &dice);
    throw_habits(&s, &dice);
    s.dice = dice;
    return s;
}
