#!/bin/sh
# A run is taken back when its volume is mounted elsewhere, through another device, and people have worked with it meanwhile.
#
#     safety/elsewhere.sh        as root; leaves nothing behind
set -eu
here=$(cd "$(dirname "$0")" && pwd)
aka=$here/../aka
work=$(mktemp -d)
export AKA_HOME="$work/state"
umask 022
mkdir "$work/first" "$work/second"
release() {
  cd /
  umount "$work/first" 2>/dev/null || :
  umount "$work/second" 2>/dev/null || :
  for device in ${one:-} ${other:-} ${taken:-}; do losetup -d "$device" 2>/dev/null || :; done
}
trap 'release; rm -rf "$work"' EXIT
truncate -s 1G "$work/image"
truncate -s 1M "$work/taken"
mkfs.ext4 -q "$work/image"
one=$(losetup -f --show "$work/image")
mount "$one" "$work/first"
python3 "$here/../bench/equal_files.py" --replaceable 300 "$work/first/tree"
(cd "$work/first" && python3 "$here/listing.py" tree) >"$work/before"
echo "\$ aka dedupe --yes     on $one at first/"
"$aka" dedupe --yes -q "$work/first/tree" | tail -2

umount "$work/first"
losetup -d "$one"
taken=$(losetup -f --show "$work/taken")
other=$(losetup -f --show "$work/image")
mount "$other" "$work/second"
cd "$work/second"
names=$(find tree -type f -links +1 -name '*-1' | sort | head -6)
set -- $names
mv "$1" "$1.renamed"
mkdir tree/new
mv "$2" tree/new/
rm "$3"
echo "written after the run" >>"$4"
echo "saved after the run" >tree/saved
mv tree/saved "$5"
chmod 600 "$6"
echo "moved: $1 $2; deleted: $3; written to: $4; saved anew: $5; its mode changed: $6"
python3 "$here/listing.py" --bytes tree >"$work/today"
echo
echo "\$ aka undo -n     on $other at second/"
"$aka" undo -n | tail -20
echo
echo "\$ aka undo --yes"
"$aka" undo --yes | tail -20 || echo "exit $?"
python3 "$here/listing.py" --bytes tree | cmp - "$work/today" && echo "every name has the bytes of today"
python3 "$here/listing.py" tree >"$work/after"
for listing in before after; do
  # Files are numbered in the order of their names, some of which are new.
  sed 's/ body=[0-9]*//' "$work/$listing" >"$work/$listing.names"
done
echo "of $(wc -l <"$work/before") lines of the listing before the run these differ:"
diff "$work/before.names" "$work/after.names" | sed -n 's/ [0-9a-f]\{64\} / … /; s/ mtime=.*//; /^[<>]/p' || :
