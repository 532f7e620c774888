#include "register/four_way.h"
#include "core/name.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/four_way_view.h"
#include "register/number_case.h"
#include "register/record_values.h"
#include "sql/register.h"

/* clang-format off */
const struct column four_way_columns[] = {
    COLUMN(four_way_difference, part,           "part",          KIND_INT32, "首登单位", "Part"),
    COLUMN(four_way_difference, check_id,       "checkId",       KIND_ID,    "对照标识", "Check"),
    COLUMN(four_way_difference, item,           "item",          KIND_TEXT,  "项目",     "Item"),
    COLUMN(four_way_difference, person,         "person",        KIND_ID,    "人员标识", "Person"),
    COLUMN(four_way_difference, on_card,        "onCard",        KIND_BOOL,  "证件项目", "On the card"),
    COLUMN(four_way_difference, register_value, "registerValue", KIND_TEXT,  "系统登记", "Register"),
    COLUMN(four_way_difference, form_value,     "formValue",     KIND_TEXT,  "常住人口登记表", "Register sheet"),
    COLUMN(four_way_difference, booklet_value,  "bookletValue",  KIND_TEXT,  "户口簿",   "Booklet"),
    COLUMN(four_way_difference, card_value,     "cardValue",     KIND_TEXT,  "居民身份证", "Card"),
    COLUMN(four_way_difference, person_value,   "personValue",   KIND_TEXT,  "本人",     "Person"),
    COLUMN(four_way_difference, rule,           "rule",          KIND_TEXT,  "依据规则", "Rule"),
    COLUMN(four_way_difference, proposal,       "proposal",      KIND_TEXT,  "建议",     "Proposal"),
    COLUMN(four_way_difference, state,          "state",         KIND_TEXT,  "状态",     "State"),
    COLUMN(four_way_difference, outcome,        "outcome",       KIND_TEXT,  "处理结果", "Outcome"),
    COLUMN(four_way_difference, reason,         "reason",        KIND_TEXT,  "理由",     "Reason"),
    COLUMN(four_way_difference, case_kind,      "caseKind",      KIND_TEXT,  "立案类别", "Kind of case"),
    COLUMN(four_way_difference, case_id,        "caseId",        KIND_ID,    "案件标识", "Case"),
    COLUMN(four_way_difference, settled_on,     "settledOn",     KIND_DAY,   "处理日期", "Settled on"),
};
/* clang-format on */
const size_t four_way_column_count = COUNT(four_way_columns);
enum { COLUMNS_SETTLED = 5 }; /* the last ones, written when it is settled */

static struct str or_empty(struct str s)
{
    return s.at ? s : STR("");
}

