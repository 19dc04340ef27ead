package io.tidings.event.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {

  @Test
  void a_reason_leaves_the_name_of_the_file_out() {
    assertThat(ErrorMessages.reason(new NoSuchFileException("/x"))).isEqualTo("does not exist");
    assertThat(ErrorMessages.reason(new AccessDeniedException("/x")))
        .isEqualTo("permission denied");
    assertThat(ErrorMessages.reason(new FileSystemException("/x", null, "Too many links")))
        .isEqualTo("Too many links");
    assertThat(ErrorMessages.reason(new IOException("broken"))).isEqualTo("broken");
  }

  @Test
  void an_exception_without_words_is_told_by_its_class() {
    assertThat(ErrorMessages.reason(new FileSystemException("/x")))
        .isEqualTo("FileSystemException");
    assertThat(ErrorMessages.reason(new IllegalStateException(" ")))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void the_file_is_named_where_there_is_one() {
    assertThat(ErrorMessages.withFile(new FileSystemException("/x", null, "full")))
        .isEqualTo("/x: full");
    assertThat(ErrorMessages.withFile(new IOException("broken"))).isEqualTo("broken");
  }
}
