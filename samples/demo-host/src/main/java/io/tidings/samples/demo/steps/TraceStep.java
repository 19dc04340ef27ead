package io.tidings.samples.demo.steps;

import io.tidings.event.services.boundary.TraceReads;
import java.util.List;

/** Somebody looks at the traces: at one, at all, and at those that ended badly. */
final class TraceStep implements Step {

  @Override
  public void play(ScriptState stage) {
    TraceReads<Traces.Trace, String> reads =
        new TraceReads<>(stage.traces, Traces.Trace::id, stage.services.options());
    String project = String.valueOf(stage.project.scope().project());
    List<String> ids = stage.traces.ids();
    reads.fetch(project, ids.get(0));
    reads.fetch(project, ids);
    reads.query(project, "actor.errored");
  }
}
