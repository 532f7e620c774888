/** Rare characters: looking one up, a name while it is typed, cases of private-use codes, missing glyphs. */
#include "base/hex.h"
#include "characters/character_case.h"
#include "characters/find_character.h"
#include "characters/missing_glyphs.h"
#include "forms/fonts.h"
#include "http/shown.h"
#include "office/unit.h"

enum { PAGE = 100, NAME_TYPED_BYTES_MAX = 200 };

/* ---- looking up ---- */

struct find_query {
    struct str what;
};
static const struct field find_fields[] = {
    FIELD(find_query, what, "q", FIELD_TEXT, REQUIRED, CHARACTER_ASKED_MAX),
};

static void put_facts(struct buf *body, const struct character_facts *facts)
{
    json_record(body, character_facts_columns, character_facts_column_count, facts);
}

static enum outcome get_characters(struct http_request *request)
{
    struct find_query asked = { NO_STR };
    struct characters_found found;
    struct desk *desk = &request->desk;
    TRY(query_read(desk, request->head->query, find_fields, COUNT(find_fields), &asked));
    TRY(character_find(desk, asked.what, fonts_draw, &found));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "items");
    json_open(body, '[');
    for (size_t i = 0; i < found.count; i++)
        put_facts(body, &found.at[i]);
    json_close(body, ']');
    json_field_bool(body, "more", found.more);
    json_close(body, '}');
    return DONE;
}

struct name_body {
    struct str name;
};
static const struct field name_fields[] = {
    FIELD(name_body, name, "name", FIELD_TEXT, REQUIRED, NAME_TYPED_BYTES_MAX),
};

/** A name stands in the body, never in the address. */
static enum outcome post_name(struct http_request *request)
{
    struct name_body asked = { NO_STR };
    struct name_look look;
    struct desk *desk = &request->desk;
    TRY(body_read(desk, request->body, name_fields, COUNT(name_fields), &asked));
    name_look(desk, asked.name, fonts_draw, &look);
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_str(body, "stored", look.stored);
    json_field_str(body, "fault", look.fault);
    json_field_str(body, "faultEn", look.fault_en);
    json_field_int(body, "chipUnits", look.chip_units);
    json_field_bool(body, "fitsChip", look.fits_chip);
    json_field_str(body, "chipName", look.chip_name);
    json_key(body, "rare");
    json_open(body, '[');
    for (size_t i = 0; i < look.rare_count; i++)
        put_facts(body, &look.rare[i]);
    json_close(body, ']');
    json_close(body, '}');
    return DONE;
}

/* ---- cases ---- */

static void put_case(struct desk *desk, struct buf *body, const struct character_case *c)
{
    const struct character_outcome *outcome =
        c->outcome.len ? character_outcome_of(c->outcome) : NULL;
    struct character_facts facts = character_facts(desk, (uint32_t)c->point, fonts_draw);
    json_open(body, '{');
    json_columns(body, character_case_columns, character_case_column_count, c);
    json_field_str(body, "stationName", unit_short_name(desk, c->station));
    json_field_str(body, "codePoint", facts.code_point);
    json_field_str(body, "gb18030", facts.gb18030);
    json_key(body, "bytes");
    json_hex(body, c->bytes);
    json_key(body, "picture");
    json_hex(body, c->picture);
    json_field_text(body, "outcomeZh", outcome ? outcome->zh : "");
    json_field_text(body, "outcomeEn", outcome ? outcome->en : "");
    json_close(body, '}');
}

static enum outcome find_cases(struct http_request *request)
{
    struct list_query asked = { STR("OPEN"), NO_STR, PAGE };
    struct desk *desk = &request->desk;
    struct character_cases *cases = NEW(desk->arena, struct character_cases);
    request->plan = cases;
    TRY(list_query_read(request, &asked));
    TRY(character_cases_list(desk, asked.state, asked.cursor, asked.limit, cases));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < cases->count; i++)
        put_case(desk, body, &cases->at[i]);
    answer_list_end(request, cases->next);
    return DONE;
}

/** Names were shown: the look is an entry. */
static enum outcome note_list(struct http_request *request)
{
    const struct character_cases *cases = request->plan;
    return character_cases_listed(&request->desk, (int64_t)cases->count);
}

static enum outcome answer_case(struct http_request *request, const struct character_case *c)
{
    put_case(&request->desk, answer_json(request, 200), c);
    answer_version(request, c->ver);
    return DONE;
}

static enum outcome get_picture(struct http_request *request)
{
    struct str bytes;
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(character_picture(&request->desk, part, id, &bytes));
    answer_bytes(request, "image/png", bytes);
    return DONE;
}

static const struct field source_fields[] = {
    FIELD(character_evidence, source, "source", FIELD_TEXT, REQUIRED, CHARACTER_SOURCE_MAX),
};

