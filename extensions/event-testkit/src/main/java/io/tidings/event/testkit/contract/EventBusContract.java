package io.tidings.event.testkit.contract;

import io.tidings.event.EventBus;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link EventBus} as a test suite: at least one test for each guaranteed row of
 * {@code docs/contract.md}, marked with its id by {@link Contract}. To verify an implementation,
 * extend this class:
 *
 * <pre>{@code
 * class AuditedBusTest extends EventBusContract {
 *   @Override
 *   protected EventBus create(BusSetup setup) {
 *     return new AuditedBus(setup.toBuilder().build());
 *   }
 * }
 * }</pre>
 *
 * <p>A bus may do more than the contract requires, for example have further taps that receive every
 * kind. A bus that retains events in memory fails the test for released events; give it another
 * store for this suite. The rows on kinds, events and scopes are verified on the events the bus
 * delivers and on its factory.
 *
 * <p>The rows on warnings are verified through Logback, which must be the SLF4J provider of the
 * tests. Each test runs on its own thread and fails after one minute.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EventBusContract
    implements KindPromises,
        EventPromises,
        DetailPromises,
        PayloadPromises,
        ScopePromises,
        ContextPromises,
        DeliveryPromises,
        ThreadPromises,
        SubscriptionPromises,
        AsyncPromises,
        SelectorPromises,
        OrderPromises,
        LimitPromises,
        TapPromises,
        FailurePromises,
        FatalPromises,
        EndPromises,
        EmissionPromises {

  /** For subclasses. */
  protected EventBusContract() {}

  /**
   * Returns a new bus with the parts of {@code setup}. Called several times in a test; every call
   * must return another bus. The suite closes each bus after the test.
   *
   * @param setup the required parts
   */
  protected abstract EventBus create(BusSetup setup);
}
