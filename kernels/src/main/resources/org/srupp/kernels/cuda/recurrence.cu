// The SRU recurrence, forward and backward: the contract of org.srupp.kernels.RecurrenceProblem, whose equations and array
// names it keeps. Activations lie in memory as float32 or bfloat16, parameters and their gradients as float32; all
// arithmetic is float32. Includes nothing, because NVRTC carries no header of the toolkit.
//
// One thread walks through time for UNITS neighbouring units of one stream, so that a warp reads whole rows. The state is
// the only thing that a step needs of the step before: what else it needs is loaded AHEAD steps ahead into
// registers. The sums over time of the gradients of weightC and bias go to a workspace, a row per stream, which
// srupp_reduce adds in the order of the streams: the same bits at every run.
//
// Defined by org.srupp.kernels.cuda.RecurrenceOptions:
//   BFLOAT16            0: activations are float32; 1: bfloat16
//   UNITS               units of a thread: 1, or 2 with BFLOAT16 where no pair straddles a row or a direction
//   SKIP                skip term: 0 none, 1 scale * x, 2 U[t,3]
//   TANH                activation: 0 identity, 1 tanh
//   PADDED, COEFFICIENTS  whether there are such arrays
//   STAGES              groups of GROUP steps that are loaded ahead

#define GROUP 4
#define AHEAD (STAGES * GROUP)
#define THREADS 256
#define LOG2_E 1.44269504f
#define SUB_MATRICES (SKIP == 2 ? 4 : 3)

// Shapes as in RecurrenceArrays and RecurrenceGradients; the last axis counts words where the type is Word. Pointers to
// optional arrays are null where the array is absent.
struct Arguments {
  Word* u;
  const Word* x;
  const float* weightC;
  const float* bias;
  const Word* c0;
  const Word* maskC;
  const unsigned char* padded;
  const Word* coefficients;
  Word* h;
  Word* c;
  const Word* gradH;
  const Word* gradCLast;
  Word* gradU;
  Word* gradX;
  float* gradWeightC;
  float* gradBias;
  Word* gradC0;
  Word* gradCoefficients;
  float* partials;  // (4, B, D): weightC forget, reset, bias forget, reset
  int length;
  int batch;
  int units;         // D
  int forwardUnits;  // the first so many units walk forward, the others backward
  float scale;
};

// ---- memory

__device__ __forceinline__ Values orElse(const Word* array, long long index, float absent) {
  return array ? unpack(array[index]) : all(absent);
}

// ---- one thread's place: units [unit, unit + UNITS) of one stream, and its way through the rows (t, b)

struct Column {
  long long width;  // words of a row
  long long word;   // in the row
  int unit;
  int stream;
  int firstRow;
  int rowStep;
};

__device__ __forceinline__ bool inRange(const Arguments& a, unsigned int thread) {
  return thread < (unsigned int)(a.batch * (a.units / UNITS));
}

__device__ __forceinline__ Column columnOf(const Arguments& a, unsigned int thread) {
  Column column;
  unsigned int width = a.units / UNITS;
  column.width = width;
  column.word = thread % width;
  column.unit = (thread % width) * UNITS;
  column.stream = thread / width;
  bool forward = column.unit < a.forwardUnits;
  column.firstRow = (forward ? 0 : (a.length - 1) * a.batch) + column.stream;
  column.rowStep = forward ? a.batch : -a.batch;
  return column;
}

__device__ __forceinline__ int rowOf(const Column& column, int step) {
  return column.firstRow + step * column.rowStep;
}

__device__ __forceinline__ long long at(const Column& column, int row) {
  return row * column.width + column.word;
}

__device__ __forceinline__ long long at(const Column& column, int row, int matrices, int matrix) {
  return ((long long)row * matrices + matrix) * column.width + column.word;
}

__device__ __forceinline__ long long stateAt(const Column& column) {
  return column.stream * column.width + column.word;
}

