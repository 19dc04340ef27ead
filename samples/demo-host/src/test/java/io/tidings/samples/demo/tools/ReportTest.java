package io.tidings.samples.demo.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.tool.Tool;
import io.tidings.samples.demo.directory.FileType;
import io.tidings.samples.demo.directory.Findings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final Findings findings = new Findings();

  @Test
  void a_report_has_what_was_found_under_every_heading() {
    for (String name : List.of("a", "b")) {
      findings.file(FileType.TEXT, name, 1_234);
      findings.content(name, "x".repeat(1_234).getBytes(UTF_8));
    }
    findings.lines(7);
    findings.todos(2, 1);
    findings.showTodo("a:3  TODO mend");
    Report report =
        new Report(
            "apollo",
            findings,
            List.of(
                new JavaCompile.CompileResult("A.java", ""),
                new JavaCompile.CompileResult("B.java", "line 1: no")));
    String page = report.beginning() + report.rest();
    assertThat(page)
        .contains(Report.headings())
        .contains(
            "# apollo\n\n2 files, 2 of them text with 7 lines.",
            "- 1,234 bytes: a\n",
            "2, of which 1 have no owner.\n\n- a:3  TODO mend\n",
            "- 2 times 1,234 bytes: a, b\n",
            "2 sources were compiled alone.",
            "- A.java: compiles\n- B.java: line 1: no\n");
    assertThat(report.beginning()).doesNotContain("## ");
  }

  @Test
  void a_flaky_tool_fails_so_often_and_then_works() throws Exception {
    FlakyTool<String, String> flaky = new FlakyTool<>(Tool.of("echo", text -> text), 2);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> flaky.call("x")).isInstanceOf(IOException.class);
    }
    assertThat(flaky.call("x")).isEqualTo("x");
    assertThat(flaky.name()).isEqualTo("echo");
  }
}
