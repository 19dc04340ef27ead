package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import java.util.List;

/** Payloads of the validation events. */
public final class ValidationPayloads {

  public static final PayloadKind<Started> STARTED =
      PayloadKind.of(EventType.VALIDATION_STARTED, Started.class);

  public static final PayloadKind<Passed> PASSED =
      PayloadKind.of(EventType.VALIDATION_PASSED, Passed.class);

  public static final PayloadKind<Failed> FAILED =
      PayloadKind.of(EventType.VALIDATION_FAILED, Failed.class);

  private ValidationPayloads() {}

  /** Payload of {@code validation.started}. */
  @Description("A validation run began.")
  public record Started(@Description("The number of validations.") int validationCount) {}

  /** Payload of {@code validation.passed}. */
  @Description("Every required validation of a run passed.")
  public record Passed(
      @Description("The number of required validations.") long requiredCount,
      @Description("The number of other validations.") long informationalCount) {}

  /** Payload of {@code validation.failed}. */
  @Description("A required validation of a run did not pass.")
  public record Failed(
      @Description("The names of the required validations that did not pass.") List<String> failed,
      @Description("The number of required validations.") long requiredCount) {}
}
