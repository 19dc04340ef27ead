package io.tidings.event.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the store. */
class PackageArrowsTest {

  private static final String STORE = "io.tidings.event.store";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(STORE);

  @Test
  void packages_have_no_circle() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void internal_packages_do_not_use_the_api() {
    noClasses()
        .that()
        .resideInAPackage(STORE + ".internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STORE, STORE + ".access")
        .check(CLASSES);
  }

  @Test
  void engines_do_not_use_each_other() {
    noClasses()
        .that()
        .resideInAPackage(STORE + ".internal.sqlite")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(STORE + ".internal.postgres")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(STORE + ".internal.postgres")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(STORE + ".internal.sqlite")
        .check(CLASSES);
  }

  /** One slice for each package of the store. */
  private static final class ByPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith(STORE)
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of the store";
    }
  }
}
