#!/bin/sh
# Tests of the launcher that need a real build (a minute in all): in a copy of this checkout, with a home of its own.
# Prints a line a test, and the counts in the last one. The quick tests are in app/src/test/java/aka/launcher.

checkout=$(cd "$(dirname "$0")/.." && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. "$checkout/launcher/checks.sh"

# Starts the copy's aka; sets code; out and err are files.
start() {
  "$work/copy of aka/aka" "$@" </dev/null >"$work/out" 2>"$work/err"
  code=$?
}

builds() { grep -c '^aka: building' "$work/err" "$@" | awk -F: '{ n += $NF } END { print n + 0 }'; }

# Maven's own folder of what it downloaded stays the user's; all else that a start may write goes below $work.
export MAVEN_OPTS="${MAVEN_OPTS-} -Dmaven.repo.local=${AKA_TEST_REPOSITORY:-${HOME-/root}/.m2/repository}"
export XDG_CACHE_HOME="$work/cache"

mkdir "$work/copy of aka" && (cd "$checkout" && git ls-files -z --cached --others --exclude-standard |
  tar --null --files-from=- --ignore-failed-read -cf - 2>/dev/null) | tar -xf - -C "$work/copy of aka" || exit 1
: >"$work/out"
: >"$work/err"

"$work/copy of aka/aka" --version </dev/null >"$work/out1" 2>"$work/err1" &
one=$!
"$work/copy of aka/aka" --version </dev/null >"$work/out" 2>"$work/err" &
other=$!
wait "$one"
code1=$?
wait "$other"
code=$?
check 'two first starts at once both run' test "$code1 $code" = '0 0'
check 'two first starts at once print the same' cmp "$work/out1" "$work/out"
check 'two first starts at once build once' test "$(builds "$work/err1")" = 1

start --version
check 'the next start builds nothing' test "$code $(builds)" = '0 0'
check 'the next start says nothing on stderr' test ! -s "$work/err"

touch "$work/copy of aka/core/src/main/java/aka/file/Kind.java"
start --version
check 'a newer source is a reason to build' test "$code $(builds)" = '0 1'

current=$(cat "$work/copy of aka/app/target/run/current")
cp -R "$work/copy of aka/app/target/run/$current" "$work/installed"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  chmod 755 "$work"
  (cd / && setpriv --reuid=65534 --regid=65534 --clear-groups "$work/installed/aka" --version </dev/null >"$work/out" 2>"$work/err")
  code=$?
  check 'the packaged folder runs read-only for another user' test "$code" = 0
  check 'the packaged folder says nothing to another user on stderr' test ! -s "$work/err"
else
  skip 'the packaged folder runs read-only for another user' 'only root can act for another user'
fi

echo 'a mistake' >>"$work/copy of aka/core/src/main/java/aka/file/Kind.java"
start --version
check 'a build that fails is a fault' test "$code" = 70
check 'a build that fails runs no old program' test ! -s "$work/out"
check 'a build that fails shows the mistake' grep -q 'Kind.java' "$work/err"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
