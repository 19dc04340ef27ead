package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.samples.demo.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {

  @TempDir private Path directory;

  private final List<String> met = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  @Test
  void a_directory_gone_when_its_turn_comes_is_told_and_the_walk_goes_on() throws IOException {
    Given.file(directory, "here.txt", "");
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    DirectoryTree tree = tree();
    Given.file(one, "file", "");
    Given.file(two, "file", "");
    tree.walk(
        visitor(
            tree,
            () -> {
              Files.deleteIfExists(one.resolve("file"));
              Files.deleteIfExists(two.resolve("file"));
              Files.deleteIfExists(one);
              Files.deleteIfExists(two);
            }),
        () -> false);
    assertThat(met).isNotEmpty();
    assertThat(met.size() + unreadable.size()).isEqualTo(3);
  }

  @Test
  void the_walk_ends_when_it_is_stopped() throws IOException {
    Given.file(directory, "a/1", "");
    Given.file(directory, "a/2", "");
    Given.file(directory, "b/3", "");
    DirectoryTree tree = tree();
    tree.walk(visitor(tree, () -> {}), () -> true);
    assertThat(met).hasSize(1);
  }

  @Test
  void the_directory_itself_is_a_dot() {
    assertThat(tree().name(directory)).isEqualTo(".");
    assertThat(tree().name(directory.resolve("a").resolve("b"))).isEqualTo("a/b");
  }

  private DirectoryTree tree() {
    return new DirectoryTree(directory, new Exclusions(Set.of()));
  }

  /** What happens when a file is met. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private DirectoryTree.Visitor visitor(DirectoryTree tree, Step after) {
    return new DirectoryTree.Visitor() {
      @Override
      public void file(Path file, BasicFileAttributes attributes) {
        met.add(tree.name(file));
        try {
          after.run();
        } catch (IOException failure) {
          throw new AssertionError(failure);
        }
      }

      @Override
      public void unreadable(Path path, IOException failure) {
        unreadable.add(tree.name(path));
      }
    };
  }
}
