// Residual connection, layer normalisation and dropout, and their gradients: the formulas of
// org.srupp.kernels.ResidualKernel. Rows and their gradients lie in memory as float32 or bfloat16, parameters, their
// gradients and statistics as float32; all arithmetic is float32. Includes nothing, because NVRTC carries no header of the
// toolkit.
//
// A warp takes a row and reads it from memory once, then from the caches. What is summed over rows goes by chunks of rows to
// a workspace: srupp_residual_columns gives each word of a row a thread, which walks down the chunk, and
// srupp_residual_reduce adds the chunks. A thread has GROUP words of each array under way at once. All sums have a fixed
// order: the same bits at every run, and a row's are those of the row alone.
//
// Defined by org.srupp.kernels.cuda.ResidualOptions:
//   BFLOAT16           0: rows and their gradients are float32; 1: bfloat16
//   UNITS              neighbouring columns of a word: 1, or 2 with BFLOAT16 where no pair straddles a row
//   BRANCH             whether anything is added
//   KEPT, KEPT_BRANCH  whether dropout multiplies the result, the branch

#define GROUP 4
#define WARP 32
#define THREADS 256
#define COLUMN_THREADS 128  // of what takes a thread for each column
// Blocks of a processor at once: with more, a thread has too few registers for its loads; unsaid, the compiler takes more.
#define BLOCKS 5
#define GRADIENT_BLOCKS 4
#define COLUMN_BLOCKS 8

// Shapes as in ResidualArrays and ResidualGradients. Pointers to optional arrays are null where the array is absent.
struct Residual {
  const Word* x;
  const Word* branch;
  const float* alpha;
  const float* gamma;
  const float* beta;
  const Word* kept;
  float* statistics;
  Word* result;
  const Word* gradResult;
  Word* gradX;
  Word* gradBranch;
  float* gradAlpha;
  float* gradGamma;
  float* gradBeta;
  float* partials;  // (chunks, 2 P + 1): gradients of gamma, beta and alpha; behind them (N), those of alpha by rows
  int rows;         // N
  int size;         // P
  int chunkRows;    // rows of a chunk, of which the last may have fewer
  int chunks;
  float epsilon;
};

// ---- memory

__device__ __forceinline__ Values parameter(const float* array) {
  Values values;
#if UNITS == 2
  float2 pair = *(const float2*)array;
  values.of[0] = pair.x;
  values.of[1] = pair.y;
#else
  values.of[0] = *array;
#endif
  return values;
}

__device__ __forceinline__ float alphaOf(const Residual& a) { return a.alpha ? *a.alpha : 1.0f; }

__device__ __forceinline__ int widthOf(const Residual& a) { return a.size / UNITS; }

// ---- the words of one thread, in groups

struct Walk {
  long long word;  // the first
  long long step;  // from one to the next
  int column;      // of the first
  int whole;       // so many words has every thread of the warp
  int count;       // and so many this one
};

// Along a row: its words lie WARP apart.
__device__ __forceinline__ Walk alongRow(const Residual& a, long long row) {
  int lane = threadIdx.x % WARP;
  int width = widthOf(a);
  Walk walk;
  walk.word = row * width + lane;
  walk.step = WARP;
  walk.column = lane * UNITS;
  walk.whole = width / WARP;
  walk.count = walk.whole + (lane < width % WARP ? 1 : 0);
  return walk;
}

// Not GUARDED, all words are known to exist: no branch then keeps the loads of a group from being under way together.
template <bool GUARDED>
__device__ __forceinline__ bool exists(const Walk& walk, int start, int i) {
  return !GUARDED || start + i < walk.count;
}

template <bool GUARDED>
__device__ __forceinline__ void load(Values (&group)[GROUP], const Word* array, const Walk& walk, int start) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    long long word = walk.word + (start + i) * walk.step;
    group[i] = exists<GUARDED>(walk, start, i) ? unpack(array[word]) : all(0.0f);
  }
}

template <bool GUARDED>
__device__ __forceinline__ void store(Word* array, const Walk& walk, int start, const Values (&group)[GROUP]) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    if (exists<GUARDED>(walk, start, i)) {
      array[walk.word + (start + i) * walk.step] = pack(group[i]);
    }
  }
}

// Of the columns along a row.
template <bool GUARDED>
__device__ __forceinline__ void loadParameter(Values (&group)[GROUP], const float* array, const Walk& walk, int start) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    long long column = walk.column + (long long)(start + i) * (WARP * UNITS);
    group[i] = exists<GUARDED>(walk, start, i) ? parameter(array + column) : all(0.0f);
  }
}

__device__ __forceinline__ void fill(Values (&group)[GROUP], float value) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    group[i] = all(value);
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

// ---- v and n

struct Statistics {
  float mean;
  float scale;  // 1 / standard deviation
};

