package io.tidings.samples.demo.steps;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorAnswer;
import io.tidings.event.services.tool.ToolTimeoutException;
import io.tidings.samples.demo.tools.JavaCompile;
import java.nio.file.Path;
import java.util.List;

/** An actor compiles Java sources in the sandbox, where there are any. */
final class BuildStep implements Step {

  @Override
  public void play(ScriptState stage) throws Exception {
    JavaCompile compile = new JavaCompile(stage.place.scratch());
    Actor<Path, List<JavaCompile.CompileResult>> builder =
        Actor.of("builder", (tree, tools) -> ActorAnswer.completed(tools.call(compile, tree)));
    try {
      ActorAnswer<List<JavaCompile.CompileResult>> answer =
          stage.services.limitedActors().run(builder, stage.sandbox().work());
      if (answer instanceof ActorAnswer.Completed<List<JavaCompile.CompileResult>> completed) {
        stage.outcome.compiled = completed.output();
      }
    } catch (ToolTimeoutException late) {
      stage.outcome.compiled = List.of(new JavaCompile.CompileResult("all", "it took too long"));
    }
  }
}
