/** What a hash, a signature and a box cost on this machine. */
#include "keys/box.h"
#include "keys/sm2.h"
#include "keys/sm3.h"

static struct sm2_key *key;
static unsigned char public_key[SM2_PUBLIC_BYTES], signature[SM2_SIGNATURE_BYTES];
static unsigned char bytes[1 << 20], box[sizeof bytes + BOX_EXTRA_BYTES], hash[SM3_BYTES];
static bool good = true;

static void hash_100(void)
{
    sm3(str_from(bytes, 100), hash);
}

static void hash_node(void)
{
    sm3_parts((struct str[]){ str_from("\1", 1), str_from(hash, 32), str_from(bytes, 32) }, 3,
              hash);
}

static void hash_megabyte(void)
{
    sm3(str_from(bytes, sizeof bytes), hash);
}

static void shut_megabyte(void)
{
    box_shut(bytes, NO_STR, str_from(bytes, sizeof bytes), box);
}

static void sign(void)
{
    good = sm2_sign(key, str_from(bytes, 100), signature) && good;
}

static void verify(void)
{
    good = sm2_verify(public_key, str_from(bytes, 100), signature) && good;
}

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

int main(void)
{
    static const struct {
        const char *what;
        void (*run)(void);
        int times;
    } rows[] = {
        { "SM3 of 100 bytes", hash_100, 500000 },     { "SM3 of a tree node", hash_node, 500000 },
        { "SM3 of 1 MiB", hash_megabyte, 30 },        { "box of 1 MiB", shut_megabyte, 20 },
        { "SM2 signature of 100 bytes", sign, 1000 }, { "SM2 verification", verify, 1000 },
    };
    SCOPED(secret) private_key = { 0 };
    if (!sm2_make(&private_key, public_key))
        return 2;
    key = sm2_open(secret_str(&private_key), public_key);
    for (size_t i = 0; i < COUNT(rows); i++) {
        double start = now_ns();
        for (int n = 0; n < rows[i].times; n++)
            rows[i].run();
        printf("%s\t%.0f\tns\n", rows[i].what, (now_ns() - start) / rows[i].times);
    }
    sm2_close(key);
    return good ? 0 : 2;
}
