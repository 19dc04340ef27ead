package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;

/** Shows a run while it goes on. Confined to one thread. */
interface Display {

  /** Shows an event, or passes over it. */
  default void event(DomainEvent event) {}

  /** Shows what was contained without anybody noticing. */
  default void isolated(String what) {}

  /** Shows how many events there are in a second. */
  default void rates(String what) {}

  /** Shows how far the work is. */
  default void progress(long done, long total) {}

  /** Takes away what is not to stay. */
  default void end() {}

  /** Returns a display that shows nothing. */
  static Display none() {
    return new Display() {};
  }
}
