package io.tidings.event.cli.demo.acts;

import io.tidings.event.cli.demo.tools.JavaCompile;
import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.tool.ToolTimeoutException;
import java.nio.file.Path;
import java.util.List;

/** An actor compiles Java sources in the sandbox, where there are any. */
final class Building implements Act {

  @Override
  public void play(Stage stage) throws Exception {
    JavaCompile compile = new JavaCompile(stage.place.scratch());
    Actor<Path, List<JavaCompile.Compiled>> builder =
        Actor.of("builder", (tree, tools) -> ActorResult.completed(tools.call(compile, tree)));
    try {
      ActorResult<List<JavaCompile.Compiled>> answer =
          stage.services.limitedActors().run(builder, stage.sandbox().work());
      if (answer instanceof ActorResult.Completed<List<JavaCompile.Compiled>> completed) {
        stage.outcome.compiled = completed.output();
      }
    } catch (ToolTimeoutException late) {
      stage.outcome.compiled = List.of(new JavaCompile.Compiled("all", "it took too long"));
    }
  }
}
