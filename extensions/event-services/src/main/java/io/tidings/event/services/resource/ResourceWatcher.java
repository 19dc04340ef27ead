package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.internal.Deadline;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ResourcePayloads;
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
 * Watcher of the files below a directory. Each created, modified, deleted or moved file emits
 * {@code resource.modified}.
 *
 * <p>The file system's {@link java.nio.file.WatchService} only triggers a scan; changes are found
 * by comparing it with the previous scan. An overflow of the watch service therefore loses nothing,
 * and several changes of a file between two scans are one. A change that keeps size, time and
 * identity of a file is not detected. A file counts as moved if the file system can identify it and
 * its content did not change at the same time. If the directory itself is deleted, all its files
 * count as deleted and the watch ends.
 *
 * <pre>{@code
 * try (ResourceWatcher watcher = ResourceWatcher.open(bus, "docs", directory)) {
 *   while (watcher.isWatching()) {
 *     watcher.await(Duration.ofMinutes(1));
 *   }
 * }
 * }</pre>
 *
 * <p>The watcher has no thread of its own: {@link #await} scans and emits on the calling thread.
 * Confined to one thread, except for {@link #close} and {@link #isWatching}.
 *
 * @contract CA-23
 */
public final class ResourceWatcher implements AutoCloseable {

  private final ServiceOptions options;
  private final String resourceId;
  private final Path root;
  private final Signals signals;
  private Map<Path, FileStamp> files;

  /** True if the directory was signalled since the last successful scan. */
  private boolean pending;

  private volatile boolean watching = true;

  private ResourceWatcher(ServiceOptions options, String resourceId, Path root, Signals signals)
      throws IOException {
    this.options = requireNonNull(options, "options");
    this.resourceId = Inputs.id(resourceId, "resourceId");
    this.root = root;
    this.signals = signals;
    this.files = scan();
  }

  /**
   * Opens a watch with an optional bus; see {@link #open(ServiceOptions, String, Path)}.
   *
   * @return a new watcher, to be closed by the caller
   */
  public static ResourceWatcher open(@Nullable EventBus bus, String resourceId, Path root)
      throws IOException {
    return open(ServiceOptions.of(bus), resourceId, root);
  }

  /**
   * Opens a watch for future changes.
   *
   * @param resourceId the directory's id, chosen by the host
   * @return a new watcher, to be closed by the caller
   * @throws IllegalArgumentException if the id is ill-formed
   * @throws IOException if the directory cannot be read or watched, or contains more than a million
   *     files and directories
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
   * Waits for changes and emits one event for each.
   *
   * @param timeout the maximum time to wait; zero or less checks once
   * @return the changes since the last scan, sorted by path; empty if the timeout expires or the
   *     watch has ended
   * @throws IOException if the directory cannot be read or watched at the moment; the next call
   *     scans again without waiting for a signal
   * @throws InterruptedException if the thread is interrupted while waiting
   */
  public List<ResourceChange> await(Duration timeout) throws IOException, InterruptedException {
    Deadline deadline = new Deadline(timeout);
    boolean isExpired = false;
    List<ResourceChange> changes = List.of();
    while (changes.isEmpty() && watching && !isExpired) {
      if (pending || signals.await(deadline.left())) {
        pending = true;
        changes = changes();
        pending = false;
      }
      isExpired = deadline.left().isZero();
    }
    changes.forEach(this::emitModified);
    return changes;
  }

  /**
   * Returns whether the watch is active: not closed, and the directory existed at the last scan.
   * Safe to call from any thread.
   */
  public boolean isWatching() {
    return watching;
  }

  private List<ResourceChange> changes() throws IOException {
    Map<Path, FileStamp> before = files;
    try {
      files = scan();
    } catch (NotDirectoryException missing) {
      files = Map.of();
      watching = false;
    } catch (ClosedWatchServiceException closed) {
      return List.of();
    }
    return FileDifferences.between(before, files);
  }

  /** Scans the tree, repeatedly until all its directories were watched before the scan. */
  private Map<Path, FileStamp> scan() throws IOException {
    FileTree tree = FileTree.read(root, Set.of());
    while (hasNewDirectory(tree)) {
      tree = FileTree.read(root, Set.of());
    }
    return tree.files();
  }

  /**
   * Watches the directories; returns true if one was not watched before, or was deleted since the
   * scan.
   */
  private boolean hasNewDirectory(FileTree tree) throws IOException {
    try {
      return signals.watch(tree.directories());
    } catch (NoSuchFileException | NotDirectoryException missing) {
      return true;
    }
  }

  private void emitModified(ResourceChange change) {
    options
        .events()
        .emit(
            EventType.RESOURCE_MODIFIED,
            event ->
                event.payload(
                    ResourcePayloads.MODIFIED,
                    new ResourcePayloads.Modified(
                        resourceId,
                        change.type().id(),
                        change.path().toString(),
                        change.previousPath() == null ? null : change.previousPath().toString())));
  }

  /** Ends the watch; a waiting thread returns. Safe to call from any thread and more than once. */
  @Override
  public void close() throws IOException {
    watching = false;
    signals.close();
  }
}
