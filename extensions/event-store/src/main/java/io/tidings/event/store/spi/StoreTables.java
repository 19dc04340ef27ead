package io.tidings.event.store.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tables of a host or an extension in the trail's database, with their migration steps.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * StoreTables payments =
 *     new StoreTables(
 *         "acme_payments",
 *         List.of(
 *             new StoreTables.Step(
 *                 1,
 *                 List.of("CREATE TABLE acme_payment (amount BIGINT NOT NULL)"))));
 * }</pre>
 *
 * @param name the key of the recorded version: 1 to 64 lower-case letters, digits and underscores.
 *     It and the names of tables and indexes should start with the name of their owner
 * @param steps all steps, at least one, in ascending order of their versions
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
   * Creates a description of tables.
   *
   * @throws IllegalArgumentException if the name is ill-formed, there is no step, or the versions
   *     do not rise from 1 on
   */
  public StoreTables {
    if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 lower-case letters, digits and underscores, and start with a"
              + " letter");
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
   * A migration step. A released step must never be changed. Immutable and thread-safe.
   *
   * <p>Statements must be valid in SQLite and PostgreSQL. Two placeholders name what differs:
   * {@code {text}} for a text column, compared byte by byte, and {@code {seq}} for a generated
   * primary key that rises with each row.
   *
   * @param version the version that the step leads to, from 1 on
   * @param up the statements of the step
   */
  public record Step(int version, List<String> up) {

    /** Creates a step. */
    public Step {
      up = List.copyOf(up);
    }
  }
}
