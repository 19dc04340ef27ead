package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ToolPayloads;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runtime that executes tools. Each call emits {@code tool.invoked}, {@code tool.retried} for each
 * attempt after the first, and either {@code tool.completed} or {@code tool.errored}. The events of
 * a call within a run of an actor have the name of the actor.
 *
 * <p>With a timeout each attempt runs on a daemon thread of the runtime, in the caller's context
 * and caused by the call. When the timeout expires, the attempt has failed and its thread is
 * interrupted. A tool that ignores the interrupt keeps running and occupies one of {@value
 * #MAX_THREADS} threads until it ends; while all are occupied, calls fail with {@link
 * RejectedExecutionException}. Without a timeout a tool runs on the calling thread.
 *
 * <p>Only exceptions are retried, except {@link InterruptedException} and {@link
 * RejectedExecutionException}. The last failure propagates unchanged, including an {@link Error}.
 * Arguments must not be null. Thread-safe.
 *
 * @contract CA-18, CA-19, CA-20, CA-21
 */
public final class ToolRuntime implements AutoCloseable {

  /** The maximum number of concurrent calls with a timeout. */
  public static final int MAX_THREADS = 64;

  /** Call of a tool, with the actor that makes it. */
  private record Call(String name, @Nullable String actor) {}

  private final ServiceOptions options;
  private final ToolPolicy policy;
  private final Pause pause;
  private final DoubleSupplier chance;
  private final ToolThreads threads;

  /** Creates a runtime with an optional bus and the default policy. */
  public ToolRuntime(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), ToolPolicy.defaults(), Pause.sleeping(), Math::random);
  }

  /**
   * Creates a runtime.
   *
   * @param pause waits between attempts
   * @param chance supplies the jitter, from 0 to below 1; must be thread-safe
   */
  public ToolRuntime(
      ServiceOptions options, ToolPolicy policy, Pause pause, DoubleSupplier chance) {
    this(options, policy, pause, chance, MAX_THREADS);
  }

  ToolRuntime(
      ServiceOptions options,
      ToolPolicy policy,
      Pause pause,
      DoubleSupplier chance,
      int maxThreads) {
    this.options = requireNonNull(options, "options");
    this.policy = requireNonNull(policy, "policy");
    this.pause = requireNonNull(pause, "pause");
    this.chance = requireNonNull(chance, "chance");
    this.threads = new ToolThreads(maxThreads);
  }

  /**
   * Calls a tool, with as many attempts as the policy allows. Throws {@link
   * RejectedExecutionException} for a call with a timeout after {@link #close}.
   *
   * @return the result of the tool
   * @throws IllegalArgumentException if the tool's name is ill-formed
   * @throws ToolTimeoutException if the last attempt exceeded the timeout
   * @throws InterruptedException if the calling thread is interrupted; the tool is interrupted as
   *     well
   * @throws Exception the exception of the last attempt
   */
  public <I, O extends @Nullable Object> O run(Tool<I, O> tool, I input) throws Exception {
    return runFor(null, tool, input);
  }

  /**
   * Calls a tool like {@link #run}, for an actor whose name the events of the call have.
   *
   * @param actor the name of the actor, 1 to 256 characters, or null
   * @return the result of the tool
   * @throws IllegalArgumentException if a name is ill-formed
   * @throws ToolTimeoutException if the last attempt exceeded the timeout
   * @throws InterruptedException if the calling thread is interrupted; the tool is interrupted as
   *     well
   * @throws Exception the exception of the last attempt
   */
  public <I, O extends @Nullable Object> O runFor(@Nullable String actor, Tool<I, O> tool, I input)
      throws Exception {
    String name = Inputs.name(requireNonNull(tool, "tool").name(), "tool.name()");
    requireNonNull(input, "input");
    Call call = new Call(name, Inputs.optionalName(actor, "actor"));
    EventContext context =
        options
            .events()
            .begin(
                EventType.TOOL_INVOKED,
                call,
                (event, invoked) ->
                    event
                        .actorName(invoked.actor())
                        .payload(ToolPayloads.INVOKED, new ToolPayloads.Invoked(invoked.name())));
    try (EventContext.Handle opened = context.open()) {
      return runAndEmit(call, () -> runWithRetries(call, context.wrap(() -> tool.call(input))));
    }
  }

  private <O extends @Nullable Object> O runAndEmit(Call call, Callable<O> run) throws Exception {
    Instant start = options.now();
    O result;
    try {
      result = run.call();
    } catch (Throwable failure) {
      emitErrored(call, Details.millis(start, options.now()), failure);
      throw failure;
    }
    emitCompleted(call, Details.millis(start, options.now()), result);
    return result;
  }

  private void emitCompleted(Call call, long millis, @Nullable Object result) {
    options
        .events()
        .emit(
            EventType.TOOL_COMPLETED,
            event ->
                event
                    .actorName(call.actor())
                    .payload(
                        ToolPayloads.COMPLETED,
                        new ToolPayloads.Completed(call.name(), millis, Details.size(result))));
  }

  private void emitErrored(Call call, long millis, Throwable failure) {
    options
        .events()
        .emit(
            EventType.TOOL_ERRORED,
            event ->
                event
                    .actorName(call.actor())
                    .payload(
                        ToolPayloads.ERRORED,
                        new ToolPayloads.Errored(
                            call.name(),
                            failure.getClass().getName(),
                            Details.message(failure),
                            millis)));
  }

  private <O extends @Nullable Object> O runWithRetries(Call call, Callable<O> attempts)
      throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(call.name(), attempts);
      } catch (Exception failure) {
        if (attempt == policy.maxAttempts() || !isRetriable(failure)) {
          throw failure;
        }
        pause.pause(policy.pause(attempt, chance.getAsDouble()));
        emitRetried(call, attempt + 1);
      }
    }
  }

  private <O extends @Nullable Object> O runOnce(String name, Callable<O> call) throws Exception {
    return policy.timeout() == null ? call.call() : threads.call(name, call, policy.timeout());
  }

  private boolean isRetriable(Exception failure) {
    return !(failure instanceof InterruptedException)
        && !(failure instanceof RejectedExecutionException)
        && policy.retriable().test(failure);
  }

  private void emitRetried(Call call, int attempt) {
    options
        .events()
        .emit(
            EventType.TOOL_RETRIED,
            event ->
                event
                    .actorName(call.actor())
                    .payload(
                        ToolPayloads.RETRIED,
                        new ToolPayloads.Retried(call.name(), attempt, policy.maxAttempts())));
  }

  /**
   * Interrupts running calls with a timeout and rejects later ones. Does not wait. Calls without a
   * timeout are unaffected. Idempotent.
   */
  @Override
  public void close() {
    threads.close();
  }
}
