#ifndef HTTP_ROUTES_H
#define HTTP_ROUTES_H
/** The tables of routes, one beside the handlers of each counter. */
#include "http/route.h"

/** What is outside the API and not in the tables: the pages. */
extern const struct route pages_route;
/** Counts the routes of all tables. */
size_t route_count(void);
/** Place of a route in the tables, from 0; route_count() for one that is not in them. */
size_t route_place(const struct route *route);
/** The route at a place. */
const struct route *route_at(size_t place);

#endif
