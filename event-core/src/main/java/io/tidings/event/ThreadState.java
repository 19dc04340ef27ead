package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is doing: what is current on it, and the chain of frames, one for each bus it is
 * emitting to. Confined to that thread.
 *
 * <p>The thread local holds a JDK array with a weak reference to this, and this itself only while
 * something is open: a pool thread keeps neither an event nor this class's loader alive. An emit
 * holds it on its stack. Fields are plain so that an emit can put everything back without a call,
 * even on a stack that has no room for one.
 */
final class ThreadState {

  private static final ThreadLocal<@Nullable Object[]> LOCAL = new ThreadLocal<>();
  private static final int HELD = 0;
  private static final int KNOWN = 1;

  private final @Nullable Object[] cell;

  /** The outermost frame; those inside hang on it. Only the first ones are in use. */
  private final Frame bottom = new Frame();

  /** What is current: null, a delivery, or what was opened last. */
  @Nullable Current current;

  /** Whether the thread local holds this. */
  private boolean held;

  /**
   * What is to surface from the outermost emit, and what the thread has been told about refusals.
   */
  private @Nullable VirtualMachineError fatal;

  private boolean interrupted;
  boolean warned;

  private ThreadState(@Nullable Object[] cell) {
    this.cell = cell;
  }

  /** Returns the calling thread's state, or null if nothing is current or open on it. */
  static @Nullable ThreadState active() {
    ThreadState state = known(LOCAL.get());
    return state == null || (state.current == null && state.isIdle()) ? null : state;
  }

  /** Returns the calling thread's state. */
  static ThreadState acquire() {
    @Nullable Object[] cell = LOCAL.get();
    ThreadState state = known(cell);
    return state != null ? state : made(cell);
  }

  private static @Nullable ThreadState known(@Nullable Object @Nullable [] cell) {
    return cell != null && cell[KNOWN] instanceof WeakReference<?> known
        ? (ThreadState) known.get()
        : null;
  }

  private static ThreadState made(@Nullable Object @Nullable [] known) {
    @Nullable Object[] cell = known;
    if (cell == null) {
      cell = new Object[2];
      LOCAL.set(cell);
    }
    ThreadState state = new ThreadState(cell);
    cell[KNOWN] = new WeakReference<>(state);
    return state;
  }

  /** Tells whether the thread is emitting to no bus. */
  private boolean isIdle() {
    return bottom.bus == null;
  }

  @Nullable DomainEvent event() {
    return current == null ? null : current.event();
  }

  EventScope scope() {
    return current == null ? EventScope.none() : current.scope();
  }

  /** Returns the delivery under way, or null if there is none. */
  @Nullable Delivery delivery() {
    return current == null ? null : current.delivery();
  }

  EventContext.Opened open(@Nullable DomainEvent event, EventScope scope) {
    EventContext.Opened opened = new EventContext.Opened(this, event, scope);
    cell[HELD] = this;
    held = true;
    current = opened;
    return opened;
  }

  /** Lets the thread local go of this if nothing is open any more. */
  void release() {
    if (held && current == null) {
      held = false;
      cell[HELD] = null;
    }
  }

  /**
   * Tells whether {@code target} was opened by the code that is running now, and not yet closed.
   */
  boolean isOpen(EventContext.Opened target) {
    Current found = current;
    while (found != target && found instanceof EventContext.Opened opened) {
      found = opened.outer;
    }
    return found == target;
  }

  /**
   * Closes {@code target}, which is open, and all opened after it; tells whether there was none.
   */
  boolean unwind(EventContext.Opened target) {
    boolean innermost = current == target;
    while (!target.closed && current instanceof EventContext.Opened opened) {
      opened.closed = true;
      current = opened.outer;
    }
    release();
    return innermost;
  }

  /**
   * Makes a delivery's event current, with nothing open, whatever the listener before left behind.
   */
  void enter(Delivery delivery) {
    if (current != delivery) {
      current = delivery;
    }
  }

  /** Returns this thread's frame for a bus, or the one to be used if it is not emitting to it. */
  Frame frameFor(EventBus bus) {
    Frame found = bottom;
    while (found.bus != null && found.bus != bus) {
      found = found.inner();
    }
    return found;
  }

  /** Returns this thread's frame for a bus, or null if the thread is not emitting to it. */
  @Nullable Frame frameOf(EventBus bus) {
    Frame found = frameFor(bus);
    return found.bus == null ? null : found;
  }

  /** Keeps an error that has to surface from the outermost emit. */
  void surface(VirtualMachineError error) {
    if (fatal == null) {
      fatal = error;
    } else {
      FatalErrors.suppress(fatal, error);
    }
  }

  /** Keeps what a listener threw if it has to surface, or has taken the interrupt flag. */
  void remember(Throwable failure) {
    if (failure instanceof InterruptedException) {
      interrupted = true;
    } else if (failure instanceof VirtualMachineError error && FatalErrors.isFatal(error)) {
      surface(error);
    }
  }

  /** Ends an emit whose frame has been taken away; the outermost one lets surface what has to. */
  void settle() {
    if (isIdle() && (interrupted || warned || fatal != null)) {
      surfaceAll();
    }
  }

  private void surfaceAll() {
    VirtualMachineError surfacing = fatal;
    boolean interrupt = interrupted;
    fatal = null;
    interrupted = false;
    warned = false;
    if (interrupt) {
      Thread.currentThread().interrupt();
    }
    if (surfacing != null) {
      throw surfacing;
    }
  }
}
