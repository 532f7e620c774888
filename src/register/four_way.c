#include "register/four_way.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/record_values.h"
#include "register/see_record.h"
#include "sql/register.h"

enum { ITEMS_MOST = 16 };

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
    COLUMN(four_way_difference, settled_on,     "settledOn",     KIND_DAY,   "处理日期", "Settled on"),
};
const size_t four_way_column_count = COUNT(four_way_columns);

/** Items that are compared; those of the card are the law's [L 3]. */
static const struct four_way_item {
    const char *key;
    bool on_card;
} items[] = {
    { "name", true },        { "sex", true },      { "ethnic", true },       { "bornOn", true },
    { "number", true },      { "address", true },  { "formerName", false },  { "relation", false },
    { "nativePlace", false }, { "education", false }, { "marital", false },
};
/* clang-format on */

static const struct four_way_item *item_of(struct str key)
{
    for (size_t i = 0; i < COUNT(items); i++)
        if (str_is(key, items[i].key))
            return &items[i];
    return NULL;
}

/** What the register says of an item, as it is stored. */
static struct str registered(struct desk *desk, const struct person_record *record, struct str key)
{
    struct record_shape bare = person_shape;
    bare.word_count = 0;
    if (str_is(key, "address"))
        return record->address;
    for (size_t i = 0; i < bare.count; i++)
        if (bare.columns[i].key && str_is(key, bare.columns[i].key))
            return item_zh(desk, &bare, &bare.columns[i], &record->person);
    return NO_STR;
}

/** A code for a word, where the item has a list; blanks at the ends never count. */
static struct str entered(const struct four_way_item *item, struct str value)
{
    value = str_trim(value);
    for (size_t i = 0; i < person_shape.count; i++) {
        const struct column *column = &person_shape.columns[i];
        const struct code_list *list = column->key && strcmp(column->key, item->key) == 0
                                           ? item_list(&person_shape, column)
                                           : NULL;
        const struct code *code = list && value.len ? code_read(list, value) : NULL;
        if (code)
            return str_of(code->code);
    }
    return value;
}

/* ---- a check ---- */

struct checking {
    struct person_record record;
    int64_t id;
    struct four_way_difference found[ITEMS_MOST];
    size_t count;
};

static bool is_ahead(struct desk *desk, struct day day)
{
    return day_is(day) && day.n > desk->today.n;
}

static struct str or_empty(struct str s)
{
    return s.at ? s : STR("");
}

static enum outcome compare_item(struct desk *desk, const struct four_way_order *order,
                                 const struct four_way_entry *entry, struct checking *c)
{
    const struct four_way_item *item = item_of(entry->item);
    if (!item || (entry->card.len && !item->on_card))
        return refuse_field(desk, NO_ITEM_WRONG, "/entries");
    for (const struct four_way_entry *e = order->entries; e < entry; e++)
        if (str_eq(e->item, entry->item))
            return refuse_field(desk, NO_ITEM_WRONG, "/entries");
    const struct four_way_values v = { .registered = registered(desk, &c->record, entry->item),
                                       .form = entered(item, entry->form),
                                       .booklet = entered(item, entry->booklet),
                                       .card = entered(item, entry->card),
                                       .person = entered(item, entry->person) };
    if (four_way_agrees(&v))
        return DONE;
    struct four_way_proposal proposal = four_way_propose(&v, &order->days, desk->today);
    c->found[c->count++] = (struct four_way_difference){ .part = order->part,
                                                         .check_id = c->id,
                                                         .item = entry->item,
                                                         .person = order->person,
                                                         .on_card = item->on_card,
                                                         .register_value = or_empty(v.registered),
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

static enum outcome compare_all(struct desk *desk, const struct four_way_order *order,
                                struct checking *c)
{
    if (order->count > COUNT(items) || is_ahead(desk, order->days.booklet) ||
        is_ahead(desk, order->days.card))
        return refuse_field(desk, NO_ITEM_WRONG, "/entries");
    for (size_t i = 0; i < order->count; i++)
        TRY(compare_item(desk, order, &order->entries[i], c));
    return DONE;
}

static enum outcome write_check(struct desk *desk, const struct four_way_order *order,
                                const struct checking *c)
{
    TRY(db_change(desk, &Q_four_way_check_add, REFUSAL_NONE,
                  WITH(v_int(order->part), v_int(c->id), v_int(order->person),
                       v_int(c->record.person.station), v_day(desk->today),
                       v_day(order->days.booklet), v_day(order->days.card),
                       v_int(desk->clerk.id))));
    for (size_t i = 0; i < c->count; i++)
        TRY(record_change(desk, &Q_four_way_difference_add, REFUSAL_NONE, four_way_columns,
                          four_way_column_count - 3, &c->found[i], NULL));
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
    TRY(compare_all(desk, order, c));
    TRY(write_check(desk, order, c));
    TRY(journal_check(desk, c));
    TRY(tx_commit(&tx));
    *id = c->id;
    *out = (struct four_way_differences){ c->found, c->count };
    return DONE;
}

enum outcome four_way_open_of(struct desk *desk, int32_t part, int64_t person,
                              struct four_way_differences *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_four_way_open_of, WITH(v_int(part), v_int(person)), &rows));
    struct four_way_difference *at = NEW_ARRAY(desk->arena, struct four_way_difference, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), four_way_columns, four_way_column_count, &at[i]);
    *out = (struct four_way_differences){ at, rows.count };
    return DONE;
}

