package io.tidings.event.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.spring.TransactionMode;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** The locations of a trail, and the mode that fits each. */
class TrailLocationTest {

  private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
  private final DataSource source = new PGSimpleDataSource();

  @Test
  void url_names_a_file_or_a_data_source() {
    beans.registerSingleton("shop", source);

    assertThat(TrailLocation.of("file:t.db", beans).file()).isEqualTo(Path.of("t.db"));
    assertThat(TrailLocation.of("jdbc:sqlite:t.db", beans).file()).isEqualTo(Path.of("t.db"));
    assertThat(TrailLocation.of(null, beans).connections()).isSameAs(source);
    assertThat(TrailLocation.of("datasource", beans).connections()).isSameAs(source);
    assertThat(TrailLocation.of("datasource:shop", beans).connections()).isSameAs(source);
  }

  @Test
  void url_of_nothing_is_refused() {
    beans.registerSingleton("text", "no DataSource");

    for (String url :
        new String[] {"datasource", "datasource:text", "datasource:x", "file:", "x"}) {
      assertThatThrownBy(() -> TrailLocation.of(url, beans))
          .isInstanceOf(TrailConfigurationException.class)
          .hasMessageContaining("tidings.trail.url");
    }
  }

  @Test
  void mode_fits_the_location_unless_it_is_set() {
    TrailLocation file = new TrailLocation(Path.of("t.db"), null);
    TrailLocation own = new TrailLocation(null, source);

    assertThat(EmitMode.of(null, own, true, beans).isOutbox()).isTrue();
    assertThat(EmitMode.of(null, file, true, beans).mode()).isEqualTo(TransactionMode.AFTER_COMMIT);
    assertThat(EmitMode.of(null, null, false, beans).isOutbox()).isFalse();
    assertThat(EmitMode.of(TransactionMode.IMMEDIATE, own, true, beans).connections()).isNull();
    assertThat(EmitMode.of(TransactionMode.OUTBOX, own, true, beans).connections())
        .isSameAs(source);
    beans.registerSingleton("shop", source);
    assertThat(EmitMode.of(TransactionMode.OUTBOX, null, true, beans).connections())
        .isSameAs(source);
    assertThatThrownBy(() -> EmitMode.of(TransactionMode.OUTBOX, null, false, beans))
        .isInstanceOf(TrailConfigurationException.class);
  }
}
