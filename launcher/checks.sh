# For test.sh here and in dist: prints a line a test, and counts them in passed, failed and skipped. Reads $work, the folder where
# out and err of the latest start are, and $about, which is put before what is tested.

passed=0 failed=0 skipped=0

ok() {
  passed=$((passed + 1))
  echo "ok      $1"
}

not_ok() {
  failed=$((failed + 1))
  echo "FAILED  $1"
  shift
  for file; do sed 's/^/          /' "$file"; done
}

# $1: what is tested; then the test, true or false.
check() {
  name=$1
  shift
  if "$@" >"$work/said" 2>&1; then ok "${about-}$name"; else not_ok "${about-}$name" "$work/said" "$work/out" "$work/err"; fi
}

skip() {
  skipped=$((skipped + 1))
  echo "skipped $1: $2"
}
