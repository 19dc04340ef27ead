package io.tidings.event.spring;

import static io.tidings.event.spring.Shop.PLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult.Status;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventSelector;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Configurations and surroundings that do not fit, and the remedy that the start prints. */
class BadInputTest {

  private static final String H2 = "spring.datasource.url=jdbc:h2:mem:shop";

  @Test
  void h2_is_no_place_for_a_trail() {
    assertThat(Started.failure(Shop.Jdbc.class, H2))
        .contains("PostgreSQL", "H2", "tidings.trail.url=file:trail.db", "tidings.trail.enabled");
  }

  @Test
  void h2_with_a_trail_in_a_file_starts(@org.junit.jupiter.api.io.TempDir java.nio.file.Path home) {
    try (Shop shop =
        Shop.open(
            "jdbc:h2:mem:other", Shop.Jdbc.class, "tidings.trail.url=file:" + home.resolve("t"))) {
      DomainEvent kept = shop.event(PLACED);
      DomainEvent undone = shop.event(PLACED);

      shop.commit(() -> shop.bus.emit(kept));
      shop.rollBack(() -> shop.bus.emit(undone));
      shop.bus.flush(java.time.Duration.ofSeconds(10));

      assertThat(shop.hasStored(kept)).isTrue();
      assertThat(shop.hasStored(undone)).isFalse();
    }
  }

  @Test
  void outbox_needs_a_database() {
    assertThat(
            Started.failure(
                Shop.Jdbc.class,
                H2,
                "tidings.trail.url=file:target/none.db",
                "tidings.transactions.mode=outbox"))
        .contains("tidings.transactions.mode", "after-commit");
  }

  @Test
  void mistyped_property_is_named() {
    assertThat(Started.failure(Shop.Jdbc.class, H2, "tidings.trial.url=file:t.db"))
        .contains("tidings.trial.url");
    assertThat(Started.failure(Shop.Jdbc.class, H2, "tidings.transactions.mode=outbocks"))
        .contains("tidings.transactions.mode", "outbocks", "OUTBOX");
  }

  @Test
  void url_of_another_database_is_refused_without_its_password() {
    assertThat(
            Started.failure(
                Shop.Jdbc.class, H2, "tidings.trail.url=jdbc:mysql://u:secret@db/trail"))
        .contains("tidings.trail.url", "file:trail.db")
        .doesNotContain("secret");
    assertThat(Started.failure(Shop.Jdbc.class, H2, "tidings.trail.url=datasource:audit"))
        .contains("audit", "dataSource");
  }

  @Test
  void role_without_ddl_rights_is_explained() {
    Postgres.execute(
        "CREATE SCHEMA guarded",
        "CREATE ROLE reader LOGIN",
        "GRANT USAGE ON SCHEMA guarded TO reader");

    assertThat(
            Started.failure(
                Shop.Jdbc.class, "spring.datasource.url=" + Postgres.url("guarded", "reader")))
        .contains("grant the role the right to write", "owner of the schema");
  }

  @Test
  void role_without_ddl_rights_uses_an_existing_trail() {
    Shop.open(Postgres.schema("prepared"), Shop.Jdbc.class).close();
    Postgres.execute(
        "CREATE ROLE writer LOGIN",
        "GRANT USAGE ON SCHEMA prepared TO writer",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA prepared TO writer",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA prepared TO writer");

    try (var context =
        Started.with(
            Shop.Jdbc.class, "spring.datasource.url=" + Postgres.url("prepared", "writer"))) {
      var bus = context.getBean(io.tidings.event.EventBus.class);
      DomainEvent event = bus.events().root(PLACED).build();
      new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
          .executeWithoutResult(status -> bus.emit(event));
      assertThat(
              context
                  .getBean(io.tidings.event.store.EventStore.class)
                  .count(io.tidings.event.store.EventQuery.platform().event(event.id())))
          .isEqualTo(1);
    }
  }

  @Test
  void two_data_sources_need_a_name() {
    String shop = Postgres.schema("two_shop");
    String audit = Postgres.schema("two_audit");

    assertThat(Started.failure(TwoSources.class, "shop.url=" + shop, "audit.url=" + audit))
        .contains("auditSource", "shopSource", "tidings.trail.url=datasource:", "@Primary");
  }

