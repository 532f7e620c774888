#ifndef EXCHANGE_PACKAGE_FILE_H
#define EXCHANGE_PACKAGE_FILE_H
/** Package files in a folder: one folder a receiver, FROM-TO-SEQUENCE.jmp. A file that is being
 * written ends in .part, which no receiver reads. */
#include "base/buf.h"
#include "core/desk.h"

/** FOLDER/TO/FROM-TO-SEQUENCE.jmp */
struct str package_path(struct arena *arena, struct str folder, int32_t from, int32_t to,
                        int64_t seq);
/** Writes PATH.part durably; makes the receiver's folder when it is missing. */
MUST_USE enum outcome package_write_part(struct desk *desk, struct str path, struct str bytes);
/** PATH.part becomes PATH, durably. Nothing when it has its name already. */
MUST_USE enum outcome package_name_part(struct desk *desk, struct str path);
/** The same, once the transaction stands; what goes wrong then is logged, and mended at the next
 * start by package_repair. */
void package_name_after(struct desk *desk, struct str path);
bool package_part_exists(struct desk *desk, struct str path);
/** The whole file, 512 MiB at most, in the caller's buffer. */
MUST_USE enum outcome package_read_file(struct desk *desk, struct str path, struct buf *out);
/** The names of the receiver's files, ascending. */
MUST_USE enum outcome package_files(struct desk *desk, struct str folder, int32_t to,
                                    struct str **out, size_t *count);

#endif
