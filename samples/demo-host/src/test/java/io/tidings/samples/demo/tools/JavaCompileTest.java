package io.tidings.samples.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.samples.demo.Given;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCompileTest {

  @TempDir private Path temporary;
  private Path tree = Path.of("");
  private JavaCompile compile = new JavaCompile(Path.of(""));

  @BeforeEach
  void make() {
    tree = temporary.resolve("tree");
    compile = new JavaCompile(temporary.resolve("made"));
    Given.file(tree, "readme.txt", "class None {}");
  }

  @Test
  void what_stands_alone_compiles_and_leaves_the_tree_as_it_was() throws IOException {
    Given.file(tree, "a/Good.java", "package a;\nimport java.util.List;\nclass Good {}\n");
    assertThat(compile.call(tree))
        .containsExactly(new JavaCompile.CompileResult("a/Good.java", ""));
    assertThat(tree.resolve("a")).isDirectoryNotContaining("glob:**.class");
    assertThat(temporary.resolve("made/a/Good.class")).isNotEmptyFile();
  }

  @Test
  void the_first_problem_of_each_source_is_told_with_its_line() throws IOException {
    Given.file(tree, "Bad.java", "class Bad {\n  int x = \"text\";\n  int y = \"text\";\n}\n");
    Given.file(tree, "Good.java", "class Good {}\n");
    assertThat(compile.call(tree))
        .satisfiesExactly(
            bad -> assertThat(bad.problem()).startsWith("line 2: incompatible types"),
            good -> assertThat(good.problem()).isEmpty());
  }

  @Test
  void what_names_things_that_are_not_there_is_not_called_wrong() throws IOException {
    Given.file(tree, "Needs.java", "class Needs extends Missing {\n  Other other;\n}\n");
    Given.file(tree, "Wrong.java", "class Wrong extends Missing {\n  int x = \"text\";\n}\n");
    assertThat(compile.call(tree))
        .satisfiesExactly(
            needs -> assertThat(needs.problem()).isEqualTo(JavaCompile.NEEDS_OTHERS),
            wrong -> assertThat(wrong.problem()).startsWith("line 2: "));
    assertThat(compile.call(tree))
        .extracting(source -> source.hasError())
        .containsExactly(false, true);
  }

  @Test
  void sources_that_need_others_are_not_tried() throws IOException {
    Given.file(tree, "Needs.java", "import org.other.Thing;\nclass Needs {}\n");
    Given.file(tree, "package-info.java", "package a;\n");
    Given.file(tree, "module-info.java", "module a {}\n");
    Given.file(tree, "Long.java", "class Long {}" + "\n".repeat(70_000));
    assertThat(compile.call(tree)).isEmpty();
    assertThat(temporary.resolve("made")).doesNotExist();
  }

  @Test
  void twenty_are_enough() throws IOException {
    for (int i = 10; i < 40; i++) {
      Given.file(tree, "C" + i + ".java", "class C" + i + " {}\n");
    }
    assertThat(compile.call(tree)).hasSize(20).allMatch(source -> source.problem().isEmpty());
  }
}
