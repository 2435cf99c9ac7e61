// The functions of NVIDIA's driver that srupp calls, on the processor: memory is the process's, an image is the path of a
// library that the CUDA sources were compiled to as C++, a launch is a loop. What a test wants to go wrong it sets in `fake`.
// Everything is done when it is asked for, but the stream's clock goes as if fills, copies and launches took their time behind the
// caller's back.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <vector>

extern "C" {

struct Fake {
  int version;
  int init;  // CUresult of cuInit
  int cards;
  int depth;       // contexts pushed and not popped
  long long free;  // bytes left
  int launches;
  int sync;  // how often somebody waited
  int late;  // whether uploads read the processor's memory when they must, not when they are queued
  int cacheBytes;
  long long sent;    // bytes copied from the process
  long long filled;  // bytes of the last fill
} fake = {13000, 0, 1, 0, 1ll << 30, 0, 0, 0, 1 << 16, 0, 0};

struct Upload {
  void* to;
  const void* from;
  size_t bytes;
};
static std::vector<Upload> queued;

static void settle() {
  for (const Upload& upload : queued) {
    memcpy(upload.to, upload.from, upload.bytes);
  }
  queued.clear();
}

typedef unsigned long long Address;
// Says what went wrong, or null.
typedef const char* Kernel(const void* arguments, unsigned int blocks, unsigned int threads);

static const int OUT_OF_MEMORY = 2, INVALID_CONTEXT = 201, INVALID_IMAGE = 200, NOT_FOUND = 500, INVALID_VALUE = 1,
                 LAUNCH_FAILED = 719;

// The size of an array lies before it.
static const size_t HEAD = 256;

static long long busyUntil = 0;  // nanoseconds of the process's clock

static long long now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000ll + time.tv_nsec;
}

static long long streamTime() {
  long long time = now();
  return time > busyUntil ? time : busyUntil;
}

static void waitUntil(long long time) {
  for (long long left = time - now(); left > 0; left = time - now()) {
    timespec nap = {left / 1000000000ll, left % 1000000000ll};
    nanosleep(&nap, 0);
  }
}

int cuDriverGetVersion(int* version) { return *version = fake.version, 0; }
int cuInit(unsigned int flags) { return flags ? INVALID_VALUE : fake.init; }
int cuDeviceGetCount(int* count) { return *count = fake.cards, 0; }
int cuDeviceGet(int* card, int ordinal) { return *card = 40 + ordinal, 0; }
int cuDeviceGetName(char* name, int length, int card) {
  return card < 40 || length < 16 ? INVALID_VALUE : (strcpy(name, "Fake card"), 0);
}
int cuDeviceTotalMem_v2(size_t* bytes, int card) { return *bytes = 1ull << 31, card < 40 ? INVALID_VALUE : 0; }
int cuDeviceGetAttribute(int* value, int attribute, int card) {
  switch (attribute) {
    case 13: *value = 1500000; break;
    case 16: *value = 4; break;
    case 36: *value = 2000000; break;
    case 37: *value = 256; break;
    case 38: *value = fake.cacheBytes; break;
    case 75: *value = 8; break;
    case 76: *value = 9; break;
    default: return INVALID_VALUE;
  }
  return card < 40 ? INVALID_VALUE : 0;
}
int cuDevicePrimaryCtxRetain(void** context, int card) { return *context = &fake, card < 40 ? INVALID_VALUE : 0; }
int cuCtxPushCurrent_v2(void* context) { return context == &fake ? (fake.depth++, 0) : INVALID_CONTEXT; }
int cuCtxPopCurrent_v2(void** context) { return *context = &fake, fake.depth-- > 0 ? 0 : INVALID_CONTEXT; }

int cuGetErrorName(int error, const char** name) {
  *name = error == INVALID_IMAGE ? "CUDA_ERROR_INVALID_IMAGE" : error == NOT_FOUND ? "CUDA_ERROR_NOT_FOUND" : 0;
  return *name ? 0 : INVALID_VALUE;
}
int cuGetErrorString(int error, const char** text) {
  *text = error == INVALID_IMAGE ? "device kernel image is invalid" : "named symbol not found";
  return 0;
}

