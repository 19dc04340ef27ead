package io.tidings.samples.demo.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TodoFinderTest {

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
  void a_mark_that_names_nobody_has_no_owner(String content) {
    assertThat(found(content)).singleElement().matches(mark -> !mark.isOwned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TODO(margaret)", "FIXME(@grace): mend", "TODO(émilie)", "TODO(_)"})
  void a_name_in_parentheses_is_its_owner(String content) {
    assertThat(found(content)).singleElement().matches(Mark::isOwned);
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
  void other_words_are_no_marks(String content) {
    assertThat(found(content)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TODO TODO,2", "TODO(TODO(ann)),2", "TODO/FIXME,2", "TODO(a)TODO TODO,3"})
  void every_mark_of_a_line_counts(String content, int count) {
    assertThat(found(content)).hasSize(count);
  }

  @Test
  void a_mark_tells_its_line_and_what_is_said() {
    byte[] content = "one\ntwo\n  // TODO: mend it \nlast".getBytes(UTF_8);
    Mark mark = new TodoFinder().call(content).get(0);
    assertThat(mark.line(content)).isEqualTo(3);
    assertThat(mark.text(content)).isEqualTo("TODO: mend it");
  }

  @Test
  void what_is_said_is_cut_where_it_is_very_long() {
    byte[] content = ("TODO " + "x".repeat(1_000)).getBytes(UTF_8);
    assertThat(new Mark(0, false).text(content)).hasSize(80);
  }

  private static List<Mark> found(String content) {
    return new TodoFinder().call(content.getBytes(UTF_8));
  }
}
