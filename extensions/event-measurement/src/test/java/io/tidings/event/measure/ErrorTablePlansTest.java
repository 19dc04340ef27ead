package io.tidings.event.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query plans of the error table. */
class ErrorTablePlansTest extends MeasureFixture {

  @Contract({"MSR-04", "MEA-09"})
  @ParameterizedTest
  @CsvSource({"w, idx_error_events_workspace_subsystem", ", idx_error_events_subsystem_created"})
  void error_rates_read_one_index(@Nullable String workspace, String index) throws SQLException {
    errors("search", "w", 1, Duration.ofHours(1));

    String plan = String.join("\n", rows("EXPLAIN QUERY PLAN " + literal(workspace)));

    assertThat(plan).contains("COVERING INDEX " + index).doesNotContain("FOR GROUP BY");
  }

  private static String literal(@Nullable String workspace) {
    return ErrorTable.bySubsystem(workspace).replace("?", "1");
  }
}
