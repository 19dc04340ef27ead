package io.tidings.event.services.sandbox;

import static io.tidings.event.EventType.SANDBOX_COMMITTED;
import static io.tidings.event.EventType.SANDBOX_CREATED;
import static io.tidings.event.services.sandbox.Folders.content;
import static io.tidings.event.services.sandbox.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes under file system faults and hostile trees. */
class SandboxFaultsTest {

  @TempDir private Path directory;
  private Path original;

  @BeforeEach
  void prepare() throws IOException {
    original = Files.createDirectory(directory.resolve("original"));
    write(original, "a", "a");
    write(original, "b", "b");
  }

  private SandboxService service(Host host) {
    return service(host, FileOperations.ofFileSystem());
  }

  private SandboxService service(Host host, FileOperations copy) {
    return new SandboxService(
        host.options(),
        directory.resolve("home"),
        host.repository("sandbox"),
        host.repository("checkpoint"),
        planId -> false,
        copy);
  }

  private void assertRefused(SandboxService service, String what) {
    assertThatThrownBy(() -> service.create(null, original))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(what);
    assertThat(directory.resolve("home")).as("nothing is left").isEmptyDirectory();
  }

  @EveryHost
  void a_directory_with_a_symbolic_link_is_refused(Host host) throws IOException {
    Files.createSymbolicLink(original.resolve("link"), directory);
    assertRefused(service(host), "cannot contain symbolic links");
    host.emitted();
  }

  @EveryHost
  void a_directory_with_a_special_file_is_refused_and_not_read(Host host) throws Exception {
    Process made =
        new ProcessBuilder("mkfifo", original.resolve("fifo").toString()).inheritIO().start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).isZero();

