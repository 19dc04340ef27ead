package io.tidings.event.services.platform;

import static io.tidings.event.EventType.*;
import static java.util.Objects.requireNonNull;

import io.tidings.event.EventType;
import io.tidings.event.services.internal.Inputs;
import java.util.stream.Stream;

/**
 * Domain of revisions. Immutable and thread-safe.
 *
 * <p>Each domain has an event type for each {@link RevisionAction}, 25 in all. They are listed here
 * one by one, so that no id depends on the name of a constant.
 *
 * @contract AGR-15
 */
public enum RevisionDomain {
  /** Applications. */
  APPLICATIONS(
      "application",
      APPLICATIONS_REVISIONS_RETRIEVED,
      APPLICATIONS_REVISIONS_FETCHED,
      APPLICATIONS_REVISIONS_QUERIED,
      APPLICATIONS_REVISIONS_LOGGED,
      APPLICATIONS_REVISIONS_COMMITTED),
  /** Stored queries. */
  QUERIES(
      "query",
      QUERIES_REVISIONS_RETRIEVED,
      QUERIES_REVISIONS_FETCHED,
      QUERIES_REVISIONS_QUERIED,
      QUERIES_REVISIONS_LOGGED,
      QUERIES_REVISIONS_COMMITTED),
  /** Sets of test cases. */
  TESTSETS(
      "testset",
      TESTSETS_REVISIONS_RETRIEVED,
      TESTSETS_REVISIONS_FETCHED,
      TESTSETS_REVISIONS_QUERIED,
      TESTSETS_REVISIONS_LOGGED,
      TESTSETS_REVISIONS_COMMITTED),
  /** Evaluators. */
  EVALUATORS(
      "evaluator",
      EVALUATORS_REVISIONS_RETRIEVED,
      EVALUATORS_REVISIONS_FETCHED,
      EVALUATORS_REVISIONS_QUERIED,
      EVALUATORS_REVISIONS_LOGGED,
      EVALUATORS_REVISIONS_COMMITTED),
  /** Environments, which map keys to deployed revisions. */
  ENVIRONMENTS(
      "environment",
      ENVIRONMENTS_REVISIONS_RETRIEVED,
      ENVIRONMENTS_REVISIONS_FETCHED,
      ENVIRONMENTS_REVISIONS_QUERIED,
      ENVIRONMENTS_REVISIONS_LOGGED,
      ENVIRONMENTS_REVISIONS_COMMITTED);

  private final String key;
  private final EventType retrieved;
  private final EventType fetched;
  private final EventType queried;
  private final EventType logged;
  private final EventType committed;

  RevisionDomain(
      String key,
      EventType retrieved,
      EventType fetched,
      EventType queried,
      EventType logged,
      EventType committed) {
    this.key = key;
    this.retrieved = retrieved;
    this.fetched = fetched;
    this.queried = queried;
    this.logged = logged;
    this.committed = committed;
  }

  /** Returns the domain's id, such as {@code applications}. */
  public String id() {
    return committed.category();
  }

  /** Returns the name of one artifact in references, such as {@code application}. */
  public String key() {
    return key;
  }

  /** Returns the event type of an action in this domain. */
  public EventType kind(RevisionAction action) {
    return switch (requireNonNull(action, "action")) {
      case RETRIEVE -> retrieved;
      case FETCH -> fetched;
      case QUERY -> queried;
      case LOG -> logged;
      case COMMIT -> committed;
    };
  }

  /**
   * Returns the domain with the given id.
   *
   * @throws IllegalArgumentException if there is none
   * @contract AGR-16
   */
  public static RevisionDomain fromId(String id) {
    requireNonNull(id, "id");
    return Stream.of(values())
        .filter(domain -> domain.id().equals(id))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "id %s is not a domain; use applications, queries, testsets, evaluators or environments"
                        .formatted(Inputs.quoted(id))));
  }
}
