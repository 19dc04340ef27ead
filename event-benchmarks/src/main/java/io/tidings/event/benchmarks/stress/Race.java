package io.tidings.event.benchmarks.stress;

/** Race of two threads on one asynchronous subscription, run once. No method throws. */
public interface Race {

  /** Runs the part of the first thread. */
  void first();

  /** Runs the part of the second thread, concurrently with {@link #first}. */
  void second();

  /** Returns the outcome; called once both parts have ended. */
  String outcome();
}
