package io.tidings.event.services.host;

import io.tidings.event.EventKind;
import io.tidings.event.testkit.internal.LogCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Capture of the warnings about events that were not emitted, of all threads. */
public final class Warnings implements AutoCloseable {

  private static final Pattern DROPPED = Pattern.compile("No event was emitted: \"([^\"]+)\".*");

  private final LogCapture log = LogCapture.of("io.tidings.event");

  /** Returns the kinds of the events that were not emitted; other warnings as they are. */
  public List<String> dropped() {
    List<String> kinds = new ArrayList<>();
    for (String message : log.warnings()) {
      Matcher matcher = DROPPED.matcher(message);
      kinds.add(matcher.matches() ? EventKind.of(matcher.group(1)).id() : message);
    }
    return kinds;
  }

  @Override
  public void close() {
    log.close();
  }
}
