package io.tidings.event.spring.internal.listener;

import io.tidings.event.EventHandler;
import io.tidings.event.spring.InvalidListenerException;

/** A trail that calls durable methods. */
public interface DurableTarget {

  /**
   * Adds a method, which receives events once the context has started.
   *
   * @throws InvalidListenerException if the method cannot be durable
   */
  void add(ListenerMethod method, EventHandler handler);
}
