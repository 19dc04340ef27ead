package io.tidings.event.store.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.async.CloseResult;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the guide to durable delivery. */
@Timeout(60)
class DeliveryExamplesTest {

  private static final EventKind ORDER_PAID = EventKind.of("order.paid");
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private static DomainEvent applied(String session) {
    return DomainEvent.root(EventType.PLAN_APPLIED).sessionId(session).build();
  }

  @Test
  void mail_consumer_sends_a_mail_for_each_applied_plan() {
    ByteArrayOutputStream mails = new ByteArrayOutputStream();
    try (EventStore trail = EventStore.open(directory.resolve("trail.db"));
        Delivery delivery =
            new MailConsumer(new PrintStream(mails, true, StandardCharsets.UTF_8)).start(trail)) {
      trail.append(List.of(applied("s-1"), applied("s-2")));
      assertThat(delivery.flush(LONG)).isTrue();
      assertThat(mails.toString(StandardCharsets.UTF_8).lines())
          .containsExactlyInAnyOrder(
              "To the owner of session s-1: plan applied",
              "To the owner of session s-2: plan applied");
    }
  }

  /** Stands in for a mail server in the examples. */
  @FunctionalInterface
  private interface Mailer {
    void send(DomainEvent event) throws IOException;
  }

  @Test
  void a_delivery_in_a_few_lines() {
    Queue<DomainEvent> sent = new ConcurrentLinkedQueue<>();
    Mailer mailer = sent::add;
    try (EventStore trail = EventStore.open(directory.resolve("trail.db"))) {
      Delivery mail =
          trail.deliver(
              "mailer",
              EventQuery.platform().kinds(EventType.PLAN_APPLIED),
              DeliveryOptions.perKey(DeliveryKey.SESSION).parallel(16).atMost(8),
              attempt -> mailer.send(attempt.event()));
      trail.append(applied("s-1"));
      assertThat(mail.flush(LONG)).isTrue();
      DeliveryMetrics metrics = mail.metrics();
      assertThat(metrics.lag()).isZero();
      assertThat(mail.describe()).startsWith("Delivery 'mailer': active");
      CloseResult.Undelivered left = mail.close(Duration.ofSeconds(30));
      assertThat(left.count()).isZero();
    }
    assertThat(sent).hasSize(1);
  }

  @Test
  void dead_letters_are_redriven() {
    try (EventStore trail = EventStore.open(directory.resolve("trail.db"))) {
      DomainEvent event = applied("s-1");
      trail.append(event);
      String id = event.id();
      DeliveryHandler failing =
          attempt -> {
            throw new IOException("the mail server is away");
          };
      DeliveryOptions once = DeliveryOptions.perKey(DeliveryKey.SESSION).atMost(1);
      try (Delivery mail = trail.deliver("mailer", EventQuery.platform(), once, failing)) {
        assertThat(mail.flush(LONG)).isTrue();
      }
      DeliveryDeadLetters letters = trail.deadLetters("mailer");
      letters.list(20).forEach(letter -> System.out.println(letter + ": " + letter.failure()));
      letters.redrive(letter -> letter.event().id().equals(id));
      assertThat(letters.count()).isZero();
    }
  }

  @Test
  void keys_of_the_host() {
    DeliveryOptions perOrder =
        DeliveryOptions.perKey(
                DeliveryKey.by("order", event -> event.detail("order_id", String.class)))
            .passingDeadLetters();
    DomainEvent event = DomainEvent.root(ORDER_PAID).detail("order_id", "o-1").build();
    assertThat(perOrder.key().of(event)).isEqualTo("o-1");
  }

  private static void book(Connection connection, DomainEvent event) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO acme_booking (event_id) VALUES (?)")) {
      insert.setString(1, event.id());
      insert.executeUpdate();
    }
  }

  @Test
  void work_is_done_once() {
    try (EventStore trail = EventStore.open(directory.resolve("trail.db"))) {
      trail
          .database()
          .prepare(
              new io.tidings.event.store.spi.StoreTables(
                  "acme_booking",
                  List.of(
                      new io.tidings.event.store.spi.StoreTables.Step(
                          1, List.of("CREATE TABLE acme_booking (event_id {text} NOT NULL)")))));
      DomainEvent event = applied("s-1");
      DeliveryHandler booking =
          attempt ->
              trail.once(
                  "booking", attempt.event().id(), connection -> book(connection, attempt.event()));
      DeliveryOptions options = DeliveryOptions.perKey(DeliveryKey.DEFAULT);
      trail.append(event);
      try (Delivery first = trail.deliver("first", EventQuery.platform(), options, booking);
          Delivery again = trail.deliver("again", EventQuery.platform(), options, booking)) {
        assertThat(first.flush(LONG) && again.flush(LONG)).isTrue();
      }
      assertThat(trail.once("booking", event.id(), connection -> {})).isFalse();
    }
  }
}
