#ifndef CORE_NAME_SEARCH_H
#define CORE_NAME_SEARCH_H
/** By which words a name is found, and what typed letters may mean. Pure.
 *  (1) A reading key is the initials, a blank, and the syllables: `wxm wang xiao ming`. Full pinyin,
 *      initials and any mixture of them are ranges of it.
 *  (2) The parts of a name around `·` may be given in another order, and without the sign: each part
 *      may come first, the rest follows in its order [G21 51].
 *  (3) Polyphonic characters give several keys, the most usual reading first; surnames are read as
 *      surnames. */
#include "base/arena.h"

enum { NAME_KEYS_MAX = 12, NAME_TYPED_MAX = 3 };

struct name_keys {
    struct str at[NAME_KEYS_MAX];
    size_t count;
};

/** The reading keys of a name, each once, in the arena. */
void name_reading_keys(struct arena *arena, struct str name, struct name_keys *out);
/** The characters without `·`, in each order of the parts; comparable as name_key is. The first is
 *  the order as written. */
void name_joined_keys(struct arena *arena, struct str name, struct name_keys *out);

/** One way to understand typed letters. Keys that fit begin with `from` and are LIKE `pattern`. */
struct name_typed {
    struct str from, pattern;
    bool whole; /* every syllable is complete: `exact` is the key of a name of just these */
    struct str exact;
};
/** `wangxm`, `wang x m`, `xi'an`: at most three ways, complete syllables before bare initials; 0
 *  when the letters can be no pinyin. */
size_t name_typed(struct arena *arena, struct str letters, struct name_typed out[NAME_TYPED_MAX]);

#endif
