package io.tidings.event.cli.demo;

import java.util.Locale;

/** The phases of a plan, in their order. */
enum Phase {
  STRATEGIZE,
  EXECUTE,
  APPLY;

  /** Returns the text for an event's details. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
