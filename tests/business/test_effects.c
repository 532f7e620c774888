/** What each kind does, as rows: to the person's state, the directory of numbers, the household left
 * and the one entered, who needs a card, the card in the holder's hand and the application at the
 * counter, the certificate. And what is refused, as rows. One city an engine serves them all. */
#include "business/businesses.h"
#include "business/change_rate.h"
#include "cards/follow_person.h"
#include "cards/ground.h"
#include "core/number.h"
#include "forms/form.h"
#include "register/person_detail.h"
#include "register/person_for_card.h"
#include "register/person_store.h"
#include "support/city.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- who comes ---- */

enum who { ALONE, HEAD, WIFE, EIGHTEEN, SOLDIER, DELETED, CHILD, EMPTY, NEWCOMER };

/** Everybody of a row: whom it is about, a neighbour whose household may be joined, a spouse. */
struct cast {
    struct person subject, neighbour, spouse, parent;
    struct household home; /* where the subject was */
    int64_t card;          /* in the subject's hand */
    struct str application;
};

static struct person look(struct test_db *t, int32_t part, int64_t id)
{
    struct person p;
    assert_done(&t->desk, person_load(&t->desk, part, id, &p));
    return p;
}

static struct household home(struct test_db *t, const struct person *p)
{
    struct household h;
    assert_done(&t->desk, household_load(&t->desk, p->part, p->household, &h));
    return h;
}

static size_t holders(struct test_db *t, struct str number)
{
    struct number_holders found;
    assert_done(&t->desk, number_holders_of(&t->desk, number, &found));
    return found.count;
}

/** Serials of the residents, from 100 in each city: those below are the register's to give. */
static int next_serial;

static struct person resident(struct test_db *t, const char *name, const char *sex, struct day born,
                              const char *street)
{
    next_serial += 2;
    const struct sitter sitter = { .station = STATION_ONE,
                                   .sequence = next_serial + (sex[0] == '1'),
                                   .name = name,
                                   .sex = sex,
                                   .born = born,
                                   .street = street };
    int64_t id = city_person(t, &sitter);
    return look(t, STATION_ONE, id);
}

static const struct day grown = DAY(1970, 3, 4), eighteen = DAY(1989, 5, 1), old = DAY(1940, 1, 1),
                        small = DAY(1999, 9, 9);

static void set(struct test_db *t, struct person *p, const char *column, const char *value)
{
    city_person_set(t, p->id, column, value);
    *p = look(t, p->part, p->id);
}

/** Beside the head, in the same household. */
static void join(struct test_db *t, struct person *p, const struct person *head,
                 const char *relation)
{
    struct arena *arena = t->desk.arena;
    set(t, p, "household", arena_printf(arena, "%lld", (long long)head->household).at);
    set(t, p, "relation", arena_printf(arena, "'%s'", relation).at);
}

/** A copy of the one card that went the whole way, as if made for this person years ago. */
static int64_t card_like(struct test_db *t, const struct card *model, const struct person *p)
{
    int64_t id = new_id(&t->desk);
    by_hand(t, arena_printf(
                   t->desk.arena,
                   "INSERT INTO card (part, id, ver, application, person, serial, class, state, "
                   "unit, account, holder, box, name, sex, ethnic, born_on, address, "
                   "citizen_number, organ, portrait, valid_from, valid_to, made_on) SELECT part, "
                   "%lld, ver, application, %lld, 'S%lld', class, state, unit, account, holder, "
                   "box, '" STR_FMT "', sex, ethnic, born_on, address, '" STR_FMT
                   "', organ, portrait, valid_from, valid_to, made_on - 900 FROM card WHERE part "
                   "= %d AND id = %lld",
                   (long long)id, (long long)p->id, (long long)id, STR_ARG(p->name),
                   STR_ARG(p->number), model->part, (long long)model->id)
                   .at);
    return id;
}

static void as_soldier(struct test_db *t, struct person *p)
{
    set(t, p, "status", "'3'");
}

static void as_deleted(struct test_db *t, struct person *p)
{
    set(t, p, "status", "'7'");
    assert_done(&t->desk, number_holder_end(&t->desk, p->number, p->part, p->id));
}

static bool has_papers(enum who who)
{
    return who != NEWCOMER && who != SOLDIER && who != DELETED && who != CHILD && who != EMPTY;
}

static struct cast invite(struct test_db *t, const struct card *model, enum who who)
{
    struct cast c = { .card = 0 };
    struct day born = who == EIGHTEEN ? eighteen : who == CHILD ? small : grown;
    c.neighbour = resident(t, "邻户主", "1", grown, "邻街");
    c.parent = resident(t, "老父亲", "1", old, NULL);
    if (who == NEWCOMER)
        return c;
    c.subject = resident(t, "原姓名", who == WIFE ? "2" : "1", born, NULL);
    c.spouse = resident(t, "配偶人", who == WIFE ? "1" : "2", grown, NULL);
    if (who == HEAD)
        join(t, &c.spouse, &c.subject, "12");
    if (who == WIFE)
        join(t, &c.subject, &c.spouse, "12");
    if (who == SOLDIER)
        as_soldier(t, &c.subject);
    if (who == DELETED)
        as_deleted(t, &c.subject);
    if (who == EMPTY)
        set(t, &c.subject, "status", "'9'");
    c.home = home(t, &c.subject);
    if (!has_papers(who))
        return c;
    c.card = card_like(t, model, &c.subject);
    c.application = city_accept(t, STATION_ONE, c.subject.id, "25").number;
    return c;
}

/* ---- asking ---- */

static struct str all_papers(struct desk *desk)
{
    struct str all = NO_STR;
    for (size_t i = 0; i < business_paper_count; i++)
        all = arena_printf(desk->arena, STR_FMT " %s", STR_ARG(all), business_papers[i].code);
    return all;
}

/** A number said by its holder: @neighbour, @spouse, @self, @parent. */
static struct str meant(const struct cast *c, struct str value)
{
    const struct {
        const char *word;
        struct str number;
    } words[] = { { "@neighbour", c->neighbour.number },
                  { "@spouse", c->spouse.number },
                  { "@self", c->subject.number },
                  { "@parent", c->parent.number } };
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_is(value, words[i].word))
            return words[i].number;
    return value;
}

