package io.tidings.event.benchmarks.stress;

/** Operations of a keyed queue that holds two elements, and of its model. */
public interface QueueOperations {

  int CAPACITY = 2;

  /** The value that stands for no element. */
  int NONE = -1;

  String offer(int value);

  int takeOne();

  int settleAndTakeOne();

  int takeTwo();

  boolean settleTwo();

  void close();

  /** Ends the queue; returns what was taken, latest first, and what was queued. */
  String end();
}
