// Rows of matrices moved and added by number. Includes nothing, because NVRTC carries no header of the toolkit.
//
// A thread takes one word of a row, of 4 bytes or of 2. Rows that are added to more than once are grouped before: their addends come one after
// the other, in the order of the call, so that the sums are the same bits at every run, and those of one after the other.

#define THREADS 256

struct Rows {
  unsigned int* to;          // (rows, width)
  const unsigned int* from;  // (rows, width)
  const int* toRows;         // (count); null for 0, 1, 2, ...
  const int* fromRows;       // (addends); null for 0, 1, 2, ...
  const int* starts;         // (count + 1): the first addend of each row; for adding only
  long long count;
  long long width;  // words of a row
};

template <typename Word>
__device__ void copyRows(const Rows& a) {
  long long thread = (long long)blockIdx.x * THREADS + threadIdx.x;
  if (thread >= a.count * a.width) {
    return;
  }
  long long i = thread / a.width;
  long long word = thread % a.width;
  long long to = a.toRows ? a.toRows[i] : i;
  long long from = a.fromRows ? a.fromRows[i] : i;
  ((Word*)a.to)[to * a.width + word] = ((const Word*)a.from)[from * a.width + word];
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_copy_rows(const Rows a) { copyRows<unsigned int>(a); }

// Rows of an odd number of bfloat16.
extern "C" __global__ void __launch_bounds__(THREADS) srupp_copy_short_rows(const Rows a) { copyRows<unsigned short>(a); }

extern "C" __global__ void __launch_bounds__(THREADS) srupp_add_rows(const Rows a) {
  long long thread = (long long)blockIdx.x * THREADS + threadIdx.x;
  if (thread >= a.count * a.width) {
    return;
  }
  long long i = thread / a.width;
  long long word = thread % a.width;
  unsigned int* to = a.to + a.toRows[i] * a.width + word;
  float sum = __uint_as_float(*to);
  int end = a.starts[i + 1];
#pragma unroll 8  // loads ahead of the sum, whose order stays
  for (int addend = a.starts[i]; addend < end; addend++) {
    sum += __uint_as_float(a.from[a.fromRows[addend] * a.width + word]);
  }
  *to = __float_as_uint(sum);
}
