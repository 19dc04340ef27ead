package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.services.actor.ActorTools;
import io.tidings.event.services.context.ContextFragment;
import io.tidings.event.services.cost.Spending;
import io.tidings.event.services.resource.Resource;
import io.tidings.samples.demo.directory.DirectoryTree;
import io.tidings.samples.demo.directory.FileType;
import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.directory.ResourceIds;
import io.tidings.samples.demo.tools.LineCounter;
import io.tidings.samples.demo.tools.Mark;
import io.tidings.samples.demo.tools.TodoFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The work of the surveyor on each file. Confined to one thread. */
final class SurveyVisitor implements DirectoryTree.Visitor {

  private final ScriptState state;
  private final ActorTools tools;
  private final Findings findings;
  private final Sample sample;
  private final LineCounter lineCounter = new LineCounter();
  private final TodoFinder todoFinder = new TodoFinder();
  private long visited;

  SurveyVisitor(ScriptState state, ActorTools tools) {
    this.state = state;
    this.tools = tools;
    this.findings = state.outcome.findings;
    this.sample = new Sample(state);
  }

  @Override
  public void file(Path file, BasicFileAttributes attributes) {
    String name = state.tree.name(file);
    if (attributes.isSymbolicLink()) {
      findings.file(FileType.LINK, DisplayText.shortened(name), 0);
    } else if (!attributes.isRegularFile()) {
      findings.file(FileType.SPECIAL, DisplayText.shortened(name), 0);
    } else if (attributes.size() > Findings.MAX_READ) {
      findings.file(FileType.LARGE, DisplayText.shortened(name), attributes.size());
    } else if (attributes.size() == 0) {
      empty(file, name);
    } else {
      regularFile(file, name);
    }
    state.options.progress().update(++visited, state.before.files());
  }

  @Override
  public void unreadable(Path path, IOException failure) {
    findings.unreadable(DisplayText.shortened(state.tree.name(path)), failure);
  }

  @Override
  public void excluded(Path path) {
    findings.excluded(DisplayText.shortened(String.valueOf(path.getFileName())));
  }

  /** Skips the content: a file of reported size zero may be endless, such as /proc/kmsg. */
  private void empty(Path file, String name) {
    findings.file(FileType.TEXT, DisplayText.shortened(name), 0);
    state.copy.offer(state.tree.root().relativize(file), new byte[0]);
  }

  private void regularFile(Path file, String name) {
    try {
      read(file, name);
    } catch (IOException failure) {
      unreadable(file, failure);
    }
  }

  private void read(Path file, String name) throws IOException {
    String id = ResourceIds.of(name);
    state.services.resources().register(new Resource(id, file));
    byte[] content = state.services.resources().read(id);
    try (EventContext.Handle accessed = state.causes.open(EventType.RESOURCE_ACCESSED)) {
      spend(content.length);
      String displayName = DisplayText.shortened(name);
      FileType type = FileType.of(content);
      findings.file(type, displayName, content.length);
      findings.content(displayName, content);
      state.copy.offer(state.tree.root().relativize(file), content);
      if (type == FileType.TEXT) {
        text(file, displayName, content);
      }
    }
  }

  private void text(Path file, String displayName, byte[] content) {
    long lines = unchecked(() -> tools.call(lineCounter, content));
    List<Mark> marks = unchecked(() -> tools.call(todoFinder, content));
    findings.lines(lines);
    findings.todos(marks.size(), marks.stream().filter(mark -> !mark.isOwned()).count());
    show(marks, displayName, content);
    sample.take(state.tree.root().relativize(file), displayName, content, lines);
  }

  /** Records at most one mark of each line for display. */
  private void show(List<Mark> marks, String displayName, byte[] content) {
    int last = 0;
    for (int i = 0; i < marks.size() && findings.showsTodos(); i++) {
      Mark mark = marks.get(i);
      int line = mark.line(content);
      if (line > last) {
        findings.showTodo(
            displayName + ":" + line + "  " + DisplayText.shortened(mark.text(content)));
        last = line;
      }
    }
  }

  private void spend(long bytes) {
    state
        .services
        .budgets()
        .spend(new Spending(bytes, state.planId, state.sessionId, null, "local", "files"));
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /**
   * A selection of text files: their beginnings for the context and their line counts for test
   * cases. Confined to one thread.
   */
  static final class Sample {

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
}