/** A day as papers write it, 1980年6月15日, 1980.6.15 or 19800615, as a day is stored. */
static struct str day_as_stored(struct desk *desk, struct str value)
{
    int parts[3] = { 0 }, part = -1, digits = 0;
    struct day day;
    for (size_t i = 0; i < value.len; i++) {
        bool digit = value.at[i] >= '0' && value.at[i] <= '9';
        bool begins =
            digit && (!digits || (part == 0 && digits == 4) || (part == 1 && digits == 2));
        part += begins;
        digits = !digit ? 0 : begins ? 1 : digits + 1;
        if (part > 2 || digits > 4)
            return value;
        if (digit)
            parts[part] = parts[part] * 10 + (value.at[i] - '0');
    }
    struct str iso = arena_printf(desk->arena, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
    return day_parse(iso, &day) ? iso : value;
}

/** A variant of a character makes no other name; a traditional form does [domain 9]. */
static bool is_same_name(struct desk *desk, const struct four_way_item *item, struct str registered,
                         struct str written)
{
    bool name = strcmp(item->key, "name") == 0 || strcmp(item->key, "formerName") == 0;
    return name && registered.len && name_same(desk->arena, registered, written);
}

/** What was entered as it would be stored: a code for a word, a day for its digits; what is written
 * as the register shows it is the same. Blanks at the ends never count. */
static struct str entered(struct desk *desk, const struct four_way_item *item,
                          const struct four_way_registered *now, struct str value)
{
    value = str_trim(value);
    if (!value.len || str_eq(value, now->text) || is_same_name(desk, item, now->value, value))
        return value.len ? now->value : STR("");
    if (strcmp(item->key, "bornOn") == 0)
        return day_as_stored(desk, value);
    const struct code *code = now->list ? code_read(now->list, value) : NULL;
    return code ? str_of(code->code) : value;
}

/* ---- a check ---- */

struct checking {
    const struct four_way_order *order;
    struct person_record record;
    struct four_way_registered items[FOUR_WAY_ITEMS];
    int64_t id;
    struct four_way_difference found[FOUR_WAY_ITEMS];
    size_t count;
};

static bool is_ahead(struct desk *desk, struct day day)
{
    return day_is(day) && day.n > desk->today.n;
}

/** Of a source that was shown what is not said is the same; no card says what cards do not hold. */
static struct str said(struct desk *desk, const struct checking *c,
                       const struct four_way_item *item, enum four_way_source source,
                       struct str value)
{
    const struct four_way_registered *now = &c->items[item - four_way_items];
    bool shown = c->order->shown >> source & 1 && (source != FOUR_WAY_CARD || item->on_card);
    return !str_trim(value).len && shown ? now->value : entered(desk, item, now, value);
}

/** The item is one, is named once, and no card speaks of what cards do not hold. */
static enum outcome check_entry(struct desk *desk, const struct four_way_order *order,
                                const struct four_way_entry *entry)
{
    const struct four_way_item *item = four_way_item_of(entry->item);
    bool good = item && (!entry->card.len || item->on_card);
    for (const struct four_way_entry *e = order->entries; e < entry; e++)
        good = good && !str_eq(e->item, entry->item);
    return good ? DONE : refuse_field(desk, NO_ITEM_WRONG, "/entries");
}

static enum outcome compare_item(struct desk *desk, const struct four_way_entry *entry,
                                 struct checking *c)
{
    const struct four_way_order *order = c->order;
    TRY(check_entry(desk, order, entry));
    const struct four_way_item *item = four_way_item_of(entry->item);
    const struct four_way_values v = {
        .registered = or_empty(c->items[item - four_way_items].value),
        .form = said(desk, c, item, FOUR_WAY_FORM, entry->form),
        .booklet = said(desk, c, item, FOUR_WAY_BOOKLET, entry->booklet),
        .card = said(desk, c, item, FOUR_WAY_CARD, entry->card),
        .person = said(desk, c, item, FOUR_WAY_PERSON, entry->person)
    };
    if (four_way_agrees(&v))
        return DONE;
    struct four_way_proposal proposal = four_way_propose(&v, &order->days, desk->today);
    c->found[c->count++] = (struct four_way_difference){ .part = order->part,
                                                         .check_id = c->id,
                                                         .item = str_of(item->key),
                                                         .person = order->person,
                                                         .on_card = item->on_card,
                                                         .register_value = v.registered,
                                                         .form_value = or_empty(v.form),
                                                         .booklet_value = or_empty(v.booklet),
                                                         .card_value = or_empty(v.card),
                                                         .person_value = or_empty(v.person),
                                                         .rule = str_of(proposal.rule),
                                                         .proposal = or_empty(proposal.value),
                                                         .state = STR("OPEN"),
                                                         .settled_on = { NO_DAY_N } };
    return DONE;
}

static enum outcome compare_all(struct desk *desk, struct checking *c)
{
    const struct four_way_order *order = c->order;
    if (order->count > FOUR_WAY_ITEMS || order->shown >> FOUR_WAY_SOURCES ||
        is_ahead(desk, order->days.booklet) || is_ahead(desk, order->days.card))
        return refuse_field(desk, NO_ITEM_WRONG, "/entries");
    for (size_t i = 0; i < order->count; i++)
        TRY(compare_item(desk, &order->entries[i], c));
    return DONE;
}

static enum outcome write_check(struct desk *desk, const struct four_way_order *order,
                                const struct checking *c)
{
    TRY(db_change(desk, &Q_four_way_check_add, REFUSAL_NONE,
                  WITH(v_int(order->part), v_int(c->id), v_int(order->person),
                       v_int(c->record.person.station), v_day(desk->today),
                       v_day(order->days.booklet), v_day(order->days.card),
                       v_int((int64_t)order->shown), v_int(desk->clerk.id))));
    for (size_t i = 0; i < c->count; i++)
        TRY(record_change(desk, &Q_four_way_difference_add, REFUSAL_NONE, four_way_columns,
                          four_way_column_count - COLUMNS_SETTLED, &c->found[i], NULL));
    return DONE;
}

static enum outcome journal_check(struct desk *desk, const struct checking *c)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "check", c->id);
    json_key(&body, "items");
    json_open(&body, '[');
    for (size_t i = 0; i < c->count; i++)
        json_str(&body, c->found[i].item);
    json_close(&body, ']');
    json_close(&body, '}');
    return journal(desk, "four_way.checked", c->record.person.part, c->record.person.id,
                   buf_str(&body));
}

