package io.tidings.event.services.actor;

import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolRuntime;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The tools of one run of an actor, which are counted and limited. Thread-safe. */
public final class ActorTools {

  private final ToolRuntime runtime;
  private final int most;
  private final AtomicInteger calls = new AtomicInteger();

  ActorTools(ToolRuntime runtime, int most) {
    this.runtime = runtime;
    this.most = most;
  }

  /**
   * Calls a tool.
   *
   * @throws IllegalStateException if the run has called as many tools as it may
   * @throws Exception what {@link ToolRuntime#run} throws
   */
  public <I, O extends @Nullable Object> O call(Tool<I, O> tool, I input) throws Exception {
    if (calls.getAndUpdate(count -> Math.min(count + 1, most)) == most) {
      throw new IllegalStateException("the run has called " + most + " tools, as many as it may");
    }
    return runtime.run(tool, input);
  }

  /** Returns how many calls there were. */
  int calls() {
    return calls.get();
  }
}
