package io.tidings.event.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a name, whichever way they are put together: snake, camel, kebab, dotted, with or
 * without a prefix. Lower case by ASCII's rules alone, so the locale has no say. Immutable and
 * thread-safe.
 */
final class KeyWords {

  /** What tells a secret wherever it stands in a word: {@code dbpasswordold}. */
  private static final Map<String, Secrecy> WITHIN =
      Map.of(
          "password", Secrecy.VALUE,
          "passwd", Secrecy.VALUE,
          "apikey", Secrecy.VALUE,
          "secretkey", Secrecy.VALUE,
          "accesskey", Secrecy.VALUE,
          "passphrase", Secrecy.LINE,
          "credential", Secrecy.LINE,
          "privatekey", Secrecy.TEXT);

  /** What tells a secret at the end of a word, as in {@code authtoken}, and not in secretary. */
  private static final Map<String, Secrecy> AT_END =
      Map.of(
          "token", Secrecy.TOKEN,
          "secret", Secrecy.VALUE,
          "cookie", Secrecy.LINE,
          "authorization", Secrecy.LINE);

  /** Names that end in one of these measure something. */
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

  /** Tells where a hump begins: {@code apiKey}, {@code APIKey}, {@code oauth2Token}. */
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

  /** Tells what the words say about a value. */
  Secrecy secrecy() {
    if (words.isEmpty() || MEASURES.contains(last())) {
      return Secrecy.NONE;
    }
    Secrecy found = Secrecy.NONE;
    String before = "";
    for (String word : words) {
      found = found.or(secrecyOf(word)).or(secrecyOf(before + word));
      before = word;
    }
    return found;
  }

  /** Tells whether {@code other}'s words stand among these, in their order and side by side. */
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

  /** Tells whether this is the name of an error. */
  boolean isError() {
    return last().equals("error") || last().equals("exception");
  }

  /** Tells whether this is about several tokens. */
  boolean isOfTokens() {
    return words.stream().anyMatch(word -> word.endsWith("tokens"));
  }

  private String last() {
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  private static Secrecy secrecyOf(String word) {
    Secrecy found = Secrecy.NONE;
    for (Map.Entry<String, Secrecy> secret : WITHIN.entrySet()) {
      if (word.contains(secret.getKey())) {
        found = found.or(secret.getValue());
      }
    }
    String singular = singular(word);
    for (Map.Entry<String, Secrecy> secret : AT_END.entrySet()) {
      if (singular.endsWith(secret.getKey())) {
        found = found.or(secret.getValue());
      }
    }
    return found;
  }

  /** Takes away a number and the plural: {@code tokens2}. */
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
