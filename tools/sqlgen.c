/* Turns sql/<counter>.sql into headers of named statements, and sql/schema/NNNN_name.sql into a
 * table of steps.
 *
 *   sqlgen OUT sql/cards.sql … -- sql/schema/0001_….sql …
 *
 * A block begins `-- name: application_sign  $1 id:int …`; its lines up to the next block are the
 * text. Lines that begin with `-- fanout` mark a statement that may ask every part. Other comment
 * lines are dropped. Writes OUT/<counter>.h with `extern const struct statement Q_…`,
 * OUT/statements.c and OUT/schema.c. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 4096 };

static FILE *statements;
static int count;
static char order[4096][96];

static FILE *must_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (!f) {
        fprintf(stderr, "sqlgen: cannot open %s\n", path);
        exit(2);
    }
    return f;
}

static void put_quoted(FILE *out, const char *line)
{
    fputc('"', out);
    for (; *line && *line != '\n'; line++) {
        if (*line == '"' || *line == '\\')
            fputc('\\', out);
        fputc(*line, out);
    }
    fputs("\\n\"\n", out);
}

static void base_name(const char *path, char *out, size_t room)
{
    const char *slash = strrchr(path, '/');
    snprintf(out, room, "%s", slash ? slash + 1 : path);
    char *dot = strrchr(out, '.');
    if (dot)
        *dot = '\0';
}

struct block {
    char name[96];
    int parameters, fanout, open, writes, seen_text;
};

static void block_end(struct block *b)
{
    if (!b->open)
        return;
    fprintf(statements, ", %d, %d, %d, %d };\n", b->parameters, b->fanout, b->writes, count);
    snprintf(order[count++], sizeof order[0], "%s", b->name);
    b->open = 0;
}

static void note_parameters(struct block *b, const char *line)
{
    for (const char *p = line; (p = strchr(p, '$')) != NULL; p++) {
        int n = (int)strtol(p + 1, NULL, 10);
        if (n > b->parameters)
            b->parameters = n;
    }
}

static void note_verb(struct block *b, const char *line)
{
    if (b->seen_text)
        return;
    while (isspace((unsigned char)*line))
        line++;
    if (!*line)
        return;
    b->seen_text = 1;
    b->writes = strncmp(line, "INSERT", 6) == 0 || strncmp(line, "UPDATE", 6) == 0 ||
                strncmp(line, "DELETE", 6) == 0;
}

static void read_statements(const char *path, const char *out)
{
    char name[256], header_path[1024], line[LINE];
    base_name(path, name, sizeof name);
    snprintf(header_path, sizeof header_path, "%s/%s.h", out, name);
    FILE *in = must_open(path, "r"), *header = must_open(header_path, "w");
    fprintf(header, "/* Made by tools/sqlgen. */\n#pragma once\n#include \"db/statement.h\"\n");
    struct block b = { { 0 }, 0, 0, 0, 0, 0 };
    while (fgets(line, sizeof line, in)) {
        if (strncmp(line, "-- name: ", 9) == 0) {
            block_end(&b);
            memset(&b, 0, sizeof b);
            sscanf(line + 9, "%95s", b.name);
            b.open = 1;
            fprintf(header, "extern const struct statement Q_%s;\n", b.name);
            fprintf(statements, "extern const struct statement Q_%s;\n", b.name);
            fprintf(statements, "const struct statement Q_%s = { \"%s\",\n", b.name, b.name);
            continue;
        }
        if (!b.open)
            continue;
        if (strncmp(line, "-- fanout", 9) == 0)
            b.fanout = 1;
        if (strncmp(line, "--", 2) == 0)
            continue;
        char *comment = strstr(line, " -- ");
        if (comment)
            snprintf(comment, 2, "\n");
        note_parameters(&b, line);
        note_verb(&b, line);
        put_quoted(statements, line);
    }
    block_end(&b);
    fclose(in);
    fclose(header);
}

static void write_schema(const char *out, char **paths, int n)
{
    char path[1024], name[256], line[LINE];
    snprintf(path, sizeof path, "%s/schema.c", out);
    FILE *f = must_open(path, "w");
    fprintf(f, "/* Made by tools/sqlgen. */\n#include \"db/statement.h\"\n");
    fprintf(f, "const struct schema_step schema_steps[] = {\n");
    for (int i = 0; i < n; i++) {
        base_name(paths[i], name, sizeof name);
        FILE *in = must_open(paths[i], "r");
        fprintf(f, "{ %ld, \"%s\",\n", strtol(name, NULL, 10), name);
        while (fgets(line, sizeof line, in))
            put_quoted(f, line);
        fprintf(f, "},\n");
        fclose(in);
    }
    fprintf(f, "};\nconst size_t schema_step_count = %d;\n", n);
    fclose(f);
}

int main(int argc, char **argv)
{
    char path[1024];
    if (argc < 2)
        return 64;
    snprintf(path, sizeof path, "%s/statements.c", argv[1]);
    statements = must_open(path, "w");
    fprintf(statements, "/* Made by tools/sqlgen. */\n#include \"db/statement.h\"\n");
    int i = 2;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        read_statements(argv[i], argv[1]);
    fprintf(statements, "const struct statement *const all_statements[] = {\n");
    for (int k = 0; k < count; k++)
        fprintf(statements, "&Q_%s,\n", order[k]);
    fprintf(statements, "};\nconst size_t all_statement_count = %d;\n", count);
    fclose(statements);
    i++;
    write_schema(argv[1], argv + i, i < argc ? argc - i : 0);
    return 0;
}
