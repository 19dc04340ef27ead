package io.tidings.event.meter;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of ten thousand organizations. One more takes the place of one of them, whichever:
 * where more are live at a time, most of what is remembered goes on being so. Thread-safe.
 */
final class Accounts {

  static final int MOST = 10_000;

  private final ConcurrentHashMap<String, Account> byOrganization = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable String> places = new AtomicReferenceArray<>(MOST);
  private final AtomicInteger taken = new AtomicInteger();

  @Nullable Account get(String organization) {
    return byOrganization.get(organization);
  }

  /** Remembers an account in place of the one before of its organization. */
  void put(String organization, Account account) {
    if (byOrganization.put(organization, account) == null) {
      String other = places.getAndSet(place(), organization);
      if (other != null) {
        byOrganization.remove(other);
      }
    }
  }

  private int place() {
    int next = taken.getAndUpdate(count -> Math.min(MOST, count + 1));
    return next < MOST ? next : ThreadLocalRandom.current().nextInt(MOST);
  }
}
