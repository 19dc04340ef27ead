package io.tidings.event.services.validation;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs validations over a subject, all of them and one after the other: {@code validation.started}
 * (CA-32), then either {@code validation.passed} (CA-33) or {@code validation.failed} (CA-34).
 *
 * <p>A pipeline without a validation passes. A check that throws has not passed; only a {@link
 * VirtualMachineError} other than a stack overflow ends the run, without a third event. What checks
 * emit is caused by the event that began the run. Which plan or session it is for, events inherit
 * from whatever is current. Immutable; thread-safe if the checks are.
 *
 * @param <T> what is validated
 */
public final class ValidationPipeline<T> {

  /** How many validations a pipeline can have. */
  public static final int MAX_VALIDATIONS = 1_000;

  private final EventEmitter events;
  private final List<Validation<T>> validations;

  /** Creates a pipeline with an optional bus. */
  public ValidationPipeline(@Nullable EventBus bus, List<Validation<T>> validations) {
    this(ServiceOptions.of(bus), validations);
  }

  /**
   * Creates a pipeline.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_VALIDATIONS}, or two of
   *     the same name
   */
  public ValidationPipeline(ServiceOptions options, List<Validation<T>> validations) {
    this.events = requireNonNull(options, "options").events();
    this.validations = Inputs.list(validations, MAX_VALIDATIONS, "validations");
    if (this.validations.stream().map(Validation::name).distinct().count() < validations.size()) {
      throw new IllegalArgumentException("validations must have different names");
    }
  }

  /** Runs every validation over {@code subject}. */
  public ValidationReport run(T subject) {
    requireNonNull(subject, "subject");
    EventContext run =
        events.begin(
            EventType.VALIDATION_STARTED,
            validations.size(),
            (event, count) -> event.detail("validation_count", count));
    try (EventContext.Handle opened = run.open()) {
      List<ValidationResult> results = new ArrayList<>();
      for (Validation<T> validation : validations) {
        results.add(result(validation, subject));
      }
      ValidationReport report = new ValidationReport(results);
      tell(report);
      return report;
    }
  }

  private static <T> ValidationResult result(Validation<T> validation, T subject) {
    boolean passed = false;
    Throwable failure = null;
    try {
      passed = validation.check().passes(subject);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failure = interrupted;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError thrown) {
      failure = thrown;
    }
    return new ValidationResult(validation.name(), validation.isRequired(), passed, failure);
  }

  private void tell(ValidationReport report) {
    if (report.passed()) {
      events.emit(
          EventType.VALIDATION_PASSED,
          report,
          (event, told) ->
              event
                  .detail("required_count", told.requiredCount())
                  .detail("informational_count", told.results().size() - told.requiredCount()));
    } else {
      events.emit(
          EventType.VALIDATION_FAILED,
          report,
          (event, told) ->
              event.detail("failed", told.failed()).detail("required_count", told.requiredCount()));
    }
  }
}
