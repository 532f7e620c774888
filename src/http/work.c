/** What a worker does with a request: the door, the prepare half; then the writer's part, the
 * settle half, once. */
#include "http/door.h"
#include "http/inside.h"
#include "journal/once.h"
#include "keys/sm3.h"
#include "office/office.h"

static struct http_request *of_job(struct job *job)
{
    return (struct http_request *)(void *)((char *)job - offsetof(struct http_request, job));
}

/** The answer is written by whoever had the request last, so the loop only sends. */
static void finish(struct http_request *request, enum outcome outcome)
{
    request->outcome = outcome;
    if (outcome != DONE)
        answer_problem(request);
    request_finished(request);
}

/* ---- refused rights are entries of their own ---- */

/** Which of them leaves an entry is the office's to say; the others need not wait for the writer.
 */
static bool to_be_noted(const struct http_request *request)
{
    int status = refusal_text(request->desk.why.refusal)->status;
    return request->desk.clerk.id && (status == 403 || status == 409);
}

static enum outcome settle_note(struct job *job)
{
    struct http_request *request = of_job(job);
    request->desk.why = request->refused;
    return office_note_refusal(&request->desk, str_of(request->route->path));
}

static void note_answered(struct job *job, enum outcome outcome)
{
    struct http_request *request = of_job(job);
    if (outcome != FAILED) /* that it was refused must be on record before the clerk hears it */
        request->desk.why = request->refused;
    finish(request, REFUSED);
}

static void refuse_and_note(struct http_request *request)
{
    request->refused = request->desk.why;
    request->job =
        (struct job){ .desk = &request->desk, .settle = settle_note, .answered = note_answered };
    queue_add(request->server->queue, &request->job);
}

static void end(struct http_request *request, enum outcome outcome)
{
    if (outcome == REFUSED && to_be_noted(request))
        refuse_and_note(request);
    else
        finish(request, outcome);
}

/* ---- once ---- */

/** Method, address and body: what "the same request" means. */
static void hash_request(struct http_request *request)
{
    const struct http_head *head = request->head;
    const struct str parts[] = { str_of(http_method_text(head->method)),
                                 STR(" "),
                                 head->path,
                                 STR("?"),
                                 head->query,
                                 STR("\n"),
                                 request->body };
    sm3_parts(parts, COUNT(parts), request->hash);
}

static void repeat_answer(struct http_request *request, const struct once_answer *before)
{
    struct buf *body = answer_json(request, before->status);
    buf_add(body, before->body);
    answer_line(request, "Idempotent-Replay", STR("true"));
}

/** The answer is kept with what was done. Whether it was given before is asked only when something
 * stands against it: at the latest its key does, and nearly every request is a new one. */
static enum outcome settle_once(struct http_request *request)
{
    TRY(request->route->settle(request));
    return once_store(&request->desk, request->hash, request->answer.status,
                      buf_str(&request->answer.body));
}

/** A refusal may only mean that another desk was faster with the same key: then by now its answer
 * is there. */
static enum outcome settle_recall(struct job *job)
{
    struct http_request *request = of_job(job);
    struct once_answer before;
    bool found = false;
    TRY(once_find(&request->desk, request->hash, &found, &before));
    request->desk.why = request->refused;
    if (!found)
        return REFUSED;
    repeat_answer(request, &before);
    return DONE;
}

static void recalled(struct job *job, enum outcome outcome)
{
    end(of_job(job), outcome);
}

static void queue_recall(struct http_request *request)
{
    request->refused = request->desk.why;
    request->job =
        (struct job){ .desk = &request->desk, .settle = settle_recall, .answered = recalled };
    queue_add(request->server->queue, &request->job);
}

static enum outcome settle(struct job *job)
{
    struct http_request *request = of_job(job);
    if (request->session && request->session->touch_due)
        TRY(session_touch(&request->desk, request->session));
    if (!request->route->settle)
        return DONE;
    return request->route->flags & NEEDS_KEY ? settle_once(request)
                                             : request->route->settle(request);
}

static void settled(struct job *job, enum outcome outcome)
{
    struct http_request *request = of_job(job);
    if (outcome == REFUSED && request->route->flags & NEEDS_KEY) {
        queue_recall(request);
        return;
    }
    if (outcome == DONE && request->route->flags & CHANGES_SESSIONS)
        sessions_forget(request->server->sessions);
    end(request, outcome);
}

static void queue_settle(struct http_request *request)
{
    request->job = (struct job){ .desk = &request->desk, .settle = settle, .answered = settled };
    queue_add(request->server->queue, &request->job);
}

/* ---- the worker's part ---- */

static enum outcome prepare(struct http_request *request)
{
    if (!request->door_passed)
        TRY(door_pass(request->server->sessions, request));
    if (request->only_the_door)
        return DONE;
    if (request->route->flags & NEEDS_KEY)
        hash_request(request);
    if (!request->route->prepare)
        return DONE;
    return request->route->prepare(request);
}

/** Once a minute a session notes that it is in use, even by looking. */
static bool to_be_settled(const struct http_request *request)
{
    bool touch = request->session && request->session->touch_due;
    return (request->route->settle || touch) && !request->only_the_door;
}

bool request_run(struct http_request *request)
{
    enum outcome outcome = prepare(request);
    bool broken = outcome == FAILED && request->desk.why.retry;
    if (outcome == DONE && to_be_settled(request))
        queue_settle(request);
    else
        end(request, outcome);
    return broken;
}
