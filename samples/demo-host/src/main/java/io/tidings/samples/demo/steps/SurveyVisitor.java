package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.services.actor.ActorTools;
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
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;

/** What the surveyor does with each file. Confined to one thread. */
final class SurveyVisitor implements DirectoryTree.Visitor {

  private final ScriptState stage;
  private final ActorTools tools;
  private final Findings findings;
  private final Sample sample;
  private final LineCounter lineCounter = new LineCounter();
  private final TodoFinder todoFinder = new TodoFinder();
  private long met;

  SurveyVisitor(ScriptState stage, ActorTools tools) {
    this.stage = stage;
    this.tools = tools;
    this.findings = stage.outcome.findings;
    this.sample = new Sample(stage);
  }

  @Override
  public void file(Path file, BasicFileAttributes attributes) {
    String name = stage.workspace.name(file);
    if (attributes.isSymbolicLink()) {
      findings.file(FileType.LINK, DisplayText.text(name), 0);
    } else if (!attributes.isRegularFile()) {
      findings.file(FileType.SPECIAL, DisplayText.text(name), 0);
    } else if (attributes.size() > Findings.MAX_READ) {
      findings.file(FileType.LARGE, DisplayText.text(name), attributes.size());
    } else if (attributes.size() == 0) {
      empty(file, name);
    } else {
      regularFile(file, name);
    }
    stage.setting.progress().at(++met, stage.before.files());
  }

  @Override
  public void unreadable(Path path, IOException failure) {
    findings.unreadable(DisplayText.text(stage.workspace.name(path)), failure);
  }

  @Override
  public void leftOut(Path path) {
    findings.leftOut(DisplayText.text(String.valueOf(path.getFileName())));
  }

  /** What says that it is empty is not read: some that say so, such as /proc/kmsg, never end. */
  private void empty(Path file, String name) {
    findings.file(FileType.TEXT, DisplayText.text(name), 0);
    stage.copy.offer(stage.workspace.root().relativize(file), new byte[0]);
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
    stage.services.resources().register(new Resource(id, file));
    byte[] content = stage.services.resources().read(id);
    try (EventContext.Handle accessed = stage.causes.open(EventType.RESOURCE_ACCESSED)) {
      spend(content.length);
      String shown = DisplayText.text(name);
      FileType sort = FileType.of(content);
      findings.file(sort, shown, content.length);
      findings.content(shown, content);
      stage.copy.offer(stage.workspace.root().relativize(file), content);
      if (sort == FileType.TEXT) {
        text(file, shown, content);
      }
    }
  }

  private void text(Path file, String shown, byte[] content) {
    long lines = called(() -> tools.call(lineCounter, content));
    List<Mark> marks = called(() -> tools.call(todoFinder, content));
    findings.lines(lines);
    findings.todos(marks.size(), marks.stream().filter(mark -> !mark.isOwned()).count());
    show(marks, shown, content);
    sample.take(stage.workspace.root().relativize(file), shown, content, lines);
  }

  /** Shows one mark of a line. */
  private void show(List<Mark> marks, String shown, byte[] content) {
    int last = 0;
    for (int i = 0; i < marks.size() && findings.showsTodos(); i++) {
      Mark mark = marks.get(i);
      int line = mark.line(content);
      if (line > last) {
        findings.showTodo(shown + ":" + line + "  " + DisplayText.text(mark.text(content)));
        last = line;
      }
    }
  }

  private void spend(long bytes) {
    stage
        .services
        .budgets()
        .spend(new Spending(bytes, stage.planId, stage.sessionId, null, "local", "files"));
  }

  private static <T> T called(Callable<T> call) {
    try {
      return call.call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception never) {
      throw new IllegalStateException(never);
    }
  }
}
