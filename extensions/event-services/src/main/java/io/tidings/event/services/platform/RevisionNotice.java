package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell about an action on revisions; {@link PlatformEmitter#revision} emits it.
 *
 * <pre>{@code
 * RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.QUERY)
 *     .revisions(found, Testset::reference)
 *     .count(total)
 * }</pre>
 *
 * <p>Nothing is told (AGR-04) where the count is not positive, where the one revision of a
 * retrieve, fetch or commit is absent, and where the list of a query or log is empty.
 *
 * <p>Lists are read when the event is built, so that a notice costs nothing where nobody hears it.
 * Confined to one thread.
 */
public final class RevisionNotice {

  /** How many references an event lists at most; the count goes on (AGR-01). */
  public static final int MAX_REFERENCES = 1_000;

  private final RevisionDomain domain;
  private final RevisionAction action;

  private int size;
  private Supplier<Stream<RevisionReference>> references = Stream::empty;
  private @Nullable Long count;
  private @Nullable String message;
  private Supplier<? extends Map<String, ?>> extra = Map::of;
  private TextScope scope = TextScope.none();

  private RevisionNotice(RevisionDomain domain, RevisionAction action) {
    this.domain = requireNonNull(domain, "domain");
    this.action = requireNonNull(action, "action");
  }

  /** Starts a notice that has nothing to tell yet. */
  public static RevisionNotice of(RevisionDomain domain, RevisionAction action) {
    return new RevisionNotice(domain, action);
  }

  /**
   * Sets the revision that was read or stored; null if there was none.
   *
   * @throws IllegalStateException if this is a query or log, which have lists
   */
  public RevisionNotice revision(@Nullable RevisionReference revision) {
    requireMany(false, "revisions(...)");
    return revisions(revision == null ? 0 : 1, () -> Stream.ofNullable(revision));
  }

  /**
   * Sets the revisions that were found, in their order.
   *
   * @throws IllegalStateException if this is neither a query nor a log
   */
  public RevisionNotice revisions(List<RevisionReference> revisions) {
    return revisions(revisions, Function.identity());
  }

  /**
   * Sets the revisions of what was found, in their order.
   *
   * @throws IllegalStateException if this is neither a query nor a log
   */
  public <T> RevisionNotice revisions(
      List<T> found, Function<? super T, RevisionReference> reference) {
    requireMany(true, "revision(...)");
    requireNonNull(reference, "reference");
    return revisions(requireNonNull(found, "found").size(), () -> found.stream().map(reference));
  }

  /** Sets a count of its own; by default it counts what is given (AGR-03). */
  public RevisionNotice count(long count) {
    this.count = count;
    return this;
  }

  /** Sets a message; null or an empty one leaves no key (AGR-09). */
  public RevisionNotice message(@Nullable String message) {
    this.message = message;
    return this;
  }

  /**
   * Sets more attributes, merged last (AGR-10).
   *
   * @param extra gives them when the event is built, if it is
   */
  public RevisionNotice extra(Supplier<? extends Map<String, ?>> extra) {
    this.extra = requireNonNull(extra, "extra");
    return this;
  }

  /** Sets what is known of whose it is. By default nothing. */
  public RevisionNotice scope(TextScope scope) {
    this.scope = requireNonNull(scope, "scope");
    return this;
  }

  /** Returns the type of the event. */
  public EventType kind() {
    return domain.kind(action);
  }

  /** Tells whether there is nothing to tell, so that no event is emitted. */
  public boolean isSuppressed() {
    return size == 0 || count() <= 0;
  }

  /**
   * Returns the attributes as an event has them in its details. Emits nothing (AGR-14).
   *
   * @param userId who acted
   */
  public Map<String, Object> attributes(String userId) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("user_id", requireNonNull(userId, "userId"));
    if (action.isCounted()) {
      attributes.put("count", count());
    }
    List<Map<String, Object>> listed = references();
    if (action.isMany()) {
      attributes.put("references", listed);
    } else if (!listed.isEmpty()) {
      attributes.put("references", listed.get(0));
    }
    if (message != null && !message.isEmpty()) {
      attributes.put("message", message);
    }
    attributes.putAll(extra.get());
    return attributes;
  }

  TextScope scope() {
    return scope;
  }

  private long count() {
    return count == null ? size : count;
  }

  private List<Map<String, Object>> references() {
    return references.get().limit(MAX_REFERENCES).map(this::attributes).toList();
  }

  private Map<String, Object> attributes(RevisionReference reference) {
    if (reference.domain() != domain) {
      throw new IllegalArgumentException(
          "a revision of %s in a notice of %s; each domain has notices of its own"
              .formatted(reference.domain().id(), domain.id()));
    }
    return reference.attributes();
  }

  private RevisionNotice revisions(int size, Supplier<Stream<RevisionReference>> references) {
    this.size = size;
    this.references = references;
    return this;
  }

  private void requireMany(boolean many, String instead) {
    if (action.isMany() != many) {
      throw new IllegalStateException("a notice of %s takes %s".formatted(action.id(), instead));
    }
  }
}