static enum outcome read_source(struct http_request *request)
{
    struct character_evidence *e = NEW(request->desk.arena, struct character_evidence);
    request->plan = e;
    TRY(params_record(request, &e->part, &e->id));
    return body_read(&request->desk, request->body, source_fields, COUNT(source_fields), e);
}

static enum outcome read_picture(struct http_request *request)
{
    struct character_evidence *e = NEW(request->desk.arena, struct character_evidence);
    request->plan = e;
    e->picture = request->body;
    return params_record(request, &e->part, &e->id);
}

static enum outcome put_evidence(struct http_request *request)
{
    struct character_case c;
    TRY(character_case_show(&request->desk, request->plan, &c));
    return answer_case(request, &c);
}

static const struct field decision_fields[] = {
    FIELD(character_decision, character, "character", FIELD_TEXT, REQUIRED, 4),
    FIELD(character_decision, note, "note", FIELD_TEXT, OPTIONAL, CHARACTER_NOTE_MAX),
};

static enum outcome read_decision(struct http_request *request)
{
    struct character_decision *d = NEW(request->desk.arena, struct character_decision);
    request->plan = d;
    TRY(params_record(request, &d->part, &d->id));
    return body_read(&request->desk, request->body, decision_fields, COUNT(decision_fields), d);
}

static enum outcome post_decision(struct http_request *request)
{
    struct character_case c;
    TRY(character_case_settle(&request->desk, request->plan, &c));
    return answer_case(request, &c);
}

/* ---- missing glyphs ---- */

static enum outcome get_missing(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct missing_glyphs missing;
    char day[11];
    TRY(missing_glyphs_list(desk, fonts_draw, &missing));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < missing.count; i++) {
        const struct missing_glyph *m = &missing.at[i];
        json_open(body, '{');
        json_columns(body, character_facts_columns, character_facts_column_count, &m->facts);
        json_field_int(body, "persons", m->persons);
        json_field_int(body, "units", m->units);
        json_field_str(body, "unitName", unit_short_name(desk, m->unit));
        json_field_text(body, "countedOn", day_text(m->counted_on, day));
        json_close(body, '}');
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

static enum outcome post_missing(struct http_request *request)
{
    int64_t names = 0, missing = 0;
    TRY(missing_glyphs_count(&request->desk, fonts_draw, &names, &missing));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "names", names);
    json_field_int(body, "missing", missing);
    json_close(body, '}');
    return DONE;
}

/* clang-format off */
const struct route character_routes[] = {
    { METHOD_GET, "/api/v1/characters", RIGHT_ANYONE, 0, BODY_NONE, get_characters, NULL,
      "findCharacters", "查找生僻字", "Find a character by code, parts, strokes, reading or variant" },
    { METHOD_POST, "/api/v1/characters/name", RIGHT_ANYONE, 0, BODY_JSON, post_name, NULL,
      "lookAtName", "姓名用字提示", "What would come of a name: chip fit, standard characters, glyphs" },
    { METHOD_GET, "/api/v1/characters/missing", MAY_SEE_PERSONS, 0, BODY_NONE, get_missing, NULL,
      "listMissingGlyphs", "缺字清单", "Characters no font of the forms draws, as last counted" },
    { METHOD_POST, "/api/v1/characters/missing", MAY_SETTLE_NUMBERS, IS_SLOW | WRITES_ITSELF, BODY_EMPTY, post_missing, NULL,
      "countMissingGlyphs", "统计缺字", "Count them anew over the reach" },
    { METHOD_GET, "/api/v1/character-cases", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, find_cases, note_list,
      "listCharacterCases", "自造字案件", "Private-use codes in names: a look with a purpose" },
    { METHOD_GET, "/api/v1/character-cases/{part}/{id}/picture", MAY_SEE_PERSONS, 0, BODY_NONE, get_picture, NULL,
      "getCharacterPicture", "字形图片", "The picture of a character" },
    { METHOD_POST, "/api/v1/character-cases/{part}/{id}/source", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_source, put_evidence,
      "putCharacterSource", "登记字形来源", "The paper the character was read from" },
    { METHOD_PUT, "/api/v1/character-cases/{part}/{id}/picture", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_PNG, read_picture, put_evidence,
      "putCharacterPicture", "上传字形图片", "The picture of the character, a PNG" },
    { METHOD_POST, "/api/v1/character-cases/{part}/{id}/decision", MAY_DECIDE_COUNTY, NEEDS_VERSION, BODY_JSON, read_decision, post_decision,
      "settleCharacterCase", "自造字改为标准字", "Put the standard character for the code" },
};
/* clang-format on */
const size_t character_route_count = COUNT(character_routes);
