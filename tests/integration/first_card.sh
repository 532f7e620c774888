#!/bin/bash
# The first card: from a raw register file to a card in its holder's hand, by commands alone, with
# six people for the six jobs; whoever should not take a step is told so and changes nothing.
# engines: both
. "$(dirname "$0")/../support/lib.sh"
. "$ROOT/tests/support/nodes.sh"

people files 300 --portraits 30
people files-gb 300 --encoding gb18030
here=$(police files)
new_node city "$(new_db city)" "$here"
new_node other "$(new_db other)" "$here"
new_node centre "$(new_db centre)" $CENTRE
introduce city 650100000 centre $CENTRE

# ---- whom it is about: the first grown-up with a portrait whose record has no fault ----
portrait='' person='' station=''
while IFS=, read -r id _ _ _ _ _ _ born number _ _ _ _ _ _ _ unit _ _ status; do
    [ -f "$TMP/files/portraits/$id.jpg" ] && [[ $status == 正常* ]] && [ "$born" -lt 19880101 ] &&
        [ "${number:6:8}" = "$born" ] && ! grep -q "$id" "$TMP/files/truth.csv" || continue
    portrait=$TMP/files/portraits/$id.jpg person=$number station=$unit
    break
done <"$TMP/files/register.csv"
[ -n "$person" ] || broken "nobody to serve"
bureau=${station:0:6}000
elsewhere=$(tail -n +2 "$TMP/files/stations.csv" | cut -d, -f1 | grep -v "^${station:0:6}" | head -n 1)

# ---- people for the jobs; shenhe may sign too, waidi and waiqu sit elsewhere ----
hire city "$station" huji household_clerk
hire city "$station" fazheng hand_out_clerk
hire city "$bureau" shenhe reviewer signer
hire city "$bureau" qianfa signer
hire city "$bureau" zhijian inspector
hire city 650100000 shenji auditor
hire city 650100000 dabao packer
hire city 650100000 daoru number_officer
hire city 650100901 caizheng finance_clerk
hire city "$elsewhere" waidi household_clerk hand_out_clerk
hire city "${elsewhere:0:6}000" waiqu reviewer signer inspector
hire other 650100000 daoru number_officer

# ---- the register, in both encodings ----
register() { # NODE: what it says of everybody, without ids and instants
    sql "${NODE_URL[$1]}" "SELECT p.legacy, h.legacy, p.relation, p.name, p.name_key, p.former_name,
        p.sex, p.ethnic, p.born_on, p.number, p.native_place, p.education, p.marital, p.station,
        p.moved_in_on, p.status FROM person p JOIN household h ON h.part = p.part AND h.id = p.household
        ORDER BY p.legacy"
}
refused R-202 city --as daoru register import "$TMP/files-gb/register.csv"
refused P-403 city --as huji register import "$TMP/files/register.csv"
expect_exit 0 on city --as daoru --json register import "$TMP/files/register.csv"
expect_equal 300 "$(member rows)"
expect_equal 300 "$(member taken)"
expect_exit 0 on other --as daoru --json register import "$TMP/files-gb/register.csv" --encoding gb18030
expect_equal 300 "$(member taken)"
register city >"$TMP/register"
register other >"$TMP/register-gb"
cmp "$TMP/register" "$TMP/register-gb" || broken "another register out of the GB 18030 file"
awk -F, 'NR > 1 { print $1 "|" $2 "|" $4 "|" $9 "|" $17 }' "$TMP/files/register.csv" | sort >"$TMP/wanted"
cut -d'|' -f1,2,4,10,14 "$TMP/register" | cmp - "$TMP/wanted" || broken "not what the file says"

