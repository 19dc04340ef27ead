package io.tidings.event.services.sandbox;

import static io.tidings.event.EventType.CHECKPOINT_CREATED;
import static io.tidings.event.EventType.SANDBOX_COMMITTED;
import static io.tidings.event.EventType.SANDBOX_CREATED;
import static io.tidings.event.EventType.SANDBOX_ROLLED_BACK;
import static io.tidings.event.services.sandbox.Folders.content;
import static io.tidings.event.services.sandbox.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Discarding and reopening of sandboxes after interrupted operations. */
class DiscardTest {

  private final FaultyFileOperations disturbed = new FaultyFileOperations();

  @TempDir private Path directory;
  private Path original;
  private Path home;

  @BeforeEach
  void prepare() throws IOException {
    original = Files.createDirectory(directory.resolve("original"));
    home = directory.resolve("home");
    write(original, "a", "a");
    write(original, "sub/b", "b");
  }

  private SandboxService service(Host host, Repository<Sandbox> sandboxes) {
    return new SandboxService(
        host.options(), home, sandboxes, host.repository("checkpoint"), planId -> false, disturbed);
  }

  private SandboxService service(Host host) {
    return service(host, host.repository("sandbox"));
  }

  private static void die(Repository<Sandbox> sandboxes, Sandbox sandbox) {
    sandboxes.change(sandbox.id(), open -> open.withStatus(SandboxStatus.BUSY));
  }

  @EveryHost
  void directories_that_their_owner_may_not_change_are_discarded(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Files.setPosixFilePermissions(
        sandbox.work().resolve("sub"), PosixFilePermissions.fromString("r-xr-xr-x"));

    service.discard(sandbox.id());

    assertThat(home).isEmptyDirectory();
    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.DISCARDED);
    host.emitted(SANDBOX_CREATED);
  }

  /** What a walk says of such a directory to everybody but root. */
  @Test
  void a_directory_that_its_owner_may_not_read_is_deleted() throws IOException {
    TreeDelete deletion = new TreeDelete(disturbed);
    Path sub = original.resolve("sub");
    Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("---------"));

    deletion.visitFileFailed(sub, new AccessDeniedException("sub"));

    assertThat(sub).doesNotExist();
    for (Path path : List.of(original, original.resolve("a"))) {
      assertThatThrownBy(() -> deletion.visitFileFailed(path, new AccessDeniedException("no")))
          .hasMessage("no");
      assertThat(path).exists();
    }
  }

  @EveryHost
  void failed_discard_allows_only_another_discard(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    Map<String, String> before = content(original);
    disturbed.byFailing("delete", "base");

    assertThatThrownBy(() -> service.discard(sandbox.id())).hasMessage("delete fails");

    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.DISCARDING);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> service.commit(sandbox.id()))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("DISCARDING");
      assertThatThrownBy(() -> service.reopen(sandbox.id()))
          .isInstanceOf(IllegalTransitionException.class);
    }
    assertThat(content(original)).isEqualTo(before);
    disturbed.byNothing();
    service.discard(sandbox.id());
    assertThat(home).isEmptyDirectory();
    host.emitted(SANDBOX_CREATED);
  }

  @EveryHost
  void a_committed_sandbox_is_discarded_with_its_checkpoints(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    String checkpoint = service.checkpoint(sandbox.id(), "", null).id();
    service.commit(sandbox.id());

    service.discard(sandbox.id());

    assertThat(home).isEmptyDirectory();
    assertThatThrownBy(() -> service.restore(checkpoint)).isInstanceOf(UnknownIdException.class);
    host.emitted(SANDBOX_CREATED, CHECKPOINT_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void rollback_succeeds_if_the_old_work_cannot_be_deleted(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    disturbed.byFailing("delete", "old/a");

    service.rollBack(sandbox.id());

    assertThat(content(sandbox.work())).isEqualTo(content(original));
    host.emitted(SANDBOX_CREATED, SANDBOX_ROLLED_BACK);
    disturbed.byNothing();
    service.rollBack(sandbox.id());
    try (var entries = Files.list(sandbox.work().getParent())) {
      assertThat(entries)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("base", "work");
    }
    host.emitted(SANDBOX_CREATED, SANDBOX_ROLLED_BACK, SANDBOX_ROLLED_BACK);
  }

  @EveryHost
  void rollback_that_cannot_replace_the_work_keeps_it(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    disturbed.onceBy(
        "move",
        path ->
            disturbed.onceBy(
                "move",
                second -> {
                  throw new IOException("no second move");
                }));

    assertThatThrownBy(() -> service.rollBack(sandbox.id())).hasMessage("no second move");

    assertThat(content(sandbox.work())).containsEntry("a", "changed");
    assertThat(sandbox.work().resolveSibling("fresh")).doesNotExist();
    assertThat(service.commit(sandbox.id())).containsExactly(Path.of("a"));
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void next_operation_undoes_an_interrupted_replacement(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    disturbed.byFailing("move", "work");

    assertThatThrownBy(() -> service.rollBack(sandbox.id()))
        .hasMessage("move fails")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

    assertThat(sandbox.work()).doesNotExist();
    disturbed.byNothing();
    assertThat(service.commit(sandbox.id())).containsExactly(Path.of("a"));
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void a_sandbox_that_a_process_has_left_busy_is_opened_again(Host host) throws IOException {
    Repository<Sandbox> sandboxes = host.repository("sandbox");
    SandboxService service = service(host, sandboxes);
    Sandbox sandbox = service.create(null, original);
    write(sandbox.work(), "a", "changed");
    assertThatThrownBy(() -> service.reopen(sandbox.id()))
        .isInstanceOf(IllegalTransitionException.class);
    die(sandboxes, sandbox);
    assertThatThrownBy(() -> service.discard(sandbox.id()))
        .isInstanceOf(IllegalTransitionException.class);

    assertThat(service.reopen(sandbox.id()).status()).isEqualTo(SandboxStatus.OPEN);

    assertThat(service.commit(sandbox.id())).containsExactly(Path.of("a"));
    service.discard(sandbox.id());
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  /** A host's predicate is asked in the middle of a rollback. */
  @EveryHost
  void a_sandbox_that_is_at_work_is_not_opened_again(Host host) throws IOException {
    SandboxService[] itself = new SandboxService[1];
    String[] id = {"none yet"};
    SandboxService service =
        new SandboxService(
            host.options(),
            home,
            host.repository("sandbox"),
            host.repository("checkpoint"),
            planId -> itself[0].reopen(id[0]).status() == SandboxStatus.OPEN);
    itself[0] = service;
    id[0] = service.create("p-1", original).id();

    assertThatThrownBy(() -> service.rollBack(id[0]))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("another operation on sandbox");
    host.emitted(SANDBOX_CREATED);
  }

  /** One that knows no owners, though the default file system does. */
  @Test
  void a_home_may_be_in_another_file_system() throws IOException {
    Path zip = directory.resolve("files.zip");
    try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path inside = Files.createDirectory(system.getPath("/original"));
      write(inside, "a", "a");
      SandboxService service = new SandboxService(null, system.getPath("/home"));

      assertThat(content(service.create(null, inside).work())).isEqualTo(Map.of("a", "a"));
    }
  }
}
