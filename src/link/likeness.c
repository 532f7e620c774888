#include "link/likeness.h"

uint64_t points_kinds(const uint32_t *at, uint32_t len)
{
    uint64_t kinds = 0;
    for (uint32_t i = 0; i < len; i++) {
        uint64_t once = UINT64_C(1) << (at[i] & 31);
        kinds |= kinds & once ? once << 32 : once;
    }
    return kinds;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t bits(uint64_t set)
{
    return (uint32_t)__builtin_popcountll(set);
}

/** How many points at the beginning are the same, up to four. */
static uint32_t same_beginning(struct points a, struct points b)
{
    uint32_t most = smaller(4, smaller(a.len, b.len)), n = 0;
    while (n < most && a.at[n] == b.at[n])
        n++;
    return n;
}

/** A figure that is low already is not raised: a common beginning says little there. */
static double raised(double jaro, uint32_t beginning)
{
    return jaro > 0.7 ? jaro + 0.1 * (double)beginning * (1.0 - jaro) : jaro;
}

/* ---- Jaro ---- */

/** Which points of each text have a partner in the other, no further off than the window. */
struct partners {
    uint64_t a, b;
};

/** The points of b in a range that are this one, as bits: without branches, since which of them are
 *  is what no processor guesses. */
static uint64_t same_points(struct points b, uint32_t point, uint32_t from, uint32_t to)
{
    uint64_t same = 0;
    for (uint32_t k = from; k < to; k++)
        same |= (uint64_t)(b.at[k] == point) << k;
    return same;
}

static struct partners find_partners(struct points a, struct points b)
{
    struct partners found = { 0 };
    uint32_t half = larger(a.len, b.len) / 2, window = half ? half - 1 : 0;
    for (uint32_t i = 0; i < a.len; i++) {
        uint32_t from = i > window ? i - window : 0, to = smaller(b.len, i + window + 1);
        uint64_t free = same_points(b, a.at[i], from, to) & ~found.b;
        found.b |= free & (~free + 1);
        found.a |= (uint64_t)(free != 0) << i;
    }
    return found;
}

static uint32_t lowest(uint64_t set)
{
    return (uint32_t)__builtin_ctzll(set);
}

/** Partners that stand in another order, counted in both texts. */
static uint32_t out_of_order(struct points a, struct points b, struct partners found)
{
    uint32_t n = 0;
    for (; found.a; found.a &= found.a - 1, found.b &= found.b - 1)
        n += a.at[lowest(found.a)] != b.at[lowest(found.b)];
    return n;
}

double likeness_jaro(struct points a, struct points b)
{
    ASSERT(a.len <= LIKENESS_POINTS_MAX && b.len <= LIKENESS_POINTS_MAX);
    if (!a.len || !b.len)
        return 0;
    struct partners found = find_partners(a, b);
    if (!found.a)
        return 0;
    double m = bits(found.a), moved = out_of_order(a, b, found) / 2;
    return (m / a.len + m / b.len + (m - moved) / m) / 3.0;
}

double likeness_jaro_winkler(struct points a, struct points b)
{
    return raised(likeness_jaro(a, b), same_beginning(a, b));
}

/** No figure is higher than with every point matched that has its kind in the other text. */
static double jaro_at_most(struct points a, struct points b)
{
    uint32_t alone_a = bits(a.kinds & ~b.kinds), alone_b = bits(b.kinds & ~a.kinds);
    double m = smaller(a.len - alone_a, b.len - alone_b);
    return (m / a.len + m / b.len + 1.0) / 3.0;
}

bool likeness_jaro_reaches(struct points a, struct points b, double threshold, bool winkler)
{
    if (!a.len || !b.len)
        return false;
    uint32_t beginning = winkler ? same_beginning(a, b) : 0;
    if (raised(jaro_at_most(a, b), beginning) < threshold)
        return false;
    return raised(likeness_jaro(a, b), beginning) >= threshold;
}

/* ---- edits ---- */

/** Cuts off what both begin and end with. */
static void cut_common(struct points *a, struct points *b)
{
    while (a->len && b->len && a->at[0] == b->at[0]) {
        a->at++, b->at++;
        a->len--, b->len--;
    }
    while (a->len && b->len && a->at[a->len - 1] == b->at[b->len - 1])
        a->len--, b->len--;
}

/** The table of edits, three rows of it at a time. */
static uint32_t edits(struct points a, struct points b, bool swaps)
{
    uint32_t rows[3][LIKENESS_POINTS_MAX + 1], *last2 = rows[0], *last = rows[1], *row = rows[2];
    for (uint32_t k = 0; k <= b.len; k++)
        last[k] = k;
    for (uint32_t i = 1; i <= a.len; i++) {
        row[0] = i;
        for (uint32_t k = 1; k <= b.len; k++) {
            uint32_t replaced = last[k - 1] + (a.at[i - 1] != b.at[k - 1]);
            row[k] = smaller(replaced, smaller(last[k], row[k - 1]) + 1);
            if (swaps && i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1])
                row[k] = smaller(row[k], last2[k - 2] + 1);
        }
        uint32_t *spare = last2;
        last2 = last;
        last = row;
        row = spare;
    }
    return last[b.len];
}

bool likeness_edits_within(struct points a, struct points b, uint32_t most, bool swaps)
{
    uint32_t longer = larger(a.len, b.len), shorter = smaller(a.len, b.len);
    if (longer - shorter > most)
        return false;
    if (bits(a.kinds & ~b.kinds) > most || bits(b.kinds & ~a.kinds) > most)
        return false;
    cut_common(&a, &b);
    longer = larger(a.len, b.len);
    if (longer <= most)
        return true;
    if (most == 1)
        return swaps && a.len == 2 && b.len == 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0];
    return edits(a, b, swaps) <= most;
}

/* ---- numbers and days ---- */

bool likeness_one_point(struct points a, struct points b)
{
    uint32_t differ = 0;
    if (a.len != b.len)
        return false;
    for (uint32_t i = 0; i < a.len && differ < 2; i++)
        differ += a.at[i] != b.at[i];
    return differ == 1;
}

bool likeness_swapped(struct points a, struct points b)
{
    if (a.len != b.len)
        return false;
    cut_common(&a, &b);
    return a.len == 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0];
}

bool likeness_day_month(struct points a, struct points b)
{
    static const uint8_t partner[8] = { 0, 1, 2, 3, 6, 7, 4, 5 };
    if (a.len != 8 || b.len != 8)
        return false;
    for (size_t i = 0; i < 8; i++)
        if (a.at[i] != b.at[partner[i]])
            return false;
    return true;
}
