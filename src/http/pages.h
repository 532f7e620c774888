#ifndef HTTP_PAGES_H
#define HTTP_PAGES_H
/** The pages: plain files below one folder.
 *  (1) A name is letters, digits, `.`, `_`, `-` and `/`, with no segment that begins with a dot, so
 *      nothing outside the folder can be named.
 *  (2) Files with a hash in their name (below assets/) are kept by browsers for a year; the others
 *      are asked for each time and cost an If-None-Match. */
#include "http/request.h"

struct pages;

/** The folder given, or JUMIN_WEB, or the first there is of ../web/dist and ../share/jumin/web
 * beside the program. NULL when there is none: the server then has no pages and says so. */
struct pages *pages_open(const char *folder);
void pages_close(struct pages *pages);
/** Answers with the file the path names, its .gz when the browser takes that, or index.html for a
 *  page's own address.
 *  refuses  NOT_FOUND */
MUST_USE enum outcome pages_answer(const struct pages *pages, struct http_request *request,
                                   struct str path);

#endif
