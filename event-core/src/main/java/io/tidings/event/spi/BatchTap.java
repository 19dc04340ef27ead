package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import java.util.List;

/**
 * A tap that does better with several events at a time, as one that commits does. A bus gives it
 * one event at a time, as any tap; an {@link io.tidings.event.async.AsyncTap} before it gives it
 * what has been waiting.
 */
public interface BatchTap extends EventTap {

  /**
   * Hears events in the order in which they were handed over. None of them is the thread's current
   * event meanwhile.
   *
   * @param events one event or more, never to change
   * @throws Exception whatever goes wrong; each of the events counts as failed
   */
  void onEvents(List<DomainEvent> events) throws Exception;
}
