/** Applications from the counter to the signature, and the portrait that goes with them. */
#include "base/hex.h"
#include "cards/accept_application.h"
#include "cards/application_view.h"
#include "cards/end_of_card.h"
#include "cards/steps.h"
#include "core/source.h"
#include "http/queues.h"
#include "http/shown.h"
#include "journal/verb.h"
#include "keys/sm3.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/cursor.h"

/* ---- accepting ---- */

struct acceptance_body {
    struct acceptance acceptance;
    struct {
        struct str name, relation;
    } guardian;
    struct {
        struct str hash;
    } portrait;
};
struct guardian_fields_of {
    struct str name, relation;
};
static const struct field guardian_fields[] = {
    FIELD(guardian_fields_of, name, "name", FIELD_TEXT, REQUIRED, 50),
    FIELD(guardian_fields_of, relation, "relation", FIELD_TEXT, REQUIRED, 20),
};
struct portrait_fields_of {
    struct str hash;
};
static const struct field portrait_fields[] = {
    FIELD(portrait_fields_of, hash, "hash", FIELD_TEXT, REQUIRED, 64),
};
static const struct field acceptance_fields[] = {
    FIELD(acceptance_body, acceptance.person_part, "personPart", FIELD_PART, REQUIRED, 0),
    FIELD(acceptance_body, acceptance.person, "person", FIELD_ID, REQUIRED, 0),
    FIELD(acceptance_body, acceptance.ground, "ground", FIELD_TEXT, REQUIRED, 2),
    FIELD(acceptance_body, acceptance.production, "production", FIELD_TEXT, OPTIONAL, 1),
    FIELD(acceptance_body, acceptance.delivery, "delivery", FIELD_TEXT, OPTIONAL, 1),
    FIELD(acceptance_body, acceptance.phone, "phone", FIELD_TEXT, OPTIONAL, 20),
    FIELD(acceptance_body, acceptance.exemption, "exemption", FIELD_TEXT, OPTIONAL, 2),
    FIELD(acceptance_body, acceptance.card_name, "nameOnCard", FIELD_TEXT, OPTIONAL, 50),
    FIELD_INNER(acceptance_body, guardian, "guardian", OPTIONAL, guardian_fields),
    FIELD_INNER(acceptance_body, portrait, "portrait", OPTIONAL, portrait_fields),
};

/** A portrait is used again, and shown beside another, only for the person it was taken of. */
static enum outcome is_of_person(struct desk *desk, int32_t part, int64_t person, struct str hash,
                                 const char *pointer)
{
    struct applications before;
    TRY(applications_of_person(desk, part, person, &before));
    for (size_t i = 0; i < before.count; i++)
        if (str_eq(before.at[i].portrait, hash))
            return DONE;
    return refuse_at(desk, NO_PORTRAIT_UNKNOWN, pointer, "此人没有这张相片 / not of this person");
}

static enum outcome take_known_portrait(struct desk *desk, struct str digits,
                                        struct acceptance *asked)
{
    unsigned char *hash = arena_bytes(desk->arena, SM3_BYTES);
    struct portrait *portrait = NEW(desk->arena, struct portrait);
    struct str bytes;
    if (!hex_read(digits, hash, SM3_BYTES))
        return refuse_at(desk, NO_ITEM_WRONG, "/portrait/hash", "64 位十六进制 / 64 hex digits");
    TRY(is_of_person(desk, asked->person_part, asked->person, str_from(hash, SM3_BYTES),
                     "/portrait/hash"));
    TRY(portrait_get(desk, asked->person_part, str_from(hash, SM3_BYTES), &bytes));
    TRY(portrait_prepare(desk, bytes, portrait));
    asked->portrait = portrait;
    return DONE;
}

