package io.tidings.event.meter;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Cache of up to ten thousand accounts by organization. A further organization reslots a random
 * one, so that with more active organizations most entries stay cached. Thread-safe.
 */
final class Accounts {

  static final int CAPACITY = 10_000;

  private final ConcurrentHashMap<String, Account> byOrganization = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable String> slots = new AtomicReferenceArray<>(CAPACITY);
  private final AtomicInteger usedSlots = new AtomicInteger();

  @Nullable Account get(String organization) {
    return byOrganization.get(organization);
  }

  /** Puts an account in place of the organization's previous one. */
  void put(String organization, Account account) {
    if (byOrganization.put(organization, account) == null) {
      String evicted = slots.getAndSet(slot(), organization);
      if (evicted != null) {
        byOrganization.remove(evicted);
      }
    }
  }

  private int slot() {
    int next = usedSlots.getAndUpdate(count -> Math.min(CAPACITY, count + 1));
    return next < CAPACITY ? next : ThreadLocalRandom.current().nextInt(CAPACITY);
  }
}
