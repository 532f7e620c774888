/** Which forms a kind prints, and when: a new paper is a row. */
#include "business/certificate.h"

#define FIRST_DAY DAY(1958, 1, 9) /* the regulations on household registration [HR] */

#define CHANGES                                                                                    \
    "number_duplicate number_wrong number_other name_change name_correct former_name sex_change "  \
    "sex_correct birth_correct birth_other ethnic_change ethnic_correct birthplace_correct "       \
    "native_change native_correct other_change other_correct parents_correct"
#define COMINGS    "birth address_change move_in discharge supplement restore"
#define HOUSEHOLDS "household_kind new_head household_move merge"

/* clang-format off */
const struct business_form business_forms[] = {
    /* form, kinds, when, numbered, begins, words, source */
    { "business-sheet", "*", PRINT_ANY_TIME, false, FIRST_DAY,
      "业务审批表", "Application and approval sheet", "[V 10.4]" },
    { "number-certificate", "number_duplicate number_wrong number_other sex_change sex_correct birth_correct birth_other",
      PRINT_NUMBER_CHANGED, true, FIRST_DAY, "公民身份号码更正证明", "Certificate of a corrected citizen number", "[domain 3.3]" },
    { "migration-permit", "move_in", PRINT_CROSSES, true, FIRST_DAY,
      "准予迁入证明", "Permit to move in", "[HR 10] [HR 13]" },
    { "migration-certificate", "move_out address_change", PRINT_CROSSES, true, FIRST_DAY,
      "户口迁移证", "Migration certificate", "[HR 10] [HR 13]" },
    { "cancellation-certificate", "death enlist settle_abroad delete", PRINT_IN_EFFECT, true, FIRST_DAY,
      "户口注销证明", "Certificate of a registration ended", "[HR 8] [HR 9] [HR 10] [G21]" },
    { "booklet-page", CHANGES " " COMINGS " split death move_out enlist settle_abroad delete " HOUSEHOLDS, PRINT_IN_EFFECT, false, FIRST_DAY,
      "居民户口簿内页", "Page of the household booklet", "[F95]" },
    { "register-sheet", CHANGES " " COMINGS " split", PRINT_IN_EFFECT, false, FIRST_DAY,
      "常住人口登记表", "Register sheet", "[F95]" },
};
/* clang-format on */
const size_t business_form_count = COUNT(business_forms);

static bool lists(const char *kinds, const char *key)
{
    struct str rest = str_of(kinds), word;
    while (str_split(&rest, ' ', &word))
        if (str_is(word, key))
            return true;
    return strcmp(kinds, "*") == 0;
}

bool business_form_is_of(const struct business_form *form, const struct business_kind *kind,
                         struct day on)
{
    return form->begins.n <= on.n && lists(form->kinds, kind->key);
}

const struct business_form *business_form_find(const struct business_kind *kind, struct str form,
                                               struct day on)
{
    for (size_t i = 0; i < business_form_count; i++)
        if (str_is(form, business_forms[i].form) &&
            business_form_is_of(&business_forms[i], kind, on))
            return &business_forms[i];
    return NULL;
}
