#!/usr/bin/env bash
# Holds the writers to real Keras: exports every template and a few odd networks, and lets verify.py load each in Keras and
# compare the answers. Skipped, with a word, where Python has no Keras; the interpreter is $PYTHON, by default python3.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"
if ! "$python" -c 'import keras, numpy' 2>/dev/null; then
  echo "skipped: $python has no keras (pip install keras tensorflow)"
  exit 0
fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
STRIDE_EXPORTS="$folder" npx vitest run --project unit src/engine/exchange/keras-exports.test.ts
count=0
failed=0
for certificate in "$folder"/*/parity.json; do
  place="$(dirname "$certificate")"
  if "$python" "$place/verify.py" >"$place/log" 2>&1; then
    count=$((count + 1))
  else
    failed=$((failed + 1))
    echo "failed: $(basename "$place")"
    tail -n 5 "$place/log"
  fi
done
echo "$count passed, $failed failed"
[ "$failed" -eq 0 ]
