#include "http/shown.h"
#include "core/codes.h"
#include "core/source.h"
#include "office/clerk.h"
#include "office/unit.h"
#include "register/person.h"

enum outcome clerk_name(struct clerk_names *names, int64_t id, struct str *out)
{
    struct clerk_record record;
    for (size_t i = 0; i < names->count; i++)
        if (names->at[i].id == id) {
            *out = names->at[i].name;
            return DONE;
        }
    enum outcome outcome = id ? clerk_record(names->desk, id, &record) : REFUSED;
    if (outcome == FAILED)
        return FAILED;
    *out = outcome == DONE ? record.name : STR("");
    if (names->count < COUNT(names->at)) {
        names->at[names->count].id = id;
        names->at[names->count++].name = *out;
    }
    return DONE;
}

void refusal_json(struct buf *buf, enum refusal refusal)
{
    if (!refusal) {
        json_nothing(buf);
        return;
    }
    const struct refusal_text *text = refusal_text(refusal);
    json_open(buf, '{');
    json_field_text(buf, "code", text->code);
    json_field_text(buf, "zh", text->zh);
    json_field_text(buf, "en", text->en);
    json_close(buf, '}');
}

/* ---- applications ---- */

static void put_allowed(struct desk *desk, struct buf *buf, const struct application *app)
{
    enum application_state to;
    json_key(buf, "allowed");
    json_open(buf, '[');
    for (int e = 0; e < EVENT_COUNT; e++)
        if (application_next(app, (enum application_event)e, &desk->clerk, &to) == REFUSAL_NONE)
            json_text(buf, application_event_name((enum application_event)e));
    json_close(buf, ']');
}

static void put_state(struct buf *buf, const char *key, int32_t state)
{
    const struct application_state_text *text = application_state_text(state);
    json_field_words(buf, key, text ? str_of(text->zh) : NO_STR, text ? str_of(text->en) : NO_STR);
}

/** What both a row and the whole record say in words. */
static void put_words(struct desk *desk, struct buf *buf, const struct application *app)
{
    json_field_code(buf, "ground", &application_grounds, app->ground);
    put_state(buf, "state", app->state);
    json_field_str(buf, "stationName", unit_short_name(desk, app->station));
    json_field_int(buf, "daysLeft", app->due_on.n - desk->today.n);
    json_field_code(buf, "reason", &data_errors, app->reason);
}

/** The keys of the source are a column; beside them what a user can look up. */
static void put_source(struct desk *desk, struct buf *buf, const char *key, struct str source)
{
    json_field_words(buf, key, source_zh(desk->arena, source), source_en(desk->arena, source));
}

void application_json(struct desk *desk, struct buf *buf, const struct application *app)
{
    json_columns(buf, application_columns, application_column_count, app);
    put_words(desk, buf, app);
    put_source(desk, buf, "feeSource", app->fee_source);
    put_source(desk, buf, "dueSource", app->due_source);
    put_source(desk, buf, "validSource", app->valid_source);
    json_field_code(buf, "sex", &sexes, app->sex);
    json_field_code(buf, "ethnic", &ethnic_groups, app->ethnic);
    json_field_str(buf, "bureauName", unit_short_name(desk, app->bureau));
    json_field_str(buf, "atUnitName", unit_short_name(desk, app->at_unit));
    put_allowed(desk, buf, app);
}

static bool shown_in_row(const char *key)
{
    static const char *const keys[] = { "part",  "id",       "ver",   "number",
                                        "name",  "ground",   "state", "acceptedOn",
                                        "dueOn", "portrait", "reason" };
    for (size_t i = 0; i < COUNT(keys); i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

void application_row_json(struct desk *desk, struct buf *buf, const struct application *app)
{
    json_open(buf, '{');
    for (size_t i = 0; i < application_column_count; i++)
        if (application_columns[i].key && shown_in_row(application_columns[i].key))
            json_columns(buf, &application_columns[i], 1, app);
    json_field_str(buf, "citizenNumber", number_masked(desk->arena, app->citizen_number));
    put_words(desk, buf, app);
    json_close(buf, '}');
}

void answer_application(struct http_request *request, int status, const struct application *app)
{
    struct buf *body = answer_json(request, status);
    json_open(body, '{');
    application_json(&request->desk, body, app);
    json_close(body, '}');
    answer_version(request, app->ver);
}

/* ---- cards ---- */

void card_json(struct desk *desk, struct buf *buf, const struct card *card,
               const struct application *app, bool masked)
{
    struct card shown = *card;
    if (masked)
        shown.citizen_number = number_masked(desk->arena, card->citizen_number);
    json_open(buf, '{');
    json_columns(buf, card_columns, card_column_count, &shown);
    json_field_code(buf, "state", &card_states, card->state);
    json_field_str(buf, "unitName", unit_short_name(desk, card->unit));
    if (app) {
        json_field_int(buf, "station", app->station);
        json_field_str(buf, "stationName", unit_short_name(desk, app->station));
        json_field_str(buf, "applicationNumber", app->number);
        json_field_int(buf, "applicationState", app->state);
        put_state(buf, "applicationState", app->state);
    }
    json_close(buf, '}');
}
