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
 * What there is to tell about a read of traces or test cases; {@link PlatformEmitter} emits it.
 *
 * <p>Nothing is told where the count is not positive, and where the one item that was asked for is
 * absent (AGR-04). Lists are read when the event is built, so that a notice costs nothing where
 * nobody hears it. Confined to one thread.
 */
public final class ItemNotice {

  /** How many ids an event lists at most; the count goes on (AGR-01). */
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

  /** Starts a notice of one item, asked for by its id; null if it was not there. */
  public static ItemNotice one(@Nullable String id) {
    return new ItemNotice(false, id == null ? 0 : 1, () -> Stream.ofNullable(id));
  }

  /** Starts a notice of many items by their ids, in their order. */
  public static ItemNotice many(List<String> ids) {
    return many(ids, Function.identity());
  }

  /**
   * Starts a notice of many items, in their order.
   *
   * @param items what was found
   * @param id gives an item's id as text; one for which it gives null is counted and not listed
   */
  public static <T> ItemNotice many(
      List<T> items, Function<? super T, ? extends @Nullable String> id) {
    requireNonNull(id, "id");
    return new ItemNotice(
        true,
        requireNonNull(items, "items").size(),
        () -> items.stream().limit(MAX_IDS).<@Nullable String>map(id).filter(Objects::nonNull));
  }

  /** Sets a count of its own; by default it counts what is given (AGR-03). */
  public ItemNotice count(long count) {
    this.count = count;
    return this;
  }

  /** Sets what is known of whose it is. By default nothing. */
  public ItemNotice scope(TextScope scope) {
    this.scope = requireNonNull(scope, "scope");
    return this;
  }

  /** Tells whether there is nothing to tell, so that no event is emitted. */
  public boolean isSuppressed() {
    return count() <= 0 || (!many && size == 0);
  }

  /** Returns the attributes of a read of traces. Emits nothing (AGR-14). */
  public Map<String, Object> traceAttributes(String userId) {
    return attributes(userId, "trace_id");
  }

  /** Returns the attributes of a read of test cases. Emits nothing (AGR-14). */
  public Map<String, Object> testcaseAttributes(String userId) {
    return attributes(userId, "testcase_id");
  }

  TextScope scope() {
    return scope;
  }

  void requireMany() {
    if (!many) {
      throw new IllegalArgumentException("notice is of one item; a query has ItemNotice.many(...)");
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
