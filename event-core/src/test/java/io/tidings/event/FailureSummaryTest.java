package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of the failures that the log leaves out: a closed bus leaves none uncounted. */
@Contract("FLT-09")
class FailureSummaryTest {

  private static final Pattern MORE = Pattern.compile("(\\d+) more");

  private static void fails(EventBus bus, String name) {
    bus.subscribe(
        EventSelector.kind(A),
        SubscriptionOptions.named(name),
        event -> {
          throw new IllegalStateException("on purpose");
        });
  }

  private static void emit(EventBus bus, int times) {
    for (int i = 0; i < times; i++) {
      bus.emit(a());
    }
  }

  /** Returns the failures of a source that the warnings show, or count as left out. */
  private static long accounted(List<String> warnings, String source) {
    long sum = 0;
    for (String warning : warnings) {
      if (warning.contains(source)) {
        boolean summary = warning.contains("more failures");
        sum += summary ? 0 : 1;
        sum += MORE.matcher(warning).results().mapToLong(r -> Long.parseLong(r.group(1))).sum();
      }
    }
    return sum;
  }

  @Test
  void failures_left_out_are_counted_when_the_bus_closes() {
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.create();
      fails(bus, "mailer");
      emit(bus, 30);
      bus.close();
      bus.close();

      assertThat(accounted(log.warnings(), "mailer")).isEqualTo(30);
      assertThat(log.warnings()).last().asString().contains("more failures");
    }
  }

  @Test
  void each_source_has_its_own_summary() {
    EventTap tap =
        event -> {
          throw new IllegalStateException("on purpose");
        };
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.builder().tap(tap).build();
      fails(bus, "mailer");
      fails(bus, "biller");
      bus.subscribe(A, event -> {});
      emit(bus, 10);
      bus.close();

      assertThat(accounted(log.warnings(), "mailer")).isEqualTo(10);
      assertThat(accounted(log.warnings(), "biller")).isEqualTo(10);
      assertThat(accounted(log.warnings(), tap.getClass().getName())).isEqualTo(10);
    }
  }

  @Test
  void close_without_failures_left_out_logs_nothing() {
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.create();
      fails(bus, "mailer");
      emit(bus, 1);
      bus.close();

      assertThat(log.warnings()).hasSize(1);
    }
  }

  @Test
  void ended_subscription_is_in_the_summary() {
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.create();
      failAndUnsubscribe(bus);
      System.gc();
      System.gc();
      bus.close();

      assertThat(accounted(log.warnings(), "short-lived")).isEqualTo(10);
    }
  }

  private static void failAndUnsubscribe(EventBus bus) {
    Subscription subscription =
        bus.subscribe(
            EventSelector.kind(A),
            SubscriptionOptions.named("short-lived"),
            event -> {
              throw new IllegalStateException("on purpose");
            });
    emit(bus, 10);
    subscription.close();
  }

  @Test
  void close_inside_a_handler_counts_the_failures_after_it() {
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.create();
      fails(bus, "mailer");
      bus.subscribe(A, event -> bus.close());
      bus.subscribe(
          EventSelector.kind(A),
          SubscriptionOptions.named("last"),
          event -> {
            throw new IllegalStateException("on purpose");
          });
      bus.emit(a());

      assertThat(accounted(log.warnings(), "last")).isEqualTo(1);
    }
  }

  @Test
  void failures_of_closing_taps_are_counted() {
    EventTap tap =
        new EventTap() {
          @Override
          public void onEvent(DomainEvent event) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public boolean close(Duration timeout) {
            throw new IllegalStateException("on purpose");
          }
        };
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.builder().tap(tap).build();
      emit(bus, 2);
      bus.close();

      assertThat(accounted(log.warnings(), tap.getClass().getName())).isEqualTo(3);
    }
  }

  @Test
  void listener_with_some_methods_of_its_own_has_a_summary_too() {
    List<Throwable> received = new ArrayList<>();
    FailureListener partly =
        new FailureListener() {
          @Override
          public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
            received.add(failure);
          }
        };
    try (LogCapture log = LogCapture.open()) {
      EventBus bus = EventBus.builder().failureListener(partly).build();
      fails(bus, "partly");
      emit(bus, 30);
      bus.close();

      assertThat(accounted(log.warnings(), "partly")).isEqualTo(30);
      assertThat(received).isEmpty();
    }
  }
}
