package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a service states what happened, whether or not it was given a bus (EMI-01).
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
 * <p>Nothing is built where there is no bus or nobody would hear the event (EMI-16). Whatever goes
 * wrong in building or emitting is logged at WARN with the event's kind, and the event is dropped;
 * only a {@link VirtualMachineError} other than a stack overflow is thrown (EMI-03).
 *
 * <p>Immutable; thread-safe if the bus is.
 */
public final class EventEmitter {

  private static final Logger LOG = LoggerFactory.getLogger(EventEmitter.class);
  private static final EventEmitter SILENT = new EventEmitter(null);

  private final @Nullable EventBus bus;

  private EventEmitter(@Nullable EventBus bus) {
    this.bus = bus;
  }

  /** Returns an emitter for a bus, or the one that does nothing if there is none. */
  public static EventEmitter of(@Nullable EventBus bus) {
    return bus == null ? SILENT : new EventEmitter(bus);
  }

  /** Returns the bus that this emitter emits to, or null if it has none. */
  public @Nullable EventBus bus() {
    return bus;
  }

  /** Tells whether an event of the kind might be heard; a bus that fails to say counts as a no. */
  public boolean isEnabled(EventKind kind) {
    if (bus == null) {
      return false;
    }
    try {
      return bus.isEnabled(kind);
    } catch (Throwable failure) {
      contained("The bus cannot say who hears ", kind, failure);
      return false;
    }
  }

  /** Emits an event that has nothing but defaults and what it inherits. */
  public void emit(EventKind kind) {
    emit(kind, kind, (event, unused) -> {});
  }

  /**
   * Emits an event.
   *
   * @param kind what happened
   * @param content fills the builder; only called if somebody might hear the event
   */
  public void emit(EventKind kind, Consumer<EventBuilder> content) {
    emit(kind, content, (event, fill) -> fill.accept(event));
  }

  /**
   * Emits an event whose content comes from {@code context}, so that {@code content} need not
   * capture anything and costs nothing when nobody hears the event.
   *
   * @param kind what happened
   * @param context what {@code content} needs
   * @param content fills the builder; only called if somebody might hear the event
   */
  public <C extends @Nullable Object> void emit(
      EventKind kind, C context, BiConsumer<EventBuilder, C> content) {
    if (bus != null) {
      emitted(bus, kind, context, content);
    }
  }

  /**
   * Emits an event with which something begins, and returns the context for what happens in its
   * course: events built there are caused by this one (CTX-02).
   *
   * <pre>{@code
   * EventContext call = events.begin(EventType.TOOL_INVOKED, tool, Tool::describe);
   * try (var opened = call.open()) {
   *   tool.run();
   * }
   * }</pre>
   *
   * <p>{@link EventContext#wrap} carries the context to another thread. The event's handlers have
   * run when this returns, unless it was emitted inside a handler.
   *
   * @param kind what begins
   * @param context what {@code content} needs
   * @param content fills the builder; only called if somebody might hear the event
   * @return the context in which the event is current, or the present one of the calling thread if
   *     the event was not emitted, for whatever reason
   */
  public <C extends @Nullable Object> EventContext begin(
      EventKind kind, C context, BiConsumer<EventBuilder, C> content) {
    DomainEvent event = bus == null ? null : emitted(bus, kind, context, content);
    return event == null ? EventContext.capture() : EventContext.of(event);
  }

  private static <C extends @Nullable Object> @Nullable DomainEvent emitted(
      EventBus bus, EventKind kind, C context, BiConsumer<EventBuilder, C> content) {
    try {
      if (!bus.isEnabled(kind)) {
        return null;
      }
      EventBuilder builder = bus.events().builder(kind);
      requireNonNull(content, "content").accept(builder, context);
      DomainEvent event = builder.build();
      return isTaken(bus.emit(event)) ? event : null;
    } catch (Throwable failure) {
      contained("No event was emitted: ", kind, failure);
      return null;
    }
  }

  private static boolean isTaken(EmitResult result) {
    return result.status() == EmitResult.Status.DONE
        || result.status() == EmitResult.Status.DEFERRED;
  }

  private static void contained(String what, EventKind kind, Throwable failure) {
    FatalErrors.rethrow(failure);
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    SafeLog.warn(LOG, what + idOf(kind) + ", " + failure.getClass().getName(), failure);
  }

  /** A kind may be what failed. */
  private static String idOf(EventKind kind) {
    try {
      return Validation.shown(kind.id());
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return "of a kind that cannot tell its id";
    }
  }
}
