package io.tidings.event.redact;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Places of the closing tags of one text, found once on demand. Confined to one scan. */
final class ClosingTags {

  private final String text;
  private int[] places = {};

  ClosingTags(String text) {
    this.text = text;
  }

  /** Returns the number of the first closing tag from an index on. */
  int first(int from) {
    if (places.length == 0) {
      places =
          IntStream.rangeClosed(0, text.length())
              .filter(i -> i == text.length() || text.startsWith("</", i))
              .toArray();
    }
    int found = Arrays.binarySearch(places, from);
    return found >= 0 ? found : -found - 1;
  }

  /** Returns the place of a closing tag by its number, or the end of the text if there is none. */
  int at(int number) {
    return places[Math.min(number, places.length - 1)];
  }
}
