package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of a trail's file: long ones, and characters that a URL or a pattern gives a meaning. */
@Tag("once")
@MemoryDirectory.OnDisk
class FileNameTest extends StoreTest {

  private static final int LONGEST = 251;

  static Stream<String> longNames() {
    return Stream.of(
        "x".repeat(206),
        "x".repeat(214),
        "x".repeat(247),
        "x".repeat(LONGEST),
        "\u00e9".repeat(125) + "x",
        "\u65e5".repeat(83) + "xy",
        "\ud83d\ude80".repeat(62) + "xyz");
  }

  @Contract("FIL-11")
  @ParameterizedTest
  @MethodSource("longNames")
  void long_name_is_usable(String name) throws IOException {
    assertUsable(directory.resolve(name));
  }

  private void assertUsable(Path file) throws IOException {
    DomainEvent event = event();
    EventStore store = closing(EventStore.open(file));
    store.append(event);
    EventStore reading = closing(EventStore.builder(file).readOnly().open());
    assertThat(read(reading, IN_APOLLO)).containsExactly(event);
    store.close();
    reading.close();
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assertThat(read(closing(EventStore.open(file)), IN_APOLLO)).containsExactly(event);
  }

  static Stream<String> tooLongNames() {
    return Stream.of(
        "x".repeat(LONGEST + 1), "x".repeat(255), "\u00e9".repeat(126), "x".repeat(5_000));
  }

  @Contract("FIL-11")
  @ParameterizedTest
  @MethodSource("tooLongNames")
  void too_long_name_is_rejected_with_its_length(String name) {
    Path file = directory.resolve(name);
    for (EventStoreBuilder builder :
        new EventStoreBuilder[] {EventStore.builder(file), EventStore.builder(file).readOnly()}) {
      assertThatThrownBy(builder::open)
          .satisfies(Refusals.with(Reason.FAILED))
          .hasMessageContaining("at most 251 bytes")
          .hasMessageContaining("shorter name");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Contract("FIL-11")
  @Test
  void path_of_the_greatest_length_is_usable_and_a_longer_one_rejected() throws IOException {
    Path folder = directory;
    while (folder.toString().length() + 2 * 100 < 500) {
      folder = folder.resolve("d".repeat(99));
    }
    folder = folder.resolve("e".repeat(500 - folder.toString().length() - 101));
    Files.createDirectories(folder);

    assertUsable(folder.resolve("x".repeat(504 - folder.toString().length() - 1)));
    Path link = Files.createSymbolicLink(directory.resolve("link"), folder);
    Path longer = folder.resolve("x".repeat(505 - folder.toString().length() - 1));
    for (Path each : new Path[] {longer, link.resolve(longer.getFileName())}) {
      assertThatThrownBy(() -> EventStore.open(each))
          .satisfies(Refusals.with(Reason.FAILED))
          .hasMessageContaining("at most 504 bytes");
    }
  }

  @Contract("FIL-01")
  @ParameterizedTest
  @ValueSource(
      strings = {
        ":memory:",
        "file::memory:?cache=shared",
        "file:x.db",
        ":resource:x.db",
        "x?immutable=1&mode=ro",
        "x?vfs=none",
        "x?journal_mode=DELETE&foreign_keys=on",
        "a;b",
        "%",
        "%2e%2e",
        "%s{0}$1\\n",
        "*[a-z]?{b}",
        "a+b c",
        "#",
        "it's \"quoted\"",
        "-readonly",
        "..db",
        "~",
        "line\nbreak",
      })
  void special_characters_are_part_of_the_name(String name) throws IOException {
    assertUsable(directory.resolve(name));
  }

  @Contract("FIL-01")
  @Test
  void special_characters_are_part_of_the_directory() throws IOException {
    assertUsable(Files.createDirectory(directory.resolve("a?b#c%20;&")).resolve("trail.db"));
  }
}
