/** A register file from anywhere: headings and rows are read to the end, and each row makes a
 * person or says why not. */
#include "exchange/gb18030.h"
#include "register/import_file.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct import_ground ground;
static const struct import_station stations[] = { { 650102011, { "甲所", 6 }, { "甲", 3 } } };

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    ground = (struct import_ground){ .today = DAY(2026, 1, 1),
                                     .stations = stations,
                                     .station_count = 1 };
    ground.clerk = (struct clerk){ .reach_from = 650100000, .reach_to = 650199999 };
    number_checker_init(&ground.checker, ground.today);
    return 0;
}

static void judge(struct arena *arena, const struct str items[ITEM_COUNT],
                  const struct import_raw *raw)
{
    struct import_person person;
    struct import_reject why = { 0 };
    enum refusal refusal = import_judge(&ground, arena, items, raw, &person, &why);
    ASSERT(refusal == why.code);
    if (refusal)
        return;
    ASSERT(person.person.name.len && person.person.station == 650102011);
    ASSERT(person.household.county && person.odd_count <= ODD_ITEMS_MAX);
}

static void read_all(struct desk *desk, import_decode decode, struct str bytes)
{
    const struct import_order order = { .bytes = bytes, .decode = decode, .map = STR("姓名=n\n") };
    struct import_file file;
    struct str items[ITEM_COUNT];
    struct import_raw raw = { NO_STR, NO_STR };
    struct import_reject why;
    enum import_read read;
    if (import_file_open(desk, &order, &file) != DONE)
        return;
    while ((read = import_file_row(&file, desk->arena, items, &raw, &why)) != IMPORT_END)
        if (read == IMPORT_ROW)
            judge(desk->arena, items, &raw);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char headings[] = "n,派出所,出生日期,公民身份号码,性别,省市县区,状态\n";
    struct desk desk = { .arena = arena_open() };
    struct buf text = { 0 };
    ground.arena = arena_open();
    memset(ground.places, 0, sizeof ground.places);
    read_all(&desk, NULL, str_from(data, size));
    buf_text(&text, headings);
    buf_add(&text, str_from(data, size));
    read_all(&desk, NULL, buf_str(&text));
    read_all(&desk, gb18030_decode, str_from(data, size));
    buf_close(&text);
    arena_close(ground.arena);
    arena_close(desk.arena);
    return 0;
}