enum outcome four_way_check(struct desk *desk, const struct four_way_order *order, int64_t *id,
                            struct four_way_differences *out)
{
    SCOPED(tx) tx = { 0 };
    struct checking *c = NEW(desk->arena, struct checking);
    TRY(tx_open(desk, &tx));
    TRY(person_record_load(desk, order->part, order->person, &c->record));
    TRY(may(desk, MAY_KEEP_REGISTER, c->record.person.station));
    c->id = new_id(desk);
    c->order = order;
    four_way_registered(desk, &c->record, c->items);
    TRY(compare_all(desk, c));
    TRY(write_check(desk, order, c));
    TRY(journal_check(desk, c));
    TRY(tx_commit(&tx));
    *id = c->id;
    *out = (struct four_way_differences){ c->found, c->count };
    return DONE;
}

/* ---- settling ---- */

static enum outcome check_outcome(struct desk *desk, const struct person_record *record,
                                  const struct four_way_difference *d, struct str outcome)
{
    if (str_is(d->state, "SETTLED"))
        return refuse(desk, NO_WRONG_STEP);
    if (str_is(outcome, "PAPERS") || str_is(outcome, "CASE"))
        return DONE;
    if (!str_is(outcome, "REGISTER"))
        return refuse_field(desk, NO_ITEM_WRONG, "/outcome");
    return four_way_is_righted(desk, record, d)
               ? DONE
               : refuse_at(desk, NO_ITEM_WRONG, "/outcome", "登记内容尚未更正");
}

static enum outcome load_difference(struct desk *desk, int32_t part, int64_t check, struct str item,
                                    struct four_way_difference *out)
{
    struct row row;
    TRY(db_get(desk, &Q_four_way_difference_get, NO_NOT_FOUND,
               WITH(v_int(part), v_int(check), v_text(item)), &row));
    row_read(row, four_way_columns, four_way_column_count, out);
    return DONE;
}

/** The case of the person that is open, or one opened now because papers say another number. */
static enum outcome number_case_for(struct desk *desk, const struct person *p, int64_t *id)
{
    struct number_case open;
    bool found = false;
    const struct number_case asked = { .part = p->part,
                                       .person = p->id,
                                       .number = or_empty(p->number),
                                       .kind = STR("WRONG"),
                                       .reasons = STR("PAPERS_DIFFER"),
                                       .station = p->station };
    TRY(number_open_case_of(desk, p->part, p->id, &open, &found));
    if (!found) {
        TRY(number_case_open(desk, &asked));
        TRY(number_open_case_of(desk, p->part, p->id, &open, &found));
    }
    *id = open.id;
    return DONE;
}

/** Which case decides it; of a number the case itself. */
static enum outcome open_case(struct desk *desk, const struct person *person,
                              const struct four_way_settlement *s, struct str *kind, int64_t *id)
{
    const struct four_way_item *item = four_way_item_of(s->item);
    struct str rest = str_of(item->cases), word = s->case_kind;
    if (!word.len)
        str_split(&rest, ' ', &word);
    if (!four_way_takes_case(item, word))
        return refuse_field(desk, NO_ITEM_WRONG, "/caseKind");
    *kind = word;
    return str_is(word, "NUMBER_CASE") ? number_case_for(desk, person, id) : DONE;
}

static enum outcome journal_settled(struct desk *desk, const struct four_way_difference *d,
                                    struct str outcome, struct str case_kind)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "check", d->check_id);
    json_field_str(&body, "item", d->item);
    json_field_str(&body, "rule", d->rule);
    json_field_str(&body, "outcome", outcome);
    if (case_kind.len)
        json_field_str(&body, "case", case_kind);
    json_close(&body, '}');
    return journal(desk, "four_way.settled", d->part, d->person, buf_str(&body));
}

