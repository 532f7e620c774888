#ifndef REGISTER_IMPORT_ROW_H
#define REGISTER_IMPORT_ROW_H
/** One row of a register file, judged.
 *  (1) Only what cannot make a person is refused: no name, no station, neither number nor birth
 *      date. Everything else is taken as it can be, and what it was stays on record (odd_item.h).
 *  (2) Codes and their words count alike.
 *  (3) Pure: the day, the stations and the reach come in. */
#include "register/number_case.h"
#include "register/odd_item.h"
#include "register/person.h"

/* clang-format off */
#define IMPORT_ITEMS(X) /* item, heading of the column, whether the file must have it */ \
    X(LEGACY,    "原编号",       0) X(HOUSEHOLD, "户号",     0) X(RELATION, "与户主关系", 0) \
    X(NAME,      "姓名",         1) X(FORMER,    "曾用名",   0) X(SEX,      "性别",       0) \
    X(ETHNIC,    "民族",         0) X(BORN,      "出生日期", 1) X(NUMBER,   "公民身份号码", 1) \
    X(NATIVE,    "籍贯",         0) X(EDUCATION, "文化程度", 0) X(MARITAL,  "婚姻状况",   0) \
    X(COUNTY,    "省市县区",     0) X(STREET,    "街路巷",   0) X(DOOR,     "门牌号",     0) \
    X(DETAIL,    "详址",         0) X(STATION,   "派出所",   1) X(KIND,     "户类型",     0) \
    X(MOVED_IN,  "迁入日期",     0) X(STATUS,    "状态",     0)
/* clang-format on */
enum import_item {
#define X(item, heading, needed) ITEM_##item,
    IMPORT_ITEMS(X)
#undef X
        ITEM_COUNT
};
struct import_heading {
    const char *zh;
    bool needed;
    bool day; /* @日期 of a map is about it */
};
extern const struct import_heading import_headings[ITEM_COUNT];

/** A police station a row may name by its number or a name. */
struct import_station {
    int32_t number;
    struct str name, short_name;
};

/** What rows are judged by. Everything in it outlives the import. */
struct import_ground {
    struct arena *arena; /* of what it remembers */
    struct number_checker checker;
    struct day today;
    struct clerk clerk;
    const struct import_station *stations; /* by number */
    size_t station_count;
    struct place {
        struct str text; /* as files write it */
        int32_t code;    /* 0: no such place */
    } places[64];        /* county texts met, by hash */
};

enum { ODD_ITEMS_MAX = ITEM_COUNT };

/** The names of a row byte for byte as the file has them: what a private-use character is kept with
 *  [domain 9]. */
struct import_raw {
    struct str name, former;
};

/** A row that makes a person. Views into the row's arena. */
struct import_person {
    struct person person;       /* without part, id, household, load */
    struct household household; /* the same */
    struct number_doubts doubts;
    struct odd_item odd[ODD_ITEMS_MAX];
    size_t odd_count;
    struct import_raw private_use; /* the bytes of the names that hold a private-use character */
    unsigned char content[16];     /* of all items as taken, for knowing the same row again */
    int64_t line, ordinal;         /* where in the file: of its lines, of its rows */
    bool holds, sole;              /* the number: set when it is taken in */
};

/** Why a row is not taken. */
struct import_reject {
    int64_t line;      /* where the row begins in the file, from 1 */
    const char *field; /* heading, or "" */
    enum refusal code;
    struct str detail; /* no personal data but what the rejected field holds */
};

/** Judges decoded, untrimmed items; missing columns have no bytes. REFUSAL_NONE and *out is set, or
 *  *why is.
 *  refuses   ITEM_MISSING, STATION_UNKNOWN, NOT_YOUR_DESK */
enum refusal import_judge(struct import_ground *ground, struct arena *arena,
                          const struct str items[ITEM_COUNT], const struct import_raw *raw,
                          struct import_person *out, struct import_reject *why);

#endif