__device__ __forceinline__ Values parameter(const float* array, const Arguments& a, const Column& column, int gate) {
  Values values;
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    values.of[n] = array[(long long)gate * a.units + column.unit + n];
  }
  return values;
}

// ---- forward

struct ForwardStep {
  Word candidate;
  Word forget;
  Word reset;
#if SKIP
  Word skip;
#endif
#if COEFFICIENTS
  Word forgetWeight;
  Word resetWeight;
#endif
#if PADDED
  unsigned char padded;
#endif
};

__device__ __forceinline__ void loadForward(ForwardStep& s, const Arguments& a, const Column& column, int step) {
  int row = rowOf(column, step);
  s.candidate = a.u[at(column, row, SUB_MATRICES, 0)];
  s.forget = a.u[at(column, row, SUB_MATRICES, 1)];
  s.reset = a.u[at(column, row, SUB_MATRICES, 2)];
#if SKIP == 1
  s.skip = a.x[at(column, row)];
#elif SKIP == 2
  s.skip = a.u[at(column, row, SUB_MATRICES, 3)];
#endif
#if COEFFICIENTS
  s.forgetWeight = a.coefficients[at(column, row, 2, 0)];
  s.resetWeight = a.coefficients[at(column, row, 2, 1)];
#endif
#if PADDED
  s.padded = a.padded[row];
#endif
}

// Without guards the steps are known to exist: no branch then keeps the compiler from mixing the instructions of several.
template <bool GUARDED>
__device__ __forceinline__ void loadForwardGroup(ForwardStep (&group)[GROUP], const Arguments& a, const Column& column, int first) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    if (!GUARDED || first + i < a.length) {
      loadForward(group[i], a, column, first + i);
    }
  }
}

struct Gates {
  Values forgetWeight;
  Values resetWeight;
  Values forgetBias;
  Values resetBias;
};

__device__ __forceinline__ Gates gatesOf(const Arguments& a, const Column& column) {
  Gates gates;
  gates.forgetWeight = parameter(a.weightC, a, column, 0);
  gates.resetWeight = parameter(a.weightC, a, column, 1);
  gates.forgetBias = parameter(a.bias, a, column, 0);
  gates.resetBias = parameter(a.bias, a, column, 1);
  return gates;
}

// sigmoid(u + v c + b). Everything but one multiply-add, the power, one addition and one division is known before c is.
__device__ __forceinline__ float gate(float u, float v, float c, float b) {
  float known = -LOG2_E * (u + b);
  return __fdividef(1.0f, 1.0f + exp2f(fmaf(-LOG2_E * v, c, known)));
}

__device__ __forceinline__ float activate(float c) {
#if TANH
  return tanhf(c);
#else
  return c;
#endif
}

#if SKIP
__device__ __forceinline__ Values skipOf(Word word, float scale) {
  Values skip = unpack(word);
#if SKIP == 1
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    skip.of[n] *= scale;
  }
#endif
  return skip;
}
#endif

__device__ __forceinline__ void stepForward(
    const ForwardStep& s, const Arguments& a, const Column& column, int step, const Gates& gates, const Values& mask, Values& c) {
  int row = rowOf(column, step);
#if PADDED
  if (s.padded) {
    a.c[at(column, row)] = pack(c);
    a.h[at(column, row)] = 0;
    return;
  }
#endif
  Values candidate = unpack(s.candidate);
  Values forget = unpack(s.forget);
  Values reset = unpack(s.reset);
  Values h;
#if SKIP
  Values skip = skipOf(s.skip, a.scale);
#else
  Values skip = all(0.0f);
#endif
#if COEFFICIENTS
  Values forgetWeight = unpack(s.forgetWeight);
  Values resetWeight = unpack(s.resetWeight);
#else
  Values forgetWeight = all(0.0f);
  Values resetWeight = all(0.0f);
#endif
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    float previous = c.of[n];
    float f = gate(forget.of[n], gates.forgetWeight.of[n] + forgetWeight.of[n], previous, gates.forgetBias.of[n]);
    float r = gate(reset.of[n], gates.resetWeight.of[n] + resetWeight.of[n], previous, gates.resetBias.of[n]);
    c.of[n] = fmaf(f, previous - candidate.of[n], candidate.of[n]);
    h.of[n] = fmaf((activate(c.of[n]) - skip.of[n]) * mask.of[n], r, skip.of[n]);
    forget.of[n] = f;
    reset.of[n] = r;
  }
  a.u[at(column, row, SUB_MATRICES, 1)] = pack(forget);
  a.u[at(column, row, SUB_MATRICES, 2)] = pack(reset);
  a.c[at(column, row)] = pack(c);
  a.h[at(column, row)] = pack(h);
}

