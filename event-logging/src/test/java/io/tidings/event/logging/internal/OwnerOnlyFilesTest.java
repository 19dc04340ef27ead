package io.tidings.event.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creation and permissions of owner-only files. */
class OwnerOnlyFilesTest {

  @TempDir private Path directory;

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void create_rejects_an_existing_file() throws IOException {
    Path file = directory.resolve("file");

    OwnerOnlyFiles.create(file);

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThatThrownBy(() -> OwnerOnlyFiles.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void createIfAbsent_keeps_the_first_content() throws IOException {
    Path file = directory.resolve("file");

    OwnerOnlyFiles.createIfAbsent(file, new byte[] {1, 2});
    OwnerOnlyFiles.createIfAbsent(file, new byte[] {3});

    assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
    assertThat(permissions(file)).isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Contract("LOG-09")
  @Test
  void createOrRestrict_removes_the_permissions_of_others() throws IOException {
    Path file = directory.resolve("deep/file");

    OwnerOnlyFiles.createOrRestrict(file);
    assertThat(permissions(directory.resolve("deep"))).isEqualTo("rwx------");
    assertThat(OwnerOnlyFiles.isOpenToOthers(file)).isFalse();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(OwnerOnlyFiles.isOpenToOthers(file)).isTrue();

    OwnerOnlyFiles.createOrRestrict(file);
    assertThat(permissions(file)).isEqualTo("rw-------");
  }
}
