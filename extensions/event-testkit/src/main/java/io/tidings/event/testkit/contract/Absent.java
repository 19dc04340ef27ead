package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.SubscriptionOptions;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;

/** Nulls where none are allowed, as a careless host may pass them, to see them refused. */
@NullUnmarked
final class Absent {

  static final DomainEvent EVENT = null;
  static final EventKind KIND = null;
  static final EventHandler HANDLER = null;
  static final EventSelector SELECTOR = null;
  static final SubscriptionOptions OPTIONS = null;
  static final Duration TIMEOUT = null;

  private Absent() {}
}
