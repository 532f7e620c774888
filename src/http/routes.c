/** The tables in the order they are printed. A counter's table is one line here. */
#include "http/routes.h"

#define TABLES(X)                                                                                  \
    X(own)                                                                                         \
    X(session)                                                                                     \
    X(office)                                                                                      \
    X(person)                                                                                      \
    X(load)                                                                                        \
    X(conflict)                                                                                    \
    X(record)                                                                                      \
    X(business)                                                                                    \
    X(unregistered)                                                                                \
    X(finding)                                                                                     \
    X(same)                                                                                        \
    X(quality)                                                                                     \
    X(card)                                                                                        \
    X(custody)                                                                                     \
    X(package)                                                                                     \
    X(journal)                                                                                     \
    X(money)                                                                                       \
    X(board)                                                                                       \
    X(place)                                                                                       \
    X(house)                                                                                       \
    X(character)                                                                                   \
    X(four_way)                                                                                    \
    X(overdue)                                                                                     \
    X(form)                                                                                        \
    X(code)

#define X(name)                                                                                    \
    extern const struct route name##_routes[];                                                     \
    extern const size_t name##_route_count;
TABLES(X)
#undef X

const struct route_table route_tables[] = {
#define X(name) { name##_routes, &name##_route_count },
    TABLES(X)
#undef X
};
const size_t route_table_count = COUNT(route_tables);

size_t route_count(void)
{
    size_t count = 0;
    for (size_t t = 0; t < route_table_count; t++)
        count += *route_tables[t].count;
    return count;
}

size_t route_place(const struct route *route)
{
    size_t before = 0;
    for (size_t t = 0; t < route_table_count; t++) {
        const struct route *rows = route_tables[t].rows;
        if (route >= rows && route < rows + *route_tables[t].count)
            return before + (size_t)(route - rows);
        before += *route_tables[t].count;
    }
    return before;
}

const struct route *route_at(size_t place)
{
    for (size_t t = 0; t < route_table_count; t++) {
        if (place < *route_tables[t].count)
            return &route_tables[t].rows[place];
        place -= *route_tables[t].count;
    }
    return NULL;
}
