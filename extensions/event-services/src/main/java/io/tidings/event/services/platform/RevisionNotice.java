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
 * Description of an action on revisions, emitted by {@link PlatformEmitter#revision}.
 *
 * <pre>{@code
 * RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.QUERY)
 *     .revisions(found, Testset::reference)
 *     .count(total)
 * }</pre>
 *
 * <p>No event is emitted if the count is not positive, if the single revision of a retrieve, fetch
 * or commit is absent, or if the list of a query or log is empty.
 *
 * <p>Lists are read when the event is built, so a notice is cheap if no handler or tap receives the
 * event. Confined to one thread.
 *
 * @contract AGR-04
 */
public final class RevisionNotice {

  /**
   * The maximum number of references in an event; the count is not limited by it.
   *
   * @contract AGR-01
   */
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

  /**
   * Starts a notice without revisions.
   *
   * @return a new notice
   */
  public static RevisionNotice of(RevisionDomain domain, RevisionAction action) {
    return new RevisionNotice(domain, action);
  }

  /**
   * Sets the revision that was read or stored; null if there was none.
   *
   * @return this notice
   * @throws IllegalStateException if this is a query or log; call {@code revisions} instead
   */
  public RevisionNotice revision(@Nullable RevisionReference revision) {
    requireMany(false, "revisions(...)");
    return revisions(revision == null ? 0 : 1, () -> Stream.ofNullable(revision));
  }

  /**
   * Sets the revisions that were found, in their order.
   *
   * @return this notice
   * @throws IllegalStateException if this is neither a query nor a log
   */
  public RevisionNotice revisions(List<RevisionReference> revisions) {
    return revisions(revisions, Function.identity());
  }

  /**
   * Sets the revisions of the items that were found, in their order.
   *
   * @return this notice
   * @throws IllegalStateException if this is neither a query nor a log
   */
  public <T> RevisionNotice revisions(
      List<T> found, Function<? super T, RevisionReference> reference) {
    requireMany(true, "revision(...)");
    requireNonNull(reference, "reference");
    return revisions(requireNonNull(found, "found").size(), () -> found.stream().map(reference));
  }

  /**
   * Sets the count. By default it is the number of revisions.
   *
   * @return this notice
   * @contract AGR-03
   */
  public RevisionNotice count(long count) {
    this.count = count;
    return this;
  }

  /**
   * Sets the message; null or an empty one adds no attribute.
   *
   * @return this notice
   * @contract AGR-09
   */
  public RevisionNotice message(@Nullable String message) {
    this.message = message;
    return this;
  }

  /**
   * Sets additional attributes, which are merged last.
   *
   * @param extra returns them; called only if the event is built
   * @return this notice
   * @contract AGR-10
   */
  public RevisionNotice extra(Supplier<? extends Map<String, ?>> extra) {
    this.extra = requireNonNull(extra, "extra");
    return this;
  }

  /**
   * Sets the explicit scope. By default it is empty.
   *
   * @return this notice
   */
  public RevisionNotice scope(TextScope scope) {
    this.scope = requireNonNull(scope, "scope");
    return this;
  }

  /** Returns the type of the event. */
  public EventType kind() {
    return domain.kind(action);
  }

  /** Returns whether no event is emitted for this notice. */
  public boolean isSuppressed() {
    return size == 0 || count() <= 0;
  }

  /**
   * Returns the attributes in the form of an event's details. Emits nothing.
   *
   * @param userId the id of the acting user, not null
   * @throws IllegalArgumentException if a revision is of another domain
   * @contract AGR-02, AGR-14
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
          "a revision of %s cannot be in a notice of %s; use a notice of its own domain"
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
      throw new IllegalStateException(
          "a notice of action %s requires %s".formatted(action.id(), instead));
    }
  }
}
