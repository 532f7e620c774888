#include "register/person_for_card.h"
#include "core/name.h"
#include "db/db.h"
#include "sql/register.h"

static const struct column columns[] = {
    COLUMN(card_person, part, NULL, KIND_INT32, "", ""),
    COLUMN(card_person, id, NULL, KIND_ID, "", ""),
    COLUMN(card_person, ver, NULL, KIND_INT32, "", ""),
    COLUMN(card_person, name, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, sex, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, ethnic, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, born_on, NULL, KIND_DAY, "", ""),
    COLUMN(card_person, number, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, station, NULL, KIND_INT32, "", ""),
    COLUMN(card_person, status, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, frozen_by, NULL, KIND_ID, "", ""),
    COLUMN(card_person, county, NULL, KIND_INT32, "", ""),
    COLUMN(card_person, street, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, door, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, detail, NULL, KIND_TEXT, "", ""),
    COLUMN(card_person, open_case, NULL, KIND_ID, "", ""),
};

enum outcome person_for_card_ask(struct desk *desk, int32_t part, int64_t id, struct question **out)
{
    return db_ask(desk, &Q_person_for_card, WITH(v_int(part), v_int(id)), out);
}

enum outcome person_for_card_read(struct desk *desk, struct question *question,
                                  struct card_person *out)
{
    struct row row;
    TRY(db_answer(desk, question, NO_PERSON_UNKNOWN, &row));
    row_read(row, columns, COUNT(columns), out);
    if (!out->open_case && name_private_use(out->name))
        out->open_case = out->id; /* no card is made with a code for a character [domain 9] */
    return DONE;
}

enum outcome person_for_card(struct desk *desk, int32_t part, int64_t id, struct card_person *out)
{
    struct question *question;
    TRY(person_for_card_ask(desk, part, id, &question));
    return person_for_card_read(desk, question, out);
}
