package io.tidings.samples.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpClientMethod;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** MCP server with one tool, in the process of its client. */
final class ArchiveServer implements McpTransport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String INITIALIZED =
      """
      {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
       "serverInfo": {"name": "archive", "version": "1"}}
      """;

  private static final String TOOLS =
      """
      {"tools": [{"name": "search_archive", "description": "Searches the archive",
        "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}}}]}
      """;

  private static final String FOUND =
      """
      {"content": [{"type": "text", "text": "1890: the harbour opens"}], "isError": false}
      """;

  @Override
  public void start(McpOperationHandler messageHandler) {}

  @Override
  public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
    return answered(INITIALIZED);
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
    return executeOperationWithResponse(context.message());
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
    if (request.method == McpClientMethod.TOOLS_LIST) {
      return answered(TOOLS);
    }
    return answered(request.method == McpClientMethod.TOOLS_CALL ? FOUND : "{}");
  }

  private static CompletableFuture<JsonNode> answered(String result) {
    try {
      return CompletableFuture.completedFuture(
          JSON.createObjectNode().set("result", JSON.readTree(result)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
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
