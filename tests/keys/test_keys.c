#include "keys/key_file.h"
#include "keys/keys.h"
#include "support/folder.h"
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define UNIT  STR("unit-650102000")
#define CLERK STR("clerk-12")
#define WORDS STR("four words make it")

/* A folder that is gone with its block, and a ring in it. */
struct place {
    struct folder folder;
    char ring_path[80];
    struct keys *ring;
    struct key_why why;
};

static void place_close(struct place *place)
{
    keys_close(place->ring);
    folder_close(&place->folder);
}

static void reopen(struct place *place)
{
    keys_close(place->ring);
    place->ring = NULL;
    assert_int_equal(keys_open(str_of(place->ring_path), &place->ring, &place->why), DONE);
}

static void place_open(struct place *place)
{
    place->folder = folder_open();
    snprintf(place->ring_path, sizeof place->ring_path, "%s/ring", place->folder.path);
    reopen(place);
}

static const char *file_of(struct place *place, const char *name)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", place->ring_path, name);
    return path;
}

static void make(struct place *place, struct str owner, struct str passphrase)
{
    assert_int_equal(key_make(place->ring, owner, passphrase, &place->why), DONE);
}

static enum outcome sign(struct place *place, struct str owner, struct str passphrase)
{
    unsigned char public_key[SM2_PUBLIC_BYTES], signature[SM2_SIGNATURE_BYTES];
    struct str text = STR("what is signed");
    TRY(key_sign(place->ring, owner, passphrase, text, signature, &place->why));
    assert_int_equal(key_public(place->ring, owner, public_key, &place->why), DONE);
    assert_true(key_verify(public_key, text, signature));
    return DONE;
}

static void assert_refused(struct place *place, enum outcome outcome, enum refusal refusal)
{
    assert_int_equal(outcome, REFUSED);
    assert_int_equal(place->why.refusal, refusal);
}

