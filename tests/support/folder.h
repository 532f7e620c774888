#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H
/** A folder for one test, gone with all in it when its block ends:
 *  `SCOPED(folder) folder = folder_open();` */
#include "base/str.h"

struct folder {
    char path[64];
};

/** Fails the running cmocka test when it cannot be made. */
struct folder folder_open(void);
void folder_close(struct folder *folder);

#endif
