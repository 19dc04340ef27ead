package io.tidings.event.spring.internal.transaction;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of one transaction, held until its end. Registered with the lowest precedence, and
 * bound to the thread under its bus until the transaction begins to complete.
 *
 * <p>Confined to the thread of its transaction.
 */
final class HeldEvents implements TransactionSynchronization {

  private static final Logger LOG = LoggerFactory.getLogger(HeldEvents.class);

  private final TransactionalBus bus;
  private final List<Held> events = new ArrayList<>();

  /** The number of events before each savepoint. */
  private final IdentityHashMap<Object, Integer> savepoints = new IdentityHashMap<>();

  /** The number of events, from the first, that the connection of the transaction has stored. */
  private int appended;

  private boolean readOnly;
  private boolean suspended;

  private HeldEvents(TransactionalBus bus) {
    this.bus = bus;
  }

  /** Returns whether the calling thread is in a transaction whose end can be awaited. */
  static boolean isPossible() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && TransactionSynchronizationManager.isSynchronizationActive();
  }

  /** Returns whether the calling thread completes a transaction and must not join it. */
  static boolean isCompleting() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && !TransactionSynchronizationManager.isSynchronizationActive();
  }

  /** Returns the events of the current transaction; registers them if there are none yet. */
  static HeldEvents current(TransactionalBus bus) {
    if (TransactionSynchronizationManager.getResource(bus) instanceof HeldEvents held) {
      return held;
    }
    HeldEvents held = new HeldEvents(bus);
    TransactionSynchronizationManager.bindResource(bus, held);
    TransactionSynchronizationManager.registerSynchronization(held);
    return held;
  }

  void add(DomainEvent event) {
    if (events.isEmpty()) {
      // Moves behind the synchronizations that were registered since the transaction began.
      TransactionSynchronizationManager.registerSynchronization(new Last());
    }
    events.add(new Held(event, EventContext.capture()));
  }

  @Override
  public void suspend() {
    suspended = TransactionSynchronizationManager.getResource(bus) == this;
    if (suspended) {
      TransactionSynchronizationManager.unbindResource(bus);
    }
  }

  @Override
  public void resume() {
    if (suspended) {
      TransactionSynchronizationManager.bindResource(bus, this);
    }
  }

  @Override
  public void savepoint(Object savepoint) {
    savepoints.put(savepoint, events.size());
  }

  /** Drops the events since a savepoint; an unknown one is older than all of them. */
  @Override
  public void savepointRollback(Object savepoint) {
    int kept = savepoints.getOrDefault(savepoint, 0);
    events.subList(Math.min(kept, events.size()), events.size()).clear();
    appended = Math.min(appended, events.size());
  }

  /** Appends until a flush of the persistence contexts emits no further event. */
  @Override
  public void beforeCommit(boolean readOnly) {
    this.readOnly = readOnly;
    TransactionalTrail trail = bus.trail();
    if (trail == null || readOnly) {
      return;
    }
    trail.flushPersistence();
    while (appended < events.size() && trail.append(pending())) {
      appended = events.size();
      trail.flushPersistence();
    }
  }

  /** Unbinds: what is emitted from now on is held apart, and appended after the commit. */
  @Override
  public void beforeCompletion() {
    suspend();
    suspended = false;
  }

  @Override
  public void afterCompletion(int status) {
    // Also those held since beforeCompletion, which come next: nothing joins them while this runs.
    TransactionSynchronizationManager.unbindResourceIfPossible(bus);
    if (events.isEmpty() || status == STATUS_ROLLED_BACK) {
      return;
    }
    if (status == STATUS_UNKNOWN) {
      LOG.warn(
          "Outcome of the transaction is unknown; dispatching none of its {} events, from {} {}",
          events.size(),
          events.get(0).event().kind().id(),
          events.get(0).event().id());
      return;
    }
    bus.committed(List.copyOf(events), pending(), readOnly);
  }

  private List<DomainEvent> pending() {
    return events.subList(appended, events.size()).stream().map(Held::event).toList();
  }

  /**
   * An event with the context of its emit.
   *
   * @param event the event
   * @param context the current event and the ambient scope of the emit
   */
  record Held(DomainEvent event, EventContext context) {}

  /** Second registration of the same events, which is called after those made in between. */
  private final class Last implements TransactionSynchronization {

    @Override
    public void beforeCommit(boolean readOnly) {
      HeldEvents.this.beforeCommit(readOnly);
    }
  }
}
