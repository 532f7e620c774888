/* The proof file against its checker, tools/check_proof.mjs, which shares no code with us. */
#include "base/hex.h"
#include "journal/proof.h"
#include "support/folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { ENTRIES = 41 };
#define BODY STR("{\"姓名\":\"\\\"王·伟\\\"\",\"n\":1}")

/* ---- a small journal ---- */

static struct leaf_fields entries[ENTRIES];
static unsigned char leaves[ENTRIES][SM3_BYTES];
static unsigned char nodes[ENTRIES][TREE_FRONTIER_MAX];
static unsigned char roots[ENTRIES + 1][SM3_BYTES];
static const unsigned char nonce[LEAF_NONCE_BYTES] = "fifteen letters";
static unsigned char public_key[SM2_PUBLIC_BYTES];
static struct sm2_key *key;
static struct folder folder;
static int written;

static enum outcome stored_node(void *context, int level, int64_t index,
                                unsigned char out[SM3_BYTES])
{
    int64_t last = ((index + 1) << level) - 1;
    (void)context;
    memcpy(out, level ? nodes[last] + (level - 1) * SM3_BYTES : leaves[last], SM3_BYTES);
    return DONE;
}

static int open_journal(void **state)
{
    unsigned char frontier[TREE_FRONTIER_MAX] = { 0 };
    SCOPED(secret) private_key = { 0 };
    (void)state;
    assert_true(sm2_make(&private_key, public_key));
    key = sm2_open(secret_str(&private_key), public_key);
    for (int i = 0; i < ENTRIES; i++) {
        entries[i] = (struct leaf_fields){
            .unit = 650102000,
            .sequence = i,
            .instant = 1162173600000000 + i,
            .clerk = 12,
            .terminal = i % 2 ? STR("cli") : NO_STR,
            .purpose = STR("换领 \"a\\b\"\n\t\x01 \xf0\xa0\x80\x80"),
            .verb = STR("application.signed"),
            .subject_part = 650102001,
            .subject = INT64_MAX - i,
        };
        leaf_body_hash(nonce, BODY, entries[i].body_hash);
        leaf_hash(&entries[i], leaves[i]);
        tree_root(frontier, i, roots[i]);
        tree_append(frontier, i, leaves[i], nodes[i]);
    }
    tree_root(frontier, ENTRIES, roots[ENTRIES]);
    folder = folder_open();
    return 0;
}

static int close_journal(void **state)
{
    (void)state;
    sm2_close(key);
    folder_close(&folder);
    return 0;
}

static struct proof prove(int entry, int size, bool with_body)
{
    char room[HEAD_TEXT_MAX];
    struct proof proof = { .entry = entries[entry], .with_body = with_body, .body = BODY };
    memcpy(proof.nonce, nonce, sizeof nonce);
    assert_int_equal(tree_inclusion(stored_node, NULL, entry, size, &proof.path), DONE);
    proof.head = (struct proof_head){ .size = size, .instant = 1162180000000000 };
    memcpy(proof.head.root, roots[size], SM3_BYTES);
    memcpy(proof.head.public_key, public_key, sizeof public_key);
    struct str signed_text = head_text(650102000, size, proof.head.root, proof.head.instant, room);
    assert_true(sm2_sign(key, signed_text, proof.head.signature));
    return proof;
}

static struct proof_consistency since(int from, int size)
{
    struct proof_consistency consistency = { .from_size = from };
    memcpy(consistency.from_root, roots[from], SM3_BYTES);
    assert_int_equal(tree_consistency(stored_node, NULL, from, size, &consistency.path), DONE);
    return consistency;
}

/* ---- files for the checker, and its verdicts ---- */

/* Files are named 0, 1, 2 … since the last run. */
static void write_file(struct str text)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%d", folder.path, written++);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.at, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static void write_proof(const struct proof *proof)
{
    SCOPED(buf) json = { 0 };
    proof_write(&json, proof);
    write_file(buf_str(&json));
}

