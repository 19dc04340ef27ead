package io.tidings.event.spring.internal;

import io.tidings.event.kafka.KafkaEventSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The source of an application: starts after its listeners and ends before its bus. Thread-safe.
 */
public final class KafkaSourceLifecycle implements SmartLifecycle {

  private final KafkaEventSource.Builder builder;
  private @Nullable KafkaEventSource source;

  /** Creates the lifecycle of a source. */
  public KafkaSourceLifecycle(KafkaEventSource.Builder builder) {
    this.builder = builder;
  }

  @Override
  public synchronized void start() {
    if (source == null) {
      source = builder.start();
    }
  }

  @Override
  public synchronized void stop() {
    if (source != null) {
      source.close();
      source = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return source != null;
  }

  @Override
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return BusLifecycle.PHASE + 1;
  }
}
