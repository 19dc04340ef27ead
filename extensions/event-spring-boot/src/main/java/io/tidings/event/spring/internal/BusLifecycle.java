package io.tidings.event.spring.internal;

import io.tidings.event.EventBus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The shutdown of a bus: after the web server and all listener containers, before any bean is
 * destroyed. A context that is stopped without being closed, or paused between tests, keeps its bus
 * open. Thread-safe.
 */
public final class BusLifecycle
    implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware {

  /** Below the web server, whose graceful shutdown comes first. */
  public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

  private final EventBus bus;
  private final Duration timeout;
  private volatile boolean running;
  private volatile boolean closing;
  private volatile @Nullable ApplicationContext context;

  /** Creates the lifecycle of a bus with the longest time of its shutdown. */
  public BusLifecycle(EventBus bus, Duration timeout) {
    this.bus = bus;
    this.timeout = timeout;
  }

  @Override
  public void setApplicationContext(ApplicationContext context) {
    this.context = context;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    if (event.getApplicationContext() == context) {
      closing = true;
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Closes the bus if the context is being closed; else only waits for what is queued. */
  @Override
  public void stop() {
    if (closing) {
      bus.close(timeout);
    } else {
      bus.flush(timeout);
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
