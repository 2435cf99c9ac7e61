// Scale, mask, softmax and dropout of the scores of attention, and their gradient: the formulas of
// org.srupp.kernels.SoftmaxKernel. Scores, dropout, weights and gradient lie in memory as float32 or bfloat16, the mask as
// float32; all arithmetic is float32. Includes nothing, because NVRTC carries no header of the toolkit.
//
// A warp takes a row and reads it twice: from memory for maximum and sums, from the caches for what it writes. A thread has
// GROUP words of each array under way at once. Lanes merge their sums in a fixed order and read nothing of other rows: the
// same bits at every run and in every batch.
//
// Defined by org.srupp.kernels.cuda.SoftmaxOptions:
//   BFLOAT16      0: scores, dropout, weights and gradient are float32; 1: bfloat16
//   UNITS         neighbouring keys of a word: 1, or 2 with BFLOAT16 where no pair straddles a row
//   MASKED, KEPT  whether there are such arrays

#define GROUP 4
#define WARP 32
#define SPAN (GROUP * WARP)
#define THREADS 256
#define BLOCKS 6  // of a processor at once, 48 warps: with 8, the registers of 64 warps hold half a group of loads
#define LOG2_E 1.44269504f
#define INFINITE (__uint_as_float(0x7f800000u))

// Shapes as in SoftmaxArrays.
struct Softmax {
  Word* scores;
  const float* mask;
  const Word* kept;
  Word* weights;
  Word* gradient;
  long long rows;     // B * H * L
  long long sharing;  // neighbouring matrices with one mask: H, or B * H
  int keys;           // K
  int queries;        // L
  int maskQueries;    // L or 1
  float scale;
};

// ---- memory

__device__ __forceinline__ Values maskOf(const float* mask) {
  Values values;
#if UNITS == 2
  float2 pair = *(const float2*)mask;
  values.of[0] = pair.x;
  values.of[1] = pair.y;
#else
  values.of[0] = *mask;
#endif
  return values;
}

// ---- one lane's part of a row: its words lie WARP apart

struct Lane {
  long long word;   // its first
  long long mask;   // its first number of the mask
  long long words;  // from its first to the end of the row
};

__device__ __forceinline__ Lane laneOf(const Softmax& a, long long row, long long maskRow) {
  int lane = threadIdx.x % WARP;
  Lane own;
  own.word = row * (a.keys / UNITS) + lane;
  own.mask = maskRow * a.keys + lane * UNITS;
  own.words = (long long)(a.keys / UNITS) - lane;
  return own;
}

// Not GUARDED, all words are known to exist: no branch then keeps the loads of a group from being under way together.
template <bool GUARDED>
__device__ __forceinline__ bool exists(const Lane& lane, long long start, int i) {
  return !GUARDED || start + i * WARP < lane.words;
}

template <bool GUARDED>
__device__ __forceinline__ void load(Values (&group)[GROUP], const Word* array, const Lane& lane, long long start) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    group[i] = exists<GUARDED>(lane, start, i) ? unpack(array[lane.word + start + i * WARP]) : all(0.0f);
  }
}

template <bool GUARDED>
__device__ __forceinline__ void store(Word* array, const Lane& lane, long long start, const Values (&group)[GROUP]) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    if (exists<GUARDED>(lane, start, i)) {
      array[lane.word + start + i * WARP] = pack(group[i]);
    }
  }
}

__device__ __forceinline__ void multiply(Values (&group)[GROUP], const Values (&by)[GROUP]) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      group[i].of[n] *= by[i].of[n];
    }
  }
}

__device__ __forceinline__ float sumOfLanes(float value) {
#pragma unroll
  for (int distance = WARP / 2; distance > 0; distance /= 2) {
    value += __shfl_xor_sync(0xffffffffu, value, distance);
  }
  return value;
}

__device__ __forceinline__ float maxOfLanes(float value) {
#pragma unroll
  for (int distance = WARP / 2; distance > 0; distance /= 2) {
    value = fmaxf(value, __shfl_xor_sync(0xffffffffu, value, distance));
  }
  return value;
}

// ---- forward

// Rows with one row of the mask follow one another, so that the warps of a block bring it to the caches once.
__device__ __forceinline__ Lane maskedLane(const Softmax& a, unsigned long long index) {
#if MASKED
  unsigned long long sharing = a.sharing;
  unsigned long long queries = a.queries;
  unsigned long long place = index / sharing;
  unsigned long long group = place / queries;
  unsigned long long matrix = group * sharing + index % sharing;
  return laneOf(a, matrix * queries + place % queries, a.maskQueries == 1 ? group : place);
#else
  return laneOf(a, index, 0);
#endif
}

// scale S + mask; -infinity past the end.
template <bool GUARDED>
__device__ __forceinline__ void loadScaled(Values (&x)[GROUP], const Softmax& a, const Lane& lane, long long start) {
  Values mask[GROUP];
  load<GUARDED>(x, a.scores, lane, start);
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    mask[i] = all(0.0f);
#if MASKED
    if (exists<GUARDED>(lane, start, i)) {
      mask[i] = maskOf(a.mask + lane.mask + (start + i * WARP) * UNITS);
    }
#endif
  }
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      // Not a plain product, which the compiler would fuse with the subtraction of the maximum: the rounding error of a
      // huge score would remain, and its power is infinite.
      float scaled = fmaf(a.scale, x[i].of[n], mask[i].of[n]);
      x[i].of[n] = exists<GUARDED>(lane, start, i) ? scaled : -INFINITE;
    }
  }
}

