package io.tidings.event.services.rows;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.services.boundary.RevisionReader;
import io.tidings.event.services.platform.PlatformEmitter;
import io.tidings.event.services.platform.RevisionNotice;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rules on the classes that may emit. */
class DisciplineTest {

  private static final String SERVICES = "io.tidings.event.services.";
  private static final JavaClasses PLATFORM_HALF =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(SERVICES + "platform", SERVICES + "revision", SERVICES + "boundary");

  @Test
  @Contract({"EMI-06", "AGR-22"})
  void services_cannot_read_through_the_boundary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVICES + "boundary")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SERVICES + "boundary")
        .check(PLATFORM_HALF);
  }

  @Test
  @Contract("EMI-07")
  void commits_emit_in_one_place_and_reads_at_the_boundary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVICES + "platform")
        .and(are(not(belongToAnyOf(RevisionService.class, RevisionReader.class))))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(RevisionNotice.class)
        .check(PLATFORM_HALF);
  }

  @Test
  @Contract("AGR-20")
  void classes_emit_only_through_the_guard() {
    noClasses().should().dependOnClassesThat().areAssignableTo(EventBus.class).check(PLATFORM_HALF);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(PlatformEmitter.class.getName())
        .should()
        .callMethodWhere(target(owner(assignableTo(EventEmitter.class))))
        .check(PLATFORM_HALF);
  }

  @Test
  void a_rule_that_is_broken_is_found() {
    assertThat(PLATFORM_HALF.size()).isGreaterThan(20);
    assertThatThrownBy(
            () ->
                noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(RevisionReader.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(PlatformEmitter.class)
                    .check(PLATFORM_HALF))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  @Contract("EMI-12")
  void the_rule_stands_next_to_the_helper_and_is_pointed_to() throws IOException {
    Path sources = Path.of("src/main/java/io/tidings/event/services");

    assertThat(Files.readString(sources.resolve("platform/package-info.java")))
        .contains("A write emits in the service")
        .contains("A read emits at the boundary")
        .contains("archive, unarchive");
    for (String folder : new String[] {"revision", "boundary"}) {
      assertThat(Files.readString(sources.resolve(folder + "/package-info.java")))
          .contains("A new operation follows");
    }
    assertThat(Files.readString(Path.of("../../CONTRIBUTING.md")))
        .contains("A write emits in the service");
  }
}
