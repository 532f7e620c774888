#ifndef KEYS_KEY_FOLDER_H
#define KEYS_KEY_FOLDER_H
/** The folder of a ring: small files that only its owner can read, written whole or not at all.
 *  (1) A write is on the disk when it returns: file, name and folder are flushed.
 *  (2) Nothing open to others is read.
 *  For this folder only. */
#include "keys/keys.h"

/** A descriptor of the folder, made if it is missing; -1 and the reason. */
int key_folder_open(struct str path, struct key_why *why);
bool key_folder_has(int folder, const char *name);
/** Exactly len bytes.  refuses  KEY_MISSING   fails  open to others, another length, unreadable */
MUST_USE enum outcome key_folder_read(int folder, const char *name, void *bytes, size_t len,
                                      struct key_why *why);
/** refuses  KEY_TAKEN when the name is there and is not to be replaced */
MUST_USE enum outcome key_folder_write(int folder, const char *name, const void *bytes, size_t len,
                                       bool replace, struct key_why *why);

#endif