# ---- accepted ----
refused M-104 city --as huji card accept "$person" --ground 22 --portrait "$portrait"
refused P-403 city --as huji receipt issue huji 新A 1 20
expect_exit 0 on city --as caizheng receipt issue huji 新A 1 20
refused P-403 city --as shenhe card accept "$person" --ground 22 --portrait "$portrait"
refused C-106 city --as huji card accept "$person" --ground 99 --portrait "$portrait"
refused F-101 city --as huji card accept "$person" --ground 22 --portrait "$TMP/files/register.csv"
expect_exit 0 on city --as huji --json card accept "$person" --ground 22 --portrait "$portrait"
number=$(member number)
expect_equal 22 ${#number}
expect_equal 新A00000001 "$(member receipt)"
for form in application slip; do
    expect_exit 0 on city --as huji form $form "$number" --out "$TMP/$form.pdf"
    expect_equal %PDF "$(head -c 4 "$TMP/$form.pdf")"
done

# ---- to the bureau: reviewed, signed by someone else ----
ex=$TMP/exchange
sent() { # CLERK: sends what is finished; prints the file
    expect_exit 0 on city --as "$1" --json package send --exchange "$ex"
    member file
}
refused P-403 city --as fazheng package send --exchange "$ex"
refused P-107 city --as waidi card portrait "$number" "$portrait"
refused C-102 city --as shenhe card review "$number"
package=$(sent huji)
expect_exit 0 on city --as huji form package "$station" "$bureau" 1 --out "$TMP/package.pdf"
refused C-103 city --as huji card accept "$person" --ground 22 --portrait "$portrait"
refused C-124 city --as huji package send --exchange "$ex"
refused P-403 city --as shenhe package take "$package"
refused P-107 city --as waiqu package take "$package"
expect_exit 0 on city --as zhijian package take "$package"
refused P-403 city --as huji card review "$number"
refused P-107 city --as waiqu card review "$number"
refused C-102 city --as qianfa card sign "$number"
refused C-115 city --as shenhe card review "$number" --refuse ''
expect_exit 0 on city --as shenhe card review "$number"
refused P-106 city --as shenhe card sign "$number"
refused P-107 city --as waiqu card sign "$number"
refused P-403 city --as huji card sign "$number"
expect_exit 0 on city --as qianfa --json card sign "$number"
signed_on=$(member signedOn)
expect_equal "$signed_on" "$(member validFrom)"

# ---- to the city and to the centre ----
package=$(sent zhijian)
refused P-107 city --as zhijian package take "$package"
expect_exit 0 on city --as dabao package take "$package"
refused P-403 city --as qianfa card audit "$number"
expect_exit 0 on city --as shenji card audit "$number"
refused P-403 city --as shenji package send --exchange "$ex"
package=$(sent dabao)
refused E-104 city --as dabao package take "$package"
expect_exit 0 on centre package inbox --exchange "$ex"
expect_contains "$OUT" 'ready'
expect_exit 0 on centre centre run --exchange "$ex" --boxes "$TMP/boxes"
expect_contains "$OUT" '0,1,0,1,1'
serial=$(cat "$TMP"/boxes/*.txt)

# ---- the finished card: city, bureau, station, each with both signatures ----
given() { # CLERK UNIT: hands the card over; prints the consignment's id
    expect_exit 0 on city --as "$1" --json card give "$2" --box 箱-"$2" "$serial"
    member id
}
expect_exit 0 on city --as dabao package take "$ex/650100000/$CENTRE-650100000-00000001.jmp"
expect_exit 0 on city --as dabao --json card consignments --state PENDING
id=$(member id)
refused P-403 city --as shenji card receive $CENTRE "$id"
expect_exit 0 on city --as dabao card receive $CENTRE "$id" "$serial"
refused C-127 city --as dabao card receive $CENTRE "$id"
refused R-205 city --as dabao card give "${elsewhere:0:6}000" --box 箱 "$serial"
refused P-403 city --as shenji card give "$bureau" --box 箱 "$serial"
refused C-117 city --as dabao card give "$bureau" --box 箱 0000000000000000
id=$(given dabao "$bureau")
refused P-107 city --as waiqu card receive 650100000 "$id"
refused P-107 city --as dabao card receive 650100000 "$id"
expect_exit 0 on city --as zhijian card receive 650100000 "$id"
refused P-403 city --as dabao card inspect "$serial"
refused C-102 city --as zhijian card give "$station" --box 箱 "$serial"
expect_exit 0 on city --as zhijian card inspect "$serial"
refused P-107 city --as waiqu card give "$station" --box 箱 "$serial"
id=$(given zhijian "$station")
expect_exit 0 on city --as huji form consignment "$bureau" "$id" --out "$TMP/consignment.pdf"
refused P-107 city --as waidi card receive "$bureau" "$id"
expect_exit 0 on city --as fazheng card receive "$bureau" "$id"
refused P-403 city --as shenhe card verify "$serial"
refused P-107 city --as waidi card verify "$serial"
expect_exit 0 on city --as fazheng card verify "$serial"

# ---- into the holder's hand ----
hand_over=(card hand-over "$number" --identity --chip-read --old-card HANDED_IN --signed-on-paper)
refused P-403 city --as huji "${hand_over[@]}"
refused P-107 city --as waidi "${hand_over[@]}"
refused C-120 city --as fazheng card hand-over "$number" --chip-read --old-card HANDED_IN --signed-on-paper
refused C-121 city --as fazheng card hand-over "$number" --identity --old-card HANDED_IN --signed-on-paper
refused C-122 city --as fazheng card hand-over "$number" --identity --chip-read --old-card HANDED_IN
refused C-119 city --as fazheng card hand-over "$number" --identity --chip-read --old-card SOLD --signed-on-paper
expect_exit 0 on city --as fazheng --json "${hand_over[@]}"
expect_equal 93 "$(member state)"
refused C-102 city --as fazheng "${hand_over[@]}"

# ---- what is left of it: laws, the chain, the case with its six people, the refusals ----
expect_whole city
expect_whole other
expect_whole centre
expect_exit 0 on city --as audit journal list --about "$number"
cut -d, -f4,7 "$OUT" | grep -v form.printed >"$TMP/case"
expect_equal 'application.accepted application.reviewed application.signed application.audited card.inspected card.verified application.collected' \
    "$(tail -n +2 "$TMP/case" | cut -d, -f2 | paste -sd' ')"
expect_equal 6 "$(tail -n +2 "$TMP/case" | cut -d, -f1 | sort -u | wc -l)"
refused P-403 city --as huji journal list --about "$number"
expect_exit 0 on city --as audit journal list --verb right.refused
expect_lines $((RIGHTS_REFUSED + 1)) "$OUT"
