#ifndef REGISTER_DIAGNOSE_CASE_H
#define REGISTER_DIAGNOSE_CASE_H
/** The likely causes of the number in a case [S32]: number_diagnosis.h with what the register knows
 *  of the person, the household and whoever was registered next door. */
#include "core/desk.h"
#include "register/number_diagnosis.h"

struct case_diagnosis {
    int32_t part;
    int64_t person;
    struct diagnosis at[DIAGNOSES_MAX];
    size_t count;
};

/** Only reads: the face writes the look, person_seen(), about the person.
 *  right    MAY_SETTLE_NUMBERS at the case's station
 *  refuses  NUMBER_CASE_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome number_case_diagnose(struct desk *desk, int32_t part, int64_t id,
                                           struct case_diagnosis *out);

#endif
