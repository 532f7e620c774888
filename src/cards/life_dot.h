#ifndef CARDS_LIFE_DOT_H
#define CARDS_LIFE_DOT_H
/** The life of an application as a picture for Graphviz, out of the rows. */
#include "base/buf.h"

/** States grouped by the desk they lie on; each edge with its event, its right and its source. */
void application_life_dot(struct buf *dot);

#endif
