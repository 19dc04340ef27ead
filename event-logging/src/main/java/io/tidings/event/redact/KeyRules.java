package io.tidings.event.redact;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rules from a name to the sensitivity of its value: the host's rules first, then the built-in
 * ones. The results for names in texts are cached, up to a bound. Thread-safe.
 */
final class KeyRules {

  /** The number of words in the longest built-in name, such as {@code api key}. */
  private static final int MAX_BUILT_IN_WORDS = 2;

  private final Set<KeyWords> masked;
  private final Set<String> exempt;
  private final Map<String, Sensitivity> inText = new ConcurrentHashMap<>();
  private final NameFilter filter;
  private final NameFilter sentences;

  /**
   * Creates rules.
   *
   * @param masked the words that make a value secret anywhere in its name
   * @param exempt the whole names exempt from the built-in rules
   */
  KeyRules(Set<KeyWords> masked, Set<String> exempt) {
    this.masked = Set.copyOf(masked);
    this.exempt = Set.copyOf(exempt);
    String[] words = masked.stream().flatMap(KeyWords::stream).toArray(String[]::new);
    this.filter = NameFilter.ALL.with(words);
    this.sentences = NameFilter.SENTENCE.with(words);
  }

  Set<KeyWords> masked() {
    return masked;
  }

  Set<String> exempt() {
    return exempt;
  }

  /** Returns the filter of names before a separator. */
  NameFilter filter() {
    return filter;
  }

  /** Returns the filter of texts without a separator. */
  NameFilter sentences() {
    return sentences;
  }

  /** Returns the sensitivity of the value under a name. */
  Sensitivity of(String name) {
    return of(name, KeyWords.of(name));
  }

  private Sensitivity of(String name, KeyWords words) {
    if (isMasked(words)) {
      return Sensitivity.VALUE.max(words.sensitivity());
    }
    return exempt.contains(name) ? Sensitivity.NONE : words.sensitivity();
  }

  /** Returns the sensitivity of the value under a name that a payload kind exempts. */
  Sensitivity ofExempt(String name) {
    KeyWords words = KeyWords.of(name);
    return isMasked(words) ? of(name, words) : Sensitivity.NONE;
  }

  private boolean isMasked(KeyWords words) {
    return !masked.isEmpty() && masked.stream().anyMatch(words::contains);
  }

  /** Returns the sensitivity of the value after a name in a text. */
  Sensitivity inText(String name) {
    Sensitivity known = inText.get(name);
    if (known != null) {
      return known;
    }
    Sensitivity sensitivity = evaluate(name);
    if (inText.size() < NameCache.MAX_ENTRIES && name.length() <= NameCache.MAX_NAME_LENGTH) {
      inText.put(name, sensitivity);
    }
    return sensitivity;
  }

  private Sensitivity evaluate(String name) {
    KeyWords words = KeyWords.of(name);
    Sensitivity sensitivity = of(name, words);
    if (exempt.contains(name) || isMasked(words)) {
      return sensitivity;
    }
    boolean random = sensitivity == Sensitivity.NONE ? words.isWeak() : words.isAttribute();
    return random ? Sensitivity.RANDOM : sensitivity;
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
