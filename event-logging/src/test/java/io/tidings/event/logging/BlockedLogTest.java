package io.tidings.event.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bus with a log that blocks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockedLogTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final int CAPACITY = 1_000;

  /** Blocks in its first entry until it is released. */
  private static final class Hanging extends UnsynchronizedAppenderBase<ILoggingEvent> {

    final CountDownLatch go = new CountDownLatch(1);
    final List<String> logged = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent entry) {
      try {
        go.await();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
      logged.add(entry.getKeyValuePairs().get(0).value.toString());
    }
  }

  private final LoggerContext context = new LoggerContext();
  private final Hanging appender = new Hanging();

  private LoggingTap tap() {
    Logger logger = context.getLogger(LoggingTap.LOGGER_NAME);
    logger.setLevel(Level.INFO);
    appender.setContext(context);
    appender.start();
    logger.addAppender(appender);
    return LoggingTap.standard().withLogger(logger);
  }

  private static Duration emitted(EventBus bus, int first, int last) {
    long start = System.nanoTime();
    for (int i = first; i <= last; i++) {
      bus.emit(DomainEvent.root(EventType.TOOL_INVOKED).id("e" + i).build());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  @Contract("LOG-06")
  void behind_an_async_tap_it_costs_one_wait_and_what_has_no_room() throws Exception {
    AsyncTap behind = AsyncTap.builder(tap()).capacity(CAPACITY).blockTimeout(WAIT).build();
    EventBus bus = EventBus.builder().tap(behind).build();
    long slow =
        IntStream.rangeClosed(1, CAPACITY)
            .filter(i -> emitted(bus, i, i).compareTo(WAIT) >= 0)
            .count();

    assertThat(slow).isZero();
    assertThat(behind.dropped()).isZero();
    assertThat(emitted(bus, CAPACITY + 1, CAPACITY + 1)).isGreaterThanOrEqualTo(WAIT);
    assertThat(emitted(bus, CAPACITY + 2, CAPACITY + 100)).isLessThan(WAIT.multipliedBy(10));
    assertThat(behind.dropped()).isEqualTo(100);
    assertThat(behind.pending()).isEqualTo(CAPACITY);

    appender.go.countDown();
    assertThat(bus.flush(LONG)).isTrue();
    assertThat(appender.logged)
        .isEqualTo(IntStream.rangeClosed(1, CAPACITY).mapToObj(i -> "e" + i).toList());
    bus.close();
  }
}
