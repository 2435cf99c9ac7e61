#!/usr/bin/env bash
# Compares SentencePiece models learned here with those of Debian's spm_train, on Multi30k; takes about a minute.
#
#   tokenizers/src/test/integration/spm-compare.sh [FOLDER]     the folder with train.{de,en}.gz and val.{de,en}.gz
#
# Needs the package `sentencepiece` (installed by apt-get where this may), a JDK 25 (JAVA_HOME) and the libraries that
# `./srupp` has put into recipes/target/lib (LIB names another folder). Prints a line per figure; exits 1 if one is missed.
set -u -o pipefail
export LC_ALL=C # spm tools work on bytes; so do cmp and sort

root=$(cd "$(dirname "$0")/../../../.." && pwd)
data=${1:-$root/../shared/data/multi30k}
lib=${LIB:-$root/recipes/target/lib}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missed=0

fail() {
  echo "spm-compare: $1" >&2
  exit 1
}

# Prints a figure: NAME, whether it holds (an awk condition), the figure in words.
figure() {
  local verdict=ok
  awk "BEGIN {exit !($2)}" || { verdict=MISSED; missed=1; }
  printf '%-44s %-7s %s\n' "$1" "$verdict" "$3"
}

seconds() { # of a command, to stdout
  local start
  start=$(date +%s%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "failed: $*"; }
  awk "BEGIN {printf \"%.2f\", ($(date +%s%N) - $start) / 1e9}"
}

differing() { # lines in which two files differ
  diff --speed-large-files --unchanged-line-format= --old-line-format='x
' --new-line-format= "$1" "$2" | wc -l
}

command -v spm_train >/dev/null || apt-get install -y sentencepiece >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; fail "spm_train is missing and apt-get could not install the package sentencepiece"; }
for file in train.de train.en val.de val.en; do
  gzip -dc "$data/$file.gz" >"$work/$file" || fail "no $data/$file.gz; give the folder of Multi30k"
done
[ -d "$root/tokenizers/target/classes" ] || fail "nothing is compiled yet; run mvn -pl tokenizers compile"
classpath="$work:$root/tokenizers/target/classes:$lib/*"
"${java}c" -d "$work" -cp "$classpath" "$root/tokenizers/src/test/integration/SpmTool.java" || fail "no JDK 25"
ours() { "$java" --enable-native-access=ALL-UNNAMED -cp "$classpath" SpmTool "$@"; }

cd "$work" || exit 1
cat train.de train.en val.de val.en >all.txt
cat val.de val.en >val.txt
lines=$(wc -l <val.txt)
echo "$(spm_train --version 2>&1 | tail -n 1); $(nproc) cores; $(cat train.de train.en | wc -l) lines"
for size in 4000 8000; do
  their_time=99999
  our_time=99999
  for round in 1 2 3; do
    t=$(seconds spm_train --model_type=bpe --vocab_size=$size --input=train.de,train.en --model_prefix=theirs) || exit 1
    their_time=$(printf '%s\n' "$t" "$their_time" | sort -n | head -n 1)
    t=$(seconds ours learn $size ours.model train.de train.en) || exit 1
    our_time=$(printf '%s\n' "$t" "$our_time" | sort -n | head -n 1)
  done
  spm_export_vocab --model=ours.model --output=ours.vocab
  cut -f 1 theirs.vocab | sort >theirs.pieces
  cut -f 1 ours.vocab | sort >ours.pieces
  common=$(comm -12 theirs.pieces ours.pieces | wc -l)
  figure "$size: pieces in common" "$common >= 0.99 * $size" "$common of $size; ids too: $(cmp -s theirs.vocab ours.vocab && echo yes || echo no)"
  spm_encode --model=theirs.model <val.txt >theirs.val
  spm_encode --model=ours.model <val.txt >ours.val
  same=$((lines - $(differing theirs.val ours.val)))
  figure "$size: validation sentences segmented alike" "$same >= 0.99 * $lines" "$same of $lines"
  figure "$size: learning time" "$our_time <= $their_time" "$our_time s, spm_train $their_time s (best of 3, from start to exit)"
  spm_encode --model=ours.model <all.txt >native.all
  ours pieces ours.model <all.txt >jni.all || fail "cannot apply the model"
  figure "$size: spm_encode and JNI agree" "$(differing native.all jni.all) == 0" "$(wc -l <jni.all) lines"
done

ours characters >characters.txt
ours normalized >expected.txt
spm_normalize --model=ours.model <characters.txt >normalized.txt
figure "nmt_nfkc of every character is the JDK's" "$(differing expected.txt normalized.txt) == 0" "$(wc -l <normalized.txt) characters"

ours learn-lossless 2000 lossless.model train.de train.en || fail "cannot learn"
cat characters.txt val.txt >any.txt
sed -i '/\xe2\x96\x81/d' any.txt # which SentencePiece cannot tell from a blank
spm_encode --model=lossless.model <any.txt | spm_decode --model=lossless.model >back.txt
figure "byte fallback through spm_encode, spm_decode" "$(differing any.txt back.txt) == 0" "$(wc -l <any.txt) lines"
exit $missed
