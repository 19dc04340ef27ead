package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.IdEncoding;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL that decodes the bytes of ids, for the view that others read. Stateless. */
final class PostgresIds {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{text of ([a-z_.]+)\\}");
  private static final int DIGITS = 26;

  private PostgresIds() {}

  /** Replaces the placeholders of encoded ids in a statement. */
  static String decoded(String statement) {
    return PLACEHOLDER.matcher(statement).replaceAll(match -> sql(match.group(1)));
  }

  private static String sql(String column) {
    return """
    CASE WHEN length(%1$s) = 16 THEN %2$s
      WHEN length(%1$s) = 17 AND get_byte(%1$s, 0) = 1
        THEN encode(substring(%1$s from 2), 'hex')::uuid::text
      WHEN length(%1$s) = 17 AND get_byte(%1$s, 16) = 0
        THEN convert_from(substring(%1$s from 2 for 15), 'UTF8')
      ELSE convert_from(substring(%1$s from 2), 'UTF8') END COLLATE "C"\
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

  /** Returns the five bits of a digit, of which the first has three. */
  private static String value(String column, int digit) {
    int bit = 5 * digit - 2;
    if (digit == 0) {
      return "get_byte(%s, 0) >> 5".formatted(column);
    }
    int from = bit / 8;
    int within = bit % 8;
    return within <= 3
        ? "get_byte(%s, %s) >> %s & 31".formatted(column, from, 3 - within)
        : "(get_byte(%1$s, %2$s) << 8 | get_byte(%1$s, %3$s)) >> %4$s & 31"
            .formatted(column, from, from + 1, 11 - within);
  }
}
