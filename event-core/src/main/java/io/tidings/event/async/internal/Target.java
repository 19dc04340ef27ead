package io.tidings.event.async.internal;

import io.tidings.event.EventContext;
import io.tidings.event.EventHandler;
import io.tidings.event.Subscription;
import io.tidings.event.spi.FailureListener;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Target of a hand-over.
 *
 * @param subscription the subscription, for its name and for reports
 * @param handler returns the handler, or null once the subscription has ended
 * @param failures the receiver of failures
 * @param outside the context without event and scope
 */
public record Target(
    Subscription subscription,
    Supplier<@Nullable EventHandler> handler,
    FailureListener failures,
    EventContext outside) {}
