# Sets the pairs of `jumin link` beside the truth of a synthetic city: F1, how many are one person, how many were found.
#
#   awk -f benches/link_score.awk truth.csv pairs.csv
BEGIN { FS = "," }
FNR == 1 { file++; next }
file == 1 && ($1 == "DUPLICATE_REGISTRATION" || $1 == "MANY_NUMBERS") { truth[$2, $3]; truth[$3, $2]; true_pairs++ }
file == 2 { found++; right += ($1, $2) in truth }
END { printf "%.3f %d %d\n", 2 * right / (true_pairs + found), true_pairs, found }
