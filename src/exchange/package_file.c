#include "exchange/package_file.h"
#include "db/db.h"
#include "exchange/contents.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
    int fd;
};
static void file_close(struct file *file)
{
    if (file->fd >= 0)
        close(file->fd);
}

struct str package_path(struct arena *arena, struct str folder, int32_t from, int32_t to,
                        int64_t seq)
{
    return arena_printf(arena, STR_FMT "/%d/%d-%d-%08lld.jmp", STR_ARG(folder), to, from, to,
                        (long long)seq);
}

static struct str part_of(struct desk *desk, struct str path)
{
    return arena_printf(desk->arena, STR_FMT ".part", STR_ARG(path));
}

static struct str folder_of(struct desk *desk, struct str path)
{
    size_t n = path.len;
    while (n && path.at[n - 1] != '/')
        n--;
    return arena_str(desk->arena, str_cut(path, 0, n));
}

static enum outcome make_folder(struct desk *desk, struct str path)
{
    for (size_t i = 1; i < path.len; i++) {
        if (path.at[i] != '/')
            continue;
        const char *upto = arena_text(desk->arena, str_cut(path, 0, i));
        if (mkdir(upto, 0700) != 0 && errno != EEXIST)
            return fail(desk, "package folder: %s", strerror(errno));
    }
    return DONE;
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            bytes = str_cut(bytes, (size_t)n, bytes.len);
    }
    return true;
}

enum outcome package_write_part(struct desk *desk, struct str path, struct str bytes)
{
    TRY(make_folder(desk, folder_of(desk, path)));
    SCOPED(file)
    f = { open(part_of(desk, path).at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) };
    if (f.fd < 0 || !write_all(f.fd, bytes) || fsync(f.fd) != 0)
        return fail(desk, "package file: %s", strerror(errno));
    return DONE;
}

bool package_part_exists(struct desk *desk, struct str path)
{
    return access(part_of(desk, path).at, R_OK) == 0;
}

enum outcome package_name_part(struct desk *desk, struct str path)
{
    const char *name = arena_text(desk->arena, path);
    if (rename(part_of(desk, path).at, name) != 0 && (errno != ENOENT || access(name, R_OK) != 0))
        return fail(desk, "package file: %s", strerror(errno));
    SCOPED(file) folder = { open(folder_of(desk, path).at, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
    if (folder.fd < 0 || fsync(folder.fd) != 0)
        return fail(desk, "package folder: %s", strerror(errno));
    return DONE;
}

struct naming {
    struct desk *desk;
    struct str path;
};

static void name_now(void *at)
{
    struct naming *naming = at;
    struct problem why = naming->desk->why;
    (void)!package_name_part(naming->desk, naming->path);
    naming->desk->why = why;
}

void package_name_after(struct desk *desk, struct str path)
{
    struct naming *naming = NEW(desk->arena, struct naming);
    *naming = (struct naming){ desk, path };
    tx_after(desk, name_now, naming);
}

enum outcome package_read_file(struct desk *desk, struct str path, struct buf *out)
{
    struct stat st;
    SCOPED(file) f = { open(arena_text(desk->arena, path), O_RDONLY | O_CLOEXEC) };
    if (f.fd < 0 || fstat(f.fd, &st) != 0)
        return refuse(desk, NO_PACKAGE_UNKNOWN);
    if (st.st_size > CONTENTS_BYTES_MAX)
        return refuse(desk, NO_BODY_TOO_LARGE);
    buf_clear(out);
    while (out->len < (size_t)st.st_size) {
        size_t want = (size_t)st.st_size - out->len;
        ssize_t n = read(f.fd, buf_room(out, want), want);
        if (n <= 0)
            return fail(desk, "package file: %s", n ? strerror(errno) : "it shrank");
        out->len += (size_t)n;
    }
    return DONE;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

enum outcome package_files(struct desk *desk, struct str folder, int32_t to, struct str **out,
                           size_t *count)
{
    struct str path = arena_printf(desk->arena, STR_FMT "/%d", STR_ARG(folder), to);
    struct str *names = NULL;
    size_t n = 0, room = 0;
    DIR *dir = opendir(path.at);
    for (struct dirent *d; dir && (d = readdir(dir)) != NULL;) {
        if (!str_ends(str_of(d->d_name), ".jmp"))
            continue;
        if (n == room) {
            struct str *more = NEW_ARRAY(desk->arena, struct str, room = room ? room * 2 : 32);
            if (n)
                memcpy(more, names, n * sizeof *names);
            names = more;
        }
        names[n++] = arena_printf(desk->arena, STR_FMT "/%s", STR_ARG(path), d->d_name);
    }
    if (dir)
        closedir(dir);
    if (n)
        qsort(names, n, sizeof *names, by_name);
    *out = names;
    *count = n;
    return DONE;
}
