package io.tidings.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.async.CloseResult;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records and the times of a relay, seen by a producer of the test. */
@Timeout(60)
class SendTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;

  /** A producer that completes nothing by itself. */
  private static class Manual extends MockProducer<String, byte[]> {

    private final LinkedBlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    private record Sent(String key, String id, Callback callback) {
      void succeed() {
        callback.onCompletion(null, null);
      }

      void fail(RuntimeException failure) {
        callback.onCompletion(null, failure);
      }
    }

    Manual() {
      super(false, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      sent.add(new Sent(record.key(), KafkaTest.header(record.headers(), "ce_id"), callback));
      return super.send(record, null);
    }

    Sent next() throws InterruptedException {
      Sent next = sent.poll(30, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    }
  }

  /** Returns a producer whose sends are preceded by work on the key. */
  @SuppressWarnings("unchecked")
  private static Producer<String, byte[]> intercepted(Manual producer, Consumer<String> before) {
    return (Producer<String, byte[]>)
        Proxy.newProxyInstance(
            SendTest.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("send")) {
                before.accept(((ProducerRecord<String, byte[]>) arguments[0]).key());
              }
              return method.invoke(producer, arguments);
            });
  }

  private EventStore trail() {
    return EventStore.open(directory.resolve("trail.db"));
  }

  private static KafkaRelay.Builder builder(EventStore trail, Producer<String, byte[]> producer) {
    return KafkaRelay.builder(trail, producer).name("siem").topic("t").key(DomainEvent::sessionId);
  }

  @Contract("KAF-02")
  @Test
  void one_event_of_a_key_is_in_flight_with_a_producer_of_the_host() throws Exception {
    Manual producer = new Manual();
    try (EventStore trail = trail();
        KafkaRelay relay = builder(trail, producer).start()) {
      List<DomainEvent> events = KafkaTest.appended(trail, 6, 2);
      List<Manual.Sent> first = List.of(producer.next(), producer.next());
      assertThat(first).extracting(Manual.Sent::key).containsExactlyInAnyOrder("s-0", "s-1");
      assertThat(producer.sent).isEmpty();
      first.forEach(Manual.Sent::succeed);
      List<String> ids = new ArrayList<>();
      for (int i = 2; i < 6; i++) {
        Manual.Sent next = producer.next();
        ids.add(next.id());
        next.succeed();
      }
      assertThat(ids).containsExactlyInAnyOrderElementsOf(KafkaTest.ids(events.subList(2, 6)));
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(producer.closed()).isFalse();
    }
    assertThat(producer.closed()).isFalse();
  }

  @Contract({"KAF-02", "KAF-03"})
  @Test
  void what_an_outage_fails_is_sent_again_before_later_events_of_its_key() throws Exception {
    Manual producer = new Manual();
    try (EventStore trail = trail();
        LogCapture log = LogCapture.of(KafkaRelay.class.getName());
        KafkaRelay relay = builder(trail, producer).start()) {
      List<DomainEvent> events = KafkaTest.appended(trail, 2, 1);
      for (int i = 0; i < 3; i++) {
        Manual.Sent sent = producer.next();
        assertThat(sent.id()).isEqualTo(events.get(0).id());
        sent.fail(new NotEnoughReplicasException("one is away"));
      }
      assertThat(relay.deadLetters().count()).isZero();
      producer.next().succeed();
      Manual.Sent last = producer.next();
      assertThat(last.id()).isEqualTo(events.get(1).id());
      last.succeed();
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("siem", "retrying until it is closed");
    }
  }

  @Contract("KAF-02")
  @Test
  void all_events_of_a_key_are_in_flight_in_a_pipeline_in_order() throws Exception {
    Manual producer = new Manual();
    try (EventStore trail = trail();
        KafkaRelay relay = builder(trail, producer).pipelining().start()) {
      List<DomainEvent> events = KafkaTest.appended(trail, 50, 1);
      List<Manual.Sent> sent = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        sent.add(producer.next());
      }
      assertThat(sent).extracting(Manual.Sent::id).isEqualTo(KafkaTest.ids(events));
      assertThat(relay.delivery().metrics().position()).isZero();
      sent.forEach(Manual.Sent::succeed);
      assertThat(relay.flush(LONG)).isTrue();
    }
  }

  @Contract("KAF-01")
  @Test
  void event_without_acknowledgement_is_sent_by_the_next_start() throws Exception {
    Manual producer = new Manual();
    try (EventStore trail = trail()) {
      List<DomainEvent> events = KafkaTest.appended(trail, 1, 1);
      KafkaRelay relay = builder(trail, producer).lease(Duration.ofSeconds(1)).start();
      Manual.Sent sent = producer.next();
      CloseResult.Undelivered left = relay.close(Duration.ofMillis(10));
      assertThat(left.eventIds()).isEqualTo(KafkaTest.ids(events));
      sent.succeed();
      try (KafkaRelay again = builder(trail, producer).lease(Duration.ofSeconds(1)).start()) {
        producer.next().succeed();
        assertThat(again.flush(LONG)).isTrue();
      }
    }
  }

  @Contract("KAF-04")
  @Test
  void blocked_send_holds_neither_a_transaction_nor_a_lock() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Manual producer = new Manual();
    Producer<String, byte[]> blocking =
        intercepted(
            producer,
            key -> {
              if (key.equals("s-0")) {
                blocked.countDown();
                KafkaTest.await(release);
              }
            });
    try (EventStore trail = trail();
        KafkaRelay relay = builder(trail, blocking).start()) {
      trail.append(DomainEvent.root(EventType.PLAN_APPLIED).sessionId("first").build());
      Manual.Sent first = producer.next();
      assertThat(first.key()).isEqualTo("first");
      first.succeed();
      assertThat(relay.flush(LONG)).isTrue();
      KafkaTest.appended(trail, 1, 1);
      assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(KafkaTest.appended(trail, 9, 3)).hasSize(9);
      for (int i = 0; i < 6; i++) {
        Manual.Sent next = producer.next();
        assertThat(next.key()).isIn("s-1", "s-2");
        next.succeed();
      }
      assertThat(trail.database().<Integer>write(connection -> 7)).isEqualTo(7);
      assertThat(relay.delivery().metrics().position()).isEqualTo(1);
      release.countDown();
      for (int i = 0; i < 4; i++) {
        producer.next().succeed();
      }
      assertThat(relay.flush(LONG)).isTrue();
    }
  }

  @Contract("KAF-02")
  @Test
  void settings_that_lose_events_or_order_are_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayProducer.settings("siem", Map.of("acks", "1")))
        .withMessageContaining("acks must be all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayProducer.settings("siem", Map.of("enable.idempotence", false)))
        .withMessageContaining("remove it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayProducer.settings("siem", Map.of("delivery.timeout.ms", 9_000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayProducer.settings("siem", Map.of("transactional.id", "t")))
        .withMessageContaining("position");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RelayProducer.settings("siem", Map.of("max.in.flight.requests.per.connection", 5)));
    assertThat(RelayProducer.settings("siem", Map.of("acks", "all", "client.id", "c")))
        .containsEntry("client.id", "c")
        .containsEntry("enable.idempotence", true);
  }

  @Test
  void missing_and_ill_formed_arguments_are_rejected() throws Exception {
    Manual producer = new Manual();
    try (EventStore trail = trail()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> KafkaRelay.builder(trail, producer).topic("t").start())
          .withMessageContaining("name");
      assertThatIllegalStateException()
          .isThrownBy(() -> KafkaRelay.builder(trail, producer).name("n").start())
          .withMessageContaining("topic");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder(trail, producer).name("two words").start());
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  KafkaRelay.builder(trail, Map.of("bootstrap.servers", "localhost:1"))
                      .name("\u00e9")
                      .topic("t")
                      .start());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder(trail, producer).startingAfter(-1));
    }
  }

  @Contract("KAF-03")
  @Test
  void relay_without_a_reachable_broker_can_be_closed() throws Exception {
    try (EventStore trail = trail()) {
      trail.append(DomainEvent.of(EventType.PLAN_APPLIED));
      KafkaRelay relay =
          KafkaRelay.builder(trail, Map.of("bootstrap.servers", "localhost:1", "max.block.ms", 200))
              .name("siem")
              .topic("t")
              .start();
      assertThat(relay.flush(Duration.ofMillis(600))).isFalse();
      assertThat(relay.deadLetters().count()).isZero();
      assertThat(relay.close(Duration.ofMillis(10)).count()).isEqualTo(1);
    }
  }
}
