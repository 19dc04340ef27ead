package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Durations;
import io.tidings.event.services.internal.Inputs;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the files below a directory, and tells those that were created, modified, deleted and
 * moved apart: each is {@code resource.modified} (CA-23).
 *
 * <p>The file system's {@link java.nio.file.WatchService} only gives the sign to look; what has
 * changed is found by comparing with the last look. So nothing is lost when it overflows, and
 * several changes of a file between two looks are one. What leaves size, time and identity of a
 * file as they were is not seen. A file counts as moved where the file system can identify it and
 * its content was not changed at the same time. When the directory itself is deleted every file in
 * it was, and the watch has ended.
 *
 * <pre>{@code
 * try (ResourceWatcher watcher = ResourceWatcher.open(bus, "docs", directory)) {
 *   while (watcher.isWatching()) {
 *     watcher.await(Duration.ofMinutes(1));
 *   }
 * }
 * }</pre>
 *
 * <p>Has no thread of its own: whoever calls {@link #await} is told, and emits, on that thread.
 * Confined to one thread, but for {@link #close} and {@link #isWatching}.
 */
public final class ResourceWatcher implements AutoCloseable {

  private final ServiceOptions options;
  private final String resourceId;
  private final Path root;
  private final Signals signals;
  private Map<Path, FileStamp> files;

  /** Whether something has happened since the last look that succeeded. */
  private boolean pending;

  private volatile boolean watching = true;

  private ResourceWatcher(ServiceOptions options, String resourceId, Path root, Signals signals)
      throws IOException {
    this.options = requireNonNull(options, "options");
    this.resourceId = Inputs.id(resourceId, "resourceId");
    this.root = root;
    this.signals = signals;
    this.files = looked();
  }

  /** Opens a watch with an optional bus; see {@link #open(ServiceOptions, String, Path)}. */
  public static ResourceWatcher open(@Nullable EventBus bus, String resourceId, Path root)
      throws IOException {
    return open(ServiceOptions.of(bus), resourceId, root);
  }

  /**
   * Opens a watch for what changes from now on.
   *
   * @param resourceId the directory's id, which the host gives
   * @throws IOException if the directory cannot be read or watched, or holds more than a million
   *     files
   */
  public static ResourceWatcher open(ServiceOptions options, String resourceId, Path root)
      throws IOException {
    return open(
        options,
        resourceId,
        root,
        Signals.of(requireNonNull(root, "root").getFileSystem().newWatchService()));
  }

  static ResourceWatcher open(ServiceOptions options, String resourceId, Path root, Signals signals)
      throws IOException {
    try {
      return new ResourceWatcher(options, resourceId, root, signals);
    } catch (IOException | RuntimeException failure) {
      signals.close();
      throw failure;
    }
  }

  /**
   * Waits for changes.
   *
   * @param timeout how long at most
   * @return what has changed since the last look, by path; empty if time is up, or the watch has
   *     ended
   * @throws IOException if the directory cannot be read or watched at the moment; the next call
   *     looks again, whether or not anything happens until then
   * @throws InterruptedException if the thread is interrupted
   */
  public List<ResourceChange> await(Duration timeout) throws IOException, InterruptedException {
    long left = Durations.nanos(requireNonNull(timeout, "timeout"));
    long deadline = System.nanoTime() + left;
    List<ResourceChange> changes = List.of();
    while (changes.isEmpty() && watching && left >= 0) {
      if (pending || signals.await(Duration.ofNanos(left))) {
        pending = true;
        changes = changes();
        pending = false;
      }
      left = Math.min(deadline - System.nanoTime(), left - 1);
    }
    changes.forEach(this::tell);
    return changes;
  }

  /** Tells whether the watch goes on: it is not closed, and the directory was there. */
  public boolean isWatching() {
    return watching;
  }

  private List<ResourceChange> changes() throws IOException {
    Map<Path, FileStamp> before = files;
    try {
      files = looked();
    } catch (NotDirectoryException gone) {
      files = Map.of();
      watching = false;
    } catch (ClosedWatchServiceException closed) {
      return List.of();
    }
    return Differences.between(before, files);
  }

  /** Watches first and looks then, until there is no directory that was not watched when looked. */
  private Map<Path, FileStamp> looked() throws IOException {
    FileTree tree = FileTree.read(root, Set.of());
    while (isNew(tree)) {
      tree = FileTree.read(root, Set.of());
    }
    return tree.files();
  }

  /** Also if a directory has gone since. */
  private boolean isNew(FileTree tree) throws IOException {
    try {
      return signals.watch(tree.directories());
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return true;
    }
  }

  private void tell(ResourceChange change) {
    options
        .events()
        .emit(
            EventType.RESOURCE_MODIFIED,
            event ->
                event
                    .detail("resource_id", resourceId)
                    .detail("change_type", change.type().id())
                    .detail("path", change.path().toString())
                    .detail(
                        "previous_path",
                        change.previousPath() == null ? null : change.previousPath().toString()));
  }

  /** Ends the watch; whoever waits is let go. */
  @Override
  public void close() throws IOException {
    watching = false;
    signals.close();
  }
}
