#include "shim.h"

#include "recurrence.cu"

SHIM_KERNEL(srupp_forward, Arguments)
SHIM_KERNEL(srupp_backward, Arguments)
SHIM_KERNEL(srupp_reduce, Arguments)
