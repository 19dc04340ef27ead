package io.tidings.event.services.boundary;

import static io.tidings.event.EventType.APPLICATIONS_REVISIONS_FETCHED;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.id;
import static io.tidings.event.services.revision.Fixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.revision.Draft;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.services.revision.RevisionStore;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads behind several routes, of which a request takes one. */
class RoutesTest {

  /** One is below another, so that a request could meet both. */
  private static final List<String> ROUTES =
      List.of("/applications/", "/applications/revisions/", "/preview/applications/revisions/");

  private static final EventScope SCOPE =
      EventScope.none().withProject("apollo").withUser("margaret");

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final ServiceOptions options = ServiceOptions.of(bus);
  private final RevisionService<String> applications =
      new RevisionService<>(
          RevisionDomain.APPLICATIONS,
          RevisionStore.inMemory(RevisionDomain.APPLICATIONS),
          options);
  private final RevisionReader<String> reads = new RevisionReader<>(applications, options);
  private final String revision =
      id(stored(applications.create(AUTHOR, "guidance", Draft.of("data"))));

  private Function<String, Integer> reading(int times) {
    return asked -> {
      int status = 404;
      try (EventContext.Handle opened = SCOPE.open()) {
        for (int i = 0; i < times; i++) {
          status = reads.fetch("apollo", asked) == null ? 404 : 200;
        }
      }
      return status;
    };
  }

  /** Mounts a handler under all routes, and gives a request to the longest that matches. */
  private static int asked(Function<String, Integer> handler, String path) {
    return matching(path).limit(1).map(route -> handler.apply(rest(path))).findFirst().orElse(404);
  }

  private static Stream<String> matching(String path) {
    return ROUTES.stream()
        .filter(path::startsWith)
        .sorted(Comparator.comparingInt(String::length).reversed());
  }

  private static String rest(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private long emittedCount() {
    return bus.recording().events().stream()
        .filter(event -> event.is(APPLICATIONS_REVISIONS_FETCHED))
        .count();
  }

  @Test
  @Contract("AGR-23")
  void handler_under_several_routes_emits_once_per_request() {
    long requests = 0;
    for (String route : ROUTES) {
      assertThat(asked(reading(1), route + revision)).as(route).isEqualTo(200);
      assertThat(emittedCount()).as(route).isEqualTo(++requests);
    }
    assertThat(asked(reading(1), "/elsewhere/" + revision)).isEqualTo(404);
    assertThat(asked(reading(1), ROUTES.get(1) + "unknown")).isEqualTo(404);
    assertThat(emittedCount()).isEqualTo(requests);
  }

  /** Negative controls: a handler that reads twice, and routes that all are followed. */
  @Test
  void request_that_emits_twice_is_detected() {
    assertThat(asked(reading(2), ROUTES.get(1) + revision)).isEqualTo(200);
    assertThat(emittedCount()).isEqualTo(2);

    String path = ROUTES.get(1) + revision;
    assertThat(matching(path).map(route -> reading(1).apply(rest(path)))).containsOnly(200);
    assertThat(emittedCount()).isEqualTo(4);
  }
}
