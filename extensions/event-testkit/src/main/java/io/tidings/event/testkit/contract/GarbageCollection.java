package io.tidings.event.testkit.contract;

import java.lang.ref.WeakReference;

/** Check for garbage-collected objects. */
final class GarbageCollection {

  private static final int ATTEMPTS = 30;

  private GarbageCollection() {}

  static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < ATTEMPTS && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }
}
