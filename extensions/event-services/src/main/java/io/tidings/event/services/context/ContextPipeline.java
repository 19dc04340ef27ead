package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Inputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assembles contexts: takes the most important fragments that fit into a budget of tokens (CA-30).
 *
 * <p>Of equal priority the earlier is taken first. A fragment that does not fit is left out whole,
 * and a smaller one after it may still be taken. No argument may be null. Thread-safe.
 */
public final class ContextPipeline {

  /** How many fragments can be given. */
  public static final int MAX_FRAGMENTS = 100_000;

  private final ServiceOptions options;
  private final Repository<AssembledContext> contexts;
  private final TokenCounter tokens;

  /** Creates a pipeline with an optional bus, which estimates tokens. */
  public ContextPipeline(@Nullable EventBus bus, Repository<AssembledContext> contexts) {
    this(ServiceOptions.of(bus), contexts, TokenCounter.estimating());
  }

  /** Creates a pipeline; a {@link ContextService} over the same repository can query its work. */
  public ContextPipeline(
      ServiceOptions options, Repository<AssembledContext> contexts, TokenCounter tokens) {
    this.options = requireNonNull(options, "options");
    this.contexts = requireNonNull(contexts, "contexts");
    this.tokens = requireNonNull(tokens, "tokens");
  }

  /**
   * Assembles a context and keeps it until it is {@linkplain #forget forgotten}.
   *
   * @param fragments at most {@value #MAX_FRAGMENTS}
   * @throws DuplicateIdException if the source of ids repeats itself
   */
  public AssembledContext assemble(NewContext origin, List<ContextFragment> fragments) {
    List<ContextFragment> byPriority =
        Inputs.list(fragments, MAX_FRAGMENTS, "fragments").stream()
            .sorted(Comparator.comparingInt(ContextFragment::priority).reversed())
            .toList();
    List<ContextFragment> taken = new ArrayList<>();
    long cost = 0;
    for (ContextFragment fragment : byPriority) {
      long more = Inputs.notNegative(tokens.count(fragment.text()), "tokens.count()");
      if (cost + more <= origin.budget()) {
        taken.add(fragment);
        cost += more;
      }
    }
    return kept(origin, taken, byPriority.size() - taken.size(), (int) cost);
  }

  /**
   * Forgets a context, which is kept with all its texts until then. This is no lifecycle point of
   * the catalogue and emits nothing.
   *
   * @throws UnknownIdException if there is no context with the id
   */
  public void forget(String contextId) {
    if (!contexts.remove(requireNonNull(contextId, "contextId"))) {
      throw new UnknownIdException(contextId);
    }
  }

  private AssembledContext kept(
      NewContext origin, List<ContextFragment> taken, int leftOut, int cost) {
    String id = options.newId();
    AssembledContext context =
        contexts.create(id, new AssembledContext(id, origin, taken, leftOut, cost, options.now()));
    options
        .events()
        .emit(
            EventType.CONTEXT_BUILT,
            context,
            (event, built) ->
                event
                    .planId(built.origin().planId())
                    .sessionId(built.origin().sessionId())
                    .detail("fragment_count", built.fragments().size())
                    .detail("token_count", built.tokenCount())
                    .detail("budget", built.origin().budget()));
    return context;
  }
}
