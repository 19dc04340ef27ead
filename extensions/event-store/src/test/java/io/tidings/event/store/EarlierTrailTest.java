package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail of an earlier version, whose schema contains the tables of metering and measurement. */
class EarlierTrailTest extends StoreTest {

  @BeforeEach
  void copy() throws IOException {
    EarlierTrail.copyTo(file());
  }

  private List<String> errors() throws SQLException {
    return place().texts("SELECT id || subsystem || created_at FROM error_events ORDER BY id");
  }

  private List<String> meters() throws SQLException {
    return place().texts("SELECT id || used FROM meter ORDER BY id");
  }

  /** Returns the schema of metering and measurement. */
  private List<String> otherObjects() throws SQLException {
    return place().schema().stream()
        .filter(sql -> sql.contains("meter") || sql.contains("error_events"))
        .toList();
  }

  @Contract("SCH-05")
  @Test
  void earlier_trail_opens_with_all_its_rows() throws SQLException {
    List<String> schema = otherObjects();
    List<String> errors = errors();
    List<String> meters = meters();

    try (EventStore store = open()) {
      assertThat(store.count(EventQuery.platform())).isEqualTo(EarlierTrail.EVENTS);
      assertThat(store.list(EventQuery.platform())).hasSize(EarlierTrail.EVENTS);
      assertThat(store.database().hasTable("meter")).isTrue();
    }

    assertThat(errors()).isEqualTo(errors).hasSize(3);
    assertThat(meters()).isEqualTo(meters).hasSize(2);
    assertThat(otherObjects()).isEqualTo(schema);
    assertThat(place().texts("SELECT version FROM schema_version ORDER BY version"))
        .isEqualTo(Schema.MIGRATIONS.stream().map(step -> String.valueOf(step.version())).toList());
  }

  @Contract("SCH-05")
  @Test
  void second_opening_changes_no_version() throws SQLException {
    String versions = "SELECT version || ' ' || migrated_at FROM schema_version ORDER BY version";
    open().close();
    List<String> before = place().texts(versions);

    open().close();
    open().append(event());

    assertThat(place().texts(versions)).isEqualTo(before);
    assertThat(place().texts("SELECT count(*) FROM extension_version")).containsExactly("0");
    assertThat(place().texts("SELECT count(*) FROM events"))
        .containsExactly(String.valueOf(EarlierTrail.EVENTS + 1));
  }

  @Contract({"SCH-02", "SCH-05"})
  @Test
  void earlier_trail_can_be_read_only_once_migrated() throws SQLException {
    List<String> schema = place().schema();
    assertThatThrownBy(() -> builder().readOnly().open())
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA));
    assertThat(place().schema()).isEqualTo(schema);
    open().close();

    try (EventStore store = builder().readOnly().open()) {
      assertThat(store.count(EventQuery.platform())).isEqualTo(EarlierTrail.EVENTS);
      assertThat(store.database().hasTable("error_events")).isTrue();
    }
  }
}