    assertRefused(service(host), "cannot contain special files");
    host.emitted();
  }

  @EveryHost
  void what_is_no_directory_is_refused(Host host) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), original);
    for (Path path : List.of(link, original.resolve("a"), directory.resolve("gone"))) {
      assertThatThrownBy(() -> service(host).create(null, path))
          .isInstanceOf(NotDirectoryException.class);
    }
    host.emitted();
  }

  @EveryHost
  void a_home_inside_the_directory_is_refused(Host host) {
    assertThatThrownBy(() -> service(host).create(null, directory))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("inside");
    host.emitted();
  }

  @EveryHost
  void paths_that_lead_out_are_refused(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Files.createSymbolicLink(sandbox.work().resolve("out"), directory);

    for (String path : List.of("..", "../x", "sub/../../x", "sub/..", "./a", "/etc/passwd")) {
      assertThatThrownBy(() -> service.resolve(sandbox.id(), Path.of(path)))
          .as(path)
          .isInstanceOf(SandboxException.class);
    }
    for (String path : List.of("out", "out/original/a")) {
      assertThatThrownBy(() -> service.resolve(sandbox.id(), Path.of(path)))
          .as(path)
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("symbolic link");
    }
    assertThat(service.resolve(sandbox.id(), Path.of("new", "file")))
        .isEqualTo(sandbox.work().resolve("new/file"));
    assertThat(service.resolve(sandbox.id(), Path.of("..a"))).doesNotExist();
  }

  @EveryHost
  void a_symbolic_link_in_the_working_copy_is_not_committed(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    Files.createSymbolicLink(sandbox.work().resolve("link"), original.resolve("a"));

    assertThatThrownBy(() -> service.commit(sandbox.id()))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("cannot contain symbolic links");

    assertThat(content(original)).isEqualTo(Map.of("a", "a", "b", "b"));
    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.OPEN);
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void nothing_is_written_through_a_new_link_in_the_original(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Path outside = Files.createDirectory(directory.resolve("outside"));
    write(sandbox.work(), "sub/file", "x");
    Files.createSymbolicLink(original.resolve("sub"), outside);

    assertThatThrownBy(() -> service.commit(sandbox.id())).isInstanceOf(SandboxException.class);
    assertThat(outside).isEmptyDirectory();
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void file_changed_in_the_original_is_not_overwritten(Host host) throws IOException {
    SandboxService service = service(host);
    for (String file : List.of("a", "new")) {
      Sandbox sandbox = service.create(null, original);
      write(sandbox.work(), file, "ours");
      write(original, file, "theirs");

      assertThatThrownBy(() -> service.commit(sandbox.id()))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("changed since the sandbox was created");
      assertThat(original.resolve(file)).hasContent("theirs");
    }
    host.emitted(SANDBOX_CREATED, SANDBOX_CREATED);
  }

  @EveryHost
  void names_in_both_normal_forms_are_two_files(Host host) throws IOException {
    String composed = "\u00e9";
    String decomposed = "e\u0301";
    write(original, composed, "one character");
    write(original, decomposed, "two characters");
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    assertThat(content(sandbox.work())).isEqualTo(content(original));
    write(sandbox.work(), composed, "changed");

    assertThat(service.commit(sandbox.id())).containsExactly(Path.of(composed));

    assertThat(content(original))
        .containsEntry(composed, "changed")
        .containsEntry(decomposed, "two characters");
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
    host.details(
        SANDBOX_COMMITTED,
        "sandbox_id",
        sandbox.id(),
        "changed_paths",
        List.of(composed),
        "changed_count",
        1);
  }

  /** A file that changes once while it is copied is copied again. */
  @EveryHost
  void a_file_that_changes_during_the_copy_is_copied_as_it_is_then(Host host) throws IOException {
    AtomicInteger changes = new AtomicInteger();
    FileOperations disturbed =
        (source, target) -> {
          FileOperations.ofFileSystem().copy(source, target);
          if (source.equals(original.resolve("a")) && changes.getAndIncrement() == 0) {
            Files.writeString(source, "changed");
          }
        };

    Sandbox sandbox = service(host, disturbed).create(null, original);

    assertThat(sandbox.work().resolve("a")).hasContent("changed");
    assertThat(changes).hasValue(2);
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void a_file_that_keeps_changing_is_refused(Host host) {
    FileOperations disturbed =
        (source, target) -> {
          FileOperations.ofFileSystem().copy(source, target);
          Files.writeString(source, Files.readString(source) + "+");
        };

    assertRefused(service(host, disturbed), "keeps changing");
    host.emitted();
  }

  @EveryHost
  void a_file_that_disappears_during_the_copy_is_left_out(Host host) throws IOException {
    FileOperations disturbed =
        (source, target) -> {
          Files.deleteIfExists(original.resolve("a"));
          Files.deleteIfExists(original.resolve("b"));
          FileOperations.ofFileSystem().copy(source, target);
        };

    assertThat(service(host, disturbed).create(null, original).work()).isEmptyDirectory();
    host.emitted(SANDBOX_CREATED);
  }

  /** A plain file that becomes a link just before it is copied. */
  @EveryHost
  void a_file_that_becomes_a_link_during_the_copy_is_refused(Host host) {
    FileOperations disturbed =
        (source, target) -> {
          Files.delete(source);
          Files.createSymbolicLink(source, directory);
          FileOperations.ofFileSystem().copy(source, target);
        };

    assertRefused(service(host, disturbed), "cannot contain symbolic links");
    host.emitted();
  }

  /** Space runs out in the middle of the second file; the seam stands for the file system. */
  @EveryHost
  void without_space_for_the_commit_the_original_stays_whole(Host host) throws IOException {
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    FileOperations full =
        (source, target) -> {
          if (left.getAndDecrement() <= 0) {
            Files.write(target, new byte[1]);
            throw new IOException("No space left on device");
          }
          FileOperations.ofFileSystem().copy(source, target);
        };
    SandboxService service = service(host, full);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    write(sandbox.work(), "deep/er/new", "new");
    Files.delete(sandbox.work().resolve("b"));
    left.set(1);

    assertThatThrownBy(() -> service.commit(sandbox.id())).hasMessage("No space left on device");

    assertThat(content(original)).isEqualTo(Map.of("a", "a", "b", "b"));
    assertThat(original.resolve("deep")).doesNotExist();
    host.emitted(SANDBOX_CREATED);
    left.set(Integer.MAX_VALUE);
    assertThat(service.commit(sandbox.id())).hasSize(3);
    assertThat(content(original)).isEqualTo(Map.of("a", "changed", "deep/er/new", "new"));
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void full_disk_leaves_the_working_copy_complete(Host host) throws IOException {
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    FileOperations full =
        (source, target) -> {
          if (left.getAndDecrement() <= 0) {
            throw new IOException("No space left on device");
          }
          FileOperations.ofFileSystem().copy(source, target);
        };
    SandboxService service = service(host, full);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    left.set(1);

    assertThatThrownBy(() -> service.checkpoint(sandbox.id(), "", null))
        .hasMessageContaining("space");
    assertThatThrownBy(() -> service.rollBack(sandbox.id())).hasMessageContaining("space");

    assertThat(content(sandbox.work())).isEqualTo(Map.of("a", "changed", "b", "b"));
    try (var entries = Files.list(sandbox.work().getParent())) {
      assertThat(entries)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("base", "work");
    }
    host.emitted(SANDBOX_CREATED);
  }
}
