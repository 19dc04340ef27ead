package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is doing: its current event and scope, what is open on it, and the chain of
 * frames, one for each bus it is emitting to. Confined to that thread.
 *
 * <p>The thread local holds a JDK array, and while nothing is going on nothing of ours but a weak
 * reference in it: a pool thread keeps neither an event nor this class's loader alive. Fields are
 * plain so that an emit can put everything back without a call, even on a stack that has no room
 * for one.
 */
final class ThreadState {

  private static final ThreadLocal<@Nullable Object[]> LOCAL = new ThreadLocal<>();
  private static final int ACTIVE = 0;
  private static final int IDLE = 1;

  private final @Nullable Object[] cell;
  private final Frame bottom = new Frame(null);

  @Nullable DomainEvent event;
  EventScope scope = EventScope.none();
  EventContext.@Nullable Opened opened;
  @Nullable Delivery delivery;
  @Nullable Frame frame;

  /**
   * What is to surface from the outermost emit, and what the thread has been told about refusals.
   */
  @Nullable VirtualMachineError fatal;

  boolean interrupted;
  boolean warned;

  private ThreadState(@Nullable Object[] cell) {
    this.cell = cell;
  }

  /** Returns the calling thread's state, or null if nothing is current or open on it. */
  static @Nullable ThreadState active() {
    Object[] cell = LOCAL.get();
    return cell == null ? null : (ThreadState) cell[ACTIVE];
  }

  /** Returns the calling thread's state, active until {@link #releaseIfIdle}. */
  static ThreadState acquire() {
    Object[] cell = LOCAL.get();
    if (cell == null) {
      cell = new Object[2];
      LOCAL.set(cell);
    }
    return cell[ACTIVE] instanceof ThreadState state ? state : activated(cell);
  }

  private static ThreadState activated(@Nullable Object[] cell) {
    Object known = cell[IDLE] instanceof WeakReference<?> idle ? idle.get() : null;
    ThreadState state = known != null ? (ThreadState) known : new ThreadState(cell);
    if (known == null) {
      cell[IDLE] = new WeakReference<>(state);
    }
    cell[ACTIVE] = state;
    return state;
  }

  void releaseIfIdle() {
    if (frame == null && opened == null) {
      cell[ACTIVE] = null;
    }
  }

  EventContext.Opened open(@Nullable DomainEvent event, EventScope scope) {
    opened = new EventContext.Opened(this);
    this.event = event;
    this.scope = scope;
    return opened;
  }

  /**
   * Tells whether {@code target} was opened by the code that is running now, and not yet closed.
   */
  boolean isOpen(EventContext.Opened target) {
    EventContext.Opened found = opened;
    while (found != null && found != target) {
      found = found.outer;
    }
    return found != null;
  }

  /**
   * Closes {@code target}, which is open, and all opened after it; tells whether there was none.
   */
  boolean unwind(EventContext.Opened target) {
    boolean innermost = opened == target;
    while (opened != null && !target.closed) {
      opened.closed = true;
      opened = opened.outer;
    }
    event = target.outerEvent;
    scope = target.outerScope;
    releaseIfIdle();
    return innermost;
  }

  /**
   * Makes a delivery's event current, with nothing open, whatever the listener before left behind.
   */
  void enter(Delivery delivery) {
    this.delivery = delivery;
    event = delivery.event();
    scope = delivery.event().scope();
    opened = null;
  }

  /** Returns this thread's frame for a bus, or null if the thread is not emitting to it. */
  @Nullable Frame frameOf(EventBus bus) {
    Frame found = frame;
    while (found != null && found.bus != bus) {
      found = found.outer;
    }
    return found;
  }

  /** Opens a frame for a bus; the emit takes it away again by writing {@link #frame}. */
  Frame push(EventBus bus) {
    Frame next = frame == null ? bottom : frame.inner();
    next.reset(bus);
    frame = next;
    return next;
  }

  /** Puts back what was current, with nothing open. */
  void put(@Nullable DomainEvent event, EventScope scope, @Nullable Delivery delivery) {
    this.event = event;
    this.scope = scope;
    this.delivery = delivery;
    opened = null;
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
    if (frame != null) {
      return;
    }
    VirtualMachineError surfacing = fatal;
    boolean interrupt = interrupted;
    fatal = null;
    interrupted = false;
    warned = false;
    releaseIfIdle();
    if (interrupt) {
      Thread.currentThread().interrupt();
    }
    if (surfacing != null) {
      throw surfacing;
    }
  }
}
