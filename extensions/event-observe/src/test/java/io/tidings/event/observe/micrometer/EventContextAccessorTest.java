package io.tidings.event.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class EventContextAccessorTest {

  private static final DomainEvent CAUSE =
      DomainEvent.root(EventType.PLAN_CREATED).sessionId("s-1").build();

  private static @Nullable DomainEvent current() {
    return EventContext.capture().event();
  }

  private static ContextSnapshot snapshot() {
    return ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();
  }

  @Contract("OBS-10")
  @Test
  void library_finds_the_accessor() {
    assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
        .anyMatch(accessor -> accessor.key().equals(EventContextAccessor.KEY));
  }

  @Contract("OBS-10")
  @Test
  void wrapped_executor_carries_event_and_scope() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (EventBus bus = EventBus.create()) {
      ExecutorService wrapped =
          ContextExecutorService.wrap(pool, EventContextAccessorTest::snapshot);
      EventScope scope = EventScope.none().withProject("apollo");
      try (EventContext.Handle opened = scope.open();
          EventContext.Handle inner =
              EventContext.of(CAUSE.toBuilder().scope(scope).build()).open()) {
        DomainEvent effect =
            wrapped
                .submit(() -> bus.events().builder(EventType.PLAN_APPLIED).build())
                .get(30, TimeUnit.SECONDS);

        assertThat(effect.causationId()).isEqualTo(CAUSE.id());
        assertThat(effect.sessionId()).isEqualTo("s-1");
        assertThat(effect.scope().project()).isEqualTo("apollo");
      }
      assertThat(pool.submit(EventContextAccessorTest::current).get(30, TimeUnit.SECONDS)).isNull();
    } finally {
      pool.shutdown();
    }
  }

  @Contract("OBS-10")
  @Test
  void reactor_carries_the_event_to_another_thread() {
    Hooks.enableAutomaticContextPropagation();
    try (EventContext.Handle opened = EventContext.of(CAUSE).open()) {
      String cause =
          Mono.fromCallable(() -> Objects.requireNonNull(current()).id())
              .subscribeOn(Schedulers.boundedElastic())
              .block(Duration.ofSeconds(30));

      assertThat(cause).isEqualTo(CAUSE.id());
      assertThat(current()).isSameAs(CAUSE);
    } finally {
      Hooks.disableAutomaticContextPropagation();
    }
    assertThat(current()).isNull();
  }

  @Contract("OBS-10")
  @Test
  void absent_context_is_cleared_and_restored() {
    ContextSnapshot nothing = snapshot();
    EventContext.of(CAUSE)
        .run(
            () -> {
              try (ContextSnapshot.Scope cleared = nothing.setThreadLocals()) {
                assertThat(current()).isNull();
              }
              assertThat(current()).isSameAs(CAUSE);
            });
  }

  @Contract("OBS-10")
  @Test
  void restore_without_an_open_context_changes_nothing() {
    EventContextAccessor accessor = new EventContextAccessor();
    accessor.restore();
    assertThat(accessor.getValue()).isNull();

    accessor.setValue(EventContext.of(CAUSE));
    EventContext.of(CAUSE).run(() -> accessor.restore(EventContext.none()));
    assertThat(current()).as("closed though a later context was open").isNull();
    accessor.restore();
  }
}
