#!/usr/bin/env bash
# Measures a run and its undo beside the tools that people know, on an ext4 of its own that is the same before each command,
# and prints the medians in Markdown.
#
#     bench/run.sh [--replaceable N] [--runs N]       as root; leaves nothing behind
#
# Needs jdupes, python3, mkfs.ext4, and some 15 GB where temporary files go. Whole processes are measured, the start of the
# JVM and the reading of the plan included; the page cache is warm. Let nothing else run meanwhile.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
aka=${AKA:-$(dirname "$here")/aka}
replaceable=50000
runs=3
while [ $# -gt 1 ]; do
  case $1 in
    --replaceable) replaceable=$2 ;;
    --runs) runs=$2 ;;
    *) break ;;
  esac
  shift 2
done
if [ $# != 0 ]; then
  echo 'usage: bench/run.sh [--replaceable N] [--runs N]' >&2
  exit 2
fi

work=$(mktemp -d)
mkdir "$work/mount"
export AKA_HOME=$work/state
trap 'umount "$work/mount" 2>/dev/null || :; rm -rf "$work"' EXIT
tree=$work/mount/tree

# The volume as $1 holds it, with all its bytes in memory.
volume() {
  ! mountpoint -q "$work/mount" || umount "$work/mount"
  cp --sparse=always "$work/$1" "$work/image"
  mount -o loop "$work/image" "$work/mount"
  find "$work/mount" -type f -exec cat {} + >/dev/null
  sync
}

# $1: where the seconds go; then the command
seconds() {
  local to=$1 began
  shift
  began=$(date +%s%N)
  "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
  echo $((($(date +%s%N) - began) / 1000000)) >>"$work/$to"
}

median() {
  sort -n "$work/$1" | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'
}

row() {
  local ours theirs
  ours=$(median "$2")
  theirs=$(median "$4")
  printf '| %s | `%s` | %s.%02d s; `%s` %s.%02d s: %s × |\n' "$1" "$3" $((ours / 1000)) $((ours % 1000 / 10)) "$5" \
    $((theirs / 1000)) $((theirs % 1000 / 10)) "$(awk "BEGIN {printf \"%.2f\", $ours / $theirs}")"
}

truncate -s 6G "$work/image"
mkfs.ext4 -q -E lazy_itable_init=0,lazy_journal_init=0 "$work/image"
mount -o loop "$work/image" "$work/mount"
python3 "$here/equal_files.py" --replaceable "$replaceable" "$tree"
umount "$work/mount"
mv "$work/image" "$work/separate"
"$aka" --version >/dev/null
volume separate
"$aka" dedupe -n -q --save "$work/plan" "$tree" >/dev/null
for run in $(seq "$runs"); do
  echo "round $run of $runs" >&2
  volume separate
  seconds apply "$aka" apply --yes -q "$work/plan"
  sync
  seconds undo "$aka" undo --yes -q
  volume separate
  # The names that the run replaced, in a tree of their own: what an undo makes anew.
  find "$tree" -name '*-0' -delete
  sync
  seconds copy cp -a "$tree" "$work/mount/copy"
  seconds written sync
  volume separate
  seconds jdupes jdupes -r -q -L "$tree"
done
paste -d+ "$work/copy" "$work/written" | while read -r sum; do echo $((sum)); done >"$work/copied"
echo '| goal | command | result |'
echo '|---|---|---|'
row "1.5 × \`jdupes\` or less, $replaceable replacements" apply 'aka apply PLAN' jdupes 'jdupes -r -q -L TREE'
row '1.5 × `cp -a` or less, bytes on the disk' undo 'aka undo' copied 'cp -a; sync'
row 'bytes in memory only' undo 'aka undo' copy 'cp -a'
