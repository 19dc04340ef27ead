package io.tidings.event.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OpenStepsTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final OpenSteps<String, Integer> steps = new OpenSteps<>("Calls", 3, nanos::get);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(OpenSteps.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
  }

  @Test
  void full_map_removes_what_was_not_used_longest() {
    steps.put("a", 1);
    steps.put("b", 2);
    steps.put("c", 3);
    assertThat(steps.find("a")).isEqualTo(1);
    assertThat(log.list).isEmpty();

    steps.put("d", 4);
    steps.put("e", 5);

    assertThat(steps.size()).isEqualTo(3);
    assertThat(steps.find("a")).isEqualTo(1);
    assertThat(steps.find("b")).isNull();
    assertThat(steps.find("c")).isNull();
    assertThat(log.list).hasSize(1);
  }

  @Test
  void entry_without_use_is_removed_after_an_hour() {
    steps.put("a", 1);
    steps.put("b", 2);
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(59));
    assertThat(steps.find("a")).isEqualTo(1);
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));

    steps.put("c", 3);

    assertThat(steps.find("b")).isNull();
    assertThat(steps.find("a")).isEqualTo(1);
    assertThat(steps.size()).isEqualTo(2);
    assertThat(log.list).hasSize(1);
  }

  @Test
  void ended_entries_are_removed_without_a_warning() {
    for (int i = 0; i < 100; i++) {
      steps.put("a" + i, i);
      assertThat(steps.findOrAdd("a" + i, () -> -1)).isEqualTo(i);
      assertThat(steps.remove("a" + i)).isEqualTo(i);
      assertThat(steps.remove("a" + i)).isNull();
    }
    assertThat(steps.findOrAdd("b", () -> 7)).isEqualTo(7);
    steps.removeIf(value -> value == 7);

    assertThat(steps.size()).isZero();
    assertThat(log.list).isEmpty();
  }
}
