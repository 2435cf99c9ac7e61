// Of NVRTC what tells its version and the cards that it compiles for: CUDA 12.8, which here knows compute capability 10.0 alone.

extern "C" {

int nvrtcVersion(int* major, int* minor) { return *major = 12, *minor = 8, 0; }
int nvrtcGetNumSupportedArchs(int* count) { return *count = 1, 0; }
int nvrtcGetSupportedArchs(int* architectures) { return *architectures = 100, 0; }
}
