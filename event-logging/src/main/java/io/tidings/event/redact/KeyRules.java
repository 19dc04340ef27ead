package io.tidings.event.redact;

import java.util.Set;

/**
 * What a name says about the value beside it: a host's own rules first, then the built-in ones.
 * Immutable and thread-safe.
 *
 * @param masked words that a host wants masked wherever they stand in a name
 * @param kept whole names that a host wants to see
 */
record KeyRules(Set<KeyWords> masked, Set<String> kept) {

  /** The words of {@code api key}. */
  private static final int MOST_BUILT_IN = 2;

  KeyRules {
    masked = Set.copyOf(masked);
    kept = Set.copyOf(kept);
  }

  Secrecy of(String name) {
    KeyWords words = KeyWords.of(name);
    if (masked.stream().anyMatch(words::contains)) {
      return Secrecy.VALUE.or(words.secrecy());
    }
    return kept.contains(name) ? Secrecy.NONE : words.secrecy();
  }

  /** Returns how many words the longest name of a secret may have. */
  int mostWords() {
    int most = MOST_BUILT_IN;
    for (KeyWords words : masked) {
      most = Math.max(most, words.size());
    }
    return most;
  }
}
