package io.tidings.event.spring.autoconfigure;

import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.spring.TransactionMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of Tidings. An unknown one below {@code tidings} fails the start.
 *
 * @param closeTimeout the time that the bus has at shutdown for what is queued
 * @param trail the trail
 * @param transactions the emits within transactions
 * @param logging the log of events
 * @param redaction the masking of secrets in log and trail
 * @param scope the scope of the events of a request
 * @param springEvents the bridge to the events of Spring
 */
@ConfigurationProperties(prefix = "tidings", ignoreUnknownFields = false)
record TidingsProperties(
    @DefaultValue("10s") Duration closeTimeout,
    @DefaultValue Trail trail,
    @DefaultValue Transactions transactions,
    @DefaultValue Logging logging,
    @DefaultValue Redaction redaction,
    @DefaultValue Scope scope,
    @DefaultValue SpringEvents springEvents) {

  /**
   * The properties {@code tidings.trail}.
   *
   * @param enabled whether events are stored, if there is a DataSource or a URL
   * @param url the location: "file:trail.db", "datasource" for the application's PostgreSQL, or
   *     "datasource:name" for one of several; by default the application's single DataSource
   * @param queue the number of events that wait for the trail, where it is not an outbox
   * @param overflow the treatment of an event while the queue is full: block, drop-newest or
   *     drop-oldest
   * @param retention the age at which events are removed; by default they are kept
   * @param busyTimeout the longest wait for a lock or a server
   */
  record Trail(
      @DefaultValue("true") boolean enabled,
      @Nullable String url,
      @DefaultValue("10000") int queue,
      @DefaultValue("block") OverflowPolicy overflow,
      @Nullable Duration retention,
      @DefaultValue("10s") Duration busyTimeout) {}

  /**
   * The properties {@code tidings.transactions}.
   *
   * @param mode the treatment of events emitted within a transaction; by default outbox with a
   *     trail in the application's DataSource, else after-commit
   */
  record Transactions(@Nullable TransactionMode mode) {}

  /**
   * The properties {@code tidings.logging}.
   *
   * @param enabled whether each event is one entry of the logger io.tidings.audit
   */
  record Logging(@DefaultValue("true") boolean enabled) {}

  /**
   * The properties {@code tidings.redaction}.
   *
   * @param keys the names of further details to mask
   */
  record Redaction(@DefaultValue List<String> keys) {}

  /**
   * The properties {@code tidings.scope}. A header is trusted as it is: name one only behind a
   * gateway that sets it.
   *
   * @param organization the organization of all requests, unless the header has one
   * @param workspace the workspace of all requests, unless the header has one
   * @param project the project of all requests, unless the header has one
   * @param organizationHeader the header with the organization
   * @param workspaceHeader the header with the workspace
   * @param projectHeader the header with the project
   * @param userHeader the header with the user
   * @param userFromPrincipal whether the user is the authenticated one if there is no header
   */
  record Scope(
      @Nullable String organization,
      @Nullable String workspace,
      @Nullable String project,
      @Nullable String organizationHeader,
      @Nullable String workspaceHeader,
      @Nullable String projectHeader,
      @Nullable String userHeader,
      @DefaultValue("true") boolean userFromPrincipal) {}

  /**
   * The properties {@code tidings.spring-events}.
   *
   * @param bridge the direction in which events are passed on: none, to-spring, from-spring or both
   */
  record SpringEvents(@DefaultValue("none") SpringEventBridge bridge) {}
}
