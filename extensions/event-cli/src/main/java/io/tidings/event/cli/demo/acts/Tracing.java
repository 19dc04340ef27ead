package io.tidings.event.cli.demo.acts;

import io.tidings.event.services.boundary.TraceReader;
import java.util.List;

/** Somebody looks at the traces: at one, at all, and at those that ended badly. */
final class Tracing implements Act {

  @Override
  public void play(Stage stage) {
    TraceReader<Traces.Trace, String> reads =
        new TraceReader<>(stage.traces, Traces.Trace::id, stage.services.options());
    String project = String.valueOf(stage.project.scope().project());
    List<String> ids = stage.traces.ids();
    reads.fetch(project, ids.get(0));
    reads.fetch(project, ids);
    reads.query(project, "actor.errored");
  }
}
