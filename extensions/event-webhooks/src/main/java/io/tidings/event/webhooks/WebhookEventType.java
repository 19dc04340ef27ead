package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.internal.NearestText;
import io.tidings.event.internal.RejectedValue;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event types that a subscription may select: every platform type of the catalogue except
 * {@link EventType#UNKNOWN}. The id of each type is the catalogue's. Immutable and thread-safe.
 *
 * @contract WEB-01, WEB-02
 */
public enum WebhookEventType {
  /** A test delivery was requested for one webhook subscription. */
  WEBHOOKS_SUBSCRIPTIONS_TESTED(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED),
  /** One or more traces were fetched by id. */
  TRACES_FETCHED(EventType.TRACES_FETCHED),
  /** Traces were queried. */
  TRACES_QUERIED(EventType.TRACES_QUERIED),
  /** One or more test cases were fetched by id. */
  TESTCASES_FETCHED(EventType.TESTCASES_FETCHED),
  /** Test cases were queried. */
  TESTCASES_QUERIED(EventType.TESTCASES_QUERIED),
  /** An application revision was retrieved by reference. */
  APPLICATIONS_REVISIONS_RETRIEVED(EventType.APPLICATIONS_REVISIONS_RETRIEVED),
  /** An application revision was fetched by id. */
  APPLICATIONS_REVISIONS_FETCHED(EventType.APPLICATIONS_REVISIONS_FETCHED),
  /** Application revisions were queried. */
  APPLICATIONS_REVISIONS_QUERIED(EventType.APPLICATIONS_REVISIONS_QUERIED),
  /** The history of application revisions was read. */
  APPLICATIONS_REVISIONS_LOGGED(EventType.APPLICATIONS_REVISIONS_LOGGED),
  /** An application revision was committed. */
  APPLICATIONS_REVISIONS_COMMITTED(EventType.APPLICATIONS_REVISIONS_COMMITTED),
  /** A query revision was retrieved by reference. */
  QUERIES_REVISIONS_RETRIEVED(EventType.QUERIES_REVISIONS_RETRIEVED),
  /** A query revision was fetched by id. */
  QUERIES_REVISIONS_FETCHED(EventType.QUERIES_REVISIONS_FETCHED),
  /** Query revisions were queried. */
  QUERIES_REVISIONS_QUERIED(EventType.QUERIES_REVISIONS_QUERIED),
  /** The history of query revisions was read. */
  QUERIES_REVISIONS_LOGGED(EventType.QUERIES_REVISIONS_LOGGED),
  /** A query revision was committed. */
  QUERIES_REVISIONS_COMMITTED(EventType.QUERIES_REVISIONS_COMMITTED),
  /** A testset revision was retrieved by reference. */
  TESTSETS_REVISIONS_RETRIEVED(EventType.TESTSETS_REVISIONS_RETRIEVED),
  /** A testset revision was fetched by id. */
  TESTSETS_REVISIONS_FETCHED(EventType.TESTSETS_REVISIONS_FETCHED),
  /** Testset revisions were queried. */
  TESTSETS_REVISIONS_QUERIED(EventType.TESTSETS_REVISIONS_QUERIED),
  /** The history of testset revisions was read. */
  TESTSETS_REVISIONS_LOGGED(EventType.TESTSETS_REVISIONS_LOGGED),
  /** A testset revision was committed. */
  TESTSETS_REVISIONS_COMMITTED(EventType.TESTSETS_REVISIONS_COMMITTED),
  /** An evaluator revision was retrieved by reference. */
  EVALUATORS_REVISIONS_RETRIEVED(EventType.EVALUATORS_REVISIONS_RETRIEVED),
  /** An evaluator revision was fetched by id. */
  EVALUATORS_REVISIONS_FETCHED(EventType.EVALUATORS_REVISIONS_FETCHED),
  /** Evaluator revisions were queried. */
  EVALUATORS_REVISIONS_QUERIED(EventType.EVALUATORS_REVISIONS_QUERIED),
  /** The history of evaluator revisions was read. */
  EVALUATORS_REVISIONS_LOGGED(EventType.EVALUATORS_REVISIONS_LOGGED),
  /** An evaluator revision was committed. */
  EVALUATORS_REVISIONS_COMMITTED(EventType.EVALUATORS_REVISIONS_COMMITTED),
  /** An environment revision was retrieved by reference. */
  ENVIRONMENTS_REVISIONS_RETRIEVED(EventType.ENVIRONMENTS_REVISIONS_RETRIEVED),
  /** An environment revision was fetched by id. */
  ENVIRONMENTS_REVISIONS_FETCHED(EventType.ENVIRONMENTS_REVISIONS_FETCHED),
  /** Environment revisions were queried. */
  ENVIRONMENTS_REVISIONS_QUERIED(EventType.ENVIRONMENTS_REVISIONS_QUERIED),
  /** The history of environment revisions was read. */
  ENVIRONMENTS_REVISIONS_LOGGED(EventType.ENVIRONMENTS_REVISIONS_LOGGED),
  /** An environment revision was committed. */
  ENVIRONMENTS_REVISIONS_COMMITTED(EventType.ENVIRONMENTS_REVISIONS_COMMITTED);

  private static final Map<String, WebhookEventType> BY_ID =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(WebhookEventType::id, Function.identity()));

  private final EventType type;

  WebhookEventType(EventType type) {
    this.type = type;
  }

  /** Returns the catalogue type. */
  public EventType type() {
    return type;
  }

  /** Returns the catalogue id, such as {@code traces.fetched}. */
  public String id() {
    return type.id();
  }

  /**
   * Returns the type with an id.
   *
   * @throws IllegalArgumentException if no subscribable type has this id; the message names the
   *     nearest one
   * @throws NullPointerException if {@code id} is null
   */
  public static WebhookEventType fromId(String id) {
    WebhookEventType type = BY_ID.get(requireNonNull(id, "id"));
    if (type == null) {
      throw new IllegalArgumentException(
          "id must be one of the %s subscribable types, but is %s%s"
              .formatted(
                  BY_ID.size(),
                  RejectedValue.quoted(id),
                  NearestText.suggestion(id, BY_ID.keySet())));
    }
    return type;
  }

  /** Returns the type of a kind, or null if the kind is not subscribable. */
  static @Nullable WebhookEventType of(EventKind kind) {
    return BY_ID.get(kind.id());
  }
}
