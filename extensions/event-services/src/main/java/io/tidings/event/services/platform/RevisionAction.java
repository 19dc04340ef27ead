package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.util.stream.Stream;

/** What is done with revisions (AGR-15). Immutable and thread-safe. */
public enum RevisionAction {
  /** One revision is resolved from a reference. */
  RETRIEVE("retrieve", false),
  /** One revision is read by its id. */
  FETCH("fetch", false),
  /** Revisions are looked for. */
  QUERY("query", true),
  /** The history of a variant is read. */
  LOG("log", true),
  /** One revision has been stored. */
  COMMIT("commit", false);

  private final String id;
  private final boolean many;

  RevisionAction(String id, boolean many) {
    this.id = id;
    this.many = many;
  }

  /** Returns the action's name in texts, such as {@code commit}. */
  public String id() {
    return id;
  }

  /** Tells whether the action ends with a list of revisions, and not with one. */
  boolean isMany() {
    return many;
  }

  /** Tells whether events of the action carry a count: those of all but commits do (AGR-02). */
  boolean isCounted() {
    return this != COMMIT;
  }

  /**
   * Returns the action with the given id.
   *
   * @throws IllegalArgumentException if there is none (AGR-16)
   */
  public static RevisionAction fromId(String id) {
    requireNonNull(id, "id");
    return Stream.of(values())
        .filter(action -> action.id.equals(id))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "id %s is no action; use retrieve, fetch, query, log or commit"
                        .formatted(Inputs.shown(id))));
  }
}
