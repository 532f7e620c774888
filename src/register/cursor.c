#include "register/cursor.h"
#include "base/hex.h"
#include "base/utf8.h"

struct str cursor_make(struct arena *arena, const struct cursor *cursor)
{
    char *text = arena_bytes(arena, 2 * cursor->text.len + 1);
    return arena_printf(arena, "%lld.%d.%lld.%s", (long long)cursor->order, (int)cursor->part,
                        (long long)cursor->id, hex_text(cursor->text.at, cursor->text.len, text));
}

bool cursor_read(struct arena *arena, struct str word, struct cursor *out)
{
    int64_t numbers[3];
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct str part;
        if (!str_split(&word, '.', &part) || !str_to_int(part, &numbers[i]))
            return false;
    }
    if (!word.at || word.len % 2 || numbers[1] < INT32_MIN || numbers[1] > INT32_MAX)
        return false;
    unsigned char *text = arena_bytes(arena, word.len / 2);
    if (!hex_read(word, text, word.len / 2) || !utf8_valid(str_from(text, word.len / 2)))
        return false;
    *out = (struct cursor){ numbers[0], (int32_t)numbers[1], numbers[2],
                            str_from(text, word.len / 2) };
    return true;
}

enum outcome page_begins(struct desk *desk, struct str word, int64_t limit, struct cursor *out)
{
    struct cursor after = { INT32_MIN, 0, 0, NO_STR };
    if (word.len && !cursor_read(desk->arena, word, &after))
        return refuse_at(desk, NO_BAD_REQUEST, "/cursor", "不是本系统给出的游标");
    if (limit < 1 || limit > PAGE_ROWS_MAX)
        return refuse_at(desk, NO_BAD_REQUEST, "/limit", "1-%d", PAGE_ROWS_MAX);
    *out = after;
    return DONE;
}
