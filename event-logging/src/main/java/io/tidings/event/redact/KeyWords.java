package io.tidings.event.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words of a name in snake, camel, kebab or dotted form. Only ASCII letters are converted to lower
 * case, so the result does not depend on the locale. Immutable and thread-safe.
 */
final class KeyWords {

  /** Parts of a word that name a secret at any position: {@code dbpasswordold}. */
  private static final Map<String, Sensitivity> ANYWHERE =
      Map.of(
          "password", Sensitivity.VALUE,
          "passwd", Sensitivity.VALUE,
          "apikey", Sensitivity.VALUE,
          "secretkey", Sensitivity.VALUE,
          "accesskey", Sensitivity.VALUE,
          "passphrase", Sensitivity.LINE,
          "credential", Sensitivity.LINE,
          "privatekey", Sensitivity.TEXT);

  /** Parts of a word that name a secret at its end: {@code authtoken}, but not secretary. */
  private static final Map<String, Sensitivity> AT_END =
      Map.of(
          "token", Sensitivity.TOKEN,
          "secret", Sensitivity.VALUE,
          "cookie", Sensitivity.LINE,
          "authorization", Sensitivity.LINE);

  /** Last words of names whose values are measurements. */
  private static final Set<String> MEASURES = Set.of("count", "budget", "limit", "size", "used");

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
    if (words.isEmpty() || MEASURES.contains(last())) {
      return Sensitivity.NONE;
    }
    Sensitivity result = Sensitivity.NONE;
    String before = "";
    for (String word : words) {
      result = result.max(sensitivityOf(word)).max(sensitivityOf(before + word));
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

  /** Returns whether the name is that of an error. */
  boolean isError() {
    return last().equals("error") || last().equals("exception");
  }

  /** Returns whether a word ends in tokens, as in the names of token counts. */
  boolean isTokenCount() {
    return words.stream().anyMatch(word -> word.endsWith("tokens"));
  }

  private String last() {
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  private static Sensitivity sensitivityOf(String word) {
    Sensitivity result = Sensitivity.NONE;
    for (Map.Entry<String, Sensitivity> secret : ANYWHERE.entrySet()) {
      if (word.contains(secret.getKey())) {
        result = result.max(secret.getValue());
      }
    }
    String singular = singular(word);
    for (Map.Entry<String, Sensitivity> secret : AT_END.entrySet()) {
      if (singular.endsWith(secret.getKey())) {
        result = result.max(secret.getValue());
      }
    }
    return result;
  }

  /** Returns a word without trailing digits and plural s: {@code tokens2}. */
  private static String singular(String word) {
    int end = word.length();
    while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end > 0 && word.charAt(end - 1) == 's' ? end - 1 : end);
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
