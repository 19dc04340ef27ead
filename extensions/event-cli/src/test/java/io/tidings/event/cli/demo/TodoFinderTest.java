package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TodoFinderTest {

  private final TodoFinder finder = new TodoFinder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TODO",
        "FIXME",
        "// TODO: mend",
        "(FIXME)",
        "x\nTODO\n",
        "-TODO-",
        "→TODO→",
        "TODO()",
        "TODO( margaret)",
        "TODO (margaret)",
        "TODO("
      })
  void a_mark_that_names_nobody_has_no_owner(String content) throws IOException {
    assertThat(finder.run(Given.text(content))).isEqualTo(new Todos(1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TODO(margaret)", "FIXME(@grace): mend", "TODO(émilie)", "TODO(_)"})
  void a_name_in_parentheses_is_its_owner(String content) throws IOException {
    assertThat(finder.run(Given.text(content))).isEqualTo(new Todos(1, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "todo",
        "Todo",
        "TODOS",
        "ATODO",
        "TODO_LIST",
        "TODO1",
        "MYFIXME",
        "FIXMEFIXME",
        "XXXXXXXXTODO",
        "TO DO",
        "FIX\nME"
      })
  void other_words_are_no_marks(String content) throws IOException {
    assertThat(finder.run(Given.text(content))).isEqualTo(Todos.NONE);
  }

  @ParameterizedTest
  @CsvSource({"TODO TODO,2", "TODO(TODO(ann)),2", "TODO/FIXME,2", "TODO(a)TODO TODO,3"})
  void every_mark_of_a_line_counts(String content, long found) throws IOException {
    assertThat(finder.run(Given.text(content)).size()).isEqualTo(found);
  }

  @Test
  void a_mark_across_the_end_of_the_buffer_is_found() throws IOException {
    for (int before = TextFile.BUFFER - 7; before <= TextFile.BUFFER; before++) {
      Todos todos = finder.run(Given.text(" ".repeat(before) + "TODO(ann) TODO"));
      assertThat(todos).as("after %d bytes", before).isEqualTo(new Todos(2, 1));
    }
  }

  @Test
  void the_marks_of_files_add_up() {
    assertThat(new Todos(3, 1).plus(new Todos(4, 2))).isEqualTo(new Todos(7, 3));
  }
}
