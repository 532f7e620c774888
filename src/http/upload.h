#ifndef HTTP_UPLOAD_H
#define HTTP_UPLOAD_H
/** A large body on its way in: in memory up to UPLOAD_MEMORY bytes, else in a file without a name,
 * which is gone with its descriptor. */
#include "base/buf.h"

enum { UPLOAD_MEMORY = 8 << 20 };

struct upload {
    struct buf memory;
    int file; /* -1: in memory */
    int64_t have, length;
    void *map;
};

void upload_init(struct upload *upload);
/** False, with errno, when there is no file to be had. */
bool upload_begin(struct upload *upload, int64_t length);
bool upload_add(struct upload *upload, struct str bytes);
/** All of it in one view, which lives until upload_close. */
bool upload_whole(struct upload *upload, struct str *out);
void upload_close(struct upload *upload);

#endif
