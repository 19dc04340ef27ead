package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import java.util.List;

/**
 * Tap that processes several events at a time, for example in one transaction. A bus passes single
 * events to {@link #onEvent}; an {@link io.tidings.event.async.AsyncTap} passes batches of queued
 * events to {@link #onEvents}.
 */
public interface BatchTap extends EventTap {

  /**
   * Receives events in the order in which they were queued. None of them is the current event of
   * the thread.
   *
   * @param events an immutable list of one event or more
   * @throws Exception any failure; each of the events counts as failed
   */
  void onEvents(List<DomainEvent> events) throws Exception;
}
