/** What a package costs to write and to read: a day's journal of a station, and portraits, which do
 * not shrink. */
#include "exchange/envelope.h"
#include <sodium.h>
#include <unistd.h>

enum { LINES = 200000, PORTRAITS = 500, PORTRAIT_BYTES = 20000 };

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void journal_lines(struct buf *out)
{
    for (int64_t i = 0; i < LINES; i++)
        buf_printf(
            out,
            "{\"seq\":%lld,\"instant\":\"%lld\",\"clerk\":\"%u\",\"terminal\":\"10.0.0.%u\","
            "\"purpose\":\"\xe6\x8d\xa2\xe9\xa2\x86\",\"verb\":\"application.accepted\","
            "\"subject\":\"%u\",\"body\":{\"ground\":\"12\",\"state\":\"11\",\"fee\":2000}}\n",
            (long long)i, (long long)(1162173600000000 + i * 1234567), randombytes_uniform(40),
            randombytes_uniform(9), randombytes_random());
}

static void measure(const char *what, const struct envelope_party *party,
                    const unsigned char *public_key, const struct package_record *records,
                    size_t count)
{
    struct envelope_why why;
    SCOPED(buf) package = { 0 };
    SCOPED(envelope) envelope = { 0 };
    const struct envelope_label label = { STR("650102000"), STR("650100000"), STR("bench"), 0, 0 };
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++)
        bytes += records[i].bytes.len;
    double start = now_s();
    ASSERT(envelope_write(party, &label, records, count, public_key, &package, &why) == DONE);
    double written = now_s();
    ASSERT(envelope_read(party, public_key, buf_str(&package), &envelope, &why) == DONE);
    double read = now_s();
    printf("%s, written\t%.1f\tMB/s\n", what, (double)bytes / 1e6 / (written - start));
    printf("%s, read\t%.1f\tMB/s\n", what, (double)bytes / 1e6 / (read - written));
    printf("%s, size of the package\t%.1f\t%%\n", what,
           100.0 * (double)package.len / (double)bytes);
}

int main(void)
{
    static struct package_record portraits[PORTRAITS];
    static char names[PORTRAITS][16];
    static unsigned char pixels[PORTRAITS][PORTRAIT_BYTES], public_key[SM2_PUBLIC_BYTES];
    struct key_why why;
    struct envelope_party party = { .owner = STR("unit-1") };
    SCOPED(buf) lines = { 0 };
    const char *folder = getenv("JUMIN_BENCH_DIR");
    char ring[300];

    snprintf(ring, sizeof ring, "%s/ring-%ld", folder ? folder : "/tmp", (long)getpid());
    if (keys_open(str_of(ring), &party.ring, &why) != DONE ||
        key_make(party.ring, party.owner, NO_STR, &why) != DONE ||
        key_public(party.ring, party.owner, public_key, &why) != DONE)
        return 2;
    journal_lines(&lines);
    const struct package_record journal = { STR("records.jsonl"), buf_str(&lines) };
    measure("journal lines", &party, public_key, &journal, 1);
    randombytes_buf(pixels, sizeof pixels);
    for (size_t i = 0; i < PORTRAITS; i++) {
        snprintf(names[i], sizeof names[i], "blobs/%zu", i);
        portraits[i] =
            (struct package_record){ str_of(names[i]), str_from(pixels[i], PORTRAIT_BYTES) };
    }
    measure("portraits", &party, public_key, portraits, PORTRAITS);
    keys_close(party.ring);
    return 0;
}
