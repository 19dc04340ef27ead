package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventEmitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  private static final long LONG = 300L << 20;

  /** Gives the same character for ever. */
  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 'x';
      }

      @Override
      public int read(byte[] bytes, int from, int count) {
        Arrays.fill(bytes, from, from + count, (byte) 'x');
        return count;
      }
    };
  }

  @Test
  void a_line_of_any_length_passes_through_one_buffer() throws IOException {
    AtomicLong read = new AtomicLong();
    Given.file(LONG, path -> endless())
        .read(
            (bytes, count) -> {
              assertThat(bytes).hasSize(TextFile.BUFFER);
              read.addAndGet(count);
            });
    assertThat(read).hasValue(LONG);
  }

  @Test
  void a_file_that_grows_is_read_as_far_as_it_reached() throws IOException {
    assertThat(new LineCounter().run(Given.file(10, path -> endless())).lines()).isOne();
  }

  @Test
  void every_byte_is_charged() throws IOException {
    ReadBudget budget = new ReadBudget(EventEmitter.of(null), 1);
    TextFile file =
        new TextFile(Path.of("x"), LONG, path -> endless(), budget, new byte[TextFile.BUFFER]);
    assertThat(file.isBinary()).isFalse();
    assertThat(budget.used()).isEqualTo(TextFile.HEAD);
    file.read((bytes, count) -> {});
    assertThat(budget.used()).isEqualTo(TextFile.HEAD + LONG);
  }

  @Test
  void a_nul_in_the_head_makes_a_file_binary() throws IOException {
    assertThat(Given.text(" ".repeat(TextFile.HEAD - 1) + "\0").isBinary()).isTrue();
  }

  @Test
  void a_nul_after_the_head_does_not() throws IOException {
    assertThat(Given.text(" ".repeat(TextFile.HEAD) + "\0").isBinary()).isFalse();
  }

  @Test
  void a_nul_is_seen_when_the_head_comes_in_pieces() throws IOException {
    InputStream pieces =
        new ByteArrayInputStream(new byte[] {'a', 0, 'b'}) {
          @Override
          public synchronized int read(byte[] bytes, int from, int count) {
            return super.read(bytes, from, 1);
          }
        };
    assertThat(Given.file(3, path -> pieces).isBinary()).isTrue();
  }

  @Test
  void a_link_that_took_the_place_of_a_file_is_not_opened(@TempDir Path directory)
      throws IOException {
    Path file = Given.file(directory, "file", "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThatThrownBy(() -> Opener.fileSystem().open(link)).isInstanceOf(IOException.class);
  }
}
