/** Taking a case in, putting right what is to be entered, adding papers. */
#include "core/name.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "office/office.h"
#include "register/person_store.h"
#include "unregistered/unregistered_store.h"

enum { TEXT_MOST = 4000, EVIDENCE_DAYS = 30 };

/* ---- whose registration was cancelled ---- */

/** By the number it had: whoever gave it up, or holds it still. */
static enum outcome find_by_number(struct desk *desk, struct str number, int32_t *part,
                                   int64_t *person)
{
    struct number_holders holders;
    TRY(number_past_holders_of(desk, number, &holders));
    if (!holders.count)
        TRY(number_holders_of(desk, number, &holders));
    if (holders.count != 1)
        return refuse_field(desk, NO_PERSON_UNKNOWN, "/number");
    *part = holders.at[0].part;
    *person = holders.at[0].person;
    return DONE;
}

/** Whoever is registered now needs no case. */
static enum outcome link_person(struct desk *desk, int32_t part, int64_t id, struct str number,
                                struct unregistered *c)
{
    struct person p;
    if (!id && !number.len)
        return DONE;
    if (!id)
        TRY(find_by_number(desk, number, &part, &id));
    TRY(person_load(desk, part, id, &p));
    if (str_is(p.status, "0"))
        return refuse_field(desk, NO_BUSINESS_SUBJECT, "/person");
    c->person_part = p.part;
    c->person = p.id;
    c->name = p.name;
    return DONE;
}

/* ---- what is said ---- */

/** Who is restored keeps the name of the register; of anybody else the applicant says it. */
static enum outcome take_name(struct desk *desk, struct business_items *items,
                              struct unregistered *c)
{
    struct str *said = &items->at[BUSINESS_ITEM_NAME];
    if (c->person)
        return DONE;
    if (said->len) {
        *said = name_stored(desk->arena, *said);
        if (name_fault(*said, NULL) != NAME_GOOD)
            return refuse_field(desk, NO_ITEM_WRONG, "/items/name");
        c->name = *said;
    }
    return c->name.len ? DONE : refuse_field(desk, NO_ITEM_MISSING, "/items/name");
}

static enum outcome check_class(struct desk *desk, struct str class_, struct day on)
{
    return unregistered_class_find(class_, on)
               ? DONE
               : refuse_field(desk, NO_UNREGISTERED_CLASS, "/class");
}

/* ---- taking in ---- */

static enum outcome place(struct desk *desk, const struct unregistered_asked *asked,
                          struct unregistered *c)
{
    c->station = asked->station ? asked->station : desk->clerk.unit;
    TRY(may(desk, MAY_KEEP_REGISTER, c->station));
    if (!unit_is_station(c->station))
        return refuse_field(desk, NO_STATION_UNKNOWN, "/station");
    c->part = c->station;
    return DONE;
}

static void fill(struct desk *desk, const struct unregistered_asked *asked, struct unregistered *c)
{
    c->id = new_id(desk);
    c->ver = 1;
    c->class_ = asked->class_;
    c->state = str_of(unregistered_state_text(UNREGISTERED_TAKEN_IN)->code);
    c->live = 1;
    c->applicant = asked->applicant;
    c->applicant_relation = asked->applicant_relation;
    c->phone = asked->phone;
    c->clerk = desk->clerk.id;
    c->opened_on = c->since = desk->today;
    c->due_on.n =
        desk->today.n + (int32_t)setting(desk, "unregistered.evidence_days", EVIDENCE_DAYS);
    c->posted_on = c->notice_ends = c->decided_on = c->closed_on = NO_DAY;
}

static enum outcome enter(struct desk *desk, const struct unregistered *c, const char *verb)
{
    SCOPED(buf) body = { 0 };
    unregistered_begin_body(&body, c);
    json_close(&body, '}');
    return unregistered_journal(desk, c, verb, buf_str(&body));
}

