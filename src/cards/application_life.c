/** The life of an application, as rows: from, event, to, the right it takes, who is kept out, the
 * source. `jumin card life --dot` draws them; their golden file turns a change of rule into a diff.
 */
#include "cards/application.h"

#define S(name) APPLICATION_##name
#define E(name) EVENT_##name

/* clang-format off */
const struct application_move application_life[] = {
    /* from               event          to                   takes the right    but not                source */
    /* station */
    { S(STARTED),          E(PORTRAIT),    S(COMPLETE),         MAY_TAKE_PORTRAIT, NOBODY,                "[V 8.6] [G21 79]" },
    { S(COMPLETE),         E(PORTRAIT),    S(COMPLETE),         MAY_TAKE_PORTRAIT, NOBODY,                "[V 8.6]" },
    { S(HELD),             E(PORTRAIT),    S(HELD),             MAY_TAKE_PORTRAIT, NOBODY,                "[V 8.6]" },
    { S(STARTED),          E(VOID),        S(VOID),             MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(COMPLETE),         E(VOID),        S(VOID),             MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(COMPLETE),         E(SUBMIT),      S(TO_COUNTY),        MAY_PACK,          NOBODY,                "[SD07] [YL]" },
    { S(STARTED),          E(HOLD),        S(HELD),             MAY_ACCEPT,        NOBODY,                "[V 8.5] [LY]" },
    { S(COMPLETE),         E(HOLD),        S(HELD),             MAY_ACCEPT,        NOBODY,                "[V 8.5] [LY]" },
    { S(VOID),             E(ARCHIVE),     S(ARCHIVED),         MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    /* county */
    { S(TO_COUNTY),        E(TAKE_IN),     S(AT_COUNTY),        MAY_TAKE_IN,       NOBODY,                "[V 8.5]" },
    { S(AT_COUNTY),        E(HOLD),        S(HELD),             MAY_REVIEW,        NOBODY,                "[V 8.5] [LY]" },
    { S(HELD),             E(RELEASE),     S(COMPLETE),         MAY_SETTLE_NUMBERS, NOBODY,               "[V 3.3]" },
    { S(AT_COUNTY),        E(REVIEW),      S(REVIEWED),         MAY_REVIEW,        ACCEPTOR,              "[LY] [L 8]" },
    { S(AT_COUNTY),        E(REFUSE),      S(REVIEW_REFUSED),   MAY_REVIEW,        ACCEPTOR,              "[LY] [GA214.10]" },
    { S(REVIEWED),         E(SIGN),        S(SIGNED),           MAY_SIGN,          ACCEPTOR_AND_REVIEWER, "[L 8] [SEED]" },
    { S(REVIEWED),         E(REFUSE),      S(REVIEW_REFUSED),   MAY_SIGN,          ACCEPTOR_AND_REVIEWER, "[L 8] [GA214.10]" },
    { S(SIGNED),           E(SEND),        S(TO_CITY),          MAY_PACK,          NOBODY,                "[LY]" },
    /* city */
    { S(TO_CITY),          E(TAKE_IN),     S(AT_CITY),          MAY_TAKE_IN,       NOBODY,                "[LY]" },
    { S(AT_CITY),          E(AUDIT),       S(AUDITED),          MAY_AUDIT,         SIGNER,                "[LY] [S27]" },
    { S(AT_CITY),          E(REFUSE),      S(AUDIT_REFUSED),    MAY_AUDIT,         SIGNER,                "[LY] [GA214.10]" },
    { S(AUDITED),          E(SEND),        S(TO_CENTRE),        MAY_PACK,          NOBODY,                "[LY]" },
    /* centre */
    { S(TO_CENTRE),        E(TAKE_IN),     S(AT_CENTRE),        MAY_TAKE_IN,       NOBODY,                "[AK]" },
    { S(TO_CENTRE),        E(FETCH),       S(FETCHING),         MAY_TAKE_IN,       NOBODY,                "[V 8.5]" },
    { S(FETCHING),         E(TAKE_IN),     S(AT_CENTRE),        MAY_TAKE_IN,       NOBODY,                "[V 8.5]" },
    { S(AT_CENTRE),        E(CHECK),       S(CENTRE_PASSED),    MAY_PRODUCE,       NOBODY,                "[AK] [LY]" },
    { S(AT_CENTRE),        E(REFUSE),      S(CENTRE_REFUSED),   MAY_PRODUCE,       NOBODY,                "[AK] [GA214.10]" },
    { S(CENTRE_PASSED),    E(START),       S(IN_PRODUCTION),    MAY_PRODUCE,       NOBODY,                "[AK]" },
    { S(CENTRE_PASSED),    E(REFUSE),      S(DATA_FAULT),       MAY_PRODUCE,       NOBODY,                "[AK] [GA214.10]" },
    { S(IN_PRODUCTION),    E(REFUSE),      S(PACK_FAULT),       MAY_PRODUCE,       NOBODY,                "[AK]" },
    { S(IN_PRODUCTION),    E(MAKE),        S(MADE),             MAY_PRODUCE,       NOBODY,                "[AK]" },
    { S(IN_PRODUCTION),    E(SPOIL),       S(CARD_FAULT),       MAY_PRODUCE,       NOBODY,                "[AK]" },
    { S(MADE),             E(DISPATCH),    S(REGION_SENT),      MAY_CONSIGN,       NOBODY,                "[AK]" },
    { S(MADE),             E(RECEIVE),     S(REGION_RECEIVED),  MAY_CONSIGN,       NOBODY,                "[V 8.5]" },
    { S(REGION_RECEIVED),  E(ACCEPT),      S(REGION_ACCEPTED),  MAY_INSPECT,       NOBODY,                "[V 8.5]" },
    { S(REGION_RECEIVED),  E(REJECT),      S(REGION_REJECTED),  MAY_INSPECT,       NOBODY,                "[V 8.5]" },
    { S(REGION_ACCEPTED),  E(DISPATCH),    S(REGION_SENT),      MAY_CONSIGN,       NOBODY,                "[V 8.5]" },
    /* the card on its way to the holder */
    { S(REGION_SENT),      E(RECEIVE),     S(CITY_RECEIVED),    MAY_CONSIGN,       NOBODY,                "[LY]" },
    { S(CITY_RECEIVED),    E(ACCEPT),      S(CITY_ACCEPTED),    MAY_INSPECT,       NOBODY,                "[V 8.5]" },
    { S(CITY_RECEIVED),    E(REJECT),      S(CITY_REJECTED),    MAY_INSPECT,       NOBODY,                "[V 8.5]" },
    { S(CITY_RECEIVED),    E(SORT),        S(CITY_SORTED),      MAY_CONSIGN,       NOBODY,                "[V 8.5]" },
    { S(CITY_ACCEPTED),    E(SORT),        S(CITY_SORTED),      MAY_CONSIGN,       NOBODY,                "[V 8.5]" },
    { S(CITY_RECEIVED),    E(DISPATCH),    S(CITY_SENT),        MAY_CONSIGN,       NOBODY,                "[LY]" },
    { S(CITY_ACCEPTED),    E(DISPATCH),    S(CITY_SENT),        MAY_CONSIGN,       NOBODY,                "[LY]" },
    { S(CITY_SORTED),      E(DISPATCH),    S(CITY_SENT),        MAY_CONSIGN,       NOBODY,                "[LY]" },
    { S(CITY_SENT),        E(RECEIVE),     S(COUNTY_RECEIVED),  MAY_CONSIGN,       NOBODY,                "[LY] [SEED]" },
    { S(COUNTY_RECEIVED),  E(ACCEPT),      S(COUNTY_ACCEPTED),  MAY_INSPECT,       NOBODY,                "[SEED] [GA458]" },
    { S(COUNTY_RECEIVED),  E(REJECT),      S(COUNTY_REJECTED),  MAY_INSPECT,       NOBODY,                "[SEED] [GA458]" },
    { S(COUNTY_ACCEPTED),  E(DISPATCH),    S(COUNTY_SENT),      MAY_CONSIGN,       NOBODY,                "[LY] [SEED]" },
    { S(COUNTY_SENT),      E(RECEIVE),     S(STATION_RECEIVED), MAY_CONSIGN,       NOBODY,                "[LY]" },
    { S(STATION_RECEIVED), E(VERIFY),      S(STATION_VERIFIED), MAY_CONSIGN,       NOBODY,                "[LY] [PR]" },
    { S(STATION_RECEIVED), E(REJECT),      S(STATION_REJECTED), MAY_CONSIGN,       NOBODY,                "[PR]" },
    { S(STATION_VERIFIED), E(REMIND),      S(REMINDED),         MAY_HAND_OUT,      NOBODY,                "[V 8.7]" },
    { S(STATION_VERIFIED), E(COLLECT),     S(COLLECTED),        MAY_HAND_OUT,      NOBODY,                "[G21 81]" },
    { S(REMINDED),         E(COLLECT),     S(COLLECTED),        MAY_HAND_OUT,      NOBODY,                "[G21 81]" },
    /* after */
    { S(COLLECTED),        E(REPORT_LOSS), S(LOSS_REPORTED),    MAY_ACCEPT,        NOBODY,                "[G21 85]" },
    { S(COLLECTED),        E(SURRENDER),   S(SURRENDERED),      MAY_HAND_OUT,      NOBODY,                "[L 11] [G21 81]" },
    { S(LOSS_REPORTED),    E(SURRENDER),   S(SURRENDERED),      MAY_HAND_OUT,      NOBODY,                "[G21 86]" },
    { S(SURRENDERED),      E(DESTROY),     S(DESTROYED),        MAY_HAND_OUT,      NOBODY,                "[G21 86]" },
    /* every failure has a way on: the field corrected and sent again, a card made again, or a new acceptance */
    { S(REVIEW_REFUSED),   E(CORRECT),     S(COMPLETE),         MAY_ACCEPT,        NOBODY,                "[V 8.7] [LY]" },
    { S(AUDIT_REFUSED),    E(CORRECT),     S(COMPLETE),         MAY_ACCEPT,        NOBODY,                "[V 8.7] [LY]" },
    { S(CENTRE_REFUSED),   E(CORRECT),     S(COMPLETE),         MAY_ACCEPT,        NOBODY,                "[V 8.7] [LY]" },
    { S(PACK_FAULT),       E(CORRECT),     S(COMPLETE),         MAY_ACCEPT,        NOBODY,                "[V 8.7]" },
    { S(DATA_FAULT),       E(CORRECT),     S(COMPLETE),         MAY_ACCEPT,        NOBODY,                "[V 8.7]" },
    { S(CARD_FAULT),       E(REMAKE),      S(IN_PRODUCTION),    MAY_PRODUCE,       NOBODY,                "[PR]" },
    { S(REGION_REJECTED),  E(REMAKE),      S(IN_PRODUCTION),    MAY_PRODUCE,       NOBODY,                "[PR]" },
    { S(CITY_REJECTED),    E(REMAKE),      S(IN_PRODUCTION),    MAY_PRODUCE,       NOBODY,                "[PR]" },
    { S(COUNTY_REJECTED),  E(REMAKE),      S(IN_PRODUCTION),    MAY_PRODUCE,       NOBODY,                "[PR]" },
    { S(STATION_REJECTED), E(REMAKE),      S(IN_PRODUCTION),    MAY_PRODUCE,       NOBODY,                "[PR]" },
    { S(REVIEW_REFUSED),   E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(AUDIT_REFUSED),    E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(CENTRE_REFUSED),   E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(PACK_FAULT),       E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(DATA_FAULT),       E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(CARD_FAULT),       E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(REGION_REJECTED),  E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(CITY_REJECTED),    E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(COUNTY_REJECTED),  E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
    { S(STATION_REJECTED), E(SUPERSEDE),   S(SUPERSEDED),       MAY_ACCEPT,        NOBODY,                "[V 8.5]" },
};
/* clang-format on */
const size_t application_life_count = COUNT(application_life);

const struct application_state_text application_states[] = {
#define X(name, code, tier, live, zh, en) { APPLICATION_##name, TIER_##tier, live, #name, zh, en },
    APPLICATION_STATES(X)
#undef X
};
const size_t application_state_count = COUNT(application_states);

const struct application_state_text *application_state_text(int32_t code)
{
    for (size_t i = 0; i < application_state_count; i++)
        if ((int32_t)application_states[i].state == code)
            return &application_states[i];
    return NULL;
}

static const struct {
    const char *name, *zh;
} events[EVENT_COUNT] = {
#define X(name, zh) [EVENT_##name] = { #name, zh },
    APPLICATION_EVENTS(X)
#undef X
};

const char *application_event_name(enum application_event event)
{
    return events[event].name;
}

const char *application_event_zh(enum application_event event)
{
    return events[event].zh;
}
