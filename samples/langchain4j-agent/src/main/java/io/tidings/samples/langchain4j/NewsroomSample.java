package io.tidings.samples.langchain4j;

import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.langchain4j.LangChain4jEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Publishes one article and prints the tree of its events. */
public final class NewsroomSample {

  private NewsroomSample() {}

  /** Prints the tree; takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.print(EventTree.of(publish()));
  }

  /** Returns the events of one article in the order of their emission. */
  static List<DomainEvent> publish() throws Exception {
    List<DomainEvent> emitted = new ArrayList<>();
    try (EventBus bus = EventBus.create();
        McpClient archive = archive()) {
      bus.subscribe(EventSelector.all(), emitted::add);
      newsroom(bus, ScriptedModel.ofNewsroom(), archive).publish("city desk", "harbour");
    }
    return emitted;
  }

  private static McpClient archive() {
    return DefaultMcpClient.builder()
        .transport(new ArchiveServer())
        .autoHealthCheck(false)
        .toolExecutionTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Returns the agents; three lines connect them to the bus. */
  private static Newsroom newsroom(EventBus bus, ChatModel model, McpClient archive) {
    LangChain4jEvents events = LangChain4jEvents.on(bus);

    AiServices<Editor> services = AiServices.builder(Editor.class).chatModel(model);
    events.attach(services);
    Editor editor = services.build();

    Researcher researcher =
        AgenticServices.agentBuilder(Researcher.class)
            .chatModel(model)
            .toolProvider(McpToolProvider.builder().mcpClients(archive).build())
            .build();
    Writer writer =
        AgenticServices.agentBuilder(Writer.class)
            .chatModel(model)
            .tools(new Desk(editor))
            .inputGuardrails(new KnownFacts())
            .outputGuardrails(new HasHeadline())
            .build();
    return AgenticServices.sequenceBuilder(Newsroom.class)
        .subAgents(researcher, writer)
        .listener(events.agentListener())
        .outputKey("article")
        .build();
  }
}
