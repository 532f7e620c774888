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

void person_key_values(const struct person_key *key, int32_t station, int32_t part, int64_t person,
                       struct value out[PERSON_KEY_VALUES])
{
    out[0] = v_int(station);
    out[1] = v_lit(key->kind);
    out[2] = v_text(key->key);
    out[3] = v_int(part);
    out[4] = v_int(person);
}

enum outcome person_keys_put(struct desk *desk, const struct person *person)
{
    struct person_key keys[PERSON_KEYS_MAX];
    struct value values[PERSON_KEYS_MAX * PERSON_KEY_VALUES];
    size_t count = person_keys_of(desk->arena, person, keys);
    for (size_t i = 0; i < count; i++)
        person_key_values(&keys[i], person->station, person->part, person->id,
                          values + i * PERSON_KEY_VALUES);
    return db_insert_rows(desk, &Q_person_key_add,
                          (struct values){ values, count * PERSON_KEY_VALUES });
}

static enum outcome drop(struct desk *desk, const struct person *was)
{
    struct person_key keys[PERSON_KEYS_MAX];
    struct value values[PERSON_KEY_VALUES];
    size_t count = person_keys_of(desk->arena, was, keys);
    for (size_t i = 0; i < count; i++) {
        person_key_values(&keys[i], was->station, was->part, was->id, values);
        TRY(db_change(desk, &Q_person_key_drop, REFUSAL_NONE,
                      (struct values){ values, PERSON_KEY_VALUES }));
    }
    return DONE;
}

enum outcome person_keys_follow(struct desk *desk, const struct person *was,
                                const struct person *now)
{
    if (was->station == now->station && str_eq(was->name, now->name) &&
        str_eq(was->former_name, now->former_name))
        return DONE;
    TRY(drop(desk, was));
    return person_keys_put(desk, now);
}
