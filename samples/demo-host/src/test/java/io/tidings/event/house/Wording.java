package io.tidings.event.house;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that the language of this project refuses, in prose and within names. */
final class Wording {

  private static final List<String> REFUSED =
      List.of(
          "tell",
          "tells",
          "told",
          "heard",
          "hears",
          "nobody",
          "somebody",
          "whoever",
          "whosever",
          "beside",
          "aside",
          "anew",
          "goes on",
          "for ever",
          "let go",
          "lets go",
          "for want of",
          "without a word",
          "hurts",
          "noughts",
          "looked at again");
  private static final Pattern WORDS =
      Pattern.compile("\\b(" + String.join("|", REFUSED).replace(" ", "\\s+") + ")\\b");
  private static final Pattern MARGIN = Pattern.compile("\\R\\s*(\\*|//|#)?\\s*");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");
  private static final Pattern HEADLESS =
      Pattern.compile(
          "/\\*\\*\\s*(?:\\*\\s*)?((?:What|Who|Whose|How|Where|Whether|Which)\\b[^.]*)");

  private Wording() {}

  /** Returns how often a text has each refused word; a word may be a part of a name. */
  static Map<String, Integer> refused(String text) {
    String lines = MARGIN.matcher(text).replaceAll(" ");
    String apart = HUMP.matcher(lines).replaceAll(" ").toLowerCase(Locale.ROOT);
    Map<String, Integer> counts = new TreeMap<>();
    Matcher word = WORDS.matcher(apart);
    while (word.find()) {
      counts.merge(word.group(1).replaceAll("\\s+", " "), 1, Integer::sum);
    }
    return counts;
  }

  /**
   * Returns the openings of Javadoc comments that begin with a clause in place of a noun or verb.
   */
  static List<String> headless(String source) {
    return HEADLESS.matcher(source).results().map(opening -> opening.group(1).strip()).toList();
  }
}
