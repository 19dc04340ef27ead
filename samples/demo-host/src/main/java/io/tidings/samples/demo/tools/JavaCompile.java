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
 * A compiler of the Java sources that import only {@code java.*}: the first {@value #MOST} of a
 * tree. Class files go to a separate directory.
 */
public final class JavaCompile implements Tool<Path, List<JavaCompile.CompileResult>> {

  /** The maximum number of sources. */
  public static final int MOST = 20;

  private final Path output;

  /** Creates the tool with the directory of class files. */
  public JavaCompile(Path output) {
    this.output = output;
  }

  /** The problem of a source that refers to missing classes. */
  public static final String NEEDS_OTHERS = "needs other sources";

  private static final List<String> MISSING_CLASS =
      List.of("compiler.err.cant.resolve", "compiler.err.doesnt.exist");

  /**
   * The result of a source.
   *
   * @param file the path relative to the tree
   * @param problem the first error of the source, {@value #NEEDS_OTHERS} if every error refers to a
   *     missing class, or empty
   */
  public record CompileResult(String file, String problem) {

    /** Returns whether the source has an error of its own. */
    public boolean hasError() {
      return !problem.isEmpty() && !problem.equals(NEEDS_OTHERS);
    }
  }

  @Override
  public String name() {
    return "java_compile";
  }

  /**
   * Compiles the sources of a tree.
   *
   * @return a result for each source; empty if there is no standalone source, or no compiler in
   *     this Java runtime
   */
  @Override
  public List<CompileResult> call(Path tree) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = compiler == null ? List.of() : sources(tree);
    return sources.isEmpty() ? List.of() : compile(compiler, tree, sources);
  }

  private static List<Path> sources(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(StandaloneSources::isStandalone).sorted().limit(MOST).toList();
    }
  }

  private List<CompileResult> compile(JavaCompiler compiler, Path tree, List<Path> sources)
      throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-implicit:none", "-Xlint:none", "-d", created(output));
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

  private static String created(Path directory) throws IOException {
    return Files.createDirectories(directory).toString();
  }

  private static String problem(Path source, DiagnosticCollector<JavaFileObject> diagnostics) {
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .filter(diagnostic -> isIn(source, diagnostic))
        .map(JavaCompile::problemText)
        .reduce((one, other) -> one.equals(NEEDS_OTHERS) ? other : one)
        .orElse("");
  }

  private static boolean isIn(Path source, Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject file = diagnostic.getSource();
    return file != null && source.toUri().equals(file.toUri());
  }

  private static String problemText(Diagnostic<?> diagnostic) {
    if (MISSING_CLASS.stream().anyMatch(diagnostic.getCode()::startsWith)) {
      return NEEDS_OTHERS;
    }
    String message = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    return "line " + diagnostic.getLineNumber() + ": " + message;
  }
}
