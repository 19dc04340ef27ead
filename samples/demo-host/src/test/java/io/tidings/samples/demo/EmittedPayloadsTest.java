package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.redact.Redactor;
import io.tidings.event.services.platform.RequestType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payload records of the events of a run: read in process, from JSON and redacted, and with no
 * component that the run leaves out (EMI-17, RED-03).
 */
@Tag("once")
class EmittedPayloadsTest {

  /** Names of the catalogue that no service here emits; a host may add them. */
  private static final Set<String> OF_HOSTS =
      Set.of(
          RequestType.DETAIL,
          "status_code",
          "status_message",
          "attributes",
          "rationale",
          "modification_type",
          "sandbox_path");

  @TempDir private Path directory;
  @TempDir private Path place;

  private final List<DomainEvent> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void play() throws IOException {
    Given.file(directory, "README.md", "# Apollo\n\nTODO land\n");
    Given.file(directory, "src/Apollo.java", "class Apollo {}\n");
    new Demo(
            DemoOptions.defaults(),
            Terminal.NONE,
            new Output(new StringWriter()),
            Given.environment(place))
        .tap(events::add)
        .run(directory);
    events.removeIf(event -> !(event.kind() instanceof EventType));
  }

  @Test
  void payload_is_the_same_in_process_and_from_json() {
    assertThat(events).hasSizeGreaterThan(100);
    for (DomainEvent event : events) {
      DomainEvent read = DomainEventJson.standard().read(DomainEventJson.standard().write(event));
      PayloadKind<?> kind = Payloads.kind(event.kind());

      assertThat(read.payload(kind)).isEqualTo(event.payload(kind));
      assertThat(event.details().keySet()).as(kind.id()).isSubsetOf(Payloads.names(event.kind()));
    }
  }

  @Test
  void each_component_is_emitted_by_real_work() {
    Map<Class<?>, Set<String>> absent = new HashMap<>();
    events.forEach(
        event ->
            absent.put(
                Payloads.kind(event.kind()).type(),
                new LinkedHashSet<>(Payloads.names(event.kind()))));
    events.forEach(
        event ->
            absent
                .getOrDefault(Payloads.kind(event.kind()).type(), Set.of())
                .removeAll(event.details().keySet()));

    assertThat(absent).hasSizeGreaterThan(40);
    assertThat(absent).allSatisfy((record, names) -> assertThat(names).as("%s", record).isEmpty());
  }

  @Test
  void no_detail_of_the_catalogue_is_a_secret() {
    Set<String> names = new TreeSet<>(OF_HOSTS);
    for (DomainEvent event : events) {
      names.addAll(Payloads.names(event.kind()));
      collect(event.details(), names);
    }

    assertThat(names).hasSizeGreaterThan(90);
    for (String name : names) {
      DomainEvent event = DomainEvent.root(EventType.PLAN_CREATED).detail(name, "text").build();
      assertThat(Redactor.standard().redact(event)).as(name).isSameAs(event);
    }
  }

  private static void collect(Object value, Set<String> names) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, inner) -> {
            names.add((String) name);
            collect(inner, names);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> collect(inner, names));
    }
  }
}
