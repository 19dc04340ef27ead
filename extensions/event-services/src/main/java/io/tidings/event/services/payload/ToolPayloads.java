package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import org.jspecify.annotations.Nullable;

/** Payloads of the tool events. */
public final class ToolPayloads {

  public static final PayloadKind<Invoked> INVOKED =
      PayloadKind.of(EventType.TOOL_INVOKED, Invoked.class);

  public static final PayloadKind<Completed> COMPLETED =
      PayloadKind.of(EventType.TOOL_COMPLETED, Completed.class);

  public static final PayloadKind<Errored> ERRORED =
      PayloadKind.of(EventType.TOOL_ERRORED, Errored.class);

  public static final PayloadKind<Retried> RETRIED =
      PayloadKind.of(EventType.TOOL_RETRIED, Retried.class);

  private ToolPayloads() {}

  /** Payload of {@code tool.invoked}. */
  @Description("A call of a tool began.")
  public record Invoked(String toolName) {}

  /** Payload of {@code tool.completed}. */
  @Description("A call of a tool returned.")
  public record Completed(
      String toolName,
      @Description("The duration of the call in milliseconds, with all its attempts.")
          long durationMs,
      @Description("The number of characters, bytes or elements of the result, if it has any.")
          @Nullable Integer resultSize) {}

  /** Payload of {@code tool.errored}. */
  @Description("The last attempt of a tool call failed.")
  public record Errored(
      String toolName,
      @Description("The class of the failure.") String errorType,
      @Description("The message of the failure, cut after 1,000 characters.")
          @Nullable String errorMessage,
      @Description("The duration of the call in milliseconds, with all its attempts.")
          @Nullable Long durationMs) {}

  /** Payload of {@code tool.retried}. */
  @Description("A failed tool call is attempted again.")
  public record Retried(
      String toolName,
      @Description("The number of the attempt, 2 for the first one that is repeated.") int attempt,
      @Description("The maximum number of attempts.") int maxAttempts) {}
}
