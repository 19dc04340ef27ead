package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Options of an asynchronous subscription: its queue, its threads and the order of its events.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * bus.subscribe(
 *     EventSelector.kind(EventType.PLAN_APPLIED),
 *     SubscriptionOptions.named("mailer").async(AsyncOptions.defaults().parallelism(4)),
 *     event -> mailer.send(event.planId()));
 * }</pre>
 *
 * @contract SUB-01, SUB-02, SUB-03
 */
public final class AsyncOptions {

  /** The default of {@link #capacity}: {@value}. */
  public static final int DEFAULT_CAPACITY = 1_024;

  /** The default of {@link #maxCharacters}: {@value}. */
  public static final long DEFAULT_MAX_CHARACTERS = 16 * 1024 * 1024;

  /** The default of {@link #parallelism}: {@value}. */
  public static final int DEFAULT_PARALLELISM = 8;

  /** The maximum of {@link #parallelism}: {@value}. */
  public static final int MAX_PARALLELISM = 1_024;

  /** The default of {@link #batchSize}: {@value}. */
  public static final int DEFAULT_BATCH_SIZE = 100;

  private static final Duration LONGEST = Duration.ofDays(365);

  private static final AsyncOptions DEFAULTS = new AsyncOptions(new Values());

  private final Values values;

  private AsyncOptions(Values values) {
    this.values = values;
  }

  /** Returns the default options. */
  public static AsyncOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these options with a host's executor, which runs a task while there are events. By
   * default the subscription has virtual threads where the JDK has them, else daemon threads that
   * end after a second without work. If the executor rejects a task, the events stay queued and it
   * is asked again. One task handles several events one after another: a context that the executor
   * itself carries is that of the first one.
   *
   * @throws NullPointerException if {@code executor} is null
   */
  public AsyncOptions executor(Executor executor) {
    requireNonNull(executor, "executor");
    return with(values -> values.executor = executor);
  }

