package io.tidings.event.testkit.contract;

import io.tidings.event.Subscription;
import io.tidings.event.async.SubscriptionMetrics;

/** Base of subscriptions that forward and have one fault. */
class ForwardingSubscription implements Subscription {

  private final Subscription sound;

  ForwardingSubscription(Subscription sound) {
    this.sound = sound;
  }

  @Override
  public boolean unsubscribe() {
    return sound.unsubscribe();
  }

  @Override
  public boolean isActive() {
    return sound.isActive();
  }

  @Override
  public SubscriptionMetrics metrics() {
    return sound.metrics();
  }

  @Override
  public String name() {
    return sound.name();
  }
}
