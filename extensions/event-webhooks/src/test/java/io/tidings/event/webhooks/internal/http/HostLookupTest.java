package io.tidings.event.webhooks.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lookups that hang, and their places. */
class HostLookupTest {

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger entered = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final HostLookup lookup =
      new HostLookup(
          host -> {
            entered.incrementAndGet();
            if (host.startsWith("hanging")) {
              awaitQuietly(over);
            }
            ended.incrementAndGet();
            return List.of(InetAddress.getLoopbackAddress());
          });

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    over.countDown();
    lookup.close();
  }

  private List<InetAddress> addresses(String project, String subscription, String host)
      throws IOException {
    Duration limit = host.startsWith("hanging") ? Duration.ofNanos(1) : Duration.ofSeconds(60);
    return lookup.addresses(project, subscription, host, CallTimeout.of(limit));
  }

  private void hang(String project, String subscription) {
    assertThatThrownBy(() -> addresses(project, subscription, "hanging.example"))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Contract("WEB-20")
  @Test
  void subscription_with_eight_hanging_lookups_starts_no_other() throws Exception {
    for (int i = 0; i < HostLookup.MAX_ABANDONED; i++) {
      hang("evil", "sub-1");
    }
    assertThatThrownBy(() -> addresses("evil", "sub-1", "fine.example"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HostLookup.OccupiedException.class)
        .hasMessageContaining("8 earlier lookups");
    assertThat(addresses("evil", "sub-2", "fine.example")).hasSize(1);

    over.countDown();
    while (ended.get() < HostLookup.MAX_ABANDONED + 1) {
      Thread.onSpinWait();
    }
    assertThat(eventually("evil", "sub-1")).hasSize(1);
  }

  /** A lookup frees its place just after its resolver has returned. */
  private List<InetAddress> eventually(String project, String subscription) throws IOException {
    for (int left = 1_000_000; ; left--) {
      try {
        return addresses(project, subscription, "fine.example");
      } catch (IOException occupied) {
        if (left == 0) {
          throw occupied;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Contract("WEB-20")
  @Test
  void project_with_hanging_lookups_leaves_places_to_others() throws Exception {
    for (int i = 0; i < HostLookup.MAX_LOOKUPS / 2; i++) {
      hang("evil", "sub-" + i / HostLookup.MAX_ABANDONED);
    }
    assertThatThrownBy(() -> addresses("evil", "sub-fine", "fine.example"))
        .isInstanceOf(HostLookup.OccupiedException.class);
    for (int i = 0; i < 100; i++) {
      hang("evil-too", "other-" + i / HostLookup.MAX_ABANDONED);
    }
    assertThat(addresses("apollo", "sub-3", "fine.example")).hasSize(1);
  }

  @Contract("WEB-20")
  @Test
  void share_is_what_a_project_leaves_free() {
    FairShares shares = new FairShares(6);
    assertThat(shares.available("a")).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(shares.acquire("a")).isTrue();
    }
    assertThat(shares.acquire("a")).isFalse();
    assertThat(shares.available("b")).isEqualTo(2);
    assertThat(shares.acquire("b")).isTrue();
    assertThat(shares.acquire("b")).isTrue();
    assertThat(shares.acquire("b")).isFalse();
    assertThat(shares.acquire("c")).isTrue();
    assertThat(shares.acquire("d")).isFalse();
    shares.release("a");
    assertThat(shares.acquire("d")).isTrue();
    FairShares one = new FairShares(1);
    assertThat(one.acquire("a")).isTrue();
    assertThat(one.acquire("b")).isFalse();
  }
}