static enum outcome read_acceptance(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct acceptance_body *asked = NEW(desk->arena, struct acceptance_body);
    request->plan = &asked->acceptance;
    TRY(body_read(desk, request->body, acceptance_fields, COUNT(acceptance_fields), asked));
    if (asked->guardian.name.len)
        asked->acceptance.guardian =
            arena_printf(desk->arena, STR_FMT " " STR_FMT, STR_ARG(asked->guardian.name),
                         STR_ARG(asked->guardian.relation));
    return asked->portrait.hash.len
               ? take_known_portrait(desk, asked->portrait.hash, &asked->acceptance)
               : DONE;
}

static enum outcome post_application(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct accepted accepted;
    TRY(accept_application(desk, request->plan, &accepted));
    struct buf *body = answer_json(request, 201);
    json_open(body, '{');
    application_json(desk, body, &accepted.application);
    json_key(body, "validForecast");
    json_open(body, '{');
    json_field_day(body, "from", accepted.forecast.from);
    json_field_day(body, "to", accepted.forecast.to);
    json_field_text(body, "zh", validity_zh(accepted.forecast.band));
    json_field_text(body, "en", validity_en(accepted.forecast.band));
    json_field_source(desk->arena, body, "source", STR("[L 5] [GA214.8]"));
    json_close(body, '}');
    json_close(body, '}');
    answer_version(request, accepted.application.ver);
    answer_line(request, "Location",
                arena_printf(desk->arena, "/api/v1/applications/" STR_FMT,
                             STR_ARG(accepted.application.number)));
    return DONE;
}

/* ---- queues ---- */

