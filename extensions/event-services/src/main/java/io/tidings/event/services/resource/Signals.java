package io.tidings.event.services.resource;

import io.tidings.event.internal.Durations;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Coalesced change signals of watched directories. A signal carries no changes, so the receiver
 * scans the directories; changes that a watch service omits after an overflow are therefore found
 * as well.
 */
interface Signals extends AutoCloseable {

  /**
   * Watches these directories and no others.
   *
   * @return whether one of them was not watched before
   */
  boolean watch(Collection<Path> directories) throws IOException;

  /** Waits until something has changed since the last call; returns whether it has. */
  boolean await(Duration timeout) throws InterruptedException;

  @Override
  void close() throws IOException;

  /** Returns the signals of a file system's watch service. */
  static Signals of(WatchService service) {
    return new OfWatchService(service, Registration.with(service));
  }

  /** Registration of a directory with a watch service. */
  @FunctionalInterface
  interface Registration {
    WatchKey register(Path directory) throws IOException;

    /** Returns the registration for creations, deletions and modifications. */
    static Registration with(WatchService service) {
      return directory ->
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
    }
  }

  /** Signals of a watch service. Confined to one thread, except for closing. */
  final class OfWatchService implements Signals {

    private final WatchService service;
    private final Registration registration;
    private Map<Path, WatchKey> keys = Map.of();

    OfWatchService(WatchService service, Registration registration) {
      this.service = service;
      this.registration = registration;
    }

    /**
     * Registers the directories. A directory that was replaced by another of the same name has a
     * new key; a moved one keeps its key.
     */
    @Override
    public boolean watch(Collection<Path> directories) throws IOException {
      Map<Path, WatchKey> current = new HashMap<>();
      boolean isNew = false;
      try {
        for (Path directory : directories) {
          WatchKey key = registration.register(directory);
          current.put(directory, key);
          isNew |= !key.equals(keys.get(directory));
        }
      } catch (IOException | RuntimeException failure) {
        keys.forEach(current::putIfAbsent);
        keys = current;
        throw failure;
      }
      cancelAllBut(new HashSet<>(current.values()));
      keys = current;
      return isNew;
    }

    private void cancelAllBut(Set<WatchKey> retained) {
      keys.values().stream().filter(key -> !retained.contains(key)).forEach(WatchKey::cancel);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
      try {
        WatchKey key = service.poll(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
        boolean isSignalled = key != null;
        while (key != null) {
          key.pollEvents();
          key.reset();
          key = service.poll();
        }
        return isSignalled;
      } catch (ClosedWatchServiceException closed) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      service.close();
    }
  }
}
