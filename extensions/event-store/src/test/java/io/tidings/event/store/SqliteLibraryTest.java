package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.sqlite.SqliteLibrary;
import io.tidings.event.testkit.contract.Contract;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The least version of the SQLite library. */
@Tag("once")
class SqliteLibraryTest {

  @Contract("FIL-10")
  @ParameterizedTest
  @ValueSource(
      strings = {"3.51.3", "3.51.4", "3.51.10", "3.52.0", "3.54.1", "3.100.0", "3.51.3.1", "4.0"})
  void safe_version_is_accepted(String version) {
    assertThat(SqliteLibrary.isSafe(version)).isTrue();
    assertThatCode(() -> SqliteLibrary.requireSafe(version, StoreException.FACTORY))
        .doesNotThrowAnyException();
  }

  @Contract("FIL-10")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.51.2",
        "3.51.0",
        "3.51",
        "3.50.3",
        "3.9.99",
        "2.99.99",
        "3.8.10.2",
        "3",
        "",
        " ",
        "x",
        "3.x",
        "v3.52.0",
        "3.51.3-alpha",
        "three",
        "-3.52.0",
        "\u0663.52.0"
      })
  void unsafe_or_odd_version_is_rejected(String version) {
    assertThat(SqliteLibrary.isSafe(version)).isFalse();
    assertThatThrownBy(() -> SqliteLibrary.requireSafe(version, StoreException.FACTORY))
        .satisfies(Refusals.with(Reason.FAILED))
        .hasMessageContaining("SQLite '" + version + "'")
        .hasMessageContaining("3.51.3")
        .hasMessageContaining("corrupt")
        .hasMessageContaining("org.xerial:sqlite-jdbc")
        .hasMessageContaining("dependencyManagement")
        .hasMessageContaining("sqlite-jdbc.version");
  }

  @Contract("FIL-10")
  @Test
  void library_of_the_build_is_safe() throws SQLException {
    SqliteLibrary.requireSafe(StoreException.FACTORY);
  }
}
