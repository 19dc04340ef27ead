package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A failure listener, and a log, that misbehave themselves. */
@Contract("FLT-05")
class FailureListenerTest {

  private final RecordedEvents heard = new RecordedEvents();

  private static void fails(EventBus bus, Throwable failure) {
    bus.subscribe(
        EventSelector.kind(A), SubscriptionOptions.named("bad"), event -> Sneaky.throwIt(failure));
  }

  private static final class Throwing implements FailureListener {
    @Override
    public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      throw new LinkageError();
    }

    @Override
    public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
      throw new AssertionError();
    }

    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      throw new IllegalStateException();
    }

    @Override
    public void rejected(DomainEvent event, String reason) {
      throw new StackOverflowError();
    }
  }

  @Test
  void one_that_throws_hurts_nobody() {
    EventBus bus =
        EventBus.builder()
            .failureListener(new Throwing())
            .tap(event -> Sneaky.throwIt(new IllegalStateException()))
            .build();
    fails(bus, new IllegalStateException());
    bus.subscribe(
        EventSelector.all()
            .where(
                event -> {
                  throw new IllegalStateException();
                }),
        heard.handler("never"));
    bus.subscribe(A, event -> bus.emit(a()));
    bus.subscribe(A, heard.handler("last"));

    EmitResult result = bus.emit(a());

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.tapFailures()).isEqualTo(1);
    assertThat(heard.lines()).hasSize(256).containsOnly("last a");
  }

  @Test
  @Contract("ORD-04")
  void one_that_emits_in_the_tap_phase_is_put_off_as_a_whole() {
    EventBus[] bus = new EventBus[1];
    RecordedFailures emitting =
        new RecordedFailures() {
          @Override
          public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
            bus[0].emit(DomainEvent.of(B));
          }
        };
    bus[0] =
        EventBus.builder()
            .failureListener(emitting)
            .tap(
                event -> {
                  if (event.is(A)) {
                    throw new IllegalStateException();
                  }
                })
            .tap(heard.tap("tap"))
            .build();
    bus[0].subscribe(EventSelector.all(), heard.handler("handler"));

    bus[0].emit(a());

    assertThat(heard.lines()).containsExactly("tap a", "tap b", "handler a", "handler b");
  }

  @Test
  void a_log_appender_that_emits_is_stopped_in_the_end() {
    AtomicInteger calls = new AtomicInteger();
    EventBus bus = EventBus.create();
    bus.subscribe(
        A,
        event -> {
          calls.incrementAndGet();
          throw new IllegalStateException();
        });
    bus.subscribe(A, heard.handler("last"));

    try (LogCapture log = LogCapture.open(entry -> bus.emit(a()))) {
      bus.emit(a());

      assertThat(log.warnings()).isNotEmpty();
      assertThat(calls.get()).isBetween(1, 256);
      assertThat(heard.lines()).hasSize(calls.get());
    }
  }

  @Test
  void a_log_appender_that_throws_hurts_nobody() {
    EventBus bus = EventBus.create();
    fails(bus, new IllegalStateException());
    bus.subscribe(A, heard.handler("last"));

    try (LogCapture log =
        LogCapture.open(
            entry -> {
              throw new IllegalStateException("appender");
            })) {
      assertThat(bus.emit(a()).failed()).isEqualTo(1);

      assertThat(log.entries()).isNotEmpty();
    }
    assertThat(heard.lines()).containsExactly("last a");
  }

  @Test
  @Contract("FLT-07")
  void a_failure_that_cannot_be_printed_is_still_told() {
    EventBus bus = EventBus.create();
    fails(bus, new Unprintable());
    bus.subscribe(A, heard.handler("last"));

    try (LogCapture log = LogCapture.open()) {
      bus.emit(a());

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("bad")
          .contains(Unprintable.class.getName());
    }
    assertThat(heard.lines()).containsExactly("last a");
  }

  @Test
  @Contract("FLT-07")
  void a_failure_without_a_message_is_told_as_any_other() {
    EventBus bus = EventBus.create();
    fails(bus, new Messageless());

    try (LogCapture log = LogCapture.open()) {
      bus.emit(a());

      assertThat(log.warnings()).singleElement().asString().contains(Messageless.class.getName());
    }
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  private static final class Messageless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String getMessage() {
      return null;
    }

    @Override
    public @Nullable String toString() {
      return getMessage();
    }
  }
}
