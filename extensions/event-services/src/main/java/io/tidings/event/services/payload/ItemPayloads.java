package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payloads of the reads of traces and test cases. */
public final class ItemPayloads {

  public static final PayloadKind<TracesFetched> TRACES_FETCHED =
      PayloadKind.of(EventType.TRACES_FETCHED, TracesFetched.class);

  public static final PayloadKind<TracesQueried> TRACES_QUERIED =
      PayloadKind.of(EventType.TRACES_QUERIED, TracesQueried.class);

  public static final PayloadKind<TestcasesFetched> TESTCASES_FETCHED =
      PayloadKind.of(EventType.TESTCASES_FETCHED, TestcasesFetched.class);

  public static final PayloadKind<TestcasesQueried> TESTCASES_QUERIED =
      PayloadKind.of(EventType.TESTCASES_QUERIED, TestcasesQueried.class);

  private ItemPayloads() {}

  /** Payload of {@code traces.fetched}. */
  @Description("One or more traces were read by id.")
  public record TracesFetched(
      @Description("The id of the user who read.") String userId,
      @Description("The number of traces found.") long count,
      @Description("The id of the trace, if one was requested.") @Nullable String traceId,
      @Description("The ids of the traces, at most 1,000 of them, if a list was requested.")
          @Nullable List<String> traceIds) {}

  /** Payload of {@code traces.queried}. */
  @Description("Traces were searched.")
  public record TracesQueried(
      @Description("The id of the user who searched.") String userId,
      @Description("The number of traces found.") long count,
      @Description("The ids of the traces, at most 1,000 of them.") List<String> traceIds) {}

  /** Payload of {@code testcases.fetched}. */
  @Description("One or more test cases were read by id.")
  public record TestcasesFetched(
      @Description("The id of the user who read.") String userId,
      @Description("The number of test cases found.") long count,
      @Description("The id of the test case, if one was requested.") @Nullable String testcaseId,
      @Description("The ids of the test cases, at most 1,000 of them, if a list was requested.")
          @Nullable List<String> testcaseIds) {}

  /** Payload of {@code testcases.queried}. */
  @Description("Test cases were searched.")
  public record TestcasesQueried(
      @Description("The id of the user who searched.") String userId,
      @Description("The number of test cases found.") long count,
      @Description("The ids of the test cases, at most 1,000 of them.") List<String> testcaseIds) {}
}
