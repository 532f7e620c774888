#include "base/utf8.h"
#include "register/person.h"

bool person_holds_number(struct str status)
{
    static const char *const ended[] = { "1", "2", "7", "8" };
    for (size_t i = 0; i < COUNT(ended); i++)
        if (str_is(status, ended[i]))
            return false;
    return true;
}

struct str name_masked(struct arena *arena, struct str name)
{
    size_t first = utf8_length(name);
    size_t stars = utf8_points(str_cut(name, first, name.len));
    char *out = arena_bytes(arena, first + stars);
    if (first)
        memcpy(out, name.at, first);
    memset(out + first, '*', stars);
    return str_from(out, first + stars);
}

struct str number_masked(struct arena *arena, struct str number)
{
    enum { SHOWN = 4 };
    char *out = arena_bytes(arena, number.len);
    if (number.len)
        memcpy(out, number.at, number.len);
    size_t from = number.len > 2 * SHOWN ? SHOWN : 0;
    size_t to = number.len > 2 * SHOWN ? number.len - SHOWN : number.len;
    memset(out + from, '*', to - from);
    return str_from(out, number.len);
}
