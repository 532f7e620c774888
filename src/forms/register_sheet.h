#ifndef FORMS_REGISTER_SHEET_H
#define FORMS_REGISTER_SHEET_H
/** 常住人口登记表 and 常住人口登记卡, the page of a member in the household booklet: the items of the
 * register form [F95] [domain 5.4], but for the religion, which is not kept. The page of the booklet
 * is the same record without guardians and certificate [F95]. */
#include "forms/sheet.h"

struct register_sheet {
    struct sheet_facts facts;
    struct str station;   /* printed here, with its bureau */
    struct str reference; /* part and id, for the bars */
    struct str household_kind, household_number, head, relation;
    struct str name, sex, former_name, ethnic, born_on, birth_time;
    struct str guardian1, guardian2; /* name, number, relation in one line */
    struct str birthplace, native_place, certificate;
    struct str father, mother, spouse;
    struct str address, other_address;
    struct str number, education, marital, military, height, blood_group;
    struct str occupation, workplace, phone;
    struct str came_to_city, came_here; /* when, why, from where */
    struct str moved_out, cancelled;    /* when, why, where to */
    struct str notes;
    struct str known_from; /* 登记日期 of the version that stands */
};
extern const struct form register_sheet_form, booklet_page_form;

#endif
