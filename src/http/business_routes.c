/** Household businesses: kinds, taking in, deciding, looking, figures per officer. */
#include "base/hex.h"
#include "business/businesses.h"
#include "business/change_rate.h"
#include "core/source.h"
#include "http/shown.h"
#include "keys/sm3.h"
#include "office/unit.h"

/* ---- kinds ---- */

static const char *const form_words[] = { [AS_TEXT] = "text",
                                          [AS_NAME] = "name",
                                          [AS_CODE] = "code",
                                          [AS_DAY] = "day",
                                          [AS_NUMBER] = "number" };

static void put_texts(struct buf *body, const char *zh, const char *en)
{
    json_field_text(body, "zh", zh);
    json_field_text(body, "en", en);
}

/** What may be chosen today; of reasons only those the kind takes. */
static void put_options(struct buf *body, const struct business_kind *kind,
                        const struct code_list *list, struct day today)
{
    json_key(body, "options");
    json_open(body, '[');
    for (size_t i = 0; list && i < list->count; i++) {
        const struct code *code = &list->rows[i];
        bool fits = list != &move_reasons || !kind->reasons ||
                    str_starts(str_of(code->code), kind->reasons);
        if (!fits || code->flags & CODE_HISTORY || !code_in_force(code, today))
            continue;
        json_open(body, '{');
        json_field_text(body, "code", code->code);
        put_texts(body, code->zh, code->en);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static void put_items(struct buf *body, const struct business_kind *kind, struct day today)
{
    json_key(body, "items");
    json_open(body, '[');
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        const struct item_text *text = item_text((enum business_item)i);
        bool needed = false;
        if (!kind_asks(kind, (enum business_item)i, &needed))
            continue;
        json_open(body, '{');
        json_field_text(body, "key", text->key);
        put_texts(body, text->zh, text->en);
        json_field_text(body, "form", form_words[text->form]);
        json_field_text(body, "list", text->list ? text->list->id : NULL);
        json_field_bool(body, "needed", needed);
        put_options(body, kind, text->list, today);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static const struct paper_text *paper_of(struct str code)
{
    for (size_t i = 0; i < business_paper_count; i++)
        if (str_is(code, business_papers[i].code))
            return &business_papers[i];
    return NULL;
}

static void put_choice(struct buf *body, struct str choice, bool of_minors)
{
    struct str code;
    json_open(body, '{');
    json_field_bool(body, "ofMinors", of_minors);
    json_key(body, "oneOf");
    json_open(body, '[');
    while (str_split(&choice, '|', &code)) {
        const struct paper_text *paper = paper_of(code);
        json_open(body, '{');
        json_field_str(body, "code", code);
        put_texts(body, paper ? paper->zh : "", paper ? paper->en : "");
        json_close(body, '}');
    }
    json_close(body, ']');
    json_close(body, '}');
}

static void put_papers(struct buf *body, const struct business_kind *kind, const char *key)
{
    struct str rest = str_of(kind->papers), word;
    json_key(body, key);
    json_open(body, '[');
    while (str_split(&rest, ' ', &word)) {
        bool of_minors = str_ends(word, "?");
        put_choice(body, str_cut(word, 0, word.len - of_minors), of_minors);
    }
    json_close(body, ']');
}

static const char *const subject_words[] = {
    [SUBJECT_PERSON] = "PERSON", [SUBJECT_NEWCOMER] = "NEWCOMER", [SUBJECT_HOUSEHOLD] = "HOUSEHOLD"
};

static void put_kind(struct desk *desk, struct buf *body, const struct business_kind *kind)
{
    const struct day today = desk->today;
    json_open(body, '{');
    json_field_text(body, "key", kind->key);
    json_field_text(body, "code", kind->code);
    json_field_text(body, "class", kind->class_);
    put_texts(body, kind->zh, kind->en);
    json_field_text(body, "level", business_level_words[kind->level]);
    json_field_int(body, "days", kind->days);
    json_field_text(body, "subject", subject_words[kind->subject]);
    json_field_text(body, "reasons", kind->reasons);
    json_field_bool(body, "controlled", kind->controlled);
    json_field_source(desk->arena, body, "source", str_of(kind->source));
    put_items(body, kind, today);
    put_papers(body, kind, "papers");
    json_close(body, '}');
}

static enum outcome get_kinds(struct http_request *request)
{
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < business_kind_count; i++)
        if (business_kind_find(str_of(business_kinds[i].key), request->desk.today) ==
            &business_kinds[i])
            put_kind(&request->desk, body, &business_kinds[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/* ---- a business as JSON ---- */

static void put_columns(struct desk *desk, struct buf *body, const struct business *b)
{
    const struct business_kind *kind = business_kind_find(b->kind, b->opened_on);
    enum business_state state = business_state_of(b->state);
    json_columns(body, business_columns, business_column_count, b);
    json_field_text(body, "kindZh", kind ? kind->zh : "");
    json_field_text(body, "kindEn", kind ? kind->en : "");
    json_field_text(body, "level", kind ? business_level_words[kind->level] : "");
    json_field_text(body, "stateZh", business_state_text(state)->zh);
    json_field_text(body, "stateEn", business_state_text(state)->en);
    json_field_str(body, "stationName", unit_short_name(desk, b->station));
    json_field_int(body, "daysLeft", b->due_on.n - desk->today.n);
}

static void answer_business(struct http_request *request, int status, const struct business *b)
{
    struct buf *body = answer_json(request, status);
    json_open(body, '{');
    put_columns(&request->desk, body, b);
    json_close(body, '}');
    answer_version(request, b->ver);
}

/* ---- taking in ---- */

static const struct field item_fields[] = {
#define X(name, key, form, list, zh, en)                                                           \
    FIELD(business_items, at[BUSINESS_ITEM_##name], key, FIELD_TEXT, OPTIONAL, 100),
    BUSINESS_ITEMS(X)
#undef X
};

static const struct field asked_fields[] = {
    FIELD(business_asked, kind, "kind", FIELD_TEXT, REQUIRED, 40),
    FIELD(business_asked, part, "part", FIELD_PART, OPTIONAL, 0),
    FIELD(business_asked, person, "person", FIELD_ID, OPTIONAL, 0),
    FIELD(business_asked, number, "number", FIELD_TEXT, OPTIONAL, 18),
    FIELD_INNER(business_asked, items, "items", OPTIONAL, item_fields),
    FIELD(business_asked, papers, "papers", FIELD_TEXT, REQUIRED, 400),
    FIELD(business_asked, applicant, "applicant", FIELD_TEXT, REQUIRED, 50),
    FIELD(business_asked, applicant_relation, "applicantRelation", FIELD_TEXT, OPTIONAL, 2),
    FIELD(business_asked, phone, "phone", FIELD_TEXT, OPTIONAL, 20),
    FIELD(business_asked, submit, "submit", FIELD_BOOL, OPTIONAL, 0),
};

static enum outcome read_asked(struct http_request *request)
{
    struct business_asked *asked = NEW(request->desk.arena, struct business_asked);
    request->plan = asked;
    return body_read(&request->desk, request->body, asked_fields, COUNT(asked_fields), asked);
}

static enum outcome post_business(struct http_request *request)
{
    struct business b;
    TRY(business_open(&request->desk, request->plan, &b));
    answer_business(request, 201, &b);
    return DONE;
}

/* ---- steps ---- */

struct step_body {
    int good;
    struct str note;
};
static const struct field verdict_fields[] = {
    FIELD(step_body, good, "good", FIELD_BOOL, REQUIRED, 0),
    FIELD(step_body, note, "note", FIELD_TEXT, OPTIONAL, 200),
};
static const struct field note_fields[] = {
    FIELD(step_body, note, "note", FIELD_TEXT, OPTIONAL, 200),
};

static enum outcome plan_step(struct http_request *request, enum business_event event, int takes,
                              struct str note)
{
    struct business_decision *d = NEW(request->desk.arena, struct business_decision);
    request->plan = d;
    d->event = event;
    d->takes = takes;
    d->note = note;
    return params_record(request, &d->part, &d->id);
}

static enum outcome read_verdict(struct http_request *request)
{
    struct step_body asked = { 0 };
    TRY(body_read(&request->desk, request->body, verdict_fields, COUNT(verdict_fields), &asked));
    return plan_step(request, asked.good ? BUSINESS_EVENT_APPROVE : BUSINESS_EVENT_REFUSE,
                     request->route->right, asked.note);
}

static enum outcome read_note(struct http_request *request, enum business_event event)
{
    struct step_body asked = { 0 };
    if (request->body.len)
        TRY(body_read(&request->desk, request->body, note_fields, COUNT(note_fields), &asked));
    return plan_step(request, event, request->route->right, asked.note);
}

static enum outcome read_submission(struct http_request *request)
{
    return read_note(request, BUSINESS_EVENT_SUBMIT);
}

static enum outcome read_withdrawal(struct http_request *request)
{
    return read_note(request, BUSINESS_EVENT_WITHDRAW);
}

static enum outcome read_completion(struct http_request *request)
{
    return read_note(request, BUSINESS_EVENT_FINISH);
}

static enum outcome post_step(struct http_request *request)
{
    struct business b;
    TRY(business_step(&request->desk, request->plan, &b));
    answer_business(request, 200, &b);
    return DONE;
}

/* ---- looking ---- */

struct list_asked {
    struct str state, desk, cursor;
    int64_t limit;
};
static const struct field list_fields[] = {
    FIELD(list_asked, state, "state", FIELD_TEXT, OPTIONAL, 20),
    FIELD(list_asked, desk, "desk", FIELD_TEXT, OPTIONAL, 10),
    FIELD(list_asked, cursor, "cursor", FIELD_TEXT, OPTIONAL, 400),
    FIELD(list_asked, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static enum outcome get_businesses(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_asked asked = { STR("SUBMITTED"), NO_STR, NO_STR, 100 };
    struct businesses list;
    TRY(query_read(desk, request->head->query, list_fields, COUNT(list_fields), &asked));
    const struct businesses_query query = { asked.state, asked.desk, asked.cursor,
                                            (int)asked.limit };
    TRY(businesses_list(desk, &query, &list));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < list.count; i++) {
        json_open(body, '{');
        put_columns(desk, body, &list.at[i]);
        json_close(body, '}');
    }
    answer_list_end(request, list.next);
    return DONE;
}

/** What a value is called: a code by its name, words as they are. */
static void put_value(struct buf *body, const char *key, const struct item_text *text,
                      struct str value)
{
    if (text->list)
        json_field_code(body, key, text->list, value);
    else
        json_field_words(body, key, value, value);
}

static void put_changes(struct buf *body, const struct item_changes *changes)
{
    json_key(body, "changes");
    json_open(body, '[');
    for (size_t i = 0; i < changes->count; i++) {
        const struct item_change *c = &changes->at[i];
        const struct item_text *text = item_text(c->item);
        json_open(body, '{');
        json_field_text(body, "key", text->key);
        put_texts(body, text->zh, text->en);
        json_field_str(body, "before", c->before);
        json_field_str(body, "after", c->after);
        put_value(body, "before", text, c->before);
        put_value(body, "after", text, c->after);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static enum outcome put_steps(struct desk *desk, struct buf *body,
                              const struct business_steps *steps)
{
    struct clerk_names *names = NEW(desk->arena, struct clerk_names);
    names->desk = desk;
    json_key(body, "steps");
    json_open(body, '[');
    for (size_t i = 0; i < steps->count; i++) {
        struct str name;
        TRY(clerk_name(names, steps->at[i].clerk, &name));
        json_open(body, '{');
        json_columns(body, business_step_columns, business_step_column_count, &steps->at[i]);
        json_field_str(body, "clerkName", name);
        json_field_str(body, "unitName", unit_short_name(desk, steps->at[i].unit));
        json_close(body, '}');
    }
    json_close(body, ']');
    return DONE;
}

static enum outcome put_scans(struct desk *desk, struct buf *body,
                              const struct business_scans *scans)
{
    char digits[2 * SM3_BYTES + 1];
    struct clerk_names *names = NEW(desk->arena, struct clerk_names);
    names->desk = desk;
    json_key(body, "scans");
    json_open(body, '[');
    for (size_t i = 0; i < scans->count; i++) {
        const struct business_scan *scan = &scans->at[i];
        const struct paper_text *paper = paper_of(scan->paper);
        struct str name;
        TRY(clerk_name(names, scan->clerk, &name));
        json_open(body, '{');
        json_field_int(body, "n", scan->n);
        json_field_str(body, "paper", scan->paper);
        put_texts(body, paper ? paper->zh : "", paper ? paper->en : "");
        json_field_text(body, "hash", hex_text(scan->hash.at, scan->hash.len, digits));
        json_field_str(body, "clerkName", name);
        json_field_instant(body, "instant", scan->instant);
        json_close(body, '}');
    }
    json_close(body, ']');
    return DONE;
}

/** What is printed of it; a certificate is ready once it was issued, and then has its number. */
static void put_forms(struct buf *body, const struct business_view *view)
{
    json_key(body, "forms");
    json_open(body, '[');
    for (size_t i = 0; i < business_form_count; i++) {
        const struct business_form *form = &business_forms[i];
        if (!business_form_is_of(form, view->kind, view->business.opened_on))
            continue;
        struct str number = NO_STR;
        for (size_t j = 0; j < view->certificates.count; j++)
            if (str_is(view->certificates.at[j].form, form->form))
                number = view->certificates.at[j].number;
        json_open(body, '{');
        json_field_text(body, "form", form->form);
        put_texts(body, form->zh, form->en);
        json_field_bool(body, "ready",
                        business_form_is_ready(form, &view->business, &view->certificates));
        json_field_str(body, "number", number);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static enum outcome look_at_business(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct business_view *view = NEW(desk->arena, struct business_view);
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(business_view_load(desk, part, id, view));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    put_columns(desk, body, &view->business);
    put_changes(body, &view->changes);
    put_papers(body, view->kind, "papersAsked");
    TRY(put_steps(desk, body, &view->steps));
    TRY(put_scans(desk, body, &view->scans));
    put_forms(body, view);
    json_close(body, '}');
    answer_version(request, view->business.ver);
    return DONE;
}

static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    return business_seen(&request->desk, part, id);
}

/* ---- scans ---- */

static enum outcome read_scan(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct scan);
    return scan_prepare(&request->desk, request->body, request->plan);
}

static enum outcome post_scan(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(business_scan_add(&request->desk, part, id, request->params[2], request->plan));
    answer_nothing(request);
    return DONE;
}

static enum outcome scan_number(struct http_request *request, int32_t *part, int64_t *id,
                                int64_t *n)
{
    TRY(params_record(request, part, id));
    return param_id(request, 2, n);
}

static enum outcome get_scan(struct http_request *request)
{
    int32_t part;
    int64_t id, n;
    struct str jpeg;
    TRY(scan_number(request, &part, &id, &n));
    TRY(business_scan_open(&request->desk, part, id, n, &jpeg));
    answer_bytes(request, "image/jpeg", jpeg);
    return DONE;
}

static enum outcome note_scan(struct http_request *request)
{
    int32_t part;
    int64_t id, n;
    TRY(scan_number(request, &part, &id, &n));
    return business_scan_seen(&request->desk, part, id, n);
}

/* ---- figures ---- */

struct figures_query {
    struct day from, to;
};
static const struct field figures_fields[] = {
    FIELD(figures_query, from, "from", FIELD_DAY, OPTIONAL, 0),
    FIELD(figures_query, to, "to", FIELD_DAY, OPTIONAL, 0),
};

static enum outcome put_figure(struct clerk_names *names, struct buf *body,
                               const struct business_figure *figure)
{
    struct str name;
    const struct business_kind *kind = business_kind_find(figure->kind, names->desk->today);
    TRY(clerk_name(names, figure->clerk, &name));
    json_open(body, '{');
    json_columns(body, business_figure_columns, business_figure_column_count, figure);
    json_field_text(body, "kindZh", kind ? kind->zh : "");
    json_field_text(body, "kindEn", kind ? kind->en : "");
    json_field_str(body, "clerkName", name);
    json_close(body, '}');
    return DONE;
}

static enum outcome get_figures(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct figures_query asked = { day_add_years(desk->today, -1), desk->today };
    struct clerk_names *names = NEW(desk->arena, struct clerk_names);
    struct business_figure *at;
    size_t count;
    names->desk = desk;
    TRY(query_read(desk, request->head->query, figures_fields, COUNT(figures_fields), &asked));
    TRY(business_figures(desk, asked.from, asked.to, &at, &count));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < count; i++)
        TRY(put_figure(names, body, &at[i]));
    answer_list_end(request, NO_STR);
    return DONE;
}

static void put_rate(struct desk *desk, struct buf *body, const struct change_rate *r,
                     struct str name)
{
    json_open(body, '{');
    json_columns(body, change_rate_columns, change_rate_column_count, r);
    json_field_str(body, "clerkName", name);
    json_field_str(body, "unitName", r->unit ? unit_short_name(desk, r->unit) : NO_STR);
    json_close(body, '}');
}

static enum outcome get_rates(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct figures_query asked = { day_add_years(desk->today, -1), desk->today };
    struct clerk_names *names = NEW(desk->arena, struct clerk_names);
    struct change_rate *at;
    size_t count;
    names->desk = desk;
    TRY(query_read(desk, request->head->query, figures_fields, COUNT(figures_fields), &asked));
    TRY(change_rates(desk, asked.from, asked.to, &at, &count));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < count; i++) {
        struct str name;
        TRY(clerk_name(names, at[i].clerk, &name));
        put_rate(desk, body, &at[i], name);
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

/* clang-format off */
const struct route business_routes[] = {
    { METHOD_GET, "/api/v1/business-kinds", MAY_SEE_PERSONS, 0, BODY_NONE, get_kinds, NULL,
      "listBusinessKinds", "户口业务种类", "The kinds of household business in force, with items and papers" },
    { METHOD_GET, "/api/v1/business-figures", MAY_ADMIN_AUDIT, 0, BODY_NONE, get_figures, NULL,
      "listBusinessFigures", "重要项目变更统计", "Controlled changes per officer and kind" },
    { METHOD_GET, "/api/v1/change-rates", MAY_ADMIN_AUDIT, 0, BODY_NONE, get_rates, NULL,
      "listChangeRates", "重要项目变更比率", "Controlled changes per officer and unit beside all the others" },
    { METHOD_GET, "/api/v1/businesses", MAY_SEE_PERSONS, 0, BODY_NONE, get_businesses, NULL,
      "listBusinesses", "户口业务清单", "Household businesses within reach in one state, the oldest limit first" },
    { METHOD_POST, "/api/v1/businesses", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_asked, post_business,
      "openBusiness", "受理户口业务", "Take a household business in" },
    { METHOD_GET, "/api/v1/businesses/{part}/{id}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_business, note_look,
      "getBusiness", "查看户口业务", "One business, before and after, with its steps: a look with a purpose" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/papers/{paper}", MAY_KEEP_REGISTER, IS_SLOW, BODY_JPEG, read_scan, post_scan,
      "addBusinessScan", "扫描证明材料", "Add the scan of a paper that was shown" },
    { METHOD_GET, "/api/v1/businesses/{part}/{id}/scans/{n}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, get_scan, note_scan,
      "getBusinessScan", "查看证明材料扫描件", "A scan: a look with a purpose" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/submission", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_EMPTY, read_submission, post_step,
      "submitBusiness", "提交户口业务", "Submit a business for a decision" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/withdrawal", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_withdrawal, post_step,
      "withdrawBusiness", "撤回户口业务", "Withdraw a business, with the reason" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/completion", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_EMPTY, read_completion, post_step,
      "finishBusiness", "办结户口业务", "The papers were handed over" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/station-verdict", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_verdict, post_step,
      "decideBusinessAtStation", "派出所审批", "Decide a business at the station, by another clerk" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/county-verdict", MAY_DECIDE_COUNTY, NEEDS_VERSION, BODY_JSON, read_verdict, post_step,
      "decideBusinessAtCounty", "分县局审批", "Decide a business at the bureau, or pass it on" },
    { METHOD_POST, "/api/v1/businesses/{part}/{id}/city-verdict", MAY_DECIDE_CITY, NEEDS_VERSION, BODY_JSON, read_verdict, post_step,
      "decideBusinessAtCity", "市局审批", "Decide a business at the city" },
};
/* clang-format on */
const size_t business_route_count = COUNT(business_routes);
