#include "shim.h"

#include "rows.cu"

static_assert(sizeof(Rows) == 56, "as CudaRows writes it");

SHIM_KERNEL(srupp_copy_rows, Rows)
SHIM_KERNEL(srupp_copy_short_rows, Rows)
SHIM_KERNEL(srupp_add_rows, Rows)
