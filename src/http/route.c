/** The tree of addresses. A literal segment goes before a parameter; the tables hold no two routes
 * between which one would have to go back. */
#include "http/route.h"

enum { NODES_MAX = 512 };

struct node {
    struct str text; /* a literal segment; or what stands behind a parameter, such as ".pdf" */
    bool parameter;
    const struct route *routes[METHOD_OTHER];
    struct node *child, *sibling;
};

static struct node nodes[NODES_MAX], *root;
static size_t node_count;

static const struct body_text bodies[] = {
#define X(kind, type, other, most) [kind] = { type, other, most },
    BODY_KINDS(X)
#undef X
};

const struct body_text *body_text(enum body_kind kind)
{
    return &bodies[kind];
}

static struct node *new_node(struct str text, bool parameter)
{
    ASSERT(node_count < NODES_MAX);
    struct node *node = &nodes[node_count++];
    *node = (struct node){ .text = text, .parameter = parameter };
    return node;
}

/** Literals stand before parameters, parameters with a text behind before those without. */
static int order(const struct node *node)
{
    return !node->parameter ? 0 : node->text.len ? 1 : 2;
}

static struct node *child_for(struct node *above, struct str segment)
{
    bool parameter = segment.len && segment.at[0] == '{';
    struct str text =
        parameter ? str_cut(segment, str_find_byte(segment, '}') + 1, segment.len) : segment;
    struct node **at = &above->child;
    for (; *at; at = &(*at)->sibling)
        if ((*at)->parameter == parameter && str_eq((*at)->text, text))
            return *at;
    struct node *node = new_node(text, parameter);
    for (at = &above->child; *at && order(*at) <= order(node);)
        at = &(*at)->sibling;
    node->sibling = *at;
    *at = node;
    return node;
}

static void add_route(const struct route *route)
{
    struct str rest = str_cut(str_of(route->path), 1, strlen(route->path)), segment;
    struct node *node = root;
    while (str_split(&rest, '/', &segment))
        node = child_for(node, segment);
    ASSERT(route->method < METHOD_OTHER && node->routes[route->method] == NULL);
    node->routes[route->method] = route;
}

void routes_index(void)
{
    node_count = 0;
    root = new_node(NO_STR, false);
    for (size_t t = 0; t < route_table_count; t++)
        for (size_t i = 0; i < *route_tables[t].count; i++)
            add_route(&route_tables[t].rows[i]);
}

static struct node *step(const struct node *above, struct str segment)
{
    for (struct node *node = above->child; node; node = node->sibling) {
        if (!node->parameter && str_eq(node->text, segment))
            return node;
        if (node->parameter && segment.len > node->text.len &&
            str_eq(str_cut(segment, segment.len - node->text.len, segment.len), node->text))
            return node;
    }
    return NULL;
}

static unsigned methods_of(const struct node *node)
{
    unsigned methods = 0;
    for (size_t i = 0; i < METHOD_OTHER; i++)
        if (node->routes[i])
            methods |= 1U << i;
    return methods;
}

struct route_match route_find(enum http_method method, struct str path)
{
    struct route_match match = { 0 };
    struct str rest = str_cut(path, 1, path.len), segment;
    const struct node *node = root;
    size_t params = 0;
    while (node && str_split(&rest, '/', &segment)) {
        node = step(node, segment);
        if (!node || !node->parameter)
            continue;
        ASSERT(params < ROUTE_PARAMS_MAX);
        match.params[params++] = str_cut(segment, 0, segment.len - node->text.len);
    }
    if (!node)
        return (struct route_match){ 0 };
    match.allowed = methods_of(node);
    match.route = method < METHOD_OTHER ? node->routes[method] : NULL;
    return match;
}
