#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H
/** The argument row of a command, read; and a command line read by it. */
#include "base/str.h"

enum { SLOTS_MAX = 24, WORDS_MAX = 64 };

struct slot {
    struct str name;  /* NUMBER or --kind */
    struct str value; /* KIND of an option; empty: a flag */
    bool option, required, repeats;
};

struct slots {
    struct slot at[SLOTS_MAX];
    size_t count;
};
/** A row our own code wrote: what does not read is a bug. */
struct slots slots_read(const char *arguments);

/** What was given for each slot. */
struct arguments {
    struct slots slots;
    struct {
        size_t slot;
        struct str text;
    } at[WORDS_MAX];
    size_t count;
};

enum argument_fault {
    ARGUMENTS_GOOD,
    ARGUMENT_UNKNOWN, /* no such option, or one argument too many */
    ARGUMENT_MISSING, /* `which` names it */
    ARGUMENT_VALUE,   /* an option without its value, or a flag with one */
    ARGUMENT_TWICE,
    ARGUMENT_TOO_MANY,
};
/** `--name value` and `--name=value`; behind `--` nothing is an option; `-` alone is an argument.
 *  *which is the word or slot at fault. */
enum argument_fault arguments_read(struct arguments *given, int argc, char **argv,
                                   struct str *which);
/** NULL text when it was not given. `nth` counts from 0. */
struct str argument_find(const struct arguments *given, const char *name, size_t nth);
size_t argument_count(const struct arguments *given, const char *name);

#endif
