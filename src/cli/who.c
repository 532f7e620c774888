#include "cli/who.h"
#include "register/person_store.h"

bool part_and_id(struct str text, int32_t *part, int64_t *id)
{
    struct str head, rest = text;
    int64_t n = 0;
    if (!str_split(&rest, '-', &head) || !rest.at || !str_to_int(head, &n) ||
        !str_to_int(rest, id) || n < 1 || n > INT32_MAX)
        return false;
    *part = (int32_t)n;
    return true;
}

bool record_given(struct cli *cli, const char *name, int32_t *part, int64_t *id)
{
    bool good = part_and_id(cli_argument(cli, name), part, id);
    if (!good)
        (void)cli_wrong_use(cli, "%s: 650102011-123456", name);
    return good;
}

enum outcome find_person(struct cli *cli, int32_t *part, int64_t *id)
{
    struct str who = cli_argument(cli, "WHO");
    return part_and_id(who, part, id) ? DONE : person_of_legacy(&cli->desk, who, part, id);
}

bool unit_given(struct cli *cli, const char *name, int32_t *out)
{
    int64_t n = 0;
    if (!cli_number(cli, name, 1, INT32_MAX, &n))
        return false;
    *out = (int32_t)n;
    return true;
}
