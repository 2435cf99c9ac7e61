// One optimizer step over a group of parameters, and the sum of squares of their gradients: the formulas of
// org.srupp.kernels.UpdateStep. All arrays are float32. Includes nothing, because NVRTC carries no header of the toolkit.
//
// A block takes CHUNK elements of one parameter, so that a group of parameters of any size is one launch. A pass reads
// weight, gradient and both moments once and writes weight and moments once: 28 bytes an element. Sums are added in an
// order that follows from the sizes alone, in double: the same bits at every run.

#define THREADS 256
#define CHUNK 4096
#define MAX_TENSORS 1000

#define ADAPTIVE 0
#define MOMENTUM 1

struct Tensor {
  float* weight;
  const float* gradient;  // null for all zeros
  float* m;
  float* v;
  long long count;
};

// Below the 4096 bytes that every card takes as argument; what a block searches lies in it, what it finds in memory.
struct Group {
  double* sums;          // a partial sum of each thread, (blocks, THREADS); null for an update
  const Tensor* tensor;  // (tensors)
  int tensors;
  int rule;
  float size;
  float denominator;
  float decay;
  float clip;
  float beta1;
  float oneMinusBeta1;
  float beta2;
  float oneMinusBeta2;
  float epsilon;
  int firstBlock[MAX_TENSORS];  // of the blocks that take a parameter
};

struct Fold {
  const double* sums;  // (count)
  double* folded;      // (outputs)
  long long count;
  long long outputs;
};

__device__ __forceinline__ int tensorOf(const Group& group, int block) {
  int low = 0;
  int high = group.tensors - 1;
  while (low < high) {
    int middle = (low + high + 1) / 2;
    if (group.firstBlock[middle] <= block) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

__device__ __forceinline__ void updateElement(const Group& group, float& weight, float gradient, float& m, float& v) {
  float clipped = group.clip * gradient;
  v = fmaf(group.beta2, v, group.oneMinusBeta2 * clipped * clipped);
  m = fmaf(group.beta1, m, group.oneMinusBeta1 * clipped);
  if (group.rule == ADAPTIVE) {
    weight -= group.decay * weight;
    weight -= group.size * m / fmaf(group.denominator, sqrtf(v), group.epsilon);
  } else if (group.rule == MOMENTUM) {
    weight -= group.decay * weight;
    weight -= group.size * m;
  }
}

__device__ __forceinline__ void updateFour(const Group& group, const Tensor& tensor, long long i) {
  float4 weight = *(const float4*)(tensor.weight + i);
  float4 m = *(const float4*)(tensor.m + i);
  float4 v = *(const float4*)(tensor.v + i);
  float4 gradient = {0.0f, 0.0f, 0.0f, 0.0f};
  if (tensor.gradient) {
    gradient = *(const float4*)(tensor.gradient + i);
  }
  updateElement(group, weight.x, gradient.x, m.x, v.x);
  updateElement(group, weight.y, gradient.y, m.y, v.y);
  updateElement(group, weight.z, gradient.z, m.z, v.z);
  updateElement(group, weight.w, gradient.w, m.w, v.w);
  *(float4*)(tensor.weight + i) = weight;
  *(float4*)(tensor.m + i) = m;
  *(float4*)(tensor.v + i) = v;
}

__device__ __forceinline__ void updateOne(const Group& group, const Tensor& tensor, long long i) {
  float gradient = tensor.gradient ? tensor.gradient[i] : 0.0f;
  updateElement(group, tensor.weight[i], gradient, tensor.m[i], tensor.v[i]);
}

__device__ __forceinline__ bool inFours(const Tensor& tensor) {
  unsigned long long addresses = (unsigned long long)tensor.weight | (unsigned long long)tensor.gradient
      | (unsigned long long)tensor.m | (unsigned long long)tensor.v;
  return (addresses & 15) == 0;
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_update(const Group group) {
  int number = tensorOf(group, blockIdx.x);
  const Tensor tensor = group.tensor[number];
  long long start = (long long)(blockIdx.x - group.firstBlock[number]) * CHUNK;
  long long end = start + CHUNK < tensor.count ? start + CHUNK : tensor.count;
  long long rest = start;
  if (inFours(tensor)) {
    rest = start + (end - start) / 4 * 4;
    for (long long i = start + 4 * threadIdx.x; i < rest; i += 4 * THREADS) {
      updateFour(group, tensor, i);
    }
  }
  for (long long i = rest + threadIdx.x; i < end; i += THREADS) {
    updateOne(group, tensor, i);
  }
}

// The square of a float32 fits a double, so that the sum is finite exactly if all elements are.
extern "C" __global__ void __launch_bounds__(THREADS) srupp_squares(const Group group) {
  int number = tensorOf(group, blockIdx.x);
  const Tensor tensor = group.tensor[number];
  long long start = (long long)(blockIdx.x - group.firstBlock[number]) * CHUNK;
  long long end = start + CHUNK < tensor.count ? start + CHUNK : tensor.count;
  double sum = 0.0;
  if (tensor.gradient) {
#pragma unroll 8
    for (long long i = start + threadIdx.x; i < end; i += THREADS) {
      double value = tensor.gradient[i];
      sum += value * value;
    }
  }
  group.sums[(long long)blockIdx.x * THREADS + threadIdx.x] = sum;
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_fold(const Fold fold) {
  long long output = (long long)blockIdx.x * blockDim.x + threadIdx.x;
  if (output >= fold.outputs) {
    return;
  }
  double sum = 0.0;
#pragma unroll 8
  for (long long i = output; i < fold.count; i += fold.outputs) {
    sum += fold.sums[i];
  }
  fold.folded[output] = sum;
}
