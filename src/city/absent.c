#include "city/absent.h"
#include "business/business.h"
#include "city/city.h"
#include "office/setting.h"
#include "overdue/separation.h"
#include "overdue/take_list.h"
#include "register/number_case.h"
#include "register/person_store.h"

enum { WANTED = 4, NOTICE_DAYS = 10, GUEST_EVERY = 7 };
enum { DECIDABLE, TO_VISIT, TO_LOOK_AT, ELSEWHERE }; /* of those wanted */

static enum outcome enter(struct story *story, const char *login)
{
    story->desk->purpose = STR("核查应销未销户口");
    story->desk->terminal = STR("demo");
    story->desk->expected_version = -1;
    return cast_enter(story->desk, &story->cast, login, story->cast.station);
}

/** Registered and without a question open, whose household keeps its head. */
static enum outcome is_plain(struct desk *desk, const struct person *p, bool *out)
{
    struct number_case open;
    *out = false;
    if (!str_is(p->status, "0") || !day_is(p->born_on) || p->number.len != 18 ||
        relation_is_head(p->relation))
        return DONE;
    TRY(number_open_case_of(desk, p->part, p->id, &open, out));
    *out = !*out;
    return DONE;
}

/** From the end of the register, and none of those the screen invites to look up. */
static enum outcome choose(struct story *story, struct person *out, size_t *count)
{
    struct desk *desk = story->desk;
    for (int64_t i = story->people; i > 0 && *count < WANTED; i--) {
        char legacy[13];
        int32_t part;
        int64_t id;
        bool plain = false;
        if (story->station_of[i - 1] != story->cast.station || i % GUEST_EVERY == 1)
            continue;
        enum outcome found = person_of_legacy(desk, str_of(city_person_id(i, legacy)), &part, &id);
        if (found == FAILED)
            return FAILED;
        if (found == REFUSED) /* a row the import rejected */
            continue;
        TRY(person_load(desk, part, id, &out[*count]));
        TRY(is_plain(desk, &out[*count], &plain));
        *count += plain;
    }
    return DONE;
}

static enum outcome take_list(struct story *story, const struct person *who)
{
    struct desk *desk = story->desk;
    struct overdue_list list;
    const struct import_order order = {
        .file = STR("死亡信息.csv"),
        .bytes = arena_printf(
            desk->arena,
            "姓名,公民身份号码,出生日期,发生日期,凭证编号\n" STR_FMT "," STR_FMT
            ",,%s,DX1\n" STR_FMT "," STR_FMT ",,%s,DX2\n" STR_FMT ",," STR_FMT ",%s,DX3\n",
            STR_ARG(who[DECIDABLE].name), STR_ARG(who[DECIDABLE].number),
            day_str(desk->arena, desk->today).at, STR_ARG(who[TO_VISIT].name),
            STR_ARG(who[TO_VISIT].number), day_str(desk->arena, desk->today).at,
            STR_ARG(who[TO_LOOK_AT].name), STR_ARG(day_str(desk->arena, who[TO_LOOK_AT].born_on)),
            day_str(desk->arena, desk->today).at),
        .map = STR(""),
        .headings = overdue_headings,
        .heading_count = OVERDUE_COLUMN_COUNT,
    };
    TRY(cast_enter(desk, &story->cast, "daoru", story->cast.city));
    return overdue_take_list(desk, STR("CIVIL"), &order, &list);
}

static enum outcome visit_and_tell(struct story *story, const struct person *p)
{
    struct desk *desk = story->desk;
    const struct overdue_query query = { STR("MATCHED"), STR("CANCEL"), NO_STR, 50 };
    struct overdue_cases open;
    TRY(enter(story, "huji"));
    TRY(overdue_list_cases(desk, &query, &open));
    for (size_t i = 0; i < open.count; i++) {
        struct overdue_case *c = &open.at[i];
        if (c->part != p->part || c->person != p->id)
            continue;
        const struct overdue_step_asked visit = { .part = c->part,
                                                  .id = c->id,
                                                  .event = OVERDUE_EVENT_VISIT,
                                                  .takes = RIGHT_COUNT,
                                                  .result = STR("TRUE") };
        const struct overdue_step_asked tell = { .part = c->part,
                                                 .id = c->id,
                                                 .event = OVERDUE_EVENT_NOTIFY,
                                                 .takes = RIGHT_COUNT,
                                                 .notice = STR("DELIVERED"),
                                                 .to = STR("家属") };
        TRY(overdue_step(desk, &visit, c));
        TRY(overdue_step(desk, &tell, c));
    }
    return DONE;
}

static enum outcome live_elsewhere(struct story *story, const struct person *p)
{
    struct separation s;
    const struct cast *cast = &story->cast;
    const struct separation_asked asked = { .part = p->part,
                                            .person = p->id,
                                            .lives_at = cast->stations[cast->station_count - 1],
                                            .address = STR("友好路5号1单元"),
                                            .since = { story->desk->today.n - 200 } };
    return separation_register(story->desk, &asked, &s);
}

enum outcome absent_begin(struct story *story)
{
    struct person who[WANTED];
    size_t count = 0;
    struct desk *desk = story->desk;
    TRY(cast_enter(desk, &story->cast, "xitong", story->cast.city));
    TRY(setting_put(desk, STR("overdue.deliver_days"), NOTICE_DAYS, desk->today, STR("演示")));
    TRY(choose(story, who, &count));
    if (count < WANTED) /* a very small city */
        return DONE;
    TRY(take_list(story, who));
    TRY(visit_and_tell(story, &who[DECIDABLE]));
    return live_elsewhere(story, &who[ELSEWHERE]);
}
