package io.tidings.event.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** Recorded call of a handler. */
@Name("io.tidings.Handler")
@Label("Handler")
@Category("Tidings")
@Description("A call of an event handler.")
@Enabled(false)
@StackTrace(false)
@Threshold("1 ms")
final class HandlerEvent extends Event {

  /** An instance that is never committed, to ask whether the event is recorded. */
  static final HandlerEvent PROBE = new HandlerEvent();

  @Label("Subscription")
  String subscription = "";

  @Label("Kind")
  String kind = "";

  @Label("Event Id")
  String eventId = "";

  @Label("Events")
  int events;

  @Label("Attempt")
  int attempt;

  @Label("Failure")
  @Nullable String failure;
}
