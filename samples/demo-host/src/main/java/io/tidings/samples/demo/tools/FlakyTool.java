package io.tidings.samples.demo.tools;

import io.tidings.event.services.tool.Tool;
import java.io.IOException;

/**
 * A tool that fails a number of times on purpose before it works. Confined to one thread at a time.
 *
 * @param <I> the input type
 * @param <O> the output type
 */
public final class FlakyTool<I, O> implements Tool<I, O> {

  private final Tool<I, O> tool;
  private int failures;

  /** Creates a tool that fails {@code failures} times. */
  public FlakyTool(Tool<I, O> tool, int failures) {
    this.tool = tool;
    this.failures = failures;
  }

  @Override
  public String name() {
    return tool.name();
  }

  @Override
  public O call(I input) throws Exception {
    if (failures > 0) {
      failures--;
      throw new IOException("the disk is busy, on purpose");
    }
    return tool.call(input);
  }
}