  /**
   * Returns these options with the maximum number of events that are handled at the same time. By
   * default {@value #DEFAULT_PARALLELISM}.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value #MAX_PARALLELISM}
   */
  public AsyncOptions parallelism(int parallelism) {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1 to %s, but is %s".formatted(MAX_PARALLELISM, parallelism));
    }
    return with(values -> values.parallelism = parallelism);
  }

  /**
   * Returns these options with the maximum number of events that are queued or being handled. By
   * default {@value #DEFAULT_CAPACITY}.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public AsyncOptions capacity(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    return with(values -> values.capacity = capacity);
  }

  /**
   * Returns these options with the maximum total size of the events that are queued or being
   * handled, as in {@link AsyncTapBuilder#maxCharacters}. By default {@value
   * #DEFAULT_MAX_CHARACTERS}.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public AsyncOptions maxCharacters(long maxCharacters) {
    if (maxCharacters < 1) {
      throw new IllegalArgumentException(
          "maxCharacters must be at least 1, but is " + maxCharacters);
    }
    return with(values -> values.maxCharacters = maxCharacters);
  }

  /**
   * Returns these options with a policy for a full queue. By default {@link OverflowPolicy#BLOCK}.
   * An event that the handler itself emits to its own queue never waits.
   *
   * @throws NullPointerException if {@code overflow} is null
   */
  public AsyncOptions overflow(OverflowPolicy overflow) {
    requireNonNull(overflow, "overflow");
    return with(values -> values.overflow = overflow);
  }

  /**
   * Returns these options with the maximum time that an emitter waits for room under {@link
   * OverflowPolicy#BLOCK}. By default one second; zero does not wait.
   *
   * @throws NullPointerException if {@code blockTimeout} is null
   * @throws IllegalArgumentException if it is negative, or more than a year
   */
  public AsyncOptions blockTimeout(Duration blockTimeout) {
    if (requireNonNull(blockTimeout, "blockTimeout").isNegative()
        || blockTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "blockTimeout must be zero to 365 days, but is " + blockTimeout);
    }
    return with(values -> values.blockTimeout = blockTimeout);
  }

  /**
   * Returns these options with kinds that are accepted also beyond the bounds of the queue, without
   * a wait, and that no {@link OverflowPolicy} drops later; they replace those given before. They
   * count towards the bounds. By default there is none.
   *
   * @throws NullPointerException if a kind is null
   * @throws IllegalArgumentException if a kind's id is null or ill-formed
   */
  public AsyncOptions neverDropping(EventKind... kinds) {
    Set<String> ids =
        Stream.of(requireNonNull(kinds, "kinds"))
            .map(kind -> EventKind.of(requireNonNull(kind, "kinds").id()).id())
            .collect(Collectors.toUnmodifiableSet());
    return with(values -> values.neverDropped = ids);
  }

  /**
   * Returns these options with an order: events with equal keys are handled one after another, in
   * the order of their emits; events with different keys, or without one, in parallel. By default
   * the key is the session id, else the plan id, else the correlation id.
   *
   * @param key returns the key of an event, with {@code equals} and {@code hashCode}; null for
   *     none. Called on the emitting thread; if it or the key's {@code hashCode} throws, the event
   *     is ordered by its correlation id and the failure is reported
   * @throws NullPointerException if {@code key} is null
   */
  public AsyncOptions orderedBy(Function<? super DomainEvent, ? extends @Nullable Object> key) {
    requireNonNull(key, "key");
    return with(values -> values.key = key);
  }

  /**
   * Returns these options with a time after which a running handler is logged at WARN, before twice
   * that time has passed, once for each call, with the stack of its thread. By default 30 seconds;
   * zero logs none.
   *
   * @throws NullPointerException if {@code slowAfter} is null
   * @throws IllegalArgumentException if it is negative, or more than a year
   * @contract SUB-07
   */
  public AsyncOptions slowAfter(Duration slowAfter) {
    if (requireNonNull(slowAfter, "slowAfter").isNegative() || slowAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("slowAfter must be zero to 365 days, but is " + slowAfter);
    }
    return with(values -> values.slowAfter = slowAfter);
  }

  /**
   * Returns these options with the maximum number of events in a list, for {@link
   * io.tidings.event.EventBus#subscribeBatches}; without effect on other subscriptions. By default
   * {@value #DEFAULT_BATCH_SIZE}. A list never has more events than the {@link #capacity}.
   *
   * @throws IllegalArgumentException if it is less than 1
   * @contract SUB-09
   */
  public AsyncOptions batchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, but is " + batchSize);
    }
    return with(values -> values.batchSize = batchSize);
  }

  /**
   * Returns these options with the maximum time that the first event of a list waits for further
   * ones, for {@link io.tidings.event.EventBus#subscribeBatches}; without effect on other
   * subscriptions. By default 100 milliseconds; zero hands over what is queued.
   *
   * @throws NullPointerException if {@code batchDelay} is null
   * @throws IllegalArgumentException if it is negative, or more than a year
   * @contract SUB-09
   */
  public AsyncOptions batchDelay(Duration batchDelay) {
    if (requireNonNull(batchDelay, "batchDelay").isNegative()
        || batchDelay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "batchDelay must be zero to 365 days, but is " + batchDelay);
    }
    return with(values -> values.batchDelay = batchDelay);
  }

  /** Returns the host's executor, if it has given one. */
  public Optional<Executor> executor() {
    return Optional.ofNullable(values.executor);
  }

  /** Returns the maximum number of events that are handled at the same time. */
  public int parallelism() {
    return values.parallelism;
  }

  /** Returns the maximum number of events that are queued or being handled. */
  public int capacity() {
    return values.capacity;
  }

  /** Returns the maximum total size of these events. */
  public long maxCharacters() {
    return values.maxCharacters;
  }

  /** Returns the policy for a full queue. */
  public OverflowPolicy overflow() {
    return values.overflow;
  }

  /** Returns the maximum time that an emitter waits for room. */
  public Duration blockTimeout() {
    return values.blockTimeout;
  }

  /** Returns the ids of the kinds that are never dropped. */
  public Set<String> neverDropped() {
    return values.neverDropped;
  }

  /** Returns the key of an event, null for none. */
  public @Nullable Object keyOf(DomainEvent event) {
    return values.key.apply(event);
  }

  /** Returns the time after which a running handler is logged, zero for never. */
  public Duration slowAfter() {
    return values.slowAfter;
  }

  /** Returns the maximum number of events in a list. */
  public int batchSize() {
    return values.batchSize;
  }

  /** Returns the maximum time that the first event of a list waits for further ones. */
  public Duration batchDelay() {
    return values.batchDelay;
  }

  /** Returns the values but the key, which is a function. */
  @Override
  public String toString() {
    return values.toString();
  }

  private static Object defaultKey(DomainEvent event) {
    String session = event.sessionId();
    String plan = event.planId();
    return session != null ? session : plan != null ? plan : event.correlationId();
  }

  private AsyncOptions with(Consumer<Values> change) {
    Values changed = new Values(values);
    change.accept(changed);
    return new AsyncOptions(changed);
  }

  /** The values, which do not change once they belong to options. */
  private static final class Values {
    private @Nullable Executor executor;
    private int parallelism = DEFAULT_PARALLELISM;
    private int capacity = DEFAULT_CAPACITY;
    private long maxCharacters = DEFAULT_MAX_CHARACTERS;
    private OverflowPolicy overflow = OverflowPolicy.BLOCK;
    private Duration blockTimeout = Duration.ofSeconds(1);
    private Duration slowAfter = Duration.ofSeconds(30);
    private int batchSize = DEFAULT_BATCH_SIZE;
    private Duration batchDelay = Duration.ofMillis(100);
    private Set<String> neverDropped = Set.of();
    private Function<? super DomainEvent, ? extends @Nullable Object> key =
        AsyncOptions::defaultKey;

    Values() {}

    Values(Values from) {
      this.executor = from.executor;
      this.parallelism = from.parallelism;
      this.capacity = from.capacity;
      this.maxCharacters = from.maxCharacters;
      this.overflow = from.overflow;
      this.blockTimeout = from.blockTimeout;
      this.slowAfter = from.slowAfter;
      this.batchSize = from.batchSize;
      this.batchDelay = from.batchDelay;
      this.neverDropped = from.neverDropped;
      this.key = from.key;
    }

    @Override
    public String toString() {
      Executor given = executor;
      return ("AsyncOptions[executor=%s, parallelism=%s, capacity=%s, maxCharacters=%s,"
              + " overflow=%s, blockTimeout=%s, slowAfter=%s, batchSize=%s, batchDelay=%s,"
              + " neverDropped=%s]")
          .formatted(
              given == null ? "own" : given.getClass().getName(),
              parallelism,
              capacity,
              maxCharacters,
              overflow,
              blockTimeout,
              slowAfter,
              batchSize,
              batchDelay,
              new TreeSet<>(neverDropped));
    }
  }
}
