package io.tidings.event.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Memory of keys, counted in the histogram of live objects that the JVM makes after a GC. */
class KeyMemoryTest {

  private static final EventKind A = EventKind.of("a");
  private static final int KEYS = 100_000;

  /** Less than a key needs; other objects of the JVM come and go meanwhile. */
  private static final int BYTES = 8;

  private static final String LANE = "io.tidings.event.internal.Lane";
  private static final String WORK = "io.tidings.event.async.internal.Work";

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final EventBus bus = EventBus.create();

  /** The live objects of this JVM. */
  private record Histogram(String text) {

    static Histogram take() throws JMException {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[] {}},
                  new String[] {String[].class.getName()});
      return new Histogram((String) text);
    }

    private long number(String row, int group) {
      Matcher found = Pattern.compile("(?m)" + row).matcher(text);
      return found.find() ? Long.parseLong(found.group(group)) : 0;
    }

    /** Returns the number of instances of a class. */
    long count(String type) {
      return number("^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(type) + "(?= |$)", 1);
    }

    /** Returns the bytes of all objects. */
    long bytes() {
      return number("^Total +\\d+ +(\\d+)", 1);
    }
  }

  private Subscription subscribe(int capacity) {
    return bus.subscribe(
        EventSelector.kind(A),
        SubscriptionOptions.named("s")
            .async(
                AsyncOptions.defaults()
                    .executor(tasks::add)
                    .capacity(capacity)
                    .slowAfter(Duration.ZERO)),
        event -> {});
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void emit(int from, int to) {
    for (int i = from; i < to; i++) {
      bus.emit(DomainEvent.builder(A).sessionId("key-" + i).build());
    }
  }

  @Test
  void idle_keys_hold_no_memory() throws Exception {
    Subscription subscription = subscribe(AsyncOptions.DEFAULT_CAPACITY);
    emit(0, 1_000);
    runTasks();
    Histogram before = Histogram.take();
    for (int i = 1_000; i < KEYS; i += 1_000) {
      emit(i, i + 1_000);
      runTasks();
    }
    Histogram after = Histogram.take();

    assertThat(subscription.metrics().delivered()).isEqualTo(KEYS);
    assertThat(after.count(LANE)).isEqualTo(before.count(LANE));
    assertThat(after.count(WORK)).isEqualTo(before.count(WORK));
    assertThat(after.bytes() - before.bytes()).as("bytes").isLessThan(BYTES * (KEYS - 1_000));
    bus.close();
  }

  @Test
  void same_measure_sees_each_key_in_use() throws Exception {
    subscribe(KEYS);
    Histogram before = Histogram.take();
    emit(0, KEYS);
    assertThat(bus.flush(Duration.ZERO)).as("sorts by key; not handled").isFalse();
    Histogram during = Histogram.take();
    runTasks();
    Histogram after = Histogram.take();

    assertThat(during.count(LANE) - before.count(LANE)).isEqualTo(KEYS);
    assertThat(during.count(WORK) - before.count(WORK)).isEqualTo(KEYS);
    assertThat(during.bytes() - before.bytes()).isGreaterThan(10 * BYTES * KEYS);
    assertThat(after.count(LANE)).isEqualTo(before.count(LANE));
    bus.close();
  }
}
