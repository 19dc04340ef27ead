package io.tidings.samples.demo.steps;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.tool.Tool;
import java.net.ConnectException;
import java.util.Locale;

/** An actor that fails with its tool, which has no model, and one that escalates to a person. */
final class FailureStep implements Step {

  private static final String NO_MODEL = "no network and no model, on purpose";

  @Override
  public void run(ScriptState state) throws Exception {
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
      state.services.actors().run(adviser, "What should be fixed first?");
      throw new IllegalStateException("the tool without a model returned an answer");
    } catch (ConnectException expected) {
      state.services.actors().run(reviewer(state), "What may be deleted?");
    }
  }

  private static Actor<String, String> reviewer(ScriptState state) {
    return Actor.of(
        "reviewer",
        (question, tools) ->
            ActorResult.escalated(
                String.format(
                    Locale.ROOT,
                    "%,d files are copies of others; only a person may delete them",
                    state.outcome.findings.duplicates().stream()
                        .mapToLong(group -> group.count() - 1)
                        .sum()),
                String.valueOf(state.project.scope().user())));
  }
}
