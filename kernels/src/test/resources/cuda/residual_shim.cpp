#include "shim_warp.h"

#include "residual.cu"

static_assert(sizeof(Residual) == 144, "as ResidualCall writes it");

SHIM_WARP_KERNEL(srupp_residual, Residual)
SHIM_WARP_KERNEL(srupp_residual_gradient, Residual)
SHIM_WARP_KERNEL(srupp_residual_columns, Residual)
SHIM_KERNEL(srupp_residual_reduce, Residual)
