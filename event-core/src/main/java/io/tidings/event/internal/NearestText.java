package io.tidings.event.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Search for the text that a misspelled one may stand for. */
public final class NearestText {

  /** One edit in this many characters is taken for a misspelling. */
  private static final int CHARACTERS_PER_EDIT = 3;

  private NearestText() {}

  /**
   * Returns {@code "; did you mean X?"} with the candidate that needs the fewest edits, or an empty
   * text if none is near. Of equally near candidates the alphabetically first is chosen.
   */
  public static String suggestion(String text, Collection<String> candidates) {
    int most = Math.max(1, text.length() / CHARACTERS_PER_EDIT);
    Optional<String> nearest =
        candidates.stream()
            .filter(each -> Math.abs(each.length() - text.length()) <= most)
            .filter(each -> edits(text, each) <= most)
            .min(
                Comparator.comparingInt((String each) -> edits(text, each))
                    .thenComparing(Comparator.naturalOrder()));
    return nearest.map(each -> "; did you mean " + RejectedValue.quoted(each) + "?").orElse("");
  }

  /** Returns the Levenshtein distance of two texts. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
