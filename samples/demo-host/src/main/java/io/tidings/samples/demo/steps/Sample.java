package io.tidings.samples.demo.steps;

import io.tidings.event.services.context.ContextFragment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A selection of text files: their beginnings for the context and their line counts for test cases.
 * Confined to one thread.
 */
final class Sample {

  static final int MOST = 300;

  private static final int BEGINNING = 2_000;
  private static final int LONGEST_NAME = 200;

  private final ScriptState state;
  private int plain;
  private int pages;

  Sample(ScriptState state) {
    this.state = state;
  }

  void take(Path file, String displayName, byte[] content, long lines) {
    boolean isPage = isPage(displayName);
    if (isPage ? pages++ < MOST : plain++ < MOST) {
      byte[] beginning = Arrays.copyOf(content, Math.min(content.length, BEGINNING));
      String text = new String(beginning, StandardCharsets.UTF_8);
      String source = displayName.substring(Math.max(0, displayName.length() - LONGEST_NAME));
      state.fragments.add(
          new ContextFragment(source, text, isPage ? 2 - depth(file) : -depth(file)));
      state.testcases.add(
          new ScriptState.Testcase("lines-of-" + state.testcases.size(), file, lines));
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
