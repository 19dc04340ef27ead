package io.tidings.event.services.validation;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ValidationPayloads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pipeline that runs all its validations over a subject, in order. A run emits {@code
 * validation.started}, then either {@code validation.passed} or {@code validation.failed}.
 *
 * <p>An empty pipeline passes. A check that throws has not passed; only a {@link
 * VirtualMachineError} other than a stack overflow ends the run, without a final event. An
 * interrupted check leaves the thread's interrupt flag set. Checks run on the calling thread; their
 * events are caused by the event that began the run, and all events inherit plan and session from
 * the current event. Immutable; thread-safe if the checks are.
 *
 * @param <T> the type of the subject
 * @contract CA-32, CA-33, CA-34
 */
public final class ValidationPipeline<T> {

  /** The maximum number of validations in a pipeline. */
  public static final int MAX_VALIDATIONS = 1_000;

  private final EventEmitter events;
  private final List<Validation<T>> validations;

  /**
   * Creates a pipeline with an optional bus.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_VALIDATIONS} validations,
   *     or two have the same name
   */
  public ValidationPipeline(@Nullable EventBus bus, List<Validation<T>> validations) {
    this(ServiceOptions.of(bus), validations);
  }

  /**
   * Creates a pipeline.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_VALIDATIONS} validations,
   *     or two have the same name
   */
  public ValidationPipeline(ServiceOptions options, List<Validation<T>> validations) {
    this.events = requireNonNull(options, "options").events();
    this.validations = Inputs.list(validations, MAX_VALIDATIONS, "validations");
    if (this.validations.stream().map(Validation::name).distinct().count() < validations.size()) {
      throw new IllegalArgumentException("validations must have distinct names");
    }
  }

  /**
   * Runs every validation over {@code subject}, which must not be null.
   *
   * @return the results
   */
  public ValidationReport run(T subject) {
    requireNonNull(subject, "subject");
    EventContext run =
        events.begin(
            EventType.VALIDATION_STARTED,
            validations.size(),
            (event, count) ->
                event.payload(ValidationPayloads.STARTED, new ValidationPayloads.Started(count)));
    try (EventContext.Handle opened = run.open()) {
      List<ValidationResult> results = new ArrayList<>();
      for (Validation<T> validation : validations) {
        results.add(check(validation, subject));
      }
      ValidationReport report = new ValidationReport(results);
      emitReport(report);
      return report;
    }
  }

  private static <T> ValidationResult check(Validation<T> validation, T subject) {
    boolean passed = false;
    Throwable failure = null;
    try {
      passed = validation.check().passes(subject);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failure = interrupted;
    } catch (Throwable thrown) {
      FatalErrors.rethrow(thrown);
      failure = thrown;
    }
    return new ValidationResult(validation.name(), validation.isRequired(), passed, failure);
  }

  private void emitReport(ValidationReport report) {
    if (report.passed()) {
      events.emit(
          EventType.VALIDATION_PASSED,
          report,
          (event, outcome) ->
              event.payload(
                  ValidationPayloads.PASSED,
                  new ValidationPayloads.Passed(
                      outcome.requiredCount(),
                      outcome.results().size() - outcome.requiredCount())));
    } else {
      events.emit(
          EventType.VALIDATION_FAILED,
          report,
          (event, outcome) ->
              event.payload(
                  ValidationPayloads.FAILED,
                  new ValidationPayloads.Failed(outcome.failedNames(), outcome.requiredCount())));
    }
  }
}
