package io.tidings.event.store.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidings.event.testkit.contract.Contract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many random histories of a delivery; {@code -Ddelivery.seeds=N} runs more of them. */
@Tag("once")
class DeliveryModelTest {

  private static final int SEEDS = Integer.getInteger("delivery.seeds", 1_000);
  private static final int STEPS = 300;

  private static void run(long seed, MemoryDatabase database, DeliveryModel.Rows rows)
      throws Exception {
    try {
      new DeliveryModel(seed, database, rows).run(STEPS);
    } catch (Throwable failure) {
      throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
    }
  }

  @Test
  @Contract({"DLV-01", "DLV-02", "DLV-04", "DLV-05", "DLV-06"})
  void random_histories_keep_order_and_lose_nothing() throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        run(seed, database, DeliveryModel.fenced());
      }
    }
  }

  @Test
  void without_fencing_the_model_finds_a_stale_outcome() throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        try {
          run(seed, database, DeliveryModel.unfenced());
        } catch (AssertionError found) {
          assertThat(found).hasMessageContaining("seed");
          return;
        }
      }
    }
    fail("no history found a stale outcome");
  }
}
