package io.tidings.event.redact;

import java.util.Set;

/**
 * Rules from a name to the sensitivity of its value: the host's rules first, then the built-in
 * ones. Immutable and thread-safe.
 *
 * @param masked the words that make a value secret anywhere in its name
 * @param exempt the whole names exempt from the built-in rules
 */
record KeyRules(Set<KeyWords> masked, Set<String> exempt) {

  /** The number of words in the longest built-in name, such as {@code api key}. */
  private static final int MAX_BUILT_IN_WORDS = 2;

  KeyRules {
    masked = Set.copyOf(masked);
    exempt = Set.copyOf(exempt);
  }

  /** Returns the sensitivity of the value under a name. */
  Sensitivity of(String name) {
    KeyWords words = KeyWords.of(name);
    if (masked.stream().anyMatch(words::contains)) {
      return Sensitivity.VALUE.max(words.sensitivity());
    }
    return exempt.contains(name) ? Sensitivity.NONE : words.sensitivity();
  }

  /** Returns the number of words in the longest name of a secret. */
  int maxWords() {
    int max = MAX_BUILT_IN_WORDS;
    for (KeyWords words : masked) {
      max = Math.max(max, words.size());
    }
    return max;
  }
}
