#include "support/parameters.h"
#include "base/buf.h"
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- what is in the database ---- */

struct held {
    const struct table *table;
    struct rows rows;
    bool ends_key[64]; /* the last column of a unique key: another value makes another row */
};

struct source {
    struct arena *arena;
    struct held at[96];
    size_t count;
};

static struct rows kept(struct arena *arena, const struct rows *rows)
{
    struct value *cells = NEW_ARRAY(arena, struct value, rows->count * rows->columns + 1);
    const char **names = NEW_ARRAY(arena, const char *, rows->columns);
    for (size_t i = 0; i < rows->count * rows->columns; i++) {
        cells[i] = rows->cells[i];
        if (cells[i].s.at)
            cells[i].s = arena_str(arena, cells[i].s);
    }
    for (size_t c = 0; c < rows->columns; c++)
        names[c] = arena_text(arena, str_of(rows->names[c]));
    return (struct rows){ cells, rows->count, rows->columns, names };
}

static size_t column_at(const struct rows *rows, struct str column)
{
    size_t c = 0;
    while (c < rows->columns && !str_is(column, rows->names[c]))
        c++;
    return c;
}

/** SQLite tells which columns end its keys; the part is never what tells rows apart. */
static const struct statement key_ends = {
    "test_key_ends",
    "SELECT name FROM pragma_table_info($1) WHERE pk > 0 AND pk = (SELECT max(pk) FROM "
    "pragma_table_info($1) WHERE name <> 'part') UNION SELECT i.name FROM pragma_index_list($1) l "
    "JOIN "
    "pragma_index_info(l.name) i WHERE l.\"unique\" = 1 AND i.seqno = (SELECT max(seqno) FROM "
    "pragma_index_info(l.name))",
    1,
    1,
    0,
    -1
};

static void hold(struct desk *desk, struct source *source, const struct table *table)
{
    struct held *held = &source->at[source->count++];
    struct rows rows = table_rows(desk, table->name), ends;
    held->table = table;
    held->rows = kept(source->arena, &rows);
    assert_true(rows.columns <= COUNT(held->ends_key));
    assert_done(desk, db_list(desk, &key_ends, WITH(v_lit(table->name)), &ends));
    for (size_t i = 0; i < ends.count; i++)
        held->ends_key[column_at(&held->rows, row_text(rows_at(&ends, i), 0))] = true;
}

struct source *source_open(struct desk *desk)
{
    const struct tables *tables = schema_tables();
    struct arena *arena = arena_open();
    struct source *source = NEW(arena, struct source);
    source->arena = arena;
    for (size_t i = 0; i < tables->count; i++)
        hold(desk, source, &tables->at[i]);
    return source;
}

void source_close(struct source *source)
{
    arena_close(source->arena);
}

/* ---- words ---- */

enum { WORDS_MOST = 1024 };
struct words {
    struct str at[WORDS_MOST];
    size_t count;
};

static bool in_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$';
}

/** Names, numbers, $n and text literals whole; <> <= >= -> ->> || whole; else one byte. */
static size_t word_length(struct str s)
{
    size_t n = 1;
    if (s.at[0] == '\'') {
        while (n < s.len && s.at[n] != '\'')
            n++;
        return n + 1;
    }
    if (in_name(s.at[0]))
        while (n < s.len && in_name(s.at[n]))
            n++;
    else if (strchr("<>-|", s.at[0]))
        while (n < s.len && strchr("<>=|", s.at[n]))
            n++;
    return n;
}

static void read_words(struct words *words, struct str text)
{
    words->count = 0;
    while (text.len) {
        if (isspace((unsigned char)text.at[0])) {
            text = str_cut(text, 1, text.len);
            continue;
        }
        size_t n = word_length(text);
        assert_true(words->count < WORDS_MOST);
        words->at[words->count++] = str_cut(text, 0, n);
        text = str_cut(text, n, text.len);
    }
}

/** The empty word before the first and behind the last one. */
static struct str word(const struct words *words, size_t i)
{
    return i < words->count ? words->at[i] : NO_STR;
}

static bool is(const struct words *words, size_t i, const char *text)
{
    return str_is(word(words, i), text);
}

