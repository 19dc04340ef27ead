package io.tidings.event.testkit.internal;

import java.lang.ref.WeakReference;

/** Check for garbage-collected objects. */
public final class GarbageCollection {

  private static final int ATTEMPTS = 30;

  private GarbageCollection() {}

  /** Returns whether an object is collected, after some collections if necessary. */
  public static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < ATTEMPTS && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }
}
