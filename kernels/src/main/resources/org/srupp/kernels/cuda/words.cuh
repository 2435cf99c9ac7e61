// Neighbouring numbers of an array as a thread reads them at once, and as float32. Stands before the sources that work on arrays
// of either type: they include nothing, because NVRTC carries no header.
//
// Defined by the options of such a source:
//   BFLOAT16  0: numbers are float32; 1: bfloat16
//   UNITS     numbers of a word: 1, or 2 with BFLOAT16

// What one thread reads at once: one float32, one bfloat16 or a pair of those.
#if BFLOAT16 && UNITS == 1
typedef unsigned short Word;
#else
typedef unsigned int Word;
#endif

struct Values {
  float of[UNITS];
};

__device__ __forceinline__ Values unpack(Word word) {
  Values values;
#if !BFLOAT16
  values.of[0] = __uint_as_float(word);
#else
  values.of[0] = __uint_as_float((unsigned int)word << 16);
#if UNITS == 2
  values.of[1] = __uint_as_float(word & 0xffff0000u);
#endif
#endif
  return values;
}

// To the nearest bfloat16, ties to even; NaN stays NaN.
__device__ __forceinline__ unsigned int roundedBits(float value) {
  unsigned int bits = __float_as_uint(value);
  if ((bits & 0x7fffffffu) > 0x7f800000u) {
    return 0x7fffu;
  }
  return (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
}

__device__ __forceinline__ Word pack(Values values) {
#if !BFLOAT16
  return __float_as_uint(values.of[0]);
#elif UNITS == 1
  return (Word)roundedBits(values.of[0]);
#elif defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
  Word word;  // the first operand goes to the upper half
  asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(word) : "f"(values.of[1]), "f"(values.of[0]));
  return word;
#else
  return roundedBits(values.of[0]) | (roundedBits(values.of[1]) << 16);
#endif
}

__device__ __forceinline__ Values all(float value) {
  Values values;
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    values.of[n] = value;
  }
  return values;
}
