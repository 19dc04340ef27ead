package io.tidings.samples.demo.steps;

import io.tidings.event.services.boundary.TraceReads;
import java.util.List;

/** Reads of traces: one by id, all, and those that ended in an error. */
final class TraceStep implements Step {

  @Override
  public void run(ScriptState state) {
    TraceReads<Traces.Trace, String> reads =
        new TraceReads<>(state.traces, Traces.Trace::id, state.services.options());
    String project = String.valueOf(state.project.scope().project());
    List<String> ids = state.traces.ids();
    reads.fetch(project, ids.get(0));
    reads.fetch(project, ids);
    reads.query(project, "actor.errored");
  }
}
