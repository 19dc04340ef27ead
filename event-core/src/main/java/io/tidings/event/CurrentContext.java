package io.tidings.event;

import io.tidings.event.async.internal.HandledEvent;
import org.jspecify.annotations.Nullable;

/**
 * Current event and scope of a thread: a delivery, or a context opened over it. Thread-confined.
 */
abstract class CurrentContext {

  abstract @Nullable DomainEvent event();

  abstract EventScope scope();

  /** Returns the delivery that this context is or lies over, or null if there is none. */
  abstract @Nullable Delivery delivery();

  /** The outer context while taps are flushed or closed, without handles that could be closed. */
  static final class DetachedContext extends CurrentContext {

    private @Nullable CurrentContext outer;

    DetachedContext over(@Nullable CurrentContext outer) {
      this.outer = outer;
      return this;
    }

    @Override
    @Nullable DomainEvent event() {
      return outer == null ? null : outer.event();
    }

    @Override
    EventScope scope() {
      return outer == null ? EventScope.none() : outer.scope();
    }

    @Override
    @Nullable Delivery delivery() {
      return outer == null ? null : outer.delivery();
    }
  }

  /** The event that an asynchronous handler receives, over the thread's own context. */
  static final class HandledContext extends CurrentContext implements HandledEvent {

    private final ThreadState state = ThreadState.acquire();
    private final @Nullable CurrentContext outer = state.current;
    private @Nullable DomainEvent event;

    @Override
    public void enter(@Nullable DomainEvent event) {
      this.event = event;
      if (state.current != this) {
        state.current = this;
      }
    }

    @Override
    public void leave() {
      event = null;
      if (state.current != this) {
        state.restore(this);
      }
    }

    @Override
    public void close() {
      state.restore(outer);
    }

    @Override
    @Nullable DomainEvent event() {
      return event;
    }

    @Override
    EventScope scope() {
      return event == null ? EventScope.none() : event.scope();
    }

    @Override
    @Nullable Delivery delivery() {
      return outer == null ? null : outer.delivery();
    }
  }

  /** A scope or context that a host opened, until its handle is closed. */
  static final class OpenContext extends CurrentContext implements EventContext.Handle {

    private final ThreadState state;
    private final @Nullable DomainEvent event;
    private final EventScope scope;
    private final long number;
    final @Nullable CurrentContext outer;
    boolean closed;

    OpenContext(ThreadState state, @Nullable DomainEvent event, EventScope scope, long number) {
      this.state = state;
      this.number = number;
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

    /** Returns whether this was opened after a mark, see {@link ThreadState#mark}. */
    boolean isSince(long mark) {
      return number > mark;
    }

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
            "closed before contexts that were opened after it; close the innermost first, best with"
                + " try-with-resources");
      }
    }
  }
}
