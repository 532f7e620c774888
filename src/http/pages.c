#include "http/pages.h"
#include "base/log.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE_PATH_MAX = 200, PAGE_BYTES_MAX = 32 << 20 };

struct pages {
    int folder;
};

/* ---- finding the folder ---- */

static int open_folder(const char *path)
{
    return path && *path ? open(path, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
}

/** `beside` is a path from the folder of the running program. */
static int open_beside_program(const char *beside)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return -1;
    struct str program = { path, (size_t)n };
    while (program.len > 0 && program.at[program.len - 1] != '/')
        program.len--;
    char folder[4200];
    snprintf(folder, sizeof folder, STR_FMT "%s", STR_ARG(program), beside);
    return open_folder(folder);
}

struct pages *pages_open(const char *folder)
{
    const char *const named[] = { folder, getenv("JUMIN_WEB") };
    static const char *const beside[] = { "../web/dist", "../share/jumin/web" };
    int fd = -1;
    for (size_t i = 0; i < COUNT(named) && fd < 0; i++)
        fd = open_folder(named[i]);
    for (size_t i = 0; i < COUNT(beside) && fd < 0; i++)
        fd = open_beside_program(beside[i]);
    if (fd < 0) {
        log_warn("没有找到页面文件 / no folder of pages: only the API is served");
        return NULL;
    }
    struct pages *pages = calloc(1, sizeof *pages);
    ASSERT(pages != NULL);
    pages->folder = fd;
    return pages;
}

void pages_close(struct pages *pages)
{
    if (!pages)
        return;
    close(pages->folder);
    free(pages);
}

/* ---- names ---- */

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '/';
}

/** No segment begins with a dot or is empty, so `..` is no name either. */
static bool good_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!name_byte(name.at[i]) ||
            ((i == 0 || name.at[i - 1] == '/') && (name.at[i] == '.' || name.at[i] == '/')))
            return false;
    return name.len > 0 && name.len < PAGE_PATH_MAX && name.at[name.len - 1] != '/';
}

static const char *type_of(struct str name)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        { ".html", "text/html; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".mjs", "text/javascript; charset=utf-8" },
        { ".css", "text/css; charset=utf-8" },
        { ".json", "application/json" },
        { ".svg", "image/svg+xml" },
        { ".png", "image/png" },
        { ".jpg", "image/jpeg" },
        { ".ico", "image/x-icon" },
        { ".webp", "image/webp" },
        { ".woff2", "font/woff2" },
        { ".wasm", "application/wasm" },
        { ".txt", "text/plain; charset=utf-8" },
        { ".webmanifest", "application/manifest+json" },
        { ".pdf", "application/pdf" },
    };
    for (size_t i = 0; i < COUNT(types); i++)
        if (str_ends(name, types[i].ending))
            return types[i].type;
    return "application/octet-stream";
}

/** A page's own address has no dot in its last segment; a file has. */
static bool is_address(struct str name)
{
    size_t from = name.len;
    while (from > 0 && name.at[from - 1] != '/')
        from--;
    struct str last = str_cut(name, from, name.len);
    return str_find_byte(last, '.') == last.len;
}

/* ---- files ---- */

struct page {
    int fd;
    struct stat stat;
    bool zipped;
};

static bool open_file(const struct pages *pages, const char *name, struct page *out)
{
    int fd = openat(pages->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (fstat(fd, &out->stat) == 0 && S_ISREG(out->stat.st_mode) &&
        out->stat.st_size <= PAGE_BYTES_MAX) {
        out->fd = fd;
        return true;
    }
    close(fd);
    return false;
}

static bool takes_gzip(const struct http_request *request)
{
    struct str accepted = request->head->line[LINE_ENCODING];
    return str_find(accepted, STR("gzip")) < accepted.len;
}

static bool open_page(const struct pages *pages, struct http_request *request, struct str name,
                      struct page *out)
{
    char path[PAGE_PATH_MAX + 4];
    if (takes_gzip(request)) {
        snprintf(path, sizeof path, STR_FMT ".gz", STR_ARG(name));
        out->zipped = open_file(pages, path, out);
        if (out->zipped)
            return true;
    }
    snprintf(path, sizeof path, STR_FMT, STR_ARG(name));
    return open_file(pages, path, out);
}

static bool read_page(const struct page *page, struct buf *out)
{
    size_t want = (size_t)page->stat.st_size;
    buf_room(out, want + 1);
    while (out->len < want) {
        ssize_t n = read(page->fd, out->at + out->len, want - out->len);
        if (n <= 0)
            return false;
        out->len += (size_t)n;
    }
    return true;
}

/* ---- answers ---- */

/* Element Plus sets styles on elements, the camera shows a blob, printed forms open in a frame of
 * ours. */
static const char page_policy[] =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "media-src 'self' blob:; frame-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

static void put_lines(struct http_request *request, struct str name, const struct page *page,
                      struct str tag)
{
    bool hashed = str_starts(name, "assets/");
    request->answer.own_lines = true;
    answer_line(request, "ETag", tag);
    answer_line(request, "Cache-Control",
                hashed ? STR("public, max-age=31536000, immutable") : STR("no-cache"));
    answer_line(request, "Vary", STR("Accept-Encoding"));
    if (page->zipped)
        answer_line(request, "Content-Encoding", STR("gzip"));
    answer_line(request, "Content-Security-Policy", str_of(page_policy));
    answer_line(request, "X-Content-Type-Options", STR("nosniff"));
    answer_line(request, "Referrer-Policy", STR("no-referrer"));
    answer_line(request, "Permissions-Policy", STR("camera=(self), microphone=(), geolocation=()"));
    answer_line(request, "Cross-Origin-Opener-Policy", STR("same-origin"));
}

static struct str tag_of(struct arena *arena, const struct page *page)
{
    return arena_printf(arena, "\"%llx-%llx%s\"", (unsigned long long)page->stat.st_size,
                        (unsigned long long)page->stat.st_mtim.tv_sec * 1000 +
                            (unsigned long long)page->stat.st_mtim.tv_nsec / 1000000,
                        page->zipped ? "-gz" : "");
}

static enum outcome answer_page(struct http_request *request, struct str name,
                                const struct page *page)
{
    struct str tag = tag_of(request->desk.arena, page);
    struct buf *body = answer_json(request, 200);
    request->answer.type = type_of(name);
    if (str_eq(request->head->line[LINE_IF_NONE_MATCH], tag)) {
        request->answer.status = 304;
        request->answer.type = NULL;
    } else if (!read_page(page, body)) {
        return fail(&request->desk, "page " STR_FMT " could not be read", STR_ARG(name));
    }
    put_lines(request, name, page, tag);
    return DONE;
}

enum outcome pages_answer(const struct pages *pages, struct http_request *request, struct str path)
{
    struct page page = { .fd = -1 };
    struct str name = str_cut(path, 1, path.len);
    if (!pages)
        return refuse(&request->desk, NO_NOT_FOUND);
    bool found = good_name(name) && open_page(pages, request, name, &page);
    if (!found && (name.len == 0 || (good_name(name) && is_address(name)))) {
        name = STR("index.html");
        found = open_page(pages, request, name, &page);
    }
    if (!found)
        return refuse(&request->desk, NO_NOT_FOUND);
    enum outcome outcome = answer_page(request, name, &page);
    close(page.fd);
    return outcome;
}
