#!/bin/sh
# Kills a run in the middle with SIGKILL, recovers, and again, three times; after each, every name is to have its bytes. Then
# the run goes to its end, and all runs are taken back.
#
#     safety/killed.sh [NAMES]        as root; leaves nothing behind
set -eu
here=$(cd "$(dirname "$0")" && pwd)
names=${1:-60000}
work=$(mktemp -d)
export AKA_HOME="$work/state"
umask 022
mkdir "$work/mount"
trap 'umount "$work/mount" 2>/dev/null || :; rm -rf "$work"' EXIT
truncate -s 8G "$work/image"
mkfs.ext4 -q "$work/image"
mount -o loop "$work/image" "$work/mount"
tree=$work/mount/tree
aka=$here/../aka

same() {
  python3 "$here/listing.py" --bytes "$tree" | cmp - "$work/bytes" && echo "every name has its bytes"
}

python3 "$here/tree.py" "$tree" "$names"
python3 "$here/listing.py" --bytes "$tree" >"$work/bytes"
python3 "$here/listing.py" "$tree" >"$work/before"
"$aka" dedupe -n -q "$tree/inside" || :
for delay in ${DELAYS:-1 2 3}; do
  "$aka" dedupe --yes -q "$tree/inside" >"$work/out" 2>&1 &
  pid=$!
  # The run's own folder tells that the steps have begun.
  until ls -d "$tree"/inside/.aka-* >/dev/null 2>&1 || ! kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  sleep "$delay"
  kill -9 "$pid" && echo "killed after $delay s"
  wait "$pid" || :
  left=$(find "$tree" -name '.aka-*' -prune | wc -l)
  echo "temporary names and folders left: $left; names joined so far: $(find "$tree" -type f -links +1 -not -path '*/.aka-*' | wc -l)"
  echo "\$ aka recover --yes"
  "$aka" recover --yes -q || echo "exit $?"
  echo "left after it: $(find "$tree" -name '.aka-*' -prune | wc -l)"
  same
done
echo "\$ aka dedupe --yes inside"
"$aka" dedupe --yes -q "$tree/inside" || echo "exit $?"
same
"$aka" history
for run in $("$aka" history --json | tac | sed -n 's/.*"event":"run".*"run":"\([0-9a-f]*\)".*/\1/p'); do
  echo "\$ aka undo --yes $run"
  "$aka" undo --yes -q "$run" || echo "exit $?"
done
python3 "$here/listing.py" "$tree" >"$work/after"
# A run that was killed did not come to give folders their times back, nor can its undo know them.
for listing in before after; do
  sed '/ mode=4[0-9]* /s/ mtime=[^ ]*//' "$work/$listing" >"$work/$listing.files"
done
if diff "$work/before.files" "$work/after.files" >"$work/differences"; then
  echo "the listings before and after are equal but for times of folders: $(wc -l <"$work/after") lines"
else
  head -20 "$work/differences"
  echo "the listings differ in $(grep -c '^>' "$work/differences") lines"
  exit 1
fi
