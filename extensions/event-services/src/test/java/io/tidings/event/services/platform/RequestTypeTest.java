package io.tidings.event.services.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import org.junit.jupiter.api.Test;

class RequestTypeTest {

  private static EventBuilder fetched() {
    return DomainEvent.builder(EventType.TRACES_FETCHED);
  }

  @Test
  @Contract("AGR-18")
  void event_without_request_type_is_unknown() {
    assertThat(RequestType.values())
        .extracting(RequestType::id)
        .containsExactly("unknown", "router", "worker");
    for (RequestType type : RequestType.values()) {
      DomainEvent event = fetched().detail(RequestType.DETAIL, type.id()).build();
      assertThat(RequestType.of(event)).isEqualTo(type);
    }
    assertThat(RequestType.of(fetched().build())).isEqualTo(RequestType.UNKNOWN);
    assertThat(RequestType.of(fetched().detail(RequestType.DETAIL, "ROUTER").build()))
        .isEqualTo(RequestType.UNKNOWN);
    assertThat(RequestType.of(fetched().detail(RequestType.DETAIL, 3).build()))
        .isEqualTo(RequestType.UNKNOWN);
  }
}
