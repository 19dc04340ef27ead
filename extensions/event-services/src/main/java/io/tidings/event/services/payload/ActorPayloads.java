package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import org.jspecify.annotations.Nullable;

/** Payloads of the actor events. */
public final class ActorPayloads {

  public static final PayloadKind<Invoked> INVOKED =
      PayloadKind.of(EventType.ACTOR_INVOKED, Invoked.class);

  public static final PayloadKind<Completed> COMPLETED =
      PayloadKind.of(EventType.ACTOR_COMPLETED, Completed.class);

  public static final PayloadKind<Errored> ERRORED =
      PayloadKind.of(EventType.ACTOR_ERRORED, Errored.class);

  public static final PayloadKind<Escalated> ESCALATED =
      PayloadKind.of(EventType.ACTOR_ESCALATED, Escalated.class);

  private ActorPayloads() {}

  /** Payload of {@code actor.invoked}. */
  @Description("A run of an actor began.")
  public record Invoked(
      String actorName,
      @Description("The number of characters, bytes or elements of the input, if it has any.")
          @Nullable Integer inputSize) {}

  /** Payload of {@code actor.completed}. */
  @Description("A run of an actor ended normally.")
  public record Completed(
      String actorName,
      @Description("The number of tool calls in the run.") int iterations,
      @Description("The duration of the run in milliseconds.") long durationMs) {}

  /** Payload of {@code actor.errored}. */
  @Description("A run of an actor failed.")
  public record Errored(
      String actorName,
      @Description("The class of the failure.") String errorType,
      @Description("The message of the failure, cut after 1,000 characters.")
          @Nullable String errorMessage) {}

  /** Payload of {@code actor.escalated}. */
  @Description("An actor escalated to another actor or a person.")
  public record Escalated(
      String actorName,
      @Description("The reason, cut after 1,000 characters.") String reason,
      @Description("The name of the actor or person that continues.") String target) {}
}
