package io.tidings.samples.demo.steps;

import io.tidings.event.services.boundary.ItemSource;
import io.tidings.event.services.boundary.TestcaseReader;
import io.tidings.samples.demo.tools.LineCounter;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/**
 * The test cases of the survey: the line counts of files in the second copy must equal those of the
 * survey.
 */
final class TestcaseStep implements Step {

  private static final int MOST = 10;

  @Override
  public void run(ScriptState state) throws Exception {
    TestcaseReader<ScriptState.Testcase, Integer> reader =
        new TestcaseReader<>(
            new Source(state.testcases), ScriptState.Testcase::id, state.services.options());
    String project = String.valueOf(state.project.scope().project());
    List<ScriptState.Testcase> some = reader.query(project, MOST);
    reader.fetch(project, some.get(0).id());
    long passed = 0;
    for (ScriptState.Testcase testcase : reader.fetch(project, ids(some))) {
      passed += passes(state, testcase) ? 1 : 0;
    }
    state.outcome.testSummary = String.format(Locale.ROOT, "%d of %d pass", passed, some.size());
  }

  private static boolean passes(ScriptState state, ScriptState.Testcase testcase) throws Exception {
    byte[] content = Files.readAllBytes(state.copy.root().resolve(testcase.file()));
    return state.services.tools().run(new LineCounter(), content) == testcase.lines();
  }

  private static List<String> ids(List<ScriptState.Testcase> testcases) {
    return testcases.stream().map(ScriptState.Testcase::id).toList();
  }

  /**
   * The test cases whose files are in the second copy.
   *
   * @param testcases the test cases in order of creation
   */
  private record Source(List<ScriptState.Testcase> testcases)
      implements ItemSource<ScriptState.Testcase, Integer> {

    @Override
    public List<ScriptState.Testcase> fetch(String projectId, List<String> ids) {
      return testcases.stream().filter(testcase -> ids.contains(testcase.id())).toList();
    }

    @Override
    public List<ScriptState.Testcase> query(String projectId, Integer limit) {
      return testcases.stream().limit(limit).toList();
    }
  }
}
