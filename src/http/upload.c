#include "http/upload.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void upload_init(struct upload *upload)
{
    *upload = (struct upload){ .file = -1 };
}

static int nameless_file(void)
{
    const char *folder = getenv("TMPDIR");
    return open(folder && *folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

bool upload_begin(struct upload *upload, int64_t length)
{
    upload->length = length;
    if (length <= UPLOAD_MEMORY) {
        buf_room(&upload->memory, (size_t)length);
        return true;
    }
    upload->file = nameless_file();
    return upload->file >= 0;
}

bool upload_add(struct upload *upload, struct str bytes)
{
    upload->have += (int64_t)bytes.len;
    ASSERT(upload->have <= upload->length);
    if (upload->file < 0) {
        buf_add(&upload->memory, bytes);
        return true;
    }
    while (bytes.len > 0) {
        ssize_t n = write(upload->file, bytes.at, bytes.len);
        if (n <= 0)
            return false;
        bytes = str_cut(bytes, (size_t)n, bytes.len);
    }
    return true;
}

bool upload_whole(struct upload *upload, struct str *out)
{
    *out = buf_str(&upload->memory);
    if (upload->file < 0)
        return true;
    void *map = mmap(NULL, (size_t)upload->length, PROT_READ, MAP_PRIVATE, upload->file, 0);
    if (map == MAP_FAILED)
        return false;
    upload->map = map;
    *out = str_from(map, (size_t)upload->length);
    return true;
}

void upload_close(struct upload *upload)
{
    if (upload->map)
        munmap(upload->map, (size_t)upload->length);
    if (upload->file >= 0)
        close(upload->file);
    buf_close(&upload->memory);
    upload_init(upload);
}
