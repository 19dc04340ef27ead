package io.tidings.event.agent;

import io.tidings.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Names that events accept, for the names of a framework. */
final class Names {

  private Names() {}

  /**
   * Returns a name of 1 to 256 characters without controls: other characters are replaced, the end
   * of a longer name is removed.
   */
  static String of(@Nullable String name, String fallback) {
    if (name == null || name.isBlank()) {
      return fallback;
    }
    String clean = hasControls(name) ? cleaned(name) : name;
    int end = Math.min(clean.length(), DomainEvent.MAX_NAME_LENGTH);
    if (end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end);
  }

  private static boolean hasControls(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String cleaned(String name) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .forEach(point -> clean.appendCodePoint(Character.isISOControl(point) ? '?' : point));
    return clean.toString();
  }
}
