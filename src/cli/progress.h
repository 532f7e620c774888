#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H
/** How far long work has come, on stderr: one line that is written anew on a terminal, a plain line
 * now and then elsewhere, with rate and time left. */
#include "base/str.h"

struct progress {
    const char *zh, *en;  /* what is counted: 行, rows */
    int64_t begun, shown; /* instants, microseconds */
    bool terminal, written;
};

struct progress progress_begin(const char *zh, const char *en);
/** `part` of `whole` is done, which is `count` things. */
void progress_show(struct progress *progress, int64_t count, uint64_t part, uint64_t whole);
/** Ends the line. */
void progress_end(struct progress *progress);

#endif
