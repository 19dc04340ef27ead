package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The forms of lambdas and method references that hosts write. A new overload that makes one of
 * them ambiguous breaks the compilation of this class.
 */
class LambdaFormsTest {

  private final EventBus bus = EventBus.create();
  private final DomainEvent event = a();
  private final EventContext context = EventContext.of(event);
  private final List<Object> received = new ArrayList<>();

  private void task() {
    received.add("task");
  }

  private String value() {
    received.add("value");
    return "value";
  }

  private void failing() throws IOException {
    throw new IOException("on purpose");
  }

  private void handle(DomainEvent handled) {
    received.add(handled);
  }

  private void handleOrThrow(DomainEvent handled) throws IOException {
    received.add(handled);
    failing();
  }

  private static void handleStatically(DomainEvent handled) {
    assertThat(handled).isNotNull();
  }

  private int count(DomainEvent handled) {
    received.add(handled);
    return received.size();
  }

  @Test
  @Contract("CTX-04")
  void run_accepts_every_lambda_without_arguments() {
    bus.subscribe(A, this::handle);

    context.run(() -> bus.emit(event));
    context.run(
        () -> {
          bus.emit(event);
        });
    context.run(this::task);
    context.run(this::value);
    context.run(bus::close);
    context.run(() -> received.add(EventContext.capture().event()));

    assertThat(received).containsExactly(event, event, "task", "value", event);
  }

  @Test
  @Contract("CTX-04")
  void call_accepts_every_lambda_with_a_value() throws Exception {
    EmitResult result = context.call(() -> bus.emit(event));
    EmitResult block =
        context.call(
            () -> {
              return bus.emit(event);
            });
    String value = context.call(this::value);
    EventScope scope = context.call(EventScope::current);
    List<String> fresh = context.call(ArrayList::new);

    assertThat(List.of(result, block)).containsOnly(EmitResult.done(0));
    assertThat(value).isEqualTo("value");
    assertThat(scope).isEqualTo(event.scope());
    assertThat(fresh).isEmpty();
  }

  @Test
  @Contract("CTX-04")
  void run_and_call_restore_what_was_current_after_an_exception() {
    assertThatThrownBy(
            () ->
                context.run(
                    () -> {
                      throw new IllegalArgumentException("task");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoSuppressedExceptions();
    assertThatThrownBy(
            () ->
                context.call(
                    () -> {
                      failing();
                      return null;
                    }))
        .isInstanceOf(IOException.class)
        .hasNoSuppressedExceptions();
    assertThat(ThreadState.active()).isNull();
  }

  @Test
  @Contract("CTX-04")
  void wrap_takes_a_block_for_a_runnable_and_a_value_for_a_callable() throws Exception {
    Runnable block =
        context.wrap(
            () -> {
              bus.emit(event);
            });
    Runnable reference = context.wrap(this::task);
    Runnable closing =
        context.wrap(
            () -> {
              bus.close();
            });
    Callable<EmitResult> value = context.wrap(() -> bus.emit(event));
    Callable<EventScope> current = context.wrap(EventScope::current);
    Callable<String> named = context.wrap(this::value);
    context.wrap(() -> bus.emit(event)).call();

    block.run();
    reference.run();
    assertThat(value.call()).isEqualTo(EmitResult.done(0));
    assertThat(current.call()).isEqualTo(event.scope());
    assertThat(named.call()).isEqualTo("value");
    closing.run();
    assertThat(received).containsExactly("task", "value");
  }

  @Test
  @Contract("BUS-02")
  void subscribe_accepts_every_form_of_handler() {
    EventSelector selector = EventSelector.kind(A);
    SubscriptionOptions options = SubscriptionOptions.named("forms");

    bus.subscribe(A, handled -> received.add(handled));
    bus.subscribe(A, (DomainEvent handled) -> handle(handled));
    bus.subscribe(A, this::handle);
    bus.subscribe(A, this::count);
    bus.subscribe(A, this::handleOrThrow);
    bus.subscribe(A, received::add);
    bus.subscribe(A, LambdaFormsTest::handleStatically);
    bus.subscribe(EventType.PLAN_CREATED, handled -> received.add(handled));
    bus.subscribe(selector, handled -> received.add(handled));
    bus.subscribe(selector, this::handle);
    bus.subscribe(selector, received::add);
    bus.subscribe(selector, this::handleOrThrow);
    bus.subscribe(
        selector,
        handled -> {
          throw new IOException("on purpose");
        });
    bus.subscribe(selector, options, handled -> received.add(handled));
    bus.subscribe(selector, options, this::handleOrThrow);
    bus.subscribe(selector, options, received::add);
    bus.subscribe(selector.where(handled -> true), handled -> bus.close());

    EmitResult result = bus.emit(event);

    assertThat(result.delivered()).isEqualTo(12);
    assertThat(result.failed()).isEqualTo(4);
    assertThat(received).hasSize(13);
  }

  @Test
  @Contract("EMI-03")
  void emitter_accepts_every_form_of_content() {
    EventEmitter events = EventEmitter.of(bus);
    bus.subscribe(A, this::handle);
    Supplier<String> name = () -> "n";

    events.emit(A);
    events.emit(A, e -> e.detail("k", 1));
    events.emit(
        A,
        e -> {
          e.detail("k", 1);
        });
    events.emit(A, "s-1", EventBuilder::sessionId);
    events.emit(A, name, (e, from) -> e.actorName(from.get()));
    events.begin(A, "s-1", EventBuilder::sessionId);

    assertThat(received).hasSize(6);
  }
}
