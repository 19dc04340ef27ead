package io.tidings.event.spring.autoconfigure;

import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.spring.TransactionMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param kafka the exchange of events with other hosts
 */
@ConfigurationProperties(prefix = "tidings", ignoreUnknownFields = false)
record TidingsProperties(
    @DefaultValue("10s") Duration closeTimeout,
    @DefaultValue Trail trail,
    @DefaultValue Transactions transactions,
    @DefaultValue Logging logging,
    @DefaultValue Redaction redaction,
    @DefaultValue Scope scope,
    @DefaultValue SpringEvents springEvents,
    @DefaultValue Kafka kafka) {

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

  /**
   * The properties {@code tidings.kafka}.
   *
   * @param bootstrapServers the brokers; by default those of spring.kafka.bootstrap-servers
   * @param origin the identity of this host's trail, the source of its CloudEvents, such as
   *     "//orders.example/trail"
   * @param properties further settings of Kafka's clients
   * @param relay the relay of the trail
   * @param source the source of the events of other hosts
   */
  record Kafka(
      @DefaultValue List<String> bootstrapServers,
      @Nullable URI origin,
      @DefaultValue Map<String, String> properties,
      @DefaultValue Relay relay,
      @DefaultValue Source source) {

    /**
     * The properties {@code tidings.kafka.relay}.
     *
     * @param topic the topic of all events; the relay starts if it is set
     * @param name the name of the relay's position in the trail
     * @param mode the form of a CloudEvent in a record: binary or structured
     * @param schema the address of the published JSON Schema of the application's catalogue
     */
    record Relay(
        @Nullable String topic,
        @DefaultValue("kafka") String name,
        @DefaultValue("binary") String mode,
        @Nullable URI schema) {}

    /**
     * The properties {@code tidings.kafka.source}.
     *
     * @param topics the topics to read; the source starts if there are some
     * @param name the name of the source in the inbox of the trail
     * @param group the group of the consumer; required for a source
     */
    record Source(
        @DefaultValue List<String> topics,
        @DefaultValue("kafka") String name,
        @Nullable String group) {}
  }
}
