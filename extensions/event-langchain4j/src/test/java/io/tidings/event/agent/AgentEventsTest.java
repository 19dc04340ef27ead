package io.tidings.event.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.cost.CostBudgetService;
import io.tidings.event.services.payload.ActorPayloads;
import io.tidings.event.services.payload.BudgetPayloads;
import io.tidings.event.services.payload.ToolPayloads;
import io.tidings.event.testkit.RecordingEventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The mapping and the correlation without a framework. */
class AgentEventsTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final AtomicLong nanos = new AtomicLong();
  private final AgentOptions options = AgentOptions.of(bus).withNanos(nanos::get);
  private final AgentEvents events = new AgentEvents(options);
  private final ModelRequest request = new ModelRequest("m", "p", 2, 1, "prompt");
  private final ModelAnswer answer = new ModelAnswer("m", "p", 30, 12, "stop", "text");

  private List<DomainEvent> emitted() {
    return bus.recording().events();
  }

  @Test
  void steps_have_their_parents_as_causes_on_any_thread() throws Exception {
    AgentStep session = events.session("s 1");
    AgentStep run = events.run(session, "writer", null);
    Thread other =
        new Thread(
            () -> {
              AgentStep tool = events.tool(run, "search");
              nanos.addAndGet(3_500_000);
              events.toolCompleted(tool, 4);
              events.answered(events.model(run, request), answer);
            });
    other.start();
    other.join();
    events.completed(run);

    assertThat(emitted())
        .extracting(event -> event.kind().id())
        .containsExactly(
            "session.created",
            "actor.invoked",
            "tool.invoked",
            "tool.completed",
            "model.requested",
            "model.answered",
            "actor.completed");
    assertThat(emitted())
        .extracting(DomainEvent::causationId)
        .containsExactly(
            null,
            emitted().get(0).id(),
            emitted().get(1).id(),
            emitted().get(2).id(),
            emitted().get(1).id(),
            emitted().get(4).id(),
            emitted().get(1).id());
    assertThat(emitted()).extracting(DomainEvent::sessionId).containsOnly("s%201");
    assertThat(emitted().subList(1, 7)).extracting(DomainEvent::actorName).containsOnly("writer");
    assertThat(emitted().get(3).payload(ToolPayloads.COMPLETED))
        .isEqualTo(new ToolPayloads.Completed("search", 3, 4));
    assertThat(emitted().get(6).payload(ActorPayloads.COMPLETED))
        .isEqualTo(new ActorPayloads.Completed("writer", 1, 3));
  }

  @Test
  void first_end_of_a_step_is_the_only_one() {
    AgentStep run = events.run(null, "writer", null);
    AgentStep tool = events.tool(run, "search");
    AgentStep call = events.model(run, request);
    events.toolErrored(tool, new IllegalStateException("x"));
    events.toolCompleted(tool, null);
    events.modelErrored(call, "m", new IllegalStateException("x"));
    events.answered(call, answer);
    events.escalated(run, "reason", "approval");
    events.errored(run, new IllegalStateException("x"));
    events.completed(run);

    assertThat(run.isEnded()).isTrue();
    assertThat(emitted())
        .extracting(event -> event.kind().id())
        .containsExactly(
            "actor.invoked",
            "tool.invoked",
            "model.requested",
            "tool.errored",
            "model.errored",
            "actor.escalated");
  }

  @Test
  void names_of_any_form_cost_no_event() {
    for (String name :
        List.of("", " ", "a\u0000b\n", "x".repeat(300), "x".repeat(255) + "\uD83D\uDE00")) {
      AgentStep run = events.run(null, name, null);
      events.toolCompleted(events.tool(run, name), 1);
      events.validated(run, name, false);
      events.escalated(run, "reason", name);
    }

    assertThat(emitted()).hasSize(30);
    assertThat(emitted())
        .extracting(DomainEvent::actorName)
        .contains("agent", "a?b?", "x".repeat(256), "x".repeat(255));
  }

  @Test
  void step_without_an_event_keeps_scope_and_session() {
    List<DomainEvent> received = new ArrayList<>();
    io.tidings.event.EventBus plain = io.tidings.event.EventBus.create();
    plain.subscribe(EventType.TOOL_INVOKED, received::add);
    AgentEvents of = new AgentEvents(AgentOptions.of(plain));
    AgentStep run;
    try (EventContext.Handle opened = EventScope.none().withProject("apollo").open()) {
      run = of.run(null, "writer", "s-1");
    }

    of.tool(run, "search");

    assertThat(received).hasSize(1);
    assertThat(received.get(0).sessionId()).isEqualTo("s-1");
    assertThat(received.get(0).scope().project()).isEqualTo("apollo");
    assertThat(received.get(0).causationId()).isNull();
  }

  @Test
  void tokens_are_booked_on_the_budget_of_the_session() {
    CostBudgetService budgets = new CostBudgetService(bus);
    budgets.set(Budget.of(BudgetType.SESSION, "s-1", 50));
    AgentEvents booking = new AgentEvents(options.withBudgets(budgets, usage -> usage.tokens()));
    AgentStep run = booking.run(booking.session("s-1"), "writer", null);

    booking.answered(booking.model(run, request), answer);
    assertThat(bus.recording().events(BudgetPayloads.WARNING)).hasSize(1);
    booking.answered(booking.model(run, request), answer);

    DomainEvent exceeded = bus.recording().events(BudgetPayloads.EXCEEDED).get(0);
    assertThat(exceeded.payload(BudgetPayloads.EXCEEDED))
        .isEqualTo(new BudgetPayloads.Crossing("session", 50, 84, "p", "m"));
    assertThat(exceeded.causationId())
        .isEqualTo(bus.recording().events(ModelPayloads.ANSWERED).get(1).id());
  }

  @Test
  void failing_price_and_ill_formed_provider_cost_no_event() {
    CostBudgetService budgets = new CostBudgetService(bus);
    AgentEvents failing =
        new AgentEvents(
            options.withBudgets(
                budgets,
                usage -> {
                  throw new IllegalStateException("no price");
                }));
    AgentEvents negative = new AgentEvents(options.withBudgets(budgets, usage -> -1));
    ModelAnswer unknown = new ModelAnswer(null, "\n", null, -5, null, null);

    failing.answered(failing.model(null, request), unknown);
    negative.answered(negative.model(null, request), unknown);

    assertThat(bus.recording().events(ModelPayloads.ANSWERED)).hasSize(2);
  }

  @Test
  void query_and_resource_belong_to_the_run() {
    AgentEvents with = new AgentEvents(options.withTexts(Texts.ON));
    AgentStep run = with.run(null, "writer", null);
    with.queried(run, "harbour", 2);
    with.queried(null, "harbour", 0);
    with.read(run, "file:///x");
    with.read(null, "file:///y");

    assertThat(emitted())
        .extracting(DomainEvent::causationId)
        .containsExactly(null, emitted().get(0).id(), null, emitted().get(0).id(), null);
    assertThat(emitted().get(1).details())
        .containsEntry("query", "harbour")
        .containsEntry("result_count", 2L);
  }

  @Test
  void catalogue_has_the_kinds_of_models() {
    assertThat(AgentCatalog.CATALOG.payload(ModelPayloads.ANSWERED))
        .isEqualTo(ModelPayloads.ANSWERED);
    assertThat(AgentCatalog.CATALOG.describe())
        .filteredOn(entry -> entry.category().equals("model"))
        .extracting(entry -> entry.id())
        .containsExactlyInAnyOrder("model.requested", "model.answered", "model.errored");
    assertThat(AgentCatalog.CATALOG.find("tool.errored")).isEqualTo(EventType.TOOL_ERRORED);
  }

  @Test
  void guard_contains_all_but_fatal_errors() {
    class Unprintable extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new IllegalStateException("no message");
      }
    }
    AgentStep run = events.run(null, "writer", null);
    events.errored(run, new Unprintable());
    Guard.run(
        "Test",
        () -> {
          throw new AssertionError("contained");
        });

    assertThat(bus.recording().events(EventType.ACTOR_ERRORED)).hasSize(1);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                Guard.run(
                    "Test",
                    () -> {
                      throw new OutOfMemoryError("fatal");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
