package io.tidings.samples.demo.steps;

import io.tidings.event.services.boundary.TraceReader;
import java.util.List;

/** Reads of traces: one by id, all, and those that ended in an error. */
final class TraceStep implements Step {

  @Override
  public void run(ScriptState state) {
    TraceReader<Traces.Trace, String> reader =
        new TraceReader<>(state.traces, Traces.Trace::id, state.services.options());
    String project = String.valueOf(state.project.scope().project());
    List<String> ids = state.traces.ids();
    reader.fetch(project, ids.get(0));
    reader.fetch(project, ids);
    reader.query(project, "actor.errored");
  }
}
