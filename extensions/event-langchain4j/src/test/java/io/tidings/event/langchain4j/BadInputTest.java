package io.tidings.event.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agentic.observability.AfterAgentToolExecution;
import dev.langchain4j.agentic.observability.BeforeAgentToolExecution;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.BeforeToolExecution;
import dev.langchain4j.service.tool.ToolExecution;
import dev.langchain4j.service.tool.ToolExecutionResult;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.agent.AgentOptions;
import io.tidings.event.agent.OpenSteps;
import io.tidings.event.agent.Texts;
import io.tidings.event.redact.Redactor;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.RecordingEventBus;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BadInputTest {

  private static final String SECRET = "ghp_" + "0123456789abcdefABCDEF0123456789abcd";

  private final RecordingEventBus bus = RecordingEventBus.create();

  interface Remembering {
    String chat(@MemoryId Object memoryId, @dev.langchain4j.service.UserMessage String text);
  }

  interface Assistant {
    String chat(String text);
  }

  interface Streaming {
    TokenStream chat(String text);
  }

  /** Memory id of a host that does not describe itself. */
  private static final class Unprintable {
    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  /** Memory id of a host with a readable text. */
  private record Desk(String city, int number) {}

  private Remembering remembering(LangChain4jEvents events) {
    return events
        .attach(
            AiServices.builder(Remembering.class)
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
                .chatModel(Script.calling("first"))
                .tools(new Tools(bus)))
        .build();
  }

  private void assertSession(Object memoryId, @Nullable String session) {
    RecordingEventBus own = RecordingEventBus.create();
    remembering(LangChain4jEvents.on(own)).chat(memoryId, "go");

    assertThat(own.recording().events()).hasSize(8);
    assertThat(own.recording().events()).extracting(DomainEvent::sessionId).containsOnly(session);
  }

  @Test
  void memory_ids_of_any_form_cost_no_event() {
    assertSession("desk", "desk");
    assertSession("city desk", "city%20desk");
    assertSession("Sao Paulo\n\u00e3", "Sao%20Paulo%0A%C3%A3");
    assertSession(new Desk("Rome", 7), "Desk[city=Rome,%20number=7]");
    assertSession(42, "42");
    assertSession(new Unprintable(), null);
    assertSession("default", null);
    assertSession("", null);
  }

  @Test
  void memory_id_of_300_characters_is_shortened() {
    remembering(LangChain4jEvents.on(bus)).chat("x".repeat(300), "go");
    remembering(LangChain4jEvents.on(bus)).chat("x".repeat(299) + "y", "go");

    assertThat(bus.recording().events()).hasSize(16);
    assertThat(bus.recording().events().stream().map(DomainEvent::sessionId).distinct())
        .hasSize(2)
        .allMatch(session -> session != null && session.length() == 128);
  }

  @Test
  void mapping_may_return_any_text_null_or_throw() {
    LangChain4jEvents events =
        LangChain4jEvents.on(bus)
            .sessions(
                id ->
                    switch (id.toString()) {
                      case "null" -> null;
                      case "throw" -> throw new IllegalArgumentException("no session");
                      case "blank" -> "a b";
                      default -> "id%20encoded";
                    });

    for (String id : List.of("null", "throw", "blank", "encoded")) {
      remembering(events).chat(id, "go");
    }

    assertThat(bus.recording().events(EventType.ACTOR_INVOKED))
        .extracting(DomainEvent::sessionId)
        .containsExactly(null, null, "a%20b", "id%20encoded");
    assertThat(bus.recording().events()).hasSize(32);
  }

  @Test
  void null_arguments_are_named() {
    LangChain4jEvents events = LangChain4jEvents.on(bus);

    assertThatNullPointerException()
        .isThrownBy(() -> events.attach(nothing()))
        .withMessage("services");
    assertThatNullPointerException()
        .isThrownBy(() -> events.sessions(nothing()))
        .withMessage("mapping");
    assertThatNullPointerException()
        .isThrownBy(() -> events.texts(BadInputTest.<Texts>nothing()))
        .withMessage("rule");
    assertThatNullPointerException()
        .isThrownBy(() -> events.budgets(nothing()))
        .withMessage("budgets");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // violates the types on purpose
  private static <T> T nothing() {
    return null;
  }

  @Test
  void thousand_parallel_invocations_keep_their_causes() throws Exception {
    LangChain4jEvents events = LangChain4jEvents.on(bus);
    Remembering service = remembering(events);
    ExecutorService threads = Executors.newFixedThreadPool(32);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<String>> answers =
          IntStream.range(0, 1_000)
              .mapToObj(
                  number ->
                      threads.submit(
                          () -> {
                            start.await();
                            return service.chat("s-" + number, "go");
                          }))
              .toList();
      start.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("done");
      }
    } finally {
      threads.shutdownNow();
    }

    Map<String, List<DomainEvent>> sessions =
        bus.recording().events().stream().collect(Collectors.groupingBy(DomainEvent::sessionId));
    assertThat(sessions).hasSize(1_000);
    assertThat(sessions.values())
        .allSatisfy(
            session ->
                assertThat(Tree.of(session))
                    .containsExactly(
                        "actor.invoked Remembering",
                        "  model.requested Remembering",
                        "    model.answered Remembering",
                        "  tool.invoked Remembering first",
                        "    tool.completed Remembering first",
                        "  model.requested Remembering",
                        "    model.answered Remembering",
                        "  actor.completed Remembering"));
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void invocations_that_never_end_are_bounded_and_warned_once() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(OpenSteps.class);
    logger.addAppender(log);
    try {
      LangChain4jEvents events = new LangChain4jEvents(AgentOptions.of(bus), 10);
      Streaming service =
          events
              .attach(
                  AiServices.builder(Streaming.class)
                      .streamingChatModel(
                          Script.streaming(new ManualExecutor(), request -> AiMessage.from("x"))))
              .build();
      for (int i = 0; i < 100; i++) {
        service.chat("go").ignoreErrors().start();
      }

      assertThat(events.openSteps()).isEqualTo(10);
      assertThat(bus.recording().events(EventType.ACTOR_INVOKED)).hasSize(100);
      assertThat(log.list).hasSize(1);
      assertThat(log.list.get(0).getFormattedMessage())
          .startsWith("Invocations of AI services have not ended; at most 10 are kept");
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void secrets_in_prompts_are_masked_by_the_sinks_with_texts_on() {
    chatWithSecret(LangChain4jEvents.on(bus).texts(true));

    List<DomainEvent> events = bus.recording().events();
    assertThat(described(events)).contains(SECRET);
    assertThat(described(events.stream().map(Redactor.standard()::redact).toList()))
        .doesNotContain(SECRET)
        .contains("[redacted]");
  }

  @Test
  void secrets_in_prompts_are_masked_in_the_event_with_texts_redacted() {
    chatWithSecret(LangChain4jEvents.on(bus).texts(Texts.REDACTED));

    assertThat(described(bus.recording().events()))
        .doesNotContain(SECRET)
        .contains("[redacted]", "summarize");
  }

  @Test
  void no_text_is_recorded_by_default() {
    chatWithSecret(LangChain4jEvents.on(bus));

    assertThat(described(bus.recording().events()))
        .doesNotContain(SECRET, "summarize", "margaret", "[redacted]");
  }

  /** Prompt, tool failure and answer contain the secret. */
  private void chatWithSecret(LangChain4jEvents events) {
    events
        .attach(
            AiServices.builder(Assistant.class)
                .chatModel(Script.calling("asking"))
                .tools(
                    new Asking(
                        () -> {
                          throw new IllegalStateException("no push for margaret: " + SECRET);
                        })))
        .build()
        .chat("summarize " + SECRET);
  }

  private static String described(List<DomainEvent> events) {
    return events.stream().map(DomainEvent::describe).collect(Collectors.joining("\n"));
  }

  /** LangChain4j calls these consumers within the call of a tool, without isolation. */
  @Test
  void tool_consumers_never_throw() {
    ToolExecutionRequest request = ToolExecutionRequest.builder().name("first").build();
    InvocationContext context = InvocationContext.builder().invocationId(UUID.randomUUID()).build();
    AgentInstance agent =
        (AgentInstance)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AgentInstance.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("agent of the host");
                });
    ToolExecution unreadable =
        ToolExecution.builder()
            .request(request)
            .result(
                ToolExecutionResult.builder()
                    .resultTextSupplier(
                        () -> {
                          throw new IllegalStateException("result of the host");
                        })
                    .build())
            .invocationContext(context)
            .build();
    var listener = LangChain4jEvents.on(bus).agentListener();

    assertThatCode(
            () -> {
              listener.beforeAgentToolExecution(
                  new BeforeAgentToolExecution(
                      agent,
                      BeforeToolExecution.builder()
                          .request(request)
                          .invocationContext(context)
                          .build()));
              listener.afterAgentToolExecution(new AfterAgentToolExecution(agent, unreadable));
            })
        .doesNotThrowAnyException();
    assertThat(bus.recording().events(EventType.TOOL_INVOKED)).hasSize(1);
  }
}
