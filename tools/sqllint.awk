# tools/sqllint: one SQL text for every engine, and every table its counter's.
#
# A file is cut into statements (a schema step at its semicolons, a file of named statements at its
# `-- name:` lines), a statement into words; each rule looks at the words. Words are compared in lower
# case; a text literal is the word 'text', whatever it holds.

# ---- the rules that are rows: words in a row that may not follow each other ----

function ban(words, why) {
    banned[++bans] = words
    because[bans] = why
}
function ban_functions(names, why,    i, n, name) {
    n = split(names, name, " ")
    for (i = 1; i <= n; i++)
        ban(name[i] " (", why)
}
BEGIN {
    ban("insert or", "only SQLite: ON CONFLICT (columns) DO …")
    ban("replace into", "only SQLite: ON CONFLICT (columns) DO …")
    ban("on conflict do", "name the conflict columns")
    ban("merge into", "not in SQLite")
    ban("truncate", "not in SQLite: DELETE")
    ban("for update", "optimistic: … AND ver = $n RETURNING ver")
    ban("for no key", "optimistic: … AND ver = $n RETURNING ver")
    ban("for share", "optimistic: … AND ver = $n RETURNING ver")
    ban("for key share", "optimistic: … AND ver = $n RETURNING ver")
    ban("lock table", "optimistic: … AND ver = $n RETURNING ver")
    ban("skip locked", "take the row with UPDATE … RETURNING")
    ban("fetch first", "LIMIT")
    ban("any (", "IN ($1, $2, …) or a temporary table")
    ban("lateral", "not in SQLite, not over shards")
    ban("distinct on", "not in SQLite")
    ban("rollup", "not in SQLite")
    ban("cube (", "not in SQLite")
    ban("grouping sets", "not in SQLite")
    ban("from ( values", "WITH x (k) AS (VALUES …)")
    ban("ilike", "lower(x) = …")
    ban("glob", "only SQLite: a range, name >= $1 AND name < $2")
    ban("collate", "names differ: sort by a pinyin column")
    ban("::", "CAST(x AS type); in SQLite $1::text is a parameter of that name")
    ban("?", "parameters are $1 … $n")
    ban("select exists", "gives 1 here and t there: CASE WHEN EXISTS (…) THEN 1 ELSE 0 END")
    ban("select not exists", "gives 1 here and t there: CASE WHEN … THEN 1 ELSE 0 END")
    ban("select true", "gives 1 here and t there")
    ban("select false", "gives 1 here and t there")
    ban("autoincrement", "ids are made by us")
    ban("as identity", "ids are made by us")
    ban("create sequence", "ids are made by us")
    ban("serial primary", "ids are made by us")
    ban("create trigger", "no triggers")
    ban("create constraint trigger", "no triggers")
    ban("create temp trigger", "no triggers")
    ban("create rule", "no triggers")
    ban("create or replace", "no stored procedures, and a view is dropped and made anew")
    ban("create function", "no stored procedures")
    ban("create procedure", "no stored procedures")
    ban("create extension", "not on every engine")
    ban("create type", "not in SQLite")
    ban("comment on", "not in SQLite: a -- line above")
    ban("include (", "not in SQLite")
    ban(") virtual", "not in PostgreSQL 15: STORED")
    ban("add column if", "not in SQLite")
    ban("current_date", "the desk's day comes in as a parameter")
    ban("current_time", "the desk's instant comes in as a parameter")
    ban("current_timestamp", "the desk's instant comes in as a parameter")
    ban("localtime", "the desk's instant comes in as a parameter")
    ban("localtimestamp", "the desk's instant comes in as a parameter")
    ban_functions("now date time datetime julianday unixepoch strftime extract date_trunc date_part age " \
                  "clock_timestamp statement_timestamp transaction_timestamp timeofday to_char to_date to_timestamp make_date", "days and instants are our integers, clocks stay outside")
    ban_functions("random randomblob random_normal setseed gen_random_uuid uuid_generate_v4 nextval lastval last_insert_rowid", "ids and chance come in as parameters")
    ban_functions("group_concat string_agg array_agg json_agg jsonb_agg json_group_array", "put together in C")
    ban_functions("avg", "6.25 here and 6.2500000000000000 there: sum and count, divide in C")
    ban_functions("json_extract json_each json_object json_array json_build_object jsonb_build_object " \
                  "json_tree jsonb_array_elements", "body ->> 'key', the rest in C")
    ban_functions("instr strpos position lpad rpad format printf left right initcap", "in C")
    ban_functions("greatest least iif ifnull if", "CASE, coalesce")

    types = " integer bigint text bytea jsonb double "
    # a schema step can only:
    steps = " create-table create-index create-unique create-view alter-table insert-into drop-table drop-index drop-view "
}