/** "name=新名 sex=2": items by blanks. */
static struct business_asked ask(struct test_db *t, const char *kind, const struct cast *c,
                                 const char *said)
{
    struct business_asked asked = { .kind = str_of(kind),
                                    .part = STATION_ONE,
                                    .person = c->subject.id,
                                    .papers = all_papers(&t->desk),
                                    .applicant = STR("申请人"),
                                    .submit = true };
    struct str rest = str_of(said), word;
    while (rest.len && str_split(&rest, ' ', &word)) {
        size_t at = str_find_byte(word, '=');
        enum business_item item = item_of_key(str_cut(word, 0, at));
        if (item == BUSINESS_ITEM_COUNT)
            fail_msg("no item " STR_FMT, STR_ARG(word));
        asked.items.at[item] = meant(c, str_cut(word, at + 1, word.len));
    }
    return asked;
}

static enum outcome step(struct test_db *t, const char *login, const struct business *b,
                         enum business_event event, struct business *after)
{
    const struct business_decision d = { b->part, b->id, event, RIGHT_COUNT, STR("理由") };
    enter(t, login);
    return business_step(&t->desk, &d, after);
}

/** Through every level the kind has, to its effect. */
static struct business carry_out(struct test_db *t, const struct business_asked *asked)
{
    struct business b;
    const struct business_kind *kind = business_kind_find(asked->kind, t->desk.today);
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, asked, &b));
    assert_int_equal(b.due_on.n - b.opened_on.n, kind->days);
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, &b));
    if (kind->level == LEVEL_CITY)
        assert_done(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, &b));
    assert_true(str_is(b.state, "APPROVED"));
    return b;
}

/* ---- the effects ---- */

enum number_fate { KEPT, CHANGED, GIVEN_UP, GIVEN, RESUMED };
enum home_fate { STAYS, OWN, JOINED };
enum card_fate { GOOD, GONE, CALLED, APPEND, NO_CARD };
enum paper_fate { WAITS, VOIDED, NO_PAPER };

