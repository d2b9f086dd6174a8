#!/usr/bin/env bash
# Holds the writers to real Keras: exports every template, a few odd networks and every layer type, and lets each export's
# verify.py load it in Keras and compare the answers, all in one Python. Skipped, with a word, where Python has no Keras; the
# interpreter is $PYTHON, by default python3.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"
if ! "$python" -c 'import keras, numpy, sys; sys.exit(keras.__version__ < "3")' 2>/dev/null; then
  echo "skipped: $python has no Keras 3 (pip install keras tensorflow)"
  exit 0
fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
STRIDE_EXPORTS="$folder" npx vitest run --project unit src/engine/exchange/keras-exports.test.ts
"$python" scripts/verify-exports.py "$folder"
