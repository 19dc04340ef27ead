package io.tidings.event.services.actor;

import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolRuntime;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tools of one run of an actor, counted and limited. Thread-safe. */
public final class ActorTools {

  private final ToolRuntime runtime;
  private final String actor;
  private final int maxCalls;
  private final AtomicInteger calls = new AtomicInteger();

  ActorTools(ToolRuntime runtime, String actor, int maxCalls) {
    this.runtime = runtime;
    this.actor = actor;
    this.maxCalls = maxCalls;
  }

  /**
   * Calls a tool on behalf of the run; its events have the name of the actor.
   *
   * @return the result of the tool
   * @throws IllegalStateException if the run has reached its maximum number of calls
   * @throws Exception the exceptions of {@link ToolRuntime#run}
   */
  public <I, O extends @Nullable Object> O call(Tool<I, O> tool, I input) throws Exception {
    if (calls.getAndUpdate(count -> Math.min(count + 1, maxCalls)) == maxCalls) {
      throw new IllegalStateException(
          "the run has reached its maximum of " + maxCalls + " tool calls");
    }
    return runtime.runFor(actor, tool, input);
  }

  /** Returns the number of calls so far. */
  int calls() {
    return calls.get();
  }
}
