package io.tidings.event.cli.measure;

import io.tidings.event.cli.text.Shown;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and names as people read them. Stateless. */
final class Told {

  private static final double PERCENT = 100;

  private Told() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
  }

  static String millis(long millis) {
    return count(millis) + " ms";
  }

  /** Returns a name from outside; one that is empty is told as none. */
  static String name(String name) {
    return name.isEmpty() ? "(none)" : Shown.text(name);
  }

  /** Returns a limit, or that there is none. */
  static String limit(@Nullable Long limit) {
    return limit == null ? "no limit" : count(limit);
  }
}
