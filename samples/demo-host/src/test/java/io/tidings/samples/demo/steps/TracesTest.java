package io.tidings.samples.demo.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {

  private final Traces traces = new Traces();

  private DomainEvent run(String actor) {
    DomainEvent begun = DomainEvent.builder(EventType.ACTOR_INVOKED).actorName(actor).build();
    traces.record(begun);
    return begun;
  }

  private void end(DomainEvent begun, EventType how) {
    traces.record(begun.caused(how).actorName(begun.actorName()).build());
  }

  @Test
  void a_run_is_a_trace_that_ends_as_the_run_does() {
    DomainEvent one = run("one");
    DomainEvent two = run("two");
    DomainEvent three = run("three");
    end(one, EventType.ACTOR_COMPLETED);
    end(two, EventType.ACTOR_ERRORED);
    assertThat(traces.ids()).containsExactly(one.id(), two.id(), three.id());
    assertThat(traces.query("p", "actor.errored"))
        .containsExactly(new Traces.Trace(two.id(), "two", "actor.errored"));
    assertThat(traces.query("p", "")).hasSize(3);
    assertThat(traces.fetch("p", List.of(three.id(), "unknown", one.id())))
        .containsExactly(
            new Traces.Trace(three.id(), "three", ""),
            new Traces.Trace(one.id(), "one", "actor.completed"));
  }

  @Test
  void an_end_without_a_beginning_is_no_trace() {
    traces.record(DomainEvent.of(EventType.ACTOR_COMPLETED));
    end(DomainEvent.of(EventType.ACTOR_INVOKED), EventType.ACTOR_ERRORED);
    assertThat(traces.ids()).isEmpty();
  }
}
