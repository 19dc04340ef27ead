package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a directory is told, and the demo goes on. */
class DirectoryFaultsTest {

  @TempDir private Path temporary;
  @TempDir private Path place;

  private final StringWriter written = new StringWriter();
  private Path directory = Path.of("");

  @BeforeEach
  void make() throws IOException {
    directory = Files.createDirectory(temporary.resolve("given"));
  }

  private List<String> run(EventTap... taps) throws IOException {
    Demo demo =
        new Demo(
            DemoOptions.defaults(), Terminal.NONE, new Output(written), Given.environment(place));
    Stream.of(taps).forEach(demo::tap);
    demo.run(directory);
    return written.toString().lines().toList();
  }

  /** Returns a tap that does something when the first file has been read. */
  private static EventTap atFirstFile(Step step) {
    return atFirst(EventType.RESOURCE_ACCESSED, step);
  }

  /** Returns a tap that does something at the first event of a type. */
  private static EventTap atFirst(EventType type, Step step) {
    return new EventTap() {
      private boolean done;

      @Override
      public void onEvent(DomainEvent event) {
        if (event.is(type) && !done) {
          done = true;
          try {
            step.run();
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        }
      }
    };
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  @Test
  void a_huge_file_is_known_by_its_size_and_neither_read_nor_copied() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
      sparse.setLength(5L << 30);
    }
    Given.file(directory, "a.txt", "one\n");
    assertThat(run())
        .contains(
            "  files          1 text, 1 too large to read; 5,368,709,124 bytes",
            "  largest        5,368,709,120  huge",
            "  second copy    1 file, 4 bytes",
            Given.EVERY_TYPE);
  }

  @Test
  void links_are_not_followed_wherever_they_lead() throws IOException {
    Path file = Given.file(directory, "a/file.txt", "x");
    Files.createSymbolicLink(directory.resolve("a/loop"), directory);
    Files.createSymbolicLink(directory.resolve("self"), directory.resolve("self"));
    Files.createSymbolicLink(directory.resolve("to-file"), file);
    Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
    assertThat(run())
        .contains("  files          1 text, 4 symbolic links; 1 byte", Given.EVERY_TYPE);
  }

  @Test
  void what_says_that_it_is_empty_is_not_read() throws IOException {
    Given.file(directory, "empty", "");
    assertThat(run(atFirstFile(() -> Files.delete(directory.resolve("empty")))))
        .contains(
            "  files          1 text; 0 bytes",
            "  lines          0",
            "  second copy    1 file, 0 bytes");
  }

  @Test
  void a_fifo_is_counted_and_never_opened() throws IOException, InterruptedException {
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThat(run()).contains("  files          1 special; 0 bytes", Given.EVERY_TYPE);
  }

  @Test
  void files_gone_before_they_are_read_are_named_up_to_ten() throws IOException {
    for (int i = 10; i < 24; i++) {
      Given.file(directory, "gone\007" + i, "x");
    }
    assertThat(run(atFirstFile(() -> empty(directory))))
        .contains(
            "                 and 3 more",
            "  check          every_file_could_be_read does not hold",
            Given.EVERY_TYPE)
        .filteredOn(line -> line.matches(".{17}gone\\\\u0007\\d+: does not exist"))
        .hasSize(10);
  }

  private static void empty(Path emptied) throws IOException {
    Given.deleted(emptied);
    Files.createDirectory(emptied);
  }

  /** Who may read everything, such as root, reads this too; nobody is stopped by it. */
  @Test
  void what_may_not_be_read_is_counted_and_the_run_goes_on() throws IOException {
    Path file = Given.file(directory, "secret.txt", "one\n");
    Path inside = directory.resolve("closed");
    Given.file(inside, "inside.txt", "one\n");
    Given.file(directory, "open.txt", "one\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("---------"));
    boolean mayReadAll = Files.isReadable(file);
    List<String> lines = run();
    Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwx------"));
    assertThat(lines)
        .contains(Given.EVERY_TYPE, "  lines          " + (mayReadAll ? 3 : 1))
        .filteredOn(line -> line.contains("permission denied"))
        .hasSize(mayReadAll ? 0 : 2);
  }

  @Test
  void a_directory_that_vanishes_during_the_run_is_told() throws IOException {
    for (int i = 0; i < 20; i++) {
      Given.file(directory, "d" + i + "/file.txt", "x");
    }
    assertThat(run(atFirstFile(() -> Given.deleted(directory))))
        .contains("  DIR            changed meanwhile by another process", Given.EVERY_TYPE)
        .anyMatch(line -> line.startsWith("  unreadable     "));
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void a_directory_that_others_change_meanwhile_is_told() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    assertThat(run(atFirstFile(() -> Given.file(directory, "another.txt", ""))))
        .contains("  DIR            changed meanwhile by another process", Given.EVERY_TYPE);
  }

  @Test
  void a_name_that_is_no_utf_8_is_a_name_like_any_other() throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf 'one\\n' > \"$(printf 'bad\\377name')\"")
            .directory(directory.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
    assertThat(run())
        .contains("  files          1 text; 4 bytes", "  second copy    1 file, 4 bytes")
        .contains("  test cases     2 of 2 pass", Given.EVERY_TYPE)
        .anyMatch(line -> line.matches(".* 4  bad.+name"));
  }

