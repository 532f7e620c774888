#include "cards/application_view.h"
#include "journal/journal.h"
#include "office/office.h"

enum outcome application_in_reach(struct desk *desk, const struct application *app)
{
    const int32_t desks[] = { app->at_unit, app->station, app->bureau, app->city };
    for (size_t i = 0; i < COUNT(desks); i++)
        if (clerk_reaches(&desk->clerk, desks[i]))
            return may(desk, MAY_SEE_CARDS, desks[i]);
    return may(desk, MAY_SEE_CARDS, app->station);
}

/** The last card that is not this application's own. */
static enum outcome find_previous(struct desk *desk, struct application_view *view)
{
    struct cards cards;
    const struct application *app = &view->application;
    TRY(cards_of_person(desk, app->part, app->person, &cards));
    for (size_t i = 0; i < cards.count && !view->has_previous; i++) {
        view->has_previous = cards.at[i].application != app->id;
        view->previous = cards.at[i];
    }
    return DONE;
}

enum outcome application_view_load(struct desk *desk, struct str number,
                                   struct application_view *out)
{
    struct application_view view = { 0 };
    const struct application *app = &view.application;
    TRY(application_for_sight(desk, number, &view.application));
    TRY(entries_about(desk, app->part, app->id, &view.steps));
    TRY(find_previous(desk, &view));
    TRY(temporary_of(desk, app, &view.temporary));
    *out = view;
    return DONE;
}

enum outcome application_view_load_id(struct desk *desk, int32_t part, int64_t id,
                                      struct application_view *out)
{
    struct application app;
    TRY(application_load_id(desk, part, id, &app));
    return application_view_load(desk, app.number, out);
}

enum outcome card_seen(struct desk *desk, const struct card *card)
{
    return journal(desk, "card.seen", card->part, card->id, STR("{}"));
}

size_t application_differences(struct arena *arena, const struct application_view *view,
                               struct item_difference out[ITEM_DIFFERENCES_MAX])
{
    const struct application *app = &view->application;
    const struct card *card = &view->previous;
    if (!view->has_previous)
        return 0;
    const struct item_difference items[ITEM_DIFFERENCES_MAX] = {
        { "name", "姓名", "Name", card->name, app->name },
        { "sex", "性别", "Sex", card->sex, app->sex },
        { "ethnic", "民族", "Ethnic group", card->ethnic, app->ethnic },
        { "bornOn", "出生日期", "Born on", day_str(arena, card->born_on),
          day_str(arena, app->born_on) },
        { "address", "住址", "Address", card->address, app->address },
        { "citizenNumber", "公民身份号码", "Citizen number", card->citizen_number,
          app->citizen_number },
    };
    size_t count = 0;
    for (size_t i = 0; i < COUNT(items); i++)
        if (!str_eq(items[i].was, items[i].is))
            out[count++] = items[i];
    return count;
}
