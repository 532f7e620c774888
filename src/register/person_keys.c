#include "register/person_keys.h"
#include "core/name_search.h"
#include "db/db.h"
#include "sql/register.h"

static size_t put_all(const char *kind, const struct name_keys *keys, size_t from,
                      struct person_key *out)
{
    size_t count = 0;
    for (size_t i = from; i < keys->count; i++)
        out[count++] = (struct person_key){ kind, keys->at[i] };
    return count;
}

size_t person_keys_of(struct arena *arena, const struct person *person,
                      struct person_key out[PERSON_KEYS_MAX])
{
    struct name_keys keys;
    size_t count = 0;
    name_reading_keys(arena, person->name, &keys);
    count += put_all("P", &keys, 0, out + count);
    name_joined_keys(arena, person->name, &keys);
    if (keys.count > 1)
        count += put_all("R", &keys, 0, out + count);
    if (!person->former_name.len)
        return count;
    name_reading_keys(arena, person->former_name, &keys);
    count += put_all("Q", &keys, 0, out + count);
    name_joined_keys(arena, person->former_name, &keys);
    return count + put_all("F", &keys, 0, out + count);
}

enum outcome person_keys_put(struct desk *desk, const struct person *person)
{
    struct person_key keys[PERSON_KEYS_MAX];
    struct value values[PERSON_KEYS_MAX * 5];
    size_t count = person_keys_of(desk->arena, person, keys);
    for (size_t i = 0; i < count; i++) {
        struct value *row = values + i * 5;
        row[0] = v_int(person->part);
        row[1] = v_int(person->id);
        row[2] = v_lit(keys[i].kind);
        row[3] = v_text(keys[i].key);
        row[4] = v_int(person->station);
    }
    return db_insert_rows(desk, &Q_person_key_add, (struct values){ values, count * 5 });
}

enum outcome person_keys_follow(struct desk *desk, const struct person *was,
                                const struct person *now)
{
    if (was->station == now->station && str_eq(was->name, now->name) &&
        str_eq(was->former_name, now->former_name))
        return DONE;
    TRY(db_change(desk, &Q_person_keys_drop, REFUSAL_NONE, WITH(v_int(now->part), v_int(now->id))));
    return person_keys_put(desk, now);
}
