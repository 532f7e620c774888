#include "core/division.h"
#include "places/address.h"
#include "places/plate.h"

enum { KEY_DIGITS = 6 };
static const char behind_suffix[] = "\xEF\xBC\x8D"; /* greater than 号 */

const struct plate_kind plate_kinds[] = {
#define X(kind, code, zh, en) { code, zh, en },
    PLATE_KINDS(X)
#undef X
};
const size_t plate_kind_count = COUNT(plate_kinds);

const struct plate_kind *plate_kind_read(struct str text)
{
    for (size_t i = 0; i < plate_kind_count; i++)
        if (str_is(text, plate_kinds[i].code) || str_is(text, plate_kinds[i].zh))
            return &plate_kinds[i];
    return NULL;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/** Of the run of digits at the start without its zeros; a longer one stays as long as it is. */
static size_t put_run(struct str rest, char *out, size_t *written)
{
    size_t len = 0, zeros = 0;
    while (len < rest.len && digit(rest.at[len]))
        len++;
    while (zeros + 1 < len && rest.at[zeros] == '0')
        zeros++;
    size_t kept = len - zeros, pad = kept < KEY_DIGITS ? KEY_DIGITS - kept : 0;
    memset(out, '0', pad);
    memcpy(out + pad, rest.at + zeros, kept);
    *written = pad + kept;
    return len;
}

struct str place_key(struct arena *arena, struct str text)
{
    struct str part = address_part(arena, text);
    char *out = arena_bytes(arena, part.len * KEY_DIGITS + 1);
    size_t at = 0;
    for (size_t i = 0; i < part.len;) {
        size_t written = 1, taken = 1;
        if (digit(part.at[i]))
            taken = put_run(str_cut(part, i, part.len), out + at, &written);
        else if (part.at[i] == '-') /* 10-1号 stands behind 10号 */
            memcpy(out + at, behind_suffix, written = sizeof behind_suffix - 1);
        else
            out[at] = part.at[i];
        at += written;
        i += taken;
    }
    return str_from(out, at);
}

/* ---- elements of the standard address ---- */

enum level { COUNTY, TOWN, COMMITTEE, STREET, DOOR };

/* clang-format off */
/** Which element a name of a level is: by its ending, the first row that fits; the codes of 10 to 42
 * are those of the standard, those behind are ours. */
static const struct {
    enum level level;
    const char *ending;
    const char *code, *zh, *en;
} elements[] = {
    { COUNTY,    "",       "13", "县区",   "county" },
    { TOWN,      "街道",   "23", "街道",   "sub-district" },
    { TOWN,      "镇",     "22", "镇",     "town" },
    { TOWN,      "",       "21", "乡",     "township" },
    { COMMITTEE, "村委会", "33", "村委会", "village committee" },
    { COMMITTEE, "社区",   "31", "社区",   "community" },
    { COMMITTEE, "",       "32", "居委会", "residents' committee" },
    { STREET,    "队",     "34", "村组",   "village group" },
    { STREET,    "小区",   "42", "小区",   "compound" },
    { STREET,    "",       "41", "街路巷", "street" },
    { DOOR,      "",       "50", "门牌",   "door" },
};
/* clang-format on */

static struct address_element element_of(enum level level, struct str text)
{
    size_t row = 0;
    while (elements[row].level != level || !str_ends(text, elements[row].ending))
        row++;
    return (struct address_element){ elements[row].code, elements[row].zh, elements[row].en, text };
}

size_t plate_elements(struct arena *arena, const struct plate *plate, struct day on,
                      struct address_element out[ADDRESS_ELEMENTS_MAX])
{
    struct division_parts parts = division_parts(plate->county, on);
    const struct str texts[] = { [COUNTY] = parts.county,
                                 [TOWN] = plate->town_name,
                                 [COMMITTEE] = plate->committee_name,
                                 [STREET] = address_part(arena, plate->street),
                                 [DOOR] = address_part(arena, plate->door) };
    size_t count = 0;
    for (int level = COUNTY; level <= DOOR; level++)
        if (texts[level].len)
            out[count++] = element_of((enum level)level, texts[level]);
    return count;
}
