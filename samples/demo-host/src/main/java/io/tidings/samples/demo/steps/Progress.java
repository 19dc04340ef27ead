package io.tidings.samples.demo.steps;

/** Hears how far long work is. */
@FunctionalInterface
public interface Progress {

  /** So much of so much is done. */
  void at(long done, long total);
}
