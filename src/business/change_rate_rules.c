#include "business/change_rate.h"

enum change_group change_group_of(const struct business_kind *kind)
{
    char class_ = kind->class_[0];
    return class_ >= '1' && class_ <= '5' && kind->controlled
               ? (enum change_group)(class_ == '1'   ? GROUP_NUMBER
                                     : class_ == '2' ? GROUP_NAME
                                     : class_ == '3' ? GROUP_SEX
                                     : class_ == '4' ? GROUP_BIRTH
                                                     : GROUP_ETHNIC)
               : GROUP_OTHER;
}

enum { PER_THOUSAND = 1000, PER_CENT = 100, LEAST_MARKED = 5, TIMES_EXPECTED = 2, SQUARE = 9 };

/** In whole numbers: expected = all × theirs / of theirs. */
static bool stands_out(const struct change_rate *r, int64_t theirs, int64_t of_theirs)
{
    if (r->controlled < LEAST_MARKED || of_theirs <= 0)
        return false;
    double expected = (double)r->all * (double)theirs / (double)of_theirs;
    double above = (double)r->controlled - expected;
    return (double)r->controlled > TIMES_EXPECTED * expected && above * above > SQUARE * expected;
}

void change_rate_compare(struct change_rate *r, int64_t controlled_total, int64_t all_total)
{
    int64_t theirs = controlled_total - r->controlled, of_theirs = all_total - r->all;
    r->share_pm = r->all ? r->controlled * PER_THOUSAND / r->all : 0;
    r->others_pm = of_theirs > 0 ? theirs * PER_THOUSAND / of_theirs : -1;
    r->ratio_pc =
        theirs > 0 && r->all > 0 ? r->controlled * of_theirs * PER_CENT / (r->all * theirs) : -1;
    r->marked = stands_out(r, theirs, of_theirs);
}
