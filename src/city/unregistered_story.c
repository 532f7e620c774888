#include "city/unregistered_story.h"
#include "office/office.h"
#include "unregistered/unregistered.h"

/** Who came, and how far it went. */
struct coming {
    const char *class_, *name, *sex, *born, *door, *applicant, *relation;
    const char *papers; /* brought, by blanks */
    const char *steps;  /* taken, by blanks */
};
/* clang-format off */
static const struct coming comings[] = {
    { "NO_BIRTH_CERTIFICATE", "马小禾", "1", "2019-04-12", "12号", "马大禾", "52", "APPLICATION", "" },
    { "DE_FACTO_ADOPTION",    "李念恩", "2", "2016-09-01", "3号",  "李守成", "52", "APPLICATION ADOPTION_PAPERS PARENT_BOOKLET", "COMPLETE POST" },
    { "OUTSIDE_PLAN",         "赵三多", "1", "2014-02-20", "7号",  "赵大有", "52",
      "APPLICATION BIRTH_CERTIFICATE PARENT_BOOKLET MARRIAGE INQUIRY COMPARISON", "COMPLETE INVESTIGATE SUBMIT" },
    { "FOREIGN_PARENT",       "安娜丽", "2", "2021-11-05", "21号", "周雪梅", "51",
      "APPLICATION BIRTH_CERTIFICATE PARENT_BOOKLET MARRIAGE NATIONALITY INQUIRY COMPARISON", "COMPLETE INVESTIGATE SUBMIT PASS" },
    { "OTHER",                "无名老人", "1", "", "", "社区居民委员会", "", "APPLICATION", "CLOSE" },
};
/* clang-format on */

static enum outcome sit(struct story *story, const char *login, int32_t unit)
{
    story->desk->purpose = STR("办理无户口人员案件");
    story->desk->expected_version = -1;
    return cast_enter(story->desk, &story->cast, login, unit);
}

static enum outcome take_in(struct story *story, const struct coming *who, struct unregistered *c)
{
    struct unregistered_asked asked = { .class_ = str_of(who->class_),
                                        .applicant = str_of(who->applicant),
                                        .applicant_relation = str_of(who->relation),
                                        .phone = STR("09910000000") };
    struct str *items = asked.items.at;
    items[BUSINESS_ITEM_NAME] = str_of(who->name);
    items[BUSINESS_ITEM_SEX] = str_of(who->sex);
    items[BUSINESS_ITEM_ETHNIC] = STR("01");
    items[BUSINESS_ITEM_BORN_ON] = str_of(who->born);
    items[BUSINESS_ITEM_STREET] = str_of(who->door[0] ? "团结路" : "");
    items[BUSINESS_ITEM_DOOR] = str_of(who->door);
    return unregistered_open(story->desk, &asked, c);
}

static enum outcome bring_papers(struct story *story, const struct coming *who,
                                 struct unregistered *c)
{
    struct str rest = str_of(who->papers), kind;
    while (str_split(&rest, ' ', &kind)) {
        const struct proof_asked asked = { .part = c->part,
                                           .id = c->id,
                                           .kind = kind,
                                           .issuer = STR("有关部门"),
                                           .issued_on = story->desk->today,
                                           .text = STR("与原件核对无误") };
        TRY(unregistered_prove(story->desk, &asked, c));
    }
    return DONE;
}

static enum outcome take_steps(struct story *story, const struct coming *who,
                               struct unregistered *c)
{
    struct str rest = str_of(who->steps), word;
    while (rest.len && str_split(&rest, ' ', &word)) {
        enum unregistered_event event = unregistered_event_of(word);
        bool closes = event == UNREGISTERED_EVENT_CLOSE;
        const struct unregistered_step step = {
            c->part,       c->id,
            event,         RIGHT_COUNT,
            STR("ORIGIN"), closes ? STR("已函告原户口注销地派出所办理") : STR("经核实，情况属实")
        };
        if (event == UNREGISTERED_EVENT_PASS)
            TRY(sit(story, "shenhe", unit_bureau(c->station)));
        TRY(unregistered_step(story->desk, &step, c));
    }
    return DONE;
}

enum outcome story_unregistered(struct story *story)
{
    static const struct day classes_begin = DAY(2015, 12, 31);
    if (story->desk->today.n < classes_begin.n)
        return DONE;
    for (size_t i = 0; i < COUNT(comings); i++) {
        struct unregistered c;
        TRY(sit(story, "huji", story->cast.station));
        TRY(take_in(story, &comings[i], &c));
        TRY(bring_papers(story, &comings[i], &c));
        TRY(take_steps(story, &comings[i], &c));
    }
    return DONE;
}