struct effect {
    const char *kind;
    enum who who;
    const char *said;
    const char *status; /* of the person after it */
    enum number_fate number;
    enum home_fate home;
    const char *left;   /* state of the household that was left, or stayed in */
    const char *spouse; /* the spouse's relation after it; "": not looked at */
    enum refusal needs; /* NONE: the person needs a card, may apply for one; else why not */
    enum card_fate card;
    enum paper_fate paper; /* the application at the counter */
    const char *item;      /* of the register afterwards: key=value, or "" */
    const char *form;      /* the certificate it brings, or "" */
};
#define NEEDS REFUSAL_NONE
/* clang-format off */
static const struct effect effects[] = {
    /* kind            who       said                                             status number   home    left spouse needs            card    paper     item                    certificate */
    { "birth",         NEWCOMER,   "name=新生儿 sex=1 ethnic=01 bornOn=2008-02-20 birthPlace=本市 birthCertificate=H9 joinsNumber=@neighbour relation=22 fatherNumber=@neighbour",
                                                                                  "0", GIVEN,    JOINED, "",  "",   NEEDS,           NO_CARD, NO_PAPER, "name=新生儿",          "" },
    { "death",         HEAD,     "happenedOn=2008-03-01 newHeadNumber=@spouse",   "1", GIVEN_UP, STAYS,  "0", "02", NO_PERSON_NOT_NORMAL, GONE,  VOIDED,   "",                     "cancellation-certificate" },
    { "death",         ALONE,    "happenedOn=2008-03-01",                         "1", GIVEN_UP, STAYS,  "1", "",   NO_PERSON_NOT_NORMAL, GONE,  VOIDED,   "",                     "cancellation-certificate" },
    { "address_change", WIFE,    "happenedOn=2008-03-02 reason=0595 joinsNumber=@neighbour relation=97", "0", KEPT, JOINED, "0", "01", NEEDS, APPEND, WAITS, "relation=97",          "" },
    { "address_change", ALONE,   "happenedOn=2008-03-02 reason=0562 street=新街 door=8号", "0", KEPT, OWN, "1",  "",   NEEDS,           APPEND, WAITS,    "street=新街",          "" },
    { "move_in",       NEWCOMER,   "name=外来人 sex=1 ethnic=01 bornOn=1979-05-05 number=610102197905050357 happenedOn=2008-03-02 reason=0562 place=西安市 street=西街 door=9号",
                                                                                  "0", GIVEN,    OWN,    "",  "",   NEEDS,           NO_CARD, NO_PAPER, "street=西街",         "migration-permit" },
    { "move_out",      HEAD,     "happenedOn=2008-03-02 reason=0402 place=西安市 newHeadNumber=@spouse", "2", GIVEN_UP, STAYS, "0", "02", NO_PERSON_NOT_NORMAL, GOOD, VOIDED, "",        "migration-certificate" },
    { "enlist",        WIFE,     "happenedOn=2008-03-02",                         "3", KEPT,     STAYS,  "0", "01", NO_PERSON_SERVING, GOOD, WAITS,  "",                     "cancellation-certificate" },
    { "settle_abroad", ALONE,    "happenedOn=2008-03-02 place=国外",              "4", KEPT,     STAYS,  "1", "",   NO_PERSON_NOT_NORMAL, GOOD,  VOIDED,   "",                     "cancellation-certificate" },
    { "discharge",     SOLDIER,  "happenedOn=2008-03-02 joinsNumber=@neighbour relation=97", "0", KEPT, JOINED, "0", "", NEEDS,          NO_CARD, NO_PAPER, "relation=97",        "" },
    { "number_duplicate", ALONE, "",                                              "0", CHANGED,  STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "",                     "number-certificate" },
    { "number_wrong",  HEAD,     "",                                              "0", CHANGED,  STAYS,  "0", "12", NEEDS,           CALLED, WAITS,    "",                     "number-certificate" },
    { "number_other",  ALONE,    "",                                              "0", CHANGED,  STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "",                     "number-certificate" },
    { "name_change",   ALONE,    "name=新姓名",                                   "0", KEPT,     STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "formerName=原姓名",    "" },
    { "name_correct",  ALONE,    "name=正姓名",                                   "0", KEPT,     STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "name=正姓名",          "" },
    { "former_name",   ALONE,    "formerName=曾用",                               "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "formerName=曾用",      "" },
    { "sex_change",    ALONE,    "sex=2",                                         "0", CHANGED,  STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "sex=2",                "number-certificate" },
    { "sex_correct",   ALONE,    "sex=2",                                         "0", CHANGED,  STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "sex=2",                "number-certificate" },
    { "birth_correct", ALONE,    "bornOn=1970-03-05",                             "0", CHANGED,  STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "bornOn=1970-03-05",    "number-certificate" },
    { "birth_other",   ALONE,    "bornOn=1970-03-06",                             "0", CHANGED,  STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "bornOn=1970-03-06",    "number-certificate" },
    { "ethnic_change", EIGHTEEN, "ethnic=03",                                     "0", KEPT,     STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "ethnic=03",            "" },
    { "ethnic_correct", ALONE,   "ethnic=03",                                     "0", KEPT,     STAYS,  "0", "",   NEEDS,           CALLED, WAITS,    "ethnic=03",            "" },
    { "birthplace_correct", ALONE, "birthPlace=伊宁",                             "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "birthPlace=伊宁",      "" },
    { "native_change", ALONE,    "nativePlace=西安",                              "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "nativePlace=西安",     "" },
    { "native_correct", ALONE,   "nativePlace=兰州",                              "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "nativePlace=兰州",     "" },
    { "other_change",  ALONE,    "education=21 marital=21 occupation=教师",       "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "occupation=教师",      "" },
    { "other_correct", ALONE,    "education=31",                                  "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "education=31",         "" },
    { "parents_correct", ALONE,  "fatherNumber=@parent",                          "0", KEPT,     STAYS,  "0", "",   NEEDS,           GOOD,   WAITS,    "fatherNumber=@parent", "" },
    { "supplement",    NEWCOMER,   "name=补录人 sex=2 ethnic=01 bornOn=1979-09-09 street=补街 door=4号", "0", GIVEN, OWN, "", "", NEEDS, NO_CARD, NO_PAPER, "street=补街",          "" },
    { "delete",        WIFE,     "",                                              "7", GIVEN_UP, STAYS,  "0", "01", NO_PERSON_NOT_NORMAL, GOOD,  VOIDED,   "",                     "cancellation-certificate" },
    { "restore",       DELETED,  "happenedOn=2008-03-02 street=复街 door=3号",    "0", RESUMED,  OWN,    "0", "",   NEEDS,           NO_CARD, NO_PAPER, "street=复街",          "" },
    { "household_kind", HEAD,    "householdKind=2",                               "0", KEPT,     STAYS,  "0", "12", NEEDS,           GOOD,   WAITS,    "householdKind=2",      "" },
    { "household_end", EMPTY,    "",                                              "9", KEPT,     STAYS,  "1", "",   NO_PERSON_NOT_NORMAL, NO_CARD, NO_PAPER, "",                    "" },
    { "split",         WIFE,     "street=分街 door=2号 detail=1室",               "0", KEPT,     OWN,    "0", "01", NEEDS,           APPEND, WAITS,    "street=分街",          "" },
    { "merge",         HEAD,     "joinsNumber=@neighbour relation=97",            "0", KEPT,     JOINED, "1", "97", NEEDS,           APPEND, WAITS,    "relation=97",          "" },
    { "household_move", HEAD,    "happenedOn=2008-03-02 reason=0562 street=迁街 door=6号", "0", KEPT, STAYS, "0", "12", NEEDS,         APPEND, WAITS,    "street=迁街",          "" },
    { "new_head",      HEAD,     "newHeadNumber=@spouse",                         "0", KEPT,     STAYS,  "0", "02", NEEDS,           GOOD,   WAITS,    "relation=11",          "" },
};
/* clang-format on */

static const char *doing; /* the row at work, for whoever reads a failure */
#define CHECK(what)                                                                                \
    do {                                                                                           \
        if (!(what))                                                                               \
            fail_msg("%s: %s", doing, #what);                                                      \
    } while (0)

static void check_number(struct test_db *t, const struct effect *e, const struct cast *c,
                         const struct person *p, const struct business *b)
{
    bool ever = false;
    switch (e->number) {
    case KEPT:
    case RESUMED:
        CHECK(str_eq(p->number, c->subject.number) && !b->new_number.len);
        CHECK(holders(t, p->number) == 1);
        return;
    case GIVEN:
        CHECK(p->number.len == NUMBER_LENGTH_18 && holders(t, p->number) == 1);
        return;
    case CHANGED:
        CHECK(!str_eq(p->number, c->subject.number) && holders(t, p->number) == 1);
        CHECK(str_eq(b->old_number, c->subject.number) && str_eq(b->new_number, p->number));
        CHECK(number_is_male(p->number.at) == str_is(p->sex, "1"));
        break;
    case GIVEN_UP:
        CHECK(str_eq(b->old_number, c->subject.number) && !b->new_number.len);
        break;
    }
    CHECK(holders(t, c->subject.number) == 0);
    assert_done(&t->desk, number_ever_held(&t->desk, c->subject.number, &ever));
    CHECK(ever);
}

static void check_home(struct test_db *t, const struct effect *e, const struct cast *c,
                       const struct person *p)
{
    struct household left, host = home(t, &c->neighbour), now = home(t, p);
    switch (e->home) {
    case STAYS:
        CHECK(p->household == c->subject.household);
        break;
    case OWN:
        CHECK(p->household != c->subject.household && p->household != host.id);
        CHECK(str_is(p->relation, "02") && str_is(now.status, "0"));
        break;
    case JOINED:
        CHECK(p->household == host.id);
        break;
    }
    if (!*e->left)
        return;
    assert_done(&t->desk, household_load(&t->desk, c->home.part, c->home.id, &left));
    CHECK(str_is(left.status, e->left));
    if (*e->spouse)
        CHECK(str_is(look(t, STATION_ONE, c->spouse.id).relation, e->spouse));
}

static int64_t count(struct test_db *t, const char *table, const char *more, int64_t card)
{
    return test_number(&t->desk,
                       arena_printf(t->desk.arena, "SELECT count(*) FROM %s WHERE card = %lld %s",
                                    table, (long long)card, more)
                           .at);
}

static void check_card(struct test_db *t, const struct effect *e, const struct cast *c)
{
    if (e->card == NO_CARD)
        return;
    CHECK(count(t, "card_recall", "AND reason = 'GONE'", c->card) == (e->card == GONE));
    CHECK(count(t, "card_recall", "AND reason = 'CHANGED'", c->card) == (e->card == CALLED));
    CHECK(count(t, "address_due", "", c->card) == (e->card == APPEND));
}

/** At the counter an application takes what the register says now, or ends with the registration. */
static void check_application(struct test_db *t, const struct effect *e, const struct cast *c,
                              const struct person *p)
{
    struct card_person now;
    if (e->paper == NO_PAPER)
        return;
    struct application app = city_application(t, c->application);
    CHECK(app.state == (e->paper == VOIDED ? APPLICATION_VOID : APPLICATION_COMPLETE));
    if (e->paper == VOIDED)
        return;
    assert_done(&t->desk, person_for_card(&t->desk, p->part, p->id, &now));
    CHECK(str_eq(app.name, p->name) && str_eq(app.sex, p->sex) && str_eq(app.ethnic, p->ethnic));
    CHECK(app.born_on.n == p->born_on.n && str_eq(app.citizen_number, p->number));
    CHECK(str_find(app.address, now.street) < app.address.len);
}

/** Who is registered and may come for a card: the rule of the counter itself. */
static void check_target(struct test_db *t, const struct effect *e, const struct person *p)
{
    struct card_person now;
    assert_done(&t->desk, person_for_card(&t->desk, p->part, p->id, &now));
    enum refusal said = person_may_apply(&now);
    if (said != e->needs)
        fail_msg("%s: needs a card: %s", doing, refusal_text(said)->name);
}

static struct str of_register(struct test_db *t, const struct person *p, enum business_item item)
{
    struct person_detail d;
    struct household h = home(t, p);
    assert_done(&t->desk, person_detail_load(&t->desk, p->part, p->id, &d));
    const struct {
        enum business_item item;
        struct str value;
    } items[] = { { BUSINESS_ITEM_NAME, p->name },
                  { BUSINESS_ITEM_FORMER_NAME, p->former_name },
                  { BUSINESS_ITEM_SEX, p->sex },
                  { BUSINESS_ITEM_ETHNIC, p->ethnic },
                  { BUSINESS_ITEM_BORN_ON, day_str(t->desk.arena, p->born_on) },
                  { BUSINESS_ITEM_NATIVE_PLACE, p->native_place },
                  { BUSINESS_ITEM_EDUCATION, p->education },
                  { BUSINESS_ITEM_RELATION, p->relation },
                  { BUSINESS_ITEM_BIRTH_PLACE, d.birth_place },
                  { BUSINESS_ITEM_OCCUPATION, d.occupation },
                  { BUSINESS_ITEM_FATHER, d.father_number },
                  { BUSINESS_ITEM_HOUSEHOLD_KIND, h.kind },
                  { BUSINESS_ITEM_STREET, h.street } };
    for (size_t i = 0; i < COUNT(items); i++)
        if (items[i].item == item)
            return items[i].value;
    fail_msg("%s: an item nobody looks at", doing);
    return NO_STR;
}

static void check_item(struct test_db *t, const struct effect *e, const struct cast *c,
                       const struct person *p)
{
    struct str all = str_of(e->item);
    size_t at = str_find_byte(all, '=');
    if (!*e->item)
        return;
    struct str wanted = meant(c, str_cut(all, at + 1, all.len));
    struct str got = of_register(t, p, item_of_key(str_cut(all, 0, at)));
    if (!str_eq(got, wanted))
        fail_msg("%s: %s, and it is " STR_FMT, doing, e->item, STR_ARG(got));
}

static void check_certificate(struct test_db *t, const struct effect *e, const struct person *p,
                              const struct business *b)
{
    struct certificates issued;
    assert_done(&t->desk, certificates_of(&t->desk, b, &issued));
    CHECK(issued.count == (*e->form ? 1 : 0));
    if (!issued.count)
        return;
    const struct certificate *c = &issued.at[0];
    CHECK(str_is(c->form, e->form) && str_eq(c->name, p->name));
    CHECK(str_starts(c->number, "650102011-2008-"));
    CHECK(str_eq(c->citizen_number, p->number));
    CHECK(e->number != CHANGED || str_eq(c->old_number, b->old_number));
}

static void run_effect(struct test_db *t, const struct effect *e, const struct card *model)
{
    doing = arena_printf(t->desk.arena, "%s %s", e->kind, e->said).at;
    struct cast c = invite(t, model, e->who);
    struct business_asked asked = ask(t, e->kind, &c, e->said);
    struct business b = carry_out(t, &asked);
    struct person p =
        look(t, STATION_ONE, b.person ? b.person : c.subject.id); /* of a household: its person */
    CHECK(str_is(p.status, e->status));
    CHECK(p.frozen_by == 0 && !b.live && b.household == p.household);
    check_number(t, e, &c, &p, &b);
    check_home(t, e, &c, &p);
    check_card(t, e, &c);
    check_application(t, e, &c, &p);
    check_target(t, e, &p);
    check_item(t, e, &c, &p);
    check_certificate(t, e, &p, &b);
}

static struct card one_card(struct test_db *t)
{
    struct person p = resident(t, "持证人", "1", grown, NULL);
    struct application app = city_accept(t, STATION_ONE, p.id, "12");
    app = city_bring(t, app.number, APPLICATION_COLLECTED);
    return city_card(t, &app);
}

/** Every kind there is has its row. */
static void every_kind_has_its_effect(void **state)
{
    struct test_db *t = *state;
    struct card model = one_card(t);
    for (size_t i = 0; i < business_kind_count; i++) {
        size_t rows = 0;
        for (size_t j = 0; j < COUNT(effects); j++)
            rows += strcmp(effects[j].kind, business_kinds[i].key) == 0;
        if (!rows)
            fail_msg("%s has no row of its effect", business_kinds[i].key);
    }
    for (size_t i = 0; i < COUNT(effects); i++)
        run_effect(t, &effects[i], &model);
}

/* ---- beyond the counter ---- */

/** An application that was sent on goes back when its card would be wrong, ends with the
 * registration, and goes on when only the address is another. */
static void what_was_sent_on_follows_the_register(void **state)
{
    struct test_db *t = *state;
    static const struct {
        const char *kind, *said;
        enum application_state becomes;
    } rows[] = {
        { "name_change", "name=改名人", APPLICATION_REVIEW_REFUSED },
        { "number_wrong", "", APPLICATION_REVIEW_REFUSED },
        { "native_change", "nativePlace=西安", APPLICATION_REVIEWED },
        { "address_change", "happenedOn=2008-03-02 reason=0562 street=新街 door=8号",
          APPLICATION_REVIEWED },
        { "death", "happenedOn=2008-03-02", APPLICATION_REVIEW_REFUSED },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct cast c = { .subject = resident(t, "已上报", "1", grown, NULL) };
        struct application app = city_accept(t, STATION_ONE, c.subject.id, "12");
        app = city_bring(t, app.number, APPLICATION_REVIEWED);
        struct business_asked asked = ask(t, rows[i].kind, &c, rows[i].said);
        carry_out(t, &asked);
        assert_int_equal(city_application(t, app.number).state, rows[i].becomes);
    }
}

/* ---- what is refused ---- */

struct refused {
    const char *kind;
    enum who who;
    const char *said;
    enum refusal refusal;
    const char *prepare; /* SQL, ? the subject's id; or NULL */
};
/* clang-format off */
static const struct refused refusals[] = {
    /* contradictions */
    { "sex_change",      ALONE, "sex=2 number=61010219900101001X",       NO_NUMBER_SEX, NULL },
    { "birth_correct",   ALONE, "bornOn=1970-03-05 number=650102199001010017", NO_NUMBER_BIRTH, NULL },
    { "birth_correct",   ALONE, "bornOn=1970-03-04",                     NO_NOTHING_CHANGES, NULL },
    { "birth_correct",   ALONE, "bornOn=1970-03-04 number=65010219700304051X", NO_ITEMS_CONTRADICT, NULL },
    { "death",           ALONE, "happenedOn=1960-01-01",                 NO_ITEMS_CONTRADICT, NULL },
    { "death",           ALONE, "happenedOn=2009-01-01",                 NO_ITEM_WRONG, NULL },
    { "parents_correct", ALONE, "fatherNumber=@parent motherNumber=@parent", NO_ITEMS_CONTRADICT, NULL },
    { "address_change",  ALONE, "happenedOn=2008-03-02 reason=0562 joinsNumber=@neighbour relation=97 street=某街", NO_ITEM_MISSING, NULL },
    { "address_change",  ALONE, "happenedOn=2008-03-02 reason=0402 street=街 door=1号", NO_ITEM_WRONG, NULL },
    { "address_change",  ALONE, "happenedOn=2008-03-02 reason=0595 joinsNumber=@self relation=97", NO_NOTHING_CHANGES, NULL },
    { "move_in",         NEWCOMER, "name=某 sex=2 ethnic=01 bornOn=1979-05-05 number=610102197905050357 happenedOn=2008-03-02 reason=0562 place=西安 street=街 door=1号", NO_NUMBER_SEX, NULL },
    { "number_wrong",    ALONE, "number=@self",                          NO_NUMBER_DUPLICATE, NULL },
    { "number_wrong",    ALONE, "number=@neighbour",                     NO_NUMBER_DUPLICATE, NULL },
    { "name_change",     ALONE, "name=原姓名",                           NO_NOTHING_CHANGES, NULL },
    { "household_kind",  HEAD,  "householdKind=1",                       NO_NOTHING_CHANGES, NULL },
    { "new_head",        HEAD,  "newHeadNumber=@self",                   NO_NOTHING_CHANGES, NULL },
    { "new_head",        HEAD,  "newHeadNumber=@neighbour",              NO_ITEM_WRONG, NULL },
    { "merge",           HEAD,  "joinsNumber=@spouse relation=97",       NO_NOTHING_CHANGES, NULL },
    /* heads */
    { "death",           HEAD,  "happenedOn=2008-03-01",                 NO_NEW_HEAD_REQUIRED, NULL },
    { "split",           HEAD,  "street=街 door=1号 detail=1室",         NO_NEW_HEAD_REQUIRED, NULL },
    { "death",           WIFE,  "happenedOn=2008-03-01 newHeadNumber=@spouse", NO_ITEM_WRONG, NULL },
    /* states, of persons and of households */
    { "name_change",     DELETED, "name=新名",                           NO_BUSINESS_SUBJECT, NULL },
    { "discharge",       ALONE, "happenedOn=2008-03-02 joinsNumber=@neighbour relation=97", NO_BUSINESS_SUBJECT, NULL },
    { "restore",         ALONE, "happenedOn=2008-03-02 street=街 door=1号", NO_BUSINESS_SUBJECT, NULL },
    { "household_kind",  EMPTY, "householdKind=2",                       NO_HOUSEHOLD_SUBJECT, "UPDATE household SET status = '1' WHERE id = (SELECT household FROM person WHERE id = ?)" },
    { "household_end",   EMPTY, "",                                      NO_HOUSEHOLD_SUBJECT, "UPDATE household SET status = '1' WHERE id = (SELECT household FROM person WHERE id = ?)" },
    { "household_end",   ALONE, "",                                      NO_HOUSEHOLD_NOT_EMPTY, NULL },
    { "merge",           EMPTY, "joinsNumber=@neighbour relation=97",    NO_HOUSEHOLD_SUBJECT, "UPDATE household SET status = '1' WHERE id = (SELECT household FROM person WHERE id = ?)" },
    /* frozen by somebody else's approval */
    { "name_change",     ALONE, "name=新名",                             NO_PERSON_FROZEN, "UPDATE person SET frozen_by = 77 WHERE id = ?" },
    { "death",           ALONE, "happenedOn=2008-03-01",                 NO_PERSON_FROZEN, "UPDATE person SET frozen_by = 77 WHERE id = ?" },
    { "household_kind",  HEAD,  "householdKind=2",                       NO_PERSON_FROZEN, "UPDATE person SET frozen_by = 77 WHERE id = ?" },
    /* parents */
    { "parents_correct", ALONE, "fatherNumber=@self",                    NO_PARENTS_CYCLIC, NULL },
    { "parents_correct", ALONE, "motherNumber=@parent",                  NO_PARENTS_IMPOSSIBLE, NULL },
    { "parents_correct", ALONE, "fatherNumber=@neighbour",               NO_PARENTS_IMPOSSIBLE, NULL },
    /* once, and in its age */
    { "ethnic_change",   ALONE, "ethnic=03",                             NO_ONCE_ONLY, NULL },
    { "ethnic_change",   EIGHTEEN, "ethnic=03",                          NO_ONCE_ONLY, "INSERT INTO business (part, id, ver, kind, state, live, person, whole, station, applicant, papers, clerk, opened_on, due_on, decided_on, level) "
                                                                                       "SELECT part, id, 1, 'ethnic_change', 'DONE', 0, id, 0, station, '某', '', 1, 13800, 13810, 13805, 1 FROM person WHERE id = ?" },
    { "ethnic_change",   CHILD, "ethnic=03",                             NO_ONCE_ONLY, "INSERT INTO business (part, id, ver, kind, state, live, person, whole, station, applicant, papers, clerk, opened_on, due_on, decided_on, level) "
                                                                                       "SELECT part, id, 1, 'ethnic_change', 'APPROVED', 0, id, 0, station, '某', '', 1, 13800, 13810, 13805, 1 FROM person WHERE id = ?" },
    { "ethnic_change",   EIGHTEEN, "ethnic=01",                          NO_NOTHING_CHANGES, NULL },
};
/* clang-format on */

/** The row's SQL, with the subject's id for the question mark. */
static void prepare(struct test_db *t, const char *sql, int64_t subject)
{
    struct str all = str_of(sql);
    size_t at = str_find_byte(all, '?');
    by_hand(t, arena_printf(t->desk.arena, STR_FMT "%lld" STR_FMT, STR_ARG(str_cut(all, 0, at)),
                            (long long)subject, STR_ARG(str_cut(all, at + 1, all.len)))
                   .at);
}

static void what_cannot_be_is_refused(void **state)
{
    struct test_db *t = *state;
    struct card none = { .part = 0 };
    for (size_t i = 0; i < COUNT(refusals); i++) {
        const struct refused *r = &refusals[i];
        struct cast c = invite(t, &none, r->who);
        struct business b;
        if (r->prepare)
            prepare(t, r->prepare, c.subject.id);
        struct business_asked asked = ask(t, r->kind, &c, r->said);
        enter(t, "accept.1");
        enum outcome outcome = business_open(&t->desk, &asked, &b);
        if (outcome != REFUSED || t->desk.why.refusal != r->refusal)
            fail_msg("%s %s: %s, not %s", r->kind, r->said,
                     outcome == DONE ? "done" : refusal_text(t->desk.why.refusal)->name,
                     refusal_text(r->refusal)->name);
    }
}

/* ---- two at once ---- */

/** Nobody's second business: of the person, of the household, or through it. */
static void a_second_business_waits_for_the_first(void **state)
{
    struct test_db *t = *state;
    struct card none = { .part = 0 };
    struct cast c = invite(t, &none, HEAD);
    struct business first, second;
    const struct {
        const char *kind, *said;
        enum refusal refusal;
    } rows[] = {
        { "native_change", "nativePlace=西安", NO_LIVE_BUSINESS },
        { "death", "happenedOn=2008-03-01 newHeadNumber=@spouse", NO_LIVE_BUSINESS },
        { "household_kind", "householdKind=2", NO_PERSON_FROZEN },
        { "new_head", "newHeadNumber=@spouse", NO_PERSON_FROZEN },
    };
    struct business_asked asked = ask(t, "name_change", &c, "name=新名字");
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, &asked, &first));
    for (size_t i = 0; i < COUNT(rows); i++) {
        asked = ask(t, rows[i].kind, &c, rows[i].said);
        enter(t, "accept.1b");
        assert_refused(&t->desk, business_open(&t->desk, &asked, &second), rows[i].refusal);
    }
    assert_done(&t->desk, step(t, "accept.1", &first, BUSINESS_EVENT_WITHDRAW, &first));
    assert_int_equal(look(t, STATION_ONE, c.subject.id).frozen_by, 0);
    asked = ask(t, "household_kind", &c, "householdKind=2");
    enter(t, "accept.1b");
    assert_done(&t->desk, business_open(&t->desk, &asked, &second));
    assert_refused(&t->desk, business_open(&t->desk, &asked, &first), NO_LIVE_BUSINESS);
}

/** Two clerks looked at the same version: the first wins, and the other is told to look again. */
static void of_two_clerks_the_first_wins(void **state)
{
    struct test_db *t = *state;
    struct card none = { .part = 0 };
    struct cast c = invite(t, &none, ALONE);
    struct business b, seen_by_both;
    struct business_asked asked = ask(t, "birth_correct", &c, "bornOn=1970-03-05");
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, &asked, &b));
    assert_done(&t->desk, business_load(&t->desk, b.part, b.id, &seen_by_both));
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, &b));
    const struct business_decision refuse_it = { b.part, b.id, BUSINESS_EVENT_REFUSE, RIGHT_COUNT,
                                                 STR("理由") };
    enter(t, "audit");
    t->desk.expected_version = seen_by_both.ver;
    assert_refused(&t->desk, business_step(&t->desk, &refuse_it, &b), NO_VERSION_STALE);
    seen_by_both.state = STR("REFUSED");
    assert_refused(&t->desk,
                   TX_ALONE(&t->desk, business_save(&t->desk, &seen_by_both, BUSINESS_EVENT_REFUSE,
                                                    STR("理由"))),
                   NO_CHANGED_MEANWHILE);
    assert_done(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, &b));
    assert_refused(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, &b), NO_BUSINESS_STEP);
}

