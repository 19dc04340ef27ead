package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.IdEncoding;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL that decodes the bytes of ids, for the view that others read. Stateless. */
final class SqliteIds {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{text of ([a-z_.]+)\\}");
  private static final int DIGITS = 26;

  private SqliteIds() {}

  /** Replaces the placeholders of encoded ids in a statement. */
  static String decoded(String statement) {
    return PLACEHOLDER.matcher(statement).replaceAll(match -> sql(match.group(1)));
  }

  private static String sql(String column) {
    return """
    CASE WHEN length(%1$s) = 16 THEN %2$s
      WHEN length(%1$s) = 17 AND substr(%1$s, 1, 1) = x'01' THEN lower(
        substr(hex(%1$s), 3, 8) || '-' || substr(hex(%1$s), 11, 4) || '-'
        || substr(hex(%1$s), 15, 4) || '-' || substr(hex(%1$s), 19, 4) || '-'
        || substr(hex(%1$s), 23, 12))
      WHEN length(%1$s) = 17 AND substr(%1$s, -1) = x'00'
        THEN CAST(substr(%1$s, 2, 15) AS TEXT)
      ELSE CAST(substr(%1$s, 2) AS TEXT) END\
    """
        .formatted(column, ulid(column));
  }

  private static String ulid(String column) {
    return IntStream.range(0, DIGITS)
        .mapToObj(
            digit ->
                "substr('%s', 1 + (%s), 1)".formatted(IdEncoding.ULID_DIGITS, value(column, digit)))
        .collect(Collectors.joining(" || "));
  }

  /** Returns the five bits of a digit, of which the first has three; they touch two half bytes. */
  private static String value(String column, int digit) {
    if (digit == 0) {
      return "(" + half(column, 1) + ") >> 1";
    }
    int bit = 5 * digit - 2;
    int half = bit / 4 + 1;
    return "((%s) * 16 + %s) >> %s & 31"
        .formatted(half(column, half), half(column, half + 1), 3 - bit % 4);
  }

  private static String half(String column, int number) {
    return "instr('0123456789ABCDEF', substr(hex(%1$s), %2$s, 1)) - 1".formatted(column, number);
  }
}
