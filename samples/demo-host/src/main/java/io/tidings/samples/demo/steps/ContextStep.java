package io.tidings.samples.demo.steps;

import io.tidings.event.services.context.AssembledContext;
import io.tidings.event.services.context.ContextFragment;
import io.tidings.event.services.context.ContextMatch;
import io.tidings.event.services.context.NewContext;
import java.util.List;
import java.util.stream.Collectors;

/** A context is put together under a budget of tokens, and asked. */
final class ContextStep implements Step {

  private static final int TOKENS = 20_000;
  private static final int MATCHES = 2;
  private static final List<String> QUERIES =
      List.of("license licence copyright", "install build run test");

  @Override
  public void play(ScriptState stage) {
    stage.fragments.add(
        new ContextFragment("the request", "a report on " + stage.project.name(), 1));
    AssembledContext context =
        stage
            .services
            .pipeline()
            .assemble(new NewContext(TOKENS, stage.planId, stage.sessionId), stage.fragments);
    for (String query : QUERIES) {
      List<ContextMatch> matches = stage.services.contexts().query(context.id(), query, MATCHES);
      stage.outcome.answers.put(query, answer(matches));
    }
    stage.fragments.clear();
  }

  private static String answer(List<ContextMatch> matches) {
    return matches.isEmpty() ? "nothing found" : told(matches);
  }

  private static String told(List<ContextMatch> matches) {
    return matches.stream()
        .map(match -> match.fragment().source() + " (" + match.score() + ")")
        .collect(Collectors.joining(", "));
  }
}
