package io.tidings.event.internal;

/**
 * Check of the calling thread's stack before a lock is taken: an overflow between locking and
 * unlocking would leave the lock locked.
 */
public final class StackReserve {

  private static final int CALLS = 64;

  private StackReserve() {}

  /**
   * Returns if the stack has room for the calls that a queue makes under its lock.
   *
   * @throws StackOverflowError if it has not
   */
  public static void require() {
    if (depth(CALLS) != CALLS) {
      throw new AssertionError("depth");
    }
  }

  private static int depth(int calls) {
    return calls == 0 ? 0 : 1 + depth(calls - 1);
  }
}
