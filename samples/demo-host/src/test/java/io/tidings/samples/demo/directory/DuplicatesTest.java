package io.tidings.samples.demo.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuplicatesTest {

  private final Duplicates duplicates = new Duplicates();

  private void add(String name, String content) {
    duplicates.add(name, content.getBytes(UTF_8));
  }

  @Test
  void files_of_one_content_are_a_group_whatever_their_names() {
    add("a", "same");
    add("b", "other");
    add("c/a", "same");
    assertThat(duplicates.groups())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.names()).containsExactly("a", "c/a");
              assertThat(group.count()).isEqualTo(2);
              assertThat(group.bytes()).isEqualTo(4);
              assertThat(group.redundantBytes()).isEqualTo(4);
            });
  }

  @Test
  void what_spares_most_comes_first() {
    add("small1", "xx");
    add("small2", "xx");
    for (int i = 0; i < 5; i++) {
      add("many" + i, "y");
    }
    assertThat(duplicates.groups())
        .extracting(Duplicates.Group::redundantBytes)
        .containsExactly(4L, 2L);
    assertThat(duplicates.groups().get(0).names()).containsExactly("many0", "many1", "many2");
  }

  @Test
  void empty_files_are_no_duplicates() {
    add("a", "");
    add("b", "");
    assertThat(duplicates.groups()).isEmpty();
  }
}
