package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventScope;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest {

  @Test
  void a_plain_name_is_the_name_and_the_id() {
    assertThat(Project.of(Path.of("/home/apollo"), "margaret"))
        .isEqualTo(
            new Project("apollo", EventScope.none().withProject("apollo").withUser("margaret")));
  }

  @ParameterizedTest
  @CsvSource({
    "my project,my project,my-project",
    "größe,größe,gr-e",
    "日本,日本,directory",
    "a\u0007b,a-b,a-b",
    "a\u0085b,a-b,a-b"
  })
  void what_an_id_must_not_have_is_replaced(String directory, String name, String id) {
    Project project = Project.of(Path.of(directory), null);
    assertThat(project.name()).isEqualTo(name);
    assertThat(project.scope().project()).isEqualTo(id);
  }

  @Test
  void the_root_of_a_file_system_has_a_name_too() {
    assertThat(Project.of(Path.of("/"), null))
        .isEqualTo(
            new Project(
                "directory", EventScope.none().withProject("directory").withUser("anonymous")));
  }

  @Test
  void a_blank_name_is_stood_in_for() {
    assertThat(Project.of(Path.of("  "), null).name()).isEqualTo("directory");
  }

  @Test
  void a_very_long_name_is_cut() {
    Project project = Project.of(Path.of("x".repeat(300)), null);
    assertThat(project.name()).hasSize(256);
    assertThat(project.scope().project()).hasSize(128);
  }

  @ParameterizedTest
  @CsvSource({"ann lee", "''", "jürgen"})
  void a_user_who_is_no_id_is_somebody(String user) {
    assertThat(Project.of(Path.of("x"), user).scope().user()).isEqualTo("anonymous");
  }

  @Test
  void a_user_with_a_very_long_name_is_somebody() {
    assertThat(Project.of(Path.of("x"), "u".repeat(129)).scope().user()).isEqualTo("anonymous");
  }
}