static bool is_name(struct str w)
{
    return w.len && islower((unsigned char)w.at[0]);
}

/** The bracket that this one closes. */
static size_t opening(const struct words *words, size_t i)
{
    int depth = 0;
    for (;; i--) {
        depth += is(words, i, ")") - is(words, i, "(");
        if (!depth || !i)
            return i;
    }
}

/* ---- tables ---- */

/** A comma between tables, not between columns. */
static bool in_from(const struct words *words, size_t i)
{
    static const char *const clauses[] = { "FROM", "SELECT", "SET", "WHERE", "BY", "INTO", "ON" };
    while (i-- > 0)
        for (size_t k = 0; k < COUNT(clauses); k++)
            if (is(words, i, clauses[k]))
                return k == 0;
    return false;
}

/** A table is named behind FROM, JOIN, INTO, UPDATE or a comma of FROM; an alias may follow. */
static bool table_at(const struct words *words, size_t i)
{
    static const char *const before[] = { "FROM", "JOIN", "INTO", "UPDATE" };
    bool named = i && is(words, i - 1, ",") && in_from(words, i);
    for (size_t k = 0; i && k < COUNT(before); k++)
        named = named || is(words, i - 1, before[k]);
    return named && schema_table(word(words, i)) != NULL;
}

static struct str alias_at(const struct words *words, size_t i)
{
    size_t next = is(words, i + 1, "AS") ? i + 2 : i + 1;
    return is_name(word(words, next)) ? word(words, next) : word(words, i);
}

void statement_tables(const struct statement *statement, struct statement_tables *out)
{
    struct words words;
    read_words(&words, str_of(statement->text));
    out->count = 0;
    for (size_t i = 0; i < words.count; i++) {
        if (!table_at(&words, i))
            continue;
        assert_true(out->count < COUNT(out->at));
        out->at[out->count].name = word(&words, i);
        out->at[out->count++].alias = alias_at(&words, i);
    }
}

static const struct held *held_table(const struct source *source, struct str name)
{
    for (size_t i = 0; i < source->count; i++)
        if (str_is(name, source->at[i].table->name))
            return &source->at[i];
    return NULL;
}

/* ---- what a parameter meets ---- */

enum role {
    NOTHING,
    WRITTEN,  /* SET column = $n, column <> $n: as another row has it */
    FROM,     /* column >= $n */
    UPTO,     /* column <= $n */
    LIMIT,    /* LIMIT $n */
    EQUAL,    /* column = $n */
    INSERTED, /* INSERT … VALUES ($n) */
};

struct meets {
    enum role role;
    const struct held *held;
    size_t column;
    size_t place;             /* in an IN list, or among the rows of one INSERT */
    size_t cut_from, cut_len; /* substr of the column, when cut_len */
};

/** Whose column a word is: by its alias, else the nearest table before it, or after it, that has
 * one of the name. */
static bool find_column(const struct source *source, const struct words *words, size_t i,
                        struct meets *out)
{
    struct str column = word(words, i);
    struct str alias = i >= 2 && is(words, i - 1, ".") ? word(words, i - 2) : NO_STR;
    bool found = false;
    for (size_t k = 0; k < words->count; k++) {
        if (!table_at(words, k) || (alias.at && !str_eq(alias, alias_at(words, k))))
            continue;
        const struct held *held = held_table(source, word(words, k));
        size_t c = column_at(&held->rows, column);
        if (c == held->rows.columns || (found && k > i))
            continue;
        out->held = held;
        out->column = c;
        found = true;
    }
    return found;
}

static enum role role_of(const struct words *words, size_t i)
{
    static const struct {
        const char *word;
        enum role role;
    } roles[] = {
        { "=", EQUAL }, { "<>", WRITTEN }, { ">", FROM },       { ">=", FROM },
        { "<", UPTO },  { "<=", UPTO },    { "BETWEEN", FROM }, { "-", EQUAL },
        { "+", EQUAL }, { "IN", EQUAL },   { "LIKE", EQUAL },
    };
    for (size_t r = 0; r < COUNT(roles); r++)
        if (is(words, i, roles[r].word))
            return roles[r].role;
    return NOTHING;
}

