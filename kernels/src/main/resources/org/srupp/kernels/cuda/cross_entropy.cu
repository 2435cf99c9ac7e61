// Softmax cross-entropy of rows of logits and its gradient: the formulas of org.srupp.kernels.CrossEntropyKernel. Logits
// and gradient are float32 in memory. Includes nothing, because NVRTC carries no header of the toolkit.
//
// LANES threads read a row once, each every LANES-th class, and leave a maximum and two sums; srupp_row_losses adds those
// of a row in the order of the lanes; srupp_row_gradients reads the row again and may write where it read. How many lanes a
// row has follows from the classes alone: a row's results depend on nothing but the row, and are the same bits at every run.
// Powers are float32, their sums double: float32 sums of a large vocabulary would lose what the tolerance allows.

#define THREADS 256
#define INFINITE (__uint_as_float(0x7f800000u))

struct Part {
  double sum;      // of exp(x - max)
  double shifted;  // of x - max
  float max;
  float unused;
};

struct Row {
  float max;
  float factor;  // of exp(x - max) in the gradient
};

struct CrossEntropy {
  const float* logits;
  float* gradient;     // null for the losses alone
  const int* targets;  // (rows); negative to ignore a row
  struct Part* parts;  // (rows, lanes)
  struct Row* row;     // (rows)
  double* losses;      // (2, rows): nll, smoothed
  double gradientScale;
  double uniform;      // weight of every class
  double target;       // and what the target has more
  int rows;
  int classes;
  int lanes;
  int blocksOfRow;  // of srupp_row_gradients
};

extern "C" __global__ void __launch_bounds__(THREADS) srupp_row_parts(const CrossEntropy a) {
  long long thread = (long long)blockIdx.x * THREADS + threadIdx.x;
  int row = (int)(thread / a.lanes);
  if (row >= a.rows || a.targets[row] < 0) {
    return;
  }
  const float* x = a.logits + (long long)row * a.classes;
  float max = -INFINITE;
  double sum = 0.0;
  double total = 0.0;
  int count = 0;
#pragma unroll 4
  for (int i = (int)(thread % a.lanes); i < a.classes; i += a.lanes) {
    float value = x[i];
    total += value;
    count++;
    if (value > max) {
      sum = sum * expf(max - value) + 1.0;
      max = value;
    } else if (value != -INFINITE) {  // and where it is not a number
      sum += expf(value - max);
    }
  }
  Part part;
  part.sum = sum;
  part.shifted = count ? total - count * (double)max : 0.0;
  part.max = max;
  part.unused = 0.0f;
  a.parts[thread] = part;
}

// How many classes a lane reads.
__device__ __forceinline__ int classesOf(const CrossEntropy& a, int lane) {
  return lane < a.classes ? (a.classes - lane - 1) / a.lanes + 1 : 0;
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_row_losses(const CrossEntropy a) {
  long long thread = (long long)blockIdx.x * THREADS + threadIdx.x;
  if (thread >= a.rows) {
    return;
  }
  int row = (int)thread;
  int target = a.targets[row];
  Row found = {0.0f, 0.0f};
  double nll = 0.0;
  double smoothed = 0.0;
  if (target >= 0) {
    const Part* parts = a.parts + (long long)row * a.lanes;
    float max = -INFINITE;
    for (int lane = 0; lane < a.lanes; lane++) {
      max = parts[lane].max > max ? parts[lane].max : max;
    }
    double sum = 0.0;
    double shifted = 0.0;
    for (int lane = 0; lane < a.lanes; lane++) {
      int count = classesOf(a, lane);
      if (count > 0) {
        double above = (double)parts[lane].max - max;
        sum += parts[lane].sum * exp(above);
        shifted += parts[lane].shifted + count * above;
      }
    }
    double logSum = log(sum);
    nll = logSum - ((double)a.logits[(long long)row * a.classes + target] - max);
    smoothed = nll;
    if (a.uniform != 0.0) {
      smoothed = a.target * nll + a.uniform * (a.classes * logSum - shifted);
    }
    found.max = max;
    found.factor = (float)(a.gradientScale / sum);
  }
  a.row[row] = found;
  a.losses[row] = nll;
  a.losses[a.rows + row] = smoothed;
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_row_gradients(const CrossEntropy a) {
  int row = blockIdx.x / a.blocksOfRow;
  int i = (blockIdx.x % a.blocksOfRow) * THREADS + threadIdx.x;
  if (i >= a.classes) {
    return;
  }
  long long at = (long long)row * a.classes + i;
  int target = a.targets[row];
  if (target < 0) {
    a.gradient[at] = 0.0f;
    return;
  }
  Row own = a.row[row];
  float power = expf(a.logits[at] - own.max);
  if (i == target) {
    a.gradient[at] = (float)((double)power * own.factor - a.gradientScale * (a.uniform + a.target));
  } else {
    a.gradient[at] = fmaf(power, own.factor, (float)(-a.gradientScale * a.uniform));
  }
}