__device__ __forceinline__ float normed(float v, const Statistics& statistics) {
  return (v - statistics.mean) * statistics.scale;
}

__device__ __forceinline__ Statistics statisticsOf(const Residual& a, long long row) {
  Statistics statistics;
  statistics.mean = a.statistics[2 * row];
  statistics.scale = a.statistics[2 * row + 1];
  return statistics;
}

// Dropout, wherever it is; 1 without.
template <bool GUARDED>
__device__ __forceinline__ void loadKept(Values (&kept)[GROUP], const Residual& a, const Walk& walk, int start) {
#if KEPT || KEPT_BRANCH
  load<GUARDED>(kept, a.kept, walk, start);
#else
  fill(kept, 1.0f);
#endif
}

// v, and the branch with its dropout.
template <bool GUARDED>
__device__ __forceinline__ void loadSums(
    Values (&v)[GROUP], Values (&branch)[GROUP], const Values (&kept)[GROUP], const Residual& a, const Walk& walk, int start,
    float alpha) {
  load<GUARDED>(v, a.x, walk, start);
#if BRANCH
  load<GUARDED>(branch, a.branch, walk, start);
#if KEPT_BRANCH
  multiply(branch, kept);
#endif
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      v[i].of[n] = fmaf(alpha, branch[i].of[n], v[i].of[n]);
    }
  }
#endif
}

template <bool GUARDED>
__device__ __forceinline__ void loadSums(Values (&v)[GROUP], const Residual& a, const Walk& walk, int start, float alpha) {
  Values branch[GROUP];
  Values kept[GROUP];
  loadKept<GUARDED>(kept, a, walk, start);
  loadSums<GUARDED>(v, branch, kept, a, walk, start, alpha);
}

// ---- forward

template <bool GUARDED>
__device__ __forceinline__ float sumOfRow(const Residual& a, const Walk& walk, int start, float alpha) {
  Values v[GROUP];
  loadSums<GUARDED>(v, a, walk, start, alpha);
  float sum = 0.0f;
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      sum += v[i].of[n];
    }
  }
  return sum;
}

// Sums of the distances to a mean.
struct Distances {
  float plain;
  float squared;
};

template <bool GUARDED>
__device__ __forceinline__ void addDistances(
    Distances& distances, const Residual& a, const Walk& walk, int start, float alpha, float mean) {
  Values v[GROUP];
  loadSums<GUARDED>(v, a, walk, start, alpha);
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      float distance = exists<GUARDED>(walk, start, i) ? v[i].of[n] - mean : 0.0f;
      distances.plain += distance;
      distances.squared = fmaf(distance, distance, distances.squared);
    }
  }
}

__device__ __forceinline__ Statistics statisticsOfRow(const Residual& a, const Walk& walk, float alpha) {
  float size = a.size;
  float sum = 0.0f;
  int start = 0;
  for (; start + GROUP <= walk.whole; start += GROUP) {
    sum += sumOfRow<false>(a, walk, start, alpha);
  }
  if (start < walk.count) {
    sum += sumOfRow<true>(a, walk, start, alpha);
  }
  float mean = sumOfLanes(sum) / size;
  Distances distances = {0.0f, 0.0f};
  for (start = 0; start + GROUP <= walk.whole; start += GROUP) {
    addDistances<false>(distances, a, walk, start, alpha, mean);
  }
  if (start < walk.count) {
    addDistances<true>(distances, a, walk, start, alpha, mean);
  }
  // The rounding errors of the sum, which a large mean makes large, are left over as a mean distance.
  float left = sumOfLanes(distances.plain) / size;
  float variance = sumOfLanes(distances.squared) / size - left * left;
  Statistics statistics;
  statistics.mean = mean + left;
  statistics.scale = 1.0f / sqrtf((variance < 0.0f ? 0.0f : variance) + a.epsilon);
  return statistics;
}

template <bool GUARDED>
__device__ __forceinline__ void storeResult(
    const Residual& a, const Walk& walk, int start, float alpha, const Statistics& statistics) {
  Values v[GROUP];
  Values gamma[GROUP];
  Values beta[GROUP];
  Values branch[GROUP];
  Values kept[GROUP];
  loadKept<GUARDED>(kept, a, walk, start);
  loadSums<GUARDED>(v, branch, kept, a, walk, start, alpha);
  loadParameter<GUARDED>(gamma, a.gamma, walk, start);
  loadParameter<GUARDED>(beta, a.beta, walk, start);
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      v[i].of[n] = fmaf(gamma[i].of[n], normed(v[i].of[n], statistics), beta[i].of[n]);
    }
  }
#if KEPT
  multiply(v, kept);
#endif
  store<GUARDED>(a.result, walk, start, v);
}

extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS) srupp_residual(const Residual a) {
  long long row = (long long)blockIdx.x * (THREADS / WARP) + threadIdx.x / WARP;
  if (row >= a.rows) {
    return;
  }
  Walk walk = alongRow(a, row);
  float alpha = alphaOf(a);
  Statistics statistics = statisticsOfRow(a, walk, alpha);
  if (threadIdx.x % WARP == 0) {
    a.statistics[2 * row] = statistics.mean;
    a.statistics[2 * row + 1] = statistics.scale;
  }
  int start = 0;
  for (; start + GROUP <= walk.whole; start += GROUP) {
    storeResult<false>(a, walk, start, alpha, statistics);
  }
  if (start < walk.count) {
    storeResult<true>(a, walk, start, alpha, statistics);
  }
}

// ---- backward, row by row

// g.
template <bool GUARDED>
__device__ __forceinline__ void loadSlopes(
    Values (&slope)[GROUP], const Values (&kept)[GROUP], const Residual& a, const Walk& walk, int start) {
  load<GUARDED>(slope, a.gradResult, walk, start);
#if KEPT
  multiply(slope, kept);
#endif
}

// gamma g.
template <bool GUARDED>
__device__ __forceinline__ void loadScaledSlopes(
    Values (&slope)[GROUP], const Values (&kept)[GROUP], const Residual& a, const Walk& walk, int start) {
  Values gamma[GROUP];
  loadSlopes<GUARDED>(slope, kept, a, walk, start);
  loadParameter<GUARDED>(gamma, a.gamma, walk, start);
  multiply(slope, gamma);
}

struct Slopes {
  float plain;   // gamma g
  float normed;  // gamma g n
};

template <bool GUARDED>
__device__ __forceinline__ void addSlopes(
    Slopes& slopes, const Residual& a, const Walk& walk, int start, float alpha, const Statistics& statistics) {
  Values v[GROUP];
  Values branch[GROUP];
  Values kept[GROUP];
  Values slope[GROUP];
  loadKept<GUARDED>(kept, a, walk, start);
  loadSums<GUARDED>(v, branch, kept, a, walk, start, alpha);
  loadScaledSlopes<GUARDED>(slope, kept, a, walk, start);
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      slopes.plain += slope[i].of[n];
      slopes.normed = fmaf(slope[i].of[n], normed(v[i].of[n], statistics), slopes.normed);
    }
  }
}

// Writes the gradients of x and branch; returns what these words give to that of alpha.
template <bool GUARDED>
__device__ __forceinline__ float storeGradients(
    const Residual& a, const Walk& walk, int start, float alpha, const Statistics& statistics, const Slopes& mean) {
  Values v[GROUP];
  Values branch[GROUP];
  Values kept[GROUP];
  Values slope[GROUP];
  loadKept<GUARDED>(kept, a, walk, start);
  loadSums<GUARDED>(v, branch, kept, a, walk, start, alpha);
  loadScaledSlopes<GUARDED>(slope, kept, a, walk, start);
  float sum = 0.0f;
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      float inner = fmaf(-normed(v[i].of[n], statistics), mean.normed, slope[i].of[n] - mean.plain);
      v[i].of[n] = statistics.scale * inner;
#if BRANCH
      sum = fmaf(v[i].of[n], branch[i].of[n], sum);
      branch[i].of[n] = alpha * v[i].of[n];
#endif
    }
  }
  store<GUARDED>(a.gradX, walk, start, v);
#if BRANCH
#if KEPT_BRANCH
  multiply(branch, kept);
#endif
  store<GUARDED>(a.gradBranch, walk, start, branch);
#endif
  return sum;
}

// Of the gradient of alpha, by rows.
__device__ __forceinline__ float* alphaRows(const Residual& a) {
  return a.partials + a.chunks * (2ll * a.size + 1);
}

extern "C" __global__ void __launch_bounds__(THREADS, GRADIENT_BLOCKS) srupp_residual_gradient(const Residual a) {
  long long row = (long long)blockIdx.x * (THREADS / WARP) + threadIdx.x / WARP;
  if (row >= a.rows) {
    return;
  }
  Walk walk = alongRow(a, row);
  float alpha = alphaOf(a);
  Statistics statistics = statisticsOf(a, row);
  Slopes slopes = {0.0f, 0.0f};
  int start = 0;
  for (; start + GROUP <= walk.whole; start += GROUP) {
    addSlopes<false>(slopes, a, walk, start, alpha, statistics);
  }
  if (start < walk.count) {
    addSlopes<true>(slopes, a, walk, start, alpha, statistics);
  }
  Slopes mean = {sumOfLanes(slopes.plain) / a.size, sumOfLanes(slopes.normed) / a.size};
  float sum = 0.0f;
  for (start = 0; start + GROUP <= walk.whole; start += GROUP) {
    sum += storeGradients<false>(a, walk, start, alpha, statistics, mean);
  }
  if (start < walk.count) {
    sum += storeGradients<true>(a, walk, start, alpha, statistics, mean);
  }
  if (a.alpha) {
    sum = sumOfLanes(sum);
    if (threadIdx.x % WARP == 0) {
      alphaRows(a)[row] = sum;
    }
  }
}

