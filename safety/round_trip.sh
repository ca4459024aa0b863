#!/bin/sh
# The whole way there and back on a file system of its own: a tree of many names, a preview, a run, its undo; the listings
# before and after are to be equal, and what the run says to have freed is to be what df shows.
#
#     safety/round_trip.sh [NAMES] [mkfs.ext4|mkfs.xfs|mkfs.btrfs]        as root; leaves nothing behind
set -eu
here=$(cd "$(dirname "$0")" && pwd)
names=${1:-20000}
mkfs=${2:-mkfs.ext4}
work=$(mktemp -d)
export AKA_HOME="$work/state"
umask 022
mkdir "$work/mount"
trap 'umount "$work/mount" 2>/dev/null || :; rm -rf "$work"' EXIT
truncate -s 4G "$work/image"
$mkfs -q "$work/image" 2>/dev/null
mount -o loop "$work/image" "$work/mount"
tree=$work/mount/tree

used() { sync -f "$work/mount"; df --output=used -B1 "$work/mount" | tail -1 | tr -d ' '; }

python3 "$here/tree.py" "$tree" "$names"
sync
echo "tree: $(find "$tree" -type f | wc -l) names of $(find "$tree" -type f -printf '%i\n' | sort -u | wc -l) files"
python3 "$here/listing.py" "$tree" >"$work/before"
before=$(used)
echo "\$ aka dedupe -n inside"
"$here/../aka" dedupe -n -q "$tree/inside"
python3 "$here/listing.py" "$tree" | cmp - "$work/before" && echo "nothing was changed"
echo "\$ aka dedupe --yes inside"
"$here/../aka" dedupe --yes --json "$tree/inside" >"$work/run.json" || echo "exit $?"
tail -1 "$work/run.json"
after=$(used)
freed=$(sed -n '$s/.*"freedBytes":\([0-9]*\).*/\1/p' "$work/run.json")
echo "df: $before before, $after after, $((before - after)) freed; the run says $freed"
python3 "$here/listing.py" --bytes "$tree" >"$work/bytes.after"
sed 's/ body=.*//' "$work/before" | cmp - "$work/bytes.after" && echo "every name has its bytes"
"$here/../aka" history
echo "\$ aka undo --yes"
"$here/../aka" undo --yes -q || echo "exit $?"
echo "df: $(used) after the undo"
python3 "$here/listing.py" "$tree" >"$work/after"
if diff "$work/before" "$work/after" >"$work/diff"; then
  echo "the listings before and after are equal: $(wc -l <"$work/after") lines"
else
  head -20 "$work/diff"
  echo "the listings differ in $(grep -c '^>' "$work/diff") lines"
  exit 1
fi
