package io.tidings.samples.demo.tools;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.tidings.samples.demo.directory.Duplicates;
import io.tidings.samples.demo.directory.FileType;
import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.directory.LargestFiles;
import java.util.List;

/** A Markdown page of the findings in a directory. */
public final class Report {

  private final String project;
  private final Findings findings;
  private final List<JavaCompile.CompileResult> compiled;

  /** Creates a report. */
  public Report(String project, Findings findings, List<JavaCompile.CompileResult> compiled) {
    this.project = project;
    this.findings = findings;
    this.compiled = compiled;
  }

  /** Returns the required headings. */
  public static List<String> headings() {
    return List.of("# ", "## Largest files", "## TODO and FIXME", "## Duplicates", "## Java");
  }

  /** Returns the first lines, with the counts. */
  public String beginning() {
    return format(
        ROOT,
        "# %s\n\n%,d files, %,d of them text with %,d lines.\n",
        project,
        findings.files(),
        findings.files(FileType.TEXT),
        findings.lines());
  }

  /** Returns the page without its beginning. */
  public String rest() {
    StringBuilder page = new StringBuilder();
    page.append("\n## Largest files\n\n");
    for (LargestFiles.SizedFile file : findings.largest()) {
      page.append(format(ROOT, "- %,d bytes: %s\n", file.bytes(), file.name()));
    }
    page.append(
        format(
            ROOT,
            "\n## TODO and FIXME\n\n%,d, of which %,d have no owner.\n\n",
            findings.todos(),
            findings.unowned()));
    findings.shownTodos().forEach(todo -> page.append("- ").append(todo).append('\n'));
    page.append("\n## Duplicates\n\n");
    for (Duplicates.Group group : findings.duplicates().stream().limit(20).toList()) {
      page.append(
          format(ROOT, "- %d times %,d bytes: %s\n", group.count(), group.bytes(), names(group)));
    }
    page.append(format(ROOT, "\n## Java\n\n%d sources were compiled alone.\n\n", compiled.size()));
    for (JavaCompile.CompileResult source : compiled) {
      String result = source.problem().isEmpty() ? "compiles" : source.problem();
      page.append("- ").append(source.file()).append(": ").append(result).append('\n');
    }
    return page.toString();
  }

  private static String names(Duplicates.Group group) {
    return String.join(", ", group.names()) + (group.count() > group.names().size() ? " ..." : "");
  }
}
