#ifndef CORE_CODES_H
#define CORE_CODES_H
/** Code lists of the register and of the cards, as constant rows with labels in two languages.
 *  (1) A code is stored, never its label.
 *  (2) A row that ends stays: old records keep their meaning.
 *  (3) A list names things and ranks nothing: no list orders, groups or limits persons.
 *  Where the standard's own values were not read, the source says `own`: a city may change them. */
#include "base/buf.h"
#include "core/day.h"

struct code {
    const char *code, *zh, *en;
    struct day begins, ends; /* both within; NO_DAY: always was, never ends */
    const char *source;      /* of the rule, or "own" */
    unsigned flags;          /* of enum code_flag */
};

enum code_flag {
    CODE_GROUP = 1 << 0, /* heads the codes that begin with its first digit; itself a last resort */
    CODE_ON_CARD = 1 << 1,  /* may be printed on a card */
    CODE_OLD_CARD = 1 << 2, /* the old card is handed in when the new one is collected */
    CODE_HISTORY = 1 << 3,  /* kept for old records, not offered any more */
};

/** Another way to write a name: an older spelling, or the word of a paper form. */
struct code_alias {
    const char *name, *code;
};

struct code_list {
    const char *id, *zh, *en;
    const struct code *rows; /* in the order of the standard */
    size_t count;
    const struct code_alias *aliases;
    size_t alias_count;
    const char *ending; /* a name may carry it: 族; NULL where there is none */
};

extern const struct code_list ethnic_groups;  /* GB/T 3304, the card's form without 族 */
extern const struct code_list sexes;          /* GB/T 2261.1 */
extern const struct code_list marital_states; /* GB/T 2261.2 */
extern const struct code_list educations;     /* GB/T 4658 */
extern const struct code_list relations;      /* GB/T 4761, to the head of the household */
extern const struct code_list person_states;
extern const struct code_list household_kinds;
extern const struct code_list household_states;
extern const struct code_list military_states; /* GA 324 names the list; values are our own */
extern const struct code_list blood_groups;    /* the same */
extern const struct code_list household_businesses;
extern const struct code_list change_classes;      /* GA 214.13 */
extern const struct code_list move_reasons;        /* 04xx out, 05xx in or within */
extern const struct code_list duplicate_outcomes;  /* how a duplicate number ended */
extern const struct code_list application_grounds; /* GA 214.5 */
extern const struct code_list production_types;    /* GA 214.6 */
extern const struct code_list deliveries;          /* GA 214.7 */
extern const struct code_list review_results;      /* GA 214.9 */
extern const struct code_list data_errors;         /* classes as in GA 214.10 */
extern const struct code_list card_defects;
extern const struct code_list card_classes;
extern const struct code_list card_states;

/** All of them, for pages and tests. */
extern const struct code_list *const all_code_lists[];
extern const size_t all_code_list_count;

/** NULL when the list has no such code. */
const struct code *code_find(const struct code_list *list, struct str code);
/** By its Chinese name, an alias, or the name with the list's ending; NULL when nothing fits. */
const struct code *code_by_name(const struct code_list *list, struct str name);
/** What a file may hold in this column, a code or a name. */
const struct code *code_read(const struct code_list *list, struct str text);
bool code_in_force(const struct code *code, struct day on);
/** The Chinese name, or the text itself when the list has no such code: old data are shown as they
 *  are. */
struct str code_zh(const struct code_list *list, struct str code);
struct str code_en(const struct code_list *list, struct str code);
/** Two fields, `keyZh` and `keyEn`: a word in both languages. */
void json_field_words(struct buf *buf, const char *key, struct str zh, struct str en);
/** The same of a code; without one both are null. */
void json_field_code(struct buf *buf, const char *key, const struct code_list *list,
                     struct str code);
/** NULL when there is no such list. */
const struct code_list *code_list_find(struct str id);

#endif
