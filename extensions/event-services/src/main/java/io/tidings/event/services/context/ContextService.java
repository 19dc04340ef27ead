package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ContextPayloads;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Service that searches assembled contexts by words, ignoring case. Each query emits {@code
 * context.query_executed} on the calling thread. Arguments must not be null. Thread-safe.
 *
 * @contract CA-31
 */
public final class ContextService {

  /** The maximum length of a query, in characters. */
  public static final int MAX_QUERY = 10_000;

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private final ServiceOptions options;
  private final Repository<AssembledContext> contexts;

  /** Creates a service with an optional bus over the contexts of a pipeline's repository. */
  public ContextService(@Nullable EventBus bus, Repository<AssembledContext> contexts) {
    this(ServiceOptions.of(bus), contexts);
  }

  /** Creates a service over the contexts of a pipeline's repository. */
  public ContextService(ServiceOptions options, Repository<AssembledContext> contexts) {
    this.options = requireNonNull(options, "options");
    this.contexts = requireNonNull(contexts, "contexts");
  }

  /**
   * Returns the fragments that contain words of the query, highest score first.
   *
   * @param query words, at most {@value #MAX_QUERY} characters; without words there is no match
   * @param limit the maximum number of fragments, at least 1
   * @throws UnknownIdException if there is no context with the id
   * @throws IllegalArgumentException if the query is too long or the limit less than 1
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
    emitExecuted(context, query, matches.size());
    return matches;
  }

  private void emitExecuted(AssembledContext context, String query, int resultCount) {
    options
        .events()
        .emit(
            EventType.CONTEXT_QUERY_EXECUTED,
            event ->
                event
                    .planId(context.origin().planId())
                    .sessionId(context.origin().sessionId())
                    .payload(
                        ContextPayloads.QUERY_EXECUTED,
                        new ContextPayloads.QueryExecuted(Details.excerpt(query), resultCount)));
  }

  private static int score(ContextFragment fragment, Set<String> words) {
    return (int) words(fragment.text()).stream().filter(words::contains).count();
  }

  private static List<String> words(String text) {
    return SEPARATOR
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
