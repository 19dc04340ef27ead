package io.tidings.event.cli.demo.acts;

import io.tidings.event.cli.demo.tools.LineCounter;
import io.tidings.event.services.boundary.ItemSource;
import io.tidings.event.services.boundary.TestcaseReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/**
 * The test cases are read, and tried: the lines of files in the second copy are counted again, and
 * must be as many as the survey found.
 */
final class Testing implements Act {

  private static final int MOST = 10;

  @Override
  public void play(Stage stage) throws Exception {
    TestcaseReader<Stage.Testcase, Integer> reads =
        new TestcaseReader<>(
            new Source(stage.testcases), Stage.Testcase::id, stage.services.options());
    String project = String.valueOf(stage.project.scope().project());
    List<Stage.Testcase> some = reads.query(project, MOST);
    reads.fetch(project, some.get(0).id());
    long passed = 0;
    for (Stage.Testcase testcase : reads.fetch(project, ids(some))) {
      passed += passes(stage, testcase) ? 1 : 0;
    }
    stage.outcome.testcases = String.format(Locale.ROOT, "%d of %d pass", passed, some.size());
  }

  private static boolean passes(Stage stage, Stage.Testcase testcase) throws Exception {
    byte[] content = Files.readAllBytes(stage.copy.root().resolve(testcase.file()));
    return stage.services.tools().run(new LineCounter(), content) == testcase.lines();
  }

  private static List<String> ids(List<Stage.Testcase> testcases) {
    return testcases.stream().map(Stage.Testcase::id).toList();
  }

  /**
   * The test cases of the survey whose files are in the second copy.
   *
   * @param all by the order in which they were made
   */
  private record Source(List<Stage.Testcase> all) implements ItemSource<Stage.Testcase, Integer> {

    @Override
    public List<Stage.Testcase> fetch(String projectId, List<String> ids) {
      return all.stream().filter(testcase -> ids.contains(testcase.id())).toList();
    }

    @Override
    public List<Stage.Testcase> query(String projectId, Integer limit) {
      return all.stream().limit(limit).toList();
    }
  }
}
