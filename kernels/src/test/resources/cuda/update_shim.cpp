#include "shim.h"

#include "update.cu"

SHIM_KERNEL(srupp_update, Group)
SHIM_KERNEL(srupp_squares, Group)
SHIM_KERNEL(srupp_fold, Fold)