  /** A file system that is read-only would refuse what is not even tried. */
  @Test
  void a_directory_without_the_right_to_write_is_left_exactly_as_it_is() throws IOException {
    Given.file(directory, "a/b.txt", "TODO\n");
    Given.file(directory, "c.txt", "TODO\n");
    for (String path : List.of("a", "a/b.txt", "c.txt", "")) {
      Files.setPosixFilePermissions(
          directory.resolve(path), PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    Map<String, String> before = seen();
    assertThat(run()).contains("  DIR            unchanged", Given.EVERY_TYPE);
    assertThat(seen()).isEqualTo(before);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(
        directory.resolve("a"), PosixFilePermissions.fromString("rwx------"));
  }

  private Map<String, String> seen() throws IOException {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.toList()) {
        BasicFileAttributes now =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        seen.put(path.toString(), now.size() + " " + now.lastModifiedTime() + now.fileKey());
      }
    }
    return seen;
  }

  @Test
  void a_place_to_work_that_is_lost_ends_it_early_with_all_that_was_found() {
    Given.file(directory, "a.txt", "one\n");
    assertThatThrownBy(() -> run(atFirst(EventType.RESOURCE_INDEXED, () -> empty(place))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the demo ended early: ");
    assertThat(written.toString().lines())
        .contains("  files          1 text; 4 bytes", "  report         execute, errored")
        .anyMatch(line -> line.startsWith("  ended early    "))
        .anyMatch(line -> line.contains(" plan.errored "));
  }

  @Test
  void whoever_stops_it_gets_the_plan_cancelled_and_its_sandbox_released() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    new Demo(
            DemoOptions.defaults(),
            Terminal.NONE,
            new Output(written),
            Given.environment(List.of(place), stopped::get, EventStore::open))
        .tap(atFirst(EventType.CHECKPOINT_CREATED, () -> stopped.set(true)))
        .run(directory);
    assertThat(written.toString().lines())
        .contains("  report         execute, cancelled", "  ended early    the run was stopped")
        .filteredOn(line -> line.contains(" plan.cancelled "))
        .singleElement()
        .asString()
        .contains("resources_released=\"[sandbox ");
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whoever_stops_it_waits_for_the_present_step_alone() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    new Demo(
            DemoOptions.defaults(),
            Terminal.NONE,
            new Output(written),
            Given.environment(List.of(place), stopped::get, EventStore::open))
        .tap(atFirst(EventType.TOOL_RETRIED, () -> stopped.set(true)))
        .run(directory);
    assertThat(written.toString().lines())
        .contains("  report         execute, cancelled")
        .anyMatch(line -> line.contains(" resource.modified "))
        .noneMatch(line -> line.contains(" validation.started "));
  }

  @Test
  void a_compile_that_fails_is_not_tried_again() {
    Given.file(directory, "A.java", "class A {}\n");
    assertThatThrownBy(() -> run(atCompile(this::takeScratchAway)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the demo ended early: ");
    assertThat(written.toString().lines())
        .anyMatch(line -> line.contains(" tool.errored ") && line.contains("java_compile"))
        .noneMatch(line -> line.contains(" tool.retried "));
  }

  private static EventTap atCompile(Step step) {
    EventTap first = atFirst(EventType.TOOL_INVOKED, step);
    return event -> {
      if ("java_compile".equals(event.details().get("tool_name"))) {
        first.onEvent(event);
      }
    };
  }

  /** A file stands where the compiler's directory would be made. */
  private void takeScratchAway() throws IOException {
    try (Stream<Path> workplaces = Files.list(place)) {
      for (Path workplace : workplaces.toList()) {
        Files.writeString(workplace.resolve("scratch"), "");
      }
    }
  }

  @Test
  void a_sandbox_has_no_place_inside_the_directory() throws IOException {
    Path inside = Files.createDirectory(directory.resolve("inside"));
    Demo demo =
        new Demo(
            DemoOptions.defaults(), Terminal.NONE, new Output(written), Given.environment(inside));
    assertThatThrownBy(() -> demo.run(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no writable directory outside of it for a sandbox")
        .hasMessageContaining("java.io.tmpdir");
    assertThat(inside).isEmptyDirectory();
  }

  @Test
  void a_log_and_a_trail_inside_the_directory_are_none_of_its_files() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    Path log = directory.resolve("log.jsonl");
    new Demo(
            DemoOptions.defaults().withFiles(log, null),
            Terminal.NONE,
            new Output(written),
            Given.environment(place))
        .run(directory);
    assertThat(written.toString().lines())
        .contains("  files          1 text; 4 bytes", "  DIR            unchanged");
    assertThat(log).isNotEmptyFile();
  }
}
