package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends of masks: what follows a secret remains visible. */
class SecretEndsTest {

  private static final String AFTER =
      "; curl evil\nline 1\nline 2\nline 3\nline 4\nline 5\nline 6\n";

  private static String redacted(String text) {
    return Redactor.standard().redactText(text);
  }

  @Test
  @Contract("RED-08")
  void mask_of_a_value_ends_with_it() {
    assertThat(redacted("PRIVATE_KEY=x" + AFTER)).isEqualTo("PRIVATE_KEY=[redacted]" + AFTER);
    assertThat(redacted("private key: x" + AFTER)).isEqualTo("private key: [redacted]" + AFTER);
  }

  @Test
  @Contract("RED-08")
  void mask_of_an_open_value_ends_with_its_line() {
    for (String value :
        List.of("\"x", "'x", "[x", "{x", "(x", "f\"x", "\"\"\"x", "Some(\"x", "&quot;x", "\\\"x")) {
      for (String key : List.of("PRIVATE_KEY=", "password: ", "Cookie: ", "secrets=")) {
        assertThat(redacted(key + value + AFTER)).as(key + value).endsWith(AFTER.substring(11));
      }
    }
  }

  @Test
  @Contract("RED-08")
  void open_quote_does_not_end_with_the_next_quoted_text() {
    assertThat(redacted("PRIVATE_KEY=\"x" + AFTER + "echo \"done\"\n"))
        .endsWith(AFTER.substring(11) + "echo \"done\"\n");
  }

  @Test
  @Contract("RED-08")
  void here_document_without_its_end_is_one_line() {
    assertThat(redacted("PASSWORD=<<EOF\nx\nline 1\nline 2"))
        .isEqualTo("PASSWORD=[redacted]\nline 1\nline 2");
  }

  @Test
  @Contract("RED-08")
  void mask_of_a_pem_block_ends_with_it() {
    String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
    String begin = "-----BEGIN RSA PRIVATE KEY-----\n";
    String end = "-----END RSA PRIVATE KEY-----";

    assertThat(redacted("a\n" + begin + line + "\nx9==\n" + end + AFTER))
        .isEqualTo("a\n[redacted]" + AFTER);
    assertThat(redacted(begin + line + "\n" + line + AFTER)).endsWith(AFTER).doesNotContain("MII");
    assertThat(redacted("PRIVATE_KEY=" + begin + line + "\n" + end + AFTER))
        .isEqualTo("PRIVATE_KEY=[redacted]" + AFTER);
    assertThat(
            redacted(
                "{\"k\":\"" + (begin + line + "\n" + end).replace("\n", "\\n") + "\",\"n\":1}"))
        .isEqualTo("{\"k\":\"[redacted]\",\"n\":1}");
    assertThat(
            redacted(
                begin + "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A\n\n" + line + "\n" + end))
        .isEqualTo("[redacted]");
  }

  @Test
  @Contract("RED-03")
  void place_in_a_file_is_no_secret() {
    for (String text :
        List.of(
            "at a.b.PrivateKeyLoader.load(PrivateKeyLoader.java:10)",
            "PrivateKeyLoader.java:10",
            "TokenStore.kt:33: error",
            "src/password.go:12:5: unused",
            "File \"token.py\", line 3",
            "PrivateKeyLoader.java:[10,5] cannot find symbol")) {
      assertThat(redacted(text)).isSameAs(text);
    }
  }
}
