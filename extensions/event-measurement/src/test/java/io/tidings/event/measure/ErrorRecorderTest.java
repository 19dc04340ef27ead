package io.tidings.event.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class ErrorRecorderTest extends MeasureFixture {

  private static final String ALL =
      "SELECT subsystem, operation, error_type, error_message, workspace_id, agent_id, action_name,"
          + " event_data FROM error_events ORDER BY id";
  private static final ErrorRecorder.Context CONTEXT =
      ErrorRecorder.Context.NONE.workspaceId("w-1").agentId(7).actionName("rebuild_index");

  /** Where a session breaks. */
  enum Step {
    OPEN,
    INSERT,
    COMMIT,
    ROLLBACK,
    CLOSE
  }

  /** A store that breaks at some steps, and tells which it was asked for. */
  private static final class Breaking implements ErrorSessions, ErrorSessions.Session {

    private final Set<Step> broken;
    private final List<Step> steps = new ArrayList<>();

    private Breaking(Step... broken) {
      this.broken = Set.copyOf(List.of(broken));
    }

    private void at(Step step) throws SQLException {
      steps.add(step);
      if (broken.contains(step)) {
        throw new SQLException("broken at " + step);
      }
    }

    @Override
    public Session open() throws SQLException {
      at(Step.OPEN);
      return this;
    }

    @Override
    public void insert(ErrorEntry entry) throws SQLException {
      at(Step.INSERT);
    }

    @Override
    public void commit() throws SQLException {
      at(Step.COMMIT);
    }

    @Override
    public void rollback() throws SQLException {
      at(Step.ROLLBACK);
    }

    @Override
    public void close() throws SQLException {
      at(Step.CLOSE);
    }
  }

  private static ErrorRecorder over(Breaking sessions) {
    return new ErrorRecorder(sessions, Redactor.standard());
  }

  private static Map<String, @Nullable Object> fields(ILoggingEvent entry) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    entry.getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
    return fields;
  }

  @Contract("MEA-01")
  @Test
  void the_signature_is_frozen() {
    assertThat(
            Arrays.stream(ErrorRecorder.class.getMethods())
                .filter(method -> method.getName().equals("record"))
                .map(Method::toGenericString))
        .containsExactlyInAnyOrder(
            "public void io.tidings.event.measure.ErrorRecorder.record(java.lang.String,"
                + "java.lang.String,java.lang.Throwable)",
            "public void io.tidings.event.measure.ErrorRecorder.record(java.lang.String,"
                + "java.lang.String,java.lang.Throwable,"
                + "io.tidings.event.measure.ErrorRecorder$Context)");
    assertThat(
            Arrays.stream(ErrorRecorder.Context.class.getRecordComponents())
                .map(part -> part.getType().getSimpleName() + " " + part.getName()))
        .containsExactly("String workspaceId", "Integer agentId", "String actionName", "Map extra");
  }

  @Contract({"MEA-02", "MEA-03", "TST-13"})
  @ParameterizedTest
  @EnumSource
  void whatever_breaks_in_the_store_the_error_is_logged_and_nothing_is_thrown(Step broken) {
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      assertThatCode(
              () ->
                  over(new Breaking(broken, Step.ROLLBACK))
                      .record("search", "rebuild", new IllegalStateException("broken")))
          .doesNotThrowAnyException();
      assertThat(log.messages(Level.ERROR)).hasSize(1);
    }
  }

  @Contract("MEA-03")
  @Test
  void the_log_comes_first() {
    Breaking sessions = new Breaking(Step.OPEN);
    List<Integer> stepsBefore = new ArrayList<>();
    try (Appending appending = new Appending(entry -> stepsBefore.add(sessions.steps.size()))) {
      over(sessions).record("search", "rebuild", new IllegalStateException("broken"));
      assertThat(appending.told).isEqualTo(1);
    }
    assertThat(stepsBefore).containsExactly(0);
    assertThat(sessions.steps).containsExactly(Step.OPEN);
  }

  @Contract({"MEA-06", "TST-13"})
  @Test
  void a_failure_to_store_is_warned_of_taken_back_and_the_session_is_closed() {
    for (Step broken : List.of(Step.INSERT, Step.COMMIT)) {
      Breaking sessions = new Breaking(broken, Step.ROLLBACK, Step.CLOSE);
      try (LogCapture log = LogCapture.of(ErrorRecorder.class)) {
        over(sessions).record("search", "rebuild", new IllegalStateException("broken"));
        assertThat(log.messages(Level.WARN)).hasSize(3);
      }
      assertThat(sessions.steps).endsWith(broken, Step.ROLLBACK, Step.CLOSE);
    }
    Breaking well = new Breaking();
    over(well).record("search", "rebuild", new IllegalStateException("broken"));
    assertThat(well.steps).containsExactly(Step.OPEN, Step.INSERT, Step.COMMIT, Step.CLOSE);
  }

  @Contract({"MEA-02", "TST-13"})
  @Test
  void an_error_that_cannot_be_asked_is_recorded_all_the_same() throws SQLException {
    ErrorRecorder recorder = ErrorRecorder.in(trail());
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      recorder.record("search", "rebuild", new Unreadable());
      recorder.record("search", "rebuild", new IllegalStateException((String) null));
      recorder.record("search", "rebuild", new IllegalStateException("outer", new Unreadable()));
      assertThat(log.messages(Level.ERROR)).hasSize(3);
      assertThat(fields(log.entries().get(1))).containsEntry("error_message", null);
    }
    assertThat(rows("SELECT error_type, error_message FROM error_events ORDER BY id"))
        .satisfiesExactly(
            row -> assertThat(row).endsWith("Unreadable|[its message cannot be read]"),
            row -> assertThat(row).isEqualTo("java.lang.IllegalStateException|null"),
            row -> assertThat(row).isEqualTo("java.lang.IllegalStateException|outer"));
  }

  @Contract("MEA-02")
  @Test
  @SuppressWarnings("NullAway")
  void nothing_at_all_is_recorded_as_unknown() throws SQLException {
    ErrorRecorder.in(trail()).record(null, null, null, null);

    assertThat(rows(ALL)).hasSize(1);
    assertThat(rows(ALL).get(0))
        .startsWith("unknown|unknown|java.lang.IllegalArgumentException|no error was given|null");
  }

  @Contract("MEA-02")
  @Test
  void a_log_that_throws_does_not_keep_an_error_from_being_stored() throws SQLException {
    try (Appending appending =
        new Appending(
            entry -> {
              throw new IllegalStateException("the disk of the log is full");
            })) {
      ErrorRecorder.in(trail()).record("search", "rebuild", new IllegalStateException("broken"));
      assertThat(appending.told).isEqualTo(1);
    }
    assertThat(rows(ALL)).hasSize(1);
  }

  @Contract("MEA-02")
  @Test
  void a_closed_store_and_one_for_reading_alone_hurt_nobody() {
    EventStore reading = EventStore.builder(file()).readOnly().open();
    trail().close();
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      ErrorRecorder.in(trail()).record("search", "rebuild", new IllegalStateException("broken"));
      ErrorRecorder.in(reading).record("search", "rebuild", new IllegalStateException("broken"));
      assertThat(log.messages(Level.ERROR)).hasSize(2);
    }
    reading.close();
  }

  @Contract({"MEA-04", "TST-13"})
  @Test
  void an_entry_has_its_fields_and_what_else_is_given_overwrites_none() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("attempt", 3);
    extra.put("subsystem", "forged");
    extra.put("api_key", "sk-123");
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      ErrorRecorder.logging()
          .record(
              "search",
              "rebuild",
              new IllegalStateException("broken: password=hunter2", new SQLException("inner")),
              CONTEXT.extra(extra));
      ILoggingEvent entry = log.entries().get(0);
      assertThat(entry.getLevel()).isEqualTo(Level.ERROR);
      assertThat(fields(entry))
          .containsEntry("subsystem", "search")
          .containsEntry("operation", "rebuild")
          .containsEntry("error_type", "java.lang.IllegalStateException")
          .containsEntry("error_message", "broken: password=[redacted]")
          .containsEntry("workspace_id", "w-1")
          .containsEntry("agent_id", 7)
          .containsEntry("action_name", "rebuild_index")
          .containsEntry("attempt", 3L)
          .containsEntry("extra.subsystem", "forged")
          .containsEntry("api_key", "[redacted]")
          .hasSize(10);
      assertThat(entry.getThrowableProxy().getMessage())
          .isEqualTo("java.lang.IllegalStateException: broken: password=[redacted]");
      assertThat(entry.getThrowableProxy().getStackTraceElementProxyArray()[0].toString())
          .contains("ErrorRecorderTest");
      assertThat(entry.getThrowableProxy().getCause().getMessage()).endsWith("inner");
    }
  }

  @Contract({"MEA-05", "TST-13"})
  @Test
  void texts_are_cut_in_the_log_and_in_the_store_alike() throws SQLException {
    String thousand = "x".repeat(1_000);
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      ErrorRecorder.in(trail())
          .record(
              thousand,
              thousand,
              new IllegalStateException(thousand),
              CONTEXT.actionName(thousand).workspaceId(thousand));
      Map<String, @Nullable Object> fields = fields(log.entries().get(0));
      assertThat(fields.get("error_message")).isEqualTo("x".repeat(500));
      assertThat(fields.get("subsystem")).isEqualTo("x".repeat(64));
      assertThat(fields.get("operation")).isEqualTo("x".repeat(128));
    }
    assertThat(
            rows(
                "SELECT length(subsystem), length(operation), length(error_message),"
                    + " length(action_name), length(workspace_id) FROM error_events"))
        .containsExactly("64|128|500|128|128");
  }

  @Contract("MEA-05")
  @Test
  void what_is_thrown_and_its_causes_are_cut_in_the_log_too() {
    Throwable error =
        new IllegalStateException("x".repeat(1_000), new SQLException("y".repeat(1_000)));
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      ErrorRecorder.logging().record("search", "rebuild", error);
      IThrowableProxy told = log.entries().get(0).getThrowableProxy();
      assertThat(told.getMessage())
          .isEqualTo("java.lang.IllegalStateException: " + "x".repeat(500));
      assertThat(told.getCause().getMessage())
          .isEqualTo("java.sql.SQLException: " + "y".repeat(500));
    }
  }

  @Contract("MEA-05")
  @Test
  void the_name_of_an_action_has_no_secrets() throws SQLException {
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      ErrorRecorder.in(trail())
          .record(
              "search",
              "rebuild",
              new IllegalStateException("broken"),
              CONTEXT.actionName("login password=hunter2"));
      assertThat(fields(log.entries().get(0)))
          .containsEntry("action_name", "login password=[redacted]");
    }
    assertThat(rows("SELECT action_name FROM error_events"))
        .containsExactly("login password=[redacted]");
  }

  @Contract({"MEA-02", "MEA-03"})
  @Test
  void an_error_whose_stack_is_none_is_logged_with_its_cause() throws SQLException {
    StackTraceElement[] holes = {null, new StackTraceElement("C", "m", "C.java", 7)};
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      for (StackTraceElement[] stack : Arrays.asList(null, holes)) {
        ErrorRecorder.in(trail()).record("search", "rebuild", new Stacked(stack));
      }
      assertThat(log.messages(Level.ERROR)).hasSize(2);
      assertThat(log.entries())
          .allSatisfy(
              entry ->
                  assertThat(entry.getThrowableProxy().getCause().getMessage()).endsWith("inner"));
      assertThat(log.entries().get(1).getThrowableProxy().getStackTraceElementProxyArray())
          .hasSize(1);
    }
    assertThat(rows(ALL)).hasSize(2);
  }

  @Contract({"MEA-02", "MEA-03"})
  @Test
  @Timeout(30)
  void within_a_transaction_of_its_thread_an_error_is_logged_without_waiting() throws SQLException {
    trail().close();
    try (EventStore patient =
            EventStore.builder(file()).busyTimeout(Duration.ofSeconds(60)).open();
        LogCapture log = LogCapture.of(ErrorRecorder.LOGGER);
        LogCapture warnings = LogCapture.of(ErrorRecorder.class)) {
      ErrorRecorder recorder = ErrorRecorder.in(patient);
      patient
          .database()
          .write(
              connection -> {
                recorder.record("search", "rebuild", new IllegalStateException("broken"));
                return true;
              });
      assertThat(log.messages(Level.ERROR)).hasSize(1);
      assertThat(warnings.messages(Level.WARN)).hasSize(1);
      recorder.record("search", "rebuild", new IllegalStateException("broken"));
    }
    assertThat(rows(ALL)).hasSize(1);
  }

  @Contract("MEA-05")
  @Test
  void a_pair_of_surrogates_is_not_cut_in_two() throws SQLException {
    ErrorRecorder.in(trail())
        .record("s", "o", new IllegalStateException("x".repeat(499) + "\ud83d\ude00"));

    assertThat(rows("SELECT error_message FROM error_events")).containsExactly("x".repeat(499));
  }

  @Contract({"MEA-07", "TST-13"})
  @Test
  void recorder_without_a_store_only_logs() {
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER);
        LogCapture warnings = LogCapture.of(ErrorRecorder.class)) {
      ErrorRecorder.logging().record("search", "rebuild", new IllegalStateException("broken"));
      assertThat(log.messages(Level.ERROR)).hasSize(1);
      assertThat(warnings.entries()).isEmpty();
    }
    assertThat(trail().database().hasTable("error_events")).isFalse();
  }

  @Contract({"MEA-08", "TST-13"})
  @Test
  void a_row_has_what_was_given() throws SQLException {
    ErrorRecorder.in(trail())
        .record(
            "search",
            "rebuild",
            new IllegalStateException("broken"),
            CONTEXT.extra(Map.of("a", 1)));
    ErrorRecorder.in(trail()).record("search", "rebuild", new IllegalStateException("broken"));

    assertThat(rows(ALL))
        .containsExactly(
            "search|rebuild|java.lang.IllegalStateException|broken|w-1|7|rebuild_index|{\"a\":1}",
            "search|rebuild|java.lang.IllegalStateException|broken|null|null|null|{}");
    assertThat(rows("SELECT DISTINCT created_at FROM error_events"))
        .containsExactly("" + NOW.getEpochSecond() * 1_000_000);
  }

  @Contract("MEA-08")
  @Test
  void the_table_has_its_columns_and_defaults() throws SQLException {
    errors("search", "w-1", 1, Duration.ZERO);
    assertThat(rows("SELECT name, type, \"notnull\", pk FROM pragma_table_info('error_events')"))
        .containsExactly(
            "id|INTEGER|0|1",
            "subsystem|TEXT|1|0",
            "operation|TEXT|1|0",
            "error_type|TEXT|0|0",
            "error_message|TEXT|0|0",
            "workspace_id|TEXT|0|0",
            "agent_id|BIGINT|0|0",
            "action_name|TEXT|0|0",
            "event_data|TEXT|1|0",
            "created_at|BIGINT|1|0");
    assertThat(
            rows(
                "SELECT count(*) FROM pragma_table_info('error_events') WHERE dflt_value IS NOT"
                    + " NULL"))
        .containsExactly("2");
  }

  @Contract("MEA-09")
  @Test
  void the_table_has_its_indexes() throws SQLException {
    errors("search", "w-1", 1, Duration.ZERO);
    assertThat(
            rows(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = 'error_events' AND type = 'index'"))
        .anySatisfy(
            sql ->
                assertThat(sql)
                    .contains("idx_error_events_subsystem_created", "(subsystem, created_at)"))
        .anySatisfy(
            sql ->
                assertThat(sql)
                    .contains("idx_error_events_workspace_created", "(workspace_id, created_at)"));
  }

  @Contract("MEA-10")
  @Test
  void only_insertions_are_written_about_errors() throws Exception {
    String sources =
        Files.readString(Path.of("src/main/java/io/tidings/event/measure/ErrorInsert.java"));

    assertThat(sources).contains("INSERT INTO error_events").doesNotContain("UPDATE", "DELETE");
  }

  @Test
  void a_value_that_no_event_can_hold_costs_what_is_extra_alone() throws SQLException {
    ErrorRecorder.in(trail())
        .record(
            "search",
            "rebuild",
            new IllegalStateException("broken"),
            CONTEXT.extra(Map.of("thread", Thread.currentThread())));

    assertThat(rows("SELECT event_data FROM error_events"))
        .containsExactly("{\"extra\":\"[dropped]\"}");
  }

  @Test
  void a_recorder_may_have_a_redactor_of_the_hosts() throws SQLException {
    ErrorRecorder.in(trail())
        .withRedactor(Redactor.standard().maskingKeys("customer number"))
        .record(
            "search",
            "rebuild",
            new IllegalStateException("broken"),
            CONTEXT.extra(Map.of("customer_number", "4711")));

    assertThat(rows("SELECT event_data FROM error_events").get(0)).doesNotContain("4711");
  }

  @Test
  void the_fields_of_an_entry_are_those_of_the_specification() {
    try (LogCapture log = LogCapture.of(ErrorRecorder.LOGGER)) {
      ErrorRecorder.logging().record("s", "o", new IllegalStateException("m"));
      assertThat(fields(log.entries().get(0)).keySet().stream().collect(Collectors.joining(" ")))
          .isEqualTo(
              "subsystem operation error_type error_message workspace_id agent_id action_name");
    }
  }

  /** Cannot be asked for anything. */
  private static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  /** Has another stack than it should. */
  private static final class Stacked extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient StackTraceElement @Nullable [] stack;

    private Stacked(StackTraceElement @Nullable [] stack) {
      super("outer", new SQLException("inner"));
      this.stack = stack;
    }

    @Override
    @SuppressWarnings("NullAway")
    public StackTraceElement[] getStackTrace() {
      return stack;
    }
  }

  /** Does something with each entry of the log of errors, until it is closed. */
  private static final class Appending implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ErrorRecorder.LOGGER);
    private final Consumer<ILoggingEvent> work;
    private int told;
    private final AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          public synchronized void doAppend(ILoggingEvent entry) {
            told++;
            work.accept(entry);
          }

          @Override
          protected void append(ILoggingEvent entry) {
            doAppend(entry);
          }
        };

    private Appending(Consumer<ILoggingEvent> work) {
      this.work = work;
      appender.start();
      logger.setLevel(Level.INFO);
      logger.addAppender(appender);
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
      logger.setLevel(null);
    }
  }
}
