package io.tidings.event.cli.demo;

import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Calls tools and tells of each call: tool.invoked, then either tool.completed or tool.errored.
 * Confined to one thread.
 */
final class ToolRunner {

  private final Causes causes;
  private final EventEmitter events;
  private final LongSupplier nanoTime;

  ToolRunner(Causes causes, EventEmitter events, LongSupplier nanoTime) {
    this.causes = causes;
    this.events = events;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs a tool on a file. What happens meanwhile is caused by the call.
   *
   * @throws IOException what the tool throws
   */
  <R extends ToolResult> R run(Tool<R> tool, TextFile file) throws IOException {
    try (EventContext.Opened call =
        causes.open(EventType.TOOL_INVOKED, event -> event.detail("tool_name", tool.name()))) {
      return runInside(tool, file);
    }
  }

  private <R extends ToolResult> R runInside(Tool<R> tool, TextFile file) throws IOException {
    long began = nanoTime.getAsLong();
    R result;
    try {
      result = tool.run(file);
    } catch (IOException | RuntimeException failure) {
      errored(tool.name(), failure);
      throw failure;
    }
    completed(tool.name(), nanoTime.getAsLong() - began, result);
    return result;
  }

  private void completed(String name, long nanos, ToolResult result) {
    events.emit(
        EventType.TOOL_COMPLETED,
        event ->
            event
                .detail("tool_name", name)
                .detail("duration_ms", Duration.ofNanos(nanos).toMillis())
                .detail("result_size", result.size()));
  }

  private void errored(String name, Exception failure) {
    events.emit(
        EventType.TOOL_ERRORED,
        event -> event.detail("tool_name", name).details(Faults.details(failure)));
  }
}
