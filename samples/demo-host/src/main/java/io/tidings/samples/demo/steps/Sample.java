package io.tidings.samples.demo.steps;

import io.tidings.event.services.context.ContextFragment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Keeps, of some text files, the beginning for the context and the number of lines for a test case.
 * Confined to one thread.
 */
final class Sample {

  static final int MOST = 300;

  private static final int BEGINNING = 2_000;
  private static final int LONGEST_NAME = 200;

  private final ScriptState stage;
  private int plain;
  private int pages;

  Sample(ScriptState stage) {
    this.stage = stage;
  }

  void take(Path file, String shown, byte[] content, long lines) {
    boolean isPage = isPage(shown);
    if (isPage ? pages++ < MOST : plain++ < MOST) {
      byte[] beginning = Arrays.copyOf(content, Math.min(content.length, BEGINNING));
      String text = new String(beginning, StandardCharsets.UTF_8);
      String source = shown.substring(Math.max(0, shown.length() - LONGEST_NAME));
      stage.fragments.add(
          new ContextFragment(source, text, isPage ? 2 - depth(file) : -depth(file)));
      stage.testcases.add(
          new ScriptState.Testcase("lines-of-" + stage.testcases.size(), file, lines));
    }
  }

  private static int depth(Path file) {
    return file.getNameCount();
  }

  private static boolean isPage(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return last.startsWith("readme") || last.startsWith("licen") || last.endsWith(".md");
  }
}
