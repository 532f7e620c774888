#ifndef FORMS_FORM_H
#define FORMS_FORM_H
/** Printed forms: from a number to a PDF.
 *  (1) Every sheet that leaves is an entry, form.printed, with the form, the number and the copy:
 *      from the second on the sheet itself says 第 n 次打印.
 *  (2) A sheet with a missing glyph does not leave: the characters' codes become an entry,
 *      glyph.missing, which is the work list of whoever looks after fonts. Neither entry names a
 *      person.
 *  (3) A form is a look at a record: it asks the right to see cards (a house check: persons), and its purpose is to print
 *      the form unless the clerk said another [G21 88].
 *  Loading needs a database, drawing does not: the records and tables are in the headers beside
 *  this one. */
#include "forms/sheet.h"
#include "house/house_check.h"

enum form_kind {
    FORM_APPLICATION,     /* 申领登记表 */
    FORM_COLLECTION_SLIP, /* 领取凭证 */
    FORM_TEMPORARY_CARD,  /* 临时居民身份证 */
    FORM_CONSIGNMENT,     /* 交接单 */
    FORM_PACKAGE,         /* 数据包清单 */
    FORM_NUMBER_NOTICES,  /* 公民身份号码变更告知清单 */
    FORM_REGISTER_SHEET,  /* 常住人口登记表: unit is the part, id the person */
    FORM_BOOKLET_PAGE,    /* 居民户口簿内页: the same */
    FORM_HOUSE_CHECK,     /* 入户核查表 */
    FORM_FOUR_WAY,        /* 四相符核对表 */
    FORM_BUSINESS_SHEET, /* 户口业务审批表: unit is the part, id the business; so the next four */
    FORM_NUMBER_CERTIFICATE,       /* 公民身份号码更正证明 */
    FORM_MIGRATION_PERMIT,         /* 准予迁入证明 */
    FORM_MIGRATION_CERTIFICATE,    /* 户口迁移证 */
    FORM_CANCELLATION_CERTIFICATE, /* 户口注销证明 */
    FORM_OVERDUE_NOTICE,           /* 注销户口告知书: unit is the part, id the case */
    FORM_OVERDUE_POSTING,          /* 注销户口公告 */
    FORM_OVERDUE_VISIT,            /* 走访核实记录 */
    FORM_UNREGISTERED, /* 无户口人员登记户口申请审批表: unit is the part, id the case */
    FORM_UNREGISTERED_NOTICE, /* 公示: the same */
    FORM_UNREGISTERED_ANSWER, /* 答复书: the same */
    FORM_CLEARANCE,           /* 登记存疑清零证明: unit is the precinct */
    FORM_KIND_COUNT
};
const struct form *form_of_kind(enum form_kind kind);
/** FORM_KIND_COUNT when no form has the name. */
enum form_kind form_kind_of(struct str name);

/** Which sheet. `number` is the acceptance number of the first three kinds; a consignment is named
 * by the giver's unit and its id, a package by the units it goes from and to and its sequence; notices
 * by the person: part as unit, id. */
struct form_asked {
    enum form_kind kind;
    struct str number;
    int32_t unit, to_unit;
    int64_t id;
    enum house_list list;
};

/** What was drawn, for the entry. */
struct form_copy {
    enum form_kind kind;
    int32_t part; /* of the subject */
    int64_t subject;
    struct str number;  /* as it stands in the bars */
    int copy;           /* 1: the first */
    struct str missing; /* "U+2EBF0 U+2EBF1" when a glyph is missing, else without bytes */
};

/** The half that any thread may do: asks the right, loads, draws; appends the PDF to *pdf.
 *  *copy    also set when it refuses GLYPH_MISSING: form_settle then writes the other entry
 *  refuses  APPLICATION_UNKNOWN, CONSIGNMENT_UNKNOWN, PACKAGE_UNKNOWN, RIGHT_MISSING,
 * NOT_YOUR_DESK, GLYPH_MISSING, WRONG_STEP (a slip or temporary card of an application that is
 * closed), PERSON_UNKNOWN, NOT_FOUND (a person without notices), CARD_UNKNOWN (no temporary card was issued, or it was handed back), PORTRAIT_MISSING (of
 * a temporary card), PORTRAIT_UNKNOWN, BUSINESS_UNKNOWN, UNREGISTERED_UNKNOWN,
 * UNREGISTERED_STEP (a notice that was not posted, an answer before the end),
 * FORM_NOT_PRINTED (a business whose kind brings no such paper, or not yet) */
MUST_USE enum outcome form_prepare(struct desk *desk, const struct form_asked *asked,
                                   struct form_copy *copy, struct buf *pdf);
/** The half for the writer: the entry, form.printed or glyph.missing. The PDF may be given out
 *  after its commit.
 *  refuses  CHANGED_MEANWHILE when the same sheet was printed between the halves: prepare again */
MUST_USE enum outcome form_settle(struct desk *desk, const struct form_copy *copy);
/** Both halves; *pdf gets nothing unless it is DONE. */
MUST_USE enum outcome form_print(struct desk *desk, const struct form_asked *asked,
                                 struct buf *pdf);

#endif
