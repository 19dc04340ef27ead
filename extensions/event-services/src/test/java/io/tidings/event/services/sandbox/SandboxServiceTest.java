package io.tidings.event.services.sandbox;

import static io.tidings.event.EventType.CHECKPOINT_CREATED;
import static io.tidings.event.EventType.CHECKPOINT_RESTORED;
import static io.tidings.event.EventType.SANDBOX_COMMITTED;
import static io.tidings.event.EventType.SANDBOX_CREATED;
import static io.tidings.event.EventType.SANDBOX_ROLLED_BACK;
import static io.tidings.event.services.sandbox.Folders.content;
import static io.tidings.event.services.sandbox.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.plan.PlanPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SandboxServiceTest {

  @TempDir private Path directory;
  private Path original;
  private Path home;
  private final Set<String> applied = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void prepare() throws IOException {
    original = Files.createDirectory(directory.resolve("original"));
    home = directory.resolve("home");
    write(original, "kept", "kept");
    write(original, "sub/changed", "before");
    write(original, "sub/gone", "gone");
  }

  private SandboxService service(Host host) {
    return new SandboxService(
        host.options(),
        home,
        host.repository("sandbox"),
        host.repository("checkpoint"),
        applied::contains);
  }

  private Sandbox changed(SandboxService service) throws IOException {
    Sandbox sandbox = service.create("p-1", original);
    write(sandbox.work(), "sub/changed", "after");
    write(sandbox.work(), "new/file", "new");
    Files.delete(sandbox.work().resolve("sub/gone"));
    return sandbox;
  }

  @EveryHost
  void a_sandbox_is_a_copy_that_its_owner_alone_can_read(Host host) throws IOException {
    Sandbox sandbox = service(host).create("p-1", original);

    assertThat(content(sandbox.work())).isEqualTo(content(original));
    assertThat(sandbox.status()).isEqualTo(SandboxStatus.OPEN);
    for (Path path : List.of(home, sandbox.work().getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
    host.emitted(SANDBOX_CREATED);
    host.details(SANDBOX_CREATED, "sandbox_id", sandbox.id());
    host.assertLatest(SANDBOX_CREATED, event -> assertThat(event.planId()).isEqualTo("p-1"));
  }

  @EveryHost
  void changes_are_committed_to_the_original(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = changed(service);
    write(original, "elsewhere", "of somebody else");

    List<Path> paths = service.commit(sandbox.id());

    assertThat(paths)
        .containsExactly(Path.of("new/file"), Path.of("sub/changed"), Path.of("sub/gone"));
    assertThat(content(original))
        .isEqualTo(
            Map.of(
                "elsewhere",
                "of somebody else",
                "kept",
                "kept",
                "new/file",
                "new",
                "sub/changed",
                "after"));
    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.COMMITTED);
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
    host.details(
        SANDBOX_COMMITTED,
        "sandbox_id",
        sandbox.id(),
        "changed_paths",
        List.of("new/file", "sub/changed", "sub/gone"),
        "changed_count",
        3);
  }

  @EveryHost
  void a_commit_of_nothing_changes_nothing(Host host) throws IOException {
    SandboxService service = service(host);
    assertThat(service.commit(service.create(null, original).id())).isEmpty();
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void sandbox_rolled_back_to_what_it_was_in_the_beginning(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = changed(service);

    service.rollBack(sandbox.id());

    assertThat(content(sandbox.work())).isEqualTo(content(original));
    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.OPEN);
    host.emitted(SANDBOX_CREATED, SANDBOX_ROLLED_BACK);
    host.details(SANDBOX_ROLLED_BACK, "sandbox_id", sandbox.id());
  }

  @EveryHost
  void a_checkpoint_is_created_and_restored(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = changed(service);
    Map<String, String> then = content(sandbox.work());
    Checkpoint checkpoint = service.checkpoint(sandbox.id(), "tests pass", PlanPhase.EXECUTE);
    write(sandbox.work(), "kept", "spoiled");

    service.restore(checkpoint.id());

    assertThat(content(sandbox.work())).isEqualTo(then);
    assertThat(checkpoint.fileCount()).isEqualTo(3);
    host.emitted(SANDBOX_CREATED, CHECKPOINT_CREATED, CHECKPOINT_RESTORED, SANDBOX_ROLLED_BACK);
    host.details(
        CHECKPOINT_CREATED,
        "checkpoint_id",
        checkpoint.id(),
        "sandbox_id",
        sandbox.id(),
        "reason",
        "tests pass",
        "phase",
        "execute");
    host.details(CHECKPOINT_RESTORED, "checkpoint_id", checkpoint.id(), "restored_count", 3);
    host.details(SANDBOX_ROLLED_BACK, "sandbox_id", sandbox.id(), "checkpoint_id", checkpoint.id());
  }

  @EveryHost
  void rollback_of_an_applied_plan_is_rejected_and_emits_nothing(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = changed(service);
    String checkpoint = service.checkpoint(sandbox.id(), "", null).id();
    Map<String, String> before = content(sandbox.work());
    applied.add("p-1");

    assertThatThrownBy(() -> service.rollBack(sandbox.id()))
        .isInstanceOf(IllegalTransitionException.class);
    assertThatThrownBy(() -> service.restore(checkpoint))
        .isInstanceOf(IllegalTransitionException.class);

    assertThat(content(sandbox.work())).isEqualTo(before);
    assertThat(service.get(sandbox.id()).status()).isEqualTo(SandboxStatus.OPEN);
    host.emitted(SANDBOX_CREATED, CHECKPOINT_CREATED);
  }

  @EveryHost
  void sandbox_with_missing_files_emits_nothing(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    new TreeDelete(FileOperations.ofFileSystem()).delete(sandbox.work());

    assertThatThrownBy(() -> service.rollBack(sandbox.id()))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> service.commit(sandbox.id()))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> service.checkpoint(sandbox.id(), "", null))
        .isInstanceOf(NotDirectoryException.class);
    host.emitted(SANDBOX_CREATED);

    service.discard(sandbox.id());
    assertThat(home).isEmptyDirectory();
  }

  @EveryHost
  void a_sandbox_that_is_over_takes_no_more(Host host) throws IOException {
    SandboxService service = service(host);
    String committed = service.create(null, original).id();
    String discarded = service.create(null, original).id();
    String checkpoint = service.checkpoint(committed, "", null).id();
    service.commit(committed);
    service.discard(discarded);

    for (String id : List.of(committed, discarded)) {
      assertThatThrownBy(() -> service.commit(id)).isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(() -> service.rollBack(id)).isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(() -> service.reopen(id)).isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(() -> service.checkpoint(id, "", null))
          .isInstanceOf(IllegalTransitionException.class);
    }
    assertThatThrownBy(() -> service.restore(checkpoint))
        .isInstanceOf(IllegalTransitionException.class);
    assertThatThrownBy(() -> service.discard(discarded))
        .isInstanceOf(IllegalTransitionException.class);
    host.emitted(SANDBOX_CREATED, SANDBOX_CREATED, CHECKPOINT_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void of_commits_at_the_same_time_exactly_one_wins(Host host) throws IOException {
    SandboxService service = service(host);
    String id = changed(service).id();
    Runnable commit =
        () -> {
          try {
            service.commit(id);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        };

    assertThat(ConcurrentCalls.winners(List.of(commit, commit, commit, commit))).isEqualTo(1);
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }

  @EveryHost
  void unknown_and_duplicate_and_dangerous_ids_are_refused(Host host) throws IOException {
    SandboxService service = service(host);
    assertThatThrownBy(() -> service.get("x")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> service.commit("x")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> service.restore("x")).isInstanceOf(UnknownIdException.class);
    for (String dangerous : List.of("..", "a/b", "/tmp/x")) {
      SandboxService other =
          new SandboxService(
              host.options().withIds(() -> dangerous),
              home,
              host.repository("s"),
              host.repository("c"),
              applied::contains);
      assertThatThrownBy(() -> other.create(null, original)).hasMessageContaining("ids.nextId()");
    }
    SandboxService repeating =
        new SandboxService(
            host.options().withIds(() -> "same"),
            home,
            host.repository("s"),
            host.repository("c"),
            applied::contains);
    Sandbox sandbox = repeating.create(null, original);
    assertThatThrownBy(() -> repeating.create(null, original))
        .isInstanceOf(DuplicateIdException.class);
    repeating.checkpoint(sandbox.id(), "", null);
    assertThatThrownBy(() -> repeating.checkpoint(sandbox.id(), "", null))
        .isInstanceOf(DuplicateIdException.class);
    assertThat(content(sandbox.work())).isEqualTo(content(original));
    host.emitted(SANDBOX_CREATED, CHECKPOINT_CREATED);
  }

  @EveryHost
  void commit_of_many_files_lists_the_first_and_counts_all(Host host) throws IOException {
    SandboxService service = service(host);
    Sandbox sandbox = service.create(null, original);
    for (int i = 0; i < Details.MAX_LISTED; i++) {
      write(sandbox.work(), "many/" + i, "");
    }
    write(sandbox.work(), "zz", "");
    service.commit(sandbox.id());

    host.assertLatest(
        SANDBOX_COMMITTED,
        event -> {
          assertThat(event.details())
              .extractingByKey("changed_paths", InstanceOfAssertFactories.LIST)
              .hasSize(Details.MAX_LISTED)
              .doesNotContain("zz");
          assertThat(event.detail("changed_count", Integer.class)).isEqualTo(1_001);
        });
    host.emitted(SANDBOX_CREATED, SANDBOX_COMMITTED);
  }
}