// AHEAD steps, each loading the step AHEAD later.
template <bool GUARDED>
__device__ __forceinline__ void walkForward(
    ForwardStep (&ring)[STAGES][GROUP], const Arguments& a, const Column& column, int first, const Gates& gates,
    const Values& mask, Values& c) {
#pragma unroll
  for (int stage = 0; stage < STAGES; stage++) {
    int start = first + stage * GROUP;
#pragma unroll
    for (int i = 0; i < GROUP; i++) {
      if (!GUARDED || start + i < a.length) {
        stepForward(ring[stage][i], a, column, start + i, gates, mask, c);
      }
    }
    loadForwardGroup<GUARDED>(ring[stage], a, column, start + AHEAD);
  }
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_forward(const Arguments a) {
  unsigned int thread = blockIdx.x * blockDim.x + threadIdx.x;
  if (!inRange(a, thread)) {
    return;
  }
  Column column = columnOf(a, thread);
  ForwardStep ring[STAGES][GROUP];
#pragma unroll
  for (int stage = 0; stage < STAGES; stage++) {
    loadForwardGroup<true>(ring[stage], a, column, stage * GROUP);
  }
  Gates gates = gatesOf(a, column);
  Values mask = orElse(a.maskC, stateAt(column), 1.0f);
  Values c = orElse(a.c0, stateAt(column), 0.0f);
  int first = 0;
  for (; first + 2 * AHEAD <= a.length; first += AHEAD) {
    walkForward<false>(ring, a, column, first, gates, mask, c);
  }
  for (; first < a.length; first += AHEAD) {
    walkForward<true>(ring, a, column, first, gates, mask, c);
  }
}

// ---- backward

struct BackwardStep {
  Word candidate;
  Word forget;  // f and r, where forward left them
  Word reset;
#if SKIP
  Word skip;
#endif
#if COEFFICIENTS
  Word forgetWeight;
  Word resetWeight;
#endif
#if PADDED
  unsigned char padded;
#endif
  Word gradH;
  Word previous;  // the state before the step; that after it was the previous of the step walked before
};

template <bool GUARDED>
__device__ __forceinline__ Word previousState(const Arguments& a, const Column& column, int step) {
  if (!GUARDED || step > 0) {
    return a.c[at(column, rowOf(column, step - 1))];
  }
  return a.c0 ? a.c0[stateAt(column)] : 0;
}

template <bool GUARDED>
__device__ __forceinline__ void loadBackward(BackwardStep& s, const Arguments& a, const Column& column, int step) {
  int row = rowOf(column, step);
  s.candidate = a.u[at(column, row, SUB_MATRICES, 0)];
  s.forget = a.u[at(column, row, SUB_MATRICES, 1)];
  s.reset = a.u[at(column, row, SUB_MATRICES, 2)];
#if SKIP == 1
  s.skip = a.x[at(column, row)];
#elif SKIP == 2
  s.skip = a.u[at(column, row, SUB_MATRICES, 3)];
#endif
#if COEFFICIENTS
  s.forgetWeight = a.coefficients[at(column, row, 2, 0)];
  s.resetWeight = a.coefficients[at(column, row, 2, 1)];
#endif
#if PADDED
  s.padded = a.padded[row];
#endif
  s.gradH = a.gradH[at(column, row)];
  s.previous = previousState<GUARDED>(a, column, step);
}

// The group that walks the steps last, last - 1, ...
template <bool GUARDED>
__device__ __forceinline__ void loadBackwardGroup(BackwardStep (&group)[GROUP], const Arguments& a, const Column& column, int last) {
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    if (!GUARDED || last - i >= 0) {
      loadBackward<GUARDED>(group[i], a, column, last - i);
    }
  }
}

