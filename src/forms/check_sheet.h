#ifndef FORMS_CHECK_SHEET_H
#define FORMS_CHECK_SHEET_H
/** 入户核查表: the list an officer takes from door to door, one household a row, with room for the
 *  result and the householder's signature [S8]. It stays with the police, so names and numbers stand
 *  on it in full. A household of many stands in several rows. */
#include "forms/sheet.h"

enum { CHECK_MEMBERS_PER_ROW = 6 };

struct check_line {
    struct str place;     /* on the list; empty where a household goes on */
    struct str address;   /* street, door, detail */
    struct str members;   /* a line a person */
    struct str results;   /* boxes to tick */
    struct str visits;    /* tries so far, the day agreed */
    struct str signature; /* empty: by hand */
};

struct check_sheet {
    struct sheet_facts facts;
    struct str number; /* STATION-ROUND, in the bars */
    struct str station, beat, round, list, due_on, count;
    const struct check_line *lines;
    size_t line_count;
};
extern const struct form check_form;

#endif
