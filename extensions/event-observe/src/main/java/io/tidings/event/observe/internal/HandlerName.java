package io.tidings.event.observe.internal;

import org.jspecify.annotations.Nullable;

/**
 * Name of a subscription, for a handler that is subscribed before the bus has derived the name.
 * Thread-safe.
 */
public final class HandlerName {

  private final boolean isGiven;
  private volatile String name;

  HandlerName(@Nullable String given) {
    this.isGiven = given != null;
    this.name = given == null ? "unnamed" : given;
  }

  /** Sets the name that the bus has derived. */
  void derived(String name) {
    if (!isGiven) {
      this.name = shared(name);
    }
  }

  /** Returns a name without the number of the subscription: the class of the handler. */
  public static String shared(String derived) {
    return derived.replaceFirst("#\\d+$", "");
  }

  /** Returns the name that was given, else the class of the handler. */
  public String get() {
    return name;
  }
}
