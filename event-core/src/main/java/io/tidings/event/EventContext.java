package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.Attempt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The current event and the ambient scope of a thread. A context does not follow a task to another
 * thread by itself; capture it and wrap the task:
 *
 * <pre>{@code
 * Executor executor = EventContext.propagating(pool);
 * executor.execute(() -> bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED)));
 * }</pre>
 *
 * <p>An event built in a context inherits from the context's event and belongs to its scope.
 * Immutable and thread-safe.
 *
 * @contract SCO-03, CTX-04
 */
public final class EventContext {

  static final EventContext NONE = new EventContext(null, EventScope.none());

  private final @Nullable DomainEvent event;
  private final EventScope scope;

  private EventContext(@Nullable DomainEvent event, EventScope scope) {
    this.event = event;
    this.scope = scope;
  }

  /** Returns the context of the calling thread; one without event and scope if there is none. */
  public static EventContext capture() {
    ThreadState state = ThreadState.active();
    return state == null ? NONE : new EventContext(state.event(), state.scope());
  }

  /** Returns the context without an event and with an empty scope, to detach a task. */
  public static EventContext none() {
    return NONE;
  }

  /**
   * Returns the context in which {@code event} is the current event and its scope the ambient one.
   *
   * @throws NullPointerException if {@code event} is null
   */
  public static EventContext of(DomainEvent event) {
    return new EventContext(requireNonNull(event, "event"), event.scope());
  }

  /**
   * Returns an executor that runs each task in the context of the thread that submitted it.
   *
   * @throws NullPointerException if {@code executor} is null
   */
  public static Executor propagating(Executor executor) {
    requireNonNull(executor, "executor");
    return task -> executor.execute(capture().wrap(task));
  }

  /**
   * Returns the number of the attempt that the calling thread makes to handle the current event or
   * list, from 1; always 1 but in a handler with {@link SubscriptionOptions#retrying}.
   *
   * @contract SUB-04
   */
  public static int attempt() {
    Attempt.Call attempt = currentAttempt();
    return attempt == null ? 1 : attempt.attempts();
  }

  /**
   * Returns the failure of the attempt before this one, or null in the first attempt.
   *
   * @contract SUB-04
   */
  public static @Nullable Throwable previousFailure() {
    Attempt.Call attempt = currentAttempt();
    return attempt == null ? null : attempt.failure();
  }

  /** Returns the attempt in progress; null if another listener handles the current event. */
  private static Attempt.@Nullable Call currentAttempt() {
    Attempt attempts = Attempt.current();
    Attempt.Call attempt = attempts == null ? null : attempts.call();
    ThreadState state = attempt == null ? null : ThreadState.active();
    DomainEvent current = state == null ? null : state.event();
    return attempt != null && current == attempt.current() ? attempt : null;
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
   * Makes this the context of the calling thread until the handle is closed.
   *
   * @return a handle for try-with-resources; it restores the outer context
   */
  public Handle open() {
    return ThreadState.acquire().open(event, scope);
  }

  /**
   * Runs a task in this context, on the calling thread. Takes any lambda without arguments: {@code
   * context.run(() -> bus.emit(event))}.
   *
   * @throws NullPointerException if {@code task} is null
   * @throws RuntimeException what {@code task} throws, unchanged
   * @throws IllegalStateException if {@code task} leaves a context open, which is closed
   * @contract CTX-04
   */
  public void run(Runnable task) {
    requireNonNull(task, "task");
    try (Handle opened = open()) {
      task.run();
    }
  }

  /**
   * Calls a task in this context, on the calling thread.
   *
   * @return the result of {@code task}
   * @throws NullPointerException if {@code task} is null
   * @throws Exception what {@code task} throws, unchanged
   * @throws IllegalStateException if {@code task} leaves a context open, which is closed
   * @contract CTX-04
   */
  public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
    requireNonNull(task, "task");
    try (Handle opened = open()) {
      return task.call();
    }
  }

  /**
   * Returns a task that runs {@code task} in this context, for another thread. The compiler takes
   * an expression lambda with a value for a {@link Callable}: write a block, {@code () -> {
   * bus.emit(event); }}, or use {@link #propagating}. To run a task here and now use {@link #run}.
   *
   * @throws NullPointerException if {@code task} is null
   */
  public Runnable wrap(Runnable task) {
    requireNonNull(task, "task");
    return () -> run(task);
  }

  /**
   * Returns a task that calls {@code task} in this context, for another thread. To call a task here
   * and now use {@link #call}.
   *
   * @throws NullPointerException if {@code task} is null
   */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    requireNonNull(task, "task");
    return () -> call(task);
  }

  /** An open scope or context, for try-with-resources. Confined to the thread that opened it. */
  public sealed interface Handle extends AutoCloseable permits CurrentContext.OpenContext {

    /**
     * Restores the context that was current before. A second call has no effect.
     *
     * @throws IllegalStateException if a context opened later is still open: both are closed and
     *     the outer context is restored. Also if this context is not open on the calling thread or
     *     in the running listener: nothing changes
     * @contract CTX-05, SCO-02
     */
    @Override
    void close();
  }
}
