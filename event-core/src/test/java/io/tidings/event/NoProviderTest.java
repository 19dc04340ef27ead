package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Tests of failures where no SLF4J provider logs them. */
@Contract("FLT-07")
@ResourceLock(Resources.SYSTEM_ERR)
class NoProviderTest {

  @Test
  void first_failure_is_one_line_on_system_err() throws Exception {
    List<String> lines = linesOf(entry -> !entry.contains("logback"));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("mailer", "plan.applied", "IllegalStateException", "lost\\u000a\\u001b[2Jforged")
        .contains("SLF4J provider", "logback-classic")
        .matches("[ -~]+");
  }

  @Test
  void provider_receives_everything_alone() throws Exception {
    assertThat(linesOf(entry -> true)).isEmpty();
  }

  private static List<String> linesOf(Predicate<String> entries) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls(entries), null)) {
      thread.setContextClassLoader(loader);
      System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
      ((Runnable)
              loader
                  .loadClass(NoProviderProbe.class.getName())
                  .getDeclaredConstructor()
                  .newInstance())
          .run();
    } finally {
      System.setErr(before);
      thread.setContextClassLoader(context);
    }
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("SLF4J"))
        .toList();
  }

  private static URL[] urls(Predicate<String> entries) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path entry : ClassPath.entries()) {
      if (entries.test(entry.toString())) {
        urls.add(entry.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
