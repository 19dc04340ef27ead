package io.tidings.event.webhooks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.EventStore;
import io.tidings.event.webhooks.OutboundPolicy;
import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.SubscriptionSpec;
import io.tidings.event.webhooks.WebhookDispatcher;
import io.tidings.event.webhooks.WebhookEventType;
import io.tidings.event.webhooks.WebhookSender;
import io.tidings.event.webhooks.WebhookStore;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relative paths in the examples are below this test's directory. */
class WebhookExamplesTest {

  @TempDir private java.nio.file.Path directory;

  /** Stands in for {@code java.nio.file.Path} in the examples. */
  private final Paths Path = name -> directory.resolve(name);

  private interface Paths {
    java.nio.file.Path of(String name);
  }

  @Test
  void a_dispatcher_from_a_trail() {
    EventStore trail = EventStore.open(Path.of("trail.db"));
    WebhookStore webhooks = WebhookStore.in(trail, SecretVault.inFile(Path.of("webhooks.key")));
    WebhookDispatcher dispatcher = WebhookDispatcher.builder(webhooks).start();
    SubscriptionSpec spec =
        SubscriptionSpec.to("https://hooks.example.com/tidings")
            .withName("releases")
            .withEventTypes(Set.of(WebhookEventType.ENVIRONMENTS_REVISIONS_COMMITTED));
    WebhookStore.Created created = webhooks.create("apollo", spec, null);
    System.out.println("shown once: " + created.secret());
    assertThat(webhooks.list("apollo")).containsExactly(created.subscription());
    dispatcher.close();
    WebhookDispatcher trial =
        WebhookDispatcher.builder(webhooks)
            .policy(OutboundPolicy.standard().allowingLoopback())
            .start();
    trial.close();
    trail.close();
  }

  @Test
  void a_store_and_a_test_of_a_subscription() {
    EventStore trail = EventStore.open(Path.of("trail.db"));
    WebhookStore webhooks = WebhookStore.in(trail, SecretVault.inFile(Path.of("webhooks.key")));
    WebhookStore.Created created =
        webhooks.create("apollo", SubscriptionSpec.to("https://hooks.example.com/tidings"), null);
    String secret = created.secret();
    assertThat(secret).hasSize(32);
    String subscriptionId = created.subscription().id();
    webhooks.update("apollo", subscriptionId, SubscriptionSpec.to("https://127.0.0.1/tidings"));
    try (WebhookSender sender = new WebhookSender(webhooks, OutboundPolicy.standard(), null)) {
      System.out.println(sender.test("apollo", subscriptionId).success());
    }
    assertThat(webhooks.deliveries("apollo", subscriptionId, 1).get(0).statusCode()).isEqualTo(400);
    trail.close();
  }
}
