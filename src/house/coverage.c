#include "db/db.h"
#include "house/house_check.h"
#include "office/office.h"
#include "places/beat.h"
#include "sql/house.h"

/* clang-format off */
const struct column house_coverage_columns[] = {
    COLUMN(house_coverage, unit,        "unit",       KIND_INT32, "单位",       "Unit"),
    COLUMN(house_coverage, beat,        "beat",       KIND_ID,    "责任区标识", "Beat"),
    COLUMN(house_coverage, beat_number, "beatNumber", KIND_INT32, "责任区号",   "Number of the beat"),
    COLUMN(house_coverage, beat_name,   "beatName",   KIND_TEXT,  "责任区",     "Name of the beat"),
    COLUMN(house_coverage, rounds,      "rounds",     KIND_INT,   "轮次",       "Rounds"),
    COLUMN(house_coverage, open,        "open",       KIND_INT,   "进行中",     "Open"),
    COLUMN(house_coverage, late,        "late",       KIND_INT,   "逾期",       "Late"),
    COLUMN(house_coverage, houses,      "houses",     KIND_INT,   "户数",       "Houses"),
    COLUMN(house_coverage, done,        "done",       KIND_INT,   "已核查",     "Done"),
    COLUMN(house_coverage, closed_door, "closedDoor", KIND_INT,   "家中无人",   "Door closed"),
    COLUMN(house_coverage, refused,     "refused",    KIND_INT,   "拒绝",       "Refused"),
    COLUMN(house_coverage, different,   "different",  KIND_INT,   "有变动",     "With differences"),
    COLUMN(house_coverage, tries,       "tries",      KIND_INT,   "入户次数",   "Visits made"),
};
const size_t house_coverage_column_count = COUNT(house_coverage_columns);
/* clang-format on */

static void add(struct house_coverage *sum, const struct house_coverage *one)
{
    sum->rounds += one->rounds;
    sum->open += one->open;
    sum->late += one->late;
    sum->houses += one->houses;
    sum->done += one->done;
    sum->closed_door += one->closed_door;
    sum->refused += one->refused;
    sum->different += one->different;
    sum->tries += one->tries;
}

/** part, beat, round, state, due_on, houses, done, closed_door, refused, different, tries */
static struct house_coverage coverage_of(struct desk *desk, struct row row)
{
    bool open = str_is(row_text(row, 3), "OPEN");
    return (struct house_coverage){
        .unit = (int32_t)row_int(row, 0),
        .beat = row_int(row, 1),
        .beat_name = STR(""),
        .rounds = 1,
        .open = open,
        .late = open && row_day(row, 4).n < desk->today.n,
        .houses = row_int(row, 5),
        .done = row_int(row, 6),
        .closed_door = row_int(row, 7),
        .refused = row_int(row, 8),
        .different = row_int(row, 9),
        .tries = row_int(row, 10),
    };
}

/** All of them by one statement, however many the reach has. */
static enum outcome name_beats(struct desk *desk, struct house_coverage *at, size_t count)
{
    struct beats beats;
    TRY(beats_between(desk, desk->clerk.reach_from, desk->clerk.reach_to, &beats));
    for (size_t i = 0; i < count; i++)
        for (size_t b = 0; b < beats.count; b++)
            if (beats.at[b].id == at[i].beat && beats.at[b].part == at[i].unit) {
                at[i].beat_number = beats.at[b].number;
                at[i].beat_name = beats.at[b].name;
            }
    return DONE;
}

/** Rows come station by station, so a unit's rows stand together. */
static struct house_coverage *row_for(struct house_coverage *at, size_t *count, int32_t unit,
                                      enum house_level level, const struct house_coverage *one)
{
    bool fresh = !*count || level == HOUSE_BY_BEAT || at[*count - 1].unit != unit;
    if (fresh)
        at[(*count)++] = (struct house_coverage){ .unit = unit, .beat_name = STR("") };
    struct house_coverage *row = &at[*count - 1];
    if (level == HOUSE_BY_BEAT)
        row->beat = one->beat;
    return row;
}

static enum outcome may_count(struct desk *desk)
{
    bool persons = clerk_may(&desk->clerk, MAY_SEE_PERSONS);
    return may(desk, persons ? MAY_SEE_PERSONS : MAY_SEE_BOARD, desk->clerk.unit);
}

enum outcome house_coverage_read(struct desk *desk, enum house_level level,
                                 struct house_coverages *out)
{
    struct rows rows;
    struct house_coverage sum = { .unit = desk->clerk.unit, .beat_name = STR("") };
    size_t count = 0;
    TRY(may_count(desk));
    TRY(db_list(desk, &Q_house_coverage,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    struct house_coverage *at = NEW_ARRAY(desk->arena, struct house_coverage, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        struct house_coverage one = coverage_of(desk, rows_at(&rows, i));
        int32_t unit = level == HOUSE_BY_BUREAU ? unit_bureau(one.unit) : one.unit;
        add(row_for(at, &count, unit, level, &one), &one);
        add(&sum, &one);
    }
    if (level == HOUSE_BY_BEAT)
        TRY(name_beats(desk, at, count));
    if (count > 1)
        at[count++] = sum;
    *out = (struct house_coverages){ at, count };
    return DONE;
}
