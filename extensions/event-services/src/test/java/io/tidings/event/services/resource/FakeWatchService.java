package io.tidings.event.services.resource;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watch service controlled by a test. Confined to one thread. */
final class FakeWatchService implements WatchService {

  private final Queue<Key> signalled = new ArrayDeque<>();
  private final Map<Path, Key> keys = new HashMap<>();

  /** Registers a directory, as {@link Path#register} does. */
  Key register(Path directory) {
    return keys.computeIfAbsent(directory, Key::new);
  }

  /** Lets a key overflow, if it can be signalled. */
  void overflow(Path directory) {
    Key key = register(directory);
    if (key.isReady) {
      key.isReady = false;
      key.events.add(new Overflow());
      signalled.add(key);
    }
  }

  @Override
  public @Nullable WatchKey poll() {
    return signalled.poll();
  }

  @Override
  public @Nullable WatchKey poll(long timeout, TimeUnit unit) {
    return poll();
  }

  @Override
  public WatchKey take() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    signalled.clear();
  }

  /** Overflow event of a directory. */
  private static final class Overflow implements WatchEvent<Object> {
    @Override
    public Kind<Object> kind() {
      return StandardWatchEventKinds.OVERFLOW;
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public @Nullable Object context() {
      return null;
    }
  }

  /** The key of a directory. */
  static final class Key implements WatchKey {

    private final Path directory;
    private final List<WatchEvent<?>> events = new ArrayList<>();
    private boolean isReady = true;
    private boolean isCancelled;

    Key(Path directory) {
      this.directory = directory;
    }

    @Override
    public boolean isValid() {
      return !isCancelled;
    }

    @Override
    public List<WatchEvent<?>> pollEvents() {
      List<WatchEvent<?>> polled = List.copyOf(events);
      events.clear();
      return polled;
    }

    @Override
    public boolean reset() {
      isReady = events.isEmpty();
      return isValid();
    }

    @Override
    public void cancel() {
      isCancelled = true;
    }

    @Override
    public Watchable watchable() {
      return directory;
    }
  }
}
