/*
 * The C twin of RecurrenceBenchmark: the same loops over the same memory order as the vector kernel, for a compiler to vectorise.
 *
 * Build and run (L, B, D, threads, repeats; prints median milliseconds of forward and backward):
 *   gcc -O3 -march=native -mprefer-vector-width=512 -fno-math-errno -fno-trapping-math -fopenmp recurrence.c -o recurrence -lm
 *   OMP_WAIT_POLICY=active ./recurrence 256 8 1024 2 200
 * exp is the polynomial of LaneMath: a loop that calls expf may stay scalar. No -ffast-math: it would cancel the rounding
 * by addition. Leave -mprefer-vector-width out on a machine without AVX-512.
 *
 * u (L, B, 3, D): candidate, forget, reset; f and r replace forget and reset. x, h, c (L, B, D). No mask, no padding, c0 given.
 */
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int L = 256, B = 8, D = 1024;
static float *u, *x, *wc, *bias, *c0, *h, *c, *gh, *gu, *gx, *gw, *gb, *gc0;

static inline float power_of_two(float shifted) {
  union {
    float value;
    unsigned bits;
  } power = {shifted};
  power.bits = (power.bits << 23) + 0x3f800000u;
  return power.value;
}

static inline float sigmoid(float z) {
  float x = -z < -87.0f ? -87.0f : -z;
  x = x > 88.8f ? 88.8f : x;
  float shifted = x * 1.442695f + 12582912.0f;
  float n = shifted - 12582912.0f;
  float r = x - n * 0.6931472f;
  r = r + n * 1.904654e-9f;
  float p = r * 0.0013814222f + 0.008368899f;
  p = p * r + 0.041668404f;
  p = p * r + 0.1666652f;
  p = p * r + 0.49999994f;
  p = p * (r * r) + r + 1.0f;
  return 1.0f / (p * power_of_two(shifted) + 1.0f);
}

static void forward_stream(int b) {
  const float *restrict prev = c0 + (size_t)b * D;
  const float *restrict vf = wc, *restrict vr = wc + D, *restrict bf = bias, *restrict br = bias + D;
  for (int t = 0; t < L; t++) {
    size_t row = (size_t)t * B + b;
    float *restrict u0 = u + row * 3 * D;
    float *restrict u1 = u0 + D;
    float *restrict u2 = u1 + D;
    const float *restrict xs = x + row * D;
    float *restrict ht = h + row * D;
    float *restrict ct = c + row * D;
#pragma omp simd
    for (int j = 0; j < D; j++) {
      float f = sigmoid(u1[j] + vf[j] * prev[j] + bf[j]);
      float r = sigmoid(u2[j] + vr[j] * prev[j] + br[j]);
      u1[j] = f;
      u2[j] = r;
      ct[j] = (prev[j] - u0[j]) * f + u0[j];
    }
    for (int j = 0; j < D; j++) ht[j] = (ct[j] - xs[j]) * u2[j] + xs[j];
    prev = ct;
  }
}

