package io.tidings.event.services;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Emission rules, dependencies and exports of the module. */
class ArchitectureTest {

  private static final List<String> AGENT_PACKAGES =
      Stream.of(
              "actor",
              "context",
              "cost",
              "decision",
              "invariant",
              "plan",
              "resource",
              "sandbox",
              "session",
              "tool",
              "validation")
          .map(name -> "io.tidings.event.services." + name)
          .toList();

  private static final JavaClasses SERVICES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(AGENT_PACKAGES);

  private static final DescribedPredicate<JavaMethodCall> CALL_OF_A_BUS =
      describe("a method of a bus", call -> call.getTargetOwner().isAssignableTo(EventBus.class));

  private static final ArchCondition<JavaClass> CALL_A_BUS = callMethodWhere(CALL_OF_A_BUS);

  private static final DescribedPredicate<JavaMethod> RETURNS_RECORDS =
      describe(
          "return records, enums, or what is sealed over records",
          method ->
              method.getReturnType().getAllInvolvedRawTypes().stream()
                  .filter(type -> type.getPackageName().startsWith("io.tidings.event"))
                  .allMatch(ArchitectureTest::isImmutable));

  private static ArchRule onlyThroughEventEmitter() {
    return noClasses()
        .should(CALL_A_BUS)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(DomainEvent.class);
  }

  private static ArchRule noKindAsParameter() {
    return codeUnits()
        .should()
        .notHaveRawParameterTypes(
            describe(
                "with a kind",
                types -> types.stream().anyMatch(type -> type.isAssignableTo(EventKind.class))));
  }

  @Test
  void services_emit_only_through_event_emitter() {
    onlyThroughEventEmitter().check(SERVICES);
  }

  @Test
  void no_service_takes_a_kind_as_a_parameter() {
    noKindAsParameter().check(SERVICES);
  }

  private static DescribedPredicate<JavaClass> services() {
    return describe(
        "a service",
        type ->
            type.getConstructors().stream()
                .anyMatch(
                    made ->
                        made.getRawParameterTypes().stream()
                            .anyMatch(given -> given.isEquivalentTo(EventBus.class))));
  }

  private static ArchRule onlyRecordsAreReturned() {
    return methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(services())
        .should(ArchCondition.from(RETURNS_RECORDS));
  }

  private static boolean isImmutable(JavaClass type) {
    Class<?> loaded = type.reflect();
    return loaded.isRecord()
        || loaded.isEnum()
        || (loaded.isSealed()
            && Stream.of(loaded.getPermittedSubclasses()).allMatch(Class::isRecord));
  }

  @Test
  void what_services_return_is_immutable_records() {
    onlyRecordsAreReturned().check(SERVICES);
  }

  /** That a bus is optional is a part of every signature that has one. */
  @Test
  @Contract("EMI-02")
  void no_service_requires_a_bus() {
    List<Executable> withBus =
        SERVICES.stream()
            .map(JavaClass::reflect)
            .flatMap(
                type ->
                    Stream.concat(Stream.of(type.getConstructors()), Stream.of(type.getMethods())))
            .filter(made -> List.of(made.getParameterTypes()).contains(EventBus.class))
            .toList();

    assertThat(withBus).hasSizeGreaterThanOrEqualTo(AGENT_PACKAGES.size());
    for (Executable made : withBus) {
      int bus = List.of(made.getParameterTypes()).indexOf(EventBus.class);
      assertThat(made.getAnnotatedParameterTypes()[bus].isAnnotationPresent(Nullable.class))
          .as("%s takes no bus too", made)
          .isTrue();
    }
  }

  /** Class that breaks the rules. */
  public static final class Careless {

    private final @Nullable EventBus bus;

    /** Creates it. */
    public Careless(@Nullable EventBus bus) {
      this.bus = bus;
    }

    /** Returns something that changes. */
    public Careless emit(EventType kind) {
      if (bus != null) {
        bus.emit(DomainEvent.of(kind));
      }
      EventEmitter.of(bus).emit(kind);
      return this;
    }
  }

  @Test
  void what_the_rules_forbid_is_found() {
    JavaClasses careless = new ClassFileImporter().importClasses(Careless.class);

    assertThat(SERVICES.size()).isGreaterThan(70);
    for (ArchRule rule :
        List.of(onlyThroughEventEmitter(), noKindAsParameter(), onlyRecordsAreReturned())) {
      assertThatThrownBy(() -> rule.check(careless))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Careless");
    }
  }

  @Test
  void module_requires_only_core_and_hides_its_internals() throws IOException {
    try (InputStream compiled = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(compiled);

      assertThat(module.requires())
          .extracting(ModuleDescriptor.Requires::name)
          .filteredOn(name -> name.startsWith("io.tidings"))
          .containsExactly("io.tidings.event");
      assertThat(module.exports())
          .extracting(ModuleDescriptor.Exports::source)
          .doesNotContain("io.tidings.event.services.internal")
          .containsAll(AGENT_PACKAGES);
    }
  }

  @Test
  void there_is_neither_reflection_nor_serialization() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
        .check(SERVICES);
  }

  @Test
  void sources_are_short_without_suppressions_or_output() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).as("%s", file).hasSizeLessThan(350);
        assertThat(String.join("\n", lines))
            .as("%s", file)
            .doesNotContain("@SuppressWarnings", "TODO", "FIXME", "System.out", "System.err");
      }
    }
  }
}
