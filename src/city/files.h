#ifndef CITY_FILES_H
#define CITY_FILES_H
/** A synthetic city as files: register.csv, plates.csv, stations.csv, truth.csv, portraits.
 *  (1) Lines end in LF; UTF-8 without a mark, or GB 18030 as glibc writes it.
 *  (2) Every character generated comes back from GB 18030 the same, so both encodings import to the
 *      same register. */
#include "city/city.h"

struct city_files_order {
    struct city_order city;
    const char *folder; /* made when it is not there */
    bool gb18030;
    int64_t portraits; /* of so many persons, spread evenly over the register, into
                          portraits/<原编号>.jpg */
    void (*progress)(int64_t people, int64_t of); /* now and then; may be NULL */
};

struct city_counts {
    int64_t rows[CITY_TABLES];
    int64_t portraits;
};

/** FAILED with the cause in `cause` (without personal data) when a file cannot be written. */
MUST_USE enum outcome city_write_files(const struct city_files_order *order,
                                       struct city_counts *counts, char cause[256]);

#endif
