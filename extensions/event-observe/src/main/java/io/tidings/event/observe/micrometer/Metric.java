package io.tidings.event.observe.micrometer;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions of all meters; {@code docs/reference/metrics.md} is compared with them. */
enum Metric {
  EMITTED(Meter.Type.COUNTER, "tidings.events.emitted", "events", "Events accepted.", "kind"),
  REJECTED(
      Meter.Type.COUNTER,
      "tidings.events.rejected",
      "events",
      "Events that a limit or a dispatch order rejected, or that a closed bus dropped.",
      "kind",
      "reason"),

  HANDLER(
      Meter.Type.TIMER,
      "tidings.handler",
      null,
      "Calls of the handlers, and the time in them; the time of fast handlers is estimated.",
      "subscription"),
  HANDLER_MAX(
      Meter.Type.GAUGE,
      "tidings.handler.max",
      null,
      "Longest timed call within the last one to two minutes.",
      "subscription"),
  HANDLER_FAILURES(
      Meter.Type.COUNTER,
      "tidings.handler.failures",
      "calls",
      "Calls of the handlers that threw, failed attempts included.",
      "subscription"),

  DELIVERED(
      Meter.Type.COUNTER,
      "tidings.subscription.delivered",
      "events",
      "Events that the handlers have handled.",
      "subscription"),
  FAILED(
      Meter.Type.COUNTER,
      "tidings.subscription.failed",
      "events",
      "Events whose attempts have all failed and that went to no dead-letter handler.",
      "subscription"),
  RETRIED(
      Meter.Type.COUNTER,
      "tidings.subscription.retried",
      "attempts",
      "Further attempts after a failure.",
      "subscription"),
  DROPPED(
      Meter.Type.COUNTER,
      "tidings.subscription.dropped",
      "events",
      "Events that found no room in the queue, or were replaced by later ones.",
      "subscription"),
  DISCARDED(
      Meter.Type.COUNTER,
      "tidings.subscription.discarded",
      "events",
      "Events left in the queue when the subscription or the bus ended.",
      "subscription"),
  DEAD(
      Meter.Type.GAUGE,
      "tidings.subscription.dead",
      "events",
      "Dead letters, without those queued again.",
      "subscription"),
  QUEUED(
      Meter.Type.GAUGE,
      "tidings.subscription.queued",
      "events",
      "Events in the queue.",
      "subscription"),
  IN_FLIGHT(
      Meter.Type.GAUGE,
      "tidings.subscription.inflight",
      "events",
      "Events being handled, or waiting for their next attempt.",
      "subscription"),

  TAP_PENDING(
      Meter.Type.GAUGE,
      "tidings.tap.pending",
      "events",
      "Events that the tap has accepted and its delegate has not processed.",
      "tap"),
  TAP_DROPPED(
      Meter.Type.COUNTER,
      "tidings.tap.dropped",
      "events",
      "Events that found no room in the queue of the tap.",
      "tap"),
  TAP_FAILED(
      Meter.Type.COUNTER,
      "tidings.tap.failed",
      "events",
      "Events for which the delegate of the tap threw.",
      "tap"),

  APPEND(
      Meter.Type.TIMER,
      "tidings.trail.append",
      null,
      "Appends to the trail, and the time until their commit.",
      "outcome"),
  APPEND_EVENTS(
      Meter.Type.DISTRIBUTION_SUMMARY,
      "tidings.trail.append.events",
      "events",
      "Events of an append.",
      "outcome"),
  ATTEMPT(
      Meter.Type.TIMER,
      "tidings.delivery.attempt",
      null,
      "Attempts of durable deliveries, and the time in their handlers.",
      "delivery",
      "outcome"),
  ATTEMPT_RETRIES(
      Meter.Type.COUNTER,
      "tidings.delivery.retries",
      "attempts",
      "Attempts of durable deliveries after the first one of an event.",
      "delivery"),

  DELIVERIES(
      Meter.Type.GAUGE,
      "tidings.trail.deliveries",
      "deliveries",
      "Durable deliveries whose position is stored in the trail."),
  DELIVERY_LAG(
      Meter.Type.GAUGE,
      "tidings.delivery.lag",
      "events",
      "Events beyond the position of the delivery.",
      "delivery"),
  DELIVERY_LAG_TIME(
      Meter.Type.GAUGE,
      "tidings.delivery.lag.time",
      null,
      "Time since the first event beyond the position was stored.",
      "delivery"),
  DELIVERY_FAILED(
      Meter.Type.GAUGE,
      "tidings.delivery.failed",
      "events",
      "Events that wait for another attempt.",
      "delivery"),
  DELIVERY_HELD(
      Meter.Type.GAUGE,
      "tidings.delivery.held",
      "events",
      "Events held back by an earlier one of their key.",
      "delivery"),
  DELIVERY_DEAD(Meter.Type.GAUGE, "tidings.delivery.dead", "events", "Dead letters.", "delivery"),
  FOLLOWER_LAG(
      Meter.Type.GAUGE,
      "tidings.follower.lag",
      "positions",
      "Positions between the follower and the last event of the trail.",
      "follower"),

  WEBHOOK(
      Meter.Type.TIMER,
      "tidings.webhook.delivery",
      null,
      "Final outcomes of webhook deliveries, and the time since they were first due.",
      "outcome",
      "status"),
  WEBHOOK_ATTEMPTS(
      Meter.Type.DISTRIBUTION_SUMMARY,
      "tidings.webhook.attempts",
      "attempts",
      "Attempts of a webhook delivery.",
      "outcome");

  private final Meter.Type type;
  private final String id;
  private final @Nullable String unit;
  private final String description;
  private final String tags;

  Metric(Meter.Type type, String id, @Nullable String unit, String description, String... tags) {
    this.type = type;
    this.id = id;
    this.unit = unit;
    this.description = description;
    this.tags = String.join(" ", tags);
  }

  Meter.Type type() {
    return type;
  }

  /** Returns the name in a registry. */
  String id() {
    return id;
  }

  /** Returns the base unit; null for a time, whose unit the registry chooses. */
  @Nullable String unit() {
    return unit;
  }

  String description() {
    return description;
  }

  /** Returns the names of the tags. */
  List<String> tags() {
    return tags.isEmpty() ? List.of() : List.of(tags.split(" ", -1));
  }
}
