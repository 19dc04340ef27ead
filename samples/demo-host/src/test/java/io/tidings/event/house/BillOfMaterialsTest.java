package io.tidings.event.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bill of materials against the modules of the build. */
@Tag("once")
class BillOfMaterialsTest {

  private static final Pattern MODULE = Pattern.compile("<module>(?:.*/)?([^/<]+)</module>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(event-[^<]+)</artifactId>");
  private static final List<String> NEVER_PUBLISHED =
      List.of(
          "contract-taglet",
          "event-benchmarks",
          "event-bom",
          "demo-host",
          "langchain4j-agent",
          "spring-shop");

  @Test
  void bom_lists_every_published_module() {
    List<String> modules = names(MODULE, "pom.xml");
    modules = modules.stream().filter(module -> !NEVER_PUBLISHED.contains(module)).toList();
    List<String> listed = names(ARTIFACT, "extensions/event-bom/pom.xml");

    assertThat(modules).hasSizeGreaterThan(8);
    assertThat(listed.stream().filter(name -> !name.equals("event-bom")))
        .containsExactlyInAnyOrderElementsOf(modules);
  }

  private static List<String> names(Pattern pattern, String pom) {
    return pattern
        .matcher(ProjectFiles.read(ProjectFiles.HOME.resolve(pom)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
