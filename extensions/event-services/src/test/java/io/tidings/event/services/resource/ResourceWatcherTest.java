package io.tidings.event.services.resource;

import static io.tidings.event.EventType.RESOURCE_MODIFIED;
import static io.tidings.event.services.resource.ChangeType.CREATED;
import static io.tidings.event.services.resource.ChangeType.DELETED;
import static io.tidings.event.services.resource.ChangeType.MODIFIED;
import static io.tidings.event.services.resource.ChangeType.MOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceWatcherTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  private Path write(String path, String text) throws IOException {
    return Files.writeString(directory.resolve(path), text);
  }

  private ResourceWatcher watcher(Host host) throws IOException {
    return ResourceWatcher.open(host.options(), "docs", directory);
  }

  private static ResourceChange change(ChangeType type, String path, @Nullable String from) {
    return new ResourceChange(type, Path.of(path), from == null ? null : Path.of(from));
  }

  @EveryHost
  void a_file_is_created(Host host) throws Exception {
    try (ResourceWatcher watcher = watcher(host)) {
      write("new", "x");

      assertThat(watcher.await(DEADLINE)).containsExactly(change(CREATED, "new", null));
    }
    host.emitted(RESOURCE_MODIFIED);
    host.details(RESOURCE_MODIFIED, "resource_id", "docs", "change_type", "created", "path", "new");
  }

  @EveryHost
  void a_file_is_modified(Host host) throws Exception {
    write("file", "x");
    try (ResourceWatcher watcher = watcher(host)) {
      write("file", "longer");

      assertThat(watcher.await(DEADLINE)).containsExactly(change(MODIFIED, "file", null));
    }
    host.emitted(RESOURCE_MODIFIED);
    host.details(
        RESOURCE_MODIFIED, "resource_id", "docs", "change_type", "modified", "path", "file");
  }

  @EveryHost
  void a_file_is_deleted(Host host) throws Exception {
    Path file = write("file", "x");
    try (ResourceWatcher watcher = watcher(host)) {
      Files.delete(file);

      assertThat(watcher.await(DEADLINE)).containsExactly(change(DELETED, "file", null));
    }
    host.emitted(RESOURCE_MODIFIED);
    host.details(
        RESOURCE_MODIFIED, "resource_id", "docs", "change_type", "deleted", "path", "file");
  }

  @EveryHost
  void a_file_is_moved(Host host) throws Exception {
    Path file = write("before", "x");
    Files.createDirectory(directory.resolve("sub"));
    try (ResourceWatcher watcher = watcher(host)) {
      Files.move(file, directory.resolve("sub/after"));

      assertThat(watcher.await(DEADLINE)).containsExactly(change(MOVED, "sub/after", "before"));
    }
    host.emitted(RESOURCE_MODIFIED);
    host.details(
        RESOURCE_MODIFIED,
        "resource_id",
        "docs",
        "change_type",
        "moved",
        "path",
        "sub/after",
        "previous_path",
        "before");
  }

  @EveryHost
  void a_directory_that_is_moved_takes_its_files_along(Host host) throws Exception {
    Files.createDirectory(directory.resolve("old"));
    write("old/one", "1");
    write("old/two", "2");
    try (ResourceWatcher watcher = watcher(host)) {
      Files.move(directory.resolve("old"), directory.resolve("new"));
      assertThat(watcher.await(DEADLINE))
          .containsExactly(
              change(MOVED, "new/one", "old/one"), change(MOVED, "new/two", "old/two"));

      write("new/three", "3");
      assertThat(watcher.await(DEADLINE)).containsExactly(change(CREATED, "new/three", null));
    }
    host.emitted(RESOURCE_MODIFIED, RESOURCE_MODIFIED, RESOURCE_MODIFIED);
  }

  @EveryHost
  void move_over_a_file_differs_from_a_replacement(Host host) throws Exception {
    Path mover = write("mover", "x");
    Path target = write("target", "yy");
    Path saved = write("saved", "zzz");
    try (ResourceWatcher watcher = watcher(host)) {
      Files.move(mover, target, StandardCopyOption.REPLACE_EXISTING);
      Files.move(write("saved.tmp", "other"), saved, StandardCopyOption.REPLACE_EXISTING);

      assertThat(watcher.await(DEADLINE))
          .containsExactly(change(MODIFIED, "saved", null), change(MOVED, "target", "mover"));
    }
    host.emitted(RESOURCE_MODIFIED, RESOURCE_MODIFIED);
  }

  @EveryHost
  void files_of_directories_that_are_new_are_seen_at_once_and_later(Host host) throws Exception {
    try (ResourceWatcher watcher = watcher(host)) {
      Files.createDirectories(directory.resolve("a/b"));
      write("a/b/one", "1");
      assertThat(watcher.await(DEADLINE)).containsExactly(change(CREATED, "a/b/one", null));

      write("a/b/two", "2");
      assertThat(watcher.await(DEADLINE)).containsExactly(change(CREATED, "a/b/two", null));
    }
    host.emitted(RESOURCE_MODIFIED, RESOURCE_MODIFIED);
  }

  @EveryHost
  void deletion_of_the_directory_ends_the_watch(Host host) throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.writeString(root.resolve("one"), "1");
    Files.writeString(root.resolve("two"), "2");
    List<ResourceChange> changes = new ArrayList<>();
    try (ResourceWatcher watcher = ResourceWatcher.open(host.options(), "docs", root)) {
      Files.delete(root.resolve("one"));
      Files.delete(root.resolve("two"));
      Files.delete(root);
      while (watcher.isWatching()) {
        changes.addAll(watcher.await(DEADLINE));
      }
      assertThat(watcher.await(DEADLINE)).isEmpty();
    }
    assertThat(changes).containsExactly(change(DELETED, "one", null), change(DELETED, "two", null));
    host.emitted(RESOURCE_MODIFIED, RESOURCE_MODIFIED);
  }

  @EveryHost
  void a_directory_that_was_replaced_is_watched_on(Host host) throws Exception {
    Path sub = Files.createDirectory(directory.resolve("sub"));
    try (ResourceWatcher watcher = watcher(host)) {
      Files.delete(sub);
      Files.createDirectory(sub);
      write("sub/one", "1");
      assertThat(watcher.await(DEADLINE)).containsExactly(change(CREATED, "sub/one", null));

      write("sub/two", "2");
      assertThat(watcher.await(DEADLINE)).containsExactly(change(CREATED, "sub/two", null));
    }
    host.emitted(RESOURCE_MODIFIED, RESOURCE_MODIFIED);
  }

  /** More than a key of the JDK's watch service holds; whether it overflows is up to its thread. */
  @EveryHost
  void overflow_of_the_watch_service_loses_no_file(Host host) throws Exception {
    int many = 1_500;
    List<ResourceChange> changes = new ArrayList<>();
    try (ResourceWatcher watcher = watcher(host)) {
      for (int i = 0; i < many; i++) {
        write("f" + i, "");
      }
      while (changes.size() < many) {
        List<ResourceChange> more = watcher.await(DEADLINE);
        assertThat(more).as("before the deadline").isNotEmpty();
        changes.addAll(more);
      }
    }
    assertThat(changes).hasSize(many).doesNotHaveDuplicates();
    host.emitted(
        IntStream.range(0, many).mapToObj(i -> RESOURCE_MODIFIED).toArray(EventType[]::new));
  }

  /** All that is left of an overflow is that something has happened. */
  @EveryHost
  void an_overflow_is_a_sign_to_look_like_any_other(Host host) throws Exception {
    Path file = write("file", "x");
    try (ResourceWatcher watcher =
        ResourceWatcher.open(host.options(), "docs", directory, new OverflowOnly())) {
      write("new", "y");
      Files.delete(file);

      assertThat(watcher.await(DEADLINE))
          .containsExactly(change(DELETED, "file", null), change(CREATED, "new", null));
    }
    host.emitted(RESOURCE_MODIFIED, RESOURCE_MODIFIED);
  }

  /** Signals that always fire, as after an overflow. */
  private static final class OverflowOnly implements Signals {

    private boolean watched;

    @Override
    public boolean watch(Collection<Path> directories) {
      boolean isNew = !watched;
      watched = true;
      return isNew;
    }

    @Override
    public boolean await(Duration timeout) {
      return true;
    }

    @Override
    public void close() {}
  }

  /** As when the process has no more file handles for a moment. */
  @EveryHost
  void a_sign_is_not_forgotten_when_the_look_fails(Host host) throws Exception {
    OnceOnly signals = new OnceOnly();
    try (ResourceWatcher watcher =
        ResourceWatcher.open(host.options(), "docs", directory, signals)) {
      write("new", "x");
      signals.isFailing = true;
      assertThatThrownBy(() -> watcher.await(DEADLINE)).hasMessage("Too many open files");
      host.emitted();
      signals.isFailing = false;

      assertThat(watcher.await(Duration.ZERO)).containsExactly(change(CREATED, "new", null));
      assertThat(watcher.await(Duration.ZERO)).isEmpty();
    }
    host.emitted(RESOURCE_MODIFIED);
  }

  /** Signals that fire once and fail to watch on demand. */
  private static final class OnceOnly implements Signals {

    private boolean isFailing;
    private boolean isGiven;

    @Override
    public boolean watch(Collection<Path> directories) throws IOException {
      if (isFailing) {
        throw new IOException("Too many open files");
      }
      return false;
    }

    @Override
    public boolean await(Duration timeout) {
      boolean isFirst = !isGiven;
      isGiven = true;
      return isFirst;
    }

    @Override
    public void close() {}
  }

  /** The greatest duration there is, and the least. */
  @EveryHost
  void one_may_wait_for_longer_than_can_be_counted_in_nanoseconds(Host host) throws Exception {
    Duration most = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    try (ResourceWatcher watcher = watcher(host)) {
      write("new", "x");

      assertThat(watcher.await(most)).containsExactly(change(CREATED, "new", null));
      assertThat(watcher.await(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();
    }
    host.emitted(RESOURCE_MODIFIED);
  }

  @EveryHost
  void a_sign_without_a_change_is_no_change(Host host) throws Exception {
    write("file", "x");
    try (ResourceWatcher watcher = watcher(host)) {
      Files.createSymbolicLink(directory.resolve("link"), directory.resolve("file"));
      Files.delete(write("brief", "y"));

      assertThat(watcher.await(Duration.ofMillis(50))).isEmpty();
      assertThat(watcher.await(Duration.ZERO)).isEmpty();
    }
    host.emitted();
  }

  @Test
  void close_releases_a_waiting_thread() throws Exception {
    ResourceWatcher watcher = ResourceWatcher.open((EventBus) null, "d", directory);
    CountDownLatch waiting = new CountDownLatch(1);
    List<List<ResourceChange>> answers = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              waiting.countDown();
              try {
                answers.add(watcher.await(DEADLINE));
              } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
              }
            });
    thread.start();
    waiting.await();
    watcher.close();
    thread.join(DEADLINE.toMillis());

    assertThat(watcher.isWatching()).isFalse();
    assertThat(answers).containsExactly(List.of());
  }

  @EveryHost
  void what_is_no_directory_cannot_be_watched(Host host) throws IOException {
    Path file = write("file", "x");

    assertThatThrownBy(() -> ResourceWatcher.open(host.options(), "docs", file))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> ResourceWatcher.open(host.options(), "", directory))
        .hasMessageContaining("resourceId");
    host.emitted();
  }
}
