package io.tidings.samples.demo.tools;

import io.tidings.event.services.tool.Tool;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles Java sources that need nothing but the JDK, as far as their imports tell: the first
 * {@value #MOST} of a tree. What is made goes to a directory of this tool's own.
 */
public final class JavaCompile implements Tool<Path, List<JavaCompile.CompileResult>> {

  /** How many sources are compiled at most. */
  public static final int MOST = 20;

  private final Path output;

  /** Creates it, with the directory for what it makes. */
  public JavaCompile(Path output) {
    this.output = output;
  }

  /** What a source is said to be that names what is not there. */
  public static final String NEEDS_OTHERS = "needs other sources";

  private static final List<String> NOT_THERE =
      List.of("compiler.err.cant.resolve", "compiler.err.doesnt.exist");

  /**
   * A source that was compiled.
   *
   * @param file where it is below the tree
   * @param problem the first error the compiler found in it, {@value #NEEDS_OTHERS} if all are of
   *     that sort, or an empty text
   */
  public record CompileResult(String file, String problem) {

    /** Tells whether it has an error of its own. */
    public boolean isWrong() {
      return !problem.isEmpty() && !problem.equals(NEEDS_OTHERS);
    }
  }

  @Override
  public String name() {
    return "java_compile";
  }

  /**
   * Compiles what there is.
   *
   * @return a result for each source; none if there is no source that stands alone, or no compiler
   *     in this Java runtime
   */
  @Override
  public List<CompileResult> call(Path tree) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = compiler == null ? List.of() : sources(tree);
    return sources.isEmpty() ? List.of() : compiled(compiler, tree, sources);
  }

  private static List<Path> sources(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(StandaloneSources::is).sorted().limit(MOST).toList();
    }
  }

  private List<CompileResult> compiled(JavaCompiler compiler, Path tree, List<Path> sources)
      throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-implicit:none", "-Xlint:none", "-d", made(output));
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      compiler.getTask(new StringWriter(), files, diagnostics, options, null, units).call();
    }
    return sources.stream()
        .map(
            source ->
                new CompileResult(tree.relativize(source).toString(), problem(source, diagnostics)))
        .toList();
  }

  private static String made(Path directory) throws IOException {
    return Files.createDirectories(directory).toString();
  }

  private static String problem(Path source, DiagnosticCollector<JavaFileObject> diagnostics) {
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .filter(diagnostic -> isIn(source, diagnostic))
        .map(JavaCompile::told)
        .reduce((one, other) -> one.equals(NEEDS_OTHERS) ? other : one)
        .orElse("");
  }

  private static boolean isIn(Path source, Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject file = diagnostic.getSource();
    return file != null && source.toUri().equals(file.toUri());
  }

  private static String told(Diagnostic<?> diagnostic) {
    if (NOT_THERE.stream().anyMatch(diagnostic.getCode()::startsWith)) {
      return NEEDS_OTHERS;
    }
    String message = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    return "line " + diagnostic.getLineNumber() + ": " + message;
  }
}
