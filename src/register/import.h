#ifndef REGISTER_IMPORT_H
#define REGISTER_IMPORT_H
/** Taking over a register from an older system [S10].
 *  (1) A file is CSV with Chinese headings, in any order; 姓名, 派出所, 出生日期 and 公民身份号码
 *      must be there.
 *  (2) Missing and odd items lose nobody, a private-use character in a name neither: the name stands as it is, its
 *      bytes are kept, and follow("person.private_use") opens a case; a row that cannot make a person goes to the reject file
 *      with line, field, code and reason.
 *  (3) Wrong and double numbers are taken as they are and open number cases, for every person
 *      involved.
 *  (4) Running again is safe: a row whose 原编号 is here already is unchanged when it says the
 *      same, and refused as LEGACY_TWICE when it does not. A row without 原编号 is known by its
 *      place in the same file.
 *  (5) Rows are committed twenty thousand at a time, each with its entry; an import broken off goes on
 *      where it stopped when it is run again.
 *  (6) A load can be undone as long as nothing was built on it. */
#include "register/import_row.h"

enum { IMPORT_CHUNK = 20000 }; /* rows of one entry, at most */

/** Bytes of a file to UTF-8; false when they are no text. exchange/gb18030.h has one. */
typedef bool (*import_decode)(struct arena *arena, struct str bytes, struct str *text);

struct import_order {
    struct str file;      /* its name, for the list of loads */
    struct str bytes;     /* all of it; borrowed */
    import_decode decode; /* NULL: UTF-8, with or without a mark */
    struct str
        whole; /* the file as it was handed in, when `bytes` were taken out of it: what is hashed */
    struct str map;                        /* import_map.h; empty when the headings are ours */
    const struct import_heading *headings; /* of a list that is no register; NULL: a register's */
    int heading_count;
    bool dry_run; /* leaves nothing, reports everything */
    void *self;
    /** A row that is not taken. May be NULL. The views last until the call returns. */
    void (*rejected)(void *self, const struct import_reject *reject);
    /** Rows and bytes done: while the file is hashed (no rows yet), then after each chunk. What
     * lies before `bytes` is not needed again in that pass. May be NULL. */
    void (*progress)(void *self, int64_t rows, size_t bytes);
    /** Asked after each chunk: true leaves the load as it stands, to be gone on with. May be NULL. */
    bool (*stopped)(void *self);
};

struct import_result {
    int64_t load; /* 0 in a dry run */
    int64_t rows; /* of the file, without its headings and empty lines */
    int64_t taken, unchanged, rejected;
    int64_t odd;            /* items taken otherwise than they were written */
    int64_t cases;          /* number cases opened */
    bool stopped;           /* by order->stopped: not the whole file */
    unsigned char hash[32]; /* SM3 of the file's bytes */
};

/** Imports a file. On REFUSED or FAILED the chunks committed before stay, and *out says how far it
 *  came.
 *  right    MAY_IMPORT at the clerk's own unit; rows of stations outside the reach are rejected
 *  refuses  RIGHT_MISSING, HEADER_MISSING, FILE_ENCODING (the headings are no text), MAP_WRONG
 *  journal  `register.loaded` for each chunk {load, from, to, taken, hash}, then
 *           `register.load_finished` */
MUST_USE enum outcome register_import(struct desk *desk, const struct import_order *order,
                                      struct import_result *out);

/** One line of a reject: `row,field,code,reason`, code being the refusal's name. */
void import_reject_csv(struct buf *buf, const struct import_reject *reject);
#define IMPORT_REJECT_HEADINGS "row,field,code,reason\n"

#endif