struct queue_query {
    struct str queue, cursor;
    int64_t limit;
};
static const struct field queue_fields[] = {
    FIELD(queue_query, queue, "queue", FIELD_TEXT, REQUIRED, 10),
    FIELD(queue_query, cursor, "cursor", FIELD_TEXT, OPTIONAL, 400),
    FIELD(queue_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static int by_limit(const void *left, const void *right)
{
    const struct application *a = left, *b = right;
    if (a->due_on.n != b->due_on.n)
        return a->due_on.n < b->due_on.n ? -1 : 1;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

/** A page of each state, merged: every state has its own index range, so nothing is read in vain.
 */
static enum outcome read_queue(struct desk *desk, const struct work_queue *queue,
                               const struct cursor *after, int limit, struct applications *out)
{
    struct applications all = {
        NEW_ARRAY(desk->arena, struct application, (size_t)limit * queue->state_count), 0
    };
    for (size_t i = 0; i < queue->state_count; i++) {
        struct applications page;
        TRY(application_queue(desk, queue->states[i], queue->states[i],
                              (struct queue_place){ .due_on = { (int32_t)after->order },
                                                    .part = after->part,
                                                    .id = after->id },
                              limit, &page));
        memcpy(all.at + all.count, page.at, page.count * sizeof *page.at);
        all.count += page.count;
    }
    qsort(all.at, all.count, sizeof *all.at, by_limit);
    if (all.count > (size_t)limit)
        all.count = (size_t)limit;
    *out = all;
    return DONE;
}

static struct str next_cursor(struct desk *desk, const struct applications *page, int64_t limit)
{
    if (!page->count || (int64_t)page->count < limit)
        return NO_STR;
    const struct application *last = &page->at[page->count - 1];
    const struct cursor next = { .order = last->due_on.n, .part = last->part, .id = last->id };
    return cursor_make(desk->arena, &next);
}

static enum outcome get_applications(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct queue_query asked = { .cursor = NO_STR, .limit = 50 };
    struct cursor after = { .order = NO_DAY_N };
    struct applications page;
    TRY(query_read(desk, request->head->query, queue_fields, COUNT(queue_fields), &asked));
    const struct work_queue *queue = work_queue_find(asked.queue);
    if (!queue || asked.limit < 1)
        return refuse_at(desk, NO_ITEM_WRONG, queue ? "?limit" : "?queue",
                         "不在范围内 / out of range");
    if (asked.cursor.len && !cursor_read(desk->arena, asked.cursor, &after))
        return refuse_at(desk, NO_BAD_REQUEST, "?cursor", "不是本系统给出的 / not one of ours");
    TRY(read_queue(desk, queue, &after, (int)asked.limit, &page));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < page.count; i++)
        application_row_json(desk, body, &page.at[i]);
    answer_list_end(request, next_cursor(desk, &page, asked.limit));
    return DONE;
}

/* ---- one application ---- */

static enum outcome put_step(struct buf *body, struct clerk_names *names, const struct entry *entry)
{
    struct str name;
    TRY(clerk_name(names, entry->clerk, &name));
    json_open(body, '{');
    json_key(body, "instant");
    json_str(body, instant_str(names->desk->arena, entry->instant));
    json_field_str(body, "verb", entry->verb);
    json_field_words(body, "verb", verb_zh(entry->verb), verb_en(entry->verb));
    json_field_str(body, "clerkName", name);
    json_field_str(body, "unitName", unit_short_name(names->desk, entry->unit));
    json_key(body, "body");
    if (entry->body.len)
        json_raw(body, entry->body);
    else
        json_nothing(body);
    json_close(body, '}');
    return DONE;
}

static enum outcome put_steps(struct desk *desk, struct buf *body, const struct entries *steps)
{
    struct clerk_names names = { .desk = desk };
    json_key(body, "steps");
    json_open(body, '[');
    for (size_t i = 0; i < steps->count; i++)
        TRY(put_step(body, &names, &steps->at[i]));
    json_close(body, ']');
    return DONE;
}

static void put_differences(struct desk *desk, struct buf *body,
                            const struct application_view *view)
{
    struct item_difference differences[ITEM_DIFFERENCES_MAX];
    size_t count = application_differences(desk->arena, view, differences);
    json_key(body, "differences");
    json_open(body, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(body, '{');
        json_field_text(body, "field", differences[i].field);
        json_field_words(body, "field", str_of(differences[i].zh), str_of(differences[i].en));
        json_field_str(body, "old", differences[i].was);
        json_field_str(body, "new", differences[i].is);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static void put_temporary(struct buf *body, const struct temporary_card *card)
{
    json_open(body, '{');
    json_field_str(body, "number", card->number);
    json_field_day(body, "validFrom", card->valid_from);
    json_field_day(body, "validTo", card->valid_to);
    json_field_int(body, "fee", card->fee);
    json_field_str(body, "receipt", card->receipt.len ? card->receipt : NO_STR);
    json_field_day(body, "returnedOn", card->returned_on);
    json_close(body, '}');
}

static void put_hash(struct desk *desk, struct buf *body, const char *key, struct str hash)
{
    char *digits = arena_bytes(desk->arena, 2 * hash.len + 1);
    json_key(body, key);
    if (hash.len)
        json_text(body, hex_text(hash.at, hash.len, digits));
    else
        json_nothing(body);
}

static enum outcome answer_view(struct http_request *request, const struct application_view *view)
{
    struct desk *desk = &request->desk;
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    application_json(desk, body, &view->application);
    TRY(put_steps(desk, body, &view->steps));
    put_hash(desk, body, "previousPortrait", view->has_previous ? view->previous.portrait : NO_STR);
    put_differences(desk, body, view);
    json_key(body, "temporaryCard");
    if (view->temporary.id)
        put_temporary(body, &view->temporary);
    else
        json_nothing(body);
    json_close(body, '}');
    answer_version(request, view->application.ver);
    return DONE;
}

/** What the settle half notes: whose record was looked at. */
static enum outcome look_at(struct http_request *request, const struct application_view *view)
{
    struct application *app = NEW(request->desk.arena, struct application);
    *app = view->application;
    request->plan = app;
    return answer_view(request, view);
}

static enum outcome look_by_number(struct http_request *request)
{
    struct application_view view;
    TRY(application_view_load(&request->desk, request->params[0], &view));
    return look_at(request, &view);
}

static enum outcome look_by_id(struct http_request *request)
{
    struct application_view view;
    int32_t part;
    int64_t id;
    TRY(param_part(request, 0, &part));
    TRY(param_id(request, 1, &id));
    TRY(application_view_load_id(&request->desk, part, id, &view));
    return look_at(request, &view);
}

static enum outcome note_look(struct http_request *request)
{
    const struct application *app = request->plan;
    return application_seen(&request->desk, app);
}

/* ---- portraits ---- */

static enum outcome judge_portrait(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct portrait);
    return portrait_prepare(&request->desk, request->body, request->plan);
}

static enum outcome put_portrait(struct http_request *request)
{
    struct application app;
    TRY(take_portrait(&request->desk, request->params[0], request->plan, &app));
    answer_application(request, 200, &app);
    return DONE;
}

struct look_query {
    struct str application;
};
static const struct field look_fields[] = {
    FIELD(look_query, application, "application", FIELD_TEXT, OPTIONAL, 22),
};

/** Looking at the portrait of an application is what a batch of signatures asks for later; at an
 * earlier one of the same person it is only looking. */
static enum outcome find_look(struct http_request *request, struct str number, struct str hash)
{
    struct desk *desk = &request->desk;
    struct application *app = NEW(desk->arena, struct application);
    TRY(application_load(desk, number, app));
    TRY(application_in_reach(desk, app));
    if (!str_eq(app->portrait, hash))
        return is_of_person(desk, app->part, app->person, hash, "");
    request->plan = app;
    return DONE;
}

static enum outcome get_portrait(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct look_query asked = { .application = NO_STR };
    unsigned char bytes[SM3_BYTES] = { 0 };
    struct str hash = str_from(bytes, sizeof bytes), jpeg;
    int32_t part;
    TRY(param_part(request, 0, &part));
    TRY(query_read(desk, request->head->query, look_fields, COUNT(look_fields), &asked));
    if (!hex_read(request->params[1], bytes, sizeof bytes))
        return refuse(desk, NO_PORTRAIT_UNKNOWN);
    if (asked.application.len)
        TRY(find_look(request, asked.application, hash));
    else if (!clerk_reaches(&desk->clerk, part))
        return refuse_at(desk, NO_NOT_YOUR_DESK, "", "%09d", part);
    TRY(portrait_get(desk, part, hash, &jpeg));
    answer_bytes(request, "image/jpeg", jpeg);
    return DONE;
}

static enum outcome note_portrait(struct http_request *request)
{
    return request->plan ? note_portrait_look(&request->desk, request->plan) : DONE;
}

/* ---- verdicts ---- */

struct verdict_body {
    struct str verdict, reason, field;
};
static const struct field verdict_fields[] = {
    FIELD(verdict_body, verdict, "verdict", FIELD_TEXT, REQUIRED, 8),
    FIELD(verdict_body, reason, "reason", FIELD_TEXT, OPTIONAL, 4),
    FIELD(verdict_body, field, "field", FIELD_TEXT, OPTIONAL, 40),
};

static enum outcome read_verdict(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct verdict_body asked = { .reason = STR(""), .field = STR("") };
    struct verdict *verdict = NEW(desk->arena, struct verdict);
    TRY(body_read(desk, request->body, verdict_fields, COUNT(verdict_fields), &asked));
    verdict->good = str_is(asked.verdict, "good");
    if (!verdict->good && !str_is(asked.verdict, "refused"))
        return refuse_at(desk, NO_ITEM_WRONG, "/verdict", "good refused");
    verdict->reason = asked.reason;
    verdict->field = asked.field;
    request->plan = verdict;
    return DONE;
}

static enum outcome post_review(struct http_request *request)
{
    struct application app;
    TRY(review_application(&request->desk, request->params[0], request->plan, &app));
    answer_application(request, 200, &app);
    return DONE;
}

static enum outcome post_signature(struct http_request *request)
{
    struct application app;
    TRY(sign_application(&request->desk, request->params[0], request->plan, false, &app));
    answer_application(request, 200, &app);
    return DONE;
}

static enum outcome post_audit(struct http_request *request)
{
    struct application app;
    TRY(audit_application(&request->desk, request->params[0], request->plan, &app));
    answer_application(request, 200, &app);
    return DONE;
}

/* ---- a batch of signatures ---- */

struct batch_body {
    struct texts numbers;
};
static const struct field batch_fields[] = {
    FIELD(batch_body, numbers, "numbers", FIELD_TEXTS, REQUIRED, 200),
};

static enum outcome read_batch(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct batch_body);
    return body_read(&request->desk, request->body, batch_fields, COUNT(batch_fields),
                     request->plan);
}

static void put_refused(struct buf *refused, struct str number, enum refusal refusal)
{
    const struct refusal_text *text = refusal_text(refusal);
    json_open(refused, '{');
    json_field_str(refused, "number", number);
    json_field_text(refused, "code", text->code);
    json_field_text(refused, "zh", text->zh);
    json_field_text(refused, "en", text->en);
    json_close(refused, '}');
}

static enum outcome sign_one(struct desk *desk, struct str number)
{
    static const struct verdict good = { .good = true };
    struct application app;
    return TX_ALONE(desk, sign_application(desk, number, &good, true, &app));
}

/** Each is signed or refused on its own; what breaks breaks the whole batch. */
static enum outcome sign_each(struct http_request *request, struct buf *signed_ones,
                              struct buf *refused)
{
    const struct texts *numbers = &((const struct batch_body *)request->plan)->numbers;
    struct desk *desk = &request->desk;
    for (size_t i = 0; i < numbers->count; i++) {
        enum outcome outcome = sign_one(desk, numbers->at[i]);
        if (outcome == FAILED)
            return FAILED;
        if (outcome == DONE) {
            json_str(signed_ones, numbers->at[i]);
            continue;
        }
        put_refused(refused, numbers->at[i], desk->why.refusal);
        TRY(office_note_refusal(desk, str_of(request->route->path)));
    }
    return DONE;
}

static enum outcome post_signatures(struct http_request *request)
{
    SCOPED(buf) signed_ones = { 0 }, refused = { 0 };
    TRY(sign_each(request, &signed_ones, &refused));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "signed");
    json_open(body, '[');
    buf_add(body, buf_str(&signed_ones));
    json_close(body, ']');
    json_key(body, "refused");
    json_open(body, '[');
    buf_add(body, buf_str(&refused));
    json_close(body, ']');
    json_close(body, '}');
    return DONE;
}

/* ---- steps without a body ---- */

typedef enum outcome step_fn(struct desk *, struct str, struct application *);

static enum outcome post_step(struct http_request *request, step_fn *step)
{
    struct application app;
    TRY(step(&request->desk, request->params[0], &app));
    answer_application(request, 200, &app);
    return DONE;
}

static enum outcome post_void(struct http_request *request)
{
    return post_step(request, void_application);
}

static enum outcome post_archive(struct http_request *request)
{
    return post_step(request, archive_application);
}

static enum outcome post_hold(struct http_request *request)
{
    return post_step(request, hold_application);
}

static enum outcome post_reminder(struct http_request *request)
{
    return post_step(request, remind_application);
}

static enum outcome post_loss(struct http_request *request)
{
    return post_step(request, report_loss);
}

static enum outcome post_correction(struct http_request *request)
{
    struct application app;
    TRY(correct_application(&request->desk, request->params[0], NULL, &app));
    answer_application(request, 200, &app);
    return DONE;
}

/* ---- temporary cards ---- */

static enum outcome post_temporary(struct http_request *request)
{
    struct temporary_card card;
    TRY(issue_temporary_card(&request->desk, request->params[0], &card));
    put_temporary(answer_json(request, 201), &card);
    return DONE;
}

/* clang-format off */
const struct route card_routes[] = {
    { METHOD_POST, "/api/v1/applications", MAY_ACCEPT, NEEDS_KEY, BODY_JSON, read_acceptance, post_application,
      "acceptApplication", "受理申请", "Accept an application" },
    { METHOD_GET, "/api/v1/applications", MAY_SEE_CARDS, 0, BODY_NONE, get_applications, NULL,
      "listApplications", "工作队列", "A queue of the clerk's reach, the oldest limit first" },
    { METHOD_GET, "/api/v1/applications/{number}", MAY_SEE_CARDS, NEEDS_PURPOSE, BODY_NONE, look_by_number, note_look,
      "getApplication", "查看申请", "An application with its steps: a look with a purpose" },
    { METHOD_GET, "/api/v1/applications/by/{part}/{id}", MAY_SEE_CARDS, NEEDS_PURPOSE, BODY_NONE, look_by_id, note_look,
      "getApplicationById", "按编号查看申请", "The same, by part and id" },
    { METHOD_PUT, "/api/v1/applications/{number}/portrait", MAY_TAKE_PORTRAIT, NEEDS_VERSION, BODY_JPEG,
      judge_portrait, put_portrait,
      "putPortrait", "采集相片", "The portrait of an application" },
    { METHOD_GET, "/api/v1/portraits/{part}/{hash}", MAY_SEE_CARDS, 0, BODY_NONE, get_portrait, note_portrait,
      "getPortrait", "查看相片", "A portrait" },
    { METHOD_POST, "/api/v1/applications/{number}/review", MAY_REVIEW, NEEDS_VERSION, BODY_JSON, read_verdict, post_review,
      "reviewApplication", "审核", "Review an application" },
    { METHOD_POST, "/api/v1/applications/{number}/signature", MAY_SIGN, NEEDS_VERSION, BODY_JSON, read_verdict, post_signature,
      "signApplication", "签发", "Sign an application" },
    { METHOD_POST, "/api/v1/applications/signatures", MAY_SIGN, NEEDS_KEY, BODY_JSON, read_batch, post_signatures,
      "signApplications", "批量签发", "Sign those whose portraits were opened" },
    { METHOD_POST, "/api/v1/applications/{number}/audit", MAY_AUDIT, NEEDS_VERSION, BODY_JSON, read_verdict, post_audit,
      "auditApplication", "市局审核", "Audit production data" },
    { METHOD_POST, "/api/v1/applications/{number}/void", MAY_ACCEPT, NEEDS_VERSION, BODY_EMPTY, NULL, post_void,
      "voidApplication", "作废申请", "Void an unfinished application" },
    { METHOD_POST, "/api/v1/applications/{number}/archive", MAY_ACCEPT, NEEDS_VERSION, BODY_EMPTY, NULL, post_archive,
      "archiveApplication", "作废归档", "Archive a void application" },
    { METHOD_POST, "/api/v1/applications/{number}/hold", RIGHT_ANYONE, NEEDS_VERSION, BODY_EMPTY, NULL, post_hold,
      "holdApplication", "号码待核", "Hold an application for a number question" },
    { METHOD_POST, "/api/v1/applications/{number}/reminder", MAY_HAND_OUT, NEEDS_VERSION, BODY_EMPTY, NULL, post_reminder,
      "remindHolder", "催领", "Remind the holder of a card that lies ready" },
    { METHOD_POST, "/api/v1/applications/{number}/loss", MAY_ACCEPT, NEEDS_VERSION, BODY_EMPTY, NULL, post_loss,
      "reportLoss", "挂失", "The holder reports the card lost" },
    { METHOD_POST, "/api/v1/applications/{number}/correction", MAY_ACCEPT, NEEDS_VERSION, BODY_EMPTY, NULL, post_correction,
      "correctApplication", "更正重报", "Take a refused application up again, from the register as it now is" },
    { METHOD_POST, "/api/v1/applications/{number}/temporary-card", MAY_SIGN, NEEDS_KEY, BODY_EMPTY, NULL, post_temporary,
      "signTemporaryCard", "签发临时身份证", "Sign a temporary card beside an application" },
};
/* clang-format on */
const size_t card_route_count = COUNT(card_routes);
