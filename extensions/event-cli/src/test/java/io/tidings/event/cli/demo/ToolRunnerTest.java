package io.tidings.event.cli.demo;

import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ToolRunnerTest {

  private final Recorded recorded = new Recorded();
  private final AtomicLong nanoTime = new AtomicLong();
  private final EventEmitter events = EventEmitter.of(recorded.bus);
  private final ToolRunner runner = new ToolRunner(new Causes(recorded.bus), events, nanoTime::get);

  private abstract static class NamedTool implements Tool<LineCount> {
    @Override
    public String name() {
      return "named";
    }
  }

  @Test
  void a_call_is_told_before_and_after() throws IOException {
    Tool<LineCount> tool =
        new NamedTool() {
          @Override
          public LineCount run(TextFile file) {
            assertThat(recorded.kinds()).containsExactly("tool.invoked");
            nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(7));
            return new LineCount(3);
          }
        };
    assertThat(runner.run(tool, Given.text(""))).isEqualTo(new LineCount(3));
    assertThat(recorded.only(EventType.TOOL_INVOKED).details())
        .containsExactly(entry("tool_name", "named"));
    assertThat(recorded.only(EventType.TOOL_COMPLETED).details())
        .containsExactly(
            entry("tool_name", "named"), entry("duration_ms", 7L), entry("result_size", 3L));
  }

  @Test
  void what_happens_in_a_call_is_caused_by_it() throws IOException {
    Tool<LineCount> tool =
        new NamedTool() {
          @Override
          public LineCount run(TextFile file) {
            events.emit(EventType.BUDGET_WARNING);
            return new LineCount(0);
          }
        };
    runner.run(tool, Given.text(""));
    assertThat(recorded.bus).emitted(EventType.BUDGET_WARNING).causedBy(EventType.TOOL_INVOKED);
    assertThat(recorded.bus).emitted(EventType.TOOL_COMPLETED).causedBy(EventType.TOOL_INVOKED);
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  void a_call_that_fails_is_told_and_thrown_on() {
    IOException gone = new IOException("gone");
    Tool<LineCount> tool =
        new NamedTool() {
          @Override
          public LineCount run(TextFile file) throws IOException {
            throw gone;
          }
        };
    assertThatThrownBy(() -> runner.run(tool, Given.text(""))).isSameAs(gone);
    assertThat(recorded.kinds()).containsExactly("tool.invoked", "tool.errored");
    assertThat(recorded.only(EventType.TOOL_ERRORED).details())
        .containsExactly(
            entry("tool_name", "named"),
            entry("error_type", "IOException"),
            entry("error_message", "gone"));
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  void a_tool_with_a_bug_is_told_and_thrown_on_too() {
    Tool<LineCount> tool =
        new NamedTool() {
          @Override
          public LineCount run(TextFile file) {
            throw new IllegalStateException();
          }
        };
    assertThatThrownBy(() -> runner.run(tool, Given.text("")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(recorded.kinds()).containsExactly("tool.invoked", "tool.errored");
  }
}