static void backward_stream(int b, float *restrict sums, float *restrict carry, float *restrict state) {
  const float *restrict vf = wc, *restrict vr = wc + D;
  float *restrict sumF = sums, *restrict sumR = sums + D, *restrict sumBf = sums + 2 * D, *restrict sumBr = sums + 3 * D;
  memset(sums, 0, 4 * D * sizeof(float));
  memset(carry, 0, D * sizeof(float));
  for (int t = L - 1; t >= 0; t--) {
    size_t row = (size_t)t * B + b;
    const float *restrict u0 = u + row * 3 * D;
    const float *restrict f = u0 + D;
    const float *restrict r = f + D;
    const float *restrict prev = t > 0 ? c + (row - B) * D : c0 + (size_t)b * D;
    const float *restrict xs = x + row * D;
    const float *restrict ct = c + row * D;
    const float *restrict dh = gh + row * D;
    float *restrict g0 = gu + row * 3 * D;
    float *restrict g1 = g0 + D;
    float *restrict g2 = g1 + D;
    float *restrict dx = gx + row * D;
#pragma omp simd
    for (int j = 0; j < D; j++) {
      float s = dh[j] * r[j];
      state[j] = s;
      dx[j] = dh[j] - s;
      g2[j] = s * (ct[j] - xs[j]) * (1.0f - r[j]);
    }
#pragma omp simd
    for (int j = 0; j < D; j++) {
      float dc = state[j] + carry[j];
      float candidate = dc * (1.0f - f[j]);
      float forget = (prev[j] - u0[j]) * f[j] * candidate;
      g0[j] = candidate;
      g1[j] = forget;
      carry[j] = dc * f[j] + vf[j] * forget + vr[j] * g2[j];
    }
#pragma omp simd
    for (int j = 0; j < D; j++) {
      sumF[j] += g1[j] * prev[j];
      sumR[j] += g2[j] * prev[j];
      sumBf[j] += g1[j];
      sumBr[j] += g2[j];
    }
  }
  memcpy(gc0 + (size_t)b * D, carry, D * sizeof(float));
}

static int ascending(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return (d > 0) - (d < 0);
}

static float *filled(size_t n, float bound) {
  float *p = aligned_alloc(64, (n * sizeof(float) + 63) / 64 * 64);
  for (size_t i = 0; i < n; i++) p[i] = bound * (2.0f * rand() / (float)RAND_MAX - 1.0f);
  return p;
}

int main(int argc, char **argv) {
  int threads = 2, repeats = 200;
  if (argc > 1) L = atoi(argv[1]);
  if (argc > 2) B = atoi(argv[2]);
  if (argc > 3) D = atoi(argv[3]);
  if (argc > 4) threads = atoi(argv[4]);
  if (argc > 5) repeats = atoi(argv[5]);
  omp_set_num_threads(threads);
  size_t rows = (size_t)L * B * D;
  u = filled(rows * 3, 1), x = filled(rows, 1), wc = filled(2 * D, 1), bias = filled(2 * D, 1);
  c0 = filled((size_t)B * D, 1), h = filled(rows, 0), c = filled(rows, 0), gh = filled(rows, 1), gu = filled(rows * 3, 0);
  gx = filled(rows, 0), gw = filled(2 * D, 0), gb = filled(2 * D, 0), gc0 = filled((size_t)B * D, 0);
  float *sums = filled((size_t)B * 4 * D, 0), *scratch = filled((size_t)B * 2 * D, 0);
  double *fw = malloc(repeats * sizeof(double)), *bw = malloc(repeats * sizeof(double));
  for (int i = 0; i < repeats; i++) {
    double start = omp_get_wtime();
#pragma omp parallel for schedule(static)
    for (int b = 0; b < B; b++) forward_stream(b);
    fw[i] = omp_get_wtime() - start;
    start = omp_get_wtime();
#pragma omp parallel for schedule(static)
    for (int b = 0; b < B; b++) backward_stream(b, sums + (size_t)b * 4 * D, scratch + (size_t)b * 2 * D, scratch + (size_t)b * 2 * D + D);
    for (int b = 1; b < B; b++)
      for (int j = 0; j < 4 * D; j++) sums[j] += sums[(size_t)b * 4 * D + j];
    memcpy(gw, sums, 2 * D * sizeof(float));
    memcpy(gb, sums + 2 * D, 2 * D * sizeof(float));
    bw[i] = omp_get_wtime() - start;
  }
  qsort(fw, repeats, sizeof(double), ascending);
  qsort(bw, repeats, sizeof(double), ascending);
  printf("L %d B %d D %d threads %d: forward %.3f ms, backward %.3f ms (tenth percentile %.3f, %.3f)\n", L, B, D, threads, 1e3 * fw[repeats / 2],
         1e3 * bw[repeats / 2], 1e3 * fw[repeats / 10],
         1e3 * bw[repeats / 10]);
  return 0;
}
