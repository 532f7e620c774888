#include "support/folder.h"
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct folder folder_open(void)
{
    struct folder folder = { "/tmp/jumin-test-XXXXXX" };
    assert_non_null(mkdtemp(folder.path));
    return folder;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about, (void)kind, (void)walk;
    return remove(path);
}

void folder_close(struct folder *folder)
{
    if (folder->path[0])
        nftw(folder->path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    folder->path[0] = '\0';
}