/* ---- settling ---- */

/** The register says what was proposed; without a proposal, something else than at the check. */
static bool was_put_right(struct desk *desk, const struct person_record *record,
                          const struct four_way_difference *d)
{
    struct str now = registered(desk, record, d->item);
    return d->proposal.len ? str_eq(now, d->proposal) : !str_eq(now, d->register_value);
}

static enum outcome check_outcome(struct desk *desk, const struct person_record *record,
                                  const struct four_way_difference *d, struct str outcome)
{
    if (str_is(d->state, "SETTLED"))
        return refuse(desk, NO_WRONG_STEP);
    if (str_is(outcome, "PAPERS") || str_is(outcome, "CASE"))
        return DONE;
    if (!str_is(outcome, "REGISTER"))
        return refuse_field(desk, NO_ITEM_WRONG, "/outcome");
    return was_put_right(desk, record, d)
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

static enum outcome journal_settled(struct desk *desk, const struct four_way_difference *d,
                                    struct str outcome)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "check", d->check_id);
    json_field_str(&body, "item", d->item);
    json_field_str(&body, "rule", d->rule);
    json_field_str(&body, "outcome", outcome);
    json_close(&body, '}');
    return journal(desk, "four_way.settled", d->part, d->person, buf_str(&body));
}

enum outcome four_way_settle(struct desk *desk, int32_t part, int64_t check, struct str item,
                             struct str outcome, struct str reason)
{
    SCOPED(tx) tx = { 0 };
    struct four_way_difference d;
    struct person_record record;
    TRY(tx_open(desk, &tx));
    TRY(load_difference(desk, part, check, item, &d));
    TRY(person_record_load(desk, part, d.person, &record));
    TRY(may(desk, MAY_KEEP_REGISTER, record.person.station));
    TRY(check_outcome(desk, &record, &d, outcome));
    if (!str_trim(reason).len)
        return refuse_field(desk, NO_REASON_REQUIRED, "/reason");
    bool waits = str_is(outcome, "CASE");
    TRY(db_change(desk, &Q_four_way_settle, NO_CHANGED_MEANWHILE,
                  WITH(v_int(part), v_int(check), v_text(item), v_text(d.state),
                       waits ? v_lit("CASE") : v_lit("SETTLED"), v_text(outcome), v_text(reason),
                       waits ? v_null() : v_day(desk->today), v_int(desk->clerk.id))));
    if (!waits && d.on_card)
        TRY(follow(desk, "four_way.settled", part, d.person, STR("{}")));
    TRY(journal_settled(desk, &d, outcome));
    return tx_commit(&tx);
}
