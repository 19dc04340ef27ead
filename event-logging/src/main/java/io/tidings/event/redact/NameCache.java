package io.tidings.event.redact;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the names of details say. Names come again and again, so the answers are remembered, as many
 * as {@link #REMEMBERED}; a flood of others is worked out each time. Thread-safe.
 */
final class DetailNames {

  /** How many names are remembered. */
  static final int REMEMBERED = 1_000;

  /** Longer names are not remembered. */
  static final int LONGEST_REMEMBERED = 128;

  private final KeyRules rules;
  private final SecretText text;
  private final Map<String, Name> remembered = new ConcurrentHashMap<>();

  DetailNames(KeyRules rules, SecretText text) {
    this.rules = rules;
    this.text = text;
  }

  Name of(String name) {
    Name known = remembered.get(name);
    return known != null ? known : workedOut(name);
  }

  int remembered() {
    return remembered.size();
  }

  private Name workedOut(String name) {
    Name found = new Name(rules.of(name), text.redacted(name));
    if (remembered.size() < REMEMBERED && name.length() <= LONGEST_REMEMBERED) {
      remembered.put(name, found);
    }
    return found;
  }

  /**
   * What one name says.
   *
   * @param secrecy about its value
   * @param shown the name without secrets in itself
   */
  record Name(Secrecy secrecy, String shown) {}
}
