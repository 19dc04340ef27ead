package io.tidings.event.observe.micrometer;

import io.micrometer.context.ThreadLocalAccessor;
import io.tidings.event.EventContext;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Accessor of the {@link EventContext} for the library context-propagation, which finds it by
 * itself: with it Reactor, {@code @Async} and wrapped executors carry the current event and the
 * scope to another thread. Stateless but for the contexts that are open on each thread.
 *
 * @contract OBS-10
 */
public final class EventContextAccessor implements ThreadLocalAccessor<EventContext> {

  /** The key of the event context: {@value}. */
  public static final String KEY = "io.tidings.event.context";

  private static final ThreadLocal<@Nullable Deque<EventContext.Handle>> OPEN = new ThreadLocal<>();

  /** Creates an accessor; called by the library. */
  public EventContextAccessor() {}

  @Override
  public Object key() {
    return KEY;
  }

  /** Returns the context of the calling thread, or null without an event and a scope. */
  @Override
  public @Nullable EventContext getValue() {
    EventContext current = EventContext.capture();
    return current.event() == null && current.scope().isNone() ? null : current;
  }

  /** Opens a context until {@code restore} is called. */
  @Override
  public void setValue(EventContext context) {
    Deque<EventContext.Handle> open = OPEN.get();
    if (open == null) {
      open = new ArrayDeque<>();
      OPEN.set(open);
    }
    open.push(context.open());
  }

  /** Opens a context without event and scope until {@code restore} is called. */
  @Override
  public void setValue() {
    setValue(EventContext.none());
  }

  /** Closes the context that was opened last; the one before is current again. */
  @Override
  public void restore(EventContext previous) {
    restore();
  }

  /** Closes the context that was opened last. */
  @Override
  public void restore() {
    Deque<EventContext.Handle> open = OPEN.get();
    if (open == null) {
      return;
    }
    EventContext.Handle last = open.pop();
    if (open.isEmpty()) {
      OPEN.remove();
    }
    try {
      last.close();
    } catch (IllegalStateException alreadyClosed) {
      // The listener in which it was opened has ended, or an outer context was closed before.
    }
  }
}
