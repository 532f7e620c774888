/** Every slip of one kind, planted into good numbers, is explained by that kind. */
#include "core/division.h"
#include "register/number_diagnosis.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { NUMBERS = 3000, FIRST_TWO = 2 };

static struct number_checker checker;
static uint64_t dice = 11;

static int thrown(int below)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (int)((dice >> 33) % (uint64_t)below);
}

/** A good number, the person it is of, and numbers of people next door. */
struct holder {
    char number[19], doors[3][19];
    struct day born;
    char sex;
};

static struct holder holder_made(void)
{
    static const int areas[] = { 650102, 650103, 650104, 650105, 650106 };
    struct holder h;
    int area = areas[thrown(COUNT(areas))], serial = 30 + thrown(900);
    assert_true(day_make(1940 + thrown(59), 1 + thrown(12), 1 + thrown(28), &h.born));
    number_make(area, h.born, serial, h.number);
    h.sex = serial % 2 ? 'M' : 'F';
    for (int i = 0; i < 3; i++)
        number_make(area, (struct day){ h.born.n + thrown(9000) - 4500 }, serial + 2 + i,
                    h.doors[i]);
    return h;
}

/* ---- slips; false where the number lends itself to none ---- */

static bool one_digit(const struct holder *h, char out[19])
{
    memcpy(out, h->number, sizeof h->number);
    int at = thrown(17);
    out[at] = (char)('0' + (out[at] - '0' + 1 + thrown(9)) % 10);
    return true;
}

static bool last_digit(const struct holder *h, char out[19])
{
    memcpy(out, h->number, sizeof h->number);
    out[17] = out[17] == '7' ? '3' : '7';
    return true;
}

static bool swapped(const struct holder *h, char out[19])
{
    memcpy(out, h->number, sizeof h->number);
    int at = thrown(16);
    out[at] = h->number[at + 1];
    out[at + 1] = h->number[at];
    return out[at] != out[at + 1];
}

static bool zero_for_x(const struct holder *h, char out[19])
{
    memcpy(out, h->number, sizeof h->number);
    out[17] = '0';
    return h->number[17] == 'X';
}

static bool fifteen(const struct holder *h, char out[19])
{
    snprintf(out, 19, "%.6s%.9s", h->number, h->number + 8);
    return true;
}

static bool other_day(const struct holder *h, char out[19])
{
    char typed[19];
    number_make(650102, (struct day){ h->born.n - 1 - thrown(27) }, 1, typed);
    memcpy(out, h->number, sizeof h->number);
    memcpy(out + 6, typed + 6, 8);
    out[17] = number_check_digit(out);
    return true;
}

static bool other_sex(const struct holder *h, char out[19])
{
    memcpy(out, h->number, sizeof h->number);
    out[16] = (char)(out[16] == '9' ? '8' : out[16] + 1);
    out[17] = number_check_digit(out);
    return true;
}

static bool other_area(const struct holder *h, char out[19])
{
    static const char *const none[] = { "850103", "560104", "650188", "650197" };
    memcpy(out, h->number, sizeof h->number);
    memcpy(out, none[thrown(COUNT(none))], 6);
    out[17] = number_check_digit(out);
    return true;
}

static const struct {
    const char *name;
    bool (*slip)(const struct holder *h, char out[19]);
    enum number_cause cause;
    bool restores; /* the candidate is the number it was: nothing else fits so well */
} slips[] = {
    { "one digit", one_digit, CAUSE_ONE_DIGIT, false },
    { "the last digit", last_digit, CAUSE_ONE_DIGIT, false },
    { "two digits swapped", swapped, CAUSE_SWAPPED, false },
    { "0 for X", zero_for_x, CAUSE_ZERO_FOR_X, true },
    { "15 digits", fifteen, CAUSE_OLD_15, true },
    { "another day", other_day, CAUSE_DATE, true },
    { "the other sex", other_sex, CAUSE_SEX_PARITY, false },
    { "an area that never was", other_area, CAUSE_AREA, true },
};