// ---- backward, over rows

// Down one word's columns of the rows of a chunk.
__device__ __forceinline__ Walk downColumns(const Residual& a, int word, long long firstRow, int rows) {
  Walk walk;
  walk.word = firstRow * widthOf(a) + word;
  walk.step = widthOf(a);
  walk.column = word * UNITS;
  walk.whole = rows;
  walk.count = rows;
  return walk;
}

struct Sums {
  Values gamma;
  Values beta;
};

template <bool GUARDED>
__device__ __forceinline__ void addRows(
    Sums& sums, const Residual& a, const Walk& walk, long long firstRow, int start, float alpha) {
  Values v[GROUP];
  Values branch[GROUP];
  Values kept[GROUP];
  Values slope[GROUP];
  Statistics statistics[GROUP];
  loadKept<GUARDED>(kept, a, walk, start);
  loadSums<GUARDED>(v, branch, kept, a, walk, start, alpha);
  loadSlopes<GUARDED>(slope, kept, a, walk, start);
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    statistics[i].mean = 0.0f;
    statistics[i].scale = 0.0f;
    if (exists<GUARDED>(walk, start, i)) {
      statistics[i] = statisticsOf(a, firstRow + start + i);
    }
  }
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
#pragma unroll
    for (int n = 0; n < UNITS; n++) {
      sums.gamma.of[n] = fmaf(slope[i].of[n], normed(v[i].of[n], statistics[i]), sums.gamma.of[n]);
      sums.beta.of[n] += slope[i].of[n];
    }
  }
}

// What the rows of a chunk give to the gradient of alpha, added by a warp.
__device__ __forceinline__ void storeAlpha(const Residual& a, float* partial, long long firstRow, int rows) {
  const float* given = alphaRows(a) + firstRow;
  float sum = 0.0f;
#pragma unroll 4
  for (int row = threadIdx.x; row < rows; row += WARP) {
    sum += given[row];
  }
  sum = sumOfLanes(sum);
  if (threadIdx.x == 0) {
    partial[2ll * a.size] = sum;
  }
}

extern "C" __global__ void __launch_bounds__(COLUMN_THREADS, COLUMN_BLOCKS) srupp_residual_columns(const Residual a) {
  int width = widthOf(a);
  int blocks = (width - 1) / COLUMN_THREADS + 1;
  int chunk = blockIdx.x / blocks;
  int block = blockIdx.x % blocks;
  long long firstRow = (long long)chunk * a.chunkRows;
  int rows = a.rows - firstRow < a.chunkRows ? (int)(a.rows - firstRow) : a.chunkRows;
  float* partial = a.partials + chunk * (2ll * a.size + 1);
  if (a.alpha && block == 0 && threadIdx.x < WARP) {
    storeAlpha(a, partial, firstRow, rows);
  }
  int word = block * COLUMN_THREADS + threadIdx.x;
  if (word >= width) {
    return;
  }
  Walk walk = downColumns(a, word, firstRow, rows);
  float alpha = alphaOf(a);
  Sums sums = {all(0.0f), all(0.0f)};
  int start = 0;
  for (; start + GROUP <= rows; start += GROUP) {
    addRows<false>(sums, a, walk, firstRow, start, alpha);
  }
  if (start < rows) {
    addRows<true>(sums, a, walk, firstRow, start, alpha);
  }
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    partial[walk.column + n] = sums.gamma.of[n];
    partial[a.size + walk.column + n] = sums.beta.of[n];
  }
}

// Adds the chunks in their order, a thread for each gradient.
extern "C" __global__ void __launch_bounds__(COLUMN_THREADS, COLUMN_BLOCKS) srupp_residual_reduce(const Residual a) {
  long long width = 2ll * a.size + 1;
  long long column = (long long)blockIdx.x * COLUMN_THREADS + threadIdx.x;
  if (column >= (a.alpha ? width : width - 1)) {
    return;
  }
  const float* partial = a.partials + column;
  float sum = 0.0f;
#pragma unroll 16  // loads ahead of the sum, whose order stays
  for (int chunk = 0; chunk < a.chunks; chunk++) {
    sum += partial[chunk * width];
  }
  if (column < a.size) {
    a.gradGamma[column] = sum;
  } else if (column < width - 1) {
    a.gradBeta[column - a.size] = sum;
  } else {
    *a.gradAlpha = sum;
  }
}
