package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;

/** Payloads of the context events. */
public final class ContextPayloads {

  public static final PayloadKind<Built> BUILT =
      PayloadKind.of(EventType.CONTEXT_BUILT, Built.class);

  public static final PayloadKind<QueryExecuted> QUERY_EXECUTED =
      PayloadKind.of(EventType.CONTEXT_QUERY_EXECUTED, QueryExecuted.class);

  private ContextPayloads() {}

  /** Payload of {@code context.built}. */
  @Description("A context was assembled of the most important fragments that fit.")
  public record Built(
      @Description("The number of fragments in the context.") int fragmentCount,
      @Description("The number of tokens in the context.") int tokenCount,
      @Description("The maximum number of tokens.") int budget) {}

  /** Payload of {@code context.query_executed}. */
  @Description("A context was searched.")
  public record QueryExecuted(
      @Description("The query, cut after 1,000 characters.") String query,
      @Description("The number of fragments found.") int resultCount) {}
}
