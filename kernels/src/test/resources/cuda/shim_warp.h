// Kernels whose lanes exchange values: the lanes of a warp take turns, each on a stack of its own, from one exchange to the
// next. Lanes that do not all come to the same exchange are a fault: a card would wait for ever or exchange anything.

#include <stdlib.h>
#include <ucontext.h>

#include "shim.h"

struct ShimLane {
  ucontext_t context;
  int distance;  // of the partner in the exchange at which it waits; 0 when it has ended
  float given;
  float received;
};

struct ShimWarp {
  ucontext_t launch;
  void (*kernel)(const void* arguments);
  const void* arguments;
  ShimLane lanes[32];
  char stacks[32][1 << 16];
};

static thread_local ShimWarp* shimWarp;

// Whose turn is after a lane's.
static ucontext_t* shimNext(int lane) {
  return lane < 31 ? &shimWarp->lanes[lane + 1].context : &shimWarp->launch;
}

static inline float __shfl_xor_sync(unsigned int lanes, float value, int distance) {
  ShimLane* own = &shimWarp->lanes[threadIdx.x % 32];
  own->distance = lanes == 0xffffffffu && distance > 0 && distance < 32 ? distance : -1;
  own->given = value;
  ucontext_t* next = shimNext(threadIdx.x++ % 32);
  swapcontext(&own->context, next);
  return own->received;
}

static void shimRunLane() {
  shimWarp->kernel(shimWarp->arguments);
  shimWarp->lanes[threadIdx.x++ % 32].distance = 0;
}

// Whether all lanes wait at the same exchange or have ended.
static bool shimLanesAgree() {
  int first = shimWarp->lanes[0].distance;
  for (int i = 0; i < 32; i++) {
    int distance = shimWarp->lanes[i].distance;
    if (distance != first || distance < 0) {
      const char* text = "block %u: lane %d waits at an exchange over %d, lane 0 over %d (0: has ended, -1: not of all lanes)";
      snprintf(shimFaultText, sizeof shimFaultText, text, blockIdx.x, i, distance, first);
      shimFault = shimFaultText;
      return false;
    }
  }
  return true;
}

static void shimRunWarp(unsigned int firstThread) {
  for (int i = 0; i < 32; i++) {
    ShimLane* lane = &shimWarp->lanes[i];
    getcontext(&lane->context);
    lane->context.uc_stack.ss_sp = shimWarp->stacks[i];
    lane->context.uc_stack.ss_size = sizeof shimWarp->stacks[i];
    lane->context.uc_link = shimNext(i);
    makecontext(&lane->context, shimRunLane, 0);
  }
  do {
    threadIdx.x = firstThread;
    swapcontext(&shimWarp->launch, &shimWarp->lanes[0].context);
    if (!shimLanesAgree()) {
      return;
    }
    for (int i = 0; i < 32; i++) {
      shimWarp->lanes[i].received = shimWarp->lanes[i ^ shimWarp->lanes[i].distance].given;
    }
  } while (shimWarp->lanes[0].distance);
}

static const char* shimRunWarps(
    void (*kernel)(const void*), const void* arguments, unsigned int blocks, unsigned int threads) {
  shimFault = nullptr;
  shimWarp = (ShimWarp*)malloc(sizeof(ShimWarp));
  shimWarp->kernel = kernel;
  shimWarp->arguments = arguments;
  blockDim.x = threads;
  for (blockIdx.x = 0; blockIdx.x < blocks && !shimFault; blockIdx.x++) {
    for (unsigned int thread = 0; thread < threads && !shimFault; thread += 32) {
      shimRunWarp(thread);
    }
  }
  free(shimWarp);
  return shimFault;
}

#define SHIM_WARP_KERNEL(kernel, Arguments)                                                                     \
  extern "C" const char* run_##kernel(const Arguments* arguments, unsigned int blocks, unsigned int threads) { \
    void (*lane)(const void*) = [](const void* own) { kernel(*(const Arguments*)own); };                        \
    return shimRunWarps(lane, arguments, blocks, threads);                                                      \
  }
