#ifndef HTTP_SHOWN_H
#define HTTP_SHOWN_H
/** How records are shown: the columns of a record, and beside each code and number its name in
 *  Chinese.
 *  (1) Rows of lists are masked; the whole record is a look of its own. */
#include "cards/card.h"
#include "http/request.h"

/** Names of clerks, each asked for once a request. */
struct clerk_names {
    struct desk *desk;
    struct {
        int64_t id;
        struct str name;
    } at[64];
    size_t count;
};
/** In the arena. Empty for nobody, and for a clerk of another database. */
MUST_USE enum outcome clerk_name(struct clerk_names *names, int64_t id, struct str *out);

/** An application without the braces, all its items and what its clerk may do with it. */
void application_json(struct desk *desk, struct buf *buf, const struct application *app);
/** A row of a queue, as an object. */
void application_row_json(struct desk *desk, struct buf *buf, const struct application *app);
/** 200 or 201 with the application as it now is, its ETag, and nothing of its history. */
void answer_application(struct http_request *request, int status, const struct application *app);
/** A card as an object; `app` is its application, NULL when it is not kept here. */
void card_json(struct desk *desk, struct buf *buf, const struct card *card,
               const struct application *app, bool masked);

/** {"code":…,"zh":…,"en":…}; an empty one is null. */
void refusal_json(struct buf *buf, enum refusal refusal);

#endif
