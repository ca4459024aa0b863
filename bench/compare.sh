#!/usr/bin/env bash
# Measures aka beside the tools that people know, on trees that it makes, and prints the table of README.md in Markdown.
#
#     bench/compare.sh [--list-files N] [--dupes-files N] [--runs N] FOLDER
#
# FOLDER keeps the trees for the next time (200,000 small files and 100,000 files of 700 MB in all, unless told otherwise).
# Needs hyperfine, GNU time (/usr/bin/time), python3, find; without jdupes that pair is left out. Whole processes are
# measured, warm: each command runs twice before it counts. Let nothing else run meanwhile. AKA=app/target/aka/aka measures
# the packaged program instead of the checkout, which looks at each start whether its sources are newer.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
aka=${AKA:-$(dirname "$here")/aka}
list_files=200000
dupes_files=100000
runs=10

fail() {
  echo "compare.sh: $1" >&2
  exit 2
}

usage='usage: bench/compare.sh [--list-files N] [--dupes-files N] [--runs N] FOLDER'
while [ $# -gt 1 ]; do
  case $1 in
    --list-files) list_files=$2 ;;
    --dupes-files) dupes_files=$2 ;;
    --runs) runs=$2 ;;
    *) fail "$usage" ;;
  esac
  shift 2
done
[ $# = 1 ] && [ "${1#-}" = "$1" ] || fail "$usage"
folder=$1

command -v hyperfine >/dev/null || fail "hyperfine is not installed (Debian: apt-get install hyperfine)"
command -v python3 >/dev/null || fail "python3 is not installed"
[ -x /usr/bin/time ] || fail "/usr/bin/time is not installed (Debian: apt-get install time)"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
case $folder in *[!A-Za-z0-9/._-]*) fail "$folder: hyperfine wants a path without blanks and quotes" ;; esac

# $1: its name; then the options of make_tree.py. A tree that was cut off has another name.
tree() {
  local top=$folder/$1
  shift
  [ -d "$top" ] && return 0
  echo "making $top" >&2
  rm -rf "$top.part"
  python3 "$here/make_tree.py" "$@" "$top.part"
  mv "$top.part" "$top"
}

tree "list-$list_files" --files "$list_files" --mean 64
tree "dupes-$dupes_files" --files "$dupes_files"
list=$folder/list-$list_files
dupes=$folder/dupes-$dupes_files
file=$folder/a-file
echo bytes >"$file"

# Built, and its start-up cache trained, before anything is measured.
"$aka" --version >&2
java=$("$aka" doctor "$folder" --json | python3 -c '
import json, sys
for event in map(json.loads, sys.stdin):
    if event["event"] == "system":
        print(event["java"].split(", ")[-1] + "/bin/java")')

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# $1: name of the result; then the commands of a pair, aka first.
pair() {
  local name=$1
  shift
  hyperfine -N --warmup 2 --runs "$runs" --style none --export-json "$results/$name.json" "$@" >&2
}

pair info "$aka info $file" "$aka --help" "$java -version"
pair list "$aka list $list" "find $list -links +1"
if command -v jdupes >/dev/null; then
  pair dupes "$aka dupes $dupes" "jdupes -r -m -q $dupes"
else
  echo "compare.sh: jdupes is not installed: aka dupes is measured alone" >&2
  pair dupes "$aka dupes $dupes"
fi
/usr/bin/time -f %M -o "$results/memory" "$aka" dupes "$dupes" >/dev/null 2>&1

python3 - "$results" "$list" "$dupes" "$list_files" "$dupes_files" <<'PYTHON'
import json, os, platform, sys

results, list_tree, dupes_tree, list_files, dupes_files = sys.argv[1:]


def median(name, index):
    runs = json.load(open(f"{results}/{name}.json"))["results"]
    return runs[index]["median"] if index < len(runs) else None


def words(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def against(name, ours, other, peer):
    mine, theirs = median(name, ours), median(name, other)
    if theirs is None:
        return f"{words(mine)} ({peer} is not installed)"
    return f"{words(mine)}; {peer} {words(theirs)}: {mine / theirs:.2f} ×"


def processor():
    for line in open("/proc/cpuinfo") if os.path.exists("/proc/cpuinfo") else ():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def file_system(path):
    best = ("", "unknown")
    for line in open("/proc/mounts") if os.path.exists("/proc/mounts") else ():
        _, point, kind = line.split()[:3]
        if (path + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best[0]):
            best = (point, kind)
    return best[1]


machine = f"{os.cpu_count()} × {processor()}, {file_system(list_tree)}, {platform.system()} {platform.release()}"
memory = int(open(f"{results}/memory").read().split()[-1]) / 1024
print("| machine | goal | command | result |")
print("|---|---|---|---|")
for goal, command, result in (
    ("140 ms or less, and 3 × `java -version` or less", "`aka info FILE`", against("info", 0, 2, "`java -version`")),
    ("no slower than `aka info`", "`aka --help`", against("info", 1, 0, "`aka info`")),
    ("2 × `find` or less", f"`aka list TREE`, {int(list_files):,} files", against("list", 0, 1, "`find TREE -links +1`")),
    ("3 × `jdupes` or less", f"`aka dupes TREE`, {int(dupes_files):,} files", against("dupes", 0, 1, "`jdupes -r -m -q TREE`")),
    ("300 MB resident or less", f"`aka dupes TREE`, {int(dupes_files):,} files", f"{memory:.0f} MB at most"),
):
    print(f"| {machine} | {goal} | {command} | {result} |")
PYTHON
