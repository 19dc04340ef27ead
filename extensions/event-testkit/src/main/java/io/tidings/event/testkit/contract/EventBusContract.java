package io.tidings.event.testkit.contract;

import io.tidings.event.EventBus;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link EventBus} as tests: at least one for each line of {@code docs/contract.md}
 * that is guaranteed, marked with its id by {@link Contract}. Whoever makes a bus extends this
 * class, and the build tells whether it is one:
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
 * <p>A bus may do more than the contract says: have taps of its own, also such as take every kind.
 * One that keeps events in memory does not pass CTX-03: give it another place for them here. The
 * lines on kinds, events and scopes are asked of what the bus delivers and of the factory it gives.
 *
 * <p>Several lines speak of warnings. They are read through Logback, which has to be the SLF4J
 * provider of the tests. Each test runs on a thread of its own, and fails after a minute.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EventBusContract
    implements KindPromises,
        EventPromises,
        DetailPromises,
        ScopePromises,
        ContextPromises,
        DeliveryPromises,
        ThreadPromises,
        SubscriptionPromises,
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
   * Returns a new bus as {@code setup} says. Called several times in a test, and each time another
   * bus is expected. Each is closed after the test, if not before.
   */
  protected abstract EventBus create(BusSetup setup);
}
