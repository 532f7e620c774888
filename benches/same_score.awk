# Sets pairs of registrations beside the truth of a synthetic city: recall, precision, F1, how many stand twice, how many pairs.
#
#   awk -f benches/same_score.awk truth.csv pairs.csv
BEGIN { FS = "," }
FNR == 1 { file++; next }
file == 1 && ($1 == "DUPLICATE_REGISTRATION" || $1 == "MANY_NUMBERS") { truth[$2, $3]; truth[$3, $2]; planted++ }
file == 2 { found++; right += ($1, $2) in truth }
END { printf "%.4f %.4f %.3f %d %d\n", right / planted, right / found, 2 * right / (planted + found), planted, found }
