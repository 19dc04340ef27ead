package io.tidings.event;

import io.tidings.event.CurrentContext.OpenContext;
import io.tidings.event.async.internal.OwnerNumbers;
import io.tidings.event.internal.FatalErrors;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Dispatch state of one thread: the current context and the chain of frames, one for each bus that
 * the thread is emitting to. Confined to that thread.
 *
 * <p>One thread local holds a weak reference to this object. Another holds a strong one, but only
 * while a context is open: a pool thread keeps neither an event nor this class's loader alive. An
 * emit holds this object on its stack. Fields are plain, so that an emit restores them without a
 * call, even on an exhausted stack.
 */
final class ThreadState {

  private static final ThreadLocal<@Nullable WeakReference<ThreadState>> KNOWN =
      new ThreadLocal<>();
  private static final ThreadLocal<@Nullable ThreadState> HELD = new ThreadLocal<>();

  /** The number of contexts opened so far on all threads, which is that of the latest context. */
  private static final AtomicLong OPENED = new AtomicLong();

  /** The outermost frame, linked to the inner ones. The active frames are the first ones. */
  private final Frame bottom = new Frame();

  /** The current context, or null. */
  @Nullable CurrentContext current;

  /** True if {@link #HELD} holds this. */
  private boolean held;

  /** The number of events dispatched within the outermost emit of this thread. */
  int dispatched;

  /** True while a tap states its interest to a bus whose taps emit meanwhile, see {@link Taps}. */
  boolean asking;

  /** The fatal error to throw from the outermost emit. */
  private @Nullable VirtualMachineError fatal;

  /** True if the outermost emit sets the interrupt flag. */
  private boolean interrupted;

  /** True if a rejection was logged since the outermost emit began. */
  private boolean warned;

  /** True if any of these three is set. */
  private boolean unsettled;

  /** The number of the thread, by which it counts calls of handlers. */
  final int number = OwnerNumbers.ofCurrentThread();

  private ThreadState() {}

  /** Returns the calling thread's state, or null if it has no current context and no frame. */
  static @Nullable ThreadState active() {
    ThreadState state = known();
    return state == null || (state.current == null && state.isIdle()) ? null : state;
  }

  /** Returns the calling thread's state. */
  static ThreadState acquire() {
    ThreadState state = known();
    return state != null ? state : create();
  }

  private static @Nullable ThreadState known() {
    WeakReference<ThreadState> known = KNOWN.get();
    return known == null ? null : known.get();
  }

  private static ThreadState create() {
    ThreadState state = new ThreadState();
    KNOWN.set(new WeakReference<>(state));
    return state;
  }

  /** Returns whether the thread is emitting to no bus. */
  private boolean isIdle() {
    return !bottom.active;
  }

  @Nullable DomainEvent event() {
    return current == null ? null : current.event();
  }

  EventScope scope() {
    return current == null ? EventScope.none() : current.scope();
  }

  /** Returns the delivery in progress, or null. */
  @Nullable Delivery delivery() {
    return current == null ? null : current.delivery();
  }

  EventContext.Handle open(@Nullable DomainEvent event, EventScope scope) {
    OpenContext opened = new OpenContext(this, event, scope, OPENED.incrementAndGet());
    if (!held && isIdle()) {
      bottom.forget();
    }
    HELD.set(this);
    held = true;
    current = opened;
    return opened;
  }

  /**
   * Returns a mark to pass to {@link #discardSince} after a call of a host's code. Costs one read:
   * a context opened by this thread changes the mark, whatever other threads do.
   */
  static long mark() {
    return OPENED.getOpaque();
  }

  /**
   * Discards the contexts that the calling thread has opened since a mark and left open.
   *
   * @contract CTX-06
   */
  static void discardSince(long mark) {
    ThreadState state = OPENED.getOpaque() == mark ? null : active();
    if (state != null) {
      state.discardOpened(mark);
    }
  }

  private void discardOpened(long mark) {
    while (current instanceof OpenContext opened && opened.isSince(mark)) {
      opened.closed = true;
      current = opened.outer;
    }
    release();
  }

  /** Makes a context current again after a call of a host's code that has no delivery. */
  void restore(@Nullable CurrentContext context) {
    current = context;
    release();
  }

  /** Clears the strong thread local if no context is open; otherwise forgets idle buses. */
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

  /** Returns whether {@code target} was opened by the running listener or code and is open. */
  boolean isOpen(OpenContext target) {
    CurrentContext context = current;
    while (context != target && context instanceof OpenContext opened) {
      context = opened.outer;
    }
    return context == target;
  }

  /** Closes an open context and those opened after it; returns whether there were none. */
  boolean unwind(OpenContext target) {
    boolean innermost = current == target;
    while (!target.closed && current instanceof OpenContext opened) {
      opened.closed = true;
      current = opened.outer;
    }
    release();
    return innermost;
  }

  /** Makes a delivery current and discards contexts that the previous listener left open. */
  void enter(Delivery delivery) {
    if (current != delivery) {
      current = delivery;
    }
  }

  /** Returns this thread's active frame for a bus, or else the next frame to open. */
  Frame frameFor(EventBus bus) {
    Frame frame = bottom;
    while (frame.active && !frame.isFor(bus)) {
      frame = frame.inner();
    }
    return frame;
  }

  /** Returns this thread's active frame for a bus, or null. */
  @Nullable Frame frameOf(EventBus bus) {
    Frame frame = frameFor(bus);
    return frame.active ? frame : null;
  }

  /** Stores an error to throw from the outermost emit; suppresses later ones. */
  void surface(VirtualMachineError error) {
    unsettled = true;
    if (fatal == null) {
      fatal = error;
    } else {
      FatalErrors.suppress(fatal, error);
    }
  }

  /**
   * Stores a fatal error, or that an interrupt flag was cleared. Tests the types here, as no class
   * can be loaded when memory is exhausted.
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

  /** Returns whether this is the first rejection to log since the outermost emit began. */
  boolean isFirstWarning() {
    boolean first = !warned;
    unsettled = true;
    warned = true;
    return first;
  }

  /** Resets a frame that was closed and settles. */
  void settle(Frame frame) {
    frame.reset();
    settle();
  }

  /** Throws the fatal error and restores the interrupt flag, if no frame is active. */
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
