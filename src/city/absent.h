#ifndef CITY_ABSENT_H
#define CITY_ABSENT_H
/** Who is registered in the demo city and gone: a list of civil affairs taken in when the story begins,
 *  one case told long enough ago to be decided, one to be visited, one to be looked at, and somebody
 *  who lives elsewhere. Through the use cases alone. */
#include "city/story.h"

MUST_USE enum outcome absent_begin(struct story *story);

#endif
