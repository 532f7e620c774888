#include "core/codes.h"

const struct code *code_find(const struct code_list *list, struct str code)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_is(code, list->rows[i].code))
            return &list->rows[i];
    return NULL;
}

static const struct code *by_exact_name(const struct code_list *list, struct str name)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_is(name, list->rows[i].zh))
            return &list->rows[i];
    for (size_t i = 0; i < list->alias_count; i++)
        if (str_is(name, list->aliases[i].name))
            return code_find(list, str_of(list->aliases[i].code));
    return NULL;
}

const struct code *code_by_name(const struct code_list *list, struct str name)
{
    name = str_trim(name);
    const struct code *found = by_exact_name(list, name);
    if (!found && list->ending && str_ends(name, list->ending))
        found = by_exact_name(list, str_cut(name, 0, name.len - strlen(list->ending)));
    return found;
}

const struct code *code_read(const struct code_list *list, struct str text)
{
    text = str_trim(text);
    const struct code *found = code_find(list, text);
    return found ? found : code_by_name(list, text);
}

bool code_in_force(const struct code *code, struct day on)
{
    return (!day_is(code->begins) || code->begins.n <= on.n) &&
           (!day_is(code->ends) || on.n <= code->ends.n);
}

struct str code_zh(const struct code_list *list, struct str code)
{
    const struct code *found = code_find(list, code);
    return found ? str_of(found->zh) : code;
}

struct str code_en(const struct code_list *list, struct str code)
{
    const struct code *found = code_find(list, code);
    return found ? str_of(found->en) : code;
}

void json_field_words(struct buf *buf, const char *key, struct str zh, struct str en)
{
    char name[64];
    snprintf(name, sizeof name, "%sZh", key);
    json_field_str(buf, name, zh);
    snprintf(name, sizeof name, "%sEn", key);
    json_field_str(buf, name, en);
}

void json_field_code(struct buf *buf, const char *key, const struct code_list *list,
                     struct str code)
{
    json_field_words(buf, key, code.len ? code_zh(list, code) : NO_STR,
                     code.len ? code_en(list, code) : NO_STR);
}

const struct code_list *code_list_find(struct str id)
{
    for (size_t i = 0; i < all_code_list_count; i++)
        if (str_is(id, all_code_lists[i]->id))
            return all_code_lists[i];
    return NULL;
}
