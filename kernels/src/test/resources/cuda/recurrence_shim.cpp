#include "shim.h"

#include "recurrence.cu"

static_assert(sizeof(Arguments) == 176, "as RecurrenceCall writes it");

SHIM_KERNEL(srupp_forward, Arguments)
SHIM_KERNEL(srupp_backward, Arguments)
SHIM_KERNEL(srupp_reduce, Arguments)
