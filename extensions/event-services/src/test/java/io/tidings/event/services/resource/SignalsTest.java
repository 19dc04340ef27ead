package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.ServiceOptions;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversion of watch keys to signals. */
class SignalsTest {

  private final FakeWatchService service = new FakeWatchService();
  private final Signals signals = new Signals.OfWatchService(service, service::register);

  @TempDir private Path directory;

  @Test
  void keys_of_directories_that_are_watched_no_longer_are_cancelled() throws IOException {
    Path gone = Path.of("gone");
    Path kept = Path.of("kept");

    assertThat(signals.watch(List.of(gone, kept))).isTrue();
    assertThat(signals.watch(List.of(kept))).isFalse();

    assertThat(service.register(gone).isValid()).isFalse();
    assertThat(service.register(kept).isValid()).isTrue();
  }

  @Test
  void keys_from_a_call_that_has_failed_are_known_to_the_next() throws IOException {
    Path good = Path.of("good");
    Path bad = Path.of("bad");
    Signals failing =
        new Signals.OfWatchService(
            service,
            path -> {
              if (path.equals(bad)) {
                throw new IOException("Too many open files");
              }
              return service.register(path);
            });

    assertThatThrownBy(() -> failing.watch(List.of(good, bad))).hasMessageContaining("Too many");
    assertThat(service.register(good).isValid()).isTrue();
    failing.watch(List.of());

    assertThat(service.register(good).isValid()).isFalse();
  }

  /** The JDK gives a directory that was moved the key it had before. */
  @Test
  void the_key_of_a_directory_that_was_moved_is_kept() throws IOException {
    Path before = Files.createDirectory(directory.resolve("before"));
    Path after = directory.resolve("after");
    Map<Path, WatchKey> keys = new HashMap<>();
    try (WatchService real = FileSystems.getDefault().newWatchService()) {
      Signals watched =
          new Signals.OfWatchService(
              real,
              path -> {
                WatchKey key = Signals.Registration.with(real).register(path);
                keys.put(path, key);
                return key;
              });
      watched.watch(List.of(before));
      Files.move(before, after);
      watched.watch(List.of(after));

      assertThat(requireNonNull(keys.get(after)).isValid()).isTrue();
      watched.watch(List.of());
      assertThat(requireNonNull(keys.get(after)).isValid()).isFalse();
    }
  }

  /** A key that is not reset is never signalled again. */
  @Test
  void keys_that_overflow_are_signs_to_look_each_time() throws Exception {
    try (ResourceWatcher watcher =
        ResourceWatcher.open(ServiceOptions.defaults(), "docs", directory, signals)) {
      for (String file : List.of("one", "two")) {
        Files.writeString(directory.resolve(file), "x");
        service.overflow(directory);

        assertThat(watcher.await(Duration.ZERO))
            .containsExactly(new ResourceChange(ChangeType.CREATED, Path.of(file), null));
      }
      assertThat(watcher.await(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void overflows_of_several_directories_are_one_sign() throws Exception {
    signals.watch(List.of(Path.of("a"), Path.of("b")));
    service.overflow(Path.of("a"));
    service.overflow(Path.of("b"));

    assertThat(signals.await(Duration.ZERO)).isTrue();
    assertThat(signals.await(Duration.ZERO)).isFalse();
  }
}
