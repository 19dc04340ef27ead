package io.tidings.event.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpClientMethod;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import dev.langchain4j.service.AiServices;
import io.tidings.event.EventType;
import io.tidings.event.services.payload.ResourcePayloads;
import io.tidings.event.services.payload.ToolPayloads;
import io.tidings.event.testkit.RecordingEventBus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class McpTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final LangChain4jEvents events = LangChain4jEvents.on(bus);
  private final List<String> host = new ArrayList<>();
  private String toolAnswer =
      "{\"result\": {\"content\": [{\"type\": \"text\", \"text\": \"found\"}]}}";

  interface Assistant {
    String chat(String text);
  }

  /** Server in the process; a call of a tool is answered with {@code toolAnswer}. */
  private final class Server implements McpTransport {
    @Override
    public void start(McpOperationHandler messageHandler) {}

    @Override
    public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
      return json(
          "{\"result\": {\"protocolVersion\": \"2025-06-18\", \"capabilities\": {},"
              + " \"serverInfo\": {\"name\": \"s\", \"version\": \"1\"}}}");
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
      return executeOperationWithResponse(context.message());
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
      if (request.method == McpClientMethod.TOOLS_LIST) {
        return json(
            "{\"result\": {\"tools\": [{\"name\": \"search\", \"inputSchema\":"
                + " {\"type\": \"object\", \"properties\": {}}}]}}");
      }
      if (request.method == McpClientMethod.RESOURCES_READ) {
        return json("{\"result\": {\"contents\": [{\"uri\": \"file:///a\", \"text\": \"a\"}]}}");
      }
      return json(toolAnswer);
    }

    private CompletableFuture<JsonNode> json(String text) {
      try {
        return CompletableFuture.completedFuture(JSON.readTree(text));
      } catch (IOException malformed) {
        throw new UncheckedIOException(malformed);
      }
    }

    @Override
    public void executeOperationWithoutResponse(McpCallContext context) {}

    @Override
    public void executeOperationWithoutResponse(McpClientMessage request) {}

    @Override
    public void checkHealth() {}

    @Override
    public void onFailure(Runnable actionOnFailure) {}

    @Override
    public void close() {}
  }

  private McpClient client() {
    return DefaultMcpClient.builder()
        .transport(new Server())
        .autoHealthCheck(false)
        .addListener(
            new McpClientListener() {
              @Override
              public void beforeExecuteTool(McpCallContext context) {
                host.add("before");
                throw new IllegalStateException("listener of the host");
              }
            })
        .addListener(events.mcpListener())
        .build();
  }

  private static ToolExecutionRequest search() {
    return ToolExecutionRequest.builder().name("search").arguments("{}").build();
  }

  @Test
  void tool_of_an_ai_service_is_reported_once() throws Exception {
    try (McpClient client = client()) {
      String answer =
          events
              .attach(
                  AiServices.builder(Assistant.class)
                      .chatModel(Script.calling("search"))
                      .toolProvider(McpToolProvider.builder().mcpClients(client).build()))
              .build()
              .chat("go");
      assertThat(answer).isEqualTo("done");
    }

    assertThat(Tree.of(bus))
        .filteredOn(line -> line.contains("tool."))
        .containsExactly("  tool.invoked Assistant search", "    tool.completed Assistant search");
    assertThat(host).containsExactly("before");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void tool_called_by_the_host_is_reported() throws Exception {
    try (McpClient client = client()) {
      client.executeTool(search());
    }

    assertThat(Tree.of(bus)).containsExactly("tool.invoked search", "  tool.completed search");
    assertThat(
            bus.recording()
                .events(ToolPayloads.COMPLETED)
                .get(0)
                .payload(ToolPayloads.COMPLETED)
                .resultSize())
        .isEqualTo(5);
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void failures_of_a_tool_are_reported() throws Exception {
    try (McpClient client = client()) {
      toolAnswer =
          "{\"result\": {\"isError\": true,"
              + " \"content\": [{\"type\": \"text\", \"text\": \"no such file\"}]}}";
      assertThatThrownBy(() -> client.executeTool(search())).hasMessageContaining("no such file");
      toolAnswer = "{\"error\": {\"code\": -32603, \"message\": \"unknown tool\"}}";
      assertThatThrownBy(() -> client.executeTool(search())).hasMessageContaining("unknown tool");
    }

    assertThat(Tree.of(bus))
        .containsExactly(
            "tool.invoked search",
            "  tool.errored search",
            "tool.invoked search",
            "  tool.errored search");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void read_of_a_resource_is_reported() throws Exception {
    try (McpClient client = client()) {
      client.readResource("file:///a");
    }

    assertThat(bus.recording().events(EventType.RESOURCE_ACCESSED)).hasSize(1);
    assertThat(
            bus.recording()
                .events(ResourcePayloads.ACCESSED)
                .get(0)
                .payload(ResourcePayloads.ACCESSED))
        .isEqualTo(new ResourcePayloads.Accessed("file:///a", "read"));
  }
}
