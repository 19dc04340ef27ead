package io.tidings.event.services.resource;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Says that something has happened in the directories watched, but not what: whoever hears it looks
 * for himself. So it does not matter what a watch service leaves out, as it does when it overflows.
 */
interface Signals extends AutoCloseable {

  /**
   * Watches these directories and no others.
   *
   * @return whether one of them was not watched before
   */
  boolean watch(Collection<Path> directories) throws IOException;

  /** Waits until something has happened since the last call, and tells whether it has. */
  boolean await(Duration timeout) throws InterruptedException;

  @Override
  void close() throws IOException;

  /** Returns the signals of a file system's own watch service. */
  static Signals of(WatchService service) {
    return new OfWatchService(service);
  }

  /** Confined to one thread, but for closing. */
  final class OfWatchService implements Signals {

    private static final WatchEvent.Kind<?>[] KINDS = {
      StandardWatchEventKinds.ENTRY_CREATE,
      StandardWatchEventKinds.ENTRY_DELETE,
      StandardWatchEventKinds.ENTRY_MODIFY
    };

    private final WatchService service;
    private Map<Path, WatchKey> keys = Map.of();

    OfWatchService(WatchService service) {
      this.service = service;
    }

    /** A directory that was replaced by another of the same name has another key. */
    @Override
    public boolean watch(Collection<Path> directories) throws IOException {
      Map<Path, WatchKey> current = new HashMap<>();
      boolean isNew = false;
      for (Path directory : directories) {
        WatchKey key = directory.register(service, KINDS);
        current.put(directory, key);
        isNew |= !key.equals(keys.get(directory));
      }
      keys = current;
      return isNew;
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
      try {
        WatchKey key = service.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        boolean isHeard = key != null;
        while (key != null) {
          key.pollEvents();
          key.reset();
          key = service.poll();
        }
        return isHeard;
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
