package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

  private static final DeliveryOptions ONCE = DeliveryOptions.perKey(DeliveryKey.SESSION).atMost(1);

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final DomainEvent first = event("s-1");
  private final DomainEvent second = event("s-2");

  private static DomainEvent event(String session) {
    return DomainEvent.root(EventType.PLAN_APPLIED).sessionId(session).build();
  }

  private Path file() {
    return directory.resolve("trail.db");
  }

  @BeforeEach
  void park() {
    try (EventStore trail = EventStore.open(file())) {
      trail.append(List.of(first, second, event("s-1")));
      deliver(
          trail,
          attempt -> {
            throw new IOException("the mail server\tis away");
          });
    }
  }

  private static void deliver(EventStore trail, DeliveryHandler handler) {
    try (Delivery delivery = trail.deliver("mailer", EventQuery.platform(), ONCE, handler)) {
      assertThat(delivery.flush(Duration.ofSeconds(30))).isTrue();
    }
  }

  private int run(String command, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> args = new ArrayList<>(List.of("delivery", command, file().toString()));
    args.addAll(List.of(more));
    return Tidings.commandLine(out, err, Terminal.NONE).execute(args.toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void deliveries_and_dead_letters_are_listed() {
    assertThat(run("list")).as(err.toString()).isZero();
    assertThat(lines()).containsExactly("mailer\t3\t0\t0\t0\t1\t2");

    assertThat(run("dead", "--name", "mailer")).isZero();
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .startsWith(first.id() + "\tplan.applied\t1\tjava.io.IOException: the mail server")
        .doesNotContain("server\tis");
    assertThat(run("dead", "--name", "mailer", "--limit", "1")).isZero();
    assertThat(lines()).hasSize(1);
    assertThat(run("dead", "--name", "other")).isZero();
    assertThat(lines()).isEmpty();
  }

  @Test
  void letters_are_redriven_and_discarded() {
    assertThat(run("redrive", "--name", "mailer", "--event", first.id())).isZero();
    assertThat(lines()).containsExactly("1 events redriven");
    assertThat(run("discard", "--name", "mailer", "--all")).isZero();
    assertThat(lines()).containsExactly("1 events discarded");
    AtomicInteger delivered = new AtomicInteger();
    try (EventStore trail = EventStore.open(file())) {
      deliver(trail, attempt -> delivered.incrementAndGet());
    }
    assertThat(delivered).as("the redriven one and the one it held back").hasValue(2);
  }

  @Test
  void wrong_usage_is_one_line_with_exit_code_2() {
    assertThat(run("redrive", "--name", "mailer")).isEqualTo(2);
    assertThat(err.toString()).contains("set either --event or --all");
    assertThat(run("dead", "--name", "a b")).isEqualTo(2);
    assertThat(err.toString()).contains("name");
    assertThat(run("dead", "--name", "mailer", "--limit", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("limit");
    assertThat(run("list", "--unknown")).isEqualTo(2);
  }
}
