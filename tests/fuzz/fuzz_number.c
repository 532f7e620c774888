/** Texts from anywhere as citizen numbers: every way to judge one agrees, what is canonical stays
 * so, and the command says of a file of such texts the same in rows and in its summary. */
#include "cli/number_command.h"
#include "core/number.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct day today = DAY(2026, 11, 24);
static struct number_checker checker;
static int input, nowhere;

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    number_checker_init(&checker, today);
    input = memfd_create("input", MFD_CLOEXEC);
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    ASSERT(input >= 0 && nowhere >= 0);
    return 0;
}

static void judge(struct str text)
{
    struct number_check check = number_check(&checker, text), again;
    ASSERT(check.reasons == number_reasons(&checker, text));
    ASSERT(check.verdict == number_verdict(check.reasons));
    ASSERT((check.canonical[0] != '\0') == !(check.reasons & (NUMBER_LENGTH | NUMBER_CHARACTER)));
    ASSERT(day_is(check.born) == (check.canonical[0] && !(check.reasons & NUMBER_DATE)));
    if (!check.canonical[0])
        return;
    again = number_check(&checker, str_of(check.canonical));
    ASSERT(strcmp(again.canonical, check.canonical) == 0);
    ASSERT(again.reasons == (check.reasons & ~(unsigned)(NUMBER_OLD_15 | NUMBER_CENTENARIAN)));
    ASSERT((number_check_digit(check.canonical) == check.canonical[17]) ==
           !(check.reasons & NUMBER_CHECK_DIGIT));
}

static void judge_many(struct str bytes)
{
    uint16_t reasons[64];
    size_t n = bytes.len / NUMBER_LENGTH_18;
    n = n < COUNT(reasons) ? n : COUNT(reasons);
    number_reasons_many(&checker, bytes.at, NUMBER_LENGTH_18, n, reasons);
    for (size_t i = 0; i < n; i++)
        ASSERT(reasons[i] == number_reasons(&checker, str_cut(bytes, i * NUMBER_LENGTH_18, 18)));
}

static enum number_run command(enum number_output output)
{
    ASSERT(lseek(input, 0, SEEK_SET) == 0);
    return number_check_run(input, nowhere, today, output);
}

static void run_command(struct str bytes)
{
    ASSERT(ftruncate(input, 0) == 0 && lseek(input, 0, SEEK_SET) == 0);
    ASSERT(write(input, bytes.at, bytes.len) == (ssize_t)bytes.len);
    ASSERT(command(NUMBER_ROWS) == command(NUMBER_SUMMARY));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = str_from(data, size), rest = bytes, line;
    judge(bytes);
    judge_many(bytes);
    while (str_split(&rest, '\n', &line))
        judge(line);
    if (size > 0 && data[0] % 64 == 10)
        run_command(bytes);
    return 0;
}