/** A check is closed as soon as it is signed and nothing is left to settle. */
static enum outcome close_if_done(struct desk *desk, int32_t part, int64_t check)
{
    return db_change(desk, &Q_four_way_check_close, REFUSAL_NONE,
                     WITH(v_int(part), v_int(check), v_day(desk->today)));
}

/** The difference with its outcome; a case leaves it open. */
static enum outcome write_settled(struct desk *desk, const struct four_way_settlement *s,
                                  const struct four_way_difference *d, struct str case_kind,
                                  int64_t case_id)
{
    bool waits = str_is(s->outcome, "CASE");
    TRY(db_change(desk, &Q_four_way_settle, NO_CHANGED_MEANWHILE,
                  WITH(v_int(s->part), v_int(s->check), v_text(s->item), v_text(d->state),
                       waits ? v_lit("CASE") : v_lit("SETTLED"), v_text(s->outcome),
                       v_text(s->reason), waits ? v_null() : v_day(desk->today),
                       v_int(desk->clerk.id), case_kind.len ? v_text(case_kind) : v_null(),
                       case_id ? v_int(case_id) : v_null())));
    TRY(db_change(desk, &Q_four_way_check_touch, REFUSAL_NONE,
                  WITH(v_int(s->part), v_int(s->check))));
    return close_if_done(desk, s->part, s->check);
}

enum outcome four_way_settle(struct desk *desk, const struct four_way_settlement *s)
{
    SCOPED(tx) tx = { 0 };
    struct four_way_difference d;
    struct person_record record;
    struct str case_kind = NO_STR;
    int64_t case_id = 0;
    bool waits = str_is(s->outcome, "CASE");
    TRY(tx_open(desk, &tx));
    TRY(load_difference(desk, s->part, s->check, s->item, &d));
    TRY(person_record_load(desk, s->part, d.person, &record));
    TRY(may(desk, MAY_KEEP_REGISTER, record.person.station));
    TRY(check_outcome(desk, &record, &d, s->outcome));
    if (!str_trim(s->reason).len)
        return refuse_field(desk, NO_REASON_REQUIRED, "/reason");
    if (waits)
        TRY(open_case(desk, &record.person, s, &case_kind, &case_id));
    TRY(write_settled(desk, s, &d, case_kind, case_id));
    if (!waits && d.on_card)
        TRY(follow(desk, "four_way.settled", s->part, d.person, STR("{}")));
    TRY(journal_settled(desk, &d, s->outcome, case_kind));
    return tx_commit(&tx);
}

/* ---- signing ---- */

static enum outcome check_signing(struct desk *desk, const struct four_way_check_row *check,
                                  struct str signer)
{
    if (desk->expected_version < 0)
        return refuse(desk, NO_VERSION_REQUIRED);
    if (desk->expected_version != check->ver)
        return refuse_at(desk, NO_VERSION_STALE, "", "%d", (int)check->ver);
    if (strcmp(four_way_state(check), "DECIDED") != 0)
        return refuse(desk, NO_WRONG_STEP);
    return four_way_signer_of(signer) ? DONE : refuse_field(desk, NO_ITEM_WRONG, "/signer");
}

static enum outcome journal_signed(struct desk *desk, const struct four_way_check_row *check,
                                   struct str signer)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "check", check->id);
    json_field_str(&body, "signer", signer);
    json_close(&body, '}');
    return journal(desk, "four_way.signed", check->part, check->person, buf_str(&body));
}

enum outcome four_way_sign(struct desk *desk, int32_t part, int64_t check, struct str signer,
                           struct four_way_check_row *out)
{
    SCOPED(tx) tx = { 0 };
    struct four_way_check_row row;
    struct person person;
    TRY(tx_open(desk, &tx));
    TRY(four_way_check_load(desk, part, check, &row));
    TRY(person_load(desk, part, row.person, &person));
    TRY(may(desk, MAY_KEEP_REGISTER, person.station));
    TRY(check_signing(desk, &row, signer));
    TRY(db_change(
        desk, &Q_four_way_check_sign, NO_CHANGED_MEANWHILE,
        WITH(v_int(part), v_int(check), v_int(row.ver), v_day(desk->today), v_text(signer))));
    TRY(close_if_done(desk, part, check));
    TRY(four_way_check_load(desk, part, check, &row));
    TRY(journal_signed(desk, &row, signer));
    TRY(tx_commit(&tx));
    *out = row;
    return DONE;
}