/* Runs the checker on all written files; gives its exit code, and what it said. */
static int check(const char *options, struct buf *said)
{
    SCOPED(buf) command = { 0 };
    char piece[4096];
    size_t len;
    buf_printf(&command, "cd %s && node %s/tools/check_proof.mjs %s", folder.path, JUMIN_SOURCE_DIR,
               options);
    for (int i = 0; i < written; i++)
        buf_printf(&command, " %d", i);
    buf_byte(&command, '\0');
    written = 0;
    buf_clear(said);
    FILE *pipe = popen(command.at, "r");
    assert_non_null(pipe);
    while ((len = fread(piece, 1, sizeof piece, pipe)) > 0)
        buf_add(said, str_from(piece, len));
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* How many verdicts say this, such as "INVALID LEAF". */
static int verdicts(const struct buf *said, const char *what)
{
    struct str rest = buf_str(said), line;
    int count = 0;
    while (str_split(&rest, '\n', &line))
        if (!str_starts(line, " ") && str_find(line, str_of(what)) < line.len)
            count++;
    return count;
}

static void every_entry_is_proved_under_every_head(void **state)
{
    SCOPED(buf) said = { 0 };
    (void)state;
    for (int size = 1; size <= ENTRIES; size += size < 9 ? 1 : 8)
        for (int entry = 0; entry < size; entry += 1 + size / 9) {
            struct proof proof = prove(entry, size, entry % 2);
            struct proof_consistency consistency = since((entry * 7) % (size + 1), size);
            proof.consistency = entry % 3 ? &consistency : NULL;
            write_proof(&proof);
        }
    int files = written;
    assert_int_equal(check("", &said), 0);
    assert_true(files > 60);
    assert_int_equal(verdicts(&said, " VALID"), files);
}

static void every_older_head_is_shown_to_be_a_beginning(void **state)
{
    SCOPED(buf) said = { 0 };
    struct proof proof = prove(5, ENTRIES, false);
    (void)state;
    for (int from = 0; from <= ENTRIES; from++) {
        struct proof_consistency consistency = since(from, ENTRIES);
        proof.consistency = &consistency;
        write_proof(&proof);
        consistency.from_root[9] ^= 1;
        write_proof(&proof);
    }
    assert_int_equal(check("", &said), 1);
    assert_int_equal(verdicts(&said, " VALID"), ENTRIES + 1);
    assert_int_equal(verdicts(&said, "INVALID CONSISTENCY"), ENTRIES + 1);
}

/* What a forger would try: each value replaced by another that is well-formed. */
static void a_well_formed_lie_is_named(void **state)
{
    static const struct {
        const char *was, *is, *verdict;
    } cases[] = {
        { "\"unit\":\"650102000\"", "\"unit\":\"650103000\"", "INVALID LEAF" },
        { "\"sequence\":\"5\"", "\"sequence\":\"6\"", "INVALID LEAF" },
        { "\"clerk\":\"12\"", "\"clerk\":\"13\"", "INVALID LEAF" },
        { "换领", "补领", "INVALID LEAF" },
        { "application.signed", "application.closed", "INVALID LEAF" },
        { "\"subjectPart\":\"650102001\"", "\"subjectPart\":\"650102002\"", "INVALID LEAF" },
        { "王", "汪", "INVALID BODY" },
        { ",\"nonce\":\"6669667465656e206c65747465727300\"", "", "INVALID BODY" },
        { "\"size\":\"41\"", "\"size\":\"40\"", "INVALID HEAD" },
        { "\"path\":[\"",
          "\"path\":[\"1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b\",\"",
          "INVALID PATH" },
        { "\"head\":{\"size\":\"41\"", "\"head\":{\"size\":\"40\"", "INVALID HEAD" },
        { "\"instant\":\"1162180000000000\"", "\"instant\":\"1162180000000001\"",
          "INVALID SIGNATURE" },
        { "{\"format\":\"jumin proof v1\"", "{\"format\":\"jumin proof v2\"", "INVALID SHAPE" },
        { "{\"format\"", "{\"note\":\"paid\",\"format\"", "INVALID SHAPE" },
        { "{\"format\"", "{\"toString\":\"paid\",\"format\"", "INVALID SHAPE" },
        { "\"sequence\":\"5\"", "\"sequence\":5", "INVALID SHAPE" },
        { "\"sequence\":\"5\"", "\"sequence\":\"05\"", "INVALID SHAPE" },
        { "\"sequence\":\"5\"", "\"sequence\":\"-5\"", "INVALID SHAPE" },
        { "\"terminal\":\"cli\"", "\"terminal\":null", "INVALID SHAPE" },
        { "\"terminal\":\"cli\"", "\"terminal\":\"\\ud800\"", "INVALID SHAPE" },
        { "\"terminal\":\"cli\",", "", "INVALID SHAPE" },
        { "\"path\":[", "\"path\":[\"00\",", "INVALID SHAPE" },
        { "{\"format\"", "[{\"format\"", "INVALID SHAPE" },
    };
    SCOPED(buf) json = { 0 };
    SCOPED(buf) said = { 0 };
    struct proof proof = prove(5, ENTRIES, true);
    (void)state;
    proof_write(&json, &proof);
    struct str good = buf_str(&json);
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) lie = { 0 };
        size_t at = str_find(good, str_of(cases[i].was));
        assert_true(at < good.len);
        buf_add(&lie, str_cut(good, 0, at));
        buf_text(&lie, cases[i].is);
        at += strlen(cases[i].was);
        buf_add(&lie, str_cut(good, at, good.len - at));
        write_file(buf_str(&lie));
    }
    assert_int_equal(check("", &said), 1);
    struct str rest = buf_str(&said), line;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(str_split(&rest, '\n', &line));
        if (str_find(line, str_of(cases[i].verdict)) == line.len)
            fail_msg("%s → %s: " STR_FMT, cases[i].was, cases[i].is, STR_ARG(line));
    }
}

