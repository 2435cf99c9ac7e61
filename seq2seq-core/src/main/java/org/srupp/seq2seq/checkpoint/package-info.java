/**
 * Files that training leaves and reads back: tensors as safetensors, training state, whole
 * checkpoints.
 *
 * <p>Two promises hold throughout. A file or folder appears under its name only when all of it is
 * on the disk, so a kill or a full disk never costs an earlier checkpoint. And a damaged file is
 * refused by name with what is wrong in it, never read half. Knows no tensor library: memory comes
 * and goes as {@link java.lang.foreign.MemorySegment}.
 */
package org.srupp.seq2seq.checkpoint;
