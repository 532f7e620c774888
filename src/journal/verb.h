#ifndef JOURNAL_VERB_H
#define JOURNAL_VERB_H
/** The verbs of the journal in two languages, for pages and forms. An entry stores the verb, never
 * its label. */
#include "base/str.h"

struct verb_text {
    const char *verb, *zh, *en;
};
extern const struct verb_text verb_texts[];
extern const size_t verb_text_count;

/** The label; the verb itself when no row has it, as of an entry from another version of the
 * program. */
struct str verb_zh(struct str verb);
struct str verb_en(struct str verb);

#endif
