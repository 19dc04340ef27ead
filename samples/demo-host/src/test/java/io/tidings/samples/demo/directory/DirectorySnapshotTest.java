package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.samples.demo.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySnapshotTest {

  @TempDir private Path directory;
  private Path file = Path.of("");

  private DirectorySnapshot look() throws IOException {
    return DirectorySnapshot.of(
        new DirectoryTree(directory, new Exclusions(Set.of())), () -> false);
  }

  @BeforeEach
  void make() {
    file = Given.file(directory, "a/b.txt", "one");
    Given.file(directory, "c.txt", "three");
  }

  @Test
  void two_looks_at_the_same_are_equal() throws IOException {
    assertThat(look()).isEqualTo(look());
    assertThat(look().files()).isEqualTo(2);
    assertThat(look().bytes()).isEqualTo(8);
  }

  @Test
  void what_comes_and_goes_is_seen() throws IOException {
    DirectorySnapshot before = look();
    Path more = Given.file(directory, "d.txt", "");
    assertThat(look()).isNotEqualTo(before);
    Files.delete(more);
    assertThat(look()).isEqualTo(before);
    Files.delete(file);
    assertThat(look()).isNotEqualTo(before);
  }

  @Test
  void another_name_size_or_time_is_seen() throws IOException {
    DirectorySnapshot before = look();
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "four");
    Files.setLastModifiedTime(file, time);
    assertThat(look()).isNotEqualTo(before);
    Files.writeString(file, "one");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertThat(look()).isNotEqualTo(before);
    Files.setLastModifiedTime(file, time);
    assertThat(look()).isEqualTo(before);
    Files.move(file, file.resolveSibling("c"));
    assertThat(look()).isNotEqualTo(before);
  }

  @Test
  void nothing_is_not_what_an_empty_directory_looks_like() throws IOException {
    Given.deleted(directory.resolve("a"));
    Files.delete(directory.resolve("c.txt"));
    assertThat(look()).isNotEqualTo(DirectorySnapshot.MISSING);
  }
}
