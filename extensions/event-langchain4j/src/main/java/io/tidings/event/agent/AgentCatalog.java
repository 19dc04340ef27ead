package io.tidings.event.agent;

import io.tidings.event.EventCatalog;
import io.tidings.event.services.payload.ServiceCatalog;

/** Catalogue of the kinds that agents emit. */
public final class AgentCatalog {

  /**
   * The catalogue of the services and the three kinds of {@link ModelPayloads}. A host adds its own
   * kinds with {@code EventCatalog.builder().all(AgentCatalog.CATALOG)}.
   */
  public static final EventCatalog CATALOG =
      EventCatalog.builder()
          .all(ServiceCatalog.CATALOG)
          .payload(ModelPayloads.REQUESTED)
          .payload(ModelPayloads.ANSWERED)
          .payload(ModelPayloads.ERRORED)
          .build();

  private AgentCatalog() {}
}