enum outcome unregistered_open(struct desk *desk, const struct unregistered_asked *asked,
                               struct unregistered *out)
{
    SCOPED(tx) tx = { 0 };
    struct unregistered c = { 0 };
    struct business_items items = asked->items;
    TRY(tx_open(desk, &tx));
    TRY(place(desk, asked, &c));
    TRY(check_class(desk, asked->class_, desk->today));
    if (!str_trim(asked->applicant).len)
        return refuse_field(desk, NO_ITEM_MISSING, "/applicant");
    TRY(link_person(desk, asked->person_part, asked->person, asked->number, &c));
    TRY(take_name(desk, &items, &c));
    fill(desk, asked, &c);
    TRY(unregistered_insert(desk, &c));
    TRY(unregistered_put_items(desk, &c, &items));
    TRY(progress_add(desk, c.station, "unregistered.opened", 1));
    TRY(enter(desk, &c, "unregistered.opened"));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

/* ---- putting right ---- */

/** What was put forward stands as it was put forward. */
static bool is_open_to_change(const struct unregistered *c)
{
    enum unregistered_state s = unregistered_state_of(c->state);
    return s == UNREGISTERED_TAKEN_IN || s == UNREGISTERED_READY || s == UNREGISTERED_POSTED ||
           s == UNREGISTERED_INVESTIGATING;
}

/** Another class may ask other papers: they are gathered first. */
static enum outcome take_class(struct desk *desk, struct str class_, struct unregistered *c)
{
    if (!class_.len || str_eq(class_, c->class_))
        return DONE;
    TRY(check_class(desk, class_, c->opened_on));
    c->class_ = class_;
    c->state = str_of(unregistered_state_text(UNREGISTERED_TAKEN_IN)->code);
    c->posted_on = c->notice_ends = NO_DAY;
    c->since = desk->today;
    c->due_on.n =
        desk->today.n + (int32_t)setting(desk, "unregistered.evidence_days", EVIDENCE_DAYS);
    return DONE;
}

enum outcome unregistered_change(struct desk *desk, const struct unregistered_change *change,
                                 struct unregistered *out)
{
    SCOPED(tx) tx = { 0 };
    struct unregistered c;
    struct business_items items = change->items;
    TRY(tx_open(desk, &tx));
    TRY(unregistered_load(desk, change->part, change->id, &c));
    TRY(may(desk, MAY_KEEP_REGISTER, c.station));
    if (desk->expected_version >= 0) /* the command line may leave it out */
        TRY(version_seen(desk, c.ver));
    TRY(allow(desk, is_open_to_change(&c) ? REFUSAL_NONE : NO_UNREGISTERED_STEP));
    TRY(take_class(desk, change->class_, &c));
    TRY(link_person(desk, change->person_part, change->person, change->number, &c));
    TRY(take_name(desk, &items, &c));
    TRY(unregistered_put_items(desk, &c, &items));
    TRY(unregistered_save(desk, &c, UNREGISTERED_EVENT_CHANGE, NO_STR));
    TRY(enter(desk, &c, "unregistered.changed"));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

/* ---- papers ---- */

static enum outcome check_proof(struct desk *desk, const struct proof_asked *asked)
{
    const struct proof_kind *kind = proof_kind_find(asked->kind);
    if (!kind)
        return refuse_field(desk, NO_ITEM_WRONG, "/kind");
    if (kind->issued && !str_trim(asked->issuer).len)
        return refuse_field(desk, NO_ITEM_MISSING, "/issuer");
    if (day_is(asked->issued_on) && asked->issued_on.n > desk->today.n)
        return refuse_field(desk, NO_ITEM_WRONG, "/issuedOn");
    if (!str_trim(asked->text).len)
        return refuse_field(desk, NO_ITEM_MISSING, "/text");
    if (asked->text.len > TEXT_MOST)
        return refuse_field(desk, NO_ITEM_WRONG, "/text");
    if (asked->hash.len && asked->hash.len != SM3_BYTES)
        return refuse_field(desk, NO_ITEM_WRONG, "/hash");
    return DONE;
}

static enum outcome enter_proof(struct desk *desk, const struct unregistered *c,
                                const struct proof *p)
{
    SCOPED(buf) body = { 0 };
    unregistered_begin_body(&body, c);
    json_field_id(&body, "evidence", p->id);
    json_field_str(&body, "kind", p->kind);
    json_close(&body, '}');
    return unregistered_journal(desk, c, "unregistered.evidence_added", buf_str(&body));
}

enum outcome unregistered_prove(struct desk *desk, const struct proof_asked *asked,
                                struct unregistered *out)
{
    SCOPED(tx) tx = { 0 };
    struct unregistered c;
    TRY(tx_open(desk, &tx));
    TRY(unregistered_load(desk, asked->part, asked->id, &c));
    TRY(may(desk, MAY_KEEP_REGISTER, c.station));
    bool open = is_open_to_change(&c) || str_is(c.state, "IN_COMPLAINT");
    TRY(allow(desk, open ? REFUSAL_NONE : NO_UNREGISTERED_STEP));
    TRY(check_proof(desk, asked));
    const struct proof p = { .id = new_id(desk),
                             .kind = asked->kind,
                             .paper_number = asked->paper_number,
                             .issuer = asked->issuer,
                             .issued_on = asked->issued_on,
                             .text = asked->text,
                             .hash = asked->hash.len ? asked->hash : NO_STR,
                             .unit = desk->clerk.unit,
                             .clerk = desk->clerk.id,
                             .instant = desk->now };
    TRY(unregistered_add_proof(desk, &c, &p));
    TRY(enter_proof(desk, &c, &p));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}
