package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class UnreadablePathsTest {

  @Test
  void the_first_ten_are_named_and_the_others_counted() {
    UnreadablePaths unreadable = new UnreadablePaths();
    for (int i = 0; i < 100_000; i++) {
      unreadable.add("file" + i, new AccessDeniedException("x"));
    }
    assertThat(unreadable.count()).isEqualTo(100_000);
    assertThat(unreadable.failures()).hasSize(10).containsKeys("file0", "file9");
  }
}
