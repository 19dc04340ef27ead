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

/** Recorded attempt of a durable delivery. */
@Name("io.tidings.DeliveryAttempt")
@Label("Delivery Attempt")
@Category("Tidings")
@Description("An attempt of a durable delivery.")
@Enabled(false)
@StackTrace(false)
@Threshold("1 ms")
final class AttemptEvent extends Event {

  /** An instance that is never committed, to ask whether the event is recorded. */
  static final AttemptEvent PROBE = new AttemptEvent();

  @Label("Delivery")
  String delivery = "";

  @Label("Kind")
  String kind = "";

  @Label("Event Id")
  String eventId = "";

  @Label("Position")
  long position;

  @Label("Attempt")
  int attempt;

  @Label("Failure")
  @Nullable String failure;
}
