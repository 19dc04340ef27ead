package io.tidings.event.services.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventCatalog.Entry;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.services.host.ExactPayloads;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolPolicy;
import io.tidings.event.services.tool.ToolRuntime;
import io.tidings.event.shape.DetailShape;
import io.tidings.event.shape.DetailShape.Component;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The payload kinds of the catalogue: completeness, descriptions, and typed subscriptions. */
class ServiceCatalogTest {

  private static final List<Entry> ENTRIES = ServiceCatalog.CATALOG.describe();

  private static Stream<DetailShape.Structure> payloads() {
    return ENTRIES.stream().map(Entry::details).filter(Objects::nonNull);
  }

  @Test
  @Contract("EMI-17")
  void every_type_but_unknown_has_a_payload() {
    assertThat(ENTRIES).hasSize(EventType.values().length);
    assertThat(ENTRIES)
        .filteredOn(entry -> entry.payload() == null)
        .extracting(Entry::kind)
        .containsExactly(EventType.UNKNOWN);
    assertThat(ENTRIES)
        .filteredOn(entry -> entry.payload() != null)
        .hasSize(68)
        .allMatch(entry -> entry.kind() instanceof EventType && entry.description() != null);
  }

  @Test
  void every_component_but_ids_and_names_is_described() {
    List<Component> components = new ArrayList<>();
    payloads().forEach(payload -> collect(payload, components));

    assertThat(components).hasSizeGreaterThan(100);
    assertThat(components)
        .filteredOn(component -> component.description() == null)
        .extracting(Component::name)
        .allMatch(name -> name.matches("[a-z]+_(id|name)"));
    assertThat(components)
        .extracting(Component::description)
        .filteredOn(Objects::nonNull)
        .allMatch(text -> text.matches("The .{2,90}\\."));
  }

  private static void collect(DetailShape shape, List<Component> components) {
    if (shape instanceof DetailShape.Structure structure) {
      components.addAll(structure.components());
      structure.components().forEach(component -> collect(component.shape(), components));
    } else if (shape instanceof DetailShape.Entries entries) {
      collect(entries.value(), components);
    } else if (shape instanceof DetailShape.Elements elements) {
      collect(elements.element(), components);
    }
  }

  @Test
  void test_delivery_of_event_webhooks_is_read() {
    DomainEvent tested =
        DomainEvent.root(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
            .detail("subscription_id", "draft")
            .build();

    ExactPayloads.ofServices().assertExact(List.of(tested));
    assertThat(tested.payload(WebhookPayloads.SUBSCRIPTION_TESTED).subscriptionId())
        .isEqualTo("draft");
  }

  @Test
  void typed_subscription_receives_the_payload_of_a_service() throws Exception {
    List<ToolPayloads.Errored> received = new ArrayList<>();
    try (Host host = new Host(Host.With.A_BUS);
        ToolRuntime tools =
            new ToolRuntime(host.options(), ToolPolicy.once(), pause -> {}, () -> 0.5)) {
      host.bus().subscribe(ToolPayloads.ERRORED, (error, event) -> received.add(error));

      assertThatThrownBy(() -> tools.run(failing(new IllegalStateException("busy")), ""))
          .hasMessage("busy");
      assertThatThrownBy(() -> tools.run(failing(new Unprintable()), ""))
          .isInstanceOf(Unprintable.class);
    }

    assertThat(received)
        .containsExactly(
            new ToolPayloads.Errored("flaky", "java.lang.IllegalStateException", "busy", 0L),
            new ToolPayloads.Errored("flaky", Unprintable.class.getName(), null, 0L));
  }

  private static Tool<String, String> failing(Exception failure) {
    return Tool.of(
        "flaky",
        input -> {
          throw failure;
        });
  }

  /** Failure without a readable message. */
  private static final class Unprintable extends Exception {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  /** Payload of {@code tool.retried} that lacks a component. */
  record Lacking(String toolName, int attempt) {}

  /** Payload of {@code tool.retried} with a component that no event has. */
  record Exceeding(String toolName, int attempt, int maxAttempts, @Nullable String reason) {}

  private static final List<DomainEvent> RETRIED =
      List.of(
          DomainEvent.root(EventType.TOOL_RETRIED)
              .payload(ToolPayloads.RETRIED, new ToolPayloads.Retried("flaky", 2, 3))
              .build());

  private static ExactPayloads comparedWith(Class<? extends Record> payload) {
    return ExactPayloads.of(
        EventCatalog.builder().payload(PayloadKind.of(EventType.TOOL_RETRIED, payload)).build());
  }

  @Test
  @Contract("EMI-17")
  void missing_or_unused_component_is_noticed() {
    comparedWith(ToolPayloads.Retried.class).assertExact(RETRIED);
    assertThat(comparedWith(ToolPayloads.Retried.class).absent(RETRIED)).isEmpty();

    assertThatThrownBy(() -> comparedWith(Lacking.class).assertExact(RETRIED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("max_attempts");
    assertThat(comparedWith(Exceeding.class).absent(RETRIED))
        .containsExactly("tool.retried reason");
  }
}
