/** Code lists, for pages that show and choose. */
#include "cards/application.h"
#include "core/codes.h"
#include "http/request.h"
#include "money/fee.h"

static void put_coded(struct buf *body, struct str code, struct str zh, struct str en)
{
    json_open(body, '{');
    json_field_str(body, "code", code);
    json_field_str(body, "zh", zh);
    json_field_str(body, "en", en);
    json_close(body, '}');
}

/** What is offered: in force today and without a flag that leaves it out. */
static void put_list(struct buf *body, const char *key, const struct code_list *list,
                     unsigned left_out, struct day today)
{
    json_key(body, key);
    json_open(body, '[');
    for (size_t i = 0; i < list->count; i++) {
        const struct code *row = &list->rows[i];
        if (code_in_force(row, today) && !(row->flags & left_out))
            put_coded(body, str_of(row->code), str_of(row->zh), str_of(row->en));
    }
    json_close(body, ']');
}

static void put_states(struct buf *body, struct arena *arena)
{
    json_key(body, "states");
    json_open(body, '[');
    for (size_t i = 0; i < application_state_count; i++) {
        const struct application_state_text *text = &application_states[i];
        put_coded(body, arena_printf(arena, "%d", (int)text->state), str_of(text->zh),
                  str_of(text->en));
    }
    json_close(body, ']');
}

static void put_exemptions(struct buf *body, const struct exemptions *exemptions)
{
    json_key(body, "exemptions");
    json_open(body, '[');
    for (size_t i = 0; i < exemptions->count; i++)
        put_coded(body, exemptions->at[i].code, exemptions->at[i].zh, exemptions->at[i].en);
    json_close(body, ']');
}

static enum outcome get_codes(struct http_request *request)
{
    static const struct {
        const char *key;
        const struct code_list *list;
        unsigned left_out; /* rows with one of these flags are no choice */
    } lists[] = {
        { "grounds", &application_grounds, 0 },   { "rejectReasons", &data_errors, 0 },
        { "defects", &card_defects, CODE_GROUP }, { "sexes", &sexes, 0 },
        { "ethnic", &ethnic_groups, 0 },          { "relations", &relations, 0 },
        { "outcomes", &duplicate_outcomes, 0 },   { "production", &production_types, 0 },
        { "deliveries", &deliveries, 0 },         { "personStates", &person_states, 0 },
    };
    struct desk *desk = &request->desk;
    struct exemptions exemptions;
    TRY(exemption_list(desk, &exemptions));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    for (size_t i = 0; i < COUNT(lists); i++)
        put_list(body, lists[i].key, lists[i].list, CODE_HISTORY | lists[i].left_out, desk->today);
    put_states(body, desk->arena);
    put_exemptions(body, &exemptions);
    json_close(body, '}');
    return DONE;
}

/* clang-format off */
const struct route code_routes[] = {
    { METHOD_GET, "/api/v1/codes", RIGHT_ANYONE, 0, BODY_NONE, get_codes, NULL,
      "getCodes", "代码表", "Code lists with their labels" },
};
/* clang-format on */
const size_t code_route_count = COUNT(code_routes);
