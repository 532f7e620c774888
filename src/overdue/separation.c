#include "overdue/separation.h"
#include "base/utf8.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/cursor.h"
#include "register/person_store.h"
#include "sql/overdue.h"

static const struct separation_word states[] = {
#define X(state, zh, en) { #state, zh, en },
    SEPARATION_STATES(X)
#undef X
};

const struct separation_word *separation_state_word(enum separation_state state)
{
    ASSERT(state < SEPARATION_STATE_COUNT);
    return &states[state];
}

enum separation_state separation_state_of(struct str code)
{
    size_t i = 0;
    while (i < COUNT(states) && !str_is(code, states[i].code))
        i++;
    return (enum separation_state)i;
}

/* clang-format off */
const struct column separation_columns[] = {
    COLUMN(separation, part,          "part",         KIND_INT32, "首登单位",   "Part"),
    COLUMN(separation, id,            "id",           KIND_ID,    "登记标识",   "Id"),
    COLUMN(separation, ver,           "ver",          KIND_INT32, "版本",       "Version"),
    COLUMN(separation, person,        "person",       KIND_ID,    "人员",       "Person"),
    COLUMN(separation, station,       "station",      KIND_INT32, "户籍派出所", "Station of registration"),
    COLUMN(separation, lives_at,      "livesAt",      KIND_INT32, "居住派出所", "Station where the person lives"),
    COLUMN(separation, address,       "address",      KIND_TEXT,  "居住地址",   "Lives at"),
    COLUMN(separation, since,         "since",        KIND_DAY,   "居住起始日", "Since"),
    COLUMN(separation, state,         "state",        KIND_TEXT,  "状态",       "State"),
    COLUMN(separation, found_part,    "foundPart",    KIND_INT32, "核查派出所", "Station of the house check"),
    COLUMN(separation, finding,       "finding",      KIND_ID,    "核查问题",   "Finding"),
    COLUMN(separation, born_on,       NULL,           KIND_DAY,   "出生日期",   "Born on"),
    COLUMN(separation, registered_on, "registeredOn", KIND_DAY,   "登记日期",   "Registered on"),
    COLUMN(separation, clerk,         "clerk",        KIND_ID,    "登记人",     "Registered by"),
    COLUMN(separation, ended_on,      "endedOn",      KIND_DAY,   "终止日期",   "Ended on"),
    COLUMN(separation, ended_by,      "endedBy",      KIND_ID,    "终止人",     "Ended by"),
    COLUMN(separation, reason,        "reason",       KIND_TEXT,  "终止原因",   "Why it ended"),
};
/* clang-format on */
const size_t separation_column_count = COUNT(separation_columns);

/* ---- reading ---- */

static enum outcome load(struct desk *desk, int32_t part, int64_t id, struct separation *out)
{
    struct row row;
    TRY(db_get(desk, &Q_separation_get, NO_SEPARATION_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, separation_columns, separation_column_count, out);
    return DONE;
}

static enum outcome load_of_person(struct desk *desk, int32_t part, int64_t person,
                                   struct separations *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_separations_of_person, WITH(v_int(part), v_int(person)), &rows));
    struct separation *at = NEW_ARRAY(desk->arena, struct separation, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), separation_columns, separation_column_count, &at[i]);
    *out = (struct separations){ at, rows.count, NO_STR };
    return DONE;
}

enum outcome separations_of(struct desk *desk, int32_t part, int64_t person,
                            struct separations *out)
{
    struct person p;
    TRY(person_load(desk, part, person, &p));
    TRY(may(desk, MAY_SEE_PERSONS, p.station));
    return load_of_person(desk, part, person, out);
}

enum outcome separation_in_use(struct desk *desk, int32_t part, int64_t person,
                               struct separation *out, bool *found)
{
    struct separations all;
    TRY(load_of_person(desk, part, person, &all));
    *found = false;
    for (size_t i = 0; i < all.count; i++)
        if (separation_state_of(all.at[i].state) == SEPARATION_IN_USE) {
            *out = all.at[i];
            *found = true;
        }
    return DONE;
}

