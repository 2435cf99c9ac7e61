#include "shim.h"

#include "mask.cu"

static_assert(sizeof(Mask) == 40, "as CudaMask writes it");

SHIM_KERNEL(srupp_mask, Mask)
