package io.tidings.event.cli.demo.acts;

/** Hears how far long work is. */
@FunctionalInterface
public interface Progress {

  /** So much of so much is done. */
  void at(long done, long total);
}
