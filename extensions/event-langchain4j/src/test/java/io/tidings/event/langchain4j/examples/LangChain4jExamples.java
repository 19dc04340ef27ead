package io.tidings.event.langchain4j.examples;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.agent.AgentCatalog;
import io.tidings.event.agent.AgentEvents;
import io.tidings.event.agent.AgentOptions;
import io.tidings.event.agent.AgentStep;
import io.tidings.event.agent.ModelPayloads;
import io.tidings.event.agent.Texts;
import io.tidings.event.langchain4j.LangChain4jEvents;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.cost.CostBudgetService;

/** Examples of the guide and the Javadoc. */
final class LangChain4jExamples {

  private LangChain4jExamples() {}

  interface Assistant {
    String chat(String text);
  }

  interface Newsroom {
    @Agent
    String publish(String topic);
  }

  static Assistant javadoc(EventBus bus, ChatModel model) {
    LangChain4jEvents events = LangChain4jEvents.on(bus);
    Assistant assistant =
        events.attach(AiServices.builder(Assistant.class).chatModel(model)).build();
    return assistant;
  }

  static Newsroom glue(EventBus bus, ChatModel model, Object researcher, Object writer) {
    LangChain4jEvents events = LangChain4jEvents.on(bus);

    AiServices<Assistant> services = AiServices.builder(Assistant.class).chatModel(model);
    events.attach(services);
    Assistant assistant = services.build();

    Newsroom newsroom =
        AgenticServices.sequenceBuilder(Newsroom.class)
            .subAgents(researcher, writer)
            .listener(events.agentListener())
            .build();
    assistant.chat("hello");
    return newsroom;
  }

  static McpClient client(LangChain4jEvents events, McpTransport transport) {
    McpClient client =
        DefaultMcpClient.builder().transport(transport).addListener(events.mcpListener()).build();
    return client;
  }

  static LangChain4jEvents options(EventBus bus, CostBudgetService budgets) {
    budgets.set(Budget.of(BudgetType.SESSION, "s-1", 100_000));
    LangChain4jEvents events =
        LangChain4jEvents.on(bus)
            .sessions(memoryId -> "s-" + memoryId)
            .texts(Texts.REDACTED)
            .budgets(budgets);
    return events;
  }

  static void typed(EventBus bus) {
    bus.subscribe(
        ModelPayloads.ANSWERED,
        (answer, event) ->
            System.out.println(event.actorName() + " used " + answer.outputTokens() + " tokens"));
  }

  static EventBus catalogue() {
    EventBus bus =
        EventBus.builder()
            .events(EventFactory.standard().withCatalog(AgentCatalog.CATALOG))
            .build();
    return bus;
  }

  static void bridge(EventBus bus) {
    AgentEvents events = new AgentEvents(AgentOptions.of(bus));
    AgentStep session = events.session("conversation 7");
    AgentStep run = events.run(session, "writer", null);
    AgentStep call = events.tool(run, "search");
    events.toolCompleted(call, 17);
    events.completed(run);
  }
}
