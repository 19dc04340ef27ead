package io.tidings.event.services.host;

import io.tidings.event.DomainEvent;
import io.tidings.event.services.Repository;
import io.tidings.event.spi.EventTap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Saves of repositories and events of a bus in one order. Thread-safe. */
public final class Journal implements EventTap {

  private final List<String> entries = new CopyOnWriteArrayList<>();
  private final AtomicInteger savesLeft = new AtomicInteger(Integer.MAX_VALUE);

  /** Returns the entries, {@code saved …} or {@code emitted …}. */
  public List<String> entries() {
    return List.copyOf(entries);
  }

  /** Makes every save fail after so many more. */
  public void failAfter(int saves) {
    savesLeft.set(saves);
  }

  /** Forgets what has been written. */
  public void clear() {
    entries.clear();
  }

  @Override
  public void onEvent(DomainEvent event) {
    entries.add("emitted " + event.kind().id());
  }

  /** Returns a repository in memory whose saves are written down here. */
  public <T> Repository<T> repository(String name) {
    return new Journaled<>(name);
  }

  private final class Journaled<T> implements Repository<T> {

    private final String name;
    private final Repository<T> kept = Repository.inMemory();

    Journaled(String name) {
      this.name = name;
    }

    @Override
    public @Nullable T find(String id) {
      return kept.find(id);
    }

    @Override
    public boolean add(String id, T value) {
      return saved(requireWorking() && kept.add(id, value));
    }

    @Override
    public boolean replace(String id, T current, T next) {
      return saved(requireWorking() && kept.replace(id, current, next));
    }

    @Override
    public boolean remove(String id) {
      return kept.remove(id);
    }

    private boolean saved(boolean isSaved) {
      if (isSaved) {
        entries.add("saved " + name);
        savesLeft.decrementAndGet();
      }
      return isSaved;
    }

    private boolean requireWorking() {
      if (savesLeft.get() == 0) {
        throw new IllegalStateException("nothing can be saved");
      }
      return true;
    }
  }
}
