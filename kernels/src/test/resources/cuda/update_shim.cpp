#include "shim.h"

#include "update.cu"

static_assert(sizeof(Tensor) == 40 && sizeof(Group) == 64 + 4 * MAX_TENSORS && sizeof(Group) <= 4096, "as UpdateGroup writes it");
static_assert(sizeof(Fold) == 32, "as SquareSums writes it");

SHIM_KERNEL(srupp_update, Group)
SHIM_KERNEL(srupp_squares, Group)
SHIM_KERNEL(srupp_fold, Fold)
