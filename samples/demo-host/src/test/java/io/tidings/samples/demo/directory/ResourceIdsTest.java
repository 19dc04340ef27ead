package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceIdsTest {

  @ParameterizedTest
  @CsvSource({"src/A.java,src/A.java", "a b,a%20b", "100%,100%25", "ä,%C3%A4", "a\u0007b,a%07b"})
  void everything_but_visible_ascii_is_escaped(String name, String id) {
    assertThat(ResourceIds.of(name)).isEqualTo(id);
  }

  @Test
  void a_very_long_one_keeps_its_end_and_is_still_another_than_the_next() {
    String one = ResourceIds.of("a" + "/x".repeat(500));
    String other = ResourceIds.of("b" + "/x".repeat(500));
    assertThat(one).hasSize(128).endsWith("/x/x").isNotEqualTo(other);
  }
}
