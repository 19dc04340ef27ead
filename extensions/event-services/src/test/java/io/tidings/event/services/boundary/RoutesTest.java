package io.tidings.event.services.boundary;

import static io.tidings.event.EventType.APPLICATIONS_REVISIONS_FETCHED;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.id;
import static io.tidings.event.services.revision.Fixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.revision.Draft;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.services.revision.RevisionStore;
import io.tidings.event.services.rows.Row;
import io.tidings.event.testkit.RecordingEventBus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads behind the routes of a real server. */
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
  private final RevisionReads<String> reads = new RevisionReads<>(applications, options);
  private final String revision =
      id(stored(applications.create(AUTHOR, "guidance", Draft.of("data"))));

  private HttpHandler reading(int times) {
    return exchange -> {
      String asked = Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
      int status = 404;
      try (EventContext.Opened opened = SCOPE.open()) {
        for (int i = 0; i < times; i++) {
          status = reads.fetch("apollo", asked) == null ? 404 : 200;
        }
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** Asks a server that has one handler under all routes, and returns its answers' status. */
  private static List<Integer> asked(HttpHandler handler, String... paths) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ROUTES.forEach(route -> server.createContext(route, handler));
    server.start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      URI root =
          URI.create("http://%s:%s".formatted(
              server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort()));
      List<Integer> answers = new ArrayList<>();
      for (String path : paths) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).build();
        answers.add(client.send(request, BodyHandlers.discarding()).statusCode());
      }
      return answers;
    } finally {
      server.stop(0);
    }
  }

  private long told() {
    return bus.recording().events().stream()
        .filter(event -> event.is(APPLICATIONS_REVISIONS_FETCHED))
        .count();
  }

  @Test
  @Row("AGR-23")
  void one_handler_under_several_routes_tells_of_each_request_once() throws Exception {
    long requests = 0;
    for (String route : ROUTES) {
      assertThat(asked(reading(1), route + revision)).as(route).containsExactly(200);
      assertThat(told()).as(route).isEqualTo(++requests);
    }
    assertThat(asked(reading(1), "/elsewhere/" + revision, ROUTES.get(1) + "unknown"))
        .containsExactly(404, 404);
    assertThat(told()).isEqualTo(requests);
  }

  /** The negative control. */
  @Test
  void a_handler_that_reads_twice_for_one_request_is_found() throws Exception {
    assertThat(asked(reading(2), ROUTES.get(1) + revision)).containsExactly(200);

    assertThat(told()).isEqualTo(2);
  }
}
