#!/bin/sh
# Tests of the archives in dist/target, unpacked into folders with a space in their names: as they are on Linux, and the one for
# Windows under Wine. Prints a line a test, and the counts in the last one.

target=$(cd "$(dirname "$0")/target" && pwd) || exit 1
work=$(mktemp -d) || exit 1
wine=/usr/lib/wine/wine64
. "$(dirname "$0")/../launcher/checks.sh"

finish() {
  [ -d "$work/prefix" ] && WINEPREFIX="$work/prefix" wineserver -k -w 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# Starts aka (see `aka_of`) in the folder tree; sets code; out and err are files, without what Wine itself says.
start() {
  (cd "$tree" && aka "$@") </dev/null >"$work/out" 2>"$work/all"
  code=$?
  grep -v -e '^wine: ' -e 'get process group affinity' "$work/all" >"$work/err"
}

# $1: the exit code that is wanted; then the arguments.
exits() {
  wanted=$1
  shift
  start "$@"
  check "exit code $wanted of: $*" test "$code" = "$wanted"
}

says() { grep -qF -- "$1" "$work/out"; }

complains() { grep -qF -- "$1" "$work/err"; }

linked() { [ "$tree/$1" -ef "$tree/$2" ]; }

# What every archive has to do.
try_commands() {
  tree=$work/tree\ of\ $system
  mkdir -p "$tree/sub"
  printf 'the same' >"$tree/one.txt"
  cp "$tree/one.txt" "$tree/two.txt"
  printf 'another' >"$tree/three.txt"
  start --version
  check 'tells its version' says "aka $version"
  check 'says nothing on stderr' test ! -s "$work/err"
  exits 0 info one.txt
  check 'info tells the size' says '8 B'
  exits 0 link one.txt 'link of one.txt'
  check 'link makes a name' linked one.txt 'link of one.txt'
  exits 0 same one.txt 'link of one.txt'
  exits 1 same one.txt three.txt
  exits 1 dupes --fail-if-found .
  check 'dupes finds the copy' says two.txt
  exits 2 no-such-command
  exits 3 info missing
  exits 4 list missing
  printf 'link\none.txt\nfrom a file.txt\n' >"$tree/arguments"
  exits 0 @arguments
  check '@file reads arguments' linked one.txt 'from a file.txt'
  exits 0 link one.txt -- @@name
  check 'an argument may begin with @' linked one.txt @@name
  JAVA_TOOL_OPTIONS=-Dx=y _JAVA_OPTIONS=-Dx=y start --version
  check 'Java is not given options by the environment' test ! -s "$work/err"
}

# $1: an argument. It is told back in a message.
arrives() {
  start "$1" other
  check "argument arrives: [$1]" complains "unknown command $1"
}

# As a path, between two others that would show a shift.
arrives_as_path() {
  start info missing-1 "$1" missing-3
  check "path arrives: [$1]" told "$1"
}

told() {
  complains 'missing-1: there is' && complains "$1: there is" && complains 'missing-3: there is' && [ "$(wc -l <"$work/err")" = 3 ]
}

try_arguments() {
  for argument in 'a b' ' a ' '%PATH%' '%' '!PATH!' '^&' "it's" 'a;b,c=d' '$HOME' 'ä ö é' '日本語' '🙂' 'ﬀ＂x' '~' '{x}'; do
    arrives_as_path "${argument% }"
    arrives "$argument"
  done
  for argument in '*' '*.txt' '?' '"' '"a b"' 'a"b' 'a""b' '\' 'a\' 'a b\' 'a b\\' 'a\"b\\' 'C:\x\" y' '<>|'; do
    arrives "$argument"
  done
  start info ''
  check 'an empty argument is an argument' test "$code" = 2
  start link one.txt '日本語 🙂.txt'
  check 'a name in any script' linked one.txt '日本語 🙂.txt'
}

# ---- Linux, with its own Java and with one that is found

try_on_linux() {
  try_commands
  try_arguments
  start dedupe --yes .
  check 'dedupe joins' linked one.txt two.txt
  start undo --yes
  check 'undo splits' test ! "$tree/one.txt" -ef "$tree/two.txt"
  (cd "$tree" && LC_ALL=C aka info '日本語 🙂.txt') >"$work/out" 2>"$work/err"
  check 'a name in any script, in the C locale' says '日本語'
  ln -s "$program" "$work/link to aka"
  program=$work/link\ to\ aka start --version
  check 'starts through a symbolic link' says "aka $version"
  rm "$work/link to aka"
  check 'the start-up cache is made' test -n "$(find "$work/cache/aka" -name '*.aot-looks')"
}

aka() { "$program" "$@"; }
export XDG_CACHE_HOME="$work/cache" AKA_HOME="$work/journals"

version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$(dirname "$0")/pom.xml" | head -n 1)
: >"$work/out"
: >"$work/err"

system='sums' about='sums: '
check 'are those of the archives' sh -c 'cd "$1" && sha256sum --check --quiet SHA256SUMS' - "$target"

system='linux-x64' about='linux-x64: '
mkdir "$work/for linux" && tar -xzf "$target/aka-$version-linux-x64.tar.gz" -C "$work/for linux" || exit 1
program=$work/for\ linux/aka-$version-linux-x64/bin/aka
(
  # With nothing to fall back on.
  PATH=/usr/bin:/bin AKA_JAVA='' JAVA_HOME=''
  export PATH AKA_JAVA JAVA_HOME
  "$program" doctor >"$work/doctor" 2>&1
)
check 'its own Java is taken' grep -qF "$work/for linux/aka-$version-linux-x64/runtime" "$work/doctor"
try_on_linux
rm -rf "$work/for linux" "$work/cache"

system='any system' about='any system: '
mkdir "$work/for any" && python3 -m zipfile -e "$target/aka-$version.zip" "$work/for any" || exit 1
program=$work/for\ any/aka-$version/bin/aka
check 'aka.cmd is there' test -s "$work/for any/aka-$version/bin/aka.cmd"
chmod +x "$program" # Python's unzip does not keep modes
if "$program" --version >"$work/out" 2>&1; then
  try_on_linux
else
  skip 'any system' 'there is no Java 25 here'
fi

# ---- Windows' archive under Wine

try_on_windows() {
  home=$work/for\ windows/aka-$version-windows-x64
  program=$home/aka.exe
  export WINEPREFIX="$work/prefix" WINEDEBUG=-all
  "$wine" wineboot --init >"$work/wine" 2>&1
  start --version # makes the cache
  check 'the start-up cache is made' test -n "$(find "$WINEPREFIX/drive_c/users" -name '*.exe.aot')"
  try_commands
  try_arguments
  try_windows_links
  try_windows_console
  try_windows_faults
}

# What others see, and what aka sees of theirs.
try_windows_links() {
  (cd "$tree" && "$wine" cmd /c mklink /H made-by-cmd.txt one.txt) >"$work/out" 2>&1
  check 'mklink /H makes a name' linked one.txt made-by-cmd.txt
  exits 0 same one.txt made-by-cmd.txt
  start link one.txt made-by-aka.txt
  check 'and so does aka' test "$(stat -c %h "$tree/made-by-cmd.txt")" = "$(find "$tree" -samefile "$tree/one.txt" | wc -l)"
  deep=$(printf 'a-folder-with-a-long-name-%.0s' 1 2 3)
  mkdir -p "$tree/$deep/$deep/$deep/$deep" && cp "$tree/one.txt" "$tree/$deep/$deep/$deep/$deep/deep.txt"
  start link "$deep\\$deep\\$deep\\$deep\\deep.txt" "$deep\\$deep\\$deep\\$deep\\linked.txt"
  check 'a path longer than 260' linked "$deep/$deep/$deep/$deep/deep.txt" "$deep/$deep/$deep/$deep/linked.txt"
}

# In a terminal, which Wine makes a console of. Ctrl-C comes when the JVM has said its first word.
try_windows_console() {
  printf 'before' >"$work/console"
  {
    tries=0
    until grep -q 'process group' "$work/console" || [ "$tries" = 300 ]; do tries=$((tries + 1)) && sleep 0.1; done
    printf '\003'
  } | timeout 60 script -qefc "'$wine' '$program' dupes 'Z:\\usr'" "$work/console" >/dev/null 2>&1
  check 'Ctrl-C ends it with 130' test "$?" = 130
}

try_windows_faults() {
  mv "$home/runtime/lib/modules" "$home/modules"
  exits 70 --version
  mv "$home/runtime" "$home/elsewhere"
  AKA_JAVA='' exits 70 --version
  check 'a missing Java is told in one sentence' test "$(wc -l <"$work/err")" = 1
  mv "$home/modules" "$home/elsewhere/lib/modules"
  AKA_JAVA="$("$wine" winepath -w "$home/elsewhere" 2>/dev/null)" exits 0 --version
  AKA_JAVA="$("$wine" winepath -w "$home/elsewhere/bin/java.exe" 2>/dev/null)" exits 0 --version
  mv "$home/elsewhere" "$home/runtime"
  mv "$home/lib/build-id" "$home/lib/aka.jar" "$home" && : >"$home/lib/aka.jar" # without a cache to run from
  exits 70 info one.txt
  rm "$home/lib/aka.jar"
  exits 70 info one.txt
  mv "$home/build-id" "$home/aka.jar" "$home/lib"
}

system='windows-x64' about='windows-x64: '
mkdir "$work/for windows" && python3 -m zipfile -e "$target/aka-$version-windows-x64.zip" "$work/for windows" || exit 1
check 'the licences of Java are there' test -s "$work/for windows/aka-$version-windows-x64/runtime/legal/java.base/LICENSE"
aka() { "$wine" "$program" "$@"; }
AKA_HOME=Z:$(printf %s "$work/journals" | tr / '\\')
if [ -x "$wine" ] && command -v x86_64-w64-mingw32-gcc >/dev/null; then
  try_on_windows
else
  skip 'windows-x64' 'needs wine64 and mingw-w64'
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
