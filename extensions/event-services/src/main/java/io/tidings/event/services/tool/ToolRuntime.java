package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.internal.Told;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tools: each call is {@code tool.invoked} (CA-18), {@code tool.retried} for each attempt
 * after the first (CA-21), and either {@code tool.completed} (CA-19) or {@code tool.errored}
 * (CA-20).
 *
 * <p>With a time limit each attempt runs on a thread of the runtime's, in the caller's context and
 * caused by the call; when time is up the thread is interrupted and the attempt has failed, whether
 * or not the tool takes notice. One that does not goes on, and holds one of {@value #MAX_THREADS}
 * threads until it ends; while all are held, calls fail with {@link RejectedExecutionException}.
 * Without a limit a tool runs on the caller's thread.
 *
 * <p>Only exceptions are retried, and neither an {@link InterruptedException} nor a lack of
 * threads. The last failure is thrown as it is, an {@link Error} too. No argument may be null.
 * Thread-safe.
 */
public final class ToolRuntime implements AutoCloseable {

  /** How many calls with a time limit can run at once. */
  public static final int MAX_THREADS = 64;

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
   * @param chance gives the jitter, from 0 to below 1; thread-safe
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
   * Calls a tool, as often as the policy allows.
   *
   * @return what the tool returns
   * @throws ToolTimeoutException if the last attempt took too long
   * @throws InterruptedException if the caller is interrupted; the tool is interrupted too
   * @throws Exception what the last attempt has thrown
   */
  public <I, O extends @Nullable Object> O run(Tool<I, O> tool, I input) throws Exception {
    String name = Inputs.name(requireNonNull(tool, "tool").name(), "tool.name()");
    requireNonNull(input, "input");
    EventContext call =
        options
            .events()
            .begin(EventType.TOOL_INVOKED, name, (event, told) -> event.detail("tool_name", told));
    try (EventContext.Handle opened = call.open()) {
      return told(name, () -> attempts(name, call.wrap(() -> tool.call(input))));
    }
  }

  private <O extends @Nullable Object> O told(String name, Callable<O> run) throws Exception {
    Instant began = options.now();
    O result;
    try {
      result = run.call();
    } catch (Throwable failure) {
      options
          .events()
          .emit(
              EventType.TOOL_ERRORED,
              event -> Told.failure(event.detail("tool_name", name), failure));
      throw failure;
    }
    completed(name, Told.millis(began, options.now()), result);
    return result;
  }

  private void completed(String name, long millis, @Nullable Object result) {
    options
        .events()
        .emit(
            EventType.TOOL_COMPLETED,
            event ->
                event
                    .detail("tool_name", name)
                    .detail("duration_ms", millis)
                    .detail("result_size", Told.size(result)));
  }

  private <O extends @Nullable Object> O attempts(String name, Callable<O> call) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(name, call);
      } catch (Exception failure) {
        if (attempt == policy.maxAttempts() || !isRetriable(failure)) {
          throw failure;
        }
        pause.pause(policy.pause(attempt, chance.getAsDouble()));
        retried(name, attempt + 1);
      }
    }
  }

  private <O extends @Nullable Object> O attempt(String name, Callable<O> call) throws Exception {
    return policy.timeout() == null ? call.call() : threads.call(name, call, policy.timeout());
  }

  private boolean isRetriable(Exception failure) {
    return !(failure instanceof InterruptedException)
        && !(failure instanceof RejectedExecutionException)
        && policy.retriable().test(failure);
  }

  private void retried(String name, int attempt) {
    options
        .events()
        .emit(
            EventType.TOOL_RETRIED,
            event ->
                event
                    .detail("tool_name", name)
                    .detail("attempt", attempt)
                    .detail("max_attempts", policy.maxAttempts()));
  }

  /** Interrupts what still runs with a time limit, and lets no such call begin any more. */
  @Override
  public void close() {
    threads.close();
  }
}
