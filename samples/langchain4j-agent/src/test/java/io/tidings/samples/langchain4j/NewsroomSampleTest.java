package io.tidings.samples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsroomSampleTest {

  private static final Path GUIDE = Path.of("../../docs/guide/langchain4j.md");
  private static final Path SOURCE =
      Path.of("src/main/java/io/tidings/samples/langchain4j/NewsroomSample.java");

  /** Returns the lines of the tree in the guide, from the session to the end of the block. */
  private static List<String> expected() throws Exception {
    return Files.readString(GUIDE)
        .lines()
        .dropWhile(line -> !line.startsWith("session.created"))
        .takeWhile(line -> !line.equals("```"))
        .toList();
  }

  @Test
  void printed_tree_is_that_of_the_guide() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      NewsroomSample.main(new String[0]);
    } finally {
      System.setOut(console);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
        .hasSizeGreaterThan(30)
        .isEqualTo(expected());
  }

  @Test
  void all_events_are_in_one_session_and_correlation() throws Exception {
    List<DomainEvent> events = NewsroomSample.publish();

    assertThat(events).extracting(DomainEvent::correlationId).containsOnly(events.get(0).id());
    assertThat(events).extracting(DomainEvent::sessionId).containsOnly("city%20desk");
  }

  @Test
  void three_lines_connect_the_agents_to_the_bus() throws Exception {
    assertThat(Files.readAllLines(SOURCE).stream().filter(line -> !line.startsWith("import ")))
        .filteredOn(line -> line.matches(".*(LangChain4jEvents |events\\.\\w).*"))
        .hasSize(3);
  }
}
