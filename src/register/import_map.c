#include "register/import_map.h"
#include "base/utf8.h"

/** A map while it is read. */
struct reading_map {
    struct desk *desk;
    struct import_map *map;
    struct str line;
    int number;
};

/** What stands at `at` in the line is wrong. */
static enum outcome wrong(struct reading_map *r, struct str at, const char *why)
{
    size_t column = 1;
    struct str before = { r->line.at, (size_t)(at.at - r->line.at) };
    uint32_t point;
    while (before.len && utf8_next(&before, &point))
        column++;
    return refuse_at(r->desk, NO_MAP_WRONG, "/map", "第 %d 行第 %zu 列 line %d, column %zu: %s",
                     r->number, column, r->number, column, why);
}

static int item_named(const struct import_map *map, struct str name)
{
    for (int i = 0; i < map->item_count; i++)
        if (str_is(name, map->headings[i].zh))
            return i;
    return -1;
}

/** Trimmed, and a view into the line even when nothing is left. */
static struct str part(struct str text, size_t from, size_t to)
{
    struct str cut = { text.at + from, to - from };
    struct str trimmed = str_trim(cut);
    return trimmed.len ? trimmed : (struct str){ cut.at, 0 };
}

static bool days_written(struct str form)
{
    return str_find(form, STR("YYYY")) < form.len && str_find(form, STR("MM")) < form.len &&
           str_find(form, STR("DD")) < form.len && form.len <= 20;
}

static enum outcome read_option(struct reading_map *r, struct str name, struct str value)
{
    if (!value.len)
        return wrong(r, value, "没有内容 nothing behind it");
    if (str_is(name, "@编码"))
        r->map->encoding = value;
    else if (str_is(name, "@工作表"))
        r->map->sheet = value;
    else if (str_is(name, "@日期") && days_written(value))
        r->map->days = value;
    else if (str_is(name, "@日期"))
        return wrong(r, value, "应含 YYYY、MM、DD must hold YYYY, MM, DD");
    else
        return wrong(r, name, "只有 @编码 @工作表 @日期 no such option");
    return DONE;
}

static enum outcome keep_meaning(struct reading_map *r, int item, struct str said, struct str means)
{
    struct import_map *map = r->map;
    if (map->meaning_count == IMPORT_MEANINGS_MAX)
        return wrong(r, said, "对照过多 too many values");
    map->meanings[map->meaning_count] =
        (struct import_meaning){ (enum import_item)item, said, means, map->first_meaning[item] };
    map->first_meaning[item] = ++map->meaning_count;
    return DONE;
}

static enum outcome keep_heading(struct reading_map *r, int item, struct str name, struct str value)
{
    struct import_map *map = r->map;
    if (map->heading[item].at || map->constant[item].at)
        return wrong(r, name, "此列写了两次 the column stands twice");
    map->heading[item] = value;
    map->line_of[item] = r->number;
    return DONE;
}

static enum outcome keep_constant(struct reading_map *r, int item, struct str name,
                                  struct str value)
{
    if (r->map->heading[item].at || r->map->constant[item].at)
        return wrong(r, name, "此列写了两次 the column stands twice");
    r->map->constant[item] = value;
    return DONE;
}

/** `A = x`, `A : m = x` or `A := x`. */
static enum outcome read_rule(struct reading_map *r)
{
    struct str line = r->line;
    size_t equals = str_find_byte(line, '='), colon = str_find_byte(line, ':');
    if (equals == line.len)
        return wrong(r, str_trim(line), "应为 本系统列 = 文件列 our column = their heading");
    bool constant = colon + 1 == equals, meaning = colon < equals && !constant;
    struct str name = part(line, 0, colon < equals ? colon : equals);
    struct str value = part(line, equals + 1, line.len);
    if (name.len && name.at[0] == '@')
        return read_option(r, name, value);
    int item = item_named(r->map, name);
    if (item < 0)
        return wrong(r, name, "没有这一列 no such column of ours");
    if (meaning)
        return keep_meaning(r, item, part(line, colon + 1, equals), value);
    if (!value.len)
        return wrong(r, value, "没有内容 nothing behind it");
    return constant ? keep_constant(r, item, name, value) : keep_heading(r, item, name, value);
}

enum outcome import_map_read(struct desk *desk, struct str text, struct import_map *out)
{
    return import_map_read_for(desk, text, import_headings, ITEM_COUNT, out);
}

enum outcome import_map_read_for(struct desk *desk, struct str text,
                                 const struct import_heading *headings, int items,
                                 struct import_map *out)
{
    struct import_map map = { .headings = headings, .item_count = items };
    ASSERT(items <= ITEM_COUNT);
    struct reading_map r = { .desk = desk, .map = &map };
    if (!utf8_valid(text))
        return refuse_at(desk, NO_MAP_WRONG, "/map", "不是 UTF-8 not UTF-8");
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = str_cut(text, 3, text.len);
    map.meanings = NEW_ARRAY(desk->arena, struct import_meaning, IMPORT_MEANINGS_MAX);
    while (str_split(&text, '\n', &r.line)) {
        struct str line = str_trim(r.line);
        r.number++;
        if (line.len && line.at[0] != '#')
            TRY(read_rule(&r));
    }
    *out = map;
    return DONE;
}

/* ---- what an item means ---- */

/** The digits of one part of a day: as many as the form has, or fewer before something else. */
static bool digits(struct str *text, size_t most, int *out)
{
    size_t n = 0;
    *out = 0;
    while (n < most && n < text->len && text->at[n] >= '0' && text->at[n] <= '9')
        *out = *out * 10 + (text->at[n++] - '0');
    *text = str_cut(*text, n, text->len);
    return n > 0;
}

/** A day written in the form as YYYYMMDD; the text itself when it is written otherwise. */
static struct str day_written(struct arena *arena, struct str form, struct str said)
{
    int year = 0, month = 0, day = 0;
    struct str rest = said;
    while (form.len) {
        int *number = str_starts(form, "YYYY") ? &year
                      : str_starts(form, "MM") ? &month
                      : str_starts(form, "DD") ? &day
                                               : NULL;
        size_t width = number == &year ? 4 : number ? 2 : 1;
        if (number ? !digits(&rest, width, number) : !rest.len || rest.at[0] != form.at[0])
            return said;
        if (!number)
            rest = str_cut(rest, 1, rest.len);
        form = str_cut(form, width, form.len);
    }
    return rest.len ? said : arena_printf(arena, "%04d%02d%02d", year, month, day);
}

struct str import_map_item(const struct import_map *map, struct arena *arena, enum import_item item,
                           struct str said)
{
    struct str trimmed = str_trim(said);
    if (map->constant[item].at)
        return map->constant[item];
    for (int i = map->first_meaning[item]; i; i = map->meanings[i - 1].next)
        if (str_eq(trimmed, map->meanings[i - 1].said))
            return map->meanings[i - 1].means;
    if (map->days.at && map->headings[item].day && trimmed.len)
        return day_written(arena, map->days, trimmed);
    return said;
}
