// What the CUDA sources use of CUDA, in plain C++: a launch is a loop over blocks and threads, which is sound because no
// kernel waits for another thread of its block. Without includes it compiles in half the time.

extern "C" {
double exp(double);
double log(double);
float exp2f(float);
float expf(float);
float fmaf(float, float, float);
float sqrtf(float);
float tanhf(float);
}

#define __global__
#define __device__
#define __forceinline__ inline
#define __launch_bounds__(threads)

struct Dimensions {
  unsigned int x;
};

struct alignas(16) float4 {
  float x, y, z, w;
};

static thread_local Dimensions blockIdx;
static thread_local Dimensions threadIdx;
static thread_local Dimensions blockDim;

static inline float __uint_as_float(unsigned int bits) {
  float value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return value;
}

static inline unsigned int __float_as_uint(float value) {
  unsigned int bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline float __fdividef(float dividend, float divisor) { return dividend / divisor; }

#define SHIM_KERNEL(kernel, Arguments)                                                                   \
  extern "C" void run_##kernel(const Arguments* arguments, unsigned int blocks, unsigned int threads) { \
    blockDim.x = threads;                                                                                \
    for (blockIdx.x = 0; blockIdx.x < blocks; blockIdx.x++) {                                            \
      for (threadIdx.x = 0; threadIdx.x < threads; threadIdx.x++) {                                      \
        kernel(*arguments);                                                                              \
      }                                                                                                  \
    }                                                                                                    \
  }