static void one_altered_bit_anywhere_is_found(void **state)
{
    SCOPED(buf) json = { 0 };
    SCOPED(buf) said = { 0 };
    struct proof proof = prove(20, ENTRIES, true);
    struct proof_consistency consistency = since(19, ENTRIES);
    (void)state;
    proof.consistency = &consistency;
    proof_write(&json, &proof);
    for (size_t i = 0; i < json.len; i++) {
        char bit = (char)(1 << i % 7);
        json.at[i] = (char)(json.at[i] ^ bit);
        write_file(buf_str(&json));
        json.at[i] = (char)(json.at[i] ^ bit);
    }
    int files = written;
    assert_int_equal(check("", &said), 1);
    assert_int_equal(verdicts(&said, "INVALID"), files);
    assert_int_equal(verdicts(&said, " VALID"), 0);
}

/* A proof made up from end to end with another key convinces only who does not compare the key. */
static void a_published_key_and_an_older_head_are_held_against_the_proof(void **state)
{
    char mine[2 * SM2_PUBLIC_BYTES + 1], root[2 * SM3_BYTES + 1], options[400];
    SCOPED(buf) said = { 0 };
    struct proof proof = prove(5, ENTRIES, false);
    struct proof_consistency consistency = since(19, ENTRIES);
    (void)state;
    proof.consistency = &consistency;
    hex_text(public_key, sizeof public_key, mine);
    snprintf(options, sizeof options, "--key %s --head 19:%s", mine,
             hex_text(roots[19], SM3_BYTES, root));
    write_proof(&proof);
    assert_int_equal(check(options, &said), 0);
    assert_true(str_find(buf_str(&said), STR("as published")) < said.len);
    snprintf(options, sizeof options, "--head 19:%s", hex_text(roots[18], SM3_BYTES, root));
    write_proof(&proof);
    assert_int_equal(check(options, &said), 1);
    assert_int_equal(verdicts(&said, "INVALID OLDER_HEAD"), 1);
    mine[129] = mine[129] == '0' ? '1' : '0';
    snprintf(options, sizeof options, "--key %s", mine);
    write_proof(&proof);
    assert_int_equal(check(options, &said), 1);
    assert_int_equal(verdicts(&said, "INVALID KEY"), 1);
}

static void wrong_use_and_missing_files_are_told_apart(void **state)
{
    static const struct {
        const char *options;
        int exit;
    } cases[] = {
        { "2>/dev/null", 64 },
        { "--key 04 0 2>/dev/null", 64 },
        { "--what 0 2>/dev/null", 64 },
        { "--head 5 0 2>/dev/null", 64 },
        { "missing", 1 },
        { "- </dev/null", 1 },
    };
    SCOPED(buf) said = { 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(check(cases[i].options, &said), cases[i].exit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_proved_under_every_head),
        cmocka_unit_test(every_older_head_is_shown_to_be_a_beginning),
        cmocka_unit_test(a_well_formed_lie_is_named),
        cmocka_unit_test(one_altered_bit_anywhere_is_found),
        cmocka_unit_test(a_published_key_and_an_older_head_are_held_against_the_proof),
        cmocka_unit_test(wrong_use_and_missing_files_are_told_apart),
    };
    return cmocka_run_group_tests(tests, open_journal, close_journal);
}