/** SET, not the WHERE behind it, nor what a CASE in it compares. */
static bool is_written(const struct words *words, size_t i)
{
    while (i-- > 0)
        if (is(words, i, "SET") || is(words, i, "WHERE") || is(words, i, "ON") ||
            is(words, i, "WHEN"))
            return is(words, i, "SET");
    return false;
}

/** (a, b) > ($1, $2), column IN ($1, $2): `i` is the element, `open` the bracket it stands in. */
static enum role in_brackets(const struct source *source, const struct words *words, size_t i,
                             size_t open, struct meets *out)
{
    for (size_t k = open + 1; k < i; k++)
        out->place += is(words, k, ",");
    enum role role = open ? role_of(words, open - 1) : NOTHING;
    if (role == NOTHING)
        return NOTHING;
    if (!is(words, open - 2, ")"))
        return find_column(source, words, open - 2, out) ? role : NOTHING;
    size_t at = opening(words, open - 2) + 1;
    for (size_t left = out->place; left; at++)
        left -= is(words, at, ",");
    if (is(words, at + 1, "."))
        at += 2;
    out->place = 0;
    return find_column(source, words, at, out) ? role : NOTHING;
}

static size_t bracket_around(const struct words *words, size_t i)
{
    int depth = 0;
    while (i-- > 0) {
        depth += is(words, i, ")") - is(words, i, "(");
        if (depth < 0)
            return i;
    }
    return 0;
}

/** The column left of the comparison, which ends at word `i`; lower(column) and substr(column, from,
 * length) are of their column. */
static size_t compared_with(const struct words *words, size_t i, struct meets *out)
{
    int64_t from = 0, len = 0;
    if (!is(words, i, ")"))
        return i;
    size_t open = opening(words, i), at = open + 1;
    if (is(words, at + 1, "."))
        at += 2;
    if (is(words, open - 1, "substr") && str_to_int(word(words, i - 3), &from) &&
        str_to_int(word(words, i - 1), &len)) {
        out->cut_from = (size_t)from - 1;
        out->cut_len = (size_t)len;
    }
    return at;
}

/** What the parameter at word `i` is compared with, or written into. */
static enum role compared(const struct source *source, const struct words *words, size_t i,
                          struct meets *out)
{
    size_t before = i - 1;
    if (is(words, before, "(") && is(words, before - 1, "CAST"))
        before -= 2;
    if (is(words, before, "LIMIT"))
        return LIMIT;
    if (is(words, before, "AND") && is(words, before - 2, "BETWEEN"))
        return find_column(source, words, before - 3, out) ? UPTO : NOTHING;
    if (is(words, before, "(") || is(words, before, ","))
        return in_brackets(source, words, before + 1, bracket_around(words, before + 1), out);
    enum role role = role_of(words, before);
    if (role == NOTHING || !find_column(source, words, compared_with(words, before - 1, out), out))
        return NOTHING;
    return role == EQUAL && is_written(words, before) ? WRITTEN : role;
}

/** INSERT INTO table (columns) VALUES (…), (…) or SELECT …: which column element i goes into. */
static enum role inserted(const struct source *source, const struct words *words, size_t i,
                          struct meets *out)
{
    size_t at = 4, element = 0;
    int depth = 0;
    out->held = held_table(source, word(words, 2));
    while (!is(words, at, ")"))
        at++;
    bool values = is(words, at + 1, "VALUES");
    for (at += 2; at < i; at++) {
        depth += is(words, at, "(") - is(words, at, ")");
        if (is(words, at, "WHERE") || is(words, at, "ON"))
            return NOTHING;
        if (is(words, at, ",") && depth == (values ? 1 : 0))
            element++;
        if (is(words, at, ",") && values && depth == 0) {
            out->place++;
            element = 0;
        }
    }
    if (!is(words, i + 1, ",") && !is(words, i + 1, ")") && !is(words, i + 1, "AS"))
        return NOTHING;
    for (at = 4; element; at++)
        element -= is(words, at, ",");
    out->column = column_at(&out->held->rows, word(words, at));
    return INSERTED;
}

/** A parameter may stand in several places: the one that says most counts, in the order of enum
 * role. */
