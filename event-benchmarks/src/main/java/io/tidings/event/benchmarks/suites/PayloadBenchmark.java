package io.tidings.event.benchmarks.suites;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Emit of three components to one typed handler, compared with the same as details. */
@State(Scope.Benchmark)
public class PayloadBenchmark {

  /** A payload of three components. */
  record Applied(int filesChanged, String reason, boolean forced) {}

  private static final PayloadKind<Applied> APPLIED =
      PayloadKind.of(EventType.PLAN_APPLIED, Applied.class);

  private int files = 3;
  private long sum;
  private final EventBus typedBus = EventBus.create();
  private final EventBus detailBus = EventBus.create();

  /** Subscribes one handler to each bus. */
  public PayloadBenchmark() {
    typedBus.subscribe(APPLIED, (applied, event) -> sum += applied.filesChanged());
    detailBus.subscribe(
        EventType.PLAN_APPLIED,
        event -> sum += requireNonNull(event.detail("files_changed", Long.class)));
  }

  @Benchmark
  public EmitResult typed() {
    return typedBus.emit(APPLIED, new Applied(files, "asked for", true));
  }

  @Benchmark
  public EmitResult details() {
    return detailBus.emit(
        detailBus
            .events()
            .builder(EventType.PLAN_APPLIED)
            .detail("files_changed", files)
            .detail("reason", "asked for")
            .detail("forced", true)
            .build());
  }
}