  @Test
  void transaction_of_another_data_source_stores_after_the_commit() {
    String shop = Postgres.schema("other_shop");
    String audit = Postgres.schema("other_audit");
    try (var context =
        Started.with(
            TwoSources.class,
            "shop.url=" + shop,
            "audit.url=" + audit,
            "tidings.trail.url=datasource:auditSource")) {
      var bus = context.getBean(io.tidings.event.EventBus.class);
      JdbcTemplate rows = new JdbcTemplate(context.getBean("shopSource", DataSource.class));
      rows.execute("CREATE TABLE orders (id TEXT)");
      AtomicInteger handled = new AtomicInteger();
      bus.subscribe(
          EventSelector.kind(PLACED),
          event -> {
            handled.incrementAndGet();
            new TransactionTemplate(
                    context.getBean("shopTransactions", JdbcTransactionManager.class))
                .executeWithoutResult(status -> rows.update("INSERT INTO orders VALUES ('h')"));
          });
      TransactionTemplate transaction =
          new TransactionTemplate(
              context.getBean("shopTransactions", JdbcTransactionManager.class));

      try (Logged logged = Logged.warnings()) {
        transaction.executeWithoutResult(status -> bus.emit(DomainEvent.of(PLACED)));
        assertThat(logged.list()).singleElement().asString().contains("DataSource");
      }
      transaction.executeWithoutResult(
          status -> {
            bus.emit(DomainEvent.of(PLACED));
            status.setRollbackOnly();
          });

      assertThat(handled).hasValue(1);
      assertThat(rows.queryForObject("SELECT count(*) FROM orders", Long.class)).isEqualTo(1);
      assertThat(
              context
                  .getBean(io.tidings.event.store.EventStore.class)
                  .count(io.tidings.event.store.EventQuery.platform()))
          .isEqualTo(1);
    }
  }

  @Test
  void pool_of_one_connection_times_out_with_its_name() {
    try (Shop shop =
        Shop.open(
            Postgres.schema("single"),
            Shop.Jdbc.class,
            "spring.datasource.hikari.maximum-pool-size=1",
            "spring.datasource.hikari.pool-name=onlyOne",
            "spring.datasource.hikari.connection-timeout=250",
            "tidings.trail.busy-timeout=1s")) {
      DomainEvent event = shop.event(PLACED);
      shop.bus.subscribe(
          EventSelector.correlation(event.correlationId()), e -> shop.commit(() -> shop.insert(e)));
      try (Logged logged = Logged.warnings()) {
        shop.commit(() -> assertThat(shop.bus.emit(event).status()).isEqualTo(Status.DEFERRED));
        assertThat(logged.list()).singleElement().asString().contains("onlyOne");
      }
      assertThat(shop.hasStored(event)).isTrue();
      assertThat(shop.hasRow(event)).isFalse();

      TransactionTemplate readOnly = shop.transaction(0);
      readOnly.setReadOnly(true);
      DomainEvent late = shop.event(PLACED);
      try (Logged logged = Logged.warnings()) {
        readOnly.executeWithoutResult(status -> shop.bus.emit(late));
        assertThat(logged.list()).anySatisfy(line -> assertThat(line).contains("onlyOne"));
      }
      assertThat(shop.hasStored(late)).isFalse();
    }
  }

  @Test
  void subscription_to_an_unknown_kind_is_refused_with_a_catalogue() {
    try (var context =
        Started.with(Catalogued.class, "spring.datasource.url=" + Postgres.schema("known"))) {
      var bus = context.getBean(io.tidings.event.EventBus.class);
      assertThatThrownBy(
              () -> bus.subscribe(io.tidings.event.EventKind.of("order.plced"), event -> {}))
          .hasMessageContaining("order.placed");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Shop.Jdbc.class)
  static class Catalogued {
    @Bean
    EventCatalog catalog() {
      return EventCatalog.builder().kind(PLACED).build();
    }
  }

  /** Two DataSources, each with a transaction manager. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName =
          "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
  static class TwoSources {

    @Bean
    DataSource shopSource(@Value("${shop.url}") String url) {
      return pool(url);
    }

    @Bean
    DataSource auditSource(@Value("${audit.url}") String url) {
      return pool(url);
    }

    @Bean
    JdbcTransactionManager shopTransactions(
        @org.springframework.beans.factory.annotation.Qualifier("shopSource") DataSource source) {
      return new JdbcTransactionManager(source);
    }

    private static HikariDataSource pool(String url) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(3);
      return pool;
    }
  }
}
