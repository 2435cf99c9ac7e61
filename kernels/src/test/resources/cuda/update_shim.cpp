#include "shim.h"

#include "update.cu"

static_assert(sizeof(Group) == 56 + 48 * MAX_TENSORS && sizeof(Group) <= 4096, "as UpdateGroup writes it");
static_assert(sizeof(Fold) == 32, "as SquareSums writes it");

SHIM_KERNEL(srupp_update, Group)
SHIM_KERNEL(srupp_squares, Group)
SHIM_KERNEL(srupp_fold, Fold)
