/** What a printed form costs: the first one of a process reads the fonts, the others only draw. */
#include "city/city.h"
#include "forms/application_form.h"
#include "forms/collection_slip.h"
#include <pthread.h>

enum { SHEETS = 200, THREADS = 2 };

static struct buf portrait;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t draw_application(struct desk *desk)
{
    SCOPED(buf) pdf = { 0 };
    const struct application_sheet sheet = {
        .facts = { .on = desk->today, .now = desk->now, .printed_by = STR("打印：2008年3月3日") },
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .number = STR("6501020112008030300001"),
        .name = STR("阿不都热合曼·买买提艾力"),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼3单元1201室"),
        .citizen_number = STR("650102197706150024"),
        .portrait = buf_str(&portrait),
        .band = STR("20"),
        .ground = STR("25"),
    };
    ASSERT(sheet_draw(desk, &application_form, &sheet, &pdf) == DONE);
    return pdf.len;
}

static size_t draw_slip(struct desk *desk)
{
    SCOPED(buf) pdf = { 0 };
    const struct collection_slip slip = {
        .facts = { .on = desk->today, .now = desk->now, .printed_by = STR("打印：2008年3月3日") },
        .station = STR("乌鲁木齐市公安局天山区分局和平路派出所"),
        .number = STR("6501020112008030300001"),
        .name = STR("阿不都热合曼·买买提艾力"),
    };
    ASSERT(sheet_draw(desk, &collection_slip_form, &slip, &pdf) == DONE);
    return pdf.len;
}

static void *draw_many(void *ctx)
{
    size_t (*draw)(struct desk *) = *(size_t(**)(struct desk *))ctx;
    struct desk desk = { .arena = arena_open() };
    desk_at(&desk, INT64_C(1204509600000000));
    for (int i = 0; i < SHEETS; i++) {
        draw(&desk);
        desk_clear(&desk);
    }
    arena_close(desk.arena);
    return NULL;
}

static double sheets_per_second(size_t (*draw)(struct desk *), int threads)
{
    pthread_t running[THREADS];
    double start = now_s();
    for (int i = 0; i < threads; i++)
        ASSERT(pthread_create(&running[i], NULL, draw_many, &draw) == 0);
    for (int i = 0; i < threads; i++)
        ASSERT(pthread_join(running[i], NULL) == 0);
    return threads * SHEETS / (now_s() - start);
}

int main(void)
{
    struct desk desk = { .arena = arena_open() };
    desk_at(&desk, INT64_C(1204509600000000));
    city_portrait(7, 42, false, 31, &portrait);
    double start = now_s();
    size_t bytes = draw_application(&desk);
    printf("first application form\t%.1f\tms\n", (now_s() - start) * 1000);
    printf("application form, size\t%.1f\tkB\n", (double)bytes / 1000);
    printf("application forms\t%.0f\tsheets/s\n", sheets_per_second(draw_application, 1));
    printf("collection slips\t%.0f\tsheets/s\n", sheets_per_second(draw_slip, 1));
    printf("collection slips, two threads\t%.0f\tsheets/s\n",
           sheets_per_second(draw_slip, THREADS));
    arena_close(desk.arena);
    buf_close(&portrait);
    return 0;
}
