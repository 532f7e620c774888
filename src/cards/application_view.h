#ifndef CARDS_APPLICATION_VIEW_H
#define CARDS_APPLICATION_VIEW_H
/** What a page shows beside an application: its steps, the person's last card, the temporary one,
 * and what is new on this card. The look itself, its right and its entry, is see_application.h. */
#include "cards/card.h"
#include "cards/hand_over.h"
#include "cards/see_application.h"
#include "journal/entry.h"

struct application_view {
    struct application application;
    struct entries steps; /* in order of time */
    struct card previous; /* the person's last card made for another application */
    bool has_previous;
    struct temporary_card temporary; /* without id: none */
};

/** By acceptance number, or by part and id; refuses what application_for_sight does. */
MUST_USE enum outcome application_view_load(struct desk *desk, struct str number,
                                            struct application_view *out);
MUST_USE enum outcome application_view_load_id(struct desk *desk, int32_t part, int64_t id,
                                               struct application_view *out);

/** May the clerk look at it, whatever for? refuses RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome application_in_reach(struct desk *desk, const struct application *app);
/** A card read on its own: writes the entry `card.seen`. */
MUST_USE enum outcome card_seen(struct desk *desk, const struct card *card);

/** An item of the card that is not as it was on the last one. */
struct item_difference {
    const char *field; /* key of application_columns */
    const char *zh, *en;
    struct str was, is;
};
enum { ITEM_DIFFERENCES_MAX = 6 };
/** Pure. None when there is no previous card. */
size_t application_differences(struct arena *arena, const struct application_view *view,
                               struct item_difference out[ITEM_DIFFERENCES_MAX]);

#endif
