/* Turns the reference files of data/ into C tables.
 *
 *   datagen OUT divisions.csv divisions_towns_6501.csv gb18030.csv
 *
 * Writes OUT/divisions.c (src/core/division_rows.h) and OUT/gb18030_table.c
 * (src/exchange/gb18030_table.h). The files are plain: a heading, then fields without quotes. Names go
 * into one pool, each once, so the tables need no relocation. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 512, FIELDS = 8, POOL = 1 << 20, SLOTS = 1 << 15 };

static char pool[POOL];
static size_t pool_used;
static size_t slots[SLOTS]; /* offset into the pool + 1 */

static FILE *must_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (!f) {
        fprintf(stderr, "datagen: cannot open %s\n", path);
        exit(2);
    }
    return f;
}

static FILE *open_table(const char *out, const char *name, const char *header)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", out, name);
    FILE *f = must_open(path, "w");
    fprintf(f, "/* Made by tools/datagen. */\n#include \"%s\"\n", header);
    return f;
}

/** The offset of a name in the pool; the same name gets the same offset. */
static size_t pool_offset(const char *name)
{
    size_t hash = 5381, len = strlen(name) + 1;
    for (const char *p = name; *p; p++)
        hash = hash * 33 + (unsigned char)*p;
    size_t slot = hash % SLOTS;
    for (; slots[slot]; slot = (slot + 1) % SLOTS)
        if (strcmp(pool + slots[slot] - 1, name) == 0)
            return slots[slot] - 1;
    if (pool_used + len > POOL) {
        fprintf(stderr, "datagen: the pool of names is full\n");
        exit(2);
    }
    memcpy(pool + pool_used, name, len);
    slots[slot] = pool_used + 1;
    pool_used += len;
    return slots[slot] - 1;
}

static void write_pool(FILE *out)
{
    fprintf(out, "const char division_names[] =\n");
    for (size_t at = 0; at < pool_used; at += strlen(pool + at) + 1)
        fprintf(out, "    \"%s\\0\"\n", pool + at);
    fprintf(out, "    ;\n");
}

/** The next row's fields, cut in place; 0 at the end. */
static int read_row(FILE *in, char line[LINE], char *fields[FIELDS])
{
    if (!fgets(line, LINE, in))
        return 0;
    line[strcspn(line, "\r\n")] = '\0';
    int n = 0;
    for (char *p = line; p && n < FIELDS; n++) {
        fields[n] = p;
        p = strchr(p, ',');
        if (p)
            *p++ = '\0';
    }
    return n;
}

static void must_have(const char *path, int fields, int wanted)
{
    if (fields == wanted)
        return;
    fprintf(stderr, "datagen: %s: a row has %d fields and not %d\n", path, fields, wanted);
    exit(2);
}

static void write_day(FILE *out, const char *day, const char *open)
{
    int y, m, d;
    if (sscanf(day, "%d-%d-%d", &y, &m, &d) == 3)
        fprintf(out, "DAY_NUMBER(%d, %d, %d), ", y, m, d);
    else
        fprintf(out, "%s, ", open);
}

static void write_divisions(FILE *out, const char *path)
{
    char line[LINE], *fields[FIELDS];
    FILE *in = must_open(path, "r");
    int n = read_row(in, line, fields);
    fprintf(out, "const struct division_row division_rows[] = {\n");
    while ((n = read_row(in, line, fields)) != 0) {
        must_have(path, n, 5);
        fprintf(out, "    { %s, ", fields[0]);
        write_day(out, fields[3], "DIVISION_OPEN_FROM");
        write_day(out, fields[4], "DIVISION_OPEN_TO");
        fprintf(out, "%zu },\n", pool_offset(fields[1]));
    }
    fprintf(
        out,
        "};\nconst size_t division_row_count = sizeof division_rows / sizeof division_rows[0];\n");
    fclose(in);
}

static void write_towns(FILE *out, const char *path)
{
    char line[LINE], *fields[FIELDS];
    FILE *in = must_open(path, "r");
    int n = read_row(in, line, fields);
    fprintf(out, "const struct town_row town_rows[] = {\n");
    while ((n = read_row(in, line, fields)) != 0) {
        must_have(path, n, 4);
        fprintf(out, "    { INT64_C(%s), %zu, %d },\n", fields[0], pool_offset(fields[1]),
                strcmp(fields[3], "yes") == 0);
    }
    fprintf(out, "};\nconst size_t town_row_count = sizeof town_rows / sizeof town_rows[0];\n");
    fclose(in);
}

/** Codes one behind the other: a run says how many code points one behind the other they are. */
static void write_gb18030(FILE *out, const char *path)
{
    char line[LINE], *fields[FIELDS];
    FILE *in = must_open(path, "r");
    int n = read_row(in, line, fields), codes = 0;
    fprintf(out, "const uint16_t gb18030_two_bytes[] = {");
    while ((n = read_row(in, line, fields)) != 0) {
        must_have(path, n, 3);
        unsigned long point = strtoul(fields[2], NULL, 16),
                      end = point + strtoul(fields[1], NULL, 10);
        for (; point < end; point++, codes++)
            fprintf(out, "%s0x%lX,", codes % 16 ? " " : "\n    ", point);
    }
    fprintf(out, "\n};\n");
    must_have(path, codes, 126 * 190);
    fclose(in);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 64;
    FILE *out = open_table(argv[1], "divisions.c", "core/division_rows.h");
    write_divisions(out, argv[2]);
    write_towns(out, argv[3]);
    write_pool(out);
    fclose(out);
    out = open_table(argv[1], "gb18030_table.c", "exchange/gb18030_table.h");
    write_gb18030(out, argv[4]);
    fclose(out);
    return 0;
}
