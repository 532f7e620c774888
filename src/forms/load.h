#ifndef FORMS_LOAD_H
#define FORMS_LOAD_H
/** Records of forms, filled from the counters: inside this folder only. Each asks the right, sets
 * what the entry needs in *copy, and gives the record in the arena. */
#include "forms/form.h"

typedef enum outcome form_load_fn(struct desk *desk, const struct form_asked *asked,
                                  struct form_copy *copy, const void **record);
form_load_fn load_application, load_collection_slip, load_temporary, load_consignment, load_package,
    load_notices;
form_load_fn load_clearance, load_check, load_four_way;
form_load_fn load_register_sheet;
form_load_fn load_business_sheet, load_certificate;
form_load_fn load_overdue_notice, load_overdue_posting, load_overdue_visit;
form_load_fn load_unregistered, load_unregistered_notice, load_unregistered_answer;

/** The facts every sheet has, once copy's subject and number are set: counts the copies printed
 * before. */
MUST_USE enum outcome load_facts(struct desk *desk, struct form_copy *copy,
                                 struct sheet_facts *out);
/** Name of a clerk; empty for nobody, and for a clerk of another database. */
MUST_USE enum outcome load_clerk_name(struct desk *desk, int64_t clerk, struct str *out);
/** 乌鲁木齐市公安局天山区分局和平路派出所: a station with its bureau in front, any other unit as it
 * is called. */
struct str whole_unit_name(struct desk *desk, int32_t unit);
/** May the clerk see a matter that two units share? */
MUST_USE enum outcome may_see_either(struct desk *desk, int32_t one, int32_t other);

#endif
