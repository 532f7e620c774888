#ifndef JOURNAL_ONCE_H
#define JOURNAL_ONCE_H
/** A command from outside is done once, whatever the line repeats.
 *  (1) The key is stored with the hash of the body and the answer given, in the use case's own
 *      transaction.
 *  (2) A repeated key with another body is refused; with the same body it gets the first answer. */
#include "core/desk.h"

struct once_answer {
    int status;
    struct str body; /* JSON; in the arena */
};

/** Looks the desk's request key up. *found and *answer are set when it was answered before.
 *  refuses  KEY_REUSED */
MUST_USE enum outcome once_find(struct desk *desk, const unsigned char hash[32], bool *found,
                                struct once_answer *answer);
/** Stores the answer, inside the use case's transaction.
 *  refuses  CHANGED_MEANWHILE when another desk was faster with the same key: the caller then undoes
 *           and looks it up again */
MUST_USE enum outcome once_store(struct desk *desk, const unsigned char hash[32], int status,
                                 struct str body);

/** Keys older than a day may be used again: their rows go. In its own transaction. */
MUST_USE enum outcome once_forget(struct desk *desk);

#endif
