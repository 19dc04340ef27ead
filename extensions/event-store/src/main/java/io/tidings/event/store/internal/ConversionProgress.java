package io.tidings.event.store.internal;

/** The receiver of a conversion's progress, which is called on the converting thread. */
@FunctionalInterface
public interface ConversionProgress {

  /** The step that copies events. */
  String COPYING = "copying";

  /** The step that creates indexes. */
  String INDEXING = "indexing";

  /** The step that compares the copies with the originals. */
  String COMPARING = "comparing";

  /** The step that carries other tables over and replaces the earlier ones. */
  String FINISHING = "finishing";

  /**
   * Receives the progress.
   *
   * @param step one of the names above
   * @param done the number of events, indexes or stages that are done
   * @param total the number of all of them
   */
  void progress(String step, long done, long total);
}
