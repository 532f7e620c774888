#include "forms/sheet.h"
#include "portrait/portrait_store.h"

/* Points; the least size a text is made to fit with. */
static const struct text_look looks[LOOK_COUNT] = {
    [LOOK_VALUE] = { 10.5, 6, ALIGN_LEFT, false, false, 0 },
    [LOOK_STRONG] = { 13, 7, ALIGN_LEFT, true, false, 0 },
    [LOOK_NUMBER] = { 12.5, 7, ALIGN_LEFT, false, false, 1.2 },
    [LOOK_SMALL] = { 9, 5.5, ALIGN_LEFT, false, false, 0 },
    [LOOK_TITLE] = { 21, 12, ALIGN_CENTRE, true, false, 3 },
    [LOOK_HEAD] = { 11, 7, ALIGN_CENTRE, false, false, 0 },
    [LOOK_NOTE] = { 8, 6, ALIGN_LEFT, false, true, 0 },
    [LOOK_FOOT] = { 7.5, 5, ALIGN_RIGHT, false, false, 0 },
    [LOOK_TALLY] = { 9.5, 5.5, ALIGN_CENTRE, false, false, 0 },
    [LOOK_CARD] = { 9.5, 6, ALIGN_LEFT, false, true, 0 },
    [LOOK_CARD_LABEL] = { 7, 6, ALIGN_LEFT, false, true, 0 },
    [LOOK_CARD_NUMBER] = { 12, 10, ALIGN_LEFT, true, true, 1 },
    [LOOK_CARD_TITLE] = { 15, 9, ALIGN_CENTRE, true, false, 2 },
};
static const struct text_look label_look = { 10, 6, ALIGN_CENTRE, false, false, 0 };
static const struct text_look mark_look = { 9, 6, ALIGN_CENTRE, true, false, 0 };
static const struct text_look bars_look = { 9, 6, ALIGN_CENTRE, false, false, 1 };
static const struct text_look page_look = { 8, 6, ALIGN_CENTRE, false, false, 0 };
static const struct text_look check_look = { 10, 6, ALIGN_LEFT, false, false, 0 };

static const double pad = 1.5, hair = 0.5, strong = 1.1, under_bars = 4.5;

/** One sheet being drawn. */
struct drawing {
    struct paper *paper;
    const struct form *form;
    const void *record;
    size_t page, pages; /* from 0 */
};

static struct str field_of(const void *record, size_t field)
{
    struct str value = NO_STR;
    if (field != NO_FIELD)
        memcpy(&value, (const char *)record + field, sizeof value);
    return value;
}

static struct box inside(struct box box)
{
    return (struct box){ box.x + pad, box.y + pad / 3, box.w - 2 * pad, box.h - 2 * pad / 3 };
}

static struct box narrowly_inside(struct box box)
{
    return (struct box){ box.x + pad / 3, box.y, box.w - 2 * pad / 3, box.h };
}

static struct box value_box(const struct cell *c)
{
    return (struct box){ c->x + c->label_w, c->y, c->w - c->label_w, c->h };
}

static void draw_label(struct drawing *d, const struct cell *c)
{
    struct box all = { c->x, c->y, c->w, c->h }, label = all;
    label.w = c->label_w < c->w ? c->label_w : c->w;
    if (label.w > 0) {
        paper_shade(d->paper, label);
        paper_text(d->paper, narrowly_inside(label), str_of(c->label), &label_look);
        paper_frame(d->paper, label, hair);
    }
    paper_frame(d->paper, all, hair);
}

static void draw_field(struct drawing *d, const struct cell *c)
{
    draw_label(d, c);
    paper_text(d->paper, inside(value_box(c)), field_of(d->record, c->field), &looks[c->look]);
}

static void draw_frame(struct drawing *d, const struct cell *c)
{
    struct box all = { c->x, c->y, c->w, c->h };
    paper_frame(d->paper, all, c->look == LOOK_STRONG ? strong : hair);
    paper_text(d->paper, inside(all), str_of(c->label), &looks[c->look]);
}

static void draw_text(struct drawing *d, const struct cell *c)
{
    struct box all = { c->x, c->y, c->w, c->h };
    struct str value = field_of(d->record, c->field);
    paper_text(d->paper, all,
               arena_printf(d->paper->desk->arena, "%s" STR_FMT, c->label, STR_ARG(value)),
               &looks[c->look]);
}