int cuMemAlloc_v2(Address* address, size_t bytes) {
  if (fake.depth < 1) {
    return INVALID_CONTEXT;
  }
  if ((long long)bytes > fake.free) {
    return OUT_OF_MEMORY;
  }
  char* memory = (char*)aligned_alloc(256, HEAD + (bytes + 255) / 256 * 256);
  *(size_t*)memory = bytes;
  memset(memory + HEAD, 0xff, bytes);
  fake.free -= bytes;
  *address = (Address)(memory + HEAD);
  return 0;
}
int cuMemFree_v2(Address address) {
  char* memory = (char*)address - HEAD;
  fake.free += *(size_t*)memory;
  return free(memory), 0;
}
int cuMemGetInfo_v2(size_t* free, size_t* total) { return *free = fake.free, *total = 1ull << 31, 0; }
int cuMemcpyHtoD_v2(Address to, const void* from, size_t bytes) {
  fake.sent += bytes;
  return memcpy((void*)to, from, bytes), 0;
}
int cuMemHostAlloc(void** memory, size_t bytes, unsigned int flags) {
  return fake.depth < 1 ? INVALID_CONTEXT : (*memory = malloc(bytes), flags ? INVALID_VALUE : 0);
}
int cuMemcpyHtoDAsync_v2(Address to, const void* from, size_t bytes, void*) {
  queued.push_back({(void*)to, from, bytes});
  return fake.late ? 0 : (settle(), 0);
}
int cuMemcpyDtoH_v2(void* to, Address from, size_t bytes) { return settle(), memcpy(to, (void*)from, bytes), 0; }
// A nanosecond a byte, as a fill.
int cuMemcpyDtoDAsync_v2(Address to, Address from, size_t bytes, void*) {
  settle();
  busyUntil = streamTime() + (long long)bytes;
  return memcpy((void*)to, (void*)from, bytes), 0;
}
int cuMemsetD8Async(Address memory, unsigned char value, size_t bytes, void*) {
  settle();
  busyUntil = streamTime() + (long long)bytes;
  fake.filled = bytes;
  return memset((void*)memory, value, bytes), 0;
}

int cuModuleLoadData(void** module, const void* image) {
  *module = dlopen((const char*)image, RTLD_NOW | RTLD_LOCAL);
  return *module ? 0 : INVALID_IMAGE;
}
int cuModuleGetFunction(void** function, void* module, const char* name) {
  char run[64] = "run_";
  *function = dlsym(module, strncat(run, name, sizeof run - 5));
  return *function ? 0 : NOT_FOUND;
}
int cuLaunchKernel(
    void* function, unsigned int gridX, unsigned int gridY, unsigned int gridZ, unsigned int blockX, unsigned int blockY,
    unsigned int blockZ, unsigned int sharedBytes, void* stream, void** parameters, void** extra) {
  if (fake.depth < 1) {
    return INVALID_CONTEXT;
  }
  if (gridY != 1 || gridZ != 1 || blockY != 1 || blockZ != 1 || sharedBytes || stream || extra || blockX > 1024) {
    return INVALID_VALUE;
  }
  settle();
  fake.launches++;
  busyUntil = streamTime() + 1000;
  const char* fault = ((Kernel*)function)(parameters[0], gridX, blockX);
  return fault ? (fprintf(stderr, "%s\n", fault), LAUNCH_FAILED) : 0;
}

int cuStreamSynchronize(void*) { return settle(), fake.sync++, waitUntil(busyUntil), 0; }
int cuEventCreate(void** event, unsigned int flags) {
  return *event = malloc(sizeof(long long)), flags & ~2u ? INVALID_VALUE : 0;  // without times
}
int cuEventRecord(void* event, void*) { return *(long long*)event = streamTime(), 0; }
int cuEventSynchronize(void* event) { return settle(), waitUntil(*(long long*)event), 0; }
int cuEventElapsedTime(float* milliseconds, void* start, void* end) {
  *milliseconds = (float)((*(long long*)end - *(long long*)start) / 1e6);
  return 0;
}
int cuEventDestroy_v2(void* event) { return free(event), 0; }
}
