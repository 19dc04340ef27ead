package io.tidings.event.spring;

import static io.tidings.event.spring.Shop.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult.Status;
import io.tidings.event.EventSelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other modes, with the trail behind a queue. */
class AfterCommitTest {

  @TempDir Path folder;

  private Shop open(String mode, String schema) {
    return Shop.open(
        Postgres.schema(schema),
        Shop.Jdbc.class,
        "tidings.transactions.mode=" + mode,
        "tidings.trail.url=file:" + folder.resolve("trail.db"));
  }

  @Test
  void handlers_and_taps_run_after_the_commit_or_never() {
    try (Shop shop = open("after-commit", "after_commit")) {
      List<DomainEvent> received = new ArrayList<>();
      shop.bus.subscribe(EventSelector.all(), received::add);
      DomainEvent kept = shop.event(PLACED);
      DomainEvent undone = shop.event(PLACED);

      shop.commit(
          () -> {
            assertThat(shop.bus.emit(kept).status()).isEqualTo(Status.DEFERRED);
            assertThat(received).isEmpty();
          });
      shop.rollBack(() -> shop.bus.emit(undone));
      shop.bus.flush(Duration.ofSeconds(10));

      assertThat(received).containsExactly(kept);
      assertThat(shop.hasStored(kept)).isTrue();
      assertThat(shop.hasStored(undone)).isFalse();
    }
  }

  @Test
  void immediate_mode_dispatches_within_the_transaction() {
    try (Shop shop = open("immediate", "immediate")) {
      List<DomainEvent> received = new ArrayList<>();
      shop.bus.subscribe(EventSelector.all(), received::add);
      DomainEvent event = shop.event(PLACED);

      shop.rollBack(
          () -> {
            assertThat(shop.bus.emit(event).status()).isEqualTo(Status.DONE);
            assertThat(received).containsExactly(event);
          });
      shop.bus.flush(Duration.ofSeconds(10));

      assertThat(shop.hasStored(event)).isTrue();
    }
  }
}
