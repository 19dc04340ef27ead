package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ContextPayloads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pipeline that assembles contexts: it selects the fragments with the highest priority that fit
 * into a token budget.
 *
 * <p>Among equal priorities the earlier fragment is first. A fragment that does not fit is skipped
 * whole; a smaller one after it may still be selected. Arguments must not be null. Thread-safe.
 *
 * @contract CA-30
 */
public final class ContextPipeline {

  /** The maximum number of fragments of a call. */
  public static final int MAX_FRAGMENTS = 100_000;

  private final ServiceOptions options;
  private final Repository<AssembledContext> contexts;
  private final TokenCounter tokens;

  /** Creates a pipeline with an optional bus that estimates tokens. */
  public ContextPipeline(@Nullable EventBus bus, Repository<AssembledContext> contexts) {
    this(ServiceOptions.of(bus), contexts, TokenCounter.estimating());
  }

  /** Creates a pipeline; a {@link ContextService} over the same repository queries its contexts. */
  public ContextPipeline(
      ServiceOptions options, Repository<AssembledContext> contexts, TokenCounter tokens) {
    this.options = requireNonNull(options, "options");
    this.contexts = requireNonNull(contexts, "contexts");
    this.tokens = requireNonNull(tokens, "tokens");
  }

  /**
   * Assembles a context, keeps it until it is {@linkplain #remove removed}, and emits {@code
   * context.built}.
   *
   * @param fragments at most {@value #MAX_FRAGMENTS}
   * @return the new context
   * @throws IllegalArgumentException if there are too many fragments, or the counter returns a
   *     negative number
   * @throws DuplicateIdException if the source of ids returns a taken id
   */
  public AssembledContext assemble(NewContext origin, List<ContextFragment> fragments) {
    List<ContextFragment> byPriority =
        Inputs.list(fragments, MAX_FRAGMENTS, "fragments").stream()
            .sorted(Comparator.comparingInt(ContextFragment::priority).reversed())
            .toList();
    List<ContextFragment> selected = new ArrayList<>();
    long cost = 0;
    for (ContextFragment fragment : byPriority) {
      long tokenCount = Inputs.notNegative(tokens.count(fragment.text()), "tokens.count()");
      if (cost + tokenCount <= origin.budget()) {
        selected.add(fragment);
        cost += tokenCount;
      }
    }
    return save(origin, selected, byPriority.size() - selected.size(), (int) cost);
  }

  /**
   * Removes a context with all its texts. Emits nothing: the catalogue has no type for it.
   *
   * @throws UnknownIdException if there is no context with the id
   */
  public void remove(String contextId) {
    if (!contexts.remove(requireNonNull(contextId, "contextId"))) {
      throw new UnknownIdException(contextId);
    }
  }

  private AssembledContext save(
      NewContext origin, List<ContextFragment> selected, int omittedCount, int cost) {
    String id = options.newId();
    AssembledContext context =
        contexts.create(
            id, new AssembledContext(id, origin, selected, omittedCount, cost, options.now()));
    options
        .events()
        .emit(
            EventType.CONTEXT_BUILT,
            context,
            (event, built) ->
                event
                    .planId(built.origin().planId())
                    .sessionId(built.origin().sessionId())
                    .payload(
                        ContextPayloads.BUILT,
                        new ContextPayloads.Built(
                            built.fragments().size(),
                            built.tokenCount(),
                            built.origin().budget())));
    return context;
  }
}
