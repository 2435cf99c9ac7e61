#include "shim_warp.h"

#include "softmax.cu"

static_assert(sizeof(Softmax) == 72, "as SoftmaxCall writes it");

SHIM_WARP_KERNEL(srupp_softmax, Softmax)
SHIM_WARP_KERNEL(srupp_softmax_gradient, Softmax)
