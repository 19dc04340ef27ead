package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.meter.Billing;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.MeteredIngest;
import io.tidings.event.meter.Metering;
import io.tidings.event.meter.Plans;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.payload.DeliveryId;
import io.tidings.event.webhooks.internal.tables.Sql;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metering before the trail, and so before every delivery. */
class MeteredTest extends EveryDatabaseTest {

  private static final Quota ONE =
      new Quota(null, null, null, null, null, Quota.Period.MONTHLY).withLimit(1L).withStrict(true);

  private Receiver receiver;
  private WebhookStore store;
  private Turns turns;
  private MeteredIngest ingest;

  @BeforeEach
  void open() throws Exception {
    receiver = closing(Receiver.answering(200));
    store = openStore();
    turns = turns(store);
    ingest =
        Metering.builder(UsageMeter.in(trail()), this::billing)
            .clock(clock)
            .build()
            .ingest(trail());
  }

  private Billing billing(String organization) {
    return Billing.of(Plans.defaults().plan("free").withQuota(Meter.EVENTS_INGESTED, ONE));
  }

  private DomainEvent of(String organization) {
    return events
        .root(EventType.TRACES_FETCHED)
        .scope(APOLLO.withOrganization(organization))
        .build();
  }

  private long used(String organization) {
    return trail()
        .database()
        .read(
            connection ->
                Sql.number(
                    connection,
                    "SELECT sum(used) FROM meter WHERE organization_id = ?",
                    organization));
  }

  @Contract("MET-13")
  @Test
  void what_is_over_a_quota_is_not_pending_and_not_sent_and_what_is_within_is() {
    subscribe(store, SubscriptionSpec.to(receiver.url()));
    DomainEvent within = of("acme");
    assertThat(ingest.submit(List.of(within))).containsExactly(MeteredIngest.Outcome.STORED);
    turns.settle();
    assertThat(receiver.only().header("X-Tidings-Event-Id")).isEqualTo(within.id());

    assertThat(ingest.submit(List.of(of("acme")))).containsExactly(MeteredIngest.Outcome.DENIED);
    turns.feed();
    assertThat(pending(store)).isZero();
    turns.settle();
    assertThat(receiver.requests()).hasSize(1);
    assertThat(used("acme")).isEqualTo(1);
  }

  @Contract("MET-27")
  @Test
  void a_batch_that_comes_again_while_its_delivery_fails_is_charged_and_delivered_once() {
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(receiver.url()));
    receiver.answer(Receiver.status(503, "busy"));
    List<DomainEvent> batch = List.of(of("acme"));
    ingest.submit(batch);
    turns.settle();
    assertThat(ingest.submit(batch)).containsExactly(MeteredIngest.Outcome.STORED);
    exhaust(turns);

    assertThat(used("acme")).isEqualTo(1);
    assertThat(receiver.requests())
        .hasSize(6)
        .extracting(Receiver.Request::deliveryId)
        .containsOnly(DeliveryId.of(PROJECT, made.id(), batch.get(0).id()));
    assertThat(deliveries(store, made)).hasSize(1);
  }
}
