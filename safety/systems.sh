#!/bin/sh
# The same run, and its undo, on one kind of file system after another, and as a user who does not own all: every name is to
# have its bytes at any time, and what cannot be done there is to be said.
#
#     safety/systems.sh [KIND...]     nobody ntfs-3g xfs btrfs tmpfs overlay; as root; leaves nothing behind
set -eu
here=$(cd "$(dirname "$0")" && pwd)
aka=$here/../aka
work=$(mktemp -d)
chmod 755 "$work"
umask 022
tree=$work/mount/tree
wrong=0

release() {
  umount "$work/mount" 2>/dev/null || :
  umount "$work/below" 2>/dev/null || :
  [ -z "${device:-}" ] || losetup -d "$device" 2>/dev/null || :
  device=
}
trap 'release; rm -rf "$work"' EXIT

image() {
  rm -f "$work/image"
  truncate -s 1G "$work/image"
  "$@" "$work/image" >/dev/null 2>&1
}

volume() {
  case $1 in
    nobody) image mkfs.ext4 -q; mount -o loop "$work/image" "$work/mount" ;;
    xfs) image mkfs.xfs -q; mount -o loop "$work/image" "$work/mount" ;;
    btrfs) image mkfs.btrfs -q; mount -o loop "$work/image" "$work/mount" ;;
    tmpfs) mount -t tmpfs none "$work/mount" ;;
    ntfs-3g)
      image mkfs.ntfs -q -F
      device=$(losetup -f --show "$work/image")
      ntfs-3g "$device" "$work/mount"
      ;;
    overlay)
      image mkfs.ext4 -q
      mkdir -p "$work/below"
      mount -o loop "$work/image" "$work/below"
      mkdir "$work/below/lower" "$work/below/upper" "$work/below/scratch"
      mount -t overlay -o "lowerdir=$work/below/lower,upperdir=$work/below/upper,workdir=$work/below/scratch" \
        overlay "$work/mount"
      ;;
    *) echo "systems.sh: $1 is not known" >&2; exit 2 ;;
  esac
}

# In the name of the user whose turn it is.
as() {
  if [ "$kind" = nobody ]; then
    setpriv --reuid nobody --regid nogroup --clear-groups env "$@"
  else
    env "$@"
  fi
}

run() {
  echo "\$ aka $*"
  as AKA_HOME="$work/home/state" "$aka" "$@" >"$work/said" 2>&1 || echo "exit $?"
  # What was done is seen by the listings: here is told what was not, and why.
  sed 's,[^ ]*/mount/,,g' "$work/said" | grep -v '^  \|^keep \|^give \|further groups\|further steps' | head -12
}

# Where writers cannot be kept away, what changed a moment ago is left alone.
age() {
  [ "$kind" != ntfs-3g ] || sleep 11
}

# Who reads what belongs to somebody else, or anything on ntfs-3g, cannot keep its time of access; nor can that of a folder's
# last change be kept on ntfs-3g.
list() {
  case $kind in
    nobody) python3 "$here/listing.py" "$@" "$tree" | sed 's/ atime=[^ ]*//' ;;
    ntfs-3g) python3 "$here/listing.py" "$@" "$tree" | sed 's/ atime=[^ ]*//; / mode=40/s/ mtime=[^ ]*//' ;;
    *) python3 "$here/listing.py" "$@" "$tree" ;;
  esac
}

check() {
  list ${1:+"$1"} >"$work/now"
  if diff "$work/before$1" "$work/now" >"$work/differences"; then
    echo "ok: $2 as before"
  else
    head -6 "$work/differences"
    echo "$(grep -c '^>' "$work/differences") lines differ"
    wrong=1
  fi
}

mkdir "$work/mount"
AKA_HOME=$work/none "$aka" --version >/dev/null
for kind in ${*:-nobody ntfs-3g xfs btrfs tmpfs overlay}; do
  echo
  echo "== $kind"
  volume "$kind"
  rm -rf "$work/home"
  mkdir -m 700 "$work/home"
  python3 "$here/../bench/equal_files.py" --replaceable 600 "$tree"
  if [ "$kind" = nobody ]; then
    chown -R nobody:nogroup "$tree" "$work/home"
    # One folder is somebody else's, and of another some files, which may be read and not written.
    chown -R root:root "$tree/folder1"
    chown root:root "$tree"/folder2/*
  fi
  age
  list >"$work/before"
  list --bytes >"$work/before--bytes"
  run dedupe -n "$tree"
  run dedupe --yes "$tree"
  echo "joined by now: $(find "$tree" -type f -links +1 | wc -l) names"
  check --bytes "each name and its bytes"
  age
  run undo --yes
  check "" "the whole listing"
  release
done
exit "$wrong"
