package io.tidings.event.redact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Table of the shapes of tokens, searched by the first two characters. Every shape costs time in
 * proportion to its own length at most. Immutable and thread-safe.
 */
final class TokenShapes {

  /** The least length of a token, with its prefix. */
  static final int LEAST_LENGTH = 13;

  private static final int CHARACTERS = 128;
  private static final String TABLE = "token-shapes.txt";
  private static final TokenShapes STANDARD = new TokenShapes(read());

  private final List<TokenShape> shapes;
  private final TokenShape[][] byStart = new TokenShape[CHARACTERS * CHARACTERS][];

  private TokenShapes(List<TokenShape> shapes) {
    this.shapes = shapes;
    Arrays.fill(byStart, new TokenShape[0]);
    shapes.forEach(this::add);
  }

  private void add(TokenShape shape) {
    String start = shape.parts().get(0).text();
    if (start != null && start.length() > 1) {
      add(shape, start.charAt(0) * CHARACTERS + start.charAt(1));
      return;
    }
    for (int i = 0; i < byStart.length; i++) {
      if (shape.mayStartWith((char) (i / CHARACTERS), (char) (i % CHARACTERS))) {
        add(shape, i);
      }
    }
  }

  private void add(TokenShape shape, int start) {
    TokenShape[] others = byStart[start];
    TokenShape[] more = Arrays.copyOf(others, others.length + 1);
    more[others.length] = shape;
    byStart[start] = more;
  }

  static TokenShapes standard() {
    return STANDARD;
  }

  /** Returns every shape. */
  List<TokenShape> all() {
    return shapes;
  }

  /** Returns the index after the token that starts at an index, or -1 if none does. */
  int end(String text, int start, CharRun.Ends runs) {
    int end = -1;
    if (start + 1 < text.length()
        && text.charAt(start) < CHARACTERS
        && text.charAt(start + 1) < CHARACTERS) {
      for (TokenShape shape : byStart[text.charAt(start) * CHARACTERS + text.charAt(start + 1)]) {
        end = Math.max(end, shape.end(text, start, runs));
      }
    }
    return end;
  }

  private static List<TokenShape> read() {
    InputStream table = Objects.requireNonNull(TokenShapes.class.getResourceAsStream(TABLE), TABLE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(TokenShape::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
