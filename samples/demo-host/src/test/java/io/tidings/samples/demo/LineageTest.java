package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import org.junit.jupiter.api.Test;

class LineageTest {

  private final Lineage lineage = new Lineage();

  private static DomainEvent event(String id, String cause) {
    return DomainEvent.builder(EventType.TOOL_INVOKED).id(id).causationId(cause).build();
  }

  @Test
  void ancestors_come_oldest_first() {
    lineage.add(event("a", "unknown"));
    lineage.add(event("b", "a"));
    assertThat(lineage.add(event("c", "b"))).extracting(DomainEvent::id).containsExactly("a", "b");
  }

  @Test
  void the_cause_of_what_goes_on_is_kept_and_the_rest_forgotten() {
    lineage.add(event("root", "unknown"));
    lineage.add(event("phase", "root"));
    for (int i = 0; i < 100_000; i++) {
      lineage.add(event("file" + i, "phase"));
    }
    assertThat(lineage.size()).isEqualTo(Lineage.CAPACITY);
    assertThat(lineage.add(event("last", "phase")))
        .extracting(DomainEvent::id)
        .containsExactly("root", "phase");
  }

  @Test
  void an_event_that_claims_to_have_caused_itself_does_no_harm() {
    lineage.add(event("loop", "loop"));
    assertThat(lineage.add(event("next", "loop"))).hasSize(Lineage.CAPACITY);
  }
}
