package io.tidings.event.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Contract("FLT-07")
class FallbackLogTest {

  private final List<String> printed = new ArrayList<>();
  private boolean active = true;
  private final FallbackLog log = new FallbackLog(() -> active, printed::add);

  @Test
  void first_warning_is_printed_and_no_other() {
    log.warn("Handler mailer failed", new IllegalStateException("why"));
    log.warn("Handler biller failed", new IllegalStateException("why"));

    assertThat(printed)
        .singleElement()
        .asString()
        .startsWith("Tidings: Handler mailer failed: why - no SLF4J provider")
        .endsWith("logback-classic");
  }

  @Test
  void nothing_is_printed_where_a_provider_logs() {
    active = false;
    log.warn("Handler mailer failed", null);
    active = true;
    log.warn("Handler biller failed", null);

    assertThat(printed).singleElement().asString().contains("biller");
  }

  @Test
  void line_is_short_visible_ascii() {
    log.warn("\u001b[2J\r\nforged\u0085 \u202e caf\u00e9 " + "x".repeat(5_000), null);

    assertThat(printed)
        .singleElement()
        .asString()
        .contains("\\u001b[2J\\u000d\\u000aforged\\u0085 \\u202e caf\\u00e9 xxx", "xxx... - no")
        .matches("[ -~]{1000,1300}");
  }

  @Test
  @Contract("FLT-05")
  void failure_with_a_throwing_message_is_printed_without_it() {
    log.warn(
        "Handler mailer failed",
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("not even this");
          }
        });
    assertThat(printed).singleElement().asString().contains("failed, which cannot be printed - no");
  }
}
