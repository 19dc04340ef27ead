package io.tidings.event.spi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.Subscription;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Contract("FLT-07")
class LoggingFailureListenerTest {

  private static final long SECOND = 1_000_000_000L;

  private final Logger logger = (Logger) LoggerFactory.getLogger(EventBus.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final EventBus bus = EventBus.create();
  private final Subscription mailer = bus.subscribe(EventKind.of("a"), event -> {});
  private final Subscription biller = bus.subscribe(EventKind.of("a"), event -> {});
  private final DomainEvent event = DomainEvent.of(EventKind.of("plan.lost"));
  private final RuntimeException failure = new IllegalStateException("why");
  private long now = -5;
  private final LoggingFailureListener listener = new LoggingFailureListener(() -> now);

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private List<String> messages() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void the_first_failure_is_logged_with_all_there_is_to_know() {
    listener.handlerFailed(event, mailer, failure);

    assertThat(log.list)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getLevel()).isEqualTo(Level.WARN);
              assertThat(entry.getFormattedMessage())
                  .contains("plan.lost", event.id(), mailer.name(), "IllegalStateException");
              assertThat(entry.getThrowableProxy().getMessage()).isEqualTo("why");
            });
  }

  @Test
  void then_at_most_one_a_second_with_the_number_left_out() {
    for (int i = 0; i < 5; i++) {
      listener.handlerFailed(event, mailer, failure);
    }
    now += SECOND - 1;
    listener.handlerFailed(event, mailer, failure);
    assertThat(messages()).hasSize(1);

    now += 1;
    listener.handlerFailed(event, mailer, failure);
    now += SECOND;
    listener.handlerFailed(event, mailer, failure);

    assertThat(messages()).hasSize(3);
    assertThat(messages().get(1)).contains("5 more");
    assertThat(messages().get(2)).doesNotContain("more");
  }

  @Test
  @Contract("FLT-09")
  void summary_counts_each_failure_left_out_once() {
    for (int i = 0; i < 30; i++) {
      listener.handlerFailed(event, mailer, failure);
      listener.selectorFailed(event, biller, failure);
    }
    listener.summarize();
    listener.summarize();
    assertThat(messages()).hasSize(4);
    assertThat(messages().subList(2, 4))
        .containsExactlyInAnyOrder(
            "Handler " + mailer.name() + ": 29 more failures since the last such warning",
            "Selector of " + biller.name() + ": 29 more failures since the last such warning");

    listener.handlerFailed(event, mailer, failure);
    now += SECOND;
    listener.handlerFailed(event, mailer, failure);
    assertThat(messages()).hasSize(5);
    assertThat(messages().get(4)).contains("(1 more since");
  }

  @Test
  void each_subscription_and_tap_has_its_own_count() {
    EventTap tap = tapped -> {};
    listener.handlerFailed(event, mailer, failure);
    listener.handlerFailed(event, biller, failure);
    listener.tapFailed(event, tap, failure);
    listener.tapFailed(null, tapped -> {}, failure);
    listener.tapFailed(event, tap, failure);
    listener.selectorFailed(event, mailer, failure);

    assertThat(messages()).hasSize(4);
    assertThat(messages().get(2)).containsIgnoringCase("tap").contains(event.id());
    assertThat(messages().get(3)).containsIgnoringCase("tap").doesNotContain(" at ");
  }

  @Test
  @Contract("FLT-05")
  void a_source_is_known_by_its_identity_and_asked_nothing() {
    class Hostile implements EventTap {
      @Override
      public void onEvent(DomainEvent tapped) {
        throw failure;
      }

      @Override
      public int hashCode() {
        throw failure;
      }

      @Override
      public boolean equals(Object other) {
        throw failure;
      }
    }
    EventTap tap = new Hostile();

    listener.tapFailed(event, tap, failure);
    listener.tapFailed(event, tap, failure);
    listener.tapFailed(event, new Hostile(), failure);

    assertThat(messages()).hasSize(2);
  }

  @Test
  void a_failing_selector_is_called_so() {
    listener.selectorFailed(event, mailer, failure);

    assertThat(messages())
        .singleElement()
        .asString()
        .containsIgnoringCase("selector")
        .contains(mailer.name());
  }

  @Test
  void refusals_are_left_to_the_bus() {
    listener.rejected(event, "why");

    assertThat(messages()).isEmpty();
  }
}