/* ---- time ---- */

/** What waits for whom, and from which day on it is late. */
static void what_waits_is_late_after_its_days(void **state)
{
    struct test_db *t = *state;
    struct card none = { .part = 0 };
    struct cast c = invite(t, &none, ALONE);
    struct business b;
    int64_t waiting = 0, late = 0, was = 0, late_was = 0;
    enter(t, "review.1");
    assert_done(&t->desk, businesses_waiting(&t->desk, &was, &late_was));
    struct business_asked asked = ask(t, "name_change", &c, "name=新名字");
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, &asked, &b));
    enter(t, "review.1");
    assert_done(&t->desk, businesses_waiting(&t->desk, &waiting, &late));
    assert_int_equal(waiting, was + 1);
    assert_int_equal(late, late_was);
    enter(t, "handout.1"); /* decides nothing */
    assert_done(&t->desk, businesses_waiting(&t->desk, &waiting, &late));
    assert_int_equal(waiting, 0);
    enter(t, "review.1");
    t->desk.today.n += 21; /* the twenty days of the kind are over */
    assert_done(&t->desk, businesses_waiting(&t->desk, &waiting, &late));
    t->desk.today.n -= 21;
    assert_true(late > late_was);
    assert_done(&t->desk, step(t, "accept.1", &b, BUSINESS_EVENT_WITHDRAW, &b));
}

