package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A file, in a directory that goes after the test. */
record SqlitePlace(Path file) implements TestPlace {

  @Override
  public EventStoreBuilder builder() {
    return EventStore.builder(file);
  }

  @Override
  public Connection connect() throws SQLException {
    return Sql.connect(file);
  }

  @Override
  public List<String> schema() throws SQLException {
    return texts("SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1");
  }

  @Override
  public String address() {
    return file.toString();
  }

  @Override
  public void destroy() {
    assertThat(file.toFile().delete()).isTrue();
  }

  @Override
  public void close() {}
}
