/* api/openapi.yaml and the tables of routes say the same, both ways. The document is read by its
 * lines: it is written with two blanks a level, operations are at the third. */
#include "http/routes.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { OPERATIONS_MAX = 256, LINE_ROOM = 4096 };

struct operation {
    char method[16], path[200], id[80], right[40], summary[200];
    bool key, version, purpose, body;
};
static struct operation operations[OPERATIONS_MAX];
static size_t operation_count;

static size_t blanks(const char *line)
{
    return strspn(line, " ");
}

/** "name: value" at six blanks; quotes around the value are taken off. */
static void take_value(const char *line, const char *name, char *out, size_t room)
{
    size_t n = strlen(name);
    if (blanks(line) != 6 || strncmp(line + 6, name, n) != 0 || strncmp(line + 6 + n, ": ", 2) != 0)
        return;
    const char *value = line + 6 + n + 2;
    size_t len = strcspn(value, "\n");
    bool quoted = len > 1 && value[0] == '\'';
    snprintf(out, room, "%.*s", (int)(len - (quoted ? 2 : 0)), value + quoted);
    for (char *two; (two = strstr(out, "''")) != NULL;)
        memmove(two, two + 1, strlen(two));
}

static void take_line(struct operation *o, const char *line)
{
    take_value(line, "operationId", o->id, sizeof o->id);
    take_value(line, "x-right", o->right, sizeof o->right);
    take_value(line, "summary", o->summary, sizeof o->summary);
    o->key |= strstr(line, "#/components/parameters/IdempotencyKey") != NULL;
    o->version |= strstr(line, "#/components/parameters/IfMatch") != NULL;
    o->purpose |= strstr(line, "#/components/parameters/Purpose") != NULL;
    o->body |= blanks(line) == 6 && strncmp(line + 6, "requestBody:", 12) == 0;
}

static int read_document(void **state)
{
    char line[LINE_ROOM], path[200] = "";
    struct operation *o = NULL;
    bool paths = false;
    FILE *f = fopen("api/openapi.yaml", "re");
    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (blanks(line) == 0)
            paths = strcmp(line, "paths:\n") == 0;
        if (!paths)
            continue;
        if (blanks(line) == 2 && line[2] == '/')
            snprintf(path, sizeof path, "%.*s", (int)strcspn(line + 2, ":"), line + 2);
        else if (blanks(line) == 4 && line[4] != '-') {
            assert_true(operation_count < OPERATIONS_MAX);
            o = &operations[operation_count++];
            snprintf(o->method, sizeof o->method, "%.*s", (int)strcspn(line + 4, ":"), line + 4);
            memcpy(o->path, path, sizeof o->path);
        } else if (o)
            take_line(o, line);
    }
    fclose(f);
    return 0;
}

static const struct operation *find_operation(const struct route *route)
{
    for (size_t i = 0; i < operation_count; i++)
        if (strcasecmp(operations[i].method, http_method_text(route->method)) == 0 &&
            strcmp(operations[i].path, route->path) == 0)
            return &operations[i];
    return NULL;
}

static const char *right_code(int right)
{
    if (right == RIGHT_PUBLIC)
        return "public";
    return right == RIGHT_ANYONE ? "anyone" : right_text((enum right)right)->code;
}

static void every_route_stands_in_the_document(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count(); i++) {
        const struct route *route = route_at(i);
        const struct operation *o = find_operation(route);
        if (!o)
            fail_msg("not in the document: %s %s", http_method_text(route->method), route->path);
        assert_string_equal(o->id, route->operation);
        assert_string_equal(o->right, right_code(route->right));
        assert_string_equal(o->summary, route->en);
        if (o->key != !!(route->flags & NEEDS_KEY) ||
            o->version != !!(route->flags & NEEDS_VERSION) ||
            o->purpose != !!(route->flags & NEEDS_PURPOSE) || o->body != (route->body != BODY_NONE))
            fail_msg("key, version, purpose or body differ: %s", route->operation);
    }
}

static void every_operation_has_its_route(void **state)
{
    (void)state;
    assert_true(operation_count > 0);
    for (size_t i = 0; i < operation_count; i++) {
        bool found = false;
        for (size_t r = 0; r < route_count() && !found; r++)
            found = find_operation(route_at(r)) == &operations[i];
        if (!found)
            fail_msg("no route: %s %s", operations[i].method, operations[i].path);
    }
}

/** A sample address for every row leads to that row: none stands in the shadow of another. */
static void every_address_leads_to_its_own_route(void **state)
{
    (void)state;
    routes_index();
    for (size_t i = 0; i < route_count(); i++) {
        const struct route *route = route_at(i);
        char path[256];
        size_t n = 0;
        for (const char *p = route->path; *p; p++) {
            if (*p == '{') {
                p += strcspn(p, "}");
                n += (size_t)snprintf(path + n, sizeof path - n, "650102011");
            } else
                path[n++] = *p;
        }
        path[n] = '\0';
        assert_ptr_equal(route_find(route->method, str_of(path)).route, route);
    }
}

static void rows_are_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count(); i++) {
        const struct route *route = route_at(i);
        bool changes = route->method != METHOD_GET;
        assert_true(route->prepare || route->settle);
        assert_true(route->zh[0] && route->en[0] && route->operation[0]);
        assert_true(changes || route->body == BODY_NONE);
        assert_true(!(route->flags & NEEDS_KEY) || route->settle);
        assert_true(!(route->flags & WRITES_ITSELF) || (route->flags & IS_SLOW && !route->settle));
        assert_true(!(route->flags & IN_THE_LOOP) ||
                    (route->right == RIGHT_PUBLIC && !route->settle && route->body == BODY_NONE));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_stands_in_the_document),
        cmocka_unit_test(every_operation_has_its_route),
        cmocka_unit_test(every_address_leads_to_its_own_route),
        cmocka_unit_test(rows_are_complete),
    };
    return cmocka_run_group_tests(tests, read_document, NULL);
}
