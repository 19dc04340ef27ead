package io.tidings.event.services.boundary;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.HostIds;
import io.tidings.event.services.platform.ItemNotice;
import io.tidings.event.services.platform.TextScope;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How requests read items of one sort. Each call emits one event, when the result is there; none if
 * nothing was found, if the source threw, or if project or user is not known. Who reads is taken
 * from the ambient scope, then from the host's scope source (SCO-06); the project is the one that
 * was read from, and where the scope speaks of another, nothing is emitted.
 *
 * <p>Thread-safe if the source is. Arguments are not null.
 *
 * @param <T> an item
 * @param <Q> what to look for
 */
public abstract sealed class ItemReads<T, Q> permits TraceReads, TestcaseReads {

  private final ItemSource<T, Q> source;
  private final Function<? super T, ? extends @Nullable String> id;
  private final Consumer<ItemNotice> fetched;
  private final Consumer<ItemNotice> queried;

  ItemReads(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      Consumer<ItemNotice> fetched,
      Consumer<ItemNotice> queried) {
    this.source = requireNonNull(source, "source");
    this.id = requireNonNull(id, "id");
    this.fetched = fetched;
    this.queried = queried;
  }

  /** Returns the item with the id, or null if there is none. */
  public final @Nullable T fetch(String projectId, String itemId) {
    List<T> found = source.fetch(HostIds.require(projectId, "projectId"), List.of(itemId));
    @Nullable T item = found.isEmpty() ? null : found.get(0);
    fetched.accept(in(projectId, ItemNotice.one(item == null ? null : itemId)));
    return item;
  }

  /** Returns the items with these ids that there are. */
  public final List<T> fetch(String projectId, List<String> itemIds) {
    List<T> found = source.fetch(HostIds.require(projectId, "projectId"), List.copyOf(itemIds));
    fetched.accept(in(projectId, ItemNotice.many(found, id)));
    return found;
  }

  /** Returns the items that are looked for. */
  public final List<T> query(String projectId, Q query) {
    List<T> found =
        source.query(HostIds.require(projectId, "projectId"), requireNonNull(query, "query"));
    queried.accept(in(projectId, ItemNotice.many(found, id)));
    return found;
  }

  private static ItemNotice in(String projectId, ItemNotice notice) {
    return notice.scope(TextScope.of(projectId, null));
  }
}
