package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.samples.demo.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionsTest {

  @TempDir private Path directory;

  private final List<String> met = new ArrayList<>();
  private final List<String> excluded = new ArrayList<>();

  private void walk(Path... own) throws IOException {
    DirectoryTree tree = new DirectoryTree(directory.toRealPath(), Exclusions.with(Stream.of(own)));
    tree.walk(
        new DirectoryTree.Visitor() {
          @Override
          public void file(Path file, BasicFileAttributes attributes) {
            met.add(tree.name(file));
          }

          @Override
          public void unreadable(Path path, IOException failure) {
            throw new AssertionError(path.toString(), failure);
          }

          @Override
          public void excluded(Path path) {
            excluded.add(tree.name(path));
          }
        },
        () -> false);
  }

  @Test
  void version_control_and_what_builds_have_made_is_left_out() throws IOException {
    Given.file(directory, ".git/config", "");
    Given.file(directory, "a/pom.xml", "");
    Given.file(directory, "a/target/A.class", "");
    Given.file(directory, "b/build.gradle", "");
    Given.file(directory, "b/build/B.class", "");
    Given.file(directory, "c/node_modules/c.js", "");
    walk();
    assertThat(met).containsExactlyInAnyOrder("a/pom.xml", "b/build.gradle");
    assertThat(excluded).containsExactlyInAnyOrder(".git", "a/target", "b/build", "c/node_modules");
  }

  @Test
  void a_directory_that_is_only_called_so_is_not() throws IOException {
    Given.file(directory, "target/notes.txt", "");
    Given.file(directory, "build/notes.txt", "");
    walk();
    assertThat(met).containsExactlyInAnyOrder("target/notes.txt", "build/notes.txt");
    assertThat(excluded).isEmpty();
  }

  @Test
  void what_the_run_writes_itself_is_left_out_also_before_it_is_there() throws IOException {
    Path trail = directory.resolve("trail.db");
    Given.file(directory, "trail.db-wal", "");
    Given.file(directory, "trail.txt", "");
    walk(directory.resolve("log"), trail);
    assertThat(met).containsExactly("trail.txt");
    assertThat(excluded).containsExactly("trail.db-wal");
  }

  @Test
  void a_file_in_a_directory_that_is_not_there_does_no_harm() throws IOException {
    walk(Path.of("nowhere/at/all"), Path.of("/"));
    assertThat(met).isEmpty();
  }
}
