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
 * Boundary through which requests read items of one type. Each call emits one event on the calling
 * thread when the result is available; none if nothing was found, the source threw, or project or
 * user is unknown. The user comes from the ambient scope, then from the host's scope source. The
 * project is the one that was read from; if the scope names another one, nothing is emitted.
 *
 * <p>Thread-safe if the source is. Exceptions of the source propagate unchanged. Arguments must not
 * be null.
 *
 * @param <T> the type of an item
 * @param <Q> the type of a query
 * @contract SCO-06
 */
public abstract sealed class ItemReader<T, Q> permits TraceReader, TestcaseReader {

  private final ItemSource<T, Q> source;
  private final Function<? super T, ? extends @Nullable String> id;
  private final Consumer<ItemNotice> fetched;
  private final Consumer<ItemNotice> queried;

  ItemReader(
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
    fetched.accept(withProject(projectId, ItemNotice.one(item == null ? null : itemId)));
    return item;
  }

  /** Returns the items with these ids; unknown ids are skipped. */
  public final List<T> fetch(String projectId, List<String> itemIds) {
    List<T> found = source.fetch(HostIds.require(projectId, "projectId"), List.copyOf(itemIds));
    fetched.accept(withProject(projectId, ItemNotice.many(found, id)));
    return found;
  }

  /** Returns the items that match a query. */
  public final List<T> query(String projectId, Q query) {
    List<T> found =
        source.query(HostIds.require(projectId, "projectId"), requireNonNull(query, "query"));
    queried.accept(withProject(projectId, ItemNotice.many(found, id)));
    return found;
  }

  private static ItemNotice withProject(String projectId, ItemNotice notice) {
    return notice.scope(TextScope.of(projectId, null));
  }
}
