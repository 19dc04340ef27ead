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

/** Recorded emit. */
@Name("io.tidings.Emit")
@Label("Emit")
@Category("Tidings")
@Description("An emit on a bus: taps, synchronous handlers and the events that they emit.")
@Enabled(false)
@StackTrace(false)
@Threshold("0 ns")
final class EmitEvent extends Event {

  /** An instance that is never committed, to ask whether the event is recorded. */
  static final EmitEvent PROBE = new EmitEvent();

  @Label("Kind")
  String kind = "";

  @Label("Event Id")
  String eventId = "";

  @Label("Session Id")
  @Nullable String sessionId;

  @Label("Status")
  String status = "";

  @Label("Delivered")
  int delivered;

  @Label("Queued")
  int queued;

  @Label("Failed")
  int failed;
}
