#include "shim_warp.h"

#include "exchange.cu"

SHIM_WARP_KERNEL(opposite, Exchange)
SHIM_WARP_KERNEL(one_ends, Exchange)
SHIM_WARP_KERNEL(one_more, Exchange)
SHIM_WARP_KERNEL(not_all, Exchange)
SHIM_KERNEL(plain, Exchange)
