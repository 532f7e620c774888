#ifndef FORMS_PAPER_INSIDE_H
#define FORMS_PAPER_INSIDE_H
/** Between the files that draw; nobody else includes it. */
#include "forms/paper.h"

/** Millimetres in the unit of PDF. */
static inline double points(double mm)
{
    return mm * 72 / 25.4;
}

/** Keeps the first fault. */
void paper_fault(struct paper *paper, const char *fault);
/** Notes a character no font has. */
void paper_missing(struct paper *paper, uint32_t point);

#endif