static size_t diagnosed(const struct holder *h, const char *number,
                        struct diagnosis out[DIAGNOSES_MAX])
{
    struct number_evidence evidence = { .number = str_of(number),
                                        .born_on = h->born,
                                        .sex = h->sex };
    for (int i = 0; i < 3; i++)
        evidence.neighbours[evidence.neighbour_count++] = str_of(h->doors[i]);
    return number_diagnose(&checker, &evidence, out);
}

/** What a change by chance leaves right is no wrong number, and nothing to explain. */
static bool is_wrong(const struct holder *h, const char *number)
{
    struct number_check check = number_check(&checker, str_of(number));
    return strlen(number) == 15 || check.verdict != NUMBER_OK || check.born.n != h->born.n ||
           check.sex != h->sex;
}

static bool explained(const struct holder *h, const char *number, size_t s)
{
    struct diagnosis found[DIAGNOSES_MAX];
    size_t count = diagnosed(h, number, found);
    for (size_t i = 0; i < count && i < FIRST_TWO; i++)
        if (found[i].cause == slips[s].cause &&
            (!slips[s].restores || !strcmp(found[i].number, h->number)))
            return true;
    return false;
}

static void each_slip_is_named_first_or_second(void **state)
{
    (void)state;
    number_checker_init(&checker, (struct day)DAY(2026, 1, 2));
    for (size_t s = 0; s < COUNT(slips); s++) {
        int tried = 0, missed = 0;
        while (tried < NUMBERS) {
            struct holder h = holder_made();
            char number[19];
            if (!slips[s].slip(&h, number) || !is_wrong(&h, number))
                continue;
            tried++;
            if (!explained(&h, number, s) && missed++ < 3)
                print_message("%s: %s from %s\n", slips[s].name, number, h.number);
        }
        if (missed)
            fail_msg("%s: %d of %d not explained", slips[s].name, missed, tried);
    }
}

/** Whatever is proposed is right in itself and contradicts nothing registered; the proofs are true. */
static void candidates_fit_what_is_registered(void **state)
{
    (void)state;
    for (int i = 0; i < NUMBERS; i++) {
        struct holder h = holder_made();
        struct diagnosis found[DIAGNOSES_MAX];
        char number[19];
        if (!slips[thrown(COUNT(slips))].slip(&h, number))
            continue;
        size_t count = diagnosed(&h, number, found);
        for (size_t k = 0; k < count; k++) {
            struct number_check check = number_check(&checker, str_of(found[k].number));
            assert_int_equal(check.reasons & NUMBER_WRONGS, 0);
            assert_int_equal(check.born.n, h.born.n);
            assert_int_equal(check.sex, h.sex);
            int area = division_code(str_from(found[k].number, 6));
            assert_int_equal((found[k].proofs & PROOF_AREA) != 0, division_ever(area));
            assert_true(found[k].proofs & PROOF_BIRTH);
            assert_true(found[k].proofs & PROOF_SEX);
        }
    }
}

static void a_right_number_has_no_diagnosis(void **state)
{
    (void)state;
    struct diagnosis found[DIAGNOSES_MAX];
    for (int i = 0; i < NUMBERS; i++) {
        struct holder h = holder_made();
        assert_int_equal(diagnosed(&h, h.number, found), 0);
    }
}

/** 95 is no province, though no rule of the number says so: the table of divisions decides. */
static void a_county_that_is_none_is_no_proof(void **state)
{
    struct diagnosis found[DIAGNOSES_MAX];
    struct number_evidence evidence = { .born_on = DAY(1980, 6, 15), .sex = 'M' };
    char number[19];
    (void)state;
    number_make(950102, evidence.born_on, 11, number);
    number[17] = number[17] == '7' ? '3' : '7';
    evidence.number = str_from(number, 18);
    size_t count = number_diagnose(&checker, &evidence, found);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        if (memcmp(found[i].number, "95", 2) == 0)
            assert_false(found[i].proofs & PROOF_AREA);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_is_named_first_or_second),
        cmocka_unit_test(candidates_fit_what_is_registered),
        cmocka_unit_test(a_right_number_has_no_diagnosis),
        cmocka_unit_test(a_county_that_is_none_is_no_proof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
