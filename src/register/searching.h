#ifndef REGISTER_SEARCHING_H
#define REGISTER_SEARCHING_H
/** A search while it runs: shared by the ways of search_persons.c and search_text.c, nobody else. */
#include "db/db.h"
#include "register/cursor.h"
#include "register/search.h"

/** What words behind the first narrow a text to. */
struct search_filter {
    int32_t born_year; /* 0: any */
    struct str sex;    /* GB/T 2261.1, or empty */
    struct str street; /* its beginning, or empty */
};

struct searching {
    struct desk *desk;
    const struct person_query *query;
    struct cursor after;
    struct search_filter filter;
    enum person_match match; /* of the hits that come now */
    bool once;               /* a person met twice is one hit, the first */
    struct person_hit *hits; /* room for `capacity` */
    struct cursor *places;   /* of each hit */
    size_t capacity, count;
};

/** Adds hits while there is room. Columns: part, id, name, name_key, number, sex, born_on, station,
 * household, status, open_case, and street where a filter may ask for it. */
void searching_add(struct searching *s, const struct rows *rows);
/** The person, unless he lives outside the reach. */
MUST_USE enum outcome searching_add_person(struct searching *s, int32_t part, int64_t id);

/* The ways that take a whole number, a household number, an old id: given apart from the query, so
 * that a text can be any of them. A text that is no whole number finds nobody. */
MUST_USE enum outcome find_by_number(struct searching *s, struct str number);
MUST_USE enum outcome find_by_household(struct searching *s, struct str household);
MUST_USE enum outcome find_by_legacy(struct searching *s, struct str legacy);
/** The name, then those that begin with it when it has two characters or more: search_text.c. */
MUST_USE enum outcome find_by_name(struct searching *s, struct str name);
/** query->text: search_text.c. */
MUST_USE enum outcome find_by_text(struct searching *s);

#endif
