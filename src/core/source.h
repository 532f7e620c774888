#ifndef CORE_SOURCE_H
#define CORE_SOURCE_H
/** What a rule rests on, in terms anybody can look up: rows carry keys, "[L 12] [GA214.13 22]", faces say the law or
 * standard by its name and article. */
#include "base/buf.h"

/** 《居民身份证法》第十二条、GA 214.13（22）: several are joined; a key nobody can look up, as [V 5.5], gives nothing. In the
 * arena. */
struct str source_zh(struct arena *arena, struct str source);
/** Resident Identity Card Law, art. 12; GA 214.13 (22) */
struct str source_en(struct arena *arena, struct str source);
/** Three fields: `key` with the keys as they are, `keyZh`, `keyEn`. */
void json_field_source(struct arena *arena, struct buf *buf, const char *key, struct str source);

/** 〇 to 九十九 as articles of law are counted: 十二, 八十, 二十一. */
struct str count_zh(struct arena *arena, int n);

#endif