enum outcome separations_list(struct desk *desk, struct str state, struct str cursor, int limit,
                              struct separations *out)
{
    struct cursor after;
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (separation_state_of(state) == SEPARATION_STATE_COUNT)
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "IN_USE, CANCELLED, MOVED, DEAD, DELETED");
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_separations,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_text(state),
                     v_int(after.order), v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    size_t count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    struct separation *at = NEW_ARRAY(desk->arena, struct separation, count);
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(&rows, i), separation_columns, separation_column_count, &at[i]);
    *out = (struct separations){ at, count, NO_STR };
    if (count < rows.count) {
        const struct separation *last = &at[count - 1];
        out->next = cursor_make(
            desk->arena, &(struct cursor){ last->registered_on.n, last->part, last->id, NO_STR });
    }
    return DONE;
}

static void put(struct desk *desk, struct buf *buf, const struct separation *s)
{
    const struct separation_word *state = separation_state_word(separation_state_of(s->state));
    json_columns(buf, separation_columns, separation_column_count, s);
    json_field_text(buf, "stateZh", state->zh);
    json_field_text(buf, "stateEn", state->en);
    json_field_str(buf, "stationName", unit_short_name(desk, s->station));
    json_field_str(buf, "livesAtName", unit_short_name(desk, s->lives_at));
}

void separation_json(struct desk *desk, struct buf *buf, const struct separation *s)
{
    json_open(buf, '{');
    put(desk, buf, s);
    json_close(buf, '}');
}

enum outcome separation_row_json(struct desk *desk, struct buf *buf, const struct separation *s)
{
    struct person p;
    TRY(person_load(desk, s->part, s->person, &p));
    json_open(buf, '{');
    put(desk, buf, s);
    json_field_str(buf, "name", name_masked(desk->arena, p.name));
    json_close(buf, '}');
    return DONE;
}

/* ---- registering ---- */

static enum outcome check_station(struct desk *desk, int32_t station, int32_t registered_at)
{
    struct unit unit;
    bool of_city = unit_is_station(station) && unit_city(station) == unit_city(registered_at);
    enum outcome outcome = of_city ? unit_load(desk, station, &unit) : REFUSED;
    if (outcome == FAILED)
        return FAILED;
    bool station_of_city = outcome == DONE && unit_kind_of_code(unit.kind) == UNIT_STATION;
    return station_of_city ? DONE : refuse_field(desk, NO_STATION_UNKNOWN, "/livesAt");
}

static enum outcome check_asked(struct desk *desk, const struct separation_asked *asked,
                                const struct person *p)
{
    struct str address = str_trim(asked->address);
    if (!address.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/address");
    if (utf8_points(address) > SEPARATION_ADDRESS_MOST)
        return refuse_field(desk, NO_ITEM_WRONG, "/address");
    if (!day_is(asked->since))
        return refuse_field(desk, NO_ITEM_MISSING, "/since");
    if (asked->since.n > desk->today.n || (day_is(p->born_on) && asked->since.n < p->born_on.n))
        return refuse_field(desk, NO_ITEM_WRONG, "/since");
    if (!str_is(p->status, "0"))
        return refuse(desk, NO_PERSON_NOT_NORMAL);
    return check_station(desk, asked->lives_at, p->station);
}

static enum outcome enter(struct desk *desk, const char *verb, const struct separation *s)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "separation", s->id);
    json_field_int(&body, "livesAt", s->lives_at);
    json_field_str(&body, "state", s->state);
    json_close(&body, '}');
    return journal(desk, verb, s->part, s->person, buf_str(&body));
}

