package io.tidings.event.cli;

import io.tidings.event.EventCatalog;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.Output;
import io.tidings.event.reference.CatalogWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code catalog}: the reference of a host's events. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Write the reference of a host's events: a page, a JSON Schema or an AsyncAPI document.",
      "Runs the static initializers of the host's class."
    })
final class CatalogCommand implements Callable<Integer> {

  private final Writer writer;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CatalogSource source = new CatalogSource();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "markdown",
      converter = DocumentFormat.Converter.class,
      description = "Write markdown (the default), json-schema or asyncapi.")
  private DocumentFormat format = DocumentFormat.MARKDOWN;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file, which is replaced; by default to the output.")
  private @Nullable Path output;

  @Option(
      names = "--category",
      paramLabel = "CATEGORY",
      split = ",",
      description = "Describe the kinds of this category only; may be repeated.")
  private Set<String> categories = Set.of();

  @Option(
      names = "--title",
      paramLabel = "TITLE",
      defaultValue = "Events",
      description = "Set the title of the document. By default Events.")
  private String title = "";

  @Option(
      names = "--catalog-version",
      paramLabel = "VERSION",
      defaultValue = "1.0.0",
      description = "Set the version of the events in the document. By default 1.0.0.")
  private String version = "";

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = CatalogWriter.DEFAULT_ADDRESS,
      description = "Set the address of the AsyncAPI channel. By default events.")
  private String address = "";

  CatalogCommand(Writer writer) {
    this.writer = writer;
  }

  @Override
  public Integer call() throws IOException {
    String document = document();
    Output lines = new Output(writer);
    if (output == null) {
      document.lines().forEach(lines::line);
    } else {
      Files.writeString(output, document);
      lines.line("written: " + DisplayText.escaped(output.toString()));
    }
    lines.end();
    return ExitCode.OK;
  }

  private String document() throws IOException {
    try {
      return source.read(catalog -> format.write(writer(catalog)));
    } catch (IllegalArgumentException rejection) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(rejection.getMessage()), rejection);
    }
  }

  private CatalogWriter writer(EventCatalog catalog) {
    CatalogWriter all = CatalogWriter.of(catalog, title, version).withAddress(address);
    return categories.isEmpty() ? all : all.withCategories(categories);
  }
}
