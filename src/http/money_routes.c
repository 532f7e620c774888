/** Books of official receipts 票据. */
#include "http/shown.h"
#include "money/fee.h"
#include "office/clerk.h"
#include "office/unit.h"

static enum outcome put_book(struct buf *body, struct clerk_names *names,
                             const struct receipt_book *book)
{
    struct str name;
    TRY(clerk_name(names, book->clerk, &name));
    json_open(body, '{');
    json_field_int(body, "unit", book->part);
    json_field_str(body, "unitName", unit_short_name(names->desk, book->part));
    json_field_id(body, "id", book->id);
    json_field_str(body, "prefix", book->prefix);
    json_field_int(body, "first", book->first);
    json_field_int(body, "last", book->last);
    json_key(body, "next");
    if (book->next <= book->last)
        json_int(body, book->next);
    else
        json_nothing(body);
    json_field_id(body, "clerk", book->clerk);
    json_field_str(body, "clerkName", name);
    json_close(body, '}');
    return DONE;
}

static enum outcome get_books(struct http_request *request)
{
    struct receipt_books books;
    struct clerk_names names = { .desk = &request->desk };
    TRY(receipt_book_list(&request->desk, &books));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < books.count; i++)
        TRY(put_book(body, &names, &books.at[i]));
    answer_list_end(request, NO_STR);
    return DONE;
}

struct book_body {
    struct str prefix;
    int64_t first, last, clerk;
};
enum { SERIAL_MAX = 2000000000 };
static const struct field book_fields[] = {
    FIELD(book_body, prefix, "prefix", FIELD_TEXT, REQUIRED, 8),
    FIELD(book_body, first, "first", FIELD_INT, REQUIRED, SERIAL_MAX),
    FIELD(book_body, last, "last", FIELD_INT, REQUIRED, SERIAL_MAX),
    FIELD(book_body, clerk, "clerk", FIELD_ID, REQUIRED, 0),
};

static enum outcome read_book(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct book_body);
    return body_read(&request->desk, request->body, book_fields, COUNT(book_fields), request->plan);
}

/** The book lies where its clerk works. */
static enum outcome post_book(struct http_request *request)
{
    struct desk *desk = &request->desk;
    const struct book_body *asked = request->plan;
    struct clerk_names names = { .desk = desk };
    struct clerk_record clerk;
    struct receipt_book book = { .prefix = asked->prefix,
                                 .first = asked->first,
                                 .last = asked->last,
                                 .next = asked->first,
                                 .clerk = asked->clerk };
    TRY(clerk_record(desk, asked->clerk, &clerk));
    book.part = clerk.unit;
    TRY(receipt_book_issue(desk, clerk.unit, asked->clerk, asked->prefix, asked->first, asked->last,
                           &book.id));
    return put_book(answer_json(request, 201), &names, &book);
}

/* clang-format off */
const struct route money_routes[] = {
    { METHOD_GET, "/api/v1/receipt-books", MAY_KEEP_RECEIPTS, 0, BODY_NONE, get_books, NULL,
      "listReceiptBooks", "票据本", "Books of receipts within reach" },
    { METHOD_POST, "/api/v1/receipt-books", MAY_KEEP_RECEIPTS, NEEDS_KEY, BODY_JSON, read_book, post_book,
      "issueReceiptBook", "发放票据", "Put a book of receipts into a clerk's hands" },
};
/* clang-format on */
const size_t money_route_count = COUNT(money_routes);
