package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.StoreException.Reason;
import java.util.function.Consumer;

/** What a refusal has to be. */
public final class Refusals {

  private Refusals() {}

  public static Consumer<Throwable> with(Reason reason) {
    return failure -> {
      assertThat(failure).isInstanceOf(StoreException.class);
      assertThat(((StoreException) failure).reason()).as(failure.getMessage()).isEqualTo(reason);
    };
  }
}
