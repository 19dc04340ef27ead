package io.tidings.event.webhooks.internal.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.SubscriptionSpec;
import io.tidings.event.webhooks.WebhookStore;
import io.tidings.event.webhooks.internal.tables.Sql;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
import io.tidings.event.webhooks.internal.tables.SubscriptionTable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events skipped during a pause, read while the subscription changes. */
class MissedDeliveriesTest {

  private static final String PROJECT = "apollo";

  @TempDir Path directory;
  private EventStore trail;
  private WebhookStore store;
  private String id;

  @BeforeEach
  void open() {
    trail = EventStore.open(directory.resolve("trail.db"));
    store = WebhookStore.in(trail, SecretVault.inFile(directory.resolve("webhooks.key")));
    SubscriptionSpec spec = SubscriptionSpec.to("https://hooks.example.com");
    id = store.create(PROJECT, spec, null).subscription().id();
    store.pause(PROJECT, id);
    append();
    store.resume(PROJECT, id);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  private void append() {
    trail.append(
        DomainEvent.root(EventType.TRACES_FETCHED)
            .scope(EventScope.none().withProject(PROJECT))
            .build());
  }

  private SubscriptionRow row() {
    return trail
        .database()
        .read(connection -> SubscriptionTable.find(connection, PROJECT, id))
        .orElseThrow();
  }

  private MissedDeliveries.Page page(MissedDeliveries missed, SubscriptionRow row) {
    long after = requireNonNull(row.missedAfter());
    return missed.read(row, after, trail.database().read(StateTable::revision));
  }

  private long pending() {
    return trail
        .database()
        .read(connection -> Sql.number(connection, "SELECT count(*) FROM webhook_pending"));
  }

  @Contract("WEB-05")
  @Test
  void events_of_a_pause_during_the_read_stay_missed() {
    MissedDeliveries missed = new MissedDeliveries(trail);
    SubscriptionRow before = row();
    MissedDeliveries.Page page = page(missed, before);
    store.pause(PROJECT, id);
    append();
    store.resume(PROJECT, id);
    missed.enqueue(before, page);

    assertThat(row().missedAfter()).isNotNull();
    missed.enqueue(row(), page(missed, row()));
    assertThat(pending()).isEqualTo(2);
    assertThat(row().missedAfter()).isNull();
  }

  @Test
  void page_that_another_dispatcher_has_enqueued_changes_nothing() {
    MissedDeliveries missed = new MissedDeliveries(trail);
    SubscriptionRow before = row();
    MissedDeliveries.Page page = page(missed, before);
    missed.enqueue(before, page);
    trail.database().write(c -> Sql.update(c, "DELETE FROM webhook_pending"));
    missed.enqueue(before, page);

    assertThat(pending()).isZero();
  }
}
