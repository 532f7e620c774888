#ifndef BASE_OUTCOME_H
#define BASE_OUTCOME_H
/** Outcomes, and the few macros everything is written with.
 *  (1) A function that can fail returns an outcome and leaves its outputs untouched unless it is
 * DONE. */
#include <stddef.h>
#include <stdint.h>

/** It happened; a rule said no, and the desk says which; the world broke and a retry may help. */
enum outcome { DONE = 0, REFUSED, FAILED };

#define MUST_USE          __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define COUNT(array)      (sizeof(array) / sizeof((array)[0]))

/** Passes on everything but DONE. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        enum outcome try_outcome_ = (call);                                                        \
        if (try_outcome_ != DONE)                                                                  \
            return try_outcome_;                                                                   \
    } while (0)

/** `SCOPED(file) f = { 0 };` is a struct file which file_close(&f) ends when the block does. */
#define SCOPED(type) __attribute__((cleanup(type##_close))) struct type

/** A broken promise between our own functions. Stays on in production; never for input. */
#define ASSERT(fact) ((fact) ? (void)0 : assert_failed(#fact, __FILE__, __LINE__))
_Noreturn void assert_failed(const char *fact, const char *file, int line);

#endif
