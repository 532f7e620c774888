#ifndef PORTRAIT_JPEG_H
#define PORTRAIT_JPEG_H
/** A JPEG read to its end, so that what is stored can be shown and printed. Inside this folder. */
#include "base/arena.h"

struct jpeg_facts {
    unsigned width, height;
    int components;
    bool progressive; /* needs the whole picture in memory */
};
/** False when the file is damaged; what its head says is in *out. Only a picture that `fits` is
 * decoded: of the others the head is enough to refuse them. A warning, such as a file cut short, is a
 * fault here: the picture will be printed. */
bool jpeg_read(struct arena *arena, struct str bytes, bool (*fits)(const struct jpeg_facts *),
               struct jpeg_facts *out);

#endif
