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

/** Recorded append to a trail. */
@Name("io.tidings.Append")
@Label("Append")
@Category("Tidings")
@Description("An append of events to a trail, until its transaction has ended.")
@Enabled(false)
@StackTrace(false)
@Threshold("10 ms")
final class AppendEvent extends Event {

  /** An instance that is never committed, to ask whether the event is recorded. */
  static final AppendEvent PROBE = new AppendEvent();

  @Label("Events")
  int events;

  @Label("Failure")
  @Nullable String failure;
}
