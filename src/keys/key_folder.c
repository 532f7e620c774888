#include "keys/key_folder.h"
#include "base/hex.h"
#include "keys/key_file.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_ROOM = 128 };

/* Ours, and nobody else may as much as look. */
static bool is_private(int file, mode_t kind)
{
    struct stat about;
    return fstat(file, &about) == 0 && (about.st_mode & S_IFMT) == kind &&
           about.st_uid == geteuid() && (about.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

int key_folder_open(struct str path, struct key_why *why)
{
    char name[PATH_MAX];
    if (!path.len || path.len >= sizeof name) {
        key_fail(why, "key ring: no usable folder name");
        return -1;
    }
    memcpy(name, path.at, path.len);
    name[path.len] = '\0';
    if (mkdir(name, 0700) != 0 && errno != EEXIST) {
        key_fail(why, "key ring %s: %s", name, strerror(errno));
        return -1;
    }
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        key_fail(why, "key ring %s: %s", name, strerror(errno));
    } else if (!is_private(folder, S_IFDIR)) {
        key_fail(why, "key ring %s: others may enter it, set its mode to 0700", name);
        close(folder);
        folder = -1;
    }
    return folder;
}

bool key_folder_has(int folder, const char *name)
{
    return faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

enum outcome key_folder_read(int folder, const char *name, void *bytes, size_t len,
                             struct key_why *why)
{
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    unsigned char past[1];

    if (file < 0)
        return errno == ENOENT ? key_refuse(why, NO_KEY_MISSING)
                               : key_fail(why, "key file %s: %s", name, strerror(errno));
    bool hidden = is_private(file, S_IFREG);
    bool whole = hidden && read(file, bytes, len) == (ssize_t)len && read(file, past, 1) == 0;
    close(file);
    if (!hidden)
        return key_fail(why, "key file %s: others may read it, set its mode to 0600", name);
    return whole ? DONE : key_fail(why, "key file %s: damaged", name);
}

/* Writes a file under a name of its own, flushed. */
static bool write_aside(int folder, const char *name, const void *bytes, size_t len)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool ok = write(file, bytes, len) == (ssize_t)len && fsync(file) == 0;
    return close(file) == 0 && ok;
}

enum outcome key_folder_write(int folder, const char *name, const void *bytes, size_t len,
                              bool replace, struct key_why *why)
{
    unsigned char random[8];
    char aside[NAME_ROOM], digits[2 * sizeof random + 1];

    randombytes_buf(random, sizeof random);
    snprintf(aside, sizeof aside, "%s.%s.new", name, hex_text(random, sizeof random, digits));
    bool ok = write_aside(folder, aside, bytes, len);
    /* A link, unlike a rename, does not replace a key that another process made meanwhile. */
    ok = ok && (replace ? renameat(folder, aside, folder, name)
                        : linkat(folder, aside, folder, name, 0)) == 0;
    int error = errno;
    unlinkat(folder, aside, 0);
    if (!ok)
        return error == EEXIST ? key_refuse(why, NO_KEY_TAKEN)
                               : key_fail(why, "key file %s: %s", name, strerror(error));
    return fsync(folder) == 0 ? DONE : key_fail(why, "key file %s: %s", name, strerror(errno));
}
