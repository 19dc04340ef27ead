package io.tidings.event.store.internal.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventType;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The memory of a consumer with many keys, and its log entries when it stands still. */
class DeliveryBoundsTest {

  private static final int PAGE = 500;
  private static final int EVENTS = 30_000;

  private final EventFactory events = EventFactory.standard();
  private long now = 1_000_000_000_000L;

  private static MemorySource source(EventFactory events) {
    MemorySource source = new MemorySource(PAGE);
    DomainEvent event = events.root(EventType.PLAN_CREATED).build();
    for (int i = 0; i < EVENTS; i++) {
      source.append(event.toBuilder().id("e-" + i).sessionId("s-" + i).build(), 0);
    }
    return source;
  }

  private Term term(MemoryDatabase database, DeliveryOptions options, MemorySource source) {
    ConsumerRows rows = DeliveryModel.fenced().of(database, options);
    Settings settings =
        new Settings("mailer", options, new FailureText(text -> text), () -> now, () -> 1);
    return new Term(
        settings,
        rows,
        source,
        rows.takeOver().orElseThrow(),
        now,
        () -> {},
        window -> {},
        new DeliveryLog("mailer", () -> now));
  }

  @Contract("DLV-12")
  @Test
  void events_beyond_the_window_are_not_read() throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      Term term = term(database, DeliveryOptions.perKey(DeliveryKey.SESSION), source(events));
      for (int i = 0; i < EVENTS / PAGE; i++) {
        term.turn(false);
      }
      assertThat(term.window().unsettled()).isBetween(Window.CAPACITY, Window.CAPACITY + PAGE);
    }
  }

  @Contract({"DLV-12", "DLV-05"})
  @Test
  void failing_events_beyond_the_bound_are_not_read_and_all_are_delivered() throws Exception {
    DeliveryOptions options =
        DeliveryOptions.perKey(DeliveryKey.SESSION)
            .retrying(RetryPolicy.attempts(2).backoff(Duration.ofHours(1), Duration.ofHours(1)));
    try (MemoryDatabase database = new MemoryDatabase()) {
      Term term = term(database, options, source(events));
      int delivered = 0;
      int most = 0;
      for (int i = 0; i < 10 * EVENTS / PAGE && delivered < EVENTS; i++) {
        boolean isMore = term.turn(false);
        for (Item item = term.window().take(); item != null; item = term.window().take()) {
          boolean isFirst = item.attempts == 1;
          delivered += isFirst ? 0 : 1;
          term.window().settle(item, isFirst ? new IllegalStateException("no") : null);
        }
        most = Math.max(most, term.waiting());
        if (!isMore) {
          now += Duration.ofMinutes(30).toNanos();
          database.moveClock(Duration.ofMinutes(30));
          term.turn(false);
        }
      }
      assertThat(delivered).isEqualTo(EVENTS);
      assertThat(most).isBetween(PAGE, StoredEvents.CAPACITY + PAGE);
    }
  }

  @Contract("DLV-08")
  @Test
  void entries_left_out_are_counted_by_a_later_turn_and_at_the_end() {
    DeliveryLog log = new DeliveryLog("mailer", () -> now);
    DomainEvent event = events.root(EventType.PLAN_CREATED).build();
    try (LogCapture captured = LogCapture.of("io.tidings.event.store.EventStore")) {
      for (int i = 0; i < 3; i++) {
        log.keyFailed(event, new IllegalStateException("no key"));
      }
      log.reached();
      assertThat(captured.warnings()).hasSize(1);

      now += 1_000_000_000L;
      log.reached();
      log.reached();
      assertThat(captured.warnings()).hasSize(2).last().asString().contains("left out 2 further");

      log.keyFailed(event, new IllegalStateException("no key"));
      log.leftOut();
      log.leftOut();
      assertThat(captured.warnings()).hasSize(3).last().asString().contains("left out 1 further");
    }
  }

  @Contract("DLV-10")
  @Test
  void events_in_handler_calls_are_listed_in_the_order_of_the_trail() throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      Term term = term(database, DeliveryOptions.perKey(DeliveryKey.SESSION), source(events));
      term.turn(false);
      List<String> taken = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        taken.add(requireNonNull(term.window().take()).eventId);
      }
      assertThat(term.window().runningIds()).isEqualTo(taken);
    }
  }

  @Contract("DLV-08")
  @Test
  void consumer_that_stands_still_is_logged_once_and_when_it_resumes() {
    try (LogCapture log = LogCapture.of("io.tidings.event.store.EventStore")) {
      StallWatch watch =
          new StallWatch(new DeliveryLog("mailer", () -> now), () -> now, Duration.ofSeconds(60));
      now += Duration.ofSeconds(59).toNanos();
      watch.check(() -> "5 in flight");
      assertThat(log.warnings()).isEmpty();
      now += Duration.ofSeconds(2).toNanos();
      watch.check(() -> "5 in flight");
      watch.check(() -> "5 in flight");
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("'mailer'", "stands still", "PT1M1S", "5 in flight");
      watch.progress();
      watch.progress();
      assertThat(log.warnings()).hasSize(2);
      assertThat(log.warnings().get(1)).contains("has resumed after PT1M1S");
    }
  }
}
