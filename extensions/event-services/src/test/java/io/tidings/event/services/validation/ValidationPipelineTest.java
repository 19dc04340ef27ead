package io.tidings.event.services.validation;

import static io.tidings.event.EventType.VALIDATION_FAILED;
import static io.tidings.event.EventType.VALIDATION_PASSED;
import static io.tidings.event.EventType.VALIDATION_STARTED;
import static io.tidings.event.services.validation.Validation.informational;
import static io.tidings.event.services.validation.Validation.required;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventContext;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ValidationPipelineTest {

  private static final Validation<String> SHORT = required("is_short", text -> text.length() < 10);
  private static final Validation<String> POLITE =
      informational("is_polite", text -> text.contains("please"));

  @EveryHost
  void a_run_passes_if_all_that_is_required_does(Host host) {
    ValidationReport report =
        new ValidationPipeline<>(host.options(), List.of(SHORT, POLITE)).run("go");

    assertThat(report.passed()).isTrue();
    assertThat(report.byName()).containsEntry("is_short", true).containsEntry("is_polite", false);
    host.emitted(VALIDATION_STARTED, VALIDATION_PASSED);
    host.details(VALIDATION_STARTED, "validation_count", 2);
    host.details(VALIDATION_PASSED, "required_count", 1, "informational_count", 1);
  }

  @EveryHost
  void a_run_fails_with_one_that_is_required(Host host) {
    ValidationReport report =
        new ValidationPipeline<>(host.options(), List.of(POLITE, SHORT)).run("go, but please");

    assertThat(report.passed()).isFalse();
    host.emitted(VALIDATION_STARTED, VALIDATION_FAILED);
    host.details(VALIDATION_FAILED, "failed", List.of("is_short"), "required_count", 1);
  }

  @EveryHost
  void an_empty_pipeline_passes(Host host) {
    assertThat(new ValidationPipeline<String>(host.options(), List.of()).run("go").passed())
        .isTrue();
    host.emitted(VALIDATION_STARTED, VALIDATION_PASSED);
    host.details(VALIDATION_STARTED, "validation_count", 0);
    host.details(VALIDATION_PASSED, "required_count", 0, "informational_count", 0);
  }

  @EveryHost
  void a_check_that_throws_has_not_passed_and_the_others_still_run(Host host) {
    List<Throwable> failures =
        List.of(
            new IOException("disk"),
            new AssertionError(),
            new StackOverflowError(),
            new LinkageError());
    List<Validation<String>> validations = new ArrayList<>();
    failures.forEach(
        failure ->
            validations.add(
                required(
                    "throws_" + validations.size(),
                    text -> {
                      throw rethrown(failure);
                    })));
    validations.add(SHORT);

    ValidationReport report = new ValidationPipeline<>(host.options(), validations).run("go");

    assertThat(report.failedNames()).hasSize(4);
    assertThat(report.results().get(0).failure()).isSameAs(failures.get(0));
    assertThat(report.results().get(4).passed()).isTrue();
    host.emitted(VALIDATION_STARTED, VALIDATION_FAILED);
  }

  private static Exception rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }

  @EveryHost
  void interrupted_check_fails_and_thread_stays_interrupted(Host host) {
    Validation<String> slow =
        required(
            "slow",
            text -> {
              throw new InterruptedException();
            });

    assertThat(new ValidationPipeline<>(host.options(), List.of(slow)).run("go").passed())
        .isFalse();
    assertThat(Thread.interrupted()).isTrue();
    host.emitted(VALIDATION_STARTED, VALIDATION_FAILED);
  }

  @EveryHost
  void a_fatal_error_of_a_check_surfaces(Host host) {
    Error fatal = new OutOfMemoryError();
    Validation<String> dying =
        required(
            "dying",
            text -> {
              throw fatal;
            });

    assertThatThrownBy(() -> new ValidationPipeline<>(host.options(), List.of(dying)).run("go"))
        .isSameAs(fatal);
    host.emitted(VALIDATION_STARTED);
    assertThat(EventContext.capture().event()).isNull();
  }

  @EveryHost
  void the_end_of_a_run_is_caused_by_its_beginning(Host host) {
    new ValidationPipeline<>(host.options(), List.of(SHORT)).run("go");

    host.assertLatest(
        VALIDATION_PASSED,
        event -> assertThat(host.bus()).emitted(VALIDATION_PASSED).causedBy(VALIDATION_STARTED));
    host.emitted(VALIDATION_STARTED, VALIDATION_PASSED);
  }

  @EveryHost
  void duplicate_names_are_rejected(Host host) {
    assertThatThrownBy(() -> new ValidationPipeline<>(host.options(), List.of(SHORT, SHORT)))
        .hasMessageContaining("distinct names");
    assertThatThrownBy(() -> required(" ", text -> true)).hasMessageContaining("name");
    host.emitted();
  }
}
