#!/usr/bin/env bash
# Compares learned codes and segmentations with subword-nmt, SentencePiece, Moses and NLTK, whatever of them can be installed.
#
#   tokenizers/src/test/integration/subword-nmt-compare.sh TEXT [LANGUAGE]
#
# TEXT: tokenised or raw text, UTF-8, plain; LANGUAGE: de or en (default). Needs Python 3, and a network the first time: it installs
# Debian's subword-nmt and sentencepiece when run as root, else Python's packages into a folder of its own. Exits with 1 if codes or
# segmentations differ; of the word tokenizers it prints how many lines do.
set -euo pipefail

text=$(readlink -f "${1:?text file}")
language=${2:-en}
root=$(cd "$(dirname "$0")/../../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

install_debian() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq install -y "$1" >/dev/null 2>&1
}

install_python() {
  [ -d "$work/venv" ] || python3 -m venv "$work/venv"
  "$work/venv/bin/pip" -q install "$1" >/dev/null 2>&1
}

same() { # NAME OURS THEIRS
  if cmp -s "$2" "$3"; then
    echo "$1: same, $(wc -l <"$2") lines"
  else
    echo "$1: DIFFERENT in $(diff "$2" "$3" | grep -c '^<') of $(wc -l <"$2") lines"
    failed=1
  fi
}

count() { # NAME OURS THEIRS: for rules that rest on lists of our own
  echo "$1: $(diff "$2" <(sed 's/ *$//' "$3") | grep -c '^<' || true) of $(wc -l <"$2") lines differ"
}

srupp() { "$root/srupp" "$@"; }

PATH=$work/venv/bin:$PATH
if command -v subword-nmt >/dev/null || install_debian subword-nmt || install_python subword-nmt; then
  subword-nmt learn-bpe -s 10000 -i "$text" -o theirs.codes 2>/dev/null
  srupp learn --kind bpe --size 10000 --out ours.codes "$text"
  same "codes of 10,000 merges" ours.codes theirs.codes
  subword-nmt apply-bpe -c theirs.codes <"$text" >theirs.bpe
  srupp tokenize --bpe theirs.codes "$text" >ours.bpe
  same "segmentation" ours.bpe theirs.bpe
  subword-nmt get-vocab <theirs.bpe >theirs.vocab
  subword-nmt apply-bpe -c theirs.codes --vocabulary theirs.vocab --vocabulary-threshold 50 <"$text" >theirs.limited
  srupp tokenize --bpe theirs.codes --vocabulary theirs.vocab --threshold 50 "$text" >ours.limited
  same "segmentation with a vocabulary" ours.limited theirs.limited
else
  echo "subword-nmt: cannot be installed"
fi

if command -v spm_train >/dev/null || install_debian sentencepiece; then
  srupp learn --kind sentencepiece --size 4000 --out ours.model "$text"
  spm_encode --model=ours.model <"$text" >theirs.pieces
  srupp tokenize --model ours.model "$text" >ours.pieces
  same "pieces of a model learned here" ours.pieces theirs.pieces
else
  echo "sentencepiece: cannot be installed"
fi

if python3 -c 'import sacremoses' 2>/dev/null || install_python sacremoses; then
  python3 -c '
import sys
from sacremoses import MosesTokenizer
t = MosesTokenizer(sys.argv[1])
for line in open(sys.argv[2], encoding="utf-8", newline="\n"):
    print(t.tokenize(line, return_str=True))' "$language" "$text" >theirs.moses
  srupp tokenize --moses "$language" "$text" >ours.moses
  count "Moses words (sacremoses)" ours.moses theirs.moses
else
  echo "sacremoses: cannot be installed"
fi

if { python3 -c 'import nltk' 2>/dev/null || install_python nltk; } \
  && NLTK_DATA=$work/nltk python3 -c 'import nltk, os; assert nltk.download("punkt_tab", os.environ["NLTK_DATA"], quiet=True)' 2>/dev/null; then
  NLTK_DATA=$work/nltk python3 -c '
import sys
from nltk.tokenize import word_tokenize
for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    print(" ".join(word_tokenize(line.lower())))' "$text" >theirs.nltk
  srupp tokenize --lowercase --nltk "$text" >ours.nltk
  count "NLTK words, lower-cased; what differs is its trained sentence splitter" ours.nltk theirs.nltk
else
  echo "NLTK and its sentence model: cannot be installed"
fi
exit "$failed"
