package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Description of a read of traces or test cases, emitted by {@link PlatformEmitter}.
 *
 * <p>No event is emitted if the count is not positive, or if the single requested item is absent.
 * Lists are read when the event is built, so a notice is cheap if no handler or tap receives the
 * event. Confined to one thread.
 *
 * @contract AGR-04
 */
public final class ItemNotice {

  /**
   * The maximum number of ids in an event; the count is not limited by it.
   *
   * @contract AGR-01
   */
  public static final int MAX_IDS = RevisionNotice.MAX_REFERENCES;

  private final boolean many;
  private final int size;
  private final Supplier<Stream<String>> ids;

  private @Nullable Long count;
  private TextScope scope = TextScope.none();

  private ItemNotice(boolean many, int size, Supplier<Stream<String>> ids) {
    this.many = many;
    this.size = size;
    this.ids = ids;
  }

  /**
   * Starts a notice of one item, requested by its id; null if it was not found.
   *
   * @return a new notice
   */
  public static ItemNotice one(@Nullable String id) {
    return new ItemNotice(false, id == null ? 0 : 1, () -> Stream.ofNullable(id));
  }

  /**
   * Starts a notice of several items, by their ids and in their order.
   *
   * @return a new notice
   */
  public static ItemNotice many(List<String> ids) {
    return many(ids, Function.identity());
  }

  /**
   * Starts a notice of several items, in their order.
   *
   * @param items the items found
   * @param id returns the id of an item as text, or null for an item to count without listing it
   * @return a new notice
   */
  public static <T> ItemNotice many(
      List<T> items, Function<? super T, ? extends @Nullable String> id) {
    requireNonNull(id, "id");
    return new ItemNotice(
        true,
        requireNonNull(items, "items").size(),
        () -> items.stream().limit(MAX_IDS).<@Nullable String>map(id).filter(Objects::nonNull));
  }

  /**
   * Sets the count. By default it is the number of items.
   *
   * @return this notice
   * @contract AGR-03
   */
  public ItemNotice count(long count) {
    this.count = count;
    return this;
  }

  /**
   * Sets the explicit scope. By default it is empty.
   *
   * @return this notice
   */
  public ItemNotice scope(TextScope scope) {
    this.scope = requireNonNull(scope, "scope");
    return this;
  }

  /** Returns whether no event is emitted for this notice. */
  public boolean isSuppressed() {
    return count() <= 0 || (!many && size == 0);
  }

  /**
   * Returns the attributes of a read of traces. Emits nothing.
   *
   * @param userId the id of the user who read, not null
   * @contract AGR-14
   */
  public Map<String, Object> traceAttributes(String userId) {
    return attributes(userId, "trace_id");
  }

  /**
   * Returns the attributes of a read of test cases. Emits nothing.
   *
   * @param userId the id of the user who read, not null
   * @contract AGR-14
   */
  public Map<String, Object> testcaseAttributes(String userId) {
    return attributes(userId, "testcase_id");
  }

  TextScope scope() {
    return scope;
  }

  void requireMany() {
    if (!many) {
      throw new IllegalArgumentException(
          "notice is of one item; use ItemNotice.many(...) for a query");
    }
  }

  private long count() {
    return count == null ? size : count;
  }

  private Map<String, Object> attributes(String userId, String key) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("user_id", requireNonNull(userId, "userId"));
    attributes.put("count", count());
    List<String> listed = ids.get().toList();
    if (many) {
      attributes.put(key + "s", listed);
    } else if (!listed.isEmpty()) {
      attributes.put(key, listed.get(0));
    }
    return attributes;
  }
}
