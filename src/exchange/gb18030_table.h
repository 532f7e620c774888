#ifndef EXCHANGE_GB18030_TABLE_H
#define EXCHANGE_GB18030_TABLE_H
/** The two-byte codes of GB 18030-2000, made by tools/datagen from data/gb18030.csv. */
#include <stdint.h>

/** By first byte from 81 to FE, then second byte from 40 to FE without 7F: code points. Every code
 *  has one, some of them private-use. */
extern const uint16_t gb18030_two_bytes[];

#endif
