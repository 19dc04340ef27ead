package io.tidings.event.redact;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounded cache of the rules' results for detail names. A name that does not fit is evaluated on
 * each call. Thread-safe; concurrent callers can exceed the bound slightly.
 */
final class NameCache {

  /** The maximum number of cached names. */
  static final int MAX_ENTRIES = 1_000;

  /** The maximum length of a cached name. */
  static final int MAX_NAME_LENGTH = 128;

  private final KeyRules rules;
  private final SecretText text;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  NameCache(KeyRules rules, SecretText text) {
    this.rules = rules;
    this.text = text;
  }

  /** Returns the result for a name. */
  Entry of(String name) {
    Entry cached = entries.get(name);
    return cached != null ? cached : evaluate(name);
  }

  int size() {
    return entries.size();
  }

  private Entry evaluate(String name) {
    Entry entry = new Entry(rules.of(name), rules.ofExempt(name), text.redacted(name));
    if (entries.size() < MAX_ENTRIES && name.length() <= MAX_NAME_LENGTH) {
      entries.put(name, entry);
    }
    return entry;
  }

  /**
   * Result for one name.
   *
   * @param sensitivity the sensitivity of the value under the name
   * @param exempt the sensitivity of the value if a payload kind exempts the name
   * @param redacted the name itself, redacted
   */
  record Entry(Sensitivity sensitivity, Sensitivity exempt, String redacted) {}
}
