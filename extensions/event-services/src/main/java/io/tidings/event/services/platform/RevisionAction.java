package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.util.stream.Stream;

/**
 * Action on revisions. Immutable and thread-safe.
 *
 * @contract AGR-15
 */
public enum RevisionAction {
  /** One revision is resolved from a reference. */
  RETRIEVE("retrieve", false),
  /** One revision is read by its id. */
  FETCH("fetch", false),
  /** Revisions are searched by a pattern. */
  QUERY("query", true),
  /** The history of a variant is read. */
  LOG("log", true),
  /** One revision is stored. */
  COMMIT("commit", false);

  private final String id;
  private final boolean many;

  RevisionAction(String id, boolean many) {
    this.id = id;
    this.many = many;
  }

  /** Returns the action's id, such as {@code commit}. */
  public String id() {
    return id;
  }

  /** Returns whether the action results in a list of revisions. */
  boolean isMany() {
    return many;
  }

  /** Returns whether events of the action have a count; all but commits do. */
  boolean isCounted() {
    return this != COMMIT;
  }

  /**
   * Returns the action with the given id.
   *
   * @throws IllegalArgumentException if there is none
   * @contract AGR-16
   */
  public static RevisionAction fromId(String id) {
    requireNonNull(id, "id");
    return Stream.of(values())
        .filter(action -> action.id.equals(id))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "id %s is not an action; use retrieve, fetch, query, log or commit"
                        .formatted(Inputs.quoted(id))));
  }
}
