package io.tidings.event.agent;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.services.cost.CostBudgetService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link AgentEvents}. Immutable; thread-safe if its parts are.
 *
 * @param emitter emits the events
 * @param sessions returns the session id of a memory id, which may be any object; a result that is
 *     no valid id of an event is encoded, null means no session
 * @param texts the rule for texts in events
 * @param budgets books the tokens of model calls, or null for none
 * @param price returns the amount to book for a model call
 * @param nanos supplies the time in nanoseconds, as {@link System#nanoTime} does
 */
public record AgentOptions(
    EventEmitter emitter,
    Function<Object, ? extends @Nullable String> sessions,
    Texts texts,
    @Nullable CostBudgetService budgets,
    ToLongFunction<ModelUsage> price,
    LongSupplier nanos) {

  /** Creates options; only {@code budgets} may be null. */
  public AgentOptions {
    requireNonNull(emitter, "emitter");
    requireNonNull(sessions, "sessions");
    requireNonNull(texts, "texts");
    requireNonNull(price, "price");
    requireNonNull(nanos, "nanos");
  }

  /** Returns the defaults: memory ids as texts, no texts in events, no budgets. */
  public static AgentOptions of(@Nullable EventBus bus) {
    return new AgentOptions(
        EventEmitter.of(bus),
        Object::toString,
        Texts.OFF,
        null,
        ModelUsage::tokens,
        System::nanoTime);
  }

  /** Returns these options with another mapping of memory ids to session ids. */
  public AgentOptions withSessions(Function<Object, ? extends @Nullable String> mapping) {
    return new AgentOptions(emitter, mapping, texts, budgets, price, nanos);
  }

  /** Returns these options with another rule for texts. */
  public AgentOptions withTexts(Texts rule) {
    return new AgentOptions(emitter, sessions, rule, budgets, price, nanos);
  }

  /** Returns these options with budgets for model calls. */
  public AgentOptions withBudgets(CostBudgetService service, ToLongFunction<ModelUsage> amount) {
    return new AgentOptions(
        emitter, sessions, texts, requireNonNull(service, "service"), amount, nanos);
  }

  /** Returns these options with another source of time. */
  public AgentOptions withNanos(LongSupplier source) {
    return new AgentOptions(emitter, sessions, texts, budgets, price, source);
  }
}
