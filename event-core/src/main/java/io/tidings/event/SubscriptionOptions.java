package io.tidings.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of a subscription. Immutable and thread-safe.
 *
 * <pre>{@code
 * bus.subscribe(
 *     EventSelector.kind(EventType.PLAN_APPLIED),
 *     SubscriptionOptions.named("mailer"),
 *     event -> mailer.send(event.planId()));
 * }</pre>
 */
public final class SubscriptionOptions {

  private static final SubscriptionOptions DEFAULTS = new SubscriptionOptions(null);

  private final @Nullable String name;

  private SubscriptionOptions(@Nullable String name) {
    this.name = Validation.optionalName(name, "name");
  }

  /**
   * Returns the default options. The bus derives the name: the handler's class, for a lambda the
   * class that contains it, {@code #} and a number.
   */
  public static SubscriptionOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the default options with a name for failure reports.
   *
   * @param name 1 to 256 characters without controls; need not be unique
   * @throws NullPointerException if {@code name} is null
   * @throws IllegalArgumentException if {@code name} is ill-formed
   */
  public static SubscriptionOptions named(String name) {
    return new SubscriptionOptions(Objects.requireNonNull(name, "name"));
  }

  /** Returns the name, or null if the bus derives one from the handler's class. */
  public @Nullable String name() {
    return name;
  }

  @Override
  public String toString() {
    return "SubscriptionOptions[name=" + name + "]";
  }
}