static void draw_mark(struct drawing *d, const struct cell *c)
{
    struct box all = { c->x, c->y, c->w, c->h };
    struct str value = field_of(d->record, c->field);
    if (!value.len)
        return;
    paper_frame(d->paper, all, strong);
    paper_text(d->paper, inside(all), value, &mark_look);
}

/** Old codes are offered only to the records that hold them. */
static bool is_offered(const struct code *code, struct str chosen, char of_class, struct day on)
{
    if (code->flags & CODE_GROUP)
        return str_is(chosen, code->code);
    if (of_class && code->code[0] != of_class)
        return false;
    return code_in_force(code, on) || str_is(chosen, code->code);
}

static const double check_line = 5.2, box_w = 4.2, after_check = 3;

/** Where the next box goes: one behind the other, a new line when the cell is full. */
struct flow {
    double x;
    int line;
};

static struct flow place_check(struct drawing *d, struct box room, struct flow *at,
                               const struct code *code)
{
    double w = box_w + paper_text_width(d->paper, str_of(code->zh), &check_look);
    if (at->x > 0 && at->x + w > room.w)
        *at = (struct flow){ 0, at->line + 1 };
    struct flow here = *at;
    at->x += w + after_check;
    return here;
}

static void draw_check(struct drawing *d, struct box room, const struct code *code, bool ticked)
{
    paper_check_box(d->paper, room.x, room.y + check_line / 2, ticked);
    paper_text(d->paper, (struct box){ room.x + box_w, room.y, room.w - box_w + pad, check_line },
               str_of(code->zh), &check_look);
}

/** Twice over the list: how many lines, then the boxes in the middle of the height. */
static void draw_checks(struct drawing *d, const struct cell *c)
{
    const struct sheet_facts *facts = d->record;
    struct str chosen = field_of(d->record, c->field);
    struct box room = inside(value_box(c));
    int lines = 0;
    draw_label(d, c);
    for (int draw = 0; draw <= 1; draw++) {
        struct flow at = { 0, 0 };
        double top = c->y + (c->h - lines * check_line) / 2;
        for (size_t i = 0; i < c->list->count; i++) {
            const struct code *code = &c->list->rows[i];
            if (!is_offered(code, chosen, c->of_class, facts->on))
                continue;
            struct flow here = place_check(d, room, &at, code);
            lines = here.line + 1;
            if (draw)
                draw_check(d,
                           (struct box){ room.x + here.x, top + here.line * check_line,
                                         room.w - here.x, check_line },
                           code, str_is(chosen, code->code));
        }
    }
}

static void draw_sign(struct drawing *d, const struct cell *c)
{
    const struct text_look *look = &looks[c->look];
    double label_w = paper_text_width(d->paper, str_of(c->label), look);
    paper_text(d->paper, (struct box){ c->x, c->y, label_w + pad, c->h }, str_of(c->label), look);
    paper_line(d->paper, c->x + label_w + 1, c->y + c->h - 1, c->x + c->w, c->y + c->h - 1, hair);
}

static void draw_line(struct drawing *d, const struct cell *c)
{
    if (c->kind == CELL_CUT)
        paper_dashes(d->paper, c->x, c->y, c->x + c->w, c->y + c->h);
    else
        paper_line(d->paper, c->x, c->y, c->x + c->w, c->y + c->h, hair);
}

static void draw_portrait(struct drawing *d, const struct cell *c)
{
    struct box all = { c->x, c->y, c->w, c->h };
    struct picture picture = { field_of(d->record, c->field), PORTRAIT_WIDTH, PORTRAIT_HEIGHT };
    if (!picture.jpeg.len)
        paper_text(d->paper, inside(all), str_of(c->label), &label_look);
    else if (c->kind == CELL_GREY_PORTRAIT)
        paper_grey_picture(d->paper, all, &picture);
    else
        paper_picture(d->paper, all, &picture);
    if (c->kind == CELL_PORTRAIT)
        paper_frame(d->paper, all, hair / 2);
}

static void draw_bars(struct drawing *d, const struct cell *c)
{
    struct str value = field_of(d->record, c->field);
    struct box bars = { c->x, c->y, c->w, c->h };
    if (c->kind == CELL_QR) {
        paper_qr(d->paper, bars, value);
        return;
    }
    bars.h -= under_bars;
    paper_code128(d->paper, bars, value);
    paper_text(d->paper, (struct box){ c->x, c->y + bars.h + 0.5, c->w, under_bars - 0.5 },
               arena_printf(d->paper->desk->arena, "%s" STR_FMT, c->label, STR_ARG(value)),
               &bars_look);
}

