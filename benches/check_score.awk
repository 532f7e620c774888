# Sets the findings of `jumin register check` beside the truth of a synthetic city: a line a kind,
#
#   kind TAB planted TAB found TAB right TAB recall TAB precision
#
#   awk -f benches/check_score.awk register.csv truth.csv findings.csv
#
# Who shares a number is a fact (SHARED_NUMBER); whether two such are one person registered twice is a
# judgement, so the two DUPLICATE kinds are also counted apart. A pair is right whichever of its two is
# named first. What stands in no register (NOT_CANCELLED) is left out.
BEGIN {
    FS = ","
    n = split("WRONG_NUMBER SHARED_NUMBER DUPLICATE_NUMBER DUPLICATE_REGISTRATION MANY_NUMBERS MISSING_ITEM IMPOSSIBLE_ITEM OLD_15 NAME_SEPARATOR UNKNOWN_CODE HOUSEHOLD_HEAD HOUSEHOLD_SPOUSE HOUSEHOLD_AGES RELATION_SEX PLATE_WITHOUT_PERSON PERSON_WITHOUT_PLATE", kinds, " ")
    for (i = 1; i <= n; i++)
        wanted[kinds[i]] = 1
}
FNR == 1 { file++; next }
file == 1 { next }
function pair(kind, a, b,    swap) {
    if (b != "" && b < a) {
        swap = a
        a = b
        b = swap
    }
    return kind "," a "," b
}
# Whose field it is, or between whom it is.
function key(kind, row, other, field) {
    if (kind == "PLATE_WITHOUT_PERSON")
        return kind "," other
    if (kind ~ /^DUPLICATE|^MANY/)
        return pair(kind, row, other)
    return kind "," row "," (kind ~ /ITEM/ ? field : "")
}
file == 2 && $1 in wanted {
    planted[$1]++
    truth[key($1, $2, $3, $4)] = 1
    if ($1 ~ /^DUPLICATE/) {
        planted["SHARED_NUMBER"]++
        truth[pair("SHARED_NUMBER", $2, $3)] = 1
    }
    next
}
file == 3 && !($1 in wanted) { stray[$1]++; next }
file == 3 {
    k = key($1, $2, $3, $4)
    if (k in seen)
        next
    seen[k] = 1
    found[$1]++
    right[$1] += k in truth
    if ($1 ~ /^DUPLICATE/) {
        found["SHARED_NUMBER"]++
        right["SHARED_NUMBER"] += pair("SHARED_NUMBER", $2, $3) in truth
    }
}
function share(a, b) {
    return b ? sprintf("%.4f", a / b) : "1.0000"
}
END {
    for (i = 1; i <= n; i++) {
        k = kinds[i]
        printf "%s\t%d\t%d\t%d\t%s\t%s\n", k, planted[k], found[k], right[k], share(right[k], planted[k]), share(right[k], found[k])
    }
    for (k in stray)
        printf "%s\t0\t%d\t0\t1.0000\t0.0000\n", k, stray[k]
}
