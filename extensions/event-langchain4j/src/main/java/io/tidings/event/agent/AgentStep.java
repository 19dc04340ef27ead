package io.tidings.event.agent;

import io.tidings.event.EventContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Step of an agent's work that has begun: a session, a run of an actor, a call of a tool or of a
 * model. It is the parent of the steps within it, on any thread. {@link AgentEvents} creates and
 * ends it; only the first end emits. Thread-safe.
 */
public final class AgentStep {

  private final EventContext context;
  private final @Nullable String session;
  private final @Nullable String actor;
  private final String name;
  private final long start;
  private final AtomicInteger toolCalls = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();

  AgentStep(
      EventContext context,
      @Nullable String session,
      @Nullable String actor,
      String name,
      long start) {
    this.context = context;
    this.session = session;
    this.actor = actor;
    this.name = name;
    this.start = start;
  }

  /** Returns the context for work within this step: its events have this step as their cause. */
  public EventContext context() {
    return context;
  }

  /** Returns whether the step has ended. */
  public boolean isEnded() {
    return ended.get();
  }

  @Nullable String session() {
    return session;
  }

  @Nullable String actor() {
    return actor;
  }

  String name() {
    return name;
  }

  long start() {
    return start;
  }

  void countToolCall() {
    toolCalls.incrementAndGet();
  }

  int toolCalls() {
    return toolCalls.get();
  }

  /** Ends the step; returns false if it has ended already. */
  boolean end() {
    return ended.compareAndSet(false, true);
  }
}