static void draw_page_number(struct drawing *d, const struct cell *c)
{
    struct str text =
        arena_printf(d->paper->desk->arena, "第 %zu 页　共 %zu 页", d->page + 1, d->pages);
    paper_text(d->paper, (struct box){ c->x, c->y, c->w, c->h }, text, &page_look);
}

static void (*const draw_kind[])(struct drawing *, const struct cell *) = {
    [CELL_FIELD] = draw_field,       [CELL_FRAME] = draw_frame,
    [CELL_TEXT] = draw_text,         [CELL_MARK] = draw_mark,
    [CELL_CHECKS] = draw_checks,     [CELL_SIGN] = draw_sign,
    [CELL_RULE] = draw_line,         [CELL_CUT] = draw_line,
    [CELL_PORTRAIT] = draw_portrait, [CELL_GREY_PORTRAIT] = draw_portrait,
    [CELL_CODE128] = draw_bars,      [CELL_QR] = draw_bars,
    [CELL_PAGE] = draw_page_number,
};

/* ---- tables with many rows ---- */

static size_t roll_count(const struct drawing *d)
{
    size_t count = 0;
    if (d->form->roll)
        memcpy(&count, (const char *)d->record + d->form->roll->count, sizeof count);
    return count;
}

static size_t roll_room(const struct roll *roll)
{
    return (size_t)(roll->rows * roll->side_by_side);
}

static void draw_headings(struct drawing *d, double x)
{
    const struct roll *roll = d->form->roll;
    for (size_t i = 0; i < roll->column_count; i++) {
        struct box box = { x, roll->y, roll->columns[i].w, roll->row_h };
        paper_shade(d->paper, box);
        paper_frame(d->paper, box, hair);
        paper_text(d->paper, inside(box), str_of(roll->columns[i].heading), &label_look);
        x += box.w;
    }
}

/** Row `item` of the record, or an empty one. */
static void draw_item(struct drawing *d, double x, double y, size_t item)
{
    const struct roll *roll = d->form->roll;
    const void *items;
    memcpy(&items, (const char *)d->record + roll->items, sizeof items);
    for (size_t i = 0; i < roll->column_count; i++) {
        const struct roll_column *column = &roll->columns[i];
        struct box box = { x, y, column->w, roll->row_h };
        paper_frame(d->paper, box, hair);
        x += box.w;
        if (item >= roll_count(d))
            continue;
        const void *record = (const char *)items + item * roll->item_size;
        struct str value = column->field == NO_FIELD
                               ? arena_printf(d->paper->desk->arena, "%zu", item + 1)
                               : field_of(record, column->field);
        d->paper->about = column->heading;
        paper_text(d->paper, inside(box), value, &looks[column->look]);
    }
}

static void draw_roll(struct drawing *d)
{
    const struct roll *roll = d->form->roll;
    for (int block = 0; roll && block < roll->side_by_side; block++) {
        double x = roll->x + block * roll->block_w;
        draw_headings(d, x);
        for (int row = 0; row < roll->rows; row++)
            draw_item(d, x, roll->y + (row + 1) * roll->row_h,
                      d->page * roll_room(roll) + (size_t)(block * roll->rows + row));
    }
}

static size_t page_count(const struct drawing *d)
{
    size_t count = roll_count(d);
    return count ? (count + roll_room(d->form->roll) - 1) / roll_room(d->form->roll) : 1;
}

static void draw_page(struct drawing *d)
{
    for (size_t i = 0; i < d->form->cell_count; i++) {
        const struct cell *c = &d->form->cells[i];
        d->paper->about = c->label;
        draw_kind[c->kind](d, c);
    }
    draw_roll(d);
    paper_next_page(d->paper);
}

enum outcome sheet_draw(struct desk *desk, const struct form *form, const void *record,
                        struct buf *out)
{
    const struct sheet_facts *facts = record;
    const struct paper_setup setup = { form->w, form->h, form->zh, facts->now };
    SCOPED(paper) paper = { 0 };
    TRY(paper_open(desk, &setup, &paper));
    struct drawing d = { .paper = &paper, .form = form, .record = record };
    d.pages = page_count(&d);
    for (d.page = 0; d.page < d.pages; d.page++)
        draw_page(&d);
    return paper_finish(&paper, out);
}
