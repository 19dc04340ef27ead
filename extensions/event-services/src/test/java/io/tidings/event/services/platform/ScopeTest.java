package io.tidings.event.services.platform;

import static io.tidings.event.EventType.TRACES_FETCHED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scope resolution per field: explicit, ambient, then the host's source. */
class ScopeTest {

  private static final EventScope FULL = new EventScope("o", "w", "p", "u");
  private static final EventScope NONE = EventScope.none();

  private static RecordingEventBus emitted(
      TextScope explicit, EventScope ambient, EventScope source) {
    RecordingEventBus bus =
        RecordingEventBus.create(
            options -> options.events(EventFactory.standard().withScopes(() -> source)));
    try (EventContext.Handle opened = ambient.open()) {
      new PlatformEmitter(EventEmitter.of(bus)).traceFetched(ItemNotice.one("t").scope(explicit));
    }
    return bus;
  }

  private static EventScope scope(String fields, String suffix) {
    return new TextScope(
            fields.contains("o") ? "o" + suffix : null,
            fields.contains("w") ? "w" + suffix : null,
            fields.contains("p") ? "p" + suffix : null,
            fields.contains("u") ? "u" + suffix : null)
        .toEventScope();
  }

  private static TextScope text(EventScope scope) {
    return new TextScope(scope.organization(), scope.workspace(), scope.project(), scope.user());
  }

  @Test
  @Contract({"SCO-06", "SCO-07", "AGR-05", "TST-08"})
  void event_requires_project_and_user_from_any_source() {
    List<String> subsets = List.of("", "o", "p", "u", "pu", "op", "wu", "owpu");
    for (String explicit : subsets) {
      for (String ambient : subsets) {
        for (String source : subsets) {
          String given = explicit + ambient + source;
          RecordingEventBus bus =
              emitted(text(scope(explicit, "")), scope(ambient, ""), scope(source, ""));
          if (given.contains("p") && given.contains("u")) {
            assertThat(bus).emitted(TRACES_FETCHED).withScope(scope(given, ""));
            assertThat(bus).emitted(TRACES_FETCHED).withDetail("user_id", "u");
          } else {
            assertThat(bus).emittedNothing();
          }
        }
      }
    }
  }

  @Test
  @Contract({"SCO-06", "TST-08"})
  void a_read_takes_the_ambient_scope_if_it_has_project_and_user() {
    assertThat(emitted(TextScope.none(), FULL, scope("owpu", "-of-request")))
        .emitted(TRACES_FETCHED)
        .withScope(FULL);
  }

  @Test
  @Contract({"SCO-06", "TST-08"})
  void a_read_without_an_ambient_scope_takes_that_of_the_request() {
    assertThat(emitted(TextScope.none(), NONE, scope("pu", "-of-request")))
        .emitted(TRACES_FETCHED)
        .withScope(scope("pu", "-of-request"));
  }

  @Test
  @Contract("TST-08")
  void explicit_scope_precedes_ambient_scope_and_source() {
    assertThat(emitted(TextScope.of("mine", "me"), FULL, NONE))
        .emitted(TRACES_FETCHED)
        .withScope(NONE.withProject("mine").withUser("me"));
  }

  @Test
  @Contract("AGR-05")
  void a_scope_of_another_project_lends_no_user() {
    assertThat(emitted(TextScope.of("mine", null), FULL, NONE)).emittedNothing();
  }

  @Test
  @Contract("AGR-05")
  void a_project_without_a_user_is_skipped() {
    assertThat(emitted(TextScope.of("p", null), NONE, NONE)).emittedNothing();
    assertThat(emitted(TextScope.of(null, "u"), NONE, NONE)).emittedNothing();
  }

  @Test
  @Contract("SCO-09")
  void organization_comes_from_the_ambient_scope() {
    assertThat(emitted(TextScope.of("p", "u"), FULL, NONE)).emitted(TRACES_FETCHED).withScope(FULL);
  }

  @Test
  @Contract("SCO-08")
  void text_of_a_request_that_cannot_be_an_id_counts_as_missing() {
    String tooLong = "x".repeat(129);
    assertThat(new TextScope("Ö", "a b", "p", tooLong).toEventScope())
        .isEqualTo(NONE.withProject("p"));
    assertThat(new TextScope("o", "", "p", "u").toEventScope())
        .isEqualTo(new EventScope("o", null, "p", "u"));
    assertThat(TextScope.none().toEventScope()).isEqualTo(NONE);

    assertThat(emitted(TextScope.none(), NONE, TextScope.of("p", "ü").toEventScope()))
        .emittedNothing();
    assertThat(emitted(TextScope.none(), NONE, new TextScope("Ö", null, "p", "u").toEventScope()))
        .emitted(TRACES_FETCHED)
        .withScope(NONE.withProject("p").withUser("u"));
  }

  @Test
  @Contract("SCO-08")
  void invalid_explicit_id_is_not_replaced_from_elsewhere() {
    assertThat(emitted(TextScope.of("prüfung", "u"), FULL, NONE)).emittedNothing();
    assertThat(emitted(TextScope.of("p", "ü"), FULL, NONE)).emittedNothing();
    assertThat(emitted(new TextScope("Ö", null, "p", "u"), FULL, NONE)).emittedNothing();
    assertThat(emitted(new TextScope(null, "Ö", "p", "u"), FULL, NONE)).emittedNothing();
  }
}
