package io.tidings.event.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The packages of every module: their sizes, and the absence of import circles among them. */
class PackagesTest {

  private static final String CORE = "io.tidings.event";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings");

  /** The bus and the interfaces that a host implements for it refer to each other. */
  private static final Map<String, String> GROUPS =
      Map.of(CORE + ".spi", CORE, CORE + ".async", CORE, CORE + ".async.internal", CORE);

  private static ArchRule withoutCircles(Function<String, String> group) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("io.tidings")
                    ? SliceIdentifier.of(group.apply(type.getPackageName()))
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages, the root of event-core with its spi and async as one";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  @Test
  void packages_have_no_import_circles() {
    withoutCircles(name -> GROUPS.getOrDefault(name, name)).check(ALL);
  }

  @Test
  void import_circle_is_found() {
    assertThatThrownBy(() -> withoutCircles(name -> name).check(ALL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }

  @Test
  void package_has_at_most_30_files_and_the_root_48() {
    Map<Path, Long> sizes =
        ProjectFiles.mainSources().stream().collect(groupingBy(Path::getParent, counting()));

    assertThat(sizes).hasSizeGreaterThan(40);
    assertThat(sizes)
        .allSatisfy(
            (folder, files) ->
                assertThat(files)
                    .as("%s", ProjectFiles.path(folder))
                    .isLessThanOrEqualTo(folder.endsWith(Path.of("io/tidings/event")) ? 48 : 30));
  }
}
