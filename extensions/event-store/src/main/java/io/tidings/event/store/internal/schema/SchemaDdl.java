package io.tidings.event.store.internal.schema;

import io.tidings.event.store.spi.StoreTables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The statements that create a schema without a store. Stateless. */
public final class SchemaDdl {

  private SchemaDdl() {}

  /**
   * Returns the statements of the trail's schema in a version, with the rows of versions.
   *
   * @param dialect the replacement of placeholders
   * @throws IllegalArgumentException if there is no such version
   */
  public static List<String> trail(int version, UnaryOperator<String> dialect) {
    if (version < 1 || version > TrailSchema.VERSION) {
      throw new IllegalArgumentException(
          "version must be 1 to %s, but is %s".formatted(TrailSchema.VERSION, version));
    }
    List<String> statements = new ArrayList<>(Migrations.statements(Schema.MIGRATIONS, version));
    for (Migration step : Migrations.creating(Schema.MIGRATIONS, version)) {
      statements.add(
          "INSERT INTO schema_version (version, migrated_at) VALUES (%s, {now})"
              .formatted(step.version()));
    }
    return statements.stream().map(dialect).toList();
  }

  /** Returns the statements of an extension's tables, with the rows of their versions. */
  public static List<String> extension(StoreTables tables, UnaryOperator<String> dialect) {
    List<String> statements = new ArrayList<>();
    for (StoreTables.Step step : tables.steps()) {
      statements.addAll(step.up());
      statements.add(
          "INSERT INTO extension_version (version, migrated_at, name) VALUES (%s, {now}, '%s')"
              .formatted(step.version(), tables.name()));
    }
    return statements.stream().map(dialect).toList();
  }
}