enum outcome separation_register(struct desk *desk, const struct separation_asked *asked,
                                 struct separation *out)
{
    SCOPED(tx) tx = { 0 };
    struct person p;
    struct separation s;
    int64_t id = new_id(desk);
    TRY(tx_open(desk, &tx));
    TRY(person_load(desk, asked->part, asked->person, &p));
    TRY(may(desk, MAY_KEEP_REGISTER, p.station));
    TRY(check_asked(desk, asked, &p));
    TRY(db_change(desk, &Q_separation_add, NO_SEPARATION_IN_USE,
                  WITH(v_int(p.part), v_int(id), v_int(p.id), v_int(p.station),
                       v_int(asked->lives_at), v_text(str_trim(asked->address)),
                       v_day(asked->since), v_id(asked->found_part), v_id(asked->finding),
                       v_day(p.born_on), v_day(desk->today), v_int(desk->clerk.id))));
    TRY(progress_add(desk, p.station, "separation.registered", 1));
    TRY(load(desk, p.part, id, &s));
    TRY(enter(desk, "separation.registered", &s));
    TRY(tx_commit(&tx));
    *out = s;
    return DONE;
}

/* ---- ending ---- */

static enum outcome end_one(struct desk *desk, const struct separation *s,
                            enum separation_state state, struct str reason)
{
    return db_change(desk, &Q_separation_end, NO_CHANGED_MEANWHILE,
                     WITH(v_int(s->part), v_int(s->id), v_int(s->ver),
                          v_lit(separation_state_word(state)->code), v_day(desk->today),
                          v_int(desk->clerk.id), v_filled(reason)));
}

enum outcome separation_end(struct desk *desk, int32_t part, int64_t id, struct str reason,
                            struct separation *out)
{
    SCOPED(tx) tx = { 0 };
    struct separation s;
    TRY(tx_open(desk, &tx));
    TRY(load(desk, part, id, &s));
    TRY(may(desk, MAY_KEEP_REGISTER, s.station));
    if (separation_state_of(s.state) != SEPARATION_IN_USE)
        return refuse(desk, NO_SEPARATION_ENDED);
    if (desk->expected_version >= 0)
        TRY(version_seen(desk, s.ver));
    if (!str_trim(reason).len || utf8_points(reason) > SEPARATION_REASON_MOST)
        return refuse_field(desk, str_trim(reason).len ? NO_ITEM_WRONG : NO_ITEM_MISSING,
                            "/reason");
    TRY(end_one(desk, &s, SEPARATION_CANCELLED, str_trim(reason)));
    TRY(load(desk, part, id, &s));
    TRY(enter(desk, "separation.ended", &s));
    TRY(tx_commit(&tx));
    *out = s;
    return DONE;
}

enum outcome separation_follow_visit(struct desk *desk, int32_t part, int64_t household,
                                     struct str body)
{
    struct persons members;
    struct separation s;
    if (str_find(body, STR("\"result\":\"FOUND\"")) == body.len)
        return DONE;
    TRY(household_members(desk, part, household, &members));
    for (size_t i = 0; i < members.count; i++) {
        bool found = false;
        TRY(separation_in_use(desk, part, members.at[i].id, &s, &found));
        if (found)
            TRY(end_one(desk, &s, SEPARATION_CANCELLED, STR("入户核查：与登记相符")));
    }
    return DONE;
}

/** What a separation becomes with the registration it belongs to. */
static enum separation_state state_after(const struct person *p)
{
    static const struct {
        const char *status;
        enum separation_state state;
    } rows[] = { { "1", SEPARATION_DEAD }, { "2", SEPARATION_MOVED }, { "7", SEPARATION_DELETED } };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_is(p->status, rows[i].status))
            return rows[i].state;
    return str_is(p->status, "0") ? SEPARATION_MOVED : SEPARATION_CANCELLED;
}

enum outcome separation_follow_person(struct desk *desk, const struct person *p, bool moved)
{
    struct separation s;
    bool found = false;
    if (str_is(p->status, "0") && !moved)
        return DONE;
    TRY(separation_in_use(desk, p->part, p->id, &s, &found));
    return found ? end_one(desk, &s, state_after(p), STR("户口登记变更")) : DONE;
}