/* ---- on paper ---- */

static enum outcome print(struct test_db *t, enum form_kind kind, const struct business *b,
                          struct buf *pdf)
{
    const struct form_asked asked = { .kind = kind, .unit = b->part, .id = b->id };
    return form_print(&t->desk, &asked, pdf);
}

/** What stands on it, as whoever reads a PDF reads it. */
static struct str text_of(struct test_db *t, const struct buf *pdf)
{
    SCOPED(buf) text = { 0 };
    char path[200], command[300];
    snprintf(path, sizeof path, "%s/form.pdf", t->folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(pdf->at, 1, pdf->len, file), pdf->len);
    fclose(file);
    snprintf(command, sizeof command, "pdftotext -layout -enc UTF-8 %s -", path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    for (size_t got = 1; got > 0; text.len += got)
        got = fread(buf_room(&text, 4096), 1, 4096, pipe);
    assert_int_equal(pclose(pipe), 0);
    return arena_str(t->desk.arena, buf_str(&text));
}

static void says(struct str text, struct str part)
{
    if (str_find(text, part) == text.len)
        fail_msg("not on the paper: " STR_FMT, STR_ARG(part));
}

/** The certificate says both numbers and who decided, once as the first copy and once as the second; no
 * other kind's paper is printed, and none before it was issued. */
static void what_it_brings_is_printed(void **state)
{
    struct test_db *t = *state;
    struct card none = { .part = 0 };
    struct cast c = invite(t, &none, HEAD);
    struct business_asked asked = ask(t, "number_wrong", &c, "");
    struct business b;
    SCOPED(buf) sheet = { 0 };
    SCOPED(buf) certificate = { 0 };
    SCOPED(buf) again = { 0 };
    SCOPED(buf) nothing = { 0 };
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, &asked, &b));
    assert_refused(&t->desk, print(t, FORM_NUMBER_CERTIFICATE, &b, &nothing), NO_FORM_NOT_PRINTED);
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, &b));
    assert_done(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, &b));
    enter(t, "accept.1");
    assert_done(&t->desk, print(t, FORM_BUSINESS_SHEET, &b, &sheet));
    assert_done(&t->desk, print(t, FORM_NUMBER_CERTIFICATE, &b, &certificate));
    assert_done(&t->desk, print(t, FORM_NUMBER_CERTIFICATE, &b, &again));
    assert_refused(&t->desk, print(t, FORM_MIGRATION_CERTIFICATE, &b, &nothing),
                   NO_FORM_NOT_PRINTED);
    enter(t, "accept.2");
    assert_refused(&t->desk, print(t, FORM_NUMBER_CERTIFICATE, &b, &nothing), NO_NOT_YOUR_DESK);
    assert_int_equal(nothing.len, 0);
    struct str text = text_of(t, &certificate);
    says(text, STR("650102011-2008-"));
    says(text, b.old_number);
    says(text, b.new_number);
    says(text, STR("纠正错号"));
    says(text_of(t, &again), STR("第 2 次打印"));
    says(text_of(t, &sheet), STR("户口登记项目变更更正审批表"));
    says(text_of(t, &sheet), STR("批准。"));
}

