package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondCopyTest {

  @TempDir private Path temporary;
  private Path root = Path.of("");

  @BeforeEach
  void make() {
    root = temporary.resolve("copy");
  }

  @Test
  void files_are_copied_with_the_directories_above_them() throws IOException {
    SecondCopy copy = new SecondCopy(root);
    copy.offer(Path.of("a/b/c"), new byte[] {1, 2});
    copy.offer(Path.of("d"), new byte[0]);
    assertThat(root.resolve("a/b/c")).hasBinaryContent(new byte[] {1, 2});
    assertThat(root.resolve("d")).isEmptyFile();
    assertThat(copy.files()).isEqualTo(2);
    assertThat(copy.bytes()).isEqualTo(2);
    assertThat(copy.skipped()).isZero();
  }

  @Test
  void there_is_room_for_five_hundred_files() throws IOException {
    SecondCopy copy = new SecondCopy(root);
    for (int i = 0; i < SecondCopy.MAX_FILES + 3; i++) {
      copy.offer(Path.of("f" + i), new byte[1]);
    }
    assertThat(copy.files()).isEqualTo(500);
    assertThat(copy.skipped()).isEqualTo(3);
    assertThat(copy.failure()).isNull();
  }

  @Test
  void there_is_room_for_so_many_bytes_and_a_smaller_file_may_still_fit() throws IOException {
    SecondCopy copy = new SecondCopy(root);
    copy.offer(Path.of("one"), new byte[SecondCopy.MAX_BYTES - 1]);
    copy.offer(Path.of("two"), new byte[2]);
    copy.offer(Path.of("three"), new byte[1]);
    assertThat(root.resolve("two")).doesNotExist();
    assertThat(copy.bytes()).isEqualTo(SecondCopy.MAX_BYTES);
  }

  @Test
  void there_is_room_for_so_many_directories() throws IOException {
    SecondCopy copy = new SecondCopy(root);
    for (int i = 0; i <= SecondCopy.MAX_DIRECTORIES; i++) {
      copy.offer(Path.of("d" + i, "f"), new byte[0]);
    }
    assertThat(copy.files()).isEqualTo(SecondCopy.MAX_DIRECTORIES);
    assertThat(copy.skipped()).isOne();
  }

  @Test
  void a_full_disk_ends_the_copying_and_is_kept() throws IOException {
    SecondCopy copy = new SecondCopy(root);
    Files.delete(root);
    Files.writeString(root, "no directory");
    copy.offer(Path.of("a/f"), new byte[1]);
    copy.offer(Path.of("g"), new byte[1]);
    assertThat(copy.failure()).isInstanceOf(IOException.class);
    assertThat(copy.files()).isZero();
    assertThat(copy.skipped()).isEqualTo(2);
  }
}
