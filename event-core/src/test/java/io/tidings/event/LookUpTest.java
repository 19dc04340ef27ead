package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockStatic;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidings.event.async.internal.OwnerNumbers;
import io.tidings.event.internal.Attempt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

/** How often an emit looks at the thread's locals; no more than it has to. */
class LookUpTest {

  private final EventBus bus = EventBus.create();
  private final DomainEvent event = DomainEvent.builder(A).sessionId("s").planId("p").build();

  /** Counts how often the thread's state is looked up. */
  private static int lookUpsOf(Runnable work) {
    work.run();
    AtomicInteger lookUps = new AtomicInteger();
    try (MockedStatic<ThreadState> counted =
        mockStatic(
            ThreadState.class,
            call -> {
              if (Set.of("acquire", "active").contains(call.getMethod().getName())) {
                lookUps.incrementAndGet();
              }
              return call.callRealMethod();
            })) {
      work.run();
    }
    return lookUps.get();
  }

  @Test
  void an_emit_that_nobody_hears_looks_at_no_thread_local() {
    assertThat(lookUpsOf(() -> bus.emit(event))).isZero();
    assertThat(lookUpsOf(() -> bus.isEnabled(A))).isZero();
  }

  @Test
  void an_emit_with_handlers_or_taps_looks_once() {
    EventBus tapped = EventBus.builder().tap(heard -> {}).build();
    bus.subscribe(A, heard -> {});
    bus.subscribe(A, heard -> {});
    bus.subscribe(EventSelector.session("s"), heard -> {});

    assertThat(lookUpsOf(() -> bus.emit(event))).isEqualTo(1);
    assertThat(lookUpsOf(() -> tapped.emit(event))).isEqualTo(1);
  }

  @Test
  void a_nested_emit_looks_once_more() {
    DomainEvent inner = b();
    bus.subscribe(A, heard -> bus.emit(inner));
    bus.subscribe(B, heard -> {});

    assertThat(lookUpsOf(() -> bus.emit(a()))).as("build, emit, emit").isEqualTo(3);
  }

  @Test
  void a_look_at_the_thread_local_is_one_of_those_that_are_counted() {
    Set<JavaMethodCall> calls =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tidings.event")
                .stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .collect(Collectors.toSet());

    assertThat(calls)
        .filteredOn(call -> isTo(call.getTarget(), ThreadLocal.class, "get"))
        .extracting(
            call -> call.getOriginOwner().getSimpleName() + "." + call.getOrigin().getName())
        .containsExactlyInAnyOrder(
            "ThreadState.known", "Attempt.current", "OwnerNumbers.ofCurrentThread");
    assertThat(calls)
        .filteredOn(call -> isTo(call.getTarget(), Attempt.class, "current"))
        .extracting(call -> call.getOriginOwner().getSimpleName())
        .as("asynchronous subscriptions and the log of failures alone ask for the attempt")
        .containsOnly(
            "HandOver",
            "FlushGroups",
            "Attempt",
            "Workers",
            "EventContext",
            "LoggingFailureListener");
    assertThat(calls)
        .filteredOn(call -> isTo(call.getTarget(), OwnerNumbers.class, "ofCurrentThread"))
        .extracting(
            call -> call.getOriginOwner().getSimpleName() + "." + call.getOrigin().getName())
        .as("a thread looks up its number when its state is created")
        .containsExactly("ThreadState.<init>");
    assertThat(calls)
        .filteredOn(call -> isTo(call.getTarget(), ThreadState.class, "known"))
        .extracting(call -> call.getOrigin().getName())
        .containsExactlyInAnyOrder("acquire", "active");
  }

  private static boolean isTo(AccessTarget.MethodCallTarget target, Class<?> owner, String method) {
    return target.getOwner().isEquivalentTo(owner) && target.getName().equals(method);
  }
}
