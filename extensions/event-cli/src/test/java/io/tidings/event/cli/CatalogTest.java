package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.reference.CatalogWriter;
import io.tidings.event.services.payload.ServiceCatalog;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

  @TempDir private static Path classes = Path.of("");
  @TempDir private static Path jars = Path.of("");
  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void compile() throws IOException {
    HostClasses.compile(classes);
    HostClasses.pack(classes, jars.resolve("host.jar"));
  }

  private static String jar() {
    return jars.resolve("host.jar").toString();
  }

  private int run(String... options) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> args = new ArrayList<>(List.of("catalog"));
    args.addAll(List.of(options));
    return Tidings.commandLine(out, err, Terminal.NONE).execute(args.toArray(String[]::new));
  }

  private int host(String member, String... more) {
    List<String> options = new ArrayList<>(List.of("--class-path", jar(), "--catalog", member));
    options.addAll(List.of(more));
    return run(options.toArray(String[]::new));
  }

  @Test
  void built_in_types_are_described_without_options() {
    assertThat(run()).isZero();

    assertThat(out.toString()).startsWith("# Events\n");
    assertThat(Stream.of(EventType.values()).map(type -> "\n### `" + type.id() + "`\n"))
        .allMatch(heading -> out.toString().contains(heading));
  }

  @ParameterizedTest
  @CsvSource({
    "markdown, '# Orders\n\nVersion 2.1, 1 kind of event in 1 category.'",
    "json-schema, '{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",'",
    "asyncapi, '{\n  \"asyncapi\": \"3.0.0\",'"
  })
  void catalogue_of_a_host_is_described_in_each_format(String format, String beginning) {
    assertThat(
            host(
                "com.acme.Events#CATALOG",
                "--format",
                format,
                "--category",
                "order",
                "--title",
                "Orders",
                "--catalog-version",
                "2.1"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .startsWith(beginning)
        .contains("order.placed", "sku", "The article")
        .doesNotContain("plan.created", "\u202E", "\u001b")
        .endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.Events#CATALOG", "com.acme.Events#catalog"})
  void catalogue_is_a_static_field_or_method(String member) {
    assertThat(host(member, "--category", "order")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Payload `com.acme.Events.Placed`");
    assertThat(run("--catalog", member, "--class-path", classes.toString()))
        .as("of a directory: " + err)
        .isZero();
    assertThat(run("--catalog", member, "--class-path", directory + File.pathSeparator + jar()))
        .as("of the second entry: " + err)
        .isZero();
  }

  @Test
  void catalogue_on_the_own_class_path_needs_no_other() {
    assertThat(run("--catalog", ServiceCatalog.class.getName() + "#CATALOG")).isZero();
    String standard = out.toString();

    assertThat(run()).isZero();
    assertThat(out).hasToString(standard);
  }

  @Test
  void address_is_that_of_the_channel() {
    assertThat(run("--format", "asyncapi", "--address", "events/{tenant}")).isZero();
    assertThat(out.toString()).contains("\"address\": \"events/{tenant}\"", "\"tenant\": { }");
  }

  @Test
  void file_has_the_bytes_of_the_writer() throws IOException {
    CatalogWriter expected = CatalogWriter.of(ServiceCatalog.CATALOG, "Events", "1.0.0");
    Path file = directory.resolve("events.json");
    Files.writeString(file, "before");

    assertThat(run("--format", "json-schema", "--output", file.toString())).isZero();
    assertThat(out).hasToString("written: " + file + "\n");
    assertThat(file).hasContent(expected.jsonSchema());

    assertThat(run("--format", "json-schema")).isZero();
    assertThat(out).hasToString(expected.jsonSchema());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Order#CATALOG | class com.acme.Order is not on the class path; check"
            + " --class-path",
        "com.acme.Events#ORDERS | no static field, and no static method without parameters, named",
        "com.acme.Events#TEXT | com.acme.Events#TEXT is a java.lang.String; name a static member",
        "com.acme.Events#untyped | com.acme.Events#untyped is a java.lang.Object; name a static",
        "com.acme.Events#instance | com.acme.Events#instance is not static",
        "com.acme.Events#NOTHING | com.acme.Events#NOTHING is null",
        "com.acme.Events#nothing | com.acme.Events#nothing is null",
        "com.acme.Needing#CATALOG | class com.acme.Needing cannot be loaded: "
            + "java.lang.NoClassDefFoundError: com/acme/Removed; add the jars that it needs",
        "com.acme.NeedingLater#CATALOG | NoClassDefFoundError: com/acme/Removed; add the jars",
        "com/acme/Events#CATALOG | class com/acme/Events ",
        "com.acme.Events | must have the form com.acme.Events#CATALOG",
        "# | must have the form com.acme.Events#CATALOG"
      })
  void member_that_is_no_catalogue_is_a_usage_error(String member, String reason) {
    assertThat(host(member)).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .startsWith("tidings: ")
        .contains(reason)
        .endsWith("(see tidings catalog --help)\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Failing#CATALOG | java.lang.IllegalArgumentException: component tags is an array",
        "com.acme.Events#failing | java.lang.IllegalStateException: no\\nconfiguration"
      })
  void host_code_that_throws_is_a_failure(String member, String reason) {
    assertThat(host(member)).isEqualTo(1);
    assertThat(err).hasToString("tidings: " + member + " cannot be read: " + reason + "\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.jar", ""})
  void missing_jar_is_a_usage_error(String entry) {
    for (String path : List.of(entry, jar() + File.pathSeparator + entry)) {
      assertThat(run("--catalog", "com.acme.Events#CATALOG", "--class-path", path)).isEqualTo(2);
      assertThat(err.toString())
          .hasLineCount(1)
          .startsWith("tidings: --class-path '" + entry + "' does not exist");
    }
  }

  @Test
  void class_path_without_a_catalogue_is_a_usage_error() {
    assertThat(run("--class-path", jar())).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("--class-path needs --catalog");
  }

  @Test
  void unknown_format_category_or_address_is_a_usage_error() {
    assertThat(run("--format", "html")).isEqualTo(2);
    assertThat(err.toString()).contains("'html' is not one of markdown, json-schema, asyncapi");
    assertThat(run("--category", "plam")).isEqualTo(2);
    assertThat(err.toString()).contains("category 'plam'", "did you mean \"plan\"");
    assertThat(run("--address", "{")).isEqualTo(2);
    assertThat(err.toString()).contains("address '{' has a brace");
  }

  @Test
  void file_that_cannot_be_written_is_a_failure() {
    Path missing = directory.resolve("no/such/dir/events.md");

    assertThat(run("--output", missing.toString())).isEqualTo(1);
    assertThat(err).hasToString("tidings: " + missing + ": does not exist\n");
    assertThat(run("--output", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).startsWith("tidings: " + directory + ": ");
  }
}
