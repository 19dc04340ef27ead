package io.tidings.event.testkit.contract;

import java.lang.ref.WeakReference;

/** Tells whether something is held no more. */
final class Collected {

  private static final int ATTEMPTS = 30;

  private Collected() {}

  static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < ATTEMPTS && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }
}
