// What the CUDA sources use of CUDA, in plain C++: a launch is a loop over blocks and threads, which is sound because no
// kernel of SHIM_KERNEL waits for another thread of its block; for those that do there is shim_warp.h. Without includes it
// compiles in half the time.

extern "C" {
double exp(double);
double log(double);
float exp2f(float);
float expf(float);
float fmaf(float, float, float);
float fmaxf(float, float);
float sqrtf(float);
float tanhf(float);
int snprintf(char*, unsigned long, const char*, ...);
}

#define __global__
#define __device__
#define __forceinline__ inline
#define __launch_bounds__(...)

struct Dimensions {
  unsigned int x;
};

struct alignas(8) float2 {
  float x, y;
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

// What a card would not have done, found in a launch; null if nothing.
static thread_local const char* shimFault;
static thread_local char shimFaultText[256];

// Called where -fsanitize=alignment finds a pointer at which its type cannot lie; `place` starts with the place in the source.
extern "C" void __ubsan_handle_type_mismatch_v1(void* place, void* address) {
  struct Place {
    const char* file;
    unsigned int line;
    unsigned int column;
  }* source = (Place*)place;
  snprintf(shimFaultText, sizeof shimFaultText, "%s:%u: misaligned address %p", source->file, source->line, address);
  shimFault = shimFaultText;
}

#define SHIM_KERNEL(kernel, Arguments)                                                                          \
  extern "C" const char* run_##kernel(const Arguments* arguments, unsigned int blocks, unsigned int threads) { \
    shimFault = nullptr;                                                                                        \
    blockDim.x = threads;                                                                                       \
    for (blockIdx.x = 0; blockIdx.x < blocks && !shimFault; blockIdx.x++) {                                     \
      for (threadIdx.x = 0; threadIdx.x < threads; threadIdx.x++) {                                             \
        kernel(*arguments);                                                                                     \
      }                                                                                                         \
    }                                                                                                           \
    return shimFault;                                                                                           \
  }
