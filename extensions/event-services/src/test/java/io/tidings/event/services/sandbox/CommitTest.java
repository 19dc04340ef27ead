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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commits under faults and conflicts. */
class CommitTest {

  private final FaultyFileOperations disturbed = new FaultyFileOperations();

  @TempDir private Path directory;
  private Path original;

  @BeforeEach
  void prepare() throws IOException {
    original = Files.createDirectory(directory.resolve("original"));
    write(original, "a", "a");
    write(original, "b", "b");
    write(original, "dir/one", "1");
    write(original, "dir/deep/two", "2");
  }

  private SandboxService service(Host host) {
    return new SandboxService(
        host.options(),
        directory.resolve("home"),
        host.repository("sandbox"),
        host.repository("checkpoint"),
        planId -> false,
        disturbed);
  }

  private void delete(Path root) throws IOException {
    new TreeDelete(FileOperations.ofFileSystem()).delete(root);
  }

  private static void assertCommitted(SandboxService service, Sandbox sandbox) throws IOException {
    service.commit(sandbox.id());
    assertThat(content(sandbox.original())).isEqualTo(content(sandbox.work()));
  }

  private static void assertRefused(SandboxService service, Sandbox sandbox, String why)
      throws IOException {
    Map<String, String> before = content(sandbox.original());
    assertThatThrownBy(() -> service.commit(sandbox.id()))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(why);
    assertThat(content(sandbox.original())).as("nothing is done").isEqualTo(before);
    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.OPEN);
  }

  /** As those are that git keeps its objects in. */
  @EveryHost
  void read_only_files_are_committed_unchanged(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    for (String file : new String[] {"a", "objects/new"}) {
      Files.setPosixFilePermissions(
          write(sandbox.work(), file, "changed"), PosixFilePermissions.fromString("r--r--r--"));
    }

    assertCommitted(service, sandbox);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(original.resolve("objects/new"))))
        .isEqualTo("r--r--r--");
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void next_commit_completes_one_that_failed_to_move_files(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    write(sandbox.work(), "new/file", "new");
    write(sandbox.work(), "other", "other");
    Files.delete(sandbox.work().resolve("b"));
    disturbed.byFailing("move", "other");

    assertThatThrownBy(() -> service.commit(sandbox.id())).hasMessage("move fails");

    assertThat(content(original))
        .as("half done, and nothing besides")
        .isEqualTo(
            Map.of(
                "a", "changed", "b", "b", "new/file", "new", "dir/one", "1", "dir/deep/two", "2"));
    host.emitted(SANDBOX_CREATED);
    disturbed.byNothing();
    assertCommitted(service, sandbox);
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void next_commit_completes_one_that_failed_to_delete_files(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Files.delete(sandbox.work().resolve("a"));
    Files.delete(sandbox.work().resolve("b"));
    disturbed.byFailing("delete", "original/b");

    assertThatThrownBy(() -> service.commit(sandbox.id())).hasMessage("delete fails");

    assertThat(original.resolve("a")).doesNotExist();
    disturbed.byNothing();
    assertCommitted(service, sandbox);
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void what_fails_in_tidying_up_does_not_hide_what_has_failed(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    disturbed.by(
        (operation, path) -> {
          if (operation.equals("move")) {
            throw new IllegalStateException("the cause");
          }
          if (operation.equals("delete")) {
            throw new IOException("and more");
          }
        });

    assertThatThrownBy(() -> service.commit(sandbox.id()))
        .hasMessage("the cause")
        .satisfies(
            failure -> assertThat(failure.getSuppressed()[0]).hasMessageContaining("and more"));
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void failed_commit_leaves_no_temporary_files(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Map<String, String> before = content(original);
    write(sandbox.work(), "a", "changed");
    write(sandbox.work(), "new/file", "new");
    for (String operation : new String[] {"copy", "open", "move"}) {
      disturbed.by(
          (tried, path) -> {
            if (tried.equals(operation)) {
              throw new IllegalStateException("a fault of the code");
            }
          });

      assertThatThrownBy(() -> service.commit(sandbox.id())).hasMessage("a fault of the code");
      assertThat(content(original)).as(operation).isEqualTo(before);
    }
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void a_file_takes_the_place_of_a_directory(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    delete(sandbox.work().resolve("dir"));
    write(sandbox.work(), "dir", "a file now");

    assertThat(service.commit(sandbox.id()))
        .containsExactly(Path.of("dir"), Path.of("dir/deep/two"), Path.of("dir/one"));

    assertThat(content(original)).isEqualTo(Map.of("a", "a", "b", "b", "dir", "a file now"));
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void a_directory_takes_the_place_of_a_file(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Files.delete(sandbox.work().resolve("a"));
    write(sandbox.work(), "a/b/c", "deep down");
    write(sandbox.work(), "a/d", "beside");

    assertCommitted(service, sandbox);

    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void such_a_replacement_that_fails_is_finished_by_the_next_commit(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    delete(sandbox.work().resolve("dir"));
    write(sandbox.work(), "dir", "a file now");
    Files.delete(sandbox.work().resolve("a"));
    write(sandbox.work(), "a/b/c", "deep down");
    write(sandbox.work(), "a/d", "beside");
    for (String last : new String[] {"a/b/c", "a/d", "original/dir"}) {
      disturbed.byFailing("move", last);
      assertThatThrownBy(() -> service.commit(sandbox.id())).hasMessage("move fails");
    }
    disturbed.byNothing();

    assertCommitted(service, sandbox);
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void foreign_files_are_not_deleted_to_make_way(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    delete(sandbox.work().resolve("dir"));
    write(sandbox.work(), "dir", "a file now");
    write(sandbox.work(), "place/file", "in a new directory");

    Path theirs = write(original, "dir/theirs", "theirs");
    assertRefused(service, sandbox, "changed since the sandbox was created");
    Files.delete(theirs);
    write(original, "dir/one", "theirs");
    assertRefused(service, sandbox, "changed since the sandbox was created");
    write(original, "dir/one", "1");
    Path inTheWay = write(original, "place", "theirs");
    assertRefused(service, sandbox, "changed since the sandbox was created");
    Files.delete(inTheWay);

    assertCommitted(service, sandbox);
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  /** A file that comes after the look, and before the directory is cleared. */
  @EveryHost
  void file_added_at_the_last_moment_is_not_deleted(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    delete(sandbox.work().resolve("dir"));
    write(sandbox.work(), "dir", "a file now");
    disturbed.by(
        (operation, path) -> {
          if (operation.equals("delete") && path.equals(original.resolve("dir/deep"))) {
            write(original, "dir/deep/theirs", "theirs");
          }
        });

    assertThatThrownBy(() -> service.commit(sandbox.id())).isInstanceOf(IOException.class);

    assertThat(original.resolve("dir/deep/theirs")).hasContent("theirs");
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void an_original_that_is_gone_is_not_made_again(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "new", "new");
    delete(original);

    assertThatThrownBy(() -> service.commit(sandbox.id()))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(original).doesNotExist();
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void a_file_that_becomes_a_link_while_it_is_committed_is_refused(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Path outside = write(directory, "outside", "outside");
    write(sandbox.work(), "a", "changed");
    disturbed.by(
        (operation, path) -> {
          if (operation.equals("copy")) {
            Files.delete(path);
            Files.createSymbolicLink(path, outside);
          }
        });

    assertRefused(service, sandbox, "cannot contain symbolic links");
    assertThat(outside).hasContent("outside");
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void directory_replaced_by_a_link_during_commit_is_rejected(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Path outside = Files.createDirectory(directory.resolve("outside"));
    write(outside, "file", "a secret");
    write(sandbox.work(), "sub/file", "harmless");
    disturbed.onceBy(
        "copy",
        path -> {
          Files.move(path.getParent(), sandbox.work().resolve("moved"));
          Files.createSymbolicLink(path.getParent(), outside);
        });

    assertRefused(service, sandbox, "symbolic link");
    host.emitted(SANDBOX_CREATED);
  }

  /** The writer has written half of the file when it is copied. */
  @EveryHost
  void a_file_that_is_being_written_is_committed_whole(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "half");
    disturbed.onceBy("copied", path -> write(sandbox.work(), "a", "half and half"));

    assertCommitted(service, sandbox);
    assertThat(original.resolve("a")).hasContent("half and half");
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void a_file_that_never_keeps_still_is_not_committed(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    disturbed.by(
        (operation, path) -> {
          if (operation.equals("copied")) {
            write(sandbox.work(), "a", Files.readString(path) + "+");
          }
        });

    assertRefused(service, sandbox, "keeps changing");
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void a_file_that_disappears_while_it_is_committed_is_no_deletion(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    disturbed.by(
        (operation, path) -> {
          if (operation.equals("copy")) {
            Files.delete(path);
          }
        });

    assertRefused(service, sandbox, "changed during the commit");
    host.emitted(SANDBOX_CREATED);
  }
}
