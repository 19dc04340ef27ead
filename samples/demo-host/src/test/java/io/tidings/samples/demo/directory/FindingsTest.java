package io.tidings.samples.demo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private final Findings findings = new Findings();

  @Test
  void links_and_special_files_have_no_size() {
    findings.file(FileType.LINK, "link", 100);
    findings.file(FileType.SPECIAL, "fifo", 100);
    findings.file(FileType.BINARY, "binary", 10);
    assertThat(findings.files()).isEqualTo(3);
    assertThat(findings.bytes()).isEqualTo(10);
    assertThat(findings.largest()).containsExactly(new LargestFiles.SizedFile("binary", 10));
  }

  @Test
  void the_five_largest_are_kept_the_largest_first() {
    for (int i = 0; i < 10; i++) {
      findings.file(FileType.TEXT, "f" + i, i / 2);
    }
    assertThat(findings.largest())
        .extracting(LargestFiles.SizedFile::name)
        .containsExactly("f8", "f9", "f6", "f7", "f4");
  }

  @Test
  void five_marks_are_shown() {
    for (int i = 0; i < 10; i++) {
      findings.showTodo("f:" + i);
    }
    assertThat(findings.shownTodos()).hasSize(5).startsWith("f:0");
    assertThat(findings.showsTodos()).isFalse();
  }

  @Test
  void a_nul_in_the_head_makes_a_file_binary() {
    byte[] late = new byte[10_000];
    Arrays.fill(late, (byte) 'x');
    late[9_000] = 0;
    assertThat(FileType.of(late)).isEqualTo(FileType.TEXT);
    late[8_000] = 0;
    assertThat(FileType.of(late)).isEqualTo(FileType.BINARY);
    assertThat(FileType.of(new byte[0])).isEqualTo(FileType.TEXT);
  }
}
