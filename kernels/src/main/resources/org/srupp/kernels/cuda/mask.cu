// Random masks for dropout: the same bits as org.srupp.kernels.cpu.ReferenceMask, whose hash this is. Includes nothing,
// because NVRTC carries no header of the toolkit.
//
// Defined by org.srupp.kernels.cuda.CudaMask:
//   BFLOAT16            0: masks are float32; 1: bfloat16

#define THREADS 256

#if BFLOAT16
typedef unsigned short Number;
#else
typedef float Number;
#endif

struct Mask {
  Number* mask;
  long long count;
  long long threshold;  // below this, of 2^32, a number means zero
  unsigned int low;     // words of the seed
  unsigned int high;
  float kept;
};

// Wellons' lowbias32.
__device__ __forceinline__ unsigned int hash(unsigned int x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

__device__ __forceinline__ Number number(float value) {
#if BFLOAT16
  unsigned int bits = __float_as_uint(value);
  return (Number)((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);  // to the nearest, ties to even
#else
  return value;
#endif
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_mask(const Mask m) {
  long long i = (long long)blockIdx.x * THREADS + threadIdx.x;
  if (i < m.count) {
    unsigned int bits = hash(hash((unsigned int)i + m.low) + m.high);
    m.mask[i] = number((long long)bits < m.threshold ? 0.0f : m.kept);
  }
}
