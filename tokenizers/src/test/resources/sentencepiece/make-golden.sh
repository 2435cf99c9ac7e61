#!/bin/bash
# Makes the *.vocab files of this folder from made.txt, a text written for this test, with SentencePiece's own trainer.
# Made by: spm_train 0.1.97 (Debian 12, package sentencepiece). Run in this folder.
set -e
train() {
  name=$1
  shift
  spm_train --minloglevel=2 --model_type=bpe --input=made.txt --model_prefix="$name" "$@"
  rm "$name.model"
}
train plain --vocab_size=600
train identity --vocab_size=600 --normalization_rule_name=identity --character_coverage=0.99
train bytes --vocab_size=800 --byte_fallback --character_coverage=0.98 --split_digits --pad_id=3
train lossless --vocab_size=800 --byte_fallback --normalization_rule_name=identity --remove_extra_whitespaces=false
train symbols --vocab_size=600 --user_defined_symbols='<name>,<city>,und,2,▁Uhr' --control_symbols='<mask>,<cls>'
train clauses --vocab_size=700 --split_by_whitespace=false
train scripts --vocab_size=700 --split_by_unicode_script=false --split_by_number=false
train numbers --vocab_size=700 --split_by_number=false --max_sentencepiece_length=5
train bare --vocab_size=600 --character_coverage=0.98 --add_dummy_prefix=false --required_chars='x°+' --unk_id=5 --bos_id=-1 --eos_id=0 --eos_piece='[end]'
train all --vocab_size=1000
