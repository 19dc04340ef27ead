package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Inputs;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds fragments in assembled contexts by their words (CA-31). Letter case does not matter. No
 * argument may be null. Thread-safe.
 */
public final class ContextService {

  /** The greatest length of a query, in characters. */
  public static final int MAX_QUERY = 10_000;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private final ServiceOptions options;
  private final Repository<AssembledContext> contexts;

  /** Creates a service with an optional bus over the contexts that a pipeline keeps. */
  public ContextService(@Nullable EventBus bus, Repository<AssembledContext> contexts) {
    this(ServiceOptions.of(bus), contexts);
  }

  /** Creates a service over the contexts that a pipeline keeps. */
  public ContextService(ServiceOptions options, Repository<AssembledContext> contexts) {
    this.options = requireNonNull(options, "options");
    this.contexts = requireNonNull(contexts, "contexts");
  }

  /**
   * Finds the fragments with the words of a query, those with the most first.
   *
   * @param query words, at most {@value #MAX_QUERY} characters; without a word nothing is found
   * @param limit how many fragments to find at most, at least 1
   * @throws UnknownIdException if there is no context with the id
   */
  public List<ContextMatch> query(String contextId, String query, int limit) {
    if (requireNonNull(query, "query").length() > MAX_QUERY) {
      throw new IllegalArgumentException("query must have at most " + MAX_QUERY + " characters");
    }
    Inputs.positive(limit, "limit");
    AssembledContext context = contexts.get(contextId);
    Set<String> words = new HashSet<>(words(query));
    List<ContextMatch> matches =
        context.fragments().stream()
            .map(fragment -> new ContextMatch(fragment, score(fragment, words)))
            .filter(match -> match.score() > 0)
            .sorted(Comparator.comparingInt(ContextMatch::score).reversed())
            .limit(limit)
            .toList();
    tell(context, query, matches.size());
    return matches;
  }

  private void tell(AssembledContext context, String query, int found) {
    options
        .events()
        .emit(
            EventType.CONTEXT_QUERY_EXECUTED,
            event ->
                event
                    .planId(context.origin().planId())
                    .sessionId(context.origin().sessionId())
                    .detail("query", Inputs.told(query))
                    .detail("result_count", found));
  }

  private static int score(ContextFragment fragment, Set<String> words) {
    return (int) words(fragment.text()).stream().filter(words::contains).count();
  }

  private static List<String> words(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
