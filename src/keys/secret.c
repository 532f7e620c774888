#include "keys/secret.h"
#include <sodium.h>

bool secret_set(struct secret *secret, struct str bytes)
{
    secret_close(secret);
    if (bytes.len > sizeof secret->at)
        return false;
    if (bytes.len)
        memcpy(secret->at, bytes.at, bytes.len);
    secret->len = bytes.len;
    return true;
}

struct str secret_str(const struct secret *secret)
{
    return str_from(secret->at, secret->len);
}

void secret_close(struct secret *secret)
{
    sodium_memzero(secret, sizeof *secret);
}
