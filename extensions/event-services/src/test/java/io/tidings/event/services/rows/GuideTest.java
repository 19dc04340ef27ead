package io.tidings.event.services.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.services.platform.RequestType;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comparison of the guide to emitting with the code. */
class GuideTest {

  private static final Path GUIDE = Path.of("../../docs/guide/emitting.md");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE);

  @Test
  @Contract("ACC-22")
  void the_guide_lists_every_platform_type_and_flag() throws IOException {
    List<String> types =
        Stream.of(EventType.values()).filter(EventType::isPlatform).map(EventType::id).toList();

    assertThat(found(ROW, GUIDE)).hasSize(31).containsExactlyInAnyOrderElementsOf(types);
    assertThat(Files.readString(GUIDE))
        .contains("`" + RequestType.DETAIL + "`")
        .contains(Stream.of(RequestType.values()).map(type -> "`" + type.id() + "`").toList());
  }

  @Test
  @Contract({"ACC-22", "ACC-23"})
  void guide_states_that_commits_have_no_count() throws IOException {
    String guide = Files.readString(GUIDE);

    assertThat(guide).contains("**Commit events have no `count`**");
    assertThat(guide.replaceAll("\\s+", " "))
        .contains("A delta is resolved to the full data and committed once")
        .contains("its single event carries the result");
    assertThat(guide.lines().filter(line -> line.contains("stored | `references`")))
        .singleElement()
        .asString()
        .contains("no `count`");
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