struct Sums {
  Values forgetWeight;
  Values resetWeight;
  Values forgetBias;
  Values resetBias;
};

__device__ __forceinline__ void storeStep(
    const Arguments& a, const Column& column, int row, const Values& candidate, const Values& forget, const Values& reset,
    const Values& skip, const Values& forgetWeight, const Values& resetWeight) {
  a.gradU[at(column, row, SUB_MATRICES, 0)] = pack(candidate);
  a.gradU[at(column, row, SUB_MATRICES, 1)] = pack(forget);
  a.gradU[at(column, row, SUB_MATRICES, 2)] = pack(reset);
#if SKIP == 2
  a.gradU[at(column, row, SUB_MATRICES, 3)] = pack(skip);
#elif SKIP == 1
  if (a.gradX) {
    a.gradX[at(column, row)] = pack(skip);
  }
#endif
#if COEFFICIENTS
  if (a.gradCoefficients) {
    a.gradCoefficients[at(column, row, 2, 0)] = pack(forgetWeight);
    a.gradCoefficients[at(column, row, 2, 1)] = pack(resetWeight);
  }
#endif
}

// carry is the gradient of the state after the step when called, of the state before it on return.
__device__ __forceinline__ void stepBackward(
    const BackwardStep& s, const Arguments& a, const Column& column, int step, const Gates& gates, const Values& mask,
    Values& state, Values& carry, Sums& sums) {
  int row = rowOf(column, step);
  Values previous = unpack(s.previous);
#if PADDED
  if (s.padded) {
    Values zero = all(0.0f);
    storeStep(a, column, row, zero, zero, zero, zero, zero, zero);
    state = previous;
    return;
  }
#endif
  Values candidate = unpack(s.candidate);
  Values forget = unpack(s.forget);
  Values reset = unpack(s.reset);
  Values gradH = unpack(s.gradH);
#if SKIP
  Values skip = skipOf(s.skip, a.scale);
#else
  Values skip = all(0.0f);
#endif
#if COEFFICIENTS
  Values forgetWeight = unpack(s.forgetWeight);
  Values resetWeight = unpack(s.resetWeight);
#else
  Values forgetWeight = all(0.0f);
  Values resetWeight = all(0.0f);
#endif
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    float before = previous.of[n];
    float f = forget.of[n];
    float r = reset.of[n];
    float dh = gradH.of[n];
    float masked = mask.of[n] * r;
    float active = activate(state.of[n]);
#if TANH
    float slope = 1.0f - active * active;
#else
    float slope = 1.0f;
#endif
    float dReset = dh * (active - skip.of[n]) * masked * (1.0f - r);
    // Known before the carry is: what remains on the way through time is one addition and one multiply-add.
    float fromOutput = dh * masked * slope;
    float forgetFactor = (before - candidate.of[n]) * f * (1.0f - f);
    float carryFactor = fmaf(forgetFactor, gates.forgetWeight.of[n] + forgetWeight.of[n], f);
    float fromReset = dReset * (gates.resetWeight.of[n] + resetWeight.of[n]);
    float dState = fromOutput + carry.of[n];
    carry.of[n] = fmaf(dState, carryFactor, fromReset);
    float dForget = dState * forgetFactor;
    sums.forgetBias.of[n] += dForget;
    sums.resetBias.of[n] += dReset;
    sums.forgetWeight.of[n] = fmaf(dForget, before, sums.forgetWeight.of[n]);
    sums.resetWeight.of[n] = fmaf(dReset, before, sums.resetWeight.of[n]);
    candidate.of[n] = dState * (1.0f - f);
    forget.of[n] = dForget;
    reset.of[n] = dReset;
    skip.of[n] = dh * (1.0f - masked) * (SKIP == 1 ? a.scale : 1.0f);
    forgetWeight.of[n] = dForget * before;
    resetWeight.of[n] = dReset * before;
  }
  state = previous;
  storeStep(a, column, row, candidate, forget, reset, skip, forgetWeight, resetWeight);
}

