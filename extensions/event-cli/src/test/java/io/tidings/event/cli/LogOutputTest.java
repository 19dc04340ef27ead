package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The log of the command line on the standard error stream. */
class LogOutputTest {

  @Test
  void warning_is_one_line_that_no_text_controls() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(LogOutputTest.class.getResource("/logback.xml"));
      context
          .getLogger("io.tidings.event.Test")
          .warn("Lost " + HostileTrail.TEXT, new IllegalStateException(HostileTrail.TEXT));
    } finally {
      System.setErr(before);
      context.stop();
    }
    String line = written.toString(StandardCharsets.UTF_8);
    assertThat(line).endsWith("\n").hasLineCount(1);
    assertThat(line.strip().codePoints().filter(Character::isISOControl)).isEmpty();
    assertThat(line)
        .contains("WARN", "Test: Lost x [2J plan.applied", "IllegalStateException")
        .doesNotContain("\u2028", "\u202e", "\u2066", "\u200b", "\ufeff");
  }
}
