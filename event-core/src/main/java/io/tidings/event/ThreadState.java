package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is doing: what is current on it, and the chain of frames, one for each bus it is
 * emitting to. Confined to that thread.
 *
 * <p>One thread local holds a weak reference to this; another one holds this itself, but only while
 * something is open: a pool thread keeps neither an event nor this class's loader alive. An emit
 * holds it on its stack. Fields are plain so that an emit can put everything back without a call,
 * even on a stack that has no room for one.
 */
final class ThreadState {

  private static final ThreadLocal<@Nullable WeakReference<ThreadState>> KNOWN =
      new ThreadLocal<>();
  private static final ThreadLocal<@Nullable ThreadState> HELD = new ThreadLocal<>();

  /** The outermost frame; those inside hang on it. Only the first ones are in use. */
  private final Frame bottom = new Frame();

  /** What is current: null, a delivery, or what was opened last. */
  @Nullable Current current;

  /** Whether {@link #HELD} holds this. */
  private boolean held;

  /**
   * What is to surface from the outermost emit, and what the thread has been told about refusals.
   */
  private @Nullable VirtualMachineError fatal;

  private boolean interrupted;
  private boolean warned;

  /** Whether there is any of these. */
  private boolean unsettled;

  private ThreadState() {}

  /** Returns the calling thread's state, or null if nothing is current or open on it. */
  static @Nullable ThreadState active() {
    ThreadState state = known();
    return state == null || (state.current == null && state.isIdle()) ? null : state;
  }

  /** Returns the calling thread's state. */
  static ThreadState acquire() {
    ThreadState state = known();
    return state != null ? state : made();
  }

  /** The one look-up. */
  private static @Nullable ThreadState known() {
    WeakReference<ThreadState> known = KNOWN.get();
    return known == null ? null : known.get();
  }

  private static ThreadState made() {
    ThreadState state = new ThreadState();
    KNOWN.set(new WeakReference<>(state));
    return state;
  }

  /** Tells whether the thread is emitting to no bus. */
  private boolean isIdle() {
    return !bottom.active;
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

  EventContext.Handle open(@Nullable DomainEvent event, EventScope scope) {
    EventContext.Handle opened = new EventContext.Handle(this, event, scope);
    if (!held && isIdle()) {
      bottom.forget();
    }
    HELD.set(this);
    held = true;
    current = opened;
    return opened;
  }

  /** Lets the thread local go of this if nothing is open any more, else this of the buses. */
  void release() {
    if (held) {
      releaseHeld();
    }
  }

  private void releaseHeld() {
    if (current == null) {
      held = false;
      HELD.remove();
    } else if (isIdle()) {
      bottom.forget();
    }
  }

  /**
   * Tells whether {@code target} was opened by the code that is running now, and not yet closed.
   */
  boolean isOpen(EventContext.Handle target) {
    Current found = current;
    while (found != target && found instanceof EventContext.Handle opened) {
      found = opened.outer;
    }
    return found == target;
  }

  /**
   * Closes {@code target}, which is open, and all opened after it; tells whether there was none.
   */
  boolean unwind(EventContext.Handle target) {
    boolean innermost = current == target;
    while (!target.closed && current instanceof EventContext.Handle opened) {
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
    while (found.active && !found.isFor(bus)) {
      found = found.inner();
    }
    return found;
  }

  /** Returns this thread's frame for a bus, or null if the thread is not emitting to it. */
  @Nullable Frame frameOf(EventBus bus) {
    Frame found = frameFor(bus);
    return found.active ? found : null;
  }

  /** Keeps an error that has to surface from the outermost emit. */
  void surface(VirtualMachineError error) {
    unsettled = true;
    if (fatal == null) {
      fatal = error;
    } else {
      FatalErrors.suppress(fatal, error);
    }
  }

  /**
   * Keeps what a listener threw if it has to surface, or has taken the interrupt flag. Asks for the
   * types here: where no memory is left, no class can be loaded that would.
   */
  void remember(Throwable failure) {
    if (failure instanceof InterruptedException) {
      unsettled = true;
      interrupted = true;
    } else if (failure instanceof VirtualMachineError error
        && !(failure instanceof StackOverflowError)) {
      surface(error);
    }
  }

  /** Tells whether a refusal is the first that is warned of since the outermost emit began. */
  boolean warnsFirst() {
    boolean first = !warned;
    unsettled = true;
    warned = true;
    return first;
  }

  /** Ends an emit whose frame has been taken away; the outermost one lets surface what has to. */
  void settle() {
    if (unsettled && isIdle()) {
      surfaceAll();
    }
  }

  private void surfaceAll() {
    VirtualMachineError surfacing = fatal;
    boolean interrupt = interrupted;
    fatal = null;
    interrupted = false;
    warned = false;
    unsettled = false;
    if (interrupt) {
      Thread.currentThread().interrupt();
    }
    if (surfacing != null) {
      throw surfacing;
    }
  }
}
