package io.tidings.event.services.examples;

import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.ExternalId;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.boundary.RevisionReader;
import io.tidings.event.services.platform.ItemNotice;
import io.tidings.event.services.platform.PlatformEmitter;
import io.tidings.event.services.platform.RevisionAction;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionNotice;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.platform.TextScope;
import io.tidings.event.services.revision.Author;
import io.tidings.event.services.revision.Delta;
import io.tidings.event.services.revision.Draft;
import io.tidings.event.services.revision.EnvironmentService;
import io.tidings.event.services.revision.Revision;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.services.revision.RevisionStore;
import io.tidings.event.spi.TraceSource.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Examples of docs/guide/emitting.md. */
final class EmittingExamples {

  private EmittingExamples() {}

  enum InvoiceEvent implements EventKind {
    PAID;

    @Override
    public String id() {
      return "invoice.paid";
    }
  }

  record Invoice(String id) {
    Invoice paid() {
      return this;
    }
  }

  interface Request {
    String header(String name);
  }

  interface State {
    String project();

    String user();
  }

  record Prompt(String text) {}

  record Testset(RevisionReference reference, @Nullable String message) {}

  static void store(Object stored) {
    Objects.requireNonNull(stored);
  }

  static final class Invoices {
    private final EventEmitter events;

    Invoices(@Nullable EventBus bus) {
      this.events = EventEmitter.of(bus);
    }

    void pay(Invoice invoice) {
      store(invoice.paid());
      events.emit(
          InvoiceEvent.PAID, e -> e.detail("invoice_id", invoice.id()).actorName("cashier"));
    }
  }

  static String boundary(Request request) {
    EventScope scope =
        EventScope.lenient("nasa", "houston", request.header("project"), request.header("user"));
    try (var opened = scope.open()) {
      return handle(request);
    }
  }

  static final class Memory {
    private final EventEmitter events;

    Memory(@Nullable EventBus bus) {
      this.events = EventEmitter.of(bus);
    }

    void add(String memoryId, String message) {
      store(message);
      events.emit(
          EventType.SESSION_MESSAGE_SENT,
          e -> e.sessionId(ExternalId.encode(memoryId)).detail("length", message.length()));
    }
  }

  static String handle(Request request) {
    return request.toString();
  }

  static EventBus source(State state) {
    EventFactory events =
        EventFactory.standard()
            .withScopes(() -> EventScope.lenient(null, null, state.project(), state.user()));
    EventBus bus = EventBus.builder().events(events).build();
    return bus;
  }

  static EventFactory traces() {
    EventFactory events =
        EventFactory.standard()
            .withTraces(
                () -> {
                  String traceId = MDC.get("trace_id");
                  return traceId == null ? null : new Trace(traceId, MDC.get("span_id"));
                });
    return events;
  }

  static @Nullable Revision<Prompt> services(
      EventBus bus, Prompt prompt, String productionId, EventScope scope) {
    RevisionStore<Prompt> store = RevisionStore.inMemory(RevisionDomain.APPLICATIONS);
    RevisionService<Prompt> applications =
        new RevisionService<>(RevisionDomain.APPLICATIONS, store, ServiceOptions.of(bus));
    Author author = new Author("apollo", "margaret");

    Revision<Prompt> first =
        applications.create(author, "guidance", Draft.of(prompt).withMessage("first flight"));
    if (first == null) {
      return null;
    }
    EnvironmentService environments =
        new EnvironmentService(
            RevisionStore.inMemory(RevisionDomain.ENVIRONMENTS), ServiceOptions.of(bus));
    environments.deploy(author, productionId, "guidance", first.reference(), "launch");
    environments.commitDelta(author, productionId, Delta.remove("landing"));
    return read(applications, bus, scope, first.reference());
  }

  static @Nullable Revision<Prompt> read(
      RevisionService<Prompt> applications,
      EventBus bus,
      EventScope scope,
      RevisionReference reference) {
    RevisionReader<Prompt> reader =
        new RevisionReader<>(applications, ServiceOptions.of(bus))
            .cached(10_000, Duration.ofMinutes(1));
    try (var opened = scope.open()) {
      return reader.retrieve("apollo", reference);
    }
  }

  static void service(EventBus bus, Prompt prompt) {
    RevisionService<Prompt> applications =
        new RevisionService<>(
            RevisionDomain.APPLICATIONS,
            RevisionStore.inMemory(RevisionDomain.APPLICATIONS),
            ServiceOptions.of(bus));
    Revision<Prompt> first =
        applications.create(new Author("apollo", "margaret"), "guidance", Draft.of(prompt));
    store(Objects.requireNonNull(first));
  }

  static void emitter(EventBus bus, Testset stored, String projectId, String userId) {
    PlatformEmitter events = new PlatformEmitter(EventEmitter.of(bus));
    events.revision(
        RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.COMMIT)
            .revision(stored.reference())
            .scope(TextScope.of(projectId, userId)));
  }

  static final class Testsets {
    private final PlatformEmitter events;

    Testsets(@Nullable EventBus bus) {
      this.events = new PlatformEmitter(EventEmitter.of(bus));
    }

    void commit(String projectId, String userId, Testset testset) {
      store(testset);
      events.revision(
          RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.COMMIT)
              .revision(testset.reference())
              .message(testset.message())
              .scope(TextScope.of(projectId, userId)));
    }
  }

  static List<Testset> query(PlatformEmitter events, String text, long total) {
    List<Testset> found = search(text);
    events.revision(
        RevisionNotice.of(RevisionDomain.TESTSETS, RevisionAction.QUERY)
            .revisions(found, Testset::reference)
            .count(total));
    return found;
  }

  static List<Testset> search(String text) {
    return List.of(
        new Testset(RevisionReference.of(RevisionDomain.TESTSETS), text.isEmpty() ? null : text));
  }

  static Map<String, Object> attributes() {
    Map<String, Object> attributes =
        ItemNotice.many(List.of("t-1", "t-2")).traceAttributes("margaret");
    return attributes;
  }
}
