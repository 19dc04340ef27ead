package io.tidings.samples.demo.steps;

import io.tidings.event.services.context.AssembledContext;
import io.tidings.event.services.context.ContextFragment;
import io.tidings.event.services.context.ContextMatch;
import io.tidings.event.services.context.NewContext;
import java.util.List;
import java.util.stream.Collectors;

/** A context, assembled within a token budget and queried. */
final class ContextStep implements Step {

  private static final int TOKENS = 20_000;
  private static final int MATCHES = 2;
  private static final List<String> QUERIES =
      List.of("license licence copyright", "install build run test");

  @Override
  public void run(ScriptState state) {
    state.fragments.add(
        new ContextFragment("the request", "a report on " + state.project.name(), 1));
    AssembledContext context =
        state
            .services
            .pipeline()
            .assemble(new NewContext(TOKENS, state.planId, state.sessionId), state.fragments);
    for (String query : QUERIES) {
      List<ContextMatch> matches = state.services.contexts().query(context.id(), query, MATCHES);
      state.outcome.answers.put(query, answer(matches));
    }
    state.fragments.clear();
  }

  private static String answer(List<ContextMatch> matches) {
    if (matches.isEmpty()) {
      return "nothing found";
    }
    return matches.stream()
        .map(match -> match.fragment().source() + " (" + match.score() + ")")
        .collect(Collectors.joining(", "));
  }
}
