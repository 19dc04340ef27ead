package io.tidings.event.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Form of a kind of token: a sequence of texts and runs of characters, matched from left to right
 * without backtracking. Immutable.
 *
 * @param name the name of the kind
 * @param parts the texts and runs, of which the first may be a text
 * @param entropy the least entropy, in bits per character
 */
record TokenShape(String name, List<Part> parts, double entropy) {

  TokenShape {
    parts = List.copyOf(parts);
  }

  /**
   * Part of a form.
   *
   * @param text the text, or null for a run
   * @param run the characters of a run
   * @param least the least length of the run
   * @param most the greatest length of the run
   */
  record Part(@Nullable String text, CharRun run, int least, int most) {}

  /** Returns the shape that a line of the table describes. */
  static TokenShape parse(String line) {
    String[] columns = line.split("\t", -1);
    return new TokenShape(columns[0], parts(columns[1]), Double.parseDouble(columns[2]));
  }

  private static List<Part> parts(String form) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < form.length()) {
      boolean run = form.charAt(at) == '[';
      int next = form.indexOf(run ? ']' : '[', at);
      int end = next < 0 ? form.length() : next;
      parts.add(run ? run(form.substring(at + 1, end)) : text(form.substring(at, end)));
      at = run ? end + 1 : end;
    }
    return parts;
  }

  private static Part text(String text) {
    return new Part(text, CharRun.ANY, text.length(), text.length());
  }

  /** Returns the run written as {@code a36}, {@code w8+} or {@code d8-10}. */
  private static Part run(String form) {
    CharRun run = CharRun.of(form.charAt(0));
    if (form.endsWith("+")) {
      return new Part(
          null, run, Integer.parseInt(form.substring(1, form.length() - 1)), Integer.MAX_VALUE);
    }
    String[] bounds = form.substring(1).split("-", -1);
    int least = Integer.parseInt(bounds[0]);
    return new Part(null, run, least, Integer.parseInt(bounds[bounds.length - 1]));
  }

  /** Returns whether a token of this kind may start with two characters. */
  boolean mayStartWith(char first, char second) {
    Part part = parts.get(0);
    String start = part.text();
    if (start == null) {
      return part.run().contains(first) && (part.least() == 1 || part.run().contains(second));
    }
    return start.charAt(0) == first && (start.length() == 1 || start.charAt(1) == second);
  }

  /** Returns the index after the token that starts at an index, or -1. */
  int end(String text, int start, CharRun.Ends runs) {
    int at = start;
    for (Part part : parts) {
      at = end(text, at, part, runs);
      if (at < 0) {
        return -1;
      }
    }
    return isOver(text, at) && Randomness.isToken(text, start + prefix(), at, entropy) ? at : -1;
  }

  private static int end(String text, int at, Part part, CharRun.Ends runs) {
    if (part.text() != null) {
      return text.startsWith(part.text(), at) ? at + part.least() : -1;
    }
    int end = Math.min(runs.of(part.run(), at), at + Math.min(part.most(), text.length() - at));
    return end - at < part.least() ? -1 : end;
  }

  /** Returns the length of the text that every token of this kind starts with. */
  private int prefix() {
    return parts.get(0).text() == null ? 0 : parts.get(0).least();
  }

  private static boolean isOver(String text, int end) {
    return end == text.length() || !TextChars.isAlphanumeric(text.charAt(end));
  }
}