/* ---- evidence ---- */

static void evidence_is_kept_by_hash_and_looked_at_with_a_purpose(void **state)
{
    struct test_db *t = *state;
    struct card none = { .part = 0 };
    struct cast c = invite(t, &none, ALONE);
    struct business b;
    struct business_view view;
    struct scan scan, broken;
    struct str jpeg;
    struct business_asked asked = ask(t, "name_change", &c, "name=新名字");
    asked.papers = STR("APPLICATION NAME_PROOF BOOKLET COMPARISON");
    asked.submit = false;
    enter(t, "accept.1");
    assert_done(&t->desk, scan_prepare(&t->desk, city_picture(3)->bytes, &scan));
    struct str cut = str_cut(scan.bytes, 0, scan.bytes.len / 2);
    assert_refused(&t->desk, scan_prepare(&t->desk, cut, &broken), NO_PICTURE_BROKEN);
    assert_done(&t->desk, business_open(&t->desk, &asked, &b));
    for (int again = 0; again < 2; again++)
        assert_done(&t->desk, business_scan_add(&t->desk, b.part, b.id, STR("NAME_PROOF"), &scan));
    assert_refused(&t->desk, business_scan_add(&t->desk, b.part, b.id, STR("INQUIRY"), &scan),
                   NO_PAPER_NOT_SHOWN);
    enter(t, "accept.2");
    assert_refused(&t->desk, business_scan_add(&t->desk, b.part, b.id, STR("BOOKLET"), &scan),
                   NO_NOT_YOUR_DESK);
    assert_done(&t->desk, step(t, "accept.1", &b, BUSINESS_EVENT_SUBMIT, &b));
    enter(t, "review.1");
    t->desk.purpose = NO_STR;
    assert_refused(&t->desk, business_scan_open(&t->desk, b.part, b.id, 1, &jpeg),
                   NO_PURPOSE_REQUIRED);
    t->desk.purpose = STR("审批");
    assert_done(&t->desk, business_scan_open(&t->desk, b.part, b.id, 1, &jpeg));
    assert_true(str_eq(jpeg, scan.bytes));
    assert_done(&t->desk, business_scan_seen(&t->desk, b.part, b.id, 1));
    assert_refused(&t->desk, business_scan_open(&t->desk, b.part, b.id, 2, &jpeg), NO_SCAN_UNKNOWN);
    assert_done(&t->desk, business_view_load(&t->desk, b.part, b.id, &view));
    assert_int_equal(view.scans.count, 1);
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, &b));
    enter(t, "accept.1");
    assert_refused(&t->desk, business_scan_add(&t->desk, b.part, b.id, STR("BOOKLET"), &scan),
                   NO_BUSINESS_STEP);
}

