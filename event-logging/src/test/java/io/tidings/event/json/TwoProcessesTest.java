package io.tidings.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.logging.Samples;
import io.tidings.event.testkit.contract.Contract;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  @Contract({"JSN-01", "JSN-02"})
  @Timeout(60)
  void bytes_are_equal_across_locale_zone_and_hash_seed() throws Exception {
    DomainEventJson json = DomainEventJson.standard();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (DomainEvent event : Samples.forged()) {
      written.writeBytes(json.writeLine(event));
    }
    Path from = Files.write(folder.resolve("from"), written.toByteArray());
    Path to = folder.resolve("to");

    assertThat(RewritingProcess.start(from, to).waitFor()).isZero();

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(json.writeLine(Samples.full()));
    expected.writeBytes(written.toByteArray());
    assertThat(Files.readAllBytes(to)).isEqualTo(expected.toByteArray());
  }
}
