#!/bin/sh
# Takes away one safeguard after another, and demands each time that the tests that are named with it fail. The safeguards
# are patches in safety/without; sources and classes of the checkout stay as they are.
#
#     safety/check.sh [NAME...]       all of them if none is named; exit 1 if the lack of one is not noticed
set -eu
cd "$(dirname "$0")/.."
check=aka.safety.CheckSafeguards
started=$(mvn -q -Dquick -Dmaven.test.skip=false -pl core test-compile exec:exec \
  -Dexec.executable=java -Dexec.classpathScope=test -Dexec.args="-cp %classpath $check") || {
  printf '%s\n' "$started" >&2
  exit 2
}
# Maven puts codes for the terminal before what it prints.
java=$(printf '%s\n' "$started" | sed -n '1s,^[^/]*,,p')
classes=$(printf '%s\n' "$started" | sed -n '2s,^[^/]*,,p')
exec "$java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp "$classes" "$check" "$PWD" "$@"
