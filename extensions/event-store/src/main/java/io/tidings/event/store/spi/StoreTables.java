package io.tidings.event.store.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tables beside a trail, and the steps in which they have come to be what they are. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * StoreTables payments =
 *     new StoreTables(
 *         "acme_payments",
 *         List.of(
 *             new StoreTables.Step(
 *                 1,
 *                 List.of("CREATE TABLE acme_payment (amount BIGINT NOT NULL)"),
 *                 List.of("DROP TABLE acme_payment"))));
 * }</pre>
 *
 * @param name under which their version is kept: 1 to 64 small letters, digits and underscores. It
 *     and the names of tables and indexes should begin with their owner's
 * @param steps every step, in the order of their versions, at least one
 * @param adopted names of tables that may exist before the first step, with their columns. The
 *     steps create them {@code IF NOT EXISTS}; an existing table must have exactly these columns,
 *     in any order
 */
public record StoreTables(String name, List<Step> steps, Map<String, List<String>> adopted) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /** Creates tables of which none may exist before the first step. */
  public StoreTables(String name, List<Step> steps) {
    this(name, steps, Map.of());
  }

  /**
   * Creates tables.
   *
   * @throws IllegalArgumentException if the name is ill-formed, or the versions do not rise
   */
  public StoreTables {
    if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 small letters, digits and underscores, and begin with a letter");
    }
    steps = List.copyOf(steps);
    adopted = Collections.unmodifiableMap(new LinkedHashMap<>(adopted));
    int before = 0;
    for (Step step : steps) {
      if (step.version() <= before) {
        throw new IllegalArgumentException(
            "steps must have versions from 1 on that rise, but "
                + step.version()
                + " is after "
                + before);
      }
      before = step.version();
    }
    if (before == 0) {
      throw new IllegalArgumentException("steps must have one at least");
    }
  }

  /**
   * A step, and its inverse. One that was released is never changed again. Immutable and
   * thread-safe.
   *
   * <p>Statements are such that SQLite and PostgreSQL both take them, and name by these words what
   * the two call by others: {@code {text}} for the type of texts, which are compared byte by byte,
   * and {@code {seq}} for a primary key that rises with each row.
   *
   * @param version the version that {@code up} leads to
   * @param up the statements that lead there
   * @param down the statements that lead back
   */
  public record Step(int version, List<String> up, List<String> down) {

    /** Creates a step. */
    public Step {
      up = List.copyOf(up);
      down = List.copyOf(down);
    }
  }
}