static void a_ring_and_its_files_are_closed_to_others(void **state)
{
    SCOPED(place) place = { 0 };
    struct stat about;
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    assert_int_equal(stat(place.ring_path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    const char *const names[] = { "ring.secret", "unit-650102000.key" };
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_int_equal(stat(file_of(&place, names[i]), &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
    }
}

static void a_ring_open_to_others_is_not_used(void **state)
{
    SCOPED(place) place = { 0 };
    struct keys *ring = NULL;
    unsigned char public_key[SM2_PUBLIC_BYTES];
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    assert_int_equal(chmod(place.ring_path, 0750), 0);
    assert_int_equal(keys_open(str_of(place.ring_path), &ring, &place.why), FAILED);
    assert_null(ring);
    assert_non_null(strstr(place.why.cause, "0700"));
    assert_int_equal(chmod(place.ring_path, 0700), 0);
    assert_int_equal(chmod(file_of(&place, "unit-650102000.key"), 0644), 0);
    assert_int_equal(key_public(place.ring, UNIT, public_key, &place.why), FAILED);
    assert_non_null(strstr(place.why.cause, "0600"));
}

static void a_folder_that_cannot_be_made_fails(void **state)
{
    SCOPED(place) place = { 0 };
    struct keys *ring = NULL;
    (void)state;
    place_open(&place);
    assert_int_equal(keys_open(NO_STR, &ring, &place.why), FAILED);
    assert_int_equal(keys_open(str_of(file_of(&place, "no/such")), &ring, &place.why), FAILED);
    assert_int_equal(keys_open(str_of(file_of(&place, "ring.secret")), &ring, &place.why), FAILED);
    assert_null(ring);
}

static void a_unit_signs_unattended_also_after_a_restart(void **state)
{
    SCOPED(place) place = { 0 };
    (void)state;
    place_open(&place);
    assert_false(key_exists(place.ring, UNIT));
    make(&place, UNIT, NO_STR);
    assert_true(key_exists(place.ring, UNIT));
    assert_int_equal(sign(&place, UNIT, NO_STR), DONE);
    reopen(&place);
    assert_int_equal(sign(&place, UNIT, NO_STR), DONE);
}

static void a_key_is_never_made_over(void **state)
{
    SCOPED(place) place = { 0 };
    unsigned char before[SM2_PUBLIC_BYTES], after[SM2_PUBLIC_BYTES];
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    assert_int_equal(key_public(place.ring, UNIT, before, &place.why), DONE);
    assert_refused(&place, key_make(place.ring, UNIT, NO_STR, &place.why), NO_KEY_TAKEN);
    assert_int_equal(key_public(place.ring, UNIT, after, &place.why), DONE);
    assert_memory_equal(before, after, sizeof before);
}

static void an_owner_without_a_key_is_refused(void **state)
{
    SCOPED(place) place = { 0 };
    SCOPED(secret) out = { 0 };
    unsigned char public_key[SM2_PUBLIC_BYTES];
    (void)state;
    place_open(&place);
    assert_refused(&place, sign(&place, CLERK, WORDS), NO_KEY_MISSING);
    assert_refused(&place, key_public(place.ring, CLERK, public_key, &place.why), NO_KEY_MISSING);
    assert_refused(&place, key_open_sealed(place.ring, CLERK, WORDS, STR("x"), &out, &place.why),
                   NO_KEY_MISSING);
    assert_refused(&place, key_change_passphrase(place.ring, CLERK, WORDS, STR("new"), &place.why),
                   NO_KEY_MISSING);
}

/* Also when the right passphrase has opened the key a moment before. */
static void a_wrong_passphrase_is_refused_each_time(void **state)
{
    SCOPED(place) place = { 0 };
    (void)state;
    place_open(&place);
    make(&place, CLERK, WORDS);
    assert_refused(&place, sign(&place, CLERK, STR("four words make iT")), NO_KEY_LOCKED);
    assert_int_equal(sign(&place, CLERK, WORDS), DONE);
    assert_refused(&place, sign(&place, CLERK, STR("four words make iT")), NO_KEY_LOCKED);
    assert_refused(&place, sign(&place, CLERK, NO_STR), NO_KEY_LOCKED);
    assert_int_equal(sign(&place, CLERK, WORDS), DONE);
    key_forget(place.ring, CLERK);
    assert_refused(&place, sign(&place, CLERK, NO_STR), NO_KEY_LOCKED);
    assert_int_equal(sign(&place, CLERK, WORDS), DONE);
}

static void a_passphrase_for_an_unattended_key_is_not_taken_for_checked(void **state)
{
    SCOPED(place) place = { 0 };
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    assert_int_equal(sign(&place, UNIT, NO_STR), DONE);
    assert_refused(&place, sign(&place, UNIT, WORDS), NO_KEY_LOCKED);
}

static void a_changed_passphrase_replaces_the_old_one_and_keeps_the_key(void **state)
{
    SCOPED(place) place = { 0 };
    unsigned char before[SM2_PUBLIC_BYTES], after[SM2_PUBLIC_BYTES];
    struct str other = STR("another passphrase");
    (void)state;
    place_open(&place);
    make(&place, CLERK, WORDS);
    assert_int_equal(sign(&place, CLERK, WORDS), DONE);
    assert_int_equal(key_public(place.ring, CLERK, before, &place.why), DONE);
    assert_refused(&place, key_change_passphrase(place.ring, CLERK, other, WORDS, &place.why),
                   NO_KEY_LOCKED);
    assert_int_equal(key_change_passphrase(place.ring, CLERK, WORDS, other, &place.why), DONE);
    assert_int_equal(key_public(place.ring, CLERK, after, &place.why), DONE);
    assert_memory_equal(before, after, sizeof before);
    assert_refused(&place, sign(&place, CLERK, WORDS), NO_KEY_LOCKED);
    assert_int_equal(sign(&place, CLERK, other), DONE);
}

static void copy_file(struct place *place, const char *from, const char *to, size_t altered)
{
    unsigned char bytes[512];
    int in = open(file_of(place, from), O_RDONLY);
    ssize_t len = read(in, bytes, sizeof bytes);
    close(in);
    assert_true(len > 0);
    if (altered < (size_t)len)
        bytes[altered] ^= 1;
    int out = open(file_of(place, to), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_int_equal(write(out, bytes, (size_t)len), len);
    close(out);
}

static void a_renamed_or_altered_key_file_opens_nothing(void **state)
{
    SCOPED(place) place = { 0 };
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    copy_file(&place, "unit-650102000.key", "unit-650103000.key", SIZE_MAX);
    assert_int_equal(sign(&place, STR("unit-650103000"), NO_STR), FAILED);
    for (size_t i = 0; i < KEY_FILE_BYTES; i++) {
        copy_file(&place, "unit-650102000.key", "unit-1.key", i);
        assert_int_not_equal(sign(&place, STR("unit-1"), NO_STR), DONE);
    }
    assert_int_equal(truncate(file_of(&place, "unit-1.key"), 100), 0);
    assert_int_equal(sign(&place, STR("unit-1"), NO_STR), FAILED);
}

/* A cost no file of ours has must not be paid: the fields that state it are bounded. */
static void a_key_file_cannot_ask_for_the_whole_machine(void **state)
{
    static const struct {
        size_t at;
        unsigned char byte;
    } cases[] = { { 10, 1 }, { 13, 17 }, { 14, 255 }, { 8, 2 }, { 9, 2 }, { 0, 'X' } };
    SCOPED(place) place = { 0 };
    SCOPED(secret) private_key = { 0 };
    struct key_opener who = { CLERK, WORDS, NULL };
    struct key_file file;
    unsigned char public_key[SM2_PUBLIC_BYTES];
    (void)state;
    assert_true(sm2_make(&private_key, public_key));
    assert_int_equal(key_file_shut(&who, public_key, &private_key, &file, &place.why), DONE);
    assert_true(key_file_is_one(&file));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct key_file other = file;
        other.bytes[cases[i].at] = cases[i].byte;
        assert_false(key_file_is_one(&other));
    }
}

static void a_key_of_another_ring_is_not_opened_by_this_ones_secret(void **state)
{
    SCOPED(place) place = { 0 };
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    assert_int_equal(unlink(file_of(&place, "ring.secret")), 0);
    reopen(&place);
    assert_int_equal(sign(&place, UNIT, NO_STR), FAILED);
    assert_non_null(strstr(place.why.cause, "another ring"));
}

static void what_is_sealed_to_an_owner_opens_with_that_key_alone(void **state)
{
    SCOPED(place) place = { 0 };
    SCOPED(buf) sealed = { 0 };
    SCOPED(secret) out = { 0 };
    unsigned char public_key[SM2_PUBLIC_BYTES];
    (void)state;
    place_open(&place);
    make(&place, UNIT, NO_STR);
    make(&place, STR("unit-2"), NO_STR);
    assert_int_equal(key_public(place.ring, UNIT, public_key, &place.why), DONE);
    assert_true(key_seal(public_key, STR("session key"), &sealed));
    assert_int_equal(key_open_sealed(place.ring, UNIT, NO_STR, buf_str(&sealed), &out, &place.why),
                     DONE);
    assert_true(str_is(secret_str(&out), "session key"));
    assert_refused(
        &place,
        key_open_sealed(place.ring, STR("unit-2"), NO_STR, buf_str(&sealed), &out, &place.why),
        NO_SEAL_BROKEN);
}

static void a_print_of_a_key_is_sixteen_digits_of_its_own(void **state)
{
    char one[KEY_PRINT_CHARS + 1], other[KEY_PRINT_CHARS + 1];
    unsigned char key[SM2_PUBLIC_BYTES] = { 4 };
    (void)state;
    assert_int_equal(strlen(key_print(key, one)), KEY_PRINT_CHARS);
    key[64] = 1;
    assert_string_not_equal(key_print(key, other), one);
}

static void *sign_by_turns(void *at)
{
    struct place *place = at;
    char owner[24];
    unsigned char signature[SM2_SIGNATURE_BYTES];
    struct key_why why;
    for (int i = 0; i < 40; i++) {
        snprintf(owner, sizeof owner, "unit-%d", i % 5);
        if (key_sign(place->ring, str_of(owner), NO_STR, STR("text"), signature, &why) != DONE)
            return at;
        if (i % 7 == 0)
            key_forget(place->ring, str_of(owner));
    }
    return NULL;
}

static void threads_sign_and_forget_side_by_side(void **state)
{
    SCOPED(place) place = { 0 };
    pthread_t threads[6];
    char owner[24];
    void *failed;
    (void)state;
    place_open(&place);
    for (int i = 0; i < 5; i++) {
        snprintf(owner, sizeof owner, "unit-%d", i);
        make(&place, str_of(owner), NO_STR);
    }
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, sign_by_turns, &place), 0);
    for (size_t i = 0; i < COUNT(threads); i++) {
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_and_its_files_are_closed_to_others),
        cmocka_unit_test(a_ring_open_to_others_is_not_used),
        cmocka_unit_test(a_folder_that_cannot_be_made_fails),
        cmocka_unit_test(a_unit_signs_unattended_also_after_a_restart),
        cmocka_unit_test(a_key_is_never_made_over),
        cmocka_unit_test(an_owner_without_a_key_is_refused),
        cmocka_unit_test(a_wrong_passphrase_is_refused_each_time),
        cmocka_unit_test(a_passphrase_for_an_unattended_key_is_not_taken_for_checked),
        cmocka_unit_test(a_changed_passphrase_replaces_the_old_one_and_keeps_the_key),
        cmocka_unit_test(a_renamed_or_altered_key_file_opens_nothing),
        cmocka_unit_test(a_key_file_cannot_ask_for_the_whole_machine),
        cmocka_unit_test(a_key_of_another_ring_is_not_opened_by_this_ones_secret),
        cmocka_unit_test(what_is_sealed_to_an_owner_opens_with_that_key_alone),
        cmocka_unit_test(a_print_of_a_key_is_sixteen_digits_of_its_own),
        cmocka_unit_test(threads_sign_and_forget_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
