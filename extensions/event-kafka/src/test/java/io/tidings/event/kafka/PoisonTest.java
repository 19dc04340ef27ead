package io.tidings.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.async.DeadLetter;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.RecordedFailure;
import io.tidings.event.testkit.contract.Contract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** Records that no broker accepts. */
class PoisonTest extends KafkaTest {

  private static DomainEvent event(String topic) {
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .sessionId("s-1")
        .detail("topic", topic)
        .build();
  }

  private static Map<String, Object> impatient() throws Exception {
    Map<String, Object> settings = new HashMap<>(cluster().settings());
    settings.put("max.block.ms", 1_500);
    settings.put("max.request.size", 20_000);
    return settings;
  }

  private static KafkaRelay relay(EventStore trail) throws Exception {
    return KafkaRelay.builder(trail, impatient())
        .name("siem")
        .topic(event -> event.detail("topic", String.class))
        .start();
  }

  private static List<String> reasons(KafkaRelay relay) {
    return relay.deadLetters().list(20).stream()
        .map(DeadLetter::failure)
        .map(failure -> ((RecordedFailure) failure).type() + ": " + failure.getMessage())
        .toList();
  }

  @Contract("KAF-04")
  @Test
  void record_too_large_is_parked_with_its_reason_and_the_rest_passes() throws Exception {
    String topic = topic(1);
    String small = topic(1);
    cluster().topic("small-" + small, 1, Map.of("max.message.bytes", "2000"));
    try (EventStore trail = trail("a.db");
        KafkaRelay relay = relay(trail)) {
      DomainEvent large =
          event("small-" + small).toBuilder().detail("text", "x".repeat(5_000)).build();
      DomainEvent huge = event(topic).toBuilder().detail("text", "x".repeat(30_000)).build();
      DomainEvent other = event("small-" + small);
      trail.append(List.of(large, huge, event(topic), other));
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(reasons(relay))
          .hasSize(2)
          .allMatch(reason -> reason.contains("RecordTooLargeException"));
      assertThat(cluster().read(topic, 1)).hasSize(1);
      assertThat(recordIds(cluster().read("small-" + small, 1))).containsExactly(other.id());
    }
  }

  @Contract("KAF-04")
  @Test
  void missing_topic_is_parked_and_does_not_delay_others() throws Exception {
    String topic = topic(1);
    try (EventStore trail = trail("a.db");
        KafkaRelay relay = relay(trail)) {
      DomainEvent lost = event("missing-" + topic);
      trail.append(lost);
      trail.append(List.of(event("missing-" + topic), event(topic)));
      assertThat(cluster().read(topic, 1)).hasSize(1);
      assertThat(relay.deadLetters().count()).isZero();
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(reasons(relay))
          .hasSize(2)
          .allMatch(reason -> reason.contains("UnknownTopicOrPartitionException"));

      trail.append(event("missing-" + topic));
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(relay.deadLetters().count()).isEqualTo(3);
    }
    try (EventStore trail = trail("a.db")) {
      cluster().topic("missing-" + topic, 1, Map.of());
      try (KafkaRelay relay = relay(trail)) {
        assertThat(relay.deadLetters().redrive(letter -> true)).isEqualTo(3);
        assertThat(relay.flush(LONG)).isTrue();
        assertThat(relay.deadLetters().count()).isZero();
      }
      assertThat(cluster().read("missing-" + topic, 3)).hasSize(3);
    }
  }

  @Contract("KAF-04")
  @Test
  void refused_authorization_is_parked() throws Exception {
    String topic = topic(1);
    String secret = topic(1);
    cluster()
        .admin()
        .createAcls(
            List.of(
                new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, secret, PatternType.LITERAL),
                    new AccessControlEntry(
                        "User:ANONYMOUS", "*", AclOperation.WRITE, AclPermissionType.DENY))))
        .all()
        .get();
    try (EventStore trail = trail("a.db");
        KafkaRelay relay = relay(trail)) {
      trail.append(List.of(event(secret), event(topic)));
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(reasons(relay)).singleElement().asString().contains("TopicAuthorizationException");
      assertThat(cluster().read(topic, 1)).hasSize(1);
    }
  }

  @Contract("KAF-04")
  @Test
  void failing_topic_function_and_invalid_topic_are_parked() throws Exception {
    String topic = topic(1);
    try (EventStore trail = trail("a.db");
        KafkaRelay relay = relay(trail)) {
      DomainEvent none = DomainEvent.root(EventType.TOOL_COMPLETED).build();
      DomainEvent number = DomainEvent.root(EventType.TOOL_COMPLETED).detail("topic", 7).build();
      trail.append(List.of(none, number, event("no/such topic"), event(topic)));
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(reasons(relay)).hasSize(3);
      assertThat(cluster().read(topic, 1)).hasSize(1);
    }
  }
}
