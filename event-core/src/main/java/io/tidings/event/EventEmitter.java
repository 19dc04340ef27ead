package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emitter of a service with an optional bus. Services behave identically with and without a bus.
 *
 * <pre>{@code
 * class DecisionService {
 *   private final EventEmitter events;
 *
 *   DecisionService(@Nullable EventBus bus) {
 *     events = EventEmitter.of(bus);
 *   }
 *
 *   void approve(Decision decision) {
 *     store.save(decision);
 *     events.emit(EventType.DECISION_APPROVED, e -> e.detail("decision_id", decision.id()));
 *   }
 * }
 * }</pre>
 *
 * <p>An emitter builds no event if there is no bus or {@link EventBus#isEnabled} returns false. If
 * building or emitting fails, it logs a WARN with the event's kind and drops the event; the only
 * throwable it throws is a {@link VirtualMachineError} other than a stack overflow. A null kind or
 * content is a failure like any other: logged and dropped, never thrown. Neither is noticed without
 * a bus, and a null content only if the kind is enabled.
 *
 * <p>Immutable; thread-safe if the bus is.
 *
 * @contract EMI-01, EMI-03, EMI-16
 */
public final class EventEmitter {

  private static final Logger LOG = LoggerFactory.getLogger(EventEmitter.class);
  private static final EventEmitter SILENT = new EventEmitter(null);

  private final @Nullable EventBus bus;

  private EventEmitter(@Nullable EventBus bus) {
    this.bus = bus;
  }

  /** Returns an emitter for a bus; a no-op emitter if {@code bus} is null. */
  public static EventEmitter of(@Nullable EventBus bus) {
    return bus == null ? SILENT : new EventEmitter(bus);
  }

  /** Returns the bus that this emitter emits to, or null if it has none. */
  public @Nullable EventBus bus() {
    return bus;
  }

  /**
   * Returns whether any handler or tap may receive events of this kind; false without a bus.
   * Returns false and logs a WARN if the bus throws.
   *
   * @throws VirtualMachineError if the bus throws one other than a {@link StackOverflowError}
   */
  public boolean isEnabled(EventKind kind) {
    if (bus == null) {
      return false;
    }
    long mark = ThreadState.mark();
    try {
      return bus.isEnabled(kind);
    } catch (Throwable failure) {
      contained("Could not determine the receivers of ", kind, failure);
      return false;
    } finally {
      ThreadState.discardSince(mark);
    }
  }

  /**
   * Emits an event with defaults and inherited parts only.
   *
   * @throws VirtualMachineError if emitting throws one other than a {@link StackOverflowError}
   */
  public void emit(EventKind kind) {
    emit(kind, kind, (event, unused) -> {});
  }

  /**
   * Emits an event.
   *
   * @param kind the kind
   * @param content sets parts of the event; called only if the kind is enabled
   * @throws VirtualMachineError if {@code content} or emitting throws one other than a {@link
   *     StackOverflowError}
   */
  public void emit(EventKind kind, Consumer<EventBuilder> content) {
    emit(kind, content, (event, fill) -> fill.accept(event));
  }

  /**
   * Emits an event with content from {@code context}. A {@code content} without captured variables
   * allocates nothing while the kind is not enabled.
   *
   * @param kind the kind
   * @param context the second argument of {@code content}
   * @param content sets parts of the event; called only if the kind is enabled
   * @throws VirtualMachineError if {@code content} or emitting throws one other than a {@link
   *     StackOverflowError}
   */
  public <C extends @Nullable Object> void emit(
      EventKind kind, C context, BiConsumer<EventBuilder, C> content) {
    if (bus != null) {
      emitted(bus, null, kind, context, content);
    }
  }

  /**
   * Emits an event that inherits from {@code cause} and not from the calling thread's context, for
   * hosts that report the end of an operation in a callback on another thread.
   *
   * <pre>{@code
   * events.emit(invoked, EventType.TOOL_COMPLETED, e -> e.detail("duration_ms", millis));
   * }</pre>
   *
   * @param cause the event that caused it; null is a failure like any other
   * @param kind the kind
   * @param content sets parts of the event; called only if the kind is enabled
   * @throws VirtualMachineError if {@code content} or emitting throws one other than a {@link
   *     StackOverflowError}
   * @contract EMI-18
   */
  public void emit(DomainEvent cause, EventKind kind, Consumer<EventBuilder> content) {
    begin(cause, kind, content, (event, fill) -> fill.accept(event));
  }

  /**
   * Emits an event with a payload.
   *
   * @param kind the kind
   * @param payload returns the payload; called only if the kind is enabled
   * @throws VirtualMachineError if {@code payload} or emitting throws one other than a {@link
   *     StackOverflowError}
   * @contract PAY-10
   */
  public <P extends Record> void emit(PayloadKind<P> kind, Supplier<? extends P> payload) {
    emit(kind, payload, (event, source) -> event.payload(kind, source.get()));
  }

  /**
   * Emits an event that starts an operation, and returns the context for the operation: events
   * built there have this event as their cause.
   *
   * <pre>{@code
   * EventContext call = events.begin(EventType.TOOL_INVOKED, tool, Tool::describe);
   * try (var opened = call.open()) {
   *   tool.run();
   * }
   * }</pre>
   *
   * <p>{@link EventContext#wrap} carries the context to another thread. The event's handlers have
   * run when this method returns, unless it was called inside a handler.
   *
   * @param kind the kind
   * @param context the second argument of {@code content}
   * @param content sets parts of the event; called only if the kind is enabled
   * @return the context in which the event is current, or the calling thread's context if the event
   *     was not emitted
   * @throws VirtualMachineError if {@code content} or emitting throws one other than a {@link
   *     StackOverflowError}
   * @contract CTX-02
   */
  public <C extends @Nullable Object> EventContext begin(
      EventKind kind, C context, BiConsumer<EventBuilder, C> content) {
    DomainEvent event = bus == null ? null : emitted(bus, null, kind, context, content);
    return event == null ? EventContext.capture() : EventContext.of(event);
  }

  /**
   * Emits an event that starts an operation, like {@link #begin(EventKind, Object, BiConsumer)},
   * but inherits from {@code cause} and not from the calling thread's context.
   *
   * @param cause the event that caused it; null is a failure like any other
   * @param kind the kind
   * @param context the second argument of {@code content}
   * @param content sets parts of the event; called only if the kind is enabled
   * @return the context in which the event is current, or that of {@code cause} if the event was
   *     not emitted
   * @throws VirtualMachineError if {@code content} or emitting throws one other than a {@link
   *     StackOverflowError}
   * @contract EMI-18
   */
  public <C extends @Nullable Object> EventContext begin(
      DomainEvent cause, EventKind kind, C context, BiConsumer<EventBuilder, C> content) {
    if (cause == null) {
      contained("Event dropped: ", kind, new NullPointerException("cause"));
      return EventContext.capture();
    }
    DomainEvent event = bus == null ? null : emitted(bus, cause, kind, context, content);
    return EventContext.of(event == null ? cause : event);
  }

  private static <C extends @Nullable Object> @Nullable DomainEvent emitted(
      EventBus bus,
      @Nullable DomainEvent cause,
      EventKind kind,
      C context,
      BiConsumer<EventBuilder, C> content) {
    long mark = ThreadState.mark();
    try {
      if (!bus.isEnabled(kind)) {
        return null;
      }
      EventFactory events = bus.events();
      EventBuilder builder = cause == null ? events.builder(kind) : events.caused(cause, kind);
      requireNonNull(content, "content").accept(builder, context);
      DomainEvent event = builder.build();
      return isAccepted(bus.emit(event)) ? event : null;
    } catch (Throwable failure) {
      contained("Event dropped: ", kind, failure);
      return null;
    } finally {
      ThreadState.discardSince(mark);
    }
  }

  private static boolean isAccepted(EmitResult result) {
    return result.status() == EmitResult.Status.DONE
        || result.status() == EmitResult.Status.DEFERRED;
  }

  private static void contained(String message, EventKind kind, Throwable failure) {
    SafeLog.contain(LOG, () -> message + idOf(kind) + ", " + failure.getClass().getName(), failure);
  }

  /** Returns the id of a kind for a message; the kind itself may throw. */
  private static String idOf(EventKind kind) {
    try {
      return Validation.quoted(kind.id());
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return "kind with a failing id()";
    }
  }
}