# ---- statements out of files ----

FNR == 1 {
    end_statement()
    file = FILENAME
    schema = FILENAME ~ /schema\//
    counter = FILENAME
    sub(/^.*\//, "", counter)
    sub(/\.sql$/, "", counter)
}
/^[ \t]*--/ {
    if ($0 ~ /^-- name: /) {
        end_statement()
        name = $3
    }
    if ($0 ~ /^-- fanout/)
        fanout = 1
    if ($0 ~ /^-- spread: /)
        spread_line = $3
    else if ($0 ~ /^-- owner: /)
        owner_line = $3
    else if ($0 ~ /^-- neighbour: /)
        neighbours[$3] = NF > 3 ? "" : "say why it may: -- neighbour: " $3 " because …"
    else if (words == 0)
        said = 1
    next
}
/^[ \t]*$/ {
    if (words == 0)
        said = 0
    next
}
{
    read_words($0)
    if (schema && words > 0 && word[words] == ";")
        end_statement()
}
END {
    end_statement()
    exit bad
}

function read_words(text,    w) {
    while (text != "") {
        if (match(text, /^[ \t\r]+/))
            w = ""
        else if (match(text, /^--.*/))
            return
        else if (match(text, /^'([^']|'')*'/))
            w = "'text'"
        else if (match(text, /^"[^"]*"/))
            w = substr(text, 2, RLENGTH - 2)
        else if (match(text, /^[A-Za-z_][A-Za-z0-9_]*/))
            w = tolower(substr(text, 1, RLENGTH))
        else if (match(text, /^[0-9]+(\.[0-9]+)?/) || match(text, /^\$[0-9]+/) || match(text, /^(::|->>|->|<<|>>|<=|>=|<>|!=|\|\|)/) || match(text, /^./))
            w = substr(text, 1, RLENGTH)
        text = substr(text, RLENGTH + 1)
        if (w != "") {
            word[++words] = w
            line_of[words] = FNR
        }
    }
}

function says(i, why) {
    printf "%s:%d: %s%s\n", file, line_of[i], name == "" ? "" : name ": ", why
    bad = 1
}

function end_statement() {
    if (words > 0)
        check_statement()
    words = 0
    name = ""
    fanout = said = 0
    delete neighbours
    if (schema)
        spread_line = owner_line = ""
}

function check_statement(    i) {
    word[words + 1] = word[words + 2] = word[words + 3] = ""
    check_rows()
    check_engine()
    read_clauses()
    check_ethnic()
    if (schema)
        check_step()
    else {
        check_spread_column_stays()
        check_routing()
        check_owner()
        check_order()
    }
}

function check_rows(    i, b, n, part, k) {
    for (b = 1; b <= bans; b++) {
        n = split(banned[b], part, " ")
        for (i = 1; i <= words - n + 1; i++) {
            for (k = 1; k <= n && word[i + k - 1] == part[k]; k++)
                ;
            if (k > n)
                says(i, toupper(banned[b]) ": " because[b])
        }
    }
}

function has(w,    i) {
    for (i = 1; i <= words; i++)
        if (word[i] == w)
            return i
    return 0
}

# What needs more than a row: the same words are fine elsewhere.
function check_engine(    i) {
    for (i = 1; i <= words; i++) {
        if (word[i] == "like" && !has("lower"))
            says(i, "LIKE ignores ASCII case in SQLite only: compare lower(x), or a range")
        if (word[i] == "/" && word[i + 1] ~ /\./)
            says(i, "decimals print differently: divide in C")
        if (word[i] == "<<" && word[i - 1] ~ /^[0-9]/)
            says(i, "32 bits in PostgreSQL: CAST(1 AS BIGINT) <<")
        if ((word[i] == "max" || word[i] == "min") && word[i + 1] == "(" && commas_inside(i + 1) > 0)
            says(i, "of two values only in SQLite: CASE")
        if ((word[i] == ":" || word[i] == "@") && word[i + 1] ~ /^[a-z]/)
            says(i, "parameters are $1 … $n")
        if (word[1] == "with" && (word[i] == "insert" || word[i] == "update" || word[i] == "delete"))
            says(i, "a WITH around a write is not in every engine")
        if (word[1] == "delete" && word[i] == "using")
            says(i, "DELETE … USING is not in SQLite: WHERE EXISTS")
    }
}

function commas_inside(i,    depth, n) {
    depth = n = 0
    for (; i <= words; i++) {
        depth += (word[i] == "(") - (word[i] == ")")
        if (depth == 0)
            return n
        n += depth == 1 && word[i] == ","
    }
    return n
}

# ---- clauses: which part of its statement each word stands in ----
# A bracket opens a level of its own; what stands in it belongs to the clause outside until a SELECT
# begins another. Inside CASE, an OVER or a counting function a word decides something, wherever it is.

function read_clauses(    i, level, now, kept, inside, kept_inside) {
    level = 0
    now = inside = ""
    for (i = 1; i <= words; i++) {
        if (word[i] == "(") {
            kept[++level] = now
            kept_inside[level] = inside
            if (word[i - 1] ~ /^(count|sum|min|max|over|filter|rank|lag|lead)$/)
                inside = word[i - 1]
        } else if (word[i] == ")" && level > 0) {
            inside = kept_inside[level]
            now = kept[level--]
        } else if (word[i] == "case")
            inside = inside "case "
        else if (word[i] == "end")
            sub(/case $/, "", inside)
        else if (word[i] ~ /^(select|from|where|on|using|having|set|values|returning|into|window|limit|create|check)$/)
            now = word[i]
        else if ((word[i] == "group" || word[i] == "order" || word[i] == "partition") && word[i + 1] == "by")
            now = word[i]
        clause[i] = now
        deciding[i] = inside
    }
}

# ---- nobody is looked up, sorted or counted by ethnic group ----

function check_ethnic(    i, shown) {
    for (i = 1; i <= words; i++) {
        if (word[i] !~ /^ethnic/)
            continue
        if (word[1] == "create" && has("index"))
            says(i, "an index on the ethnic group is for looking persons up by it")
        else if (clause[i] ~ /^(from|where|on|using|having|window|limit|group|order|partition)$/)
            says(i, "no statement selects, sorts, groups or counts persons by ethnic group")
        else if (deciding[i] != "")
            says(i, "no statement decides or counts by ethnic group")
        else if (clause[i] == "select" || clause[i] == "returning")
            shown = i
    }
    if (!shown)
        return
    for (i = 1; i <= words; i++) {
        if (word[i] == "group" || word[i] == "distinct" || word[i] == "except" || word[i] == "intersect")
            says(shown, "no statement groups persons by ethnic group")
        if (clause[i] == "order" && word[i] ~ /^[0-9]/ && (word[i - 1] == "by" || word[i - 1] == ","))
            says(shown, "order by name, not by position, beside the ethnic group")
    }
}

# ---- schema steps ----

function check_step(    kind, t) {
    kind = word[1] "-" word[2]
    if (index(steps, " " kind " ") == 0) {
        says(1, "a step creates tables, indexes and views, and adds, renames and drops columns")
        return
    }
    if (kind == "create-table")
        check_table()
    else if (kind == "create-unique")
        check_unique_index()
    else if (kind == "alter-table")
        check_alter()
}

function check_table(    i, level, start, n) {
    table = word[3]
    if (table == "if")
        table = word[6]
    spread[table] = spread_line
    owner[table] = owner_line
    if (spread_line == "")
        says(1, table ": say above it how it is spread: -- spread: part | number | unit | copy | none")
    if (owner_line == "")
        says(1, table ": say above it whose it is: -- owner: the counter in whose sql/COUNTER.sql it stands")
    if (!said)
        says(1, table ": say above it what it is, so that a clerk understands it")
    i = 3
    while (i <= words && word[i] != "(")
        i++
    keys = columns = 0
    delete column_seen
    level = 0
    start = i + 1
    for (; i <= words; i++) {
        level += (word[i] == "(") - (word[i] == ")")
        if ((level == 1 && word[i] == ",") || level == 0) {
            check_item(start, i - 1)
            start = i + 1
        }
        if (level == 0)
            break
    }
    if (is_spread(table)) {
        if (!(spread[table] in column_seen))
            says(1, table ": spread by " spread[table] ", a column it does not have")
        if (!keys)
            says(1, table ": no PRIMARY KEY")
    }
}

function is_spread(t) {
    return (t in spread) && spread[t] != "" && spread[t] != "copy" && spread[t] != "none"
}

function check_item(from, to,    i) {
    if (word[from] == "constraint")
        from += 2
    if (word[from] == "primary" || word[from] == "unique")
        check_key(from, to)
    else if (word[from] == "foreign")
        check_reference(from, to)
    else if (word[from] != "check")
        check_column(from, to)
}

# A table spread by part begins with it.
function check_column(from, to,    i) {
    column_seen[word[from]] = 1
    has_column[table, word[from]] = 1
    if (++columns == 1 && is_spread(table) && word[from] != spread[table])
        says(from, table ": begins with the column it is spread by, " spread[table])
    if (word[from] == "part" && word[from + 1] != "integer")
        says(from, "part is INTEGER")
    check_type(from)
    for (i = from; i <= to; i++) {
        if (word[i] == "primary" || word[i] == "unique") {
            keys += word[i] == "primary"
            key[table, ++keys_of[table]] = word[from]
            if (is_spread(table) && word[from] != spread[table])
                says(i, table ": a key without " spread[table] ", the column it is spread by")
        }
        if ((word[i] == "not" && word[i + 1] == "null") || word[i] == "primary")
            never_null[table, word[from]] = 1
        if (word[i] == "default" && word[i + 1] !~ /^('text'|[0-9]|-|null)/)
            says(i, "DEFAULT of a constant only")
        if (word[i] == "references" && is_spread(table) && spread[word[i + 1]] != "copy")
            says(i, "a foreign key stays inside one " spread[table] ": FOREIGN KEY (" spread[table] ", …)")
    }
}

function check_type(at) {
    if (index(types, " " word[at + 1] " ") == 0)
        says(at, word[at] ": the types are INTEGER BIGINT TEXT BYTEA JSONB DOUBLE PRECISION")
}

function listed(from, to, what) { # in the first bracket
    while (from <= to && word[from] != "(")
        from++
    for (; from <= to && word[from] != ")"; from++)
        if (word[from] == what)
            return 1
    return 0
}

# The columns in the first bracket, with blanks between.
function columns_in(from, to,    list) {
    while (from <= to && word[from] != "(")
        from++
    for (from++; from <= to && word[from] != ")"; from++)
        if (word[from] != ",")
            list = list (list == "" ? "" : " ") word[from]
    return list
}

function place_in(list, what,    part, i, n) {
    n = split(list, part, " ")
    for (i = 1; i <= n; i++)
        if (part[i] == what)
            return i
    return 0
}

function check_key(from, to,    i, n, part) {
    keys += word[from] == "primary"
    key[table, ++keys_of[table]] = columns_in(from, to)
    n = split(key[table, keys_of[table]], part, " ")
    for (i = 1; i <= n && word[from] == "primary"; i++)
        never_null[table, part[i]] = 1
    if (is_spread(table) && !listed(from, to, spread[table]))
        says(from, table ": a key without " spread[table] ", the column it is spread by")
}

function check_reference(from, to,    i, target) {
    for (i = from; i <= to && word[i] != "references"; i++)
        ;
    target = word[i + 1]
    if (!(target in spread))
        says(from, table ": references " target ", which no step before it creates")
    else if (is_spread(table) && spread[target] != "copy" && (spread[target] != spread[table] || !same_place(from, i, to)))
        says(from, table ": a foreign key stays inside one " spread[table])
}

# FOREIGN KEY (part, x) REFERENCES t (part, id): the column stands at the same place of both lists.
function same_place(from, at, to,    place) {
    place = place_in(columns_in(from, at), spread[table])
    return place > 0 && place == place_in(columns_in(at, to), spread[table])
}

function check_unique_index(    i) {
    for (i = 1; i <= words && word[i] != "on"; i++)
        ;
    if (is_spread(word[i + 1]) && !listed(i, words, spread[word[i + 1]]))
        says(1, word[i + 1] ": a unique index without " spread[word[i + 1]] ", the column it is spread by")
    if (!has("where"))
        key[word[i + 1], ++keys_of[word[i + 1]]] = columns_in(i, words)
}

function check_alter(    verb) {
    verb = word[4] " " word[5]
    if (verb == "rename to") {
        spread[word[6]] = spread[word[3]]
        owner[word[6]] = owner[word[3]]
    }
    else if (verb == "add column")
        check_type(6)
    else if (verb != "rename column" && verb != "drop column")
        says(1, "SQLite cannot: new table, copy, rename")
}

# ---- named statements ----

# The column a row is spread by never changes: UPDATE … SET part = and DO UPDATE SET part =.
function check_spread_column_stays(    i, target) {
    target = word[1] == "update" ? word[2] : word[1] == "insert" ? word[3] : ""
    if (!is_spread(target))
        return
    for (i = 2; i < words; i++)
        if (clause[i] == "set" && word[i] == spread[target] && (word[i - 1] ~ /^(set|,|\()$/) && word[i + 1] ~ /^(=|,|\))$/)
            says(i, spread[target] " is fixed for life")
}

function table_at(i) {
    return word[i - 1] ~ /^(from|join|update|into)$/ || (word[i - 1] == "," && clause[i] == "from")
}

# `part = $n` for every table spread by part, or `-- fanout`, and it is a report.
function check_routing(    i, column, told) {
    if (fanout)
        return
    for (i = 2; i <= words; i++) {
        column = spread[word[i]]
        if (!table_at(i) || !is_spread(word[i]) || (column in told))
            continue
        told[column] = 1
        if (word[i - 1] == "into" ? !listed(i, words, column) : !routed(column))
            says(i, word[i] ": names no " column " = $n; a report says -- fanout above its text")
    }
}

function routed(column,    i, k, start) {
    for (i = 2; i <= words; i++) {
        if (word[i] != column || clause[i] == "select")
            continue
        if (word[i + 1] == "=" && (word[i + 2] ~ /^\$/ || word[i + 2] == "cast"))
            return 1
        if (word[i + 1] == "in" && word[i + 2] == "(" && (word[i + 3] ~ /^\$/ || word[i + 3] == "values"))
            return 1
        start = word[i - 1] == "." ? i - 2 : i
        if (word[start - 1] == "=" && word[start - 2] ~ /^\$/)
            return 1
        if (word[i - 1] == "(" && word[i + 1] == ",") { # (part, id) = ($1, $2), (part, id) IN (VALUES …)
            for (k = i; k < words && word[k] != ")"; k++)
                ;
            if ((word[k + 1] == "=" || word[k + 1] == "in") && word[k + 2] == "(")
                return 1
        }
    }
    return 0
}

# A counter's SQL names its own tables; a law that compares two counters' books says so, and why.
function check_owner(    i, t) {
    for (i = 2; i <= words; i++) {
        t = word[i]
        if (!table_at(i) || !(t in owner) || owner[t] == "" || owner[t] == counter)
            continue
        if (!(t in neighbours))
            says(i, t " belongs to " owner[t] ": ask that counter through its header")
        else if (neighbours[t] != "" || !fanout)
            says(i, t ": " (fanout ? neighbours[t] : "only a report may, -- fanout"))
        used[t] = 1
    }
    for (t in neighbours)
        if (!(t in used))
            says(1, t " is not named here")
    delete used
}

# ---- a list says its order to the last column ----
#
# Of each table in FROM one row follows from what the statement fixes, or its place from ORDER BY: a
# column is settled when it equals a parameter or a constant, when it is sorted by, or when it equals
# a column of a table whose row is settled; a row is settled when a key of it is.

function check_order(    i, order) {
    if (word[1] != "select" && word[1] != "with")
        return
    read_depth()
    order = top("order")
    if (top("union") || top("except") || top("intersect") || top("group")) {
        if (!order)
            says(1, "a list says its order: ORDER BY")
        return
    }
    if (!top("from") || counts_all() || (order && word[order + 2] ~ /^[0-9]/)) # by position: of what is computed
        return
    read_tables()
    settle_columns(order)
    if (!order && others)
        says(1, "a list says its order: ORDER BY")
    for (i = 1; i <= tables; i++)
        if (!settled_row(i))
            says(1, "of " table_of[i] (alias_of[i] == table_of[i] ? "" : " " alias_of[i]) \
                    " several rows may come in any order: ORDER BY to the last column of a key")
    check_nulls(order)
}

# How many sub-queries stand around each word.
function read_depth(    i, level, opened, is_query) {
    level = opened = 0
    for (i = 1; i <= words; i++) {
        if (word[i] == "(") {
            is_query[++opened] = word[i + 1] == "select" || word[i + 1] == "with"
            level += is_query[opened]
        }
        depth[i] = level
        if (word[i] == ")" && opened > 0)
            level -= is_query[opened--]
    }
}

function top(w,    i) {
    for (i = words; i > 0; i--)
        if (word[i] == w && depth[i] == 0 && deciding[i] !~ /over/)
            return i
    return 0
}

# An aggregate without GROUP BY gives one row.
function counts_all(    i) {
    for (i = 1; i < words; i++)
        if (depth[i] == 0 && clause[i] == "select" && word[i] ~ /^(count|sum|min|max)$/ && word[i + 1] == "(")
            return 1
    return 0
}

function read_tables(    i, next_word) {
    tables = others = 0
    delete outer
    for (i = 2; i <= words; i++) {
        if (depth[i] != 0 || !table_at(i) || word[i] == "(")
            continue
        if (!(word[i] in owner)) {
            others = 1
            continue
        }
        next_word = word[i + 1] == "as" ? word[i + 2] : word[i + 1]
        table_of[++tables] = word[i]
        alias_of[tables] = next_word ~ /^[a-z_]+$/ && next_word !~ /^(where|on|join|left|full|cross|inner|order|group|limit|using|set)$/ ? next_word : word[i]
        if (word[i - 2] == "left" || word[i - 2] == "full")
            outer[alias_of[tables]] = 1
    }
}

# The table whose column word i is, by its alias or by its name; 0 when it is none.
function table_at_column(i,    t) {
    for (t = 1; t <= tables; t++)
        if (((table_of[t], word[i]) in has_column) && (word[i - 1] == "." ? word[i - 2] == alias_of[t] : 1))
            return t
    return 0
}

function is_fixed(w) {
    return w ~ /^(\$|[0-9]|'text'$|cast$)/
}

function settle_columns(order,    i, t, other, start) {
    delete settled
    delete equal_from
    equals = 0
    for (i = 2; i <= words; i++) {
        if (depth[i] != 0 || deciding[i] ~ /over/ || !(t = table_at_column(i)))
            continue
        start = word[i - 1] == "." ? i - 2 : i
        if (clause[i] == "order" || (clause[i] ~ /^(where|on)$/ && ((word[i + 1] == "=" && is_fixed(word[i + 2])) || (word[start - 1] == "=" && is_fixed(word[start - 2])))))
            settled[t, word[i]] = 1
        if (word[i + 1] != "=" || clause[i] !~ /^(where|on)$/)
            continue
        other = word[i + 3] == "." ? i + 4 : i + 2
        if (table_at_column(other)) {
            equal_from[++equals] = t SUBSEP word[i]
            equal_to[equals] = table_at_column(other) SUBSEP word[other]
        }
    }
    for (start = 1; start <= tables; start++) # as often as there are tables to settle one another
        for (i = 1; i <= equals; i++)
            spread_settled(equal_from[i], equal_to[i])
}

function spread_settled(one, other) {
    if (is_settled(one))
        settled[other] = 1
    if (is_settled(other))
        settled[one] = 1
}

function is_settled(column,    part) {
    split(column, part, SUBSEP)
    return (column in settled) || settled_row(part[1])
}

function settled_row(t,    k, i, n, part) {
    for (k = 1; k <= keys_of[table_of[t]]; k++) {
        n = split(key[table_of[t], k], part, " ")
        for (i = 1; i <= n && ((t, part[i]) in settled); i++)
            ;
        if (i > n)
            return 1
    }
    return 0
}

# NULL stands first in one engine and last in the other.
function check_nulls(order,    i, t) {
    for (i = order + 2; order && i <= words && word[i] != "limit"; i++) {
        t = table_at_column(i)
        if (!t || (((table_of[t], word[i]) in never_null) && !(alias_of[t] in outer)))
            continue
        if (word[i + 1] != "nulls" && word[i + 2] != "nulls")
            says(i, word[i] " may be NULL: NULLS FIRST or NULLS LAST")
    }
}
