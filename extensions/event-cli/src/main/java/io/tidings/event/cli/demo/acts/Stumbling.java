package io.tidings.event.cli.demo.acts;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.tool.Tool;
import java.net.ConnectException;
import java.util.Locale;

/** An actor fails, with its tool, for want of a model; another hands over to a person. */
final class Stumbling implements Act {

  private static final String NO_MODEL = "there is neither a network nor a model here, on purpose";

  @Override
  public void play(Stage stage) throws Exception {
    Tool<String, String> model =
        Tool.of(
            "ask_model",
            question -> {
              throw new ConnectException(NO_MODEL);
            });
    Actor<String, String> adviser =
        Actor.of(
            "adviser", (question, tools) -> ActorResult.completed(tools.call(model, question)));
    try {
      stage.services.actors().run(adviser, "What should be mended first?");
      throw new IllegalStateException("there is no model, and yet it answered");
    } catch (ConnectException expected) {
      stage.services.actors().run(reviewer(stage), "What may be deleted?");
    }
  }

  private static Actor<String, String> reviewer(Stage stage) {
    return Actor.of(
        "reviewer",
        (question, tools) ->
            ActorResult.escalated(
                String.format(
                    Locale.ROOT,
                    "%,d files are copies of others; only a person may delete them",
                    stage.outcome.findings.duplicates().stream()
                        .mapToLong(group -> group.count() - 1)
                        .sum()),
                String.valueOf(stage.project.scope().user())));
  }
}
