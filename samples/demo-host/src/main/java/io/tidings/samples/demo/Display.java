package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;

/** The display of a run in progress. Confined to one thread. */
interface Display {

  /** Shows an event, or skips it. */
  default void event(DomainEvent event) {}

  /** Shows the failure of a handler, selector or tap. */
  default void isolatedFailure(String failure) {}

  /** Shows the events per second. */
  default void rates(String rates) {}

  /** Shows the progress of the survey. */
  default void progress(long current, long total) {}

  /** Removes the progress. */
  default void end() {}

  /** Returns a display that shows nothing. */
  static Display none() {
    return new Display() {};
  }
}
