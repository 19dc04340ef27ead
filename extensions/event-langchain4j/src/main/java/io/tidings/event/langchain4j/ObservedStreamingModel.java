package io.tidings.event.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;

/**
 * Streaming chat model of a host whose calls are reported; the listeners of the host's model
 * remain.
 */
record ObservedStreamingModel(StreamingChatModel host, ChatModelListener listener)
    implements StreamingChatModel {

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    host.chat(request, handler);
  }

  @Override
  public List<ChatModelListener> listeners() {
    return List.of(listener);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return host.defaultRequestParameters();
  }

  @Override
  public ModelProvider provider() {
    return host.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return host.supportedCapabilities();
  }
}