struct Seen {
  float max;  // fmaxf passes over NaN, which the sum keeps
  float sum;  // of power(x, max)
};

// exp(x - max); 0 where both are -infinity.
__device__ __forceinline__ float power(float x, float max) {
  return exp2f(LOG2_E * (x - (max == -INFINITE ? 0.0f : max)));
}

template <bool GUARDED>
__device__ __forceinline__ void look(Seen& seen, const Softmax& a, const Lane& lane, long long start) {
  Values x[GROUP];
  loadScaled<GUARDED>(x, a, lane, start);
  float max = seen.max;
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      max = fmaxf(max, x[i].of[n]);
    }
  }
  float sum = 0.0f;
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      sum += power(x[i].of[n], max);
    }
  }
  seen.sum = fmaf(seen.sum, power(seen.max, max), sum);
  seen.max = max;
}

template <bool GUARDED>
__device__ __forceinline__ void storeWeights(const Softmax& a, const Lane& lane, long long start, float max, float factor) {
  Values x[GROUP];
  loadScaled<GUARDED>(x, a, lane, start);
#if KEPT
  Values kept[GROUP];
  load<GUARDED>(kept, a.kept, lane, start);
#endif
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      x[i].of[n] = factor * power(x[i].of[n], max);
    }
  }
  store<GUARDED>(a.scores, lane, start, x);
#if KEPT
  multiply(x, kept);
  store<GUARDED>(a.weights, lane, start, x);
#endif
}

extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS) srupp_softmax(const Softmax a) {
  long long index = (long long)blockIdx.x * (THREADS / WARP) + threadIdx.x / WARP;
  if (index >= a.rows) {
    return;
  }
  Lane lane = maskedLane(a, index);
  long long width = a.keys / UNITS;
  Seen seen = {-INFINITE, 0.0f};
  long long start = 0;
  for (; start + SPAN <= width; start += SPAN) {
    look<false>(seen, a, lane, start);
  }
  if (start < width) {
    look<true>(seen, a, lane, start);
  }
  float max = maxOfLanes(seen.max);
  float sum = sumOfLanes(seen.sum * power(seen.max, max));
  float factor = sum == 0.0f ? 0.0f : 1.0f / sum;
  for (start = 0; start + SPAN <= width; start += SPAN) {
    storeWeights<false>(a, lane, start, max, factor);
  }
  if (start < width) {
    storeWeights<true>(a, lane, start, max, factor);
  }
}

// ---- backward

// The softmax and the gradient before dropout.
template <bool GUARDED>
__device__ __forceinline__ void loadSlopes(
    Values (&softmax)[GROUP], Values (&slope)[GROUP], const Softmax& a, const Lane& lane, long long start) {
  load<GUARDED>(softmax, a.scores, lane, start);
  load<GUARDED>(slope, a.gradient, lane, start);
#if KEPT
  Values kept[GROUP];
  load<GUARDED>(kept, a.kept, lane, start);
  multiply(slope, kept);
#endif
}

struct Sums {
  float softmax;
  float products;  // of slopes and softmax
};

template <bool GUARDED>
__device__ __forceinline__ void addSlopes(Sums& sums, const Softmax& a, const Lane& lane, long long start) {
  Values softmax[GROUP];
  Values slope[GROUP];
  loadSlopes<GUARDED>(softmax, slope, a, lane, start);
  Sums group = {0.0f, 0.0f};
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      group.softmax += softmax[i].of[n];
      group.products = fmaf(slope[i].of[n], softmax[i].of[n], group.products);
    }
  }
  sums.softmax += group.softmax;
  sums.products += group.products;
}

template <bool GUARDED>
__device__ __forceinline__ void storeGradient(const Softmax& a, const Lane& lane, long long start, float mean) {
  Values softmax[GROUP];
  Values slope[GROUP];
  loadSlopes<GUARDED>(softmax, slope, a, lane, start);
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      slope[i].of[n] = a.scale * softmax[i].of[n] * (slope[i].of[n] - mean);
    }
  }
  store<GUARDED>(a.gradient, lane, start, slope);
}

extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS) srupp_softmax_gradient(const Softmax a) {
  long long index = (long long)blockIdx.x * (THREADS / WARP) + threadIdx.x / WARP;
  if (index >= a.rows) {
    return;
  }
  Lane lane = laneOf(a, index, 0);
  long long width = a.keys / UNITS;
  Sums sums = {0.0f, 0.0f};
  long long start = 0;
  for (; start + SPAN <= width; start += SPAN) {
    addSlopes<false>(sums, a, lane, start);
  }
  if (start < width) {
    addSlopes<true>(sums, a, lane, start);
  }
  float softmax = sumOfLanes(sums.softmax);
  float products = sumOfLanes(sums.products);
  float mean = softmax == 0.0f ? 0.0f : products / softmax;
  for (start = 0; start + SPAN <= width; start += SPAN) {
    storeGradient<false>(a, lane, start, mean);
  }
  if (start < width) {
    storeGradient<true>(a, lane, start, mean);
  }
}