/* ---- rates ---- */

static void who_changes_much_more_than_the_others_is_marked(void **state)
{
    (void)state;
    static const struct {
        int64_t controlled, all, controlled_total, all_total, share, others, ratio;
        int marked;
    } rows[] = {
        { 20, 100, 40, 1100, 200, 20, 1000, 1 }, /* ten times the others' share */
        { 3, 10, 23, 1010, 300, 20, 1500, 0 },   /* too few to say anything */
        { 22, 1000, 42, 2000, 22, 20, 110, 0 },  /* as the others */
        { 9, 100, 29, 1100, 90, 20, 450, 1 },    /* expected 2 */
        { 5, 100, 5, 100, 50, -1, -1, 0 },       /* nobody beside */
        { 5, 100, 5, 1100, 50, 0, -1, 1 },       /* the others had none at all */
        { 0, 0, 20, 1000, 0, 20, 0, 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct change_rate r = { .controlled = rows[i].controlled, .all = rows[i].all };
        change_rate_compare(&r, rows[i].controlled_total, rows[i].all_total);
        if (r.share_pm != rows[i].share || r.others_pm != rows[i].others ||
            (rows[i].all && r.ratio_pc != rows[i].ratio) || r.marked != rows[i].marked)
            fail_msg("row %zu: %lld %lld %lld %d", i, (long long)r.share_pm, (long long)r.others_pm,
                     (long long)r.ratio_pc, r.marked);
    }
}

static const struct change_rate *rate_of(const struct change_rate *at, size_t n, const char *by,
                                         const char *role, int64_t who)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(at[i].by, by) && str_is(at[i].role, role) &&
            (at[i].clerk ? at[i].clerk : at[i].unit) == who)
            return &at[i];
    return NULL;
}