static void read_meets(const struct source *source, const struct statement *statement,
                       struct meets *meets)
{
    struct words words;
    int64_t n;
    read_words(&words, str_of(statement->text));
    for (size_t i = 1; i < words.count; i++) {
        if (words.at[i].at[0] != '$' || !str_to_int(str_cut(words.at[i], 1, words.at[i].len), &n))
            continue;
        struct meets here = { 0 };
        here.role = is(&words, 0, "INSERT") ? inserted(source, &words, i, &here) : NOTHING;
        if (here.role == NOTHING) {
            here = (struct meets){ 0 };
            here.role = compared(source, &words, i, &here);
        }
        if (here.role > meets[n].role)
            meets[n] = here;
    }
}

/* ---- values ---- */

static struct value cell_of(const struct held *held, size_t row, size_t column)
{
    return held->rows.count ? held->rows.cells[row % held->rows.count * held->rows.columns + column]
                            : v_null();
}

/** Another value than this one, the same each time. */
static struct value neighbour(struct arena *arena, struct value v, size_t place)
{
    int n = (int)place + 1;
    switch (v.kind) {
    case V_INT:
        return v_int(v.n + 1000003 * (int64_t)n);
    case V_TEXT:
        return v_text(arena_printf(arena, STR_FMT "x%d", STR_ARG(v.s), n));
    case V_BYTES: {
        char *bytes = arena_bytes(arena, v.s.len + 1);
        memcpy(bytes, v.s.at, v.s.len);
        bytes[v.s.len] = (char)n;
        return v_bytes(str_from(bytes, v.s.len + 1));
    }
    case V_NULL:
        break;
    }
    return v;
}

static int compare_values(const struct value *a, const struct value *b)
{
    if (a->kind == V_INT)
        return a->n < b->n ? -1 : a->n > b->n;
    return str_compare(a->s, b->s);
}

/** Less than, or greater than, all there are: numbers by one, texts by what sorts last. */
static struct value beyond_all(const struct held *held, size_t column, int sign)
{
    struct value v = v_null();
    for (size_t r = 0; r < held->rows.count; r++) {
        struct value here = cell_of(held, r, column);
        if (here.kind != V_NULL && (v.kind == V_NULL || compare_values(&here, &v) * sign > 0))
            v = here;
    }
    if (v.kind == V_INT)
        return v_int(v.n + sign);
    if (v.kind == V_TEXT)
        return sign < 0 ? v_lit("") : v_lit("\xEF\xBF\xBD");
    return v;
}

static struct value value_for(struct source *source, const struct meets *m, size_t row, bool wide)
{
    switch (m->role) {
    case LIMIT:
        return v_int(wide ? 500 : 2);
    case FROM:
    case UPTO:
        return wide ? beyond_all(m->held, m->column, m->role == FROM ? -1 : 1)
                    : cell_of(m->held, row, m->column);
    case WRITTEN:
        return cell_of(m->held, row + 1, m->column);
    case INSERTED: {
        struct value v = cell_of(m->held, row, m->column);
        return (wide || m->place) && m->held->ends_key[m->column]
                   ? neighbour(source->arena, v, m->place)
                   : v;
    }
    case EQUAL:
    case NOTHING:
        break;
    }
    struct value v = cell_of(m->held, row + m->place, m->column);
    if (m->cut_len && v.kind == V_TEXT)
        v.s = str_cut(v.s, m->cut_from, m->cut_len);
    return v;
}

bool parameters_try(struct source *source, const struct statement *statement, size_t n,
                    struct value out[PARAMETERS_MOST])
{
    struct meets meets[PARAMETERS_MOST + 1] = { { 0 } };
    size_t most = 1;
    read_meets(source, statement, meets);
    for (int i = 1; i <= statement->parameters; i++) {
        if (meets[i].role == NOTHING)
            fail_msg("%s: $%d meets no column", statement->name, i);
        if (meets[i].held && meets[i].held->rows.count > most)
            most = meets[i].held->rows.count;
    }
    for (int i = 1; i <= statement->parameters; i++)
        out[i - 1] = value_for(source, &meets[i], n / 2, n % 2 == 0);
    return n < 2 * most;
}
