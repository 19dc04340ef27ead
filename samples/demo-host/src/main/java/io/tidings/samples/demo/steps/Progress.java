package io.tidings.samples.demo.steps;

/** A receiver of the progress of long work. */
@FunctionalInterface
public interface Progress {

  /** Receives the amount of work done and the total, which may grow. */
  void update(long current, long total);
}
