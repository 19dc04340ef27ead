package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidings.event.webhooks.WebhookDelivery;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the final outcomes of webhook deliveries, by outcome and class of the status code.
 * Outcomes before the first {@link #bindTo} are not counted. Thread-safe.
 *
 * <pre>{@code
 * WebhookMeters meters = WebhookMeters.create();
 * meters.bindTo(registry);
 * WebhookDispatcher dispatcher = WebhookDispatcher.builder(webhooks).outcomes(meters).start();
 * }</pre>
 *
 * @contract OBS-06
 */
public final class WebhookMeters implements Consumer<WebhookDelivery>, MeterBinder {

  private final Bindings bindings = new Bindings(Tags.empty());

  private WebhookMeters() {}

  /** Returns meters for one dispatcher or several. */
  public static WebhookMeters create() {
    return new WebhookMeters();
  }

  /** Registers the meters; a second call with the same registry has no effect. */
  @Override
  public void bindTo(MeterRegistry registry) {
    bindings.bind(requireNonNull(registry, "registry"));
  }

  /** Counts an outcome. */
  @Override
  public void accept(WebhookDelivery delivery) {
    String outcome = delivery.success() ? "success" : "failure";
    Duration time = Duration.between(delivery.createdAt(), delivery.finishedAt());
    for (MeterRegistry registry : bindings.registries()) {
      Timer.builder(Metric.WEBHOOK.id())
          .tags(bindings.tags(Metric.WEBHOOK, outcome, statusClass(delivery.statusCode())))
          .description(Metric.WEBHOOK.description())
          .register(registry)
          .record(time);
      DistributionSummary.builder(Metric.WEBHOOK_ATTEMPTS.id())
          .tags(bindings.tags(Metric.WEBHOOK_ATTEMPTS, outcome))
          .baseUnit(Metric.WEBHOOK_ATTEMPTS.unit())
          .description(Metric.WEBHOOK_ATTEMPTS.description())
          .register(registry)
          .record(delivery.attempts());
    }
  }

  /** Returns "2xx" to "5xx", or "none" without a response of that range. */
  private static String statusClass(@Nullable Integer code) {
    return code == null || code < 100 || code > 599 ? "none" : code / 100 + "xx";
  }
}
