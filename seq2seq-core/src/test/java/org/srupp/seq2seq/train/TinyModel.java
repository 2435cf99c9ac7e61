package org.srupp.seq2seq.train;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Softmax regression in plain Java, with dropout of inputs that follows the seed. */
class TinyModel implements Trainable<TinyBatch> {
  static final int INPUTS = 5;
  static final int CLASSES = 3;

  final float[] weight = new float[CLASSES * INPUTS];
  final float[] bias = new float[CLASSES];
  final float[] weightGradient = new float[CLASSES * INPUTS];
  final float[] biasGradient = new float[CLASSES];
  private final double dropout;

  TinyModel(double dropout) {
    this.dropout = dropout;
  }

  @Override
  public List<ParameterMemory> parameters() {
    return List.of(
        parameter("weight", new long[] {CLASSES, INPUTS}, weight, weightGradient),
        parameter("bias", new long[] {CLASSES}, bias, biasGradient));
  }

  private static ParameterMemory parameter(
      String name, long[] shape, float[] value, float[] gradient) {
    return new ParameterMemory(
        name, shape, MemorySegment.ofArray(value), MemorySegment.ofArray(gradient));
  }

  @Override
  public long predictions(TinyBatch batch) {
    return batch.classes().length;
  }

  @Override
  public Loss accumulate(TinyBatch batch, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double nats = 0;
    for (int n = 0; n < batch.classes().length; n++) {
      double[] x = batch.inputs()[n].clone();
      for (int i = 0; i < INPUTS; i++) {
        x[i] = random.nextDouble() < dropout ? 0 : x[i] / (1 - dropout);
      }
      double[] p = softmax(x);
      nats -= Math.log(p[batch.classes()[n]]);
      p[batch.classes()[n]] -= 1;
      for (int k = 0; k < CLASSES; k++) {
        biasGradient[k] += (float) (scale * p[k]);
        for (int i = 0; i < INPUTS; i++) {
          weightGradient[k * INPUTS + i] += (float) (scale * p[k] * x[i]);
        }
      }
    }
    return new Loss(nats, nats, batch.classes().length);
  }

  @Override
  public Loss evaluate(TinyBatch batch) {
    double nats = 0;
    for (int n = 0; n < batch.classes().length; n++) {
      nats -= Math.log(softmax(batch.inputs()[n])[batch.classes()[n]]);
    }
    return new Loss(nats, nats, batch.classes().length);
  }

  private double[] softmax(double[] x) {
    double[] p = new double[CLASSES];
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      double z = bias[k];
      for (int i = 0; i < INPUTS; i++) {
        z += weight[k * INPUTS + i] * x[i];
      }
      p[k] = Math.exp(z);
      sum += p[k];
    }
    for (int k = 0; k < CLASSES; k++) {
      p[k] /= sum;
    }
    return p;
  }

  @Override
  public void zeroGradients() {
    Arrays.fill(weightGradient, 0);
    Arrays.fill(biasGradient, 0);
  }

  /** All weights in one array. */
  float[] weights() {
    float[] all = Arrays.copyOf(weight, weight.length + bias.length);
    System.arraycopy(bias, 0, all, weight.length, bias.length);
    return all;
  }

  void setWeights(float[] all) {
    System.arraycopy(all, 0, weight, 0, weight.length);
    System.arraycopy(all, weight.length, bias, 0, bias.length);
  }
}
