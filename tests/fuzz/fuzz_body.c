/* The JSON door and the queries, with every kind of field. */
#include "http/body.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct inner {
    struct str name;
    struct day day;
};
static const struct field inner_fields[] = {
    FIELD(inner, name, "name", FIELD_TEXT, REQUIRED, 5),
    FIELD(inner, day, "day", FIELD_DAY, OPTIONAL, 0),
};
struct sample {
    struct str text;
    int64_t number, id;
    int32_t part;
    struct day day;
    int flag;
    struct inner inner;
    struct texts list;
};
static const struct field fields[] = {
    FIELD(sample, text, "t", FIELD_TEXT, OPTIONAL, 40),
    FIELD(sample, number, "n", FIELD_INT, OPTIONAL, 100),
    FIELD(sample, id, "i", FIELD_ID, OPTIONAL, 0),
    FIELD(sample, part, "p", FIELD_PART, OPTIONAL, 0),
    FIELD(sample, day, "d", FIELD_DAY, OPTIONAL, 0),
    FIELD(sample, flag, "f", FIELD_BOOL, OPTIONAL, 0),
    FIELD_INNER(sample, inner, "o", OPTIONAL, inner_fields),
    FIELD(sample, list, "l", FIELD_TEXTS, OPTIONAL, 3),
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct desk desk = { .arena = arena_open() };
    struct sample sample = { 0 };
    struct str decoded;
    struct str bytes = str_from(data, size);
    (void)!body_read(&desk, bytes, fields, COUNT(fields), &sample);
    (void)!query_read(&desk, bytes, fields, 6, &sample);
    (void)!percent_decode(&desk, bytes, &decoded);
    arena_close(desk.arena);
    return 0;
}
