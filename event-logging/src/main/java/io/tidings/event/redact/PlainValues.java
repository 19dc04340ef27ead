package io.tidings.event.redact;

import java.util.Locale;
import java.util.Set;

/** Values and words after the name of a secret that are no secrets themselves. */
final class PlainValues {

  private static final Set<String> LITERALS =
      Set.of(
          "null none nil undefined true false nan void yes no string object number boolean ? {} %s %d [] () \"\" ''"
              .split(" "));

  /** Words with which a sentence continues after the name of a secret. */
  private static final Set<String> WORDS =
      Set.of(
          "a absent accepted all an and any are argument as at authentication authorization be been "
              .concat(
                  "denied granted successful successfully being bond bonds but by can cannot"
                      + " changed confirmed could created deleted ")
              .concat(
                  "disabled does empty enabled error exists expired expires failed failure field ")
              .concat(
                  "fields flag flags flow for found from generated grant has have header headers if"
                      + " ")
              .concat(
                  "in incorrect instead into invalid is issued it may mechanism method mismatch ")
              .concat(
                  "missing must name needed needs no not of ok on only option options or parameter"
                      + " ")
              .concat(
                  "parsed policy present provided received refreshed rejected required reset"
                      + " revoked ")
              .concat(
                  "rotated same scheme see server set shall should so switch than that the this to"
                      + " ")
              .concat(
                  "token tokens too type unchanged unknown unset updated used usage using valid"
                      + " value ")
              .concat("values wants was were when which will with without wrong you your")
              .split(" "));

  private static final Set<String> SCHEMA_KEYS =
      Set.of("type", "$ref", "description", "format", "title");

  private PlainValues() {}

  /** Returns whether a value is a literal of a language, or a placeholder. */
  static boolean isLiteral(String text, int start, int end) {
    if (start == end) {
      return true;
    }
    return end - start < 10
        ? LITERALS.contains(text.substring(start, end).toLowerCase(Locale.ROOT))
            || isRepeated(text, start, end, '*')
        : isRepeated(text, start, end, '*');
  }

  private static boolean isRepeated(String text, int start, int end, char c) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != c) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a word continues a sentence. */
  static boolean isSentence(String text, int start, int end) {
    return end - start < 16
        && end > start
        && WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  /** Returns whether an object in brackets describes a field instead of containing its value. */
  static boolean isSchema(String text, int open, int end) {
    int start = open + 1;
    while (start < end && "\"'\\ \n\r\t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int key = TextChars.wordEnd(text, start);
    boolean schema =
        text.charAt(open) == '{' && key < end && SCHEMA_KEYS.contains(text.substring(start, key));
    String body = schema && end - open < 1_000 ? text.substring(open, end) : "";
    return !body.isEmpty()
        && !body.contains("default")
        && !body.contains("example")
        && !body.contains("const")
        && !body.contains("enum");
  }
}
