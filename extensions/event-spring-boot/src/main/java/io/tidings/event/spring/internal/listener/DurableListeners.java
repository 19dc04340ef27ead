package io.tidings.event.spring.internal.listener;

import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.spring.OnEvent;
import io.tidings.event.spring.internal.BusLifecycle;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/**
 * The deliveries of a trail to the durable methods with {@link OnEvent}: from the start of the
 * context until just before its bus is closed. Thread-safe.
 */
public final class DurableListeners implements DurableTarget, SmartLifecycle {

  private final EventStore trail;
  private final Duration timeout;

  /** The methods by the name of their delivery. */
  private final Map<String, Durable> methods = new LinkedHashMap<>();

  private final List<Delivery> running = new ArrayList<>();
  private boolean started;

  /** Creates deliveries of a trail, with the longest time that each has for its end. */
  public DurableListeners(EventStore trail, Duration timeout) {
    this.trail = trail;
    this.timeout = timeout;
  }

  private record Durable(ListenerMethod method, EventQuery query, EventHandler handler) {}

  @Override
  public synchronized void add(ListenerMethod method, EventHandler handler) {
    OnEvent listener = method.listener();
    if (listener.async() || listener.order() != 0) {
      throw method.invalid("is durable, so it is never called by the emit; leave out async, order");
    }
    Durable same =
        methods.putIfAbsent(listener.durable(), new Durable(method, query(method), handler));
    if (same != null) {
      throw method.invalid(
          "has the durable name '%s' of %s; choose another"
              .formatted(listener.durable(), same.method().name()));
    }
  }

  private static EventQuery query(ListenerMethod method) {
    OnEvent listener = method.listener();
    EventQuery all = EventQuery.platform();
    if (listener.category().length == 0) {
      return listener.kinds().length == 0
          ? all
          : all.kinds(Stream.of(listener.kinds()).map(EventKind::of).toArray(EventKind[]::new));
    }
    if (listener.category().length > 1 || listener.kinds().length > 0) {
      throw method.invalid("is durable, so it must name kinds, or one category, or neither");
    }
    return all.category(listener.category()[0]);
  }

  @Override
  public synchronized void start() {
    started = true;
    methods.forEach((name, durable) -> running.add(delivery(name, durable)));
  }

  private Delivery delivery(String name, Durable durable) {
    int attempts = durable.method().attempts(DeliveryOptions.DEFAULT_ATTEMPTS);
    return trail.deliver(
        name,
        durable.query(),
        DeliveryOptions.perKey(DeliveryKey.DEFAULT).atMost(attempts),
        attempt -> durable.handler().handle(attempt.event()));
  }

  @Override
  public synchronized void stop() {
    running.forEach(delivery -> delivery.close(timeout));
    running.clear();
    started = false;
  }

  @Override
  public synchronized boolean isRunning() {
    return started;
  }

  @Override
  public boolean isPauseable() {
    return false;
  }

  /** Returns a phase that ends before the bus does, which the methods may emit to. */
  @Override
  public int getPhase() {
    return BusLifecycle.PHASE + 1;
  }
}
