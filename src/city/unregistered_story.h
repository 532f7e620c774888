#ifndef CITY_UNREGISTERED_STORY_H
#define CITY_UNREGISTERED_STORY_H
/** Persons without registration who came to the demo's stations of late: cases at several of their
 *  steps, through the real use cases, so that each desk finds one. */
#include "city/story.h"

MUST_USE enum outcome story_unregistered(struct story *story);

#endif
