#!/usr/bin/env bash
# Imports checkpoints that PyTorch itself wrote, and compares: losses with a plain computation in Python, exported
# weights with those that were saved. Not part of `mvn verify`, because it needs PyTorch: on Debian, `apt install python3-torch`.
#
# PYTHON  an interpreter with PyTorch; default /usr/bin/python3        SRUPP  the program; default the checkout's ./srupp
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
srupp=${SRUPP:-$here/../../../../srupp}
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -c 'import torch' 2>/dev/null || {
  echo "import-from-torch: $python has no PyTorch; on Debian: apt install python3-torch" >&2
  exit 1
}

for kind in plain adaptive; do
  "$python" "$here/torch_model.py" save $kind "$work"
  # shellcheck disable=SC2046  # one override a word
  "$srupp" import "$work/$kind.pt" $(cat "$work/$kind.overrides") --vocabulary "$work/$kind.vocabulary.txt" --out "$work/$kind"
  "$srupp" evaluate --model "$work/$kind" --data "$work/$kind.txt" --window 7 >"$work/$kind.score"
  cat "$work/$kind.score"
  "$srupp" export "$work/$kind" --out "$work/$kind.safetensors"
  "$python" "$here/torch_model.py" compare $kind "$work"
done