/** After all rows above: the counter took in, the bureau decided; the ethnic group is a number. */
static void the_audit_sees_rates_by_officer_and_unit(void **state)
{
    struct test_db *t = *state;
    struct change_rate *at;
    size_t n;
    struct day today = t->desk.today, before = { today.n - 1 };
    enter(t, "accept.1");
    int64_t clerk = t->desk.clerk.id;
    assert_refused(&t->desk, change_rates(&t->desk, today, today, &at, &n), NO_RIGHT_MISSING);
    enter(t, "audit");
    t->desk.clerk.rights |= UINT64_C(1) << MAY_ADMIN_AUDIT;
    assert_refused(&t->desk, change_rates(&t->desk, today, before, &at, &n), NO_BAD_REQUEST);
    assert_done(&t->desk, change_rates(&t->desk, today, today, &at, &n));
    const struct change_rate *own = rate_of(at, n, "OFFICER", "TAKES", clerk);
    const struct change_rate *station = rate_of(at, n, "UNIT", "TAKES", STATION_ONE);
    const struct change_rate *bureau = rate_of(at, n, "UNIT", "DECIDES", BUREAU_ONE);
    assert_non_null(own);
    assert_non_null(station);
    assert_non_null(bureau);
    assert_true(own->controlled > 0 && own->all > own->controlled);
    assert_true(station->all >= own->all);
    assert_true(own->groups[GROUP_ETHNIC] >= 2 && own->groups[GROUP_NUMBER] >= 3);
    int64_t sum = 0;
    for (size_t i = 0; i < GROUP_COUNT; i++)
        sum += own->groups[i];
    assert_int_equal(sum, own->controlled);
}

/* ---- one city an engine ---- */

static int open_city(void **state, enum db_engine engine)
{
    static struct test_db t;
    if (!test_db_open(&t, engine))
        return -1;
    city_open(&t);
    next_serial = 100;
    *state = &t;
    return 0;
}

static int open_sqlite(void **state)
{
    return open_city(state, DB_SQLITE);
}

static int open_postgres(void **state)
{
    return open_city(state, DB_POSTGRES);
}

static int close_city(void **state)
{
    struct test_db *t = *state;
    city_close(t);
    test_db_close(t);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_its_effect),
        cmocka_unit_test(what_was_sent_on_follows_the_register),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(a_second_business_waits_for_the_first),
        cmocka_unit_test(of_two_clerks_the_first_wins),
        cmocka_unit_test(what_waits_is_late_after_its_days),
        cmocka_unit_test(what_it_brings_is_printed),
        cmocka_unit_test(evidence_is_kept_by_hash_and_looked_at_with_a_purpose),
        cmocka_unit_test(who_changes_much_more_than_the_others_is_marked),
        cmocka_unit_test(the_audit_sees_rates_by_officer_and_unit),
    };
    int failed = cmocka_run_group_tests_name("sqlite", tests, open_sqlite, close_city);
    const char *server = getenv("JUMIN_TEST_PG");
    if (server && *server)
        failed += cmocka_run_group_tests_name("postgresql", tests, open_postgres, close_city);
    return failed;
}
