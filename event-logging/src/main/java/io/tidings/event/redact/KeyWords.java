package io.tidings.event.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words of a name in snake, camel, kebab or dotted form. Only ASCII letters are converted to lower
 * case, so the result does not depend on the locale. Immutable and thread-safe.
 */
final class KeyWords {

  private final List<String> words;

  private KeyWords(List<String> words) {
    this.words = words;
  }

  static KeyWords of(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean part = i < name.length() && Character.isLetterOrDigit(name.charAt(i));
      if (!part || (i > start && beginsWord(name, i))) {
        add(words, name, start, i);
        start = part ? i : i + 1;
      }
    }
    return new KeyWords(List.copyOf(words));
  }

  /** Returns whether an upper-case letter starts a word: {@code apiKey}, {@code APIKey}. */
  private static boolean beginsWord(String name, int at) {
    if (!Character.isUpperCase(name.charAt(at))) {
      return false;
    }
    return !Character.isUpperCase(name.charAt(at - 1))
        || (at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1)));
  }

  private static void add(List<String> words, String name, int start, int end) {
    if (start < end) {
      StringBuilder word = new StringBuilder(end - start);
      for (int i = start; i < end; i++) {
        char c = name.charAt(i);
        word.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
      words.add(word.toString());
    }
  }

  /** Returns the sensitivity of a value with this name by the built-in rules. */
  Sensitivity sensitivity() {
    if (words.isEmpty() || SecretNames.isMeasure(last())) {
      return Sensitivity.NONE;
    }
    Sensitivity result = Sensitivity.NONE;
    String before = "";
    for (String word : words) {
      result = result.max(SecretNames.of(word)).max(SecretNames.of(before + word));
      before = word;
    }
    return result;
  }

  /** Returns whether other words occur in these, adjacent and in order. */
  boolean contains(KeyWords other) {
    for (int i = 0; i + other.words.size() <= words.size(); i++) {
      if (words.subList(i, i + other.words.size()).equals(other.words)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  int size() {
    return words.size();
  }

  Stream<String> stream() {
    return words.stream();
  }

  /**
   * Returns whether the name is that of a secret's attribute or of a part of a program, such as
   * {@code token_type} or {@code PasswordEncoder}.
   */
  boolean isAttribute() {
    return SecretNames.isAttribute(last());
  }

  /** Returns whether the name is that of a secret if its value looks random. */
  boolean isWeak() {
    return SecretNames.isWeak(words.size() > 1 ? words.get(words.size() - 2) : "", last());
  }

  /** Returns whether a word ends in tokens, as in the names of token counts. */
  boolean isTokenCount() {
    return words.stream().anyMatch(word -> word.endsWith("tokens"));
  }

  private String last() {
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyWords that && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }
}
