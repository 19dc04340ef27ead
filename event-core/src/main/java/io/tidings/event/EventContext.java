package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What is current on a thread: the event being handled and the ambient scope. A context does not
 * move to another thread by itself (SCO-03); carry it there:
 *
 * <pre>{@code
 * Executor executor = EventContext.propagating(pool);
 * executor.execute(() -> bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED)));
 * }</pre>
 *
 * <p>An event built in the carried context inherits from its event and belongs to its scope, as if
 * built where the context was captured (CTX-04). Immutable and thread-safe.
 */
public final class EventContext {

  static final EventContext NONE = new EventContext(null, EventScope.none());

  private final @Nullable DomainEvent event;
  private final EventScope scope;

  private EventContext(@Nullable DomainEvent event, EventScope scope) {
    this.event = event;
    this.scope = scope;
  }

  /** Returns what is current on the calling thread. */
  public static EventContext capture() {
    ThreadState state = ThreadState.active();
    return state == null ? NONE : new EventContext(state.event(), state.scope());
  }

  /** Returns the context in which {@code event} is current, with the event's own scope. */
  public static EventContext of(DomainEvent event) {
    return new EventContext(requireNonNull(event, "event"), event.scope());
  }

  /** Returns an executor that runs every task in the context of the thread that submitted it. */
  public static Executor propagating(Executor executor) {
    requireNonNull(executor, "executor");
    return task -> executor.execute(capture().wrap(task));
  }

  /** Returns the current event, or null if no event is being handled. */
  public @Nullable DomainEvent event() {
    return event;
  }

  /** Returns the ambient scope, {@link EventScope#none()} if there is none. */
  public EventScope scope() {
    return scope;
  }

  /**
   * Makes this context the calling thread's until the returned handle is closed, in place of the
   * outer one.
   */
  public Handle open() {
    return ThreadState.acquire().open(event, scope);
  }

  /**
   * Returns a task that runs {@code task} in this context. A lambda that is an expression with a
   * value is taken for a {@link Callable}: to hand it to an {@link Executor} write it as a block,
   * {@code () -> { bus.emit(event); }}, or use {@link #propagating}.
   */
  public Runnable wrap(Runnable task) {
    requireNonNull(task, "task");
    return () -> {
      try (Handle opened = open()) {
        task.run();
      }
    };
  }

  /** Returns a task that runs {@code task} in this context. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    requireNonNull(task, "task");
    return () -> {
      try (Handle opened = open()) {
        return task.call();
      }
    };
  }

  /**
   * A scope or context that is open on one thread. Meant for try-with-resources; confined to the
   * thread that opened it.
   */
  public static final class Handle extends Current implements AutoCloseable {

    private final ThreadState state;
    private final @Nullable DomainEvent event;
    private final EventScope scope;
    final @Nullable Current outer;
    boolean closed;

    Handle(ThreadState state, @Nullable DomainEvent event, EventScope scope) {
      this.state = state;
      this.event = event;
      this.scope = scope;
      this.outer = state.current;
    }

    @Override
    @Nullable DomainEvent event() {
      return event;
    }

    @Override
    EventScope scope() {
      return scope;
    }

    @Override
    @Nullable Delivery delivery() {
      return outer == null ? null : outer.delivery();
    }

    /**
     * Gives the thread back what was current before. Closing again does nothing (CTX-05).
     *
     * @throws IllegalStateException if something opened later is still open: then that is closed
     *     too, and what was current before this one is current again; or if this is not open on the
     *     calling thread, since another thread opened it, the code around the running handler did,
     *     or a handler that has ended: then nothing is changed
     */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      if (ThreadState.active() != state || !state.isOpen(this)) {
        throw new IllegalStateException(
            "not open here: close it on the thread, and in the handler, that opened it; carry a"
                + " context elsewhere with EventContext.wrap");
      }
      if (!state.unwind(this)) {
        throw new IllegalStateException(
            "closed before what was opened after it; close innermost first, best with"
                + " try-with-resources");
      }
    }
  }
}
