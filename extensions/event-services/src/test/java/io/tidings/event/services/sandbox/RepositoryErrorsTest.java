package io.tidings.event.services.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's repository that throws an error, such as one of class loading. */
class RepositoryErrorsTest {

  @TempDir private Path folder = Path.of("");

  private final AtomicReference<@Nullable Error> onAdd = new AtomicReference<>();
  private final AtomicReference<@Nullable Error> onReplace = new AtomicReference<>();
  private final Error error = new NoClassDefFoundError("on purpose");

  /** A repository that throws the errors. */
  private final class Failing<T> implements Repository<T> {

    private final Repository<T> stored = Repository.inMemory();

    @Override
    public @Nullable T find(String id) {
      return stored.find(id);
    }

    @Override
    public boolean add(String id, T value) {
      throwIfSet(onAdd);
      return stored.add(id, value);
    }

    @Override
    public boolean replace(String id, T current, T next) {
      throwIfSet(onReplace);
      return stored.replace(id, current, next);
    }

    @Override
    public boolean remove(String id) {
      return stored.remove(id);
    }

    private static void throwIfSet(AtomicReference<@Nullable Error> set) {
      Error thrown = set.get();
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Path original() {
    return folder.resolve("original");
  }

  private SandboxService service(FileOperations operations) {
    return new SandboxService(
        ServiceOptions.of(null),
        home(),
        new Failing<>(),
        new Failing<>(),
        plan -> false,
        operations);
  }

  @BeforeEach
  void create() throws IOException {
    Files.createDirectory(original());
    Files.writeString(original().resolve("a"), "one");
  }

  @Test
  void failed_create_leaves_no_files() {
    onAdd.set(error);
    SandboxService service = service(FileOperations.ofFileSystem());

    assertThatThrownBy(() -> service.create(null, original())).isSameAs(error);
    assertThat(home()).isEmptyDirectory();
  }

  @Test
  void failed_checkpoint_leaves_no_files() throws IOException {
    SandboxService service = service(FileOperations.ofFileSystem());
    Sandbox sandbox = service.create(null, original());
    onAdd.set(error);

    assertThatThrownBy(() -> service.checkpoint(sandbox.id(), "before", null)).isSameAs(error);
    assertThat(home().resolve(sandbox.id()))
        .isDirectoryNotContaining(path -> path.toString().contains("checkpoint"));
  }

  @Test
  void error_on_reopen_does_not_replace_the_failure() throws IOException {
    FaultyFileOperations operations = new FaultyFileOperations();
    SandboxService service = service(operations);
    Sandbox sandbox = service.create(null, original());
    Files.writeString(sandbox.work().resolve("a"), "two");
    operations.by(
        (operation, path) -> {
          if (operation.equals("move")) {
            onReplace.set(error);
            throw new IOException("the cause");
          }
        });

    assertThatThrownBy(() -> service.commit(sandbox.id()))
        .hasMessage("the cause")
        .hasSuppressedException(error);
  }
}