// AHEAD steps, each loading the step AHEAD earlier.
template <bool GUARDED>
__device__ __forceinline__ void walkBackward(
    BackwardStep (&ring)[STAGES][GROUP], const Arguments& a, const Column& column, int last, const Gates& gates,
    const Values& mask, Values& state, Values& carry, Sums& sums) {
#pragma unroll
  for (int stage = 0; stage < STAGES; stage++) {
    int start = last - stage * GROUP;
#pragma unroll
    for (int i = 0; i < GROUP; i++) {
      if (!GUARDED || start - i >= 0) {
        stepBackward(ring[stage][i], a, column, start - i, gates, mask, state, carry, sums);
      }
    }
    loadBackwardGroup<GUARDED>(ring[stage], a, column, start - AHEAD);
  }
}

__device__ __forceinline__ void storePartials(const Arguments& a, const Column& column, const Values& sum, int kind) {
#pragma unroll
  for (int n = 0; n < UNITS; n++) {
    a.partials[((long long)kind * a.batch + column.stream) * a.units + column.unit + n] = sum.of[n];
  }
}

extern "C" __global__ void __launch_bounds__(THREADS) srupp_backward(const Arguments a) {
  unsigned int thread = blockIdx.x * blockDim.x + threadIdx.x;
  if (!inRange(a, thread)) {
    return;
  }
  Column column = columnOf(a, thread);
  BackwardStep ring[STAGES][GROUP];
#pragma unroll
  for (int stage = 0; stage < STAGES; stage++) {
    loadBackwardGroup<true>(ring[stage], a, column, a.length - 1 - stage * GROUP);
  }
  Gates gates = gatesOf(a, column);
  Values mask = orElse(a.maskC, stateAt(column), 1.0f);
  Values state = unpack(a.c[at(column, rowOf(column, a.length - 1))]);
  Values carry = orElse(a.gradCLast, stateAt(column), 0.0f);
  Sums sums = {all(0.0f), all(0.0f), all(0.0f), all(0.0f)};
  int last = a.length - 1;
  for (; last >= 2 * AHEAD; last -= AHEAD) {  // so that no step loaded here is the first, before which is c0
    walkBackward<false>(ring, a, column, last, gates, mask, state, carry, sums);
  }
  for (; last >= 0; last -= AHEAD) {
    walkBackward<true>(ring, a, column, last, gates, mask, state, carry, sums);
  }
  if (a.gradC0) {
    a.gradC0[stateAt(column)] = pack(carry);
  }
  storePartials(a, column, sums.forgetWeight, 0);
  storePartials(a, column, sums.resetWeight, 1);
  storePartials(a, column, sums.forgetBias, 2);
  storePartials(a, column, sums.resetBias, 3);
}

// Adds the partial sums of the streams, a thread for each of the 4 D gradients, in the order of the streams.
extern "C" __global__ void __launch_bounds__(THREADS) srupp_reduce(const Arguments a) {
  long long index = (long long)blockIdx.x * blockDim.x + threadIdx.x;
  if (index >= 4ll * a.units) {
    return;
  }
  int kind = (int)(index / a.units);
  int unit = (int)(index % a.units);
  const float* partial = a.partials + (long long)kind * a.batch * a.units + unit;
  float sum = 0.0f;
#pragma unroll 8
  for (int stream = 0; stream < a.batch; stream++) {
    sum += partial[(long long)stream * a.units];
  }
  float* gradient = kind < 2 ? a.gradWeightC : a.gradBias;
  gradient[(kind & 1) * a.units + unit] = sum;
}
