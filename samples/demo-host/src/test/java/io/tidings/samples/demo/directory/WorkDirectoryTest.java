package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.samples.demo.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @TempDir private Path temporary;

  @Test
  void it_is_for_its_owner_alone_and_gone_when_it_is_closed() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("given")).toRealPath();
    Path place = Files.createDirectory(temporary.resolve("place"));
    try (WorkDirectory workplace = WorkDirectory.outside(directory, List.of(place))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workplace.root())))
          .isEqualTo("rwx------");
      Given.file(workplace.copy(), "a/b", "x");
      Files.createSymbolicLink(workplace.copy().resolve("link"), directory);
      workplace.close();
    }
    assertThat(place).isEmptyDirectory();
    assertThat(directory).exists();
  }

  @Test
  void the_first_place_outside_is_taken() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("given")).toRealPath();
    Path inside = Files.createDirectory(directory.resolve("inside"));
    Path through = Files.createSymbolicLink(temporary.resolve("through"), inside);
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    List<Path> places = List.of(temporary.resolve("nowhere"), inside, through, outside);
    try (WorkDirectory workplace = WorkDirectory.outside(directory, places)) {
      assertThat(workplace.root().getParent()).isEqualTo(outside.toRealPath());
    }
    assertThat(inside).isEmptyDirectory();
  }

  @Test
  void the_root_of_all_has_no_outside() {
    assertThatThrownBy(() -> WorkDirectory.outside(Path.of("/"), WorkDirectory.candidates()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no writable directory outside of it");
  }
}
