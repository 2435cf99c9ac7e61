// Random masks for dropout: the same bits as org.srupp.kernels.cpu.ReferenceMask, whose hash this is. Includes nothing,
// because NVRTC carries no header of the toolkit.

#define THREADS 256

struct Mask {
  float* mask;
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

extern "C" __global__ void __launch_bounds__(THREADS) srupp_mask(const Mask m) {
  long long i = (long long)blockIdx.x * THREADS + threadIdx.x;
  if (i < m.count) {
    unsigned int bits = hash(hash((unsigned int)i + m.low) + m.high);
    m.mask[i] = (long long)bits < m.threshold ? 0.0f : m.kept;
  }
}
