package io.tidings.samples.demo.steps;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.tool.ToolTimeoutException;
import io.tidings.samples.demo.tools.JavaCompile;
import java.nio.file.Path;
import java.util.List;

/** An actor that compiles the Java sources in the sandbox, if any. */
final class BuildStep implements Step {

  @Override
  public void run(ScriptState state) throws Exception {
    JavaCompile compile = new JavaCompile(state.workDirectory.scratch());
    Actor<Path, List<JavaCompile.CompileResult>> builder =
        Actor.of("builder", (tree, tools) -> ActorResult.completed(tools.call(compile, tree)));
    try {
      ActorResult<List<JavaCompile.CompileResult>> answer =
          state.services.limitedActors().run(builder, state.sandbox().work());
      if (answer instanceof ActorResult.Completed<List<JavaCompile.CompileResult>> completed) {
        state.outcome.compileResults = completed.output();
      }
    } catch (ToolTimeoutException late) {
      state.outcome.compileResults =
          List.of(new JavaCompile.CompileResult("all", "it took too long"));
    }
  }
}
