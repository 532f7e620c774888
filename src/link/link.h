#ifndef LINK_LINK_H
#define LINK_LINK_H
/** Probable same persons in one table or two: which rows are one person, how likely, and in which
 *  clusters [S9, S24]. Works on files; over the live register it is used inside a check or a case
 *  only, with its purpose decided.
 *  (1) The same tables and spec give the same pairs and figures, however many threads work.
 *  (2) The pairs are those that comparing all pairs within the blocks would give.
 *  (3) Nothing here decides: a pair is a question for a clerk. */
#include "core/desk.h"
#include "link/blocks.h"
#include "link/clusters.h"
#include "link/model.h"

struct linking {
    struct spec spec;
    struct table table;
    struct comparisons comparisons;
    struct blocks blocks;
    struct model model;
    struct patterns random, blocked; /* what pairs showed */
    size_t threads;
    int64_t candidates; /* pairs compared, each once */
    double sample_rate;
    struct link_pair *pairs; /* those worth keeping, by probability; then those that stay */
    size_t pair_count;
    double threshold, precision, recall; /* the last two expected */
    double expected_pairs;               /* of one person, in the whole */
    uint32_t *clusters;                  /* of rows; NULL unless asked for */
    size_t cluster_count;
};

/** Reads spec and tables and makes everything ready. The bytes must outlive the linking; everything
 *  else lives in the desk's arena or goes with linking_close.
 *  b        the second table, or without any bytes
 *  refuses  LINK_SPEC, LINK_TABLE, LINK_TOO_WIDE */
MUST_USE enum outcome linking_open(struct desk *desk, struct linking *out, struct str spec,
                                   struct str a, struct str b, size_t threads);
/** The same in three steps for one table that comes row by row, from the register itself: headings,
 *  linking_row for each row, linking_ready.
 *  refuses  LINK_SPEC, LINK_TABLE (the spec names a column that is not given), LINK_TOO_WIDE */
MUST_USE enum outcome linking_begin(struct desk *desk, struct linking *out, struct str spec,
                                    const struct str *headings, size_t count, size_t threads);
/** fields  as many as headings; borrowed until the call returns */
void linking_row(struct linking *linking, const struct str *fields, size_t count);
MUST_USE enum outcome linking_ready(struct desk *desk, struct linking *linking);
void linking_close(struct linking *linking);

/** Compares random pairs and all candidates, and estimates the weights. */
void linking_train(struct linking *linking);
/** Scores the candidates, sets the threshold and keeps what reaches it. */
void linking_score(struct linking *linking);
/** Puts the pairs into clusters. The pairs are then all those within one cluster. */
void linking_cluster(struct linking *linking);
/** What one comparison says of two rows: why they are a pair. */
struct link_reason {
    struct str of;     /* the expression, as the spec writes it */
    const char *level; /* the test that holds and its function; "else"; "missing" */
    double bits;       /* log2 of m over u of what the two show; 0 when a value is missing */
};
/** In the order of the spec; returns how many. After linking_train. */
size_t linking_reasons(const struct linking *linking, uint32_t a, uint32_t b,
                       struct link_reason out[SPEC_COLUMNS_MAX]);
/** left,right,probability[,cluster]: values of the id column. A cluster is named by its first row. */
void linking_write(const struct linking *linking, struct buf *out);
/** Figures and weights, for people. */
void linking_summary(const struct linking *linking, struct buf *out);

#endif
